"""The answers behind some bases, counted by the database: how many, the most common, how many new."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, reduce
from operator import or_

from django.db.models import Count, Q

from mrplattform.assessments import rules
from mrplattform.assessments.models import Assessment, Basis, Round
from mrplattform.questions.models import Answer

YES, NO = "yes", "no"
NAMED, NAMELESS = "sheet__assessment__round", "sheet__ballot__round"


@dataclass(frozen=True)
class Row:
    """So many answers alike."""

    round: int
    question: str
    section: str
    unit: int
    level: int | None
    yes: bool | None
    total: int
    seen: int
    changed: int

    def belongs_to(self, basis: Basis) -> bool:
        return (
            self.round == basis.round_id
            and basis.question_key in ("", self.question)
            and basis.section_key in ("", self.section)
            and basis.organisation_id in (None, self.unit)
        )

    @property
    def value(self) -> int | str | None:
        if self.level is not None:
            return self.level
        return None if self.yes is None else (YES if self.yes else NO)


@dataclass
class Tally:
    """`total` and what follows are of what the reader may read."""

    total: int = 0
    hidden: int = 0
    changed: int = 0
    values: Counter = field(default_factory=Counter)

    def add(self, row: Row) -> None:
        self.total += row.seen
        self.hidden += row.total - row.seen
        self.changed += row.changed
        if row.seen and row.value is not None:
            self.values[row.value] += row.seen

    @property
    def most_common(self) -> list[int | str]:
        """The value that most gave; all of them when some tie."""
        most = max(self.values.values(), default=0)
        return sorted((one for one, count in self.values.items() if count == most), key=str)


class Counted:
    """`rounds` are those that the reader sees. `since`: answers after it count as changed."""

    def __init__(
        self,
        user,
        bases: Sequence[Basis],
        rounds: Mapping[int, Round],
        since: dt.datetime | None = None,
    ):
        self.user = user
        self.bases = [one for one in bases if one.round_id in rounds and not one.theme_id]
        self.rounds = rounds
        self.since = since

    def named(self, basis: Basis) -> Tally:
        return _tally(basis, self._named)

    def nameless(self, basis: Basis) -> Tally:
        """Where nobody answers by name: of a closed round, and of questions that enough answered."""
        round = self.rounds[basis.round_id]
        if not round.is_closed:
            return Tally()
        rows = [one for one in self._nameless if one.belongs_to(basis)]
        answered = Counter()
        for one in rows:
            answered[one.question] += one.seen
        return _tally(basis, [one for one in rows if answered[one.question] >= round.shown_from])

    @cached_property
    def _sheets(self) -> list[int]:
        """Those that the reader may read."""
        asked = {one.round_id for one in self.bases if not self._is_anonymous(one)}
        found = []
        for one in Assessment.objects.filter(round__in=asked) if asked else []:
            one.round = self.rounds[one.round_id]
            if rules.can_read_answers(self.user, one):
                found.append(one.sheet_id)
        return found

    def _is_anonymous(self, basis: Basis) -> bool:
        return self.rounds[basis.round_id].is_anonymous

    @cached_property
    def _named(self) -> list[Row]:
        readable = Q(sheet__in=self._sheets)
        new = readable & Q(changed_at__gt=self.since) if self.since else Q(pk__in=[])
        bases = [one for one in self.bases if not self._is_anonymous(one)]
        return self._rows(NAMED, bases, readable, new)

    @cached_property
    def _nameless(self) -> list[Row]:
        bases = [one for one in self.bases if self._is_anonymous(one)]
        return self._rows(NAMELESS, bases, Q(), Q(pk__in=[]))

    def _rows(self, way: str, bases: Sequence[Basis], readable: Q, new: Q) -> list[Row]:
        if not bases:
            return []
        places = reduce(or_, [_where(one, way) for one in bases])
        # Which unit only matters to bases of one unit, and makes many rows.
        by_unit = any(one.organisation_id for one in bases)
        unit = "sheet__organisation" if by_unit else "question__section"
        columns = [way, "question__key", "question__section__key", unit, "level", "yes"]
        rows = Answer.objects.filter(places).order_by().values_list(*columns)
        counts = {"seen": Count("pk", filter=readable), "changed": Count("pk", filter=new)}
        return [Row(*row) for row in rows.annotate(Count("pk"), **counts)]


def _where(basis: Basis, way: str) -> Q:
    where = Q(**{way: basis.round_id})
    if basis.question_key:
        where &= Q(question__key=basis.question_key)
    if basis.section_key:
        where &= Q(question__section__key=basis.section_key)
    if basis.organisation_id:
        where &= Q(sheet__organisation=basis.organisation_id)
    return where


def _tally(basis: Basis, rows: Sequence[Row]) -> Tally:
    tally = Tally()
    for row in rows:
        if row.belongs_to(basis):
            tally.add(row)
    return tally
