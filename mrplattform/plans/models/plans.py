"""Plans gather measures for some years, and are adopted by a decision."""

from __future__ import annotations

import datetime as dt

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from mrplattform.core.dates import today
from mrplattform.organisations.models import Circle, Decision, Function, Organisation
from mrplattform.organisations.visibility import seen_by


class PlanQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(seen_by(user, Plan, unit="authority"))

    def in_force(self, on: dt.date | None = None):
        """Those whose years are not over; the others are the archive."""
        return self.filter(ends__gte=on or today())

    def archived(self, on: dt.date | None = None):
        return self.filter(ends__lt=on or today())


class Plan(models.Model):
    authority = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="plans")
    title = models.CharField(_("namn"), max_length=150)
    aim = models.TextField(_("vad planen ska leda till"), blank=True)
    starts = models.DateField(_("från och med"))
    ends = models.DateField(_("till och med"))
    owner = models.ForeignKey(
        Function,
        verbose_name=_("ansvarig funktion"),
        on_delete=models.PROTECT,
        related_name="plans",
    )
    circle = models.CharField(
        _("vilka som får läsa"), max_length=12, choices=Circle.choices, default=Circle.AUTHORITY
    )
    # The latest one; the earlier ones stand in the versions.
    decision = models.ForeignKey(
        Decision, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    edition = models.PositiveIntegerField(default=1)

    objects = PlanQuerySet.as_manager()

    class Meta:
        verbose_name = _("plan")
        verbose_name_plural = _("planer")
        ordering = ["-starts", "title"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("plans:plan", args=[self.pk])

    @property
    def years(self) -> str:
        """'2025–2028', or the one year it holds for."""
        first, last = self.starts.year, self.ends.year
        return str(first) if first == last else f"{first}–{last}"


class PlanVersion(models.Model):
    """The plan as a body adopted it, with what was new since the version before, and why."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField(_("version"))
    decision = models.OneToOneField(Decision, on_delete=models.PROTECT, related_name="+")
    changed = models.TextField(_("vad som är nytt"), blank=True)
    why = models.TextField(_("varför"), blank=True)

    class Meta:
        verbose_name = _("version av plan")
        verbose_name_plural = _("versioner av planer")
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "number"], name="plan_version_number")
        ]

    def __str__(self) -> str:
        return f"{self.plan} ({self.number})"

    def get_absolute_url(self) -> str:
        return reverse("plans:plan-adopted", args=[self.plan_id, self.number])


class PlanPartQuerySet(models.QuerySet):
    def current(self):
        return self.filter(removed_at__isnull=True)

    def removed(self):
        return self.filter(removed_at__isnull=False)

    def visible_to(self, user):
        return self.current().filter(plan__in=Plan.objects.visible_to(user))


class PlanPart(models.Model):
    """What stands in a plan and is open to whoever may read it."""

    SLUG = ""
    plan_id: int
    title: str

    edition = models.PositiveIntegerField(default=1)
    removed_at = models.DateTimeField(_("borttagen"), null=True, editable=False)

    objects = PlanPartQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return f"{reverse('plans:parts', args=[self.plan_id, self.SLUG])}#{self.SLUG}-{self.pk}"

    @property
    def authority_id(self) -> int:
        """Whose history it belongs to."""
        return self.plan.authority_id  # type: ignore[attr-defined]


class Direction(PlanPart):
    """A line that the plan follows; goals and measures gather under it."""

    SLUG = "inriktningar"

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="directions")
    title = models.CharField(_("inriktning"), max_length=200)
    aim = models.TextField(_("vad den ska leda till"), blank=True)
    order = models.PositiveSmallIntegerField(_("ordning"), default=1)

    class Meta(PlanPart.Meta):
        verbose_name = _("inriktning")
        verbose_name_plural = _("inriktningar")
        ordering = ["order", "pk"]
