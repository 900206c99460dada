"""Who answers a sheet: the function that reports, a colleague with some sections of it, or somebody
without an account who came by a personal link."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext as _

from mrplattform.assessments import rules
from mrplattform.assessments.models import AnswerLink, Assessment, Portion
from mrplattform.organisations.models import Function
from mrplattform.questions.models import Question


@dataclass(frozen=True)
class Answerer:
    """`person` is None when she came by `link`. One with a `part` answers just her sections."""

    assessment: Assessment
    person: object | None = None
    link: AnswerLink | None = None
    part: bool = False

    @cached_property
    def portions(self) -> list[Portion]:
        """What she has been given; empty for who answers all of it."""
        return list(_given(self).select_related("section", "function")) if self.part else []

    @property
    def sections(self) -> frozenset[int] | None:
        """The sections that she answers; None is all of them."""
        return frozenset(one.section_id for one in self.portions) if self.part else None

    def answers(self, question: Question) -> bool:
        return not self.part or question.section_id in self.sections

    @property
    def key(self) -> str:
        """Tells whose words a device keeps for later."""
        return f"lank-{self.link.pk}" if self.link else f"{self.person.pk}"

    @property
    def signed(self) -> dict:
        """How services are told who did it."""
        return {"by": self.person, "via": self.link}

    @property
    def function(self) -> Function | None:
        """In whose name she answers."""
        if self.link:
            return None
        mine = {one.function_id for one in self.portions} or {self.assessment.reporter_id}
        return next((one for one in self.person.standing.functions if one.pk in mine), None)


def as_person(user, assessment: Assessment) -> Answerer | None:
    """With her account, when a function of hers answers all or has been given a section."""
    if rules.answers_for(user, assessment):
        return Answerer(assessment, user)
    answerer = Answerer(assessment, user, part=True)
    return answerer if answerer.portions else None


def by_link(link: AnswerLink) -> Answerer:
    return Answerer(link.assessment, link=link, part=link.partial)


def _given(answerer: Answerer):
    rows = Portion.objects.current().filter(assessment=answerer.assessment)
    if answerer.link:
        return rows.filter(link__email=answerer.link.email, link__partial=True)
    return rows.filter(function_id__in=answerer.person.standing.function_ids)


def name_of(by, via: AnswerLink | None) -> str:
    """How the history tells who did it."""
    if by or via is None:
        return by.name if by else ""
    return _("%s (personlig länk)") % via.email
