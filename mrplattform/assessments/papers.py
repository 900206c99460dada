"""One unit's sheet as the one who answers meets it: the questions in order, and what is left."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from mrplattform.assessments.candidates import holder_names
from mrplattform.assessments.models import Assessment, Portion
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
    # What the one who returned the answers misses here.
    missing: str = ""
    # Where the answer came from, or who without an account wrote it.
    note: reading.Note | None = None

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
    def is_reused(self) -> bool:
        """Filled in from last time, and not changed since."""
        return bool(self.note and self.note.is_reused and not self.evidence)

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
    """Ten questions to the database at most, however many the sheet asks. `sections` are those of
    a colleague who answers a part of it: she meets no other questions."""

    def __init__(self, assessment: Assessment, sections: Collection[int] | None = None):
        self.assessment = assessment
        self.only = sections

    @cached_property
    def answers(self) -> dict[str, Answer]:
        return reading.answers_of(self.assessment.sheet)

    @cached_property
    def questions(self) -> list[Question]:
        # Without their topics: only the page of one question shows those of one.
        rows = self.assessment.sheet.version.questions.select_related("section")
        return list(rows.order_by("order"))

    @property
    def has_conditions(self) -> bool:
        """An answer may call for other questions."""
        return any(question.condition for question in self.questions)

    @cached_property
    def steps(self) -> list[Step]:
        sheet = self.assessment.sheet
        asked = reading.asked(sheet.version, self.answers, self.questions, sheet.left_out)
        mine = [one for one in asked if self.only is None or one.section_id in self.only]
        return [self._step(number, one) for number, one in enumerate(mine, start=1)]

    def _step(self, number: int, question: Question) -> Step:
        answer = self.answers.get(question.key)
        return Step(
            number,
            question,
            answer,
            self.assessment.pk,
            missing=self.assessment.returned_about.get(question.key, ""),
            note=self.notes.get((question.pk, answer.edition)) if answer else None,
        )

    @cached_property
    def notes(self) -> dict[tuple[int, int], reading.Note]:
        """Where answers came from, by question and edition."""
        if not self.answers:
            return {}
        return reading.notes_of(self.assessment.sheet)

    @cached_property
    def portions(self) -> dict[int, Portion]:
        """Who answers which section, by section."""
        rows = self.assessment.portions.current().select_related("function__organisation", "link")
        return {one.section_id: one for one in rows}

    @cached_property
    def holders(self) -> dict[int, str]:
        """The names, or addresses, of those who have a section; a vacant function's own."""
        names = holder_names([one.function for one in self.portions.values() if one.function_id])
        return {
            section: one.link.email if one.link else names.get(one.function_id) or str(one.function)
            for section, one in self.portions.items()
        }

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

    @cached_property
    def to_correct(self) -> list[Step]:
        """After a return: the questions that were pointed out, and no others."""
        if self.assessment.state != Assessment.State.RETURNED:
            return []
        return [step for step in self.steps if step.missing]

    def way(self, step: Step) -> list[Step]:
        """The steps that one goes through from here."""
        return self.to_correct if step in self.to_correct else self.steps

    def beside(self, step: Step, places: int) -> Step | None:
        """The step so many places on (or back, with a minus)."""
        way = self.way(step)
        index = way.index(step) + places
        return way[index] if 0 <= index < len(way) else None

    @property
    def left(self) -> list[Step]:
        return [step for step in self.steps if step.answer is None]

    @property
    def required_left(self) -> list[Step]:
        return [step for step in self.left if step.question.required]

    @property
    def next_left(self) -> Step | None:
        return next(iter(self.to_correct or self.left), None)


def asked_question(assessment: Assessment, key: str) -> Question | None:
    """One question of the sheet, when its answers call for it; a save must not cost the sheet."""
    if key in assessment.sheet.left_out:
        return None
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


def saved_words(answer: Answer | None) -> str:
    """'Sparat 14.32', or the day when it was not today."""
    if answer is None or answer.changed_at is None:
        return ""
    at = timezone.localtime(answer.changed_at)
    if at.date() == timezone.localtime(now()).date():
        return _("Sparat %s") % date_format(at, "H.i")
    return _("Sparat %s") % short_date(at)
