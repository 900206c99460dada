"""Composed reports: live blocks and own words, locked with their figures at the decision."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from mrplattform.assessments.models import Round
from mrplattform.organisations.models import Circle, Decision, Function, Organisation, Role
from mrplattform.organisations.visibility import seen_by
from mrplattform.plans.models import Plan


class ReportQuerySet(models.QuerySet):
    def of_circle(self, user):
        """Decided reports by their circle; drafts only for those who write them."""
        if not user.is_authenticated:
            return self.filter(seen_by(user, Report, unit="authority"), decision__isnull=False)
        standing = user.standing
        return self.filter(
            Q(decision__isnull=False) & seen_by(user, Report, unit="authority")
            | Q(authority_id__in=standing.authorities_as(Role.STRATEGIST))
            | Q(owner_id__in=standing.function_ids)
        )

    def visible_to(self, user):
        return self.of_circle(user).filter(removed_at__isnull=True)

    def removed(self):
        return self.filter(removed_at__isnull=False)


class Report(models.Model):
    class Kind(models.TextChoices):
        SITUATION = "situation", _("Nulägesrapport")
        FOLLOW_UP = "follow_up", _("Årlig uppföljning")
        COUNCIL = "council", _("En sida till de förtroendevalda")

    authority = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="reports")
    kind = models.CharField(max_length=20, choices=Kind.choices, default=Kind.SITUATION)
    title = models.CharField(_("rubrik"), max_length=150)
    # What it is about: a round, or a plan and a year; the one page may have both.
    round = models.ForeignKey(
        Round,
        verbose_name=_("kartläggning"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="reports",
    )
    plan = models.ForeignKey(
        Plan,
        verbose_name=_("plan"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="reports",
    )
    year = models.PositiveSmallIntegerField(_("år"), null=True, blank=True)
    # The earlier round that movement is told against.
    compared_with = models.ForeignKey(
        Round,
        verbose_name=_("jämförs med"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    owner = models.ForeignKey(
        Function,
        verbose_name=_("ansvarig funktion"),
        on_delete=models.PROTECT,
        related_name="reports",
    )
    circle = models.CharField(
        _("vilka som får läsa"), max_length=12, choices=Circle.choices, default=Circle.AUTHORITY
    )
    decision = models.ForeignKey(
        Decision, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    # The whole document with its figures, frozen at the decision.
    locked_copy = models.JSONField(null=True)
    # A decided report is corrected by a new one.
    replaces = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="replaced_by"
    )
    edition = models.PositiveIntegerField(default=1)
    removed_at = models.DateTimeField(_("borttagen"), null=True)

    objects = ReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("rapport")
        verbose_name_plural = _("rapporter")
        ordering = ["-pk"]
        indexes = [models.Index(fields=["authority", "-id"], name="report_authority")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("reports:report", args=[self.pk])

    @property
    def is_locked(self) -> bool:
        return self.decision_id is not None

    @property
    def key(self) -> str:
        return f"report:{self.pk}"


class Comment(models.Model):
    """Something said about a section while the draft is reviewed; settled when it is dealt with."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="comments")
    block = models.CharField(max_length=60)
    text = models.TextField(_("kommentar"))
    at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(
        "organisations.Person", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    # As it read then.
    by_name = models.CharField(max_length=300)
    settled_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("kommentar")
        verbose_name_plural = _("kommentarer")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.text


class OwnWords(models.Model):
    """What the people behind the report write themselves, section by section."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="own_words")
    block = models.CharField(max_length=60)
    text = models.TextField(_("egna ord"), blank=True)
    edition = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["report", "block"], name="own_words_once")]

    def __str__(self) -> str:
        return self.block

    def get_absolute_url(self) -> str:
        return f"{self.report.get_absolute_url()}#{self.block}"
