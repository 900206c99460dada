"""What a page shows, as rows for files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from mrplattform.assessments.models import Assessment, Round
from mrplattform.assessments.papers import current_evidence, rests_on_law_alone
from mrplattform.assessments.results import Results, Tally
from mrplattform.assessments.results.reading import Questions
from mrplattform.assessments.showing.matrices import Shown, Wish, change_words, place_in_matrix
from mrplattform.questions.models import Question
from mrplattform.questions.reading import display_value

A_PART = 50  # units that are read at a time on their way to a file


def in_parts(
    units: Sequence[Assessment],
    round: Round,
    user,
    *,
    compared_with: Round | None = None,
    questions: Questions | None = None,
    wish: Wish | None = None,
) -> Iterator[Shown]:
    """Some units at a time, so that a file of any length takes the same memory."""
    for start in range(0, len(units), A_PART):
        part = list(units[start : start + A_PART])
        results = Results(round, compared_with, assessments=part, questions=questions)
        yield Shown(results, user, wish)


@dataclass(frozen=True)
class Line:
    """One cell of a matrix as a row of a file."""

    section: str
    group: str
    unit: str
    state: str
    tally: Tally | None
    words: str


def section_lines(shown: Shown) -> list[Line]:
    lines = []
    for section, questions in shown.sections:
        group, label = place_in_matrix(section, questions)
        for one in shown.results.assessments:
            readable = one.pk in shown.readable
            tally = shown.results.cells[section.pk, one.pk] if readable else None
            if tally and not shown.wish.shows(tally):
                continue
            words = shown.labels.get(tally.key, "") if tally and tally.levels else ""
            unit = shown.results.name(one)
            lines.append(Line(label, group, unit, one.get_state_display(), tally, words))
    return lines


@dataclass(frozen=True)
class AnswerLine:
    """One answer as a row of a file, with the question and the unit."""

    question: Question
    unit: str
    state: str
    words: str
    level: int | None
    before: int | None
    changed: str
    law: str
    comment: str
    evidence: str


def answer_lines(shown: Shown, questions: list[Question]) -> Iterable[AnswerLine]:
    """Every question × unit that the reader may see."""
    part = shown.results.part(shown.readable_units)
    answers = part.full_answers(questions)
    for one in part.assessments:
        given, asked = answers[one.sheet_id], part.asked(one)
        before = shown.results.before.get(one.organisation_id, {})
        for question in questions:
            if question.key not in asked:
                continue
            answer, earlier = given.get(question.key), before.get(question.key)
            yield AnswerLine(
                question=question,
                unit=shown.results.name(one),
                state=one.get_state_display(),
                words=display_value(answer) or _("Svar saknas"),
                level=answer.level if answer else None,
                before=earlier.level if earlier else None,
                changed=change_words(shown.results.changes.get(question.key), shown.since),
                law=_("enligt lag, effekt okänd") if rests_on_law_alone(answer) else "",
                comment=answer.comment if answer else "",
                evidence="; ".join(one.link or one.title for one in current_evidence(answer)),
            )
