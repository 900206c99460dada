"""A round asks many units at once, during a time."""

from __future__ import annotations

import datetime as dt

from django.apps import apps
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from mrplattform.core.dates import today
from mrplattform.organisations.models import Circle, Function, Organisation, Role
from mrplattform.organisations.visibility import seen_by
from mrplattform.questions.models import FrameworkVersion

# Who may prepare and lead rounds: within their own authority, or over the whole country.
LEADERS = (Role.STRATEGIST, Role.NATIONAL_COORDINATOR)


class RoundQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Those of the circle, and those that ask one's units; what is not opened only for who
        prepares it."""
        if not user.is_authenticated:
            return self.none()
        standing = user.standing
        assessment = apps.get_model("assessments", "Assessment")
        asked = assessment.objects.asks(user)
        opened = ~Q(state__in=Round.UNOPENED) & (
            seen_by(user, Round, unit="authority") | Q(pk__in=asked.values("round"))
        )
        return self.filter(opened | Q(authority_id__in=standing.authorities_as(*LEADERS)))

    def opened(self):
        """Open or closed: what has results, however few."""
        return self.exclude(state__in=Round.UNOPENED)

    def by_units(self):
        """Those where a unit answers as a unit, by name: what matrices and reports are made of."""
        return self.filter(kind=Round.Kind.NAMED, reach=Round.Reach.OWN)

    def open(self, on: dt.date | None = None):
        on = on or today()
        return self.filter(state=Round.State.OPEN, opens__lte=on, closes__gte=on)

    def earlier_than(self, round: Round):
        """What its results can be compared with: the same questions by key, asked in the same way
        before, newest first. An authority's own wording of a framework keeps the key."""
        return (
            self.opened()
            .filter(
                authority_id=round.authority_id,
                version__framework__key=round.version.framework.key,
                kind=round.kind,
                reach=round.reach,
                opens__lt=round.opens,
            )
            .order_by("-opens", "-pk")
        )


class Round(models.Model):
    class State(models.TextChoices):
        DRAFT = "draft", _("Utkast")
        PLANNED = "planned", _("Öppnar av sig själv")
        OPEN = "open", _("Öppen")
        CLOSED = "closed", _("Stängd")

    class Kind(models.TextChoices):
        """Who answers, and whether anyone knows what they said."""

        NAMED = "named", _("En per enhet, med namn")
        ANONYMOUS = "anonymous", _("Många per enhet, utan namn")
        LIVE = "live", _("Tillsammans på ett möte")

    class Reach(models.TextChoices):
        OWN = "own", _("Den egna organisationen")
        COUNTRY = "country", _("Kommuner och regioner i hela landet")

    MOVES = {
        State.DRAFT: [State.PLANNED, State.OPEN],
        State.PLANNED: [State.DRAFT, State.OPEN],
        State.OPEN: [State.CLOSED],
        State.CLOSED: [State.OPEN],  # reopened, with a reason; never without names
    }
    UNOPENED = (State.DRAFT, State.PLANNED)

    authority = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="rounds")
    version = models.ForeignKey(
        FrameworkVersion,
        verbose_name=_("frågor"),
        on_delete=models.PROTECT,
        related_name="rounds",
    )
    title = models.CharField(_("namn"), max_length=150)
    purpose = models.TextField(_("varför vi frågar"), blank=True)
    kind = models.CharField(
        _("hur ni frågar"), max_length=10, choices=Kind.choices, default="named"
    )
    reach = models.CharField(
        _("vilka ni frågar"), max_length=10, choices=Reach.choices, default="own"
    )
    # The time that the answers tell of, when it is another than the day they are given.
    period_starts = models.DateField(_("avser från"), null=True, blank=True)
    period_ends = models.DateField(_("avser till"), null=True, blank=True)
    opens = models.DateField(_("öppnar"))
    closes = models.DateField(_("stänger"))
    closes_by_itself = models.BooleanField(_("stänger av sig själv"), default=False)
    # How many days before the last day those who have not handed in are reminded.
    remind_days = models.JSONField(_("påminnelser"), default=list)
    # {kind of organisation: [keys of questions that units of that kind are not asked]}
    left_out = models.JSONField(default=dict)
    needs_approval = models.BooleanField(_("en chef godkänner"), default=True)
    # Fewer answers than this are not shown where nobody answers by name; empty: the setting.
    smallest_group = models.PositiveSmallIntegerField(_("minsta grupp"), null=True, blank=True)
    state = models.CharField(_("läge"), max_length=10, choices=State.choices, default=State.DRAFT)
    circle = models.CharField(
        _("vem som får se resultatet"),
        max_length=12,
        choices=Circle.choices,
        default=Circle.AUTHORITY,
    )
    owner = models.ForeignKey(
        Function, verbose_name=_("ansvarig"), on_delete=models.PROTECT, related_name="rounds"
    )
    edition = models.PositiveIntegerField(default=1)
    # The day its answers were discarded by a retention rule; reports keep their figures.
    discarded_on = models.DateField(_("svaren gallrade"), null=True)

    objects = RoundQuerySet.as_manager()

    class Meta:
        verbose_name = _("kartläggning")
        verbose_name_plural = _("kartläggningar")
        ordering = ["-opens", "-pk"]
        indexes = [models.Index(fields=["authority", "-opens"], name="round_authority")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("assessments:round", args=[self.pk])

    @property
    def results_url(self) -> str:
        return reverse("assessments:results", args=[self.pk])

    def may_become(self, state: str) -> bool:
        if self.is_anonymous and self.state == self.State.CLOSED:
            return False  # the difference between two results could reveal who answered between
        return state in self.MOVES[self.state]

    @property
    def is_draft(self) -> bool:
        """Not opened yet, whether or not it opens by itself."""
        return self.state in self.UNOPENED

    @property
    def is_closed(self) -> bool:
        return self.state == self.State.CLOSED

    @property
    def is_anonymous(self) -> bool:
        """Nobody may know who answered what."""
        return self.kind != self.Kind.NAMED

    @property
    def asks_country(self) -> bool:
        return self.reach == self.Reach.COUNTRY

    @property
    def shown_from(self) -> int:
        """The fewest answers that are shown where nobody answers by name."""
        if self.smallest_group:
            return self.smallest_group
        if self.kind == self.Kind.LIVE:
            return settings.SMALLEST_LIVE_GROUP
        return settings.SMALLEST_SHOWN_GROUP

    def is_open(self, on: dt.date | None = None) -> bool:
        """Opened by somebody, and within its days."""
        on = on or today()
        return self.state == self.State.OPEN and self.opens <= on <= self.closes


class AskedUnit(models.Model):
    """A unit that a draft is going to ask. At the opening it becomes an assessment or, when
    nobody answers by name, tickets."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="asked")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    reporter = models.ForeignKey(Function, null=True, on_delete=models.SET_NULL, related_name="+")
    approver = models.ForeignKey(Function, null=True, on_delete=models.SET_NULL, related_name="+")
    # For who answers by a personal link, without an account.
    email = models.EmailField(_("e-post"), blank=True)
    # Without names: one address a line, and how many codes to print for those without mail.
    emails = models.TextField(blank=True)
    codes = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("enhet att fråga")
        verbose_name_plural = _("enheter att fråga")
        constraints = [models.UniqueConstraint(fields=["round", "organisation"], name="asked_once")]

    def __str__(self) -> str:
        return f"{self.round}: {self.organisation}"

    @property
    def is_ready(self) -> bool:
        if self.round.is_anonymous:
            return bool(self.emails or self.codes)
        return bool((self.reporter_id or self.email) and (self.approver_id or self.approves_itself))

    @property
    def approves_itself(self) -> bool:
        """Nobody there has to approve: the round's owner reads what comes in."""
        return not self.round.needs_approval
