"""What may be told of a closed round without names: counted once, hidden in one place.

A reader sees one breakdown at a time, but may ask for one after the other. So what is hidden is
decided for all of them together, question by question (hiding.py): the total, the units, the kinds
of unit, and the round's own background: its first two questions that are a choice ("Vilken roll
har du?"). More of them would tell less, since each one that crosses the others forces more to be
hidden. Breakdowns are never crossed, and so:

- The two are not broken down by each other: the one would be the other broken down by it, with the
  groups that are hidden there.
- Texts are told in total, by unit and by kind of unit, which lie inside each other, but not by a
  choice: the same words under a unit and under a role would tell who in the unit has that role.
"""

from __future__ import annotations

import secrets
from collections import Counter, defaultdict
from collections.abc import Hashable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _

from mrplattform.assessments.models import Ballot, Round
from mrplattform.assessments.nameless import hiding
from mrplattform.assessments.nameless.options import COLUMNS, chosen_ways, ways
from mrplattform.core.sorting import swedish_key
from mrplattform.organisations.models import Organisation
from mrplattform.questions.models import Answer, Kind, Question
from mrplattform.questions.reading import questions_of

State = Answer.State
ALL, UNIT, KIND = "", "enhet", "slag"
NESTED = (ALL, UNIT, KIND)
MOST_CHOICES = 2


@dataclass(frozen=True)
class Group:
    by: str
    value: Hashable
    label: str

    @property
    def key(self) -> tuple[str, Hashable]:
        return self.by, self.value


@dataclass(frozen=True)
class Breakdown:
    """A way to part those who answered: "" not at all, "enhet", "slag", or a question's key."""

    key: str
    label: str
    groups: list[Group] = field(default_factory=list)


@dataclass(frozen=True)
class Spread:
    """How the answers of one group lie. Hidden, it knows nothing at all, not even how many."""

    group: Group
    ways: list[tuple[str, str]]
    counts: dict[str, int] | None = None
    answered: int | None = None

    @property
    def is_hidden(self) -> bool:
        return self.counts is None

    def count(self, way: str) -> int:
        return (self.counts or {}).get(way, 0)


class Box:
    """Five questions to the database, however many have answered."""

    def __init__(self, round: Round):
        self.round = round

    # --- What is there -----------------------------------------------------------------------

    @cached_property
    def questions(self) -> list[Question]:
        return questions_of(self.round.version)

    @cached_property
    def _ballots(self) -> list[tuple[int, int, str]]:
        """(sheet, unit, kind of unit)"""
        rows = Ballot.objects.filter(round=self.round)
        return list(rows.values_list("pk", "organisation_id", "unit_kind"))

    @cached_property
    def _units(self) -> dict[int, int]:
        """{sheet: unit}"""
        return {sheet: unit for sheet, unit, _kind in self._ballots}

    @cached_property
    def _kinds(self) -> dict[int, str]:
        """{unit: kind}, as it was when the round closed."""
        kept = {unit: kind for _sheet, unit, kind in self._ballots if kind}
        return {pk: kept.get(pk, one.kind) for pk, one in self._organisations.items()}

    @cached_property
    def _organisations(self) -> dict[int, Organisation]:
        return Organisation.objects.in_bulk(set(self._units.values()))

    @cached_property
    def _answers(self) -> dict[int, dict[int, dict[str, Any]]]:
        """{question: {sheet: columns}}; nothing before the close, whoever asks."""
        found: dict[int, dict[int, dict[str, Any]]] = defaultdict(dict)
        if not self.round.is_closed:
            return found
        rows = Answer.objects.filter(sheet__ballot__round=self.round)
        # Of a text only those count who wrote one: they are the ones to protect.
        rows = rows.exclude(question__kind=Kind.TEXT, text="")
        for sheet, question, *values in rows.values_list("sheet_id", "question_id", *COLUMNS):
            found[question][sheet] = dict(zip(COLUMNS, values, strict=True))
        return found

    @property
    def ballots(self) -> int:
        return len(self._units)

    # --- How it can be parted ----------------------------------------------------------------

    @cached_property
    def _choices(self) -> list[Question]:
        return [one for one in self.questions if one.kind == Kind.CHOICE][:MOST_CHOICES]

    @cached_property
    def breakdowns(self) -> list[Breakdown]:
        """Those with something to part; the total first."""
        found = [Breakdown(UNIT, _("Enhet"), self._unit_groups)]
        found.append(Breakdown(KIND, _("Slag av enhet"), self._kind_groups))
        found += [Breakdown(one.key, one.text, _choice_groups(one)) for one in self._choices]
        total = Breakdown(ALL, _("Alla tillsammans"), [Group(ALL, ALL, _("Alla"))])
        return [total, *(one for one in found if len(one.groups) > 1)]

    def breakdown(self, key: str) -> Breakdown:
        return next((one for one in self.breakdowns if one.key == key), self.breakdowns[0])

    def can_part(self, question: Question, breakdown: Breakdown) -> bool:
        if breakdown.key in NESTED:
            return True
        return question not in self._choices and question.kind != Kind.TEXT

    @property
    def _unit_groups(self) -> list[Group]:
        units = sorted(
            self._organisations.values(), key=lambda one: (swedish_key(one.name), one.pk)
        )
        return [Group(UNIT, one.pk, one.name) for one in units]

    @property
    def _kind_groups(self) -> list[Group]:
        labels = dict(Organisation.Kind.choices)
        return [Group(KIND, kind, str(labels[kind])) for kind in sorted(set(self._kinds.values()))]

    @cached_property
    def _places(self) -> dict[int, dict[str, Hashable]]:
        """{sheet: its group in each breakdown}"""
        found: dict[int, dict[str, Hashable]] = {}
        for sheet, unit in self._units.items():
            found[sheet] = {ALL: ALL, UNIT: unit, KIND: self._kinds[unit]}
            for one in self._choices:
                row = self._answers[one.pk].get(sheet)
                found[sheet][one.key] = row["choices"][0] if row and row["choices"] else None
        return found

    # --- What is told ------------------------------------------------------------------------

    def spreads(self, question: Question, breakdown: Breakdown | None = None) -> list[Spread]:
        """A spread for each group of the breakdown; of all together when it cannot be parted so."""
        groups, rows = self._told(question, breakdown)
        used = {way for told in rows.values() for row in told for way in chosen_ways(question, row)}
        shown = ways(question, used)
        return [
            counted(question, group, shown, rows[group.value])
            if group.value in rows
            else Spread(group, shown)
            for group in groups
        ]

    def texts(self, question: Question, breakdown: Breakdown | None = None):
        """[(group, its texts in random order)], without the groups that are hidden."""
        groups, rows = self._told(question, breakdown)
        found = [(group, shuffled_texts(rows.get(group.value, []))) for group in groups]
        return [(group, some) for group, some in found if some]

    def _told(self, question: Question, breakdown: Breakdown | None):
        """The groups, and the answers of each that is not hidden."""
        breakdown = breakdown or self.breakdowns[0]
        if not self.can_part(question, breakdown):
            breakdown = self.breakdowns[0]
        kept = self._kept[question.pk]
        rows: dict[Hashable, list[dict]] = {
            group.value: [] for group in breakdown.groups if group.key not in kept
        }
        for sheet, row in self._answers[question.pk].items():
            place = self._places[sheet][breakdown.key]
            if place in rows:
                rows[place].append(row)
        return breakdown.groups, rows

    @cached_property
    def _kept(self) -> dict[int, set]:
        """{question: the groups of all breakdowns that are not told of it}"""
        asked = {}
        for question in self.questions:
            by = [one.key for one in self.breakdowns if self.can_part(question, one)]
            places = [self._places[sheet] for sheet in self._answers[question.pk]]
            asked[question.pk] = Counter(tuple((key, place[key]) for key in by) for place in places)
        return hiding.kept(asked, self.round.shown_from)


def prepare(round: Round) -> None:
    """Decide what is hidden, so that the first reader does not wait for it."""
    Box(round)._kept  # noqa: B018 (read for its answer to be remembered)


def texts(round: Round, question_key: str) -> list[str]:
    """A closed round's texts to one question, in random order, from nobody; none when they are
    too few."""
    box = Box(round)
    question = next((one for one in box.questions if one.key == question_key), None)
    if question is None or question.kind != Kind.TEXT:
        return []
    return [text for _group, found in box.texts(question) for text in found]


def _choice_groups(question: Question) -> list[Group]:
    groups = [Group(question.key, one.value, one.label) for one in question.choices]
    return [*groups, Group(question.key, None, _("Vet ej eller inget svar"))]


def counted(question: Question, group: Group, ways, rows: list[dict]) -> Spread:
    counts = Counter(way for row in rows for way in chosen_ways(question, row))
    return Spread(group, ways, dict(counts), len(rows))


def shuffled_texts(rows: list[dict]) -> list[str]:
    found = [row["text"] for row in rows if row["text"]]
    secrets.SystemRandom().shuffle(found)
    return found
