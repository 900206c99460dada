"""What differs between two versions, question by question. A question is the same by its key."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass

from mrplattform.questions.models import FrameworkVersion, Question, Section
from mrplattform.questions.reading import questions_of, sections_of
from mrplattform.questions.wording import (
    Difference,
    differences,
    question_lines,
    section_lines,
    version_lines,
)

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


# --- For a page ------------------------------------------------------------------------------


@dataclass(frozen=True)
class QuestionRow:
    """A question that differs, with its lines before and after."""

    change: Change
    lines: list[Difference]

    @property
    def question(self) -> Question:
        found = self.change.after or self.change.before
        assert found is not None
        return found


@dataclass(frozen=True)
class Compared:
    """Two versions side by side: what they say of themselves, their sections, their questions."""

    before: FrameworkVersion
    after: FrameworkVersion
    about: list[Difference]
    sections: list[tuple[str, list[Difference]]]
    changes: dict[str, Change]
    rows: list[QuestionRow]

    @property
    def is_same(self) -> bool:
        return not (self.about or self.sections or self.rows)

    def count(self, name: str) -> int:
        return sum(getattr(change, name) for change in self.changes.values())


def compare(
    before: FrameworkVersion,
    after: FrameworkVersion,
    sections: list[Section] | None = None,
    questions: list[Question] | None = None,
) -> Compared:
    """At most ten questions to the database, however much differs; five when one has the later
    version's rows already."""
    sections = sections_of(after) if sections is None else sections
    questions = questions_of(after) if questions is None else questions
    found = between(questions_of(before), questions)
    old = {key: one.before for key, one in found.items() if one.before}
    new = {key: one.after for key, one in found.items() if one.after}
    languages = sorted({*before.languages, *after.languages}, key=lambda code: (code != "sv", code))
    rows = [
        QuestionRow(
            change,
            differences(
                question_lines(change.before, languages, old) if change.before else {},
                question_lines(change.after, languages, new) if change.after else {},
            ),
        )
        for change in found.values()
        if not change.is_same
    ]
    return Compared(
        before,
        after,
        differences(version_lines(before, languages), version_lines(after, languages)),
        _section_changes(sections_of(before), sections, languages),
        found,
        rows,
    )


def _section_changes(
    before: list[Section], after: list[Section], languages: list[str]
) -> list[tuple[str, list[Difference]]]:
    old, new = ({one.key: one for one in rows} for rows in (before, after))
    found = []
    for key in dict.fromkeys([*new, *old]):
        lines = differences(
            section_lines(old[key], languages) if key in old else {},
            section_lines(new[key], languages) if key in new else {},
        )
        if lines:
            found.append(((new.get(key) or old[key]).title, lines))
    return found


def base_of(
    version: FrameworkVersion, others: Iterable[FrameworkVersion]
) -> FrameworkVersion | None:
    """What a version is most naturally compared with: the one before it in its own framework, what
    it was copied from, or the shared one with the same key."""
    out = [one for one in others if one.state in FrameworkVersion.OUT]
    own = [
        one
        for one in out
        if one.framework_id == version.framework_id and one.number < version.number
    ]
    copied = [one for one in out if one.pk == version.based_on_id]
    shared = [one for one in out if one.authority_id is None and version.authority_id]
    found = [max(rows, key=lambda one: one.number) for rows in (own, copied, shared) if rows]
    return found[0] if found else None
