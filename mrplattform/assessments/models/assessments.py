"""Each unit that a round asks has an assessment, with its own way to approval."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from mrplattform.assessments.models.rounds import LEADERS, Round
from mrplattform.core.dates import now
from mrplattform.organisations.models import Function, Organisation, Role
from mrplattform.organisations.models.people import Token, TokenManager
from mrplattform.questions.models import AnswerSheet, Question, Section


class AssessmentQuerySet(models.QuerySet):
    def visible_to(self, user):
        """One's own units', all of the authority for its strategist and auditors, and those that
        one's own rounds ask for."""
        if not user.is_authenticated:
            return self.none()
        standing = user.standing
        return self.filter(
            Q(authority_id__in=standing.authorities_as(Role.STRATEGIST, Role.AUDITOR))
            | Q(organisation_id__in=standing.unit_ids)
            | Q(reporter_id__in=standing.function_ids)
            | Q(approver_id__in=standing.function_ids)
            | Q(pk__in=Portion.objects.of(user).values("assessment"))
            | Q(round__authority_id__in=standing.authorities_as(*LEADERS))
        )

    def asks(self, user):
        """Those that ask the person, a unit of hers or, over the country, her authority."""
        standing = user.standing
        return self.filter(
            Q(organisation_id__in=standing.unit_ids)
            | Q(reporter_id__in=standing.function_ids)
            | Q(approver_id__in=standing.function_ids)
            | Q(pk__in=Portion.objects.of(user).values("assessment"))
            | Q(authority_id__in=standing.authority_ids, round__reach=Round.Reach.COUNTRY)
        )

    def waiting(self):
        """Not handed in: the ones that are reminded."""
        return self.exclude(state__in=HANDED_IN)


class Assessment(models.Model):
    """One unit's answer to a round: answered by a reporter, approved by a manager.

    `authority` is that of the unit, which in a round over the country is not the asking one.
    """

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
    # Nobody when the answers come by a personal link.
    reporter = models.ForeignKey(
        Function,
        verbose_name=_("uppgiftslämnare"),
        null=True,
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
    # {key of a question: what is missing there}, as the one who returned it wrote.
    returned_about = models.JSONField(default=dict)
    # Its own last day, when it was given more time than the others.
    closes = models.DateField(_("egen slutdag"), null=True)
    # Over the country: may the others who answered see this authority's answers?
    shared = models.BooleanField(_("delas med dem som svarar"), default=False)
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
            models.Index(fields=["round", "state"], name="assessment_round"),
        ]

    def __str__(self) -> str:
        return f"{self.round} – {self.organisation}"

    def get_absolute_url(self) -> str:
        return reverse("assessments:sheet", args=[self.pk])

    @property
    def review_url(self) -> str:
        return reverse("assessments:review", args=[self.pk])

    @property
    def asked_url(self) -> str:
        """For who leads the round: how it is going there."""
        return reverse("assessments:asked", args=[self.pk])

    def may_become(self, state: str) -> bool:
        return state in self.MOVES[self.state]

    @property
    def is_handed_in(self) -> bool:
        return self.state in HANDED_IN

    @property
    def last_day(self):
        """The last day to answer; `round` must be at hand."""
        return max(self.closes or self.round.closes, self.round.closes)


HANDED_IN = (Assessment.State.SUBMITTED, Assessment.State.APPROVED)


class AnswerLink(Token):
    """Lets somebody without an account answer one sheet, or some sections of it.

    Holds until it expires or is taken back; it may be opened any number of times.
    """

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="links")
    email = models.EmailField(_("e-post"))
    # Only the sections that its portions name; when they are taken back, nothing.
    partial = models.BooleanField(default=False)
    opened_at = models.DateTimeField(null=True)
    by = models.ForeignKey(
        "organisations.Person", null=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects = TokenManager()

    def __str__(self) -> str:
        return f"{self.email}: {self.assessment_id}"

    @property
    def is_valid(self) -> bool:
        return not self.revoked_at and now() < self.expires_at


class PortionQuerySet(models.QuerySet):
    def current(self):
        return self.filter(removed_at__isnull=True)

    def of(self, user):
        """Those that the person's functions have been given."""
        return self.current().filter(function_id__in=user.standing.function_ids)


class Portion(models.Model):
    """A section of a sheet that a colleague answers: she sees those questions and no others.

    The colleague holds a function, or answers by a personal link.
    """

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="portions")
    section = models.ForeignKey(Section, on_delete=models.PROTECT, related_name="+")
    function = models.ForeignKey(
        Function, null=True, on_delete=models.PROTECT, related_name="portions"
    )
    link = models.ForeignKey(
        AnswerLink, null=True, on_delete=models.CASCADE, related_name="portions"
    )
    note = models.TextField(_("hälsning"), blank=True)
    at = models.DateTimeField(auto_now_add=True)
    # The colleague has said that it is ready.
    done_at = models.DateTimeField(null=True)
    removed_at = models.DateTimeField(null=True)

    objects = PortionQuerySet.as_manager()

    class Meta:
        verbose_name = _("fördelat avsnitt")
        verbose_name_plural = _("fördelade avsnitt")
        indexes = [models.Index(fields=["function", "removed_at"], name="portion_function")]
        constraints = [
            models.UniqueConstraint(
                fields=["assessment", "section"],
                condition=Q(removed_at__isnull=True),
                name="portion_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.section} → {self.function or self.link}"


class Remark(models.Model):
    """Something said about a question between those who answer, approve and coordinate."""

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="remarks")
    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="+")
    text = models.TextField(_("kommentar"))
    at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(
        "organisations.Person", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    # As it read then, for who reads it years later; also of one who answered by a link.
    by_name = models.CharField(max_length=300)
    removed_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("kommentar")
        verbose_name_plural = _("kommentarer")
        ordering = ["pk"]
        indexes = [models.Index(fields=["assessment", "question"], name="remark_question")]

    def __str__(self) -> str:
        return self.text
