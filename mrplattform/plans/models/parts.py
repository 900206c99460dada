"""What a plan holds besides its measures: directions, goals, risks, messages, budget lines.

All are made, changed together, removed and put back in the same way (services/parts.py), and are
open to whoever may read the plan.
"""

from __future__ import annotations

from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from mrplattform.core.dates import today
from mrplattform.organisations.models import Function
from mrplattform.plans.models.measures import Measure
from mrplattform.plans.models.plans import Direction, Plan, PlanPart


class Goal(PlanPart):
    """What is to be different for rights-holders: where it was, where it is, where it shall be.
    Words first; numbers beside them when there are any."""

    SLUG = "mal"

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="goals")
    direction = models.ForeignKey(
        Direction,
        verbose_name=_("inriktning"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="goals",
    )
    title = models.CharField(_("mål"), max_length=200)
    was = models.TextField(_("utgångsläge"), blank=True)
    now = models.TextField(_("läget nu"), blank=True)
    wanted = models.TextField(_("dit vi vill"), blank=True)
    was_number = models.DecimalField(
        _("utgångsläge i tal"), max_digits=12, decimal_places=2, null=True
    )
    now_number = models.DecimalField(
        _("läget nu i tal"), max_digits=12, decimal_places=2, null=True
    )
    wanted_number = models.DecimalField(
        _("dit vi vill i tal"), max_digits=12, decimal_places=2, null=True
    )
    unit = models.CharField(_("vad talet räknar"), max_length=60, blank=True)
    more_is_better = models.BooleanField(_("högre tal är bättre"), default=True)
    ends = models.DateField(_("nått senast"), null=True, blank=True)
    known_by = models.TextField(_("hur vi får veta"), blank=True)
    heard = models.TextField(_("vilka som har blivit hörda"), blank=True)
    changed_by_hearing = models.TextField(_("vad det ändrade"), blank=True)
    owner = models.ForeignKey(
        Function,
        verbose_name=_("ansvarig funktion"),
        on_delete=models.PROTECT,
        related_name="goals",
    )

    class Meta(PlanPart.Meta):
        verbose_name = _("mål")
        verbose_name_plural = _("mål")

    @property
    def has_numbers(self) -> bool:
        return any(one is not None for one in self.numbers)

    @property
    def numbers(self) -> tuple:
        return self.was_number, self.now_number, self.wanted_number


LIKELY = [(1, _("Osannolikt")), (2, _("Möjligt")), (3, _("Troligt")), (4, _("Mycket troligt"))]
GRAVE = [(1, _("Liten")), (2, _("Kännbar")), (3, _("Stor")), (4, _("Mycket stor"))]
FOUR = [MinValueValidator(1), MaxValueValidator(4)]


class Risk(PlanPart):
    """What could stop the plan, and what is done about it."""

    SLUG = "risker"
    # likelihood × consequence: from here on it is watched, and from here on it must be met.
    WATCHED, SERIOUS = 4, 9

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="risks")
    measure = models.ForeignKey(
        Measure,
        verbose_name=_("insats"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="risks",
    )
    title = models.CharField(_("risk"), max_length=200)
    likelihood = models.PositiveSmallIntegerField(_("sannolikhet"), choices=LIKELY, validators=FOUR)
    consequence = models.PositiveSmallIntegerField(_("konsekvens"), choices=GRAVE, validators=FOUR)
    consequence_for = models.TextField(_("vad händer, och för vem"), blank=True)
    response = models.TextField(_("vad vi gör åt den"), blank=True)
    owner = models.ForeignKey(
        Function,
        verbose_name=_("ansvarig funktion"),
        on_delete=models.PROTECT,
        related_name="risks",
    )
    is_over = models.BooleanField(_("risken är över"), default=False)

    class Meta(PlanPart.Meta):
        verbose_name = _("risk")
        verbose_name_plural = _("risker")

    @property
    def size(self) -> int:
        return self.likelihood * self.consequence

    @property
    def tone(self) -> str:
        if self.is_over:
            return "good"
        if self.size >= self.SERIOUS:
            return "stop"
        return "watch" if self.size >= self.WATCHED else "calm"

    @property
    def words(self) -> str:
        return str(
            {
                "good": _("Risken är över"),
                "stop": _("Måste mötas"),
                "watch": _("Bevakas"),
                "calm": _("Liten"),
            }[self.tone]
        )


class Message(PlanPart):
    """One line of the communication plan: who shall know what, how and when."""

    SLUG = "kommunikation"

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="communications")
    audience = models.CharField(_("vilka som ska få veta"), max_length=200)
    title = models.CharField(_("budskap"), max_length=300)
    channel = models.CharField(_("hur"), max_length=200)
    day = models.DateField(_("när"))
    owner = models.ForeignKey(
        Function,
        verbose_name=_("ansvarig funktion"),
        on_delete=models.PROTECT,
        related_name="communications",
    )
    done_on = models.DateField(_("gjort"), null=True, blank=True)
    came_of_it = models.TextField(_("vad det ledde till"), blank=True)

    class Meta(PlanPart.Meta):
        verbose_name = _("kommunikation")
        verbose_name_plural = _("kommunikation")
        ordering = ["day", "pk"]

    @property
    def is_done(self) -> bool:
        return self.done_on is not None

    @property
    def is_late(self) -> bool:
        return not self.is_done and self.day < today()


class BudgetLine(PlanPart):
    """Money for a year: what it is for, where it comes from, what has been used. Whole öre."""

    SLUG = "budget"

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="budget_lines")
    measure = models.ForeignKey(
        Measure,
        verbose_name=_("insats"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="budget_lines",
    )
    year = models.PositiveSmallIntegerField(
        _("år"), validators=[MinValueValidator(2000), MaxValueValidator(2100)]
    )
    title = models.CharField(_("vad pengarna går till"), max_length=200)
    amount = models.BigIntegerField(_("budget"))
    source = models.CharField(_("varifrån pengarna kommer"), max_length=200, blank=True)
    used = models.BigIntegerField(_("använt hittills"), null=True, blank=True)

    class Meta(PlanPart.Meta):
        verbose_name = _("budgetrad")
        verbose_name_plural = _("budget")
        ordering = ["year", "pk"]

    def __str__(self) -> str:
        return f"{self.title} {self.year}"


PARTS: dict[str, Any] = {one.SLUG: one for one in (Direction, Goal, Risk, Message, BudgetLine)}
