"""Plans gather measures; a measure answers reasons and is carried by a function."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from mrplattform.organisations.models import Circle, Decision, Function, Organisation
from mrplattform.organisations.visibility import seen_by
from mrplattform.rights.models import Topic


class PlanQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(seen_by(user, Plan, unit="authority"))


class Plan(models.Model):
    authority = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="plans")
    title = models.CharField(_("namn"), max_length=150)
    starts = models.DateField(_("från och med"))
    ends = models.DateField(_("till och med"))
    owner = models.ForeignKey(Function, on_delete=models.PROTECT, related_name="plans")
    circle = models.CharField(max_length=12, choices=Circle.choices, default=Circle.AUTHORITY)
    decision = models.ForeignKey(Decision, null=True, blank=True, on_delete=models.PROTECT)

    objects = PlanQuerySet.as_manager()

    class Meta:
        ordering = ["-starts", "title"]

    def __str__(self) -> str:
        return self.title


class MeasureQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(
            seen_by(user, Measure, unit="responsible__organisation"), removed_at__isnull=True
        )


class Measure(models.Model):
    """Something that is done for reasons, by a function, to change something for rights-holders.

    Resource, activity, output and effect are kept apart, so that busy never passes for better.
    """

    class State(models.TextChoices):
        NOT_STARTED = "not_started", _("Ej startad")
        ON_TRACK = "on_track", _("Enligt plan")
        OFF_TRACK = "off_track", _("Avviker")
        STOPPED = "stopped", _("Stopp")
        DONE = "done", _("Klar")
        DROPPED = "dropped", _("Genomförs inte")

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="measures")
    authority = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="measures")
    title = models.CharField(_("insats"), max_length=200)
    aim = models.TextField(_("vad som ska ändras, och för vem"), blank=True)
    responsible = models.ForeignKey(Function, on_delete=models.PROTECT, related_name="measures")
    supporting = models.ManyToManyField(Function, blank=True, related_name="supported_measures")
    starts = models.DateField(_("från och med"))
    ends = models.DateField(_("till och med"))
    state = models.CharField(
        _("läge"), max_length=12, choices=State.choices, default=State.NOT_STARTED
    )
    judgement = models.TextField(_("bedömning"), blank=True)
    judged_at = models.DateTimeField(null=True)
    resource = models.TextField(_("resurs"), blank=True)
    activity = models.TextField(_("aktivitet"), blank=True)
    output = models.TextField(_("prestation"), blank=True)
    effect = models.TextField(_("effekt"), blank=True)
    heard = models.TextField(_("vilka som har blivit hörda"), blank=True)
    topics = models.ManyToManyField(Topic, blank=True, related_name="measures")
    circle = models.CharField(max_length=12, choices=Circle.choices, default=Circle.AUTHORITY)
    edition = models.PositiveIntegerField(default=1)
    removed_at = models.DateTimeField(null=True)
    history = HistoricalRecords()

    objects = MeasureQuerySet.as_manager()

    class Meta:
        ordering = ["ends", "pk"]
        indexes = [models.Index(fields=["authority", "state", "ends"], name="measure_authority")]

    def __str__(self) -> str:
        return self.title


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
        constraints = [models.UniqueConstraint(fields=["measure", "key"], name="reason_once")]
        indexes = [models.Index(fields=["key"], name="reason_by_key")]

    def __str__(self) -> str:
        return self.wording
