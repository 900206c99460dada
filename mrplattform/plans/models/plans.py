"""Plans gather measures for some years, and are adopted by a decision."""

from __future__ import annotations

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from mrplattform.organisations.models import Circle, Decision, Function, Organisation
from mrplattform.organisations.visibility import seen_by


class PlanQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(seen_by(user, Plan, unit="authority"))


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
    # The latest one; earlier decisions are found from the decision's side.
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
