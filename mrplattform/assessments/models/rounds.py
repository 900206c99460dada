"""A round asks many units at once, during a time."""

from __future__ import annotations

import datetime as dt

from django.apps import apps
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from mrplattform.core.dates import today
from mrplattform.organisations.models import Circle, Function, Organisation, Role
from mrplattform.organisations.visibility import seen_by
from mrplattform.questions.models import FrameworkVersion


class RoundQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Those of the circle, and those that ask one's units; drafts only for who prepares them."""
        if not user.is_authenticated:
            return self.none()
        standing = user.standing
        assessment = apps.get_model("assessments", "Assessment")
        asked = assessment.objects.filter(organisation__in=standing.unit_ids)
        opened = ~Q(state=Round.State.DRAFT) & (
            seen_by(user, Round, unit="authority") | Q(pk__in=asked.values("round"))
        )
        return self.filter(opened | Q(authority_id__in=standing.authorities_as(Role.STRATEGIST)))

    def open(self, on: dt.date | None = None):
        on = on or today()
        return self.filter(state=Round.State.OPEN, opens__lte=on, closes__gte=on)

    def earlier_than(self, round: Round):
        """What its results can be compared with: the same framework, asked before, newest first."""
        return self.filter(
            authority_id=round.authority_id,
            version__framework_id=round.version.framework_id,
            opens__lt=round.opens,
        ).exclude(state=Round.State.DRAFT)


class Round(models.Model):
    class State(models.TextChoices):
        DRAFT = "draft", _("Utkast")
        OPEN = "open", _("Öppen")
        CLOSED = "closed", _("Stängd")

    MOVES = {
        State.DRAFT: [State.OPEN],
        State.OPEN: [State.CLOSED],
        State.CLOSED: [State.OPEN],  # reopened, with a reason
    }

    authority = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="rounds")
    version = models.ForeignKey(
        FrameworkVersion,
        verbose_name=_("frågor"),
        on_delete=models.PROTECT,
        related_name="rounds",
    )
    title = models.CharField(_("namn"), max_length=150)
    purpose = models.TextField(_("varför vi frågar"), blank=True)
    opens = models.DateField(_("öppnar"))
    closes = models.DateField(_("stänger"))
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
        return state in self.MOVES[self.state]

    @property
    def is_draft(self) -> bool:
        return self.state == self.State.DRAFT

    @property
    def is_closed(self) -> bool:
        return self.state == self.State.CLOSED

    def is_open(self, on: dt.date | None = None) -> bool:
        """Opened by somebody, and within its days."""
        on = on or today()
        return self.state == self.State.OPEN and self.opens <= on <= self.closes


class AskedUnit(models.Model):
    """A unit that a draft is going to ask. At the opening it becomes an assessment."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="asked")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    reporter = models.ForeignKey(Function, null=True, on_delete=models.SET_NULL, related_name="+")
    approver = models.ForeignKey(Function, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        verbose_name = _("enhet att fråga")
        verbose_name_plural = _("enheter att fråga")
        constraints = [models.UniqueConstraint(fields=["round", "organisation"], name="asked_once")]

    def __str__(self) -> str:
        return f"{self.round}: {self.organisation}"

    @property
    def is_ready(self) -> bool:
        return bool(self.reporter_id and self.approver_id)
