"""Which ways to answer a question are counted: its levels or choices, or bands of a number.

Bands do not follow from the answers, so that no end of one tells what somebody wrote.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from itertools import pairwise
from typing import Any

from django.utils.translation import gettext as _

from mrplattform.questions.models import Answer, Kind, Question
from mrplattform.questions.values import option_in_words, plain_number

State = Answer.State
UNKNOWN, NOT_APPLICABLE, WROTE = "u", "n", "text"
# What a row of answers carries, in this order.
COLUMNS = ("state", "level", "yes", "number", "ore", "date", "choices", "text")
EDGES = [Decimal(one) for one in (0, 1, 10, 100, 1_000, 10_000, 100_000, 1_000_000)]
PARTS = 5


def ways(question: Question, chosen: Iterable[str]) -> list[tuple[str, str]]:
    """(key, words) of each way to answer, the empty ones too; `chosen` are the keys in use."""
    match question.kind:
        case Kind.YES_NO:
            found = [("yes", _("Ja")), ("no", _("Nej"))]
        case Kind.TEXT:
            return [(WROTE, _("Skrev ett svar"))]
        case Kind.DATE:
            found = [(key, key) for key in sorted({*chosen} - {UNKNOWN, NOT_APPLICABLE})]
        case Kind.NUMBER | Kind.MONEY:
            found = _bands(question)
        case _:
            options = [one.value for one in question.choices]
            found = [(str(one), option_in_words(question, one)) for one in options]
    if question.allow_unknown:
        found.append((UNKNOWN, _("Vet ej")))
    if question.allow_not_applicable:
        found.append((NOT_APPLICABLE, _("Inte aktuellt")))
    return found


def chosen_ways(question: Question, row: dict[str, Any]) -> list[str]:
    """The keys that an answer is counted under."""
    if row["state"] == State.UNKNOWN:
        return [UNKNOWN]
    if row["state"] == State.NOT_APPLICABLE:
        return [NOT_APPLICABLE]
    value = row[Answer.COLUMNS[question.kind]]
    match question.kind:
        case Kind.YES_NO:
            return ["yes" if value else "no"]
        case Kind.TEXT:
            return [WROTE]
        case Kind.DATE:
            return [str(value.year)]
        case Kind.NUMBER:
            return [_band_of(question, value)]
        case Kind.MONEY:
            return [_band_of(question, Decimal(value) / 100)]
    return [str(one) for one in value] if isinstance(value, list) else [str(value)]


def _edges(question: Question) -> list[Decimal]:
    low, high = question.minimum, question.maximum
    if low is None or high is None or low >= high:
        return EDGES
    return [low + (high - low) * part / PARTS for part in range(PARTS)]


def _band_of(question: Question, value: Decimal) -> str:
    return str(sum(value >= edge for edge in _edges(question)))


def _bands(question: Question) -> list[tuple[str, str]]:
    edges, unit = _edges(question), "kr" if question.kind == Kind.MONEY else question.unit
    words = [_("mindre än %s") % plain_number(edges[0])]
    words += [
        _("från %(low)s till under %(high)s")
        % {"low": plain_number(low), "high": plain_number(high)}
        for low, high in pairwise(edges)
    ]
    words.append(_("%s eller mer") % plain_number(edges[-1]))
    found = [(str(place), f"{one} {unit}".strip()) for place, one in enumerate(words)]
    none_below = question.minimum is not None and question.minimum >= edges[0]
    return found[1:] if none_below else found
