"""The picture of the situation: how the answers of a round lie over roles and principles, what has
moved since the round before, and what has been concluded and begun in each place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.utils.http import urlencode

from mrplattform.assessments.models import HANDED_IN, Assessment, Finding, Round
from mrplattform.assessments.results import Results, Tally
from mrplattform.assessments.showing import Shown, describe
from mrplattform.core.charts import Chart, ridge, tallest_share
from mrplattform.plans.models import Measure
from mrplattform.questions.models import Question, Section
from mrplattform.rights.models import Topic

MOST_ROUNDS = 20  # that can be chosen between


@dataclass
class Spot:
    """The answers in one place: now, and as they were in the round that is compared with."""

    now: Tally = field(default_factory=Tally)
    before: Tally = field(default_factory=Tally)
    questions: set[str] = field(default_factory=set)


@dataclass
class Cell:
    role: Topic
    principle: Topic
    spot: Spot
    ridge: Chart
    answers_url: str
    finding_ids: set[int] = field(default_factory=set)
    measure_ids: set[int] = field(default_factory=set)

    @property
    def now(self) -> Tally:
        return self.spot.now

    @property
    def criteria(self) -> int:
        return len(self.spot.questions)

    @property
    def findings(self) -> int:
        return len(self.finding_ids)

    @property
    def measures(self) -> int:
        return len(self.measure_ids)

    @property
    def chosen(self) -> dict[str, str]:
        return {"roll": self.role.key, "princip": self.principle.key}


class Situation:
    """One round as one person may see it."""

    def __init__(
        self,
        user,
        round: Round,
        compared_with: Round | None = None,
        *,
        asked: list[Assessment] | None = None,
    ):
        """`asked`: only these units' answers, with their sheets at hand."""
        self.user, self.round, self.compared_with = user, round, compared_with
        self.shown = Shown(Results(round, compared_with, assessments=asked), user)
        self.results = self.shown.results.part(self.shown.readable_units)

    @property
    def levels(self) -> list[tuple[int, str]]:
        return self.shown.legend

    @property
    def freshness(self) -> str:
        return describe(self.round)

    @property
    def since(self) -> str:
        return self.shown.since

    @property
    def units(self) -> int:
        return len(self.shown.results.assessments)

    @property
    def handed_in(self) -> int:
        return sum(one.is_handed_in for one in self.shown.results.assessments)

    @cached_property
    def total(self) -> Tally:
        return self.count({key: [0] for key in self.results.places})[0].now

    # --- Roles × principles ------------------------------------------------------------------

    @cached_property
    def rows(self) -> list[tuple[Topic, list[Cell]]]:
        """Each role with its cells, in the order of the vocabulary."""
        cells = sorted(self.cells, key=lambda one: (one.role.order, one.principle.order))
        rows: dict[int, tuple[Topic, list[Cell]]] = {}
        for cell in cells:
            rows.setdefault(cell.role.pk, (cell.role, []))[1].append(cell)
        return list(rows.values())

    @cached_property
    def principles(self) -> list[Topic]:
        found = {cell.principle.pk: cell.principle for cell in self.cells}
        return sorted(found.values(), key=lambda one: one.order)

    @cached_property
    def cells(self) -> list[Cell]:
        topics = {one.pk: one for pairs in self.results.places.values() for p in pairs for one in p}
        keys = {
            key: [(role.pk, principle.pk) for role, principle in pairs]
            for key, pairs in self.results.places.items()
        }
        spots = self.count(keys)
        tallest = self._tallest(spots.values())
        findings, measures = self._concluded(keys), self._begun(keys)
        return [
            Cell(
                topics[role],
                topics[principle],
                spot,
                self._ridge(spot, f"{topics[role]}: {topics[principle]}", tallest),
                self._answers_url(topics[role], topics[principle]),
                findings[role, principle],
                measures[role, principle],
            )
            for (role, principle), spot in spots.items()
        ]

    @cached_property
    def roles(self) -> list[tuple[Topic, Spot, Chart]]:
        """Each role in one picture, for the start page."""
        topics = {role.pk: role for pairs in self.results.places.values() for role, _ in pairs}
        keys = {
            key: list({role.pk for role, _principle in pairs})
            for key, pairs in self.results.places.items()
        }
        spots = self.count(keys)
        tallest = self._tallest(spots.values())
        found = [
            (topics[pk], spot, self._ridge(spot, topics[pk].name, tallest))
            for pk, spot in spots.items()
        ]
        return sorted(found, key=lambda one: one[0].order)

    # --- Counting ----------------------------------------------------------------------------

    def count(self, keys: Mapping[str, Sequence[Hashable]]) -> dict[Any, Spot]:
        """The readable answers, by the keys that each question has."""
        found: dict[Any, Spot] = defaultdict(Spot)
        results = self.results
        for assessment in results.assessments:
            given = results.answers[assessment.sheet_id]
            before = results.before.get(assessment.organisation_id, {})
            asked = results.asked(assessment)
            for question in results.questions:
                if question.key not in asked:
                    continue
                for key in keys.get(question.key, ()):
                    _count(found[key], question, given, before)
        return found

    def _concluded(self, keys) -> dict[tuple[int, int], set[int]]:
        rows = Finding.objects.visible_to(self.user).filter(authority=self.round.authority_id)
        return self._tagged(Finding.topics.through, "finding", rows, keys)

    def _begun(self, keys) -> dict[tuple[int, int], set[int]]:
        rows = Measure.objects.visible_to(self.user).filter(authority=self.round.authority_id)
        return self._tagged(Measure.topics.through, "measure", rows, keys)

    def _tagged(self, through, name: str, rows, keys) -> dict[tuple[int, int], set[int]]:
        """Which of the rows are about each place: by its role and principle, or by one of its
        criteria."""
        links = through._default_manager.filter(**{f"{name}__in": rows.order_by().values("pk")})
        topics: dict[int, set[int]] = defaultdict(set)
        for thing, topic in links.values_list(f"{name}_id", "topic_id"):
            topics[thing].add(topic)
        places = self._places(keys)
        found: dict[tuple[int, int], set[int]] = defaultdict(set)
        for thing, tagged in topics.items():
            for place in places:
                if self._is_about(tagged, place):
                    found[place].add(thing)
        return found

    def _places(self, keys) -> set[tuple[int, int]]:
        return {place for places in keys.values() for place in places}

    def _is_about(self, tagged: set[int], place: tuple[int, int]) -> bool:
        return set(place) <= tagged or bool(tagged & self._criteria[place])

    @cached_property
    def _criteria(self) -> dict[tuple[int, int], set[int]]:
        """The criteria that the questions of each place ask about."""
        found: dict[tuple[int, int], set[int]] = defaultdict(set)
        for question in self.results.questions:
            own = question.topics.all()
            criteria = {topic.pk for topic in own if topic.kind == Topic.Kind.CRITERION}
            for role, principle in self.results.places[question.key]:
                found[role.pk, principle.pk] |= criteria
        return found

    # --- Drawing -----------------------------------------------------------------------------

    def _ridge(self, spot: Spot, subject: str, tallest: float) -> Chart:
        compared = self.compared_with is not None and bool(spot.before.levels)
        return ridge(
            self._counts(spot.now),
            [label for _level, label in self.levels],
            unknown=spot.now.unknown,
            before=self._counts(spot.before) if compared else None,
            before_unknown=spot.before.unknown,
            subject=subject,
            now_label=str(self.round.opens.year),
            before_label=self.since,
            tallest=tallest,
        )

    def _counts(self, tally: Tally) -> list[int]:
        return [tally.levels[level] for level, _label in self.levels]

    def _tallest(self, spots: Iterable[Spot]) -> float:
        tallies = [tally for spot in spots for tally in (spot.now, spot.before)]
        return tallest_share(*[[*self._counts(one), one.unknown] for one in tallies])

    def _answers_url(self, role: Topic, principle: Topic) -> str:
        chosen = {"roll": role.key, "princip": principle.key}
        return f"{self.round.results_url}?{urlencode(chosen)}"


def _count(spot: Spot, question: Question, given: dict, before: dict) -> None:
    earlier = before.get(question.key)
    spot.now.count(question, given.get(question.key), earlier)
    if earlier:
        spot.before.count(question, earlier)
    spot.questions.add(question.key)


# --- Choosing ---------------------------------------------------------------------------------


def rounds_with_grid(user) -> list[Round]:
    """The rounds of the person's authorities that have something to show here, newest first."""
    handed_in = Assessment.objects.filter(round=OuterRef("pk"), state__in=HANDED_IN)
    role = Q(topics__kind=Topic.Kind.ROLE)
    by_question = Question.objects.filter(role, version=OuterRef("version"))
    by_section = Section.objects.filter(role, version=OuterRef("version"))
    rows = (
        Round.objects.visible_to(user)
        .by_units()
        .opened()
        .filter(Exists(handed_in), Exists(by_question) | Exists(by_section))
        .filter(authority__in=user.standing.authority_ids)
        .select_related("version__framework", "authority")
        .order_by("-opens", "-pk")
    )
    return list(rows[:MOST_ROUNDS])


def earlier_rounds(round: Round, rounds: Iterable[Round]) -> list[Round]:
    """Those that the round can be compared with, newest first."""
    return [
        one
        for one in rounds
        if one.version.framework.key == round.version.framework.key  # own wording keeps the key
        and one.authority_id == round.authority_id
        and one.opens < round.opens
    ]


def latest(user) -> Situation | None:
    rounds = rounds_with_grid(user)
    if not rounds:
        return None
    earlier = earlier_rounds(rounds[0], rounds)
    return Situation(user, rounds[0], earlier[0] if earlier else None)


def most_common(situation: Situation, tally: Tally) -> list[tuple[int, str]]:
    """The level that most have, in words; two when they tie."""
    labels = dict(situation.levels)
    return [(level, labels.get(level, str(level))) for level in tally.most_common[:2]]
