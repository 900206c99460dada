"""Dates as people in Sweden read and write them. Nothing here asks the clock but today() and now()."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone
from django.utils.formats import date_format


def today() -> dt.date:
    return timezone.localdate()


def now() -> dt.datetime:
    return timezone.now()


def long_date(day: dt.date) -> str:
    """'27 november 2026'."""
    return date_format(day, "j F Y")


def period(start: dt.date | None, end: dt.date | None) -> str:
    """'1 sep 2026 – 27 nov 2026'; an open end is left open."""
    left, right = (date_format(day, "j M Y") if day else "" for day in (start, end))
    return f"{left} – {right}".strip().replace(".", "").lower()
