"""Deeds that wait for their day, whoever wrote them down first."""

from __future__ import annotations

import datetime as dt
import heapq
from collections.abc import Callable
from itertools import count

from demo.clock import at


class Story:
    def __init__(self) -> None:
        self._waiting: list[tuple[dt.date, int, Callable[[], object]]] = []
        self._places = count()

    def on(self, day: dt.date, deed: Callable[[], object]) -> None:
        """Deeds of the same day are done in the order in which they were written down."""
        heapq.heappush(self._waiting, (day, next(self._places), deed))

    def until(self, day: dt.date) -> None:
        """Do what should be done by then."""
        while self._waiting and self._waiting[0][0] <= day:
            when, _place, deed = heapq.heappop(self._waiting)
            with at(when):
                deed()
