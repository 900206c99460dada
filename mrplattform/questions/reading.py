"""Reading a framework and its answers: what is asked, how far, in which words, changed by whom."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.conf.locale import LANG_INFO
from django.utils.translation import gettext as _

from mrplattform.core.history import history
from mrplattform.core.models import Deed
from mrplattform.questions import values
from mrplattform.questions.models import Answer, AnswerSheet, FrameworkVersion, Question, Section


def questions_of(version: FrameworkVersion) -> list[Question]:
    """All questions in order, with section and topics: three questions to the database."""
    rows = version.questions.select_related("section")
    rows = rows.prefetch_related("topics", "section__topics")
    return list(rows.order_by("order"))


def sections_of(version: FrameworkVersion) -> list[Section]:
    """All sections in order, those without questions too: two questions to the database."""
    return list(version.sections.prefetch_related("topics").order_by("order"))


def answers_of(sheet: AnswerSheet) -> dict[str, Answer]:
    """The sheet's answers by question key, ready to show with their evidence."""
    rows = sheet.answers.select_related("question", "changed_by", "changed_as__organisation")
    return {answer.question.key: answer for answer in rows.prefetch_related("evidence__attachment")}


def asked(
    version: FrameworkVersion,
    answers: Mapping[str, Answer],
    questions: Iterable[Question] | None = None,
    left_out: Collection[str] = (),
) -> list[Question]:
    """The questions that these answers call for, but for those that the sheet leaves out (its
    `left_out`). A condition looks back, at questions asked."""
    if questions is None:
        questions = questions_of(version)
    found: dict[str, Question] = {}
    for question in questions:
        if question.key not in left_out and _is_called_for(question, answers, found):
            found[question.key] = question
    return list(found.values())


def _is_called_for(question: Question, answers, found: Mapping[str, Question]) -> bool:
    condition = question.condition
    if not condition:
        return True
    earlier = condition["question"]
    answer = answers.get(earlier)
    if earlier not in found or answer is None or answer.state != Answer.State.ANSWERED:
        return False
    wanted = condition["in"] if "in" in condition else [condition["is"]]
    column = getattr(answer, Answer.COLUMNS[found[earlier].kind])
    given = column if isinstance(column, list) else [column]
    return any(value in wanted for value in given)


def by_section(questions: Iterable[Question]) -> list[tuple[Section, list[Question]]]:
    return [
        (rows[0].section, rows)
        for _pk, group in groupby(questions, key=lambda question: question.section_id)
        if (rows := list(group))
    ]


def conditions_in_words(questions: Iterable[Question]) -> dict[str, str]:
    """{question key: 'Ställs när svaret på fråga 7 är Ja'} for those with a condition."""
    by_key: dict[str, tuple[int, Question]] = {}
    found = {}
    for number, question in enumerate(questions, 1):
        by_key[question.key] = (number, question)
        if condition := question.condition:
            place, earlier = by_key[condition["question"]]
            wanted = condition["in"] if "in" in condition else [condition["is"]]
            words = [values.option_in_words(earlier, value) for value in wanted]
            found[question.key] = _("Ställs när svaret på fråga %(number)s är %(words)s.") % {
                "number": place,
                "words": _(" eller ").join(words),
            }
    return found


def languages_of(version: FrameworkVersion) -> list[str]:
    """The languages of its texts, by their own names."""
    names = {code: info["name_local"] for code, info in LANG_INFO.items() if "name_local" in info}
    return [names.get(code, code) for code in version.languages]


@dataclass(frozen=True)
class Progress:
    answered: int
    total: int

    @property
    def left(self) -> int:
        return self.total - self.answered

    @property
    def is_complete(self) -> bool:
        return self.left == 0


def progress(
    sheet: AnswerSheet,
    answers: Mapping[str, Answer] | None = None,
    questions: Iterable[Question] | None = None,
) -> Progress:
    """How many of the questions now asked have an answer; "vet ej" is one."""
    if answers is None:
        answers = answers_of(sheet)
    called_for = asked(sheet.version, answers, questions, sheet.left_out)
    keys = [question.key for question in called_for]
    return Progress(sum(key in answers for key in keys), len(keys))


# --- Words -----------------------------------------------------------------------------------


def display_value(answer: Answer | None) -> str:
    """The answer in words: '3 Genomfört', 'Vet ej', '12,5 procent'."""
    if answer is None:
        return ""
    if answer.state != Answer.State.ANSWERED:
        return str(Answer.State(answer.state).label)
    return values.in_words(answer.question, answer.value)


def rests_on_law_alone(answer: Answer, evidence: Iterable | None = None) -> bool:
    """A level that only the law vouches for: it says what should be, not what comes of it."""
    if not answer.question.law or not answer.level:
        return False
    kept = answer.evidence.all() if evidence is None else evidence
    return not any(one.removed_at is None for one in kept)


def season(day: dt.date) -> str:
    """'hösten 2025': when an earlier answer was given."""
    if day.month <= 6:
        return _("våren %(year)s") % {"year": day.year}
    return _("hösten %(year)s") % {"year": day.year}


# --- Where an answer came from ---------------------------------------------------------------

LINK, REUSED = "link:", "reused:"


def link_note(email: str) -> str:
    """The reason to give save_answer when somebody without an account wrote it."""
    return LINK + email


def reused_note(last: Answer) -> str:
    """The reason to give save_answer when an earlier answer is given once more."""
    return f"{REUSED}{last.sheet.day}"


def note_in_words(note: str | None) -> str:
    """'återanvände svaret från hösten 2025, via personlig länk (a@bolag.se)'."""
    return ", ".join(filter(None, map(_note_in_words, (note or "").split())))


def _note_in_words(part: str) -> str:
    if part.startswith(LINK):
        return _("via personlig länk (%s)") % part.removeprefix(LINK)
    if part.startswith(REUSED):
        day = dt.date.fromisoformat(part.removeprefix(REUSED))
        return _("återanvände svaret från %s") % season(day)
    return part


@dataclass(frozen=True)
class Note:
    words: str
    # The answer was there only once more: nothing was written before, and nothing since.
    is_reused: bool


def notes_of(sheet: AnswerSheet) -> dict[tuple[int, int], Note]:
    """Where the sheet's answers came from, by question pk and edition."""
    rows = Answer.history.filter(sheet=sheet, history_change_reason__isnull=False)
    rows = rows.values_list("question_id", "edition", "history_change_reason", "history_type")
    return {
        (pk, edition): Note(note_in_words(note), made == "+" and note.startswith(REUSED))
        for pk, edition, note, made in rows
    }


# --- History ---------------------------------------------------------------------------------


@dataclass(frozen=True)
class Change:
    """Who did what with an answer, when, with the words before and after."""

    at: dt.datetime
    by: str
    function: str
    question: Question
    what: str
    before: str
    after: str
    comment_before: str
    comment_after: str
    # Where the answer came from, or who without an account wrote it.
    note: str = ""
    is_evidence: bool = False


def answer_history(answer: Answer) -> list[Change]:
    """All that was done with the answer to this question, newest first."""
    return _history(answer.sheet, answer.question)


def sheet_history(sheet: AnswerSheet) -> list[Change]:
    """All that was done with the sheet's answers and their evidence, newest first."""
    return _history(sheet)


def _history(sheet: AnswerSheet, question: Question | None = None) -> list[Change]:
    rows = Answer.history.filter(sheet=sheet)
    if question:
        rows = rows.filter(question=question)
    rows = rows.select_related("question", "history_user", "changed_as__organisation")
    earlier: dict[int, Any] = {}
    found = []
    for row in rows.order_by("history_date", "history_id"):
        found.append(_change(row, earlier.get(row.question_id)))
        earlier[row.question_id] = None if row.history_type == "-" else row
    found += _evidence_changes(sheet, question)
    return sorted(found, key=lambda change: change.at, reverse=True)


def _change(row, before) -> Change:
    gone = row.history_type == "-"
    what = _("tog bort svaret") if gone else _("ändrade svaret") if before else _("svarade")
    return Change(
        at=row.history_date,
        by=row.history_user.name if row.history_user else "",
        function=str(row.changed_as or "") if not gone else "",
        question=row.question,
        what=what,
        before=_words(before),
        after="" if gone else _words(row),
        comment_before=before.comment if before else "",
        comment_after="" if gone else row.comment,
        note=note_in_words(row.history_change_reason),
    )


def _words(row) -> str:
    if row is None:
        return ""
    kept = {name: getattr(row, name) for name in ("state", *set(Answer.COLUMNS.values()))}
    return display_value(Answer(question=row.question, **kept))


def _evidence_changes(sheet: AnswerSheet, question: Question | None) -> list[Change]:
    deeds = history(sheet).filter(verb__in=["evidence_added", "evidence_removed"])
    questions = {question.key: question} if question else {}
    if not question and deeds:
        questions = {one.key: one for one in sheet.version.questions.all()}
    return [
        _evidence_change(deed, questions[key], *change)
        for deed in deeds
        for key, change in deed.changes.items()
        if key in questions
    ]


def _evidence_change(deed: Deed, question: Question, before, after) -> Change:
    added = deed.verb == "evidence_added"
    return Change(
        at=deed.at,
        by=deed.by_name,
        function=deed.by_function,
        question=question,
        what=_("lade till underlag") if added else _("tog bort underlag"),
        before=before or "",
        after=after or "",
        comment_before="",
        comment_after="",
        is_evidence=True,
    )
