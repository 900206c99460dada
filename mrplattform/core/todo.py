"""What a person should do now. Each app tells its own in todo.py; the start page puts them in order.

def todo(user) -> list[TodoItem]: ...
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True)
class TodoItem:
    """One thing to do. `tone` is that of a mark: watch, stop, good, plan or calm.

    `due` is a day or words of its own ("Inkom i går"). Lower `order` comes first; things of the
    same order come by their day.
    """

    title: str
    address: str
    due: dt.date | str | None = None
    tone: str = "calm"
    detail: str = ""
    order: int = 50

    @property
    def sort_key(self) -> tuple[int, dt.date]:
        return self.order, self.due if isinstance(self.due, dt.date) else dt.date.max


# The usual orders: what others wait for first, then what is late, then the rest.
OTHERS_WAIT, LATE, SOON, SOME_DAY = 10, 20, 30, 50
