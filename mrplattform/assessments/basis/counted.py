"""The answers behind some bases, counted by the database: how many, the most common, how many new."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

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
    total: int = 0
    changed: int = 0
    values: Counter = field(default_factory=Counter)

    def add(self, row: Row) -> None:
        self.total += row.total
        self.changed += row.changed
        if row.value is not None:
            self.values[row.value] += row.total

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

    def seen(self, basis: Basis) -> Tally:
        """Of what the reader may read."""
        return _tally(basis, self._readable)

    def hidden(self, basis: Basis) -> int:
        """How many answers there are that the reader may not read."""
        return _tally(basis, self._all).total - self.seen(basis).total

    def nameless(self, basis: Basis) -> Tally:
        """Where nobody answers by name: of a closed round, and of questions that enough answered."""
        round = self.rounds[basis.round_id]
        if not round.is_closed:
            return Tally()
        rows = [one for one in self._nameless if one.belongs_to(basis)]
        answered = Counter()
        for one in rows:
            answered[one.question] += one.total
        return _tally(basis, [one for one in rows if answered[one.question] >= round.shown_from])

    @cached_property
    def _sheets(self) -> list[int]:
        """Those that the reader may read."""
        named = [pk for pk, one in self.rounds.items() if not one.is_anonymous]
        found = []
        for one in Assessment.objects.filter(round__in=named) if named else []:
            one.round = self.rounds[one.round_id]
            if rules.can_read_answers(self.user, one):
                found.append(one.sheet_id)
        return found

    @cached_property
    def _readable(self) -> list[Row]:
        return self._rows(NAMED, sheet__in=self._sheets)

    @cached_property
    def _all(self) -> list[Row]:
        return self._rows(NAMED)

    @cached_property
    def _nameless(self) -> list[Row]:
        return self._rows(NAMELESS)

    def _rows(self, way: str, **narrowed) -> list[Row]:
        anonymous = way == NAMELESS
        places = Q()
        for one in self.bases:
            if self.rounds[one.round_id].is_anonymous == anonymous:
                places |= _where(one, way)
        if not places:
            return []
        # Which unit only matters to bases of one unit, and makes many rows.
        by_unit = any(one.organisation_id for one in self.bases)
        unit = "sheet__organisation" if by_unit and not anonymous else "question__section"
        columns = [way, "question__key", "question__section__key", unit, "level", "yes"]
        new = Q(changed_at__gt=self.since) if self.since else Q(pk__isnull=True)
        rows = Answer.objects.filter(places, **narrowed).order_by().values_list(*columns)
        counted = rows.annotate(Count("pk"), changed=Count("pk", filter=new))
        return [Row(*row) for row in counted]


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
