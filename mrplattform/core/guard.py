"""Finds Swedish personal identity numbers in text. The platform keeps none."""

from __future__ import annotations

import datetime as dt
import re

from django.core.exceptions import ValidationError
from django.utils.translation import ngettext

# Ten or twelve digits; a sign or a space may part the last four (+ means over a hundred years).
PATTERN = re.compile(
    r"(?<![\d])(?P<century>(?:18|19|20))?(?P<date>\d{6})[ \t]?(?P<sign>[-+–−‐‑])?[ \t]?(?P<last>\d{4})(?![\d])"
)
COORDINATION = 60  # samordningsnummer: the day plus sixty


def find_identity_numbers(text: str) -> list[str]:
    """The numbers as they are written in the text: real dates with a correct check digit."""
    return [match[0].strip() for match in PATTERN.finditer(text or "") if _is_number(match)]


def refuse_identity_numbers(text: str) -> None:
    found = find_identity_numbers(text)
    if not found:
        return
    # Only the date part is repeated, so that the number itself spreads no further.
    shown = ", ".join(f"{number[:6]}…" for number in found)
    raise ValidationError(
        ngettext(
            "Ta bort personnumret (%(shown)s). Beskriv gruppen eller regeln i stället för personen.",
            "Ta bort personnumren (%(shown)s). Beskriv gruppen eller regeln i stället för personerna.",
            len(found),
        )
        % {"shown": shown},
        code="identity_number",
    )


def _is_number(match: re.Match) -> bool:
    digits = match["date"] + match["last"]
    return _is_date(match["century"], match["date"]) and _luhn(digits)


def _is_date(century: str | None, date: str) -> bool:
    year, month, day = int(date[:2]), int(date[2:4]), int(date[4:])
    if day > COORDINATION:
        day -= COORDINATION
    # A year without century may lie in any of them; 29 February only needs one leap year.
    for hundred in [int(century)] if century else [18, 19, 20]:
        try:
            dt.date(hundred * 100 + year, month, day)
        except ValueError:
            continue
        return True
    return False


def _luhn(digits: str) -> bool:
    total = 0
    for place, digit in enumerate(digits):
        doubled = int(digit) * (2 if place % 2 == 0 else 1)
        total += doubled - 9 if doubled > 9 else doubled
    return total % 10 == 0
