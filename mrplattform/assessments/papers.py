"""One unit's sheet as the one who answers meets it: the questions in order, and what is left."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from mrplattform.assessments.models import Assessment, Round
from mrplattform.core.dates import now
from mrplattform.core.look import short_date
from mrplattform.questions import reading
from mrplattform.questions.models import Answer, Question, Section


@dataclass(frozen=True)
class Step:
    """One question on the way through the sheet."""

    number: int
    question: Question
    answer: Answer | None
    assessment_pk: int

    @property
    def url(self) -> str:
        return reverse("assessments:question", args=[self.assessment_pk, self.question.key])

    @property
    def sign(self) -> str:
        """What stands before the question in a list: its level, or that it is missing."""
        return sign_of(self.answer)

    @property
    def words(self) -> str:
        return reading.display_value(self.answer)

    @property
    def evidence(self) -> list:
        return current_evidence(self.answer)

    @property
    def law_alone(self) -> bool:
        return rests_on_law_alone(self.answer)


def current_evidence(answer: Answer | None) -> list:
    """What was not taken away; read from what is prefetched."""
    if answer is None:
        return []
    return [one for one in answer.evidence.all() if one.removed_at is None]


def rests_on_law_alone(answer: Answer | None) -> bool:
    """A level that only the law vouches for says nothing of effect."""
    return answer is not None and reading.rests_on_law_alone(answer, current_evidence(answer))


def sign_of(answer) -> str:
    """The sign of an answer: a level, "u" don't know, "n" not relevant, "m" missing, "" another."""
    if answer is None:
        return "m"
    if answer.state == Answer.State.UNKNOWN:
        return "u"
    if answer.state == Answer.State.NOT_APPLICABLE:
        return "n"
    return "" if answer.level is None else str(answer.level)


class Paper:
    """Five questions to the database, however many the sheet asks."""

    def __init__(self, assessment: Assessment):
        self.assessment = assessment

    @cached_property
    def answers(self) -> dict[str, Answer]:
        return reading.answers_of(self.assessment.sheet)

    @cached_property
    def questions(self) -> list[Question]:
        return reading.questions_of(self.assessment.sheet.version)

    @property
    def has_conditions(self) -> bool:
        """An answer may call for other questions."""
        return any(question.condition for question in self.questions)

    @cached_property
    def steps(self) -> list[Step]:
        asked = reading.asked(self.assessment.sheet.version, self.answers, self.questions)
        return [
            Step(number, one, self.answers.get(one.key), self.assessment.pk)
            for number, one in enumerate(asked, start=1)
        ]

    @cached_property
    def sections(self) -> list[tuple[Section, list[Step]]]:
        by_key = {step.question.key: step for step in self.steps}
        grouped = reading.by_section([step.question for step in self.steps])
        return [(section, [by_key[one.key] for one in rows]) for section, rows in grouped]

    @property
    def progress(self) -> reading.Progress:
        return reading.Progress(
            sum(step.answer is not None for step in self.steps), len(self.steps)
        )

    def step(self, key: str) -> Step | None:
        return next((step for step in self.steps if step.question.key == key), None)

    def beside(self, step: Step, places: int) -> Step | None:
        """The step so many places on (or back, with a minus)."""
        index = step.number - 1 + places
        return self.steps[index] if 0 <= index < len(self.steps) else None

    @property
    def left(self) -> list[Step]:
        return [step for step in self.steps if step.answer is None]

    @property
    def required_left(self) -> list[Step]:
        return [step for step in self.left if step.question.required]

    @property
    def next_left(self) -> Step | None:
        return next(iter(self.left), None)


def asked_question(assessment: Assessment, key: str) -> Question | None:
    """One question of the sheet, when its answers call for it; a save must not cost the sheet."""
    question = Question.objects.filter(version=assessment.sheet.version_id, key=key).first()
    if question is None or not question.condition:
        return question
    step = Paper(assessment).step(key)
    return step.question if step else None


def reasons_not_to_submit(assessment: Assessment) -> list[str]:
    """What must be answered first, in words for the reporter."""
    paper = Paper(assessment)
    if not paper.steps or paper.progress.answered == 0:
        return [_("Ni har inte svarat på någon fråga än.")]
    return [
        _("Fråga %(number)d måste besvaras: %(text)s")
        % {"number": step.number, "text": step.question.text}
        for step in paper.required_left
    ]


def last_answers(assessment: Assessment, key: str | None = None) -> dict[str, Answer]:
    """What the same unit answered in the latest earlier round of the same framework, by key."""
    earlier = Round.objects.earlier_than(assessment.round)
    rows = Answer.objects.filter(
        sheet__assessment__round__in=earlier,
        sheet__organisation_id=assessment.organisation_id,
    ).select_related("question", "sheet")
    if key:
        rows = rows.filter(question__key=key)
    found: dict[str, Answer] = {}
    for answer in rows.order_by("-sheet__day", "-pk"):
        found.setdefault(answer.question.key, answer)
    return found


def saved_words(answer: Answer | None) -> str:
    """'Sparat 14.32', or the day when it was not today."""
    if answer is None or answer.changed_at is None:
        return ""
    at = timezone.localtime(answer.changed_at)
    if at.date() == timezone.localtime(now()).date():
        return _("Sparat %s") % date_format(at, "H.i")
    return _("Sparat %s") % short_date(at)
