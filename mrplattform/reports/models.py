"""Composed reports: live blocks and own words, locked with their figures at the decision."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from mrplattform.assessments.models import Round
from mrplattform.organisations.models import Circle, Decision, Function, Organisation
from mrplattform.organisations.visibility import seen_by


class ReportQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(seen_by(user, Report, unit="authority"), removed_at__isnull=True)


class Report(models.Model):
    class Kind(models.TextChoices):
        SITUATION = "situation", _("Nulägesrapport")

    authority = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="reports")
    kind = models.CharField(max_length=20, choices=Kind.choices, default=Kind.SITUATION)
    title = models.CharField(_("rubrik"), max_length=150)
    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="reports")
    # The earlier round that movement is told against.
    compared_with = models.ForeignKey(
        Round, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    owner = models.ForeignKey(Function, on_delete=models.PROTECT, related_name="reports")
    circle = models.CharField(max_length=12, choices=Circle.choices, default=Circle.AUTHORITY)
    decision = models.ForeignKey(Decision, null=True, blank=True, on_delete=models.PROTECT)
    # The whole document with its figures, frozen at the decision.
    locked_copy = models.JSONField(null=True)
    removed_at = models.DateTimeField(null=True)

    objects = ReportQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.title


class OwnWords(models.Model):
    """What the people behind the report write themselves, block by block."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="own_words")
    block = models.CharField(max_length=60)
    text = models.TextField(blank=True)
    edition = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["report", "block"], name="own_words_once")]

    def __str__(self) -> str:
        return self.block
