"""One autumn's round in a municipality: what was planned, and what came in the way."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Return:
    """Sent back: so many days after it was handed in, and handed in again as many after that."""

    why: str
    about: dict[str, str] = field(default_factory=dict)
    after: int = 2
    # {question: what was written then}; nothing was yet when it is empty.
    rewritten: dict[str, str] = field(default_factory=dict)
    levels: dict[str, int] = field(default_factory=dict)
    again: int = 6


@dataclass(frozen=True)
class MoreTime:
    """The unit's own last day, after that of the others."""

    on: dt.date
    closes: dt.date
    why: str


@dataclass(frozen=True)
class Autumn:
    title: str
    purpose: str
    opens: dt.date
    closes: dt.date
    units: tuple[str, ...]
    # Days from the opening until the first hands in, and between one and the next.
    first: int
    pace: int
    closed: dt.date | None = None
    returns: dict[str, Return] = field(default_factory=dict)
    more_time: dict[str, MoreTime] = field(default_factory=dict)
    # What never came: the last day on which somebody wrote anything.
    never: dict[str, dt.date | None] = field(default_factory=dict)
    # Handed in on that day, and not approved.
    unapproved: dict[str, dt.date] = field(default_factory=dict)
    left_out: dict[str, list[str]] = field(default_factory=dict)
    # {unit that was there then: the one whose marks it shares}
    like: dict[str, str] = field(default_factory=dict)

    @property
    def year(self) -> int:
        return self.opens.year
