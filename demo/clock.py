"""Lets the demo world's deeds be done on the days when they would have been done."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from unittest.mock import patch

from django.utils import timezone


@contextmanager
def at(day: dt.date, hour: int = 10) -> Iterator[None]:
    """Within it, the platform believes that it is that day."""
    moment = timezone.make_aware(dt.datetime.combine(day, dt.time(hour)))
    with patch.object(timezone, "now", return_value=moment):
        yield


def workday(day: dt.date) -> dt.date:
    """The day itself, or the Monday after when it is a Saturday or a Sunday."""
    return day + dt.timedelta(days=7 - day.weekday() if day.weekday() > 4 else 0)
