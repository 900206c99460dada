"""From the marks of a municipality to the levels of each answer in three years.

A level is a number; "n" is not relevant, "u" unknown, "m" missing.
"""

from __future__ import annotations

import random

from demo.chance import chance as fall
from mrplattform.assessments.results import lower_median

Level = int | str


def three_years(unit: str, marks: dict[str, str], keys: dict[str, list[str]]) -> list[dict]:
    """{key of a question: level} for 2024, 2025 and 2026, from the mark of each section."""
    chance, years = fall(unit), [{}, {}, {}]
    for section, questions in keys.items():
        now, before = _two_years(marks[section], len(questions), chance)
        first = _first_year(before, fall(f"{unit} {section} 2024"))
        for year, levels in zip(years, (first, before, now), strict=True):
            year |= dict(zip(questions, levels, strict=True))
    return years


def _two_years(mark: str, count: int, chance: random.Random) -> tuple[list, list]:
    """The levels of a section's questions now and a year ago."""
    if mark == "m":
        return ["m"] * count, [chance.choice([0, 1, 1]) for _ in range(count)]
    if mark in ("n", "u"):
        return [mark] * count, ([mark] if mark == "n" else [0]) * count
    middle = int(mark[0])
    now = _around(middle, count, chance)
    before: list = list(now)
    if mark.endswith("+"):
        for place in chance.sample(range(count), 2 if chance.random() < 0.3 else 1):
            before[place] = max(0, now[place] - 1)
        if before == now:  # the one chosen stood at the bottom
            place = now.index(max(now))
            before[place] = max(0, now[place] - 1)
    if mark.endswith("-"):
        place = chance.randrange(count)
        before[place] = min(4, now[place] + 1)
    if count > 2 and chance.random() < 0.22:
        _forget_one(now, middle, chance)
    return now, before


def _first_year(levels: list, chance: random.Random) -> list:
    """The first time most stood a little lower, some knew less, and a few had more than later."""
    return [_a_year_before(level, chance.random()) for level in levels]


def _a_year_before(level: Level, fate: float) -> Level:
    if not isinstance(level, int):
        return level
    if fate < 0.24:
        return max(0, level - 1)
    if fate < 0.27:
        return min(3, level + 1)
    return "u" if fate < 0.33 else level


def _around(middle: int, count: int, chance: random.Random) -> list:
    levels = [middle] * count
    for place in range(count):
        tried = list(levels)
        tried[place] = min(4, max(0, middle + chance.choice([-1, 0, 1])))
        if lower_median(tried) == middle:
            levels = tried
    return levels


def _forget_one(levels: list, middle: int, chance: random.Random) -> None:
    """One "vet ej", where the middle stays."""
    place = chance.randrange(len(levels))
    rest = [level for number, level in enumerate(levels) if number != place]
    if lower_median(rest) == middle:
        levels[place] = "u"
