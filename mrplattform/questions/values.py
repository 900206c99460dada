"""A value by its question's kind: may it be kept, where it is kept, how it reads.

level int · yes_no bool · number Decimal · money int (öre) · date date · choice str ·
several list[str] · text str
"""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mrplattform.core import look
from mrplattform.core.dates import long_date
from mrplattform.core.guard import refuse_identity_numbers
from mrplattform.questions.models import Answer, Kind, Question

State = Answer.State
LONGEST_TEXT = 10_000
DECIMALS = Decimal("0.0001")
TYPES: dict[str, type] = {
    Kind.LEVEL: int,
    Kind.YES_NO: bool,
    Kind.NUMBER: Decimal,
    Kind.MONEY: int,
    Kind.DATE: dt.date,
    Kind.CHOICE: str,
    Kind.SEVERAL: list,
    Kind.TEXT: str,
}


def check(question: Question, state: str, value: Any, comment: str = "") -> None:
    """Refuse, in words for the one who answers, what may not be kept."""
    if state == State.UNKNOWN and not question.allow_unknown:
        raise ValidationError(_("Den här frågan kan inte besvaras med Vet ej."))
    if state == State.NOT_APPLICABLE:
        if not question.allow_not_applicable:
            raise ValidationError(_("Den här frågan kan inte besvaras med Inte aktuellt."))
        if not comment.strip():
            raise ValidationError({"comment": _("Skriv varför frågan inte är aktuell för er.")})
    if state == State.ANSWERED:
        _check_value(question, value)
    refuse_identity_numbers(comment)


def _check_value(question: Question, value: Any) -> None:
    kind = question.kind
    expected: Any = TYPES[kind]
    if not isinstance(value, expected) or (expected is int and isinstance(value, bool)):
        raise ValidationError(_missing(question))
    if kind in (Kind.LEVEL, Kind.CHOICE, Kind.SEVERAL):
        _check_options(question, value)
    elif kind in (Kind.NUMBER, Kind.MONEY):
        _check_number(question, Decimal(value) / (100 if kind == Kind.MONEY else 1))
    elif kind == Kind.TEXT:
        _check_text(question, value)


def _missing(question: Question) -> str:
    if question.kind in (Kind.NUMBER, Kind.MONEY, Kind.TEXT):
        return (
            _("Skriv ett svar eller välj Vet ej.")
            if question.allow_unknown
            else _("Skriv ett svar.")
        )
    return _("Välj ett svar.")


def _check_options(question: Question, value: Any) -> None:
    chosen = value if isinstance(value, list) else [value]
    if not chosen or not {option["value"] for option in question.options} >= set(chosen):
        raise ValidationError(_("Välj något av svaren."))
    if isinstance(value, list) and question.maximum and len(chosen) > question.maximum:
        most = int(question.maximum)
        raise ValidationError(
            ngettext("Välj högst ett svar.", "Välj högst %(most)s svar.", most) % {"most": most}
        )


def _check_number(question: Question, value: Decimal) -> None:
    if not value.is_finite() or value != value.quantize(DECIMALS):
        raise ValidationError(_("Skriv talet med högst fyra decimaler."))
    low, high = question.minimum, question.maximum
    if (low is None or value >= low) and (high is None or value <= high):
        return
    words = {"low": plain_number(low), "high": plain_number(high)}
    if low is not None and high is not None:
        raise ValidationError(_("Skriv ett tal mellan %(low)s och %(high)s.") % words)
    if low is not None:
        raise ValidationError(_("Skriv ett tal som är minst %(low)s.") % words)
    raise ValidationError(_("Skriv ett tal som är högst %(high)s.") % words)


def _check_text(question: Question, value: str) -> None:
    if not value.strip():
        raise ValidationError(_missing(question))
    most = int(question.maximum or LONGEST_TEXT)
    if len(value) > most:
        raise ValidationError(_("Skriv högst %(most)s tecken.") % {"most": look.number(most)})
    refuse_identity_numbers(value)


# --- Where it is kept ------------------------------------------------------------------------


def columns(question: Question, value: Any) -> dict[str, Any]:
    """The value columns of an answer: the kind's own filled, the others empty."""
    empty: dict[str, Any] = dict.fromkeys(Answer.COLUMNS.values())
    empty["text"] = ""
    if value is not None:
        kept = [value] if question.kind == Kind.CHOICE else value
        if question.kind == Kind.SEVERAL:  # in the order of the file, so that equal is equal
            kept = [o["value"] for o in question.options if o["value"] in value]
        empty[Answer.COLUMNS[question.kind]] = kept
    return empty


# --- How it reads ----------------------------------------------------------------------------


def in_words(question: Question, value: Any) -> str:
    if value is None:
        return ""
    match question.kind:
        case Kind.LEVEL:
            return f"{value} {question.label_of(value)}"
        case Kind.YES_NO:
            return _("Ja") if value else _("Nej")
        case Kind.NUMBER:
            return f"{plain_number(value)} {question.unit}".strip()
        case Kind.MONEY:
            return look.money(value)
        case Kind.DATE:
            return long_date(value)
        case Kind.CHOICE:
            return question.label_of(value)
        case Kind.SEVERAL:
            return ", ".join(question.label_of(one) for one in value)
    return str(value)


def option_in_words(question: Question, value: Any) -> str:
    """One of the possible answers: 'Ja', '3 Genomfört', 'Vid sidan av'."""
    if question.kind == Kind.SEVERAL:
        return question.label_of(value)
    return in_words(question, value)


def plain_number(number: Decimal | None) -> str:
    """A number without needless zeroes: 3,50 → '3,5'."""
    if number is None:
        return ""
    plain = number.normalize()
    return look.number(number, max(0, -int(plain.as_tuple().exponent)))
