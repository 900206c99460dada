"""What a spreadsheet holds, whichever file it leaves in, and how its cells are made harmless."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from mrplattform.core.look import HIDDEN

# A spreadsheet may read a text that starts so as a formula; the last ones are full-width twins.
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


@dataclass(frozen=True)
class SheetColumn:
    """`kind` is text, number, money (the value is öre) or date."""

    label: Any
    kind: str = "text"
    width: int | None = None


@dataclass(frozen=True)
class Sheet:
    name: Any
    columns: Sequence[SheetColumn]
    rows: Iterable[Sequence[Any]]


def neutral(value: Any) -> Any:
    """A text that no spreadsheet takes for a formula; numbers and dates as they are."""
    if isinstance(value, str) and value.startswith(FORMULA_SIGNS):
        return "'" + value
    return value


def plain(column: SheetColumn, value: Any) -> Any:
    """The value as a spreadsheet keeps it: number, date or text; None when there is nothing."""
    if value is None or value == "":
        return None
    if value is HIDDEN:
        return str(value)
    if column.kind == "money":
        return Decimal(value) / 100
    if isinstance(value, bool):
        return _("Ja") if value else _("Nej")
    if isinstance(value, dt.datetime) and timezone.is_aware(value):
        return timezone.localtime(value).replace(tzinfo=None)
    if isinstance(value, int | float | Decimal | dt.date):
        return value
    return str(value)
