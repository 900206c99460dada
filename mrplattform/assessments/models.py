"""A round asks many at once; each asked unit has an assessment with its own way to approval."""

from __future__ import annotations

import datetime as dt

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from mrplattform.core.dates import today
from mrplattform.organisations.models import Circle, Function, Organisation
from mrplattform.organisations.visibility import seen_by
from mrplattform.questions.models import Answer, AnswerSheet, FrameworkVersion
from mrplattform.rights.models import Topic


class RoundQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Those of the circle, and those whom the round asks."""
        asked = Assessment.objects.filter(organisation__in=user.standing.unit_ids)
        return self.filter(
            seen_by(user, Round, unit="authority") | Q(pk__in=asked.values("round_id"))
        )

    def open(self, on: dt.date | None = None):
        on = on or today()
        return self.filter(state=Round.State.OPEN, opens__lte=on, closes__gte=on)


class Round(models.Model):
    class State(models.TextChoices):
        DRAFT = "draft", _("Utkast")
        OPEN = "open", _("Öppen")
        CLOSED = "closed", _("Stängd")

    MOVES = {
        State.DRAFT: [State.OPEN],
        State.OPEN: [State.CLOSED],
        State.CLOSED: [State.OPEN],
    }

    authority = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="rounds")
    version = models.ForeignKey(FrameworkVersion, on_delete=models.PROTECT, related_name="rounds")
    title = models.CharField(_("namn"), max_length=150)
    purpose = models.TextField(_("varför vi frågar"), blank=True)
    opens = models.DateField(_("öppnar"))
    closes = models.DateField(_("stänger"))
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    circle = models.CharField(max_length=12, choices=Circle.choices, default=Circle.AUTHORITY)
    owner = models.ForeignKey(Function, on_delete=models.PROTECT, related_name="rounds")

    objects = RoundQuerySet.as_manager()

    class Meta:
        ordering = ["-opens", "-pk"]
        indexes = [models.Index(fields=["authority", "-opens"], name="round_authority")]

    def __str__(self) -> str:
        return self.title


class AssessmentQuerySet(models.QuerySet):
    def visible_to(self, user):
        """One's own units', and all of the authority for its strategist and auditors."""
        standing = user.standing
        whole = {f.authority_id for f in standing.functions if f.role in ("strategist", "auditor")}
        return self.filter(
            Q(round__authority_id__in=whole)
            | Q(organisation_id__in=standing.unit_ids)
            | Q(reporter_id__in=standing.function_ids)
            | Q(approver_id__in=standing.function_ids)
        )


class Assessment(models.Model):
    """One unit's answer to a round: answered by a reporter, approved by a manager."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Inte inskickad")
        SUBMITTED = "submitted", _("Inskickad")
        RETURNED = "returned", _("Återlämnad")
        APPROVED = "approved", _("Godkänd")

    MOVES = {
        State.DRAFT: [State.SUBMITTED],
        State.RETURNED: [State.SUBMITTED],
        State.SUBMITTED: [State.APPROVED, State.RETURNED],
        State.APPROVED: [State.RETURNED],  # reopened, with a reason
    }

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="assessments")
    authority = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="assessments"
    )
    sheet = models.OneToOneField(AnswerSheet, on_delete=models.PROTECT, related_name="assessment")
    reporter = models.ForeignKey(Function, on_delete=models.PROTECT, related_name="to_answer")
    approver = models.ForeignKey(Function, on_delete=models.PROTECT, related_name="to_approve")
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    # The last reason for a return, shown to the reporter; all of them stand in the history.
    returned_why = models.TextField(blank=True)
    submitted_at = models.DateTimeField(null=True)
    approved_at = models.DateTimeField(null=True)

    objects = AssessmentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["round", "organisation"], name="assessment_once")
        ]

    def __str__(self) -> str:
        return f"{self.round} – {self.organisation}"


class FindingQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(seen_by(user, Finding, unit="authority"), removed_at__isnull=True)


class Finding(models.Model):
    """What the answers mean, in words: a strength, a gap or a need, and why it matters."""

    class Kind(models.TextChoices):
        STRENGTH = "strength", _("Styrka")
        GAP = "gap", _("Brist")
        NEED = "need", _("Behov")

    class Weight(models.IntegerChoices):
        MINOR = 1, _("Mindre allvarligt")
        SERIOUS = 2, _("Allvarligt")
        URGENT = 3, _("Mycket allvarligt")

    authority = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="findings")
    round = models.ForeignKey(
        Round, null=True, blank=True, on_delete=models.PROTECT, related_name="findings"
    )
    kind = models.CharField(_("slag"), max_length=10, choices=Kind.choices)
    title = models.CharField(_("slutsats i en mening"), max_length=200)
    text = models.TextField(_("beskrivning"), blank=True)
    weight = models.PositiveSmallIntegerField(
        _("hur allvarligt"), choices=Weight.choices, default=Weight.SERIOUS
    )
    why = models.TextField(_("varför det är allvarligt"), blank=True)
    heard = models.TextField(_("vilka som har blivit hörda"), blank=True)
    topics = models.ManyToManyField(Topic, blank=True, related_name="findings")
    answers = models.ManyToManyField(Answer, blank=True, related_name="findings")
    circle = models.CharField(max_length=12, choices=Circle.choices, default=Circle.AUTHORITY)
    edition = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(auto_now_add=True)
    removed_at = models.DateTimeField(null=True)

    objects = FindingQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.title
