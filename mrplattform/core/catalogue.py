"""What an app's catalogue.py says to the rest of the house: what can be found, and who must do what.

Each app keeps two names in its own catalogue.py; project gathers them all:

    CATALOGUE = [Findable(Measure, measure_entries)]

    def duties(function_ids) -> Iterable[Duty]:
        '''What these functions answer for and that is not yet done.'''

`measure_entries` takes a queryset of the model and gives one EntryData per row that may be found
at all. A row that it leaves out (a removed one, say) leaves the index. Ask the database a constant
number of times: the queryset may be one changed row or all of them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db.models import Model, QuerySet


@dataclass(frozen=True)
class EntryData:
    """One findable thing, as the index keeps it."""

    thing: Model
    title: str
    address: str
    text: str = ""
    # The authority it belongs to, and the circle that may read it (organisations.models.Circle).
    # Both only narrow the search: every hit is asked of the model's visible_to before it is shown.
    authority_id: int | None = None
    circle: str = "authority"
    topic_keys: tuple[str, ...] = ()
    # The day it happens or happened, and its last day when it lasts: agenda and annual wheel.
    day: dt.date | None = None
    ends: dt.date | None = None


@dataclass(frozen=True)
class Findable:
    """A model whose things can be found. `rows` turns a queryset of it into entries."""

    model: type[Model]
    rows: Callable[[QuerySet], Iterable[EntryData]]


@dataclass(frozen=True)
class Duty:
    """Something open that a function answers for: a measure, an assessment to approve, a seat.

    `kind` is a word for people ("Insats"); the address leads to where it is done.
    """

    function_id: int
    kind: str
    title: str
    address: str
    day: dt.date | None = None
