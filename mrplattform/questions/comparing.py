"""What differs between two versions, question by question. A question is the same by its key."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass

from mrplattform.questions.models import FrameworkVersion, Question
from mrplattform.questions.reading import questions_of

WORDING = ("texts", "hints", "helps")
BOUNDS = ("unit", "minimum", "maximum")
RULES = (
    *("required", "allow_unknown", "allow_not_applicable", "condition"),
    *("law", "source", "wording_note"),
)


@dataclass(frozen=True)
class Change:
    """One question, before and after. `parts` names the fields that differ; the options' words
    are 'descriptions', their values and labels 'options'."""

    key: str
    before: Question | None
    after: Question | None
    parts: frozenset[str] = frozenset()
    moved: bool = False

    @property
    def is_new(self) -> bool:
        return self.before is None

    @property
    def is_gone(self) -> bool:
        return self.after is None

    @property
    def wording_changed(self) -> bool:
        """Other words for the same question: the trend goes on, but says so."""
        return not self.parts.isdisjoint({*WORDING, "descriptions"})

    @property
    def scale_changed(self) -> bool:
        """Answered in another way: kind, unit, levels or choices. Not the same measure any more."""
        return not self.parts.isdisjoint({"kind", "unit", "options"})

    @property
    def is_same(self) -> bool:
        return not (self.is_new or self.is_gone or self.parts or self.moved)


def changes(before: FrameworkVersion, after: FrameworkVersion) -> dict[str, Change]:
    """{question key: change} of every question of either version: those of `after` in its order,
    then those gone. Six questions to the database."""
    return between(questions_of(before), questions_of(after))


def between(before: Iterable[Question], after: Iterable[Question]) -> dict[str, Change]:
    """The same, for who has read the questions already."""
    old = {question.key: question for question in before}
    new = {question.key: question for question in after}
    moved = _moved(old, new)
    found = {
        key: Change(key, old.get(key), question, _parts(old.get(key), question), key in moved)
        for key, question in new.items()
    }
    return found | {key: Change(key, old[key], None) for key in old if key not in new}


def _parts(before: Question | None, after: Question) -> frozenset[str]:
    if before is None:
        return frozenset()
    names = ("kind", *WORDING, *BOUNDS, *RULES)
    found = {name for name in names if getattr(before, name) != getattr(after, name)}
    if _labels(before) != _labels(after):
        found.add("options")
    elif before.options != after.options:
        found.add("descriptions")
    if _topics(before) != _topics(after):
        found.add("topics")
    return frozenset(found)


def _labels(question: Question) -> list:
    return [(option["value"], option.get("label")) for option in question.options]


def _topics(question: Question) -> set[str]:
    return {topic.key for topic in question.topics.all()}


def _moved(old: dict[str, Question], new: dict[str, Question]) -> set[str]:
    """Keys in another section, and as few others as tell the new order."""
    common = [key for key in new if key in old]
    place = {key: number for number, key in enumerate(old)}
    stayed = _longest_rising([place[key] for key in common])
    return {
        key
        for key in common
        if place[key] not in stayed or old[key].section.key != new[key].section.key
    }


def _longest_rising(numbers: Iterable[int]) -> set[int]:
    """The longest run of numbers that stand in rising order; the others have moved."""
    ends: list[int] = []  # the smallest end of a run of each length
    before: dict[int, int | None] = {}
    for number in numbers:
        place = bisect_left(ends, number)
        before[number] = ends[place - 1] if place else None
        ends[place : place + 1] = [number]
    run, one = set(), ends[-1] if ends else None
    while one is not None:
        run.add(one)
        one = before[one]
    return run
