"""Texts on their way into a coding: what a round's units have written, or what somebody pastes in.

A round gives only what has been handed in and what the reader may read; without names only when the
round is closed and enough have answered.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from mrplattform.assessments import nameless, rules
from mrplattform.assessments.models import HANDED_IN, Coding, Round
from mrplattform.questions.models import Answer, Kind, Question

# What was answered in words, and why another answer was given.
ANSWER, COMMENT = "answer", "comment"
WRITTEN = ~Q(text="") | ~Q(comment="")
MOST_TEXTS, LONGEST_TEXT = 5000, 10_000


@dataclass(frozen=True)
class Text:
    """`source` names where it stands for who may read it there; empty when nobody may know."""

    text: str
    source: str = ""


@dataclass
class Intake:
    """What would come in, before anybody decides."""

    new: list[Text] = field(default_factory=list)
    known: int = 0
    too_long: int = 0

    @property
    def problem(self) -> str:
        if not self.new:
            return _("Det finns inga nya texter att läsa.")
        if len(self.new) > MOST_TEXTS:
            return _("Det är för många texter på en gång. Högst %d går bra.") % MOST_TEXTS
        return ""


def try_texts(texts: Iterable[Text], coding: Coding | None = None) -> Intake:
    """The new ones among them. A text that has a source is the same when its source is; one
    without is known as many times as it already lies there."""
    rows = coding.passages.values_list("source", "text") if coding else []
    known = Counter(source or text for source, text in rows)
    intake = Intake()
    for one in texts:
        words = one.text.strip()
        key = one.source or words
        if len(words) > LONGEST_TEXT:
            intake.too_long += 1
        elif words and known[key]:
            known[key] -= not one.source
            intake.known += 1
        elif words:
            known[key] += bool(one.source)
            intake.new.append(Text(words, one.source))
    return intake


def split(words: str, *, by_paragraph: bool = False) -> list[Text]:
    """One text a line; or a paragraph, with an empty line between."""
    parts = re.split(r"\n\s*\n" if by_paragraph else r"\n", words.replace("\r\n", "\n"))
    return [Text(part.strip()) for part in parts if part.strip()]


# --- Of a round ------------------------------------------------------------------------------


def of_round(user, round: Round, keys: Sequence[str]) -> list[Text]:
    """What was written in the answers to these questions, and as reasons for them."""
    if round.is_anonymous:
        return [Text(words) for key in keys for words in nameless.texts(round, key)]
    found = []
    rows = _answers(user, round).filter(question__key__in=keys)
    for pk, text, comment in rows.order_by("pk").values_list("pk", "text", "comment"):
        found += [Text(text, f"{ANSWER}:{pk}")] * bool(text)
        found += [Text(comment, f"{COMMENT}:{pk}")] * bool(comment)
    return found


def questions_with_texts(user, round: Round) -> list[tuple[Question, int]]:
    """The round's questions where something is written, and in how many answers."""
    if round.is_anonymous:
        return _nameless_questions(round)
    counted = _answers(user, round).order_by().values_list("question__key")
    counts = dict(counted.annotate(Count("pk")))
    questions = round.version.questions.select_related("section").order_by("order")
    return [(one, counts[one.key]) for one in questions if one.key in counts]


def _answers(user, round: Round):
    assessments = round.assessments.filter(state__in=HANDED_IN).select_related("round")
    sheets = [one.sheet_id for one in assessments if rules.can_read_answers(user, one)]
    return Answer.objects.filter(WRITTEN, sheet__in=sheets)


def _nameless_questions(round: Round) -> list[tuple[Question, int]]:
    box = nameless.Box(round)
    asked = [one for one in box.questions if one.kind == Kind.TEXT]
    counted = [(one, sum(len(found) for _group, found in box.texts(one))) for one in asked]
    return [(question, count) for question, count in counted if count]


# --- Where a text stands ---------------------------------------------------------------------


def answer_of(source: str) -> int | None:
    """The answer that it was taken from."""
    kind, _colon, pk = source.partition(":")
    return int(pk) if kind in (ANSWER, COMMENT) and pk.isdecimal() else None


def question_of(source: str) -> str:
    """The question that the text answers, in words; it tells nothing of the writer."""
    pk = answer_of(source)
    question = Question.objects.filter(answers=pk).first() if pk else None
    return question.text if question else ""
