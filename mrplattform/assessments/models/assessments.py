"""Each unit that a round asks has an assessment, with its own way to approval."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from mrplattform.assessments.models.rounds import Round
from mrplattform.organisations.models import Function, Organisation, Role
from mrplattform.questions.models import AnswerSheet


class AssessmentQuerySet(models.QuerySet):
    def visible_to(self, user):
        """One's own units', and all of the authority for its strategist and auditors."""
        if not user.is_authenticated:
            return self.none()
        standing = user.standing
        return self.filter(
            Q(authority_id__in=standing.authorities_as(Role.STRATEGIST, Role.AUDITOR))
            | Q(organisation_id__in=standing.unit_ids)
            | Q(reporter_id__in=standing.function_ids)
            | Q(approver_id__in=standing.function_ids)
        )

    def waiting(self):
        """Not handed in: the ones that are reminded."""
        return self.exclude(state__in=HANDED_IN)


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
    reporter = models.ForeignKey(
        Function,
        verbose_name=_("uppgiftslämnare"),
        on_delete=models.PROTECT,
        related_name="to_answer",
    )
    approver = models.ForeignKey(
        Function,
        verbose_name=_("godkänner"),
        on_delete=models.PROTECT,
        related_name="to_approve",
    )
    state = models.CharField(_("läge"), max_length=10, choices=State.choices, default=State.DRAFT)
    # The last reason for a return, shown to the reporter; all of them stand in the history.
    returned_why = models.TextField(blank=True)
    submitted_at = models.DateTimeField(null=True)
    approved_at = models.DateTimeField(null=True)

    objects = AssessmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("enhets svar")
        verbose_name_plural = _("enheters svar")
        constraints = [
            models.UniqueConstraint(fields=["round", "organisation"], name="assessment_once")
        ]
        indexes = [
            models.Index(fields=["authority", "state"], name="assessment_authority"),
        ]

    def __str__(self) -> str:
        return f"{self.round} – {self.organisation}"

    def get_absolute_url(self) -> str:
        return reverse("assessments:sheet", args=[self.pk])

    @property
    def review_url(self) -> str:
        return reverse("assessments:review", args=[self.pk])

    def may_become(self, state: str) -> bool:
        return state in self.MOVES[self.state]

    @property
    def is_handed_in(self) -> bool:
        return self.state in HANDED_IN


HANDED_IN = (Assessment.State.SUBMITTED, Assessment.State.APPROVED)
