"""A measure answers reasons, is carried by a function, and is told in reports."""

from __future__ import annotations

import datetime as dt

from django.db import models
from django.db.models import Case, Q, Value, When
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from mrplattform.core.dates import today
from mrplattform.core.models import Attachment
from mrplattform.organisations.models import Circle, Function, Organisation
from mrplattform.organisations.visibility import seen_by
from mrplattform.plans.models.plans import Direction, Plan
from mrplattform.rights.models import Topic


class MeasureQuerySet(models.QuerySet):
    def of_circle(self, user):
        """Those that the user may see, the removed ones among them."""
        condition = seen_by(user, Measure, unit="responsible__organisation")
        if user.is_authenticated:
            helped = Measure.supporting.through.objects.filter(
                function_id__in=user.standing.function_ids
            )
            condition |= Q(responsible_id__in=user.standing.function_ids)
            condition |= Q(pk__in=helped.values("measure_id"))
        return self.filter(condition)

    def visible_to(self, user):
        return self.of_circle(user).filter(removed_at__isnull=True)

    def removed(self):
        return self.filter(removed_at__isnull=False)

    def open(self):
        """Not yet done, and not given up."""
        return self.filter(removed_at__isnull=True).exclude(state__in=Measure.ENDED)

    def late(self, on: dt.date | None = None):
        return self.open().filter(ends__lt=on or today())

    def worst_first(self):
        """What needs somebody first: stopped, then off track, then by last day."""
        return self.order_by(Measure.URGENCY, "ends", "pk")


class Measure(models.Model):
    """Something that is done for reasons, by a function, to change something for rights-holders.

    Resource, activity, output and effect are kept apart, so that busy never passes for better.
    Only `evidence` says that an effect is seen; a measure that is done may still lack it.
    """

    class State(models.TextChoices):
        NOT_STARTED = "not_started", _("Ej startad")
        ON_TRACK = "on_track", _("Enligt plan")
        OFF_TRACK = "off_track", _("Avviker")
        STOPPED = "stopped", _("Stopp")
        DONE = "done", _("Klar")
        DROPPED = "dropped", _("Genomförs inte")

    MOVES = {
        State.NOT_STARTED: [State.ON_TRACK, State.OFF_TRACK, State.STOPPED, State.DROPPED],
        State.ON_TRACK: [State.OFF_TRACK, State.STOPPED, State.DONE, State.DROPPED],
        State.OFF_TRACK: [State.ON_TRACK, State.STOPPED, State.DONE, State.DROPPED],
        State.STOPPED: [State.ON_TRACK, State.OFF_TRACK, State.DROPPED],
        State.DONE: [State.ON_TRACK, State.OFF_TRACK],  # it turned out not to be
        State.DROPPED: [State.NOT_STARTED, State.ON_TRACK],  # taken up again
    }
    ENDED = (State.DONE, State.DROPPED)
    TONES = {
        State.NOT_STARTED: "calm",
        State.ON_TRACK: "plan",
        State.OFF_TRACK: "watch",
        State.STOPPED: "stop",
        State.DONE: "good",
        State.DROPPED: "calm",
    }
    ICONS = {State.NOT_STARTED: "wait", State.DROPPED: "none"}
    # In this order they are listed, and counted above the list.
    BY_URGENCY = [
        State.STOPPED,
        State.OFF_TRACK,
        State.NOT_STARTED,
        State.ON_TRACK,
        State.DONE,
        State.DROPPED,
    ]
    URGENCY = Case(
        *(When(state=state, then=Value(rank)) for rank, state in enumerate(BY_URGENCY)),
        output_field=models.IntegerField(),
    )

    plan = models.ForeignKey(
        Plan, verbose_name=_("plan"), on_delete=models.PROTECT, related_name="measures"
    )
    authority = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="measures")
    direction = models.ForeignKey(
        Direction,
        verbose_name=_("inriktning"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="measures",
    )
    goals = models.ManyToManyField(
        "plans.Goal", verbose_name=_("mål"), blank=True, related_name="measures"
    )
    title = models.CharField(_("insats"), max_length=200)
    aim = models.TextField(_("vad som ska ändras, och för vem"), blank=True)
    responsible = models.ForeignKey(
        Function,
        verbose_name=_("ansvarig funktion"),
        on_delete=models.PROTECT,
        related_name="measures",
    )
    supporting = models.ManyToManyField(
        Function,
        verbose_name=_("stödjande funktioner"),
        blank=True,
        related_name="supported_measures",
    )
    starts = models.DateField(_("från och med"))
    ends = models.DateField(_("klar senast"))
    state = models.CharField(
        _("läge"), max_length=12, choices=State.choices, default=State.NOT_STARTED
    )
    judgement = models.TextField(_("bedömning"), blank=True)
    judged_at = models.DateTimeField(null=True)
    # The function in whose name it was judged, as it was called then.
    judged_as = models.CharField(max_length=300, blank=True)
    resource = models.TextField(_("resurs"), blank=True)
    cost = models.BigIntegerField(_("kostnad"), null=True, blank=True)  # öre
    activity = models.TextField(_("aktivitet"), blank=True)
    output = models.TextField(_("prestation"), blank=True)
    effect = models.TextField(_("effekt"), blank=True)
    evidence = models.TextField(_("vad som visar effekten"), blank=True)
    measured_on = models.DateField(_("effekten mäts"), null=True, blank=True)
    heard = models.TextField(_("vilka som har blivit hörda"), blank=True)
    partners = models.TextField(_("samarbetar med"), blank=True)
    pilots = models.ManyToManyField(
        Organisation, verbose_name=_("provas i"), blank=True, related_name="piloted_measures"
    )
    learned = models.TextField(_("vad vi lärde oss"), blank=True)
    lives_on = models.TextField(_("hur det lever vidare"), blank=True)
    # What happens to it when the one who carries it leaves.
    continuity = models.TextField(_("om den ansvarige slutar"), blank=True)
    topics = models.ManyToManyField(
        Topic, verbose_name=_("ämnen"), blank=True, related_name="measures"
    )
    circle = models.CharField(
        _("vilka som får läsa"), max_length=12, choices=Circle.choices, default=Circle.AUTHORITY
    )
    edition = models.PositiveIntegerField(default=1)
    removed_at = models.DateTimeField(_("borttagen"), null=True)
    history = HistoricalRecords()

    objects = MeasureQuerySet.as_manager()

    class Meta:
        verbose_name = _("insats")
        verbose_name_plural = _("insatser")
        ordering = ["ends", "pk"]
        indexes = [
            models.Index(fields=["authority", "state", "ends"], name="measure_authority"),
            models.Index(fields=["responsible", "state"], name="measure_responsible"),
            # What is open to many is few: found by this beside one's own authority's.
            models.Index(fields=["circle", "authority"], name="measure_circle"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("plans:measure", args=[self.pk])

    @property
    def tone(self) -> str:
        return self.TONES[self.State(self.state)]

    @property
    def icon(self) -> str:
        return self.ICONS.get(self.State(self.state), "")

    @property
    def is_open(self) -> bool:
        return self.state not in self.ENDED

    def is_late(self, on: dt.date | None = None) -> bool:
        return self.is_open and self.ends < (on or today())

    @property
    def shows_effect(self) -> bool:
        """Never told by what was done or finished: only by what somebody has seen change."""
        return bool(self.effect and self.evidence)

    def may_become(self, state: str) -> bool:
        """A new judgement of the same state is always possible."""
        return state == self.state or state in self.MOVES[self.State(self.state)]


class Reason(models.Model):
    """Why a measure is done. Later apps give theirs through services: kind, wording, address."""

    class Kind(models.TextChoices):
        FINDING = "finding", _("Slutsats")
        RECOMMENDATION = "recommendation", _("Rekommendation")
        CRITERION = "criterion", _("Kriterium")
        SIGNAL = "signal", _("Styrsignal")
        DILEMMA = "dilemma", _("Dilemma")
        REVIEW = "review", _("Kollegial granskning")
        OTHER = "other", _("Annat skäl")

    measure = models.ForeignKey(Measure, on_delete=models.CASCADE, related_name="reasons")
    kind = models.CharField(max_length=15, choices=Kind.choices)
    # Which thing it was, "finding:17", so that the thread can be read from that side too.
    key = models.CharField(max_length=80)
    wording = models.TextField()
    address = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["measure", "key"], name="reason_once")]
        indexes = [models.Index(fields=["key"], name="reason_by_key")]

    def __str__(self) -> str:
        return self.wording


class ProgressNoteQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(measure__in=Measure.objects.visible_to(user))


class TellingQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(
            seen_by(
                user,
                Telling,
                authority="measure__authority",
                unit="measure__responsible__organisation",
            )
        )


class ProgressNote(models.Model):
    """What happened along the way, with what shows it. Told once; a new note corrects an old."""

    measure = models.ForeignKey(Measure, on_delete=models.CASCADE, related_name="notes")
    day = models.DateField(_("dag"))
    text = models.TextField(_("vad som har hänt"))
    attachment = models.ForeignKey(Attachment, null=True, on_delete=models.PROTECT)
    link = models.URLField(_("länk"), max_length=500, blank=True)
    at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(
        "organisations.Person", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    # As they read then.
    by_name = models.CharField(max_length=200, blank=True)
    by_function = models.CharField(max_length=300, blank=True)

    objects = ProgressNoteQuerySet.as_manager()

    class Meta:
        verbose_name = _("anteckning")
        verbose_name_plural = _("anteckningar")
        ordering = ["-day", "-pk"]

    def __str__(self) -> str:
        return self.text

    @property
    def authority_id(self) -> int:
        return self.measure.authority_id


class Telling(models.Model):
    """Where a measure is told for good: a decided report, an annual account. Written by the app
    that tells it."""

    measure = models.ForeignKey(Measure, on_delete=models.CASCADE, related_name="tellings")
    key = models.CharField(max_length=80)  # "report:5"
    title = models.CharField(max_length=200)
    note = models.CharField(max_length=120, blank=True)
    address = models.CharField(max_length=300)
    circle = models.CharField(max_length=12, choices=Circle.choices, default=Circle.AUTHORITY)

    objects = TellingQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [models.UniqueConstraint(fields=["measure", "key"], name="telling_once")]
        indexes = [models.Index(fields=["key"], name="telling_by_key")]

    def __str__(self) -> str:
        return self.title
