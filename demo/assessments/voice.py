"""How a municipality's units tell why they answer as they do: their own words, year after year."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from types import ModuleType

from demo.assessments.levels import Level, three_years
from demo.assessments.unit import Unit
from demo.chance import chance as fall
from mrplattform.questions.models import Answer

FIRST_YEAR = 2024
# How often an unchanged level keeps last year's words, and how often somebody writes nothing.
KEPT, SILENT = 0.55, 0.07
TO_STAFF = ("Uppgiften finns hos HR", "Det vet vi inte. Personalkontoret")


@dataclass
class Voice:
    """`words` is a module of sentences, `more` other ways to say the same."""

    units: dict[str, Unit]
    marks: dict[str, str]
    words: ModuleType
    not_relevant: dict[str, str]
    more: dict[str, tuple[str, str, str]] = field(default_factory=dict)
    # (unit, key): (level now, a year ago, what somebody wrote with more care than the others)
    in_person: dict[tuple[str, str], tuple[Level, Level, str]] = field(default_factory=dict)
    # {unit: keys of what it was asked the first year, though most of it was not for it}
    asked_too_much: dict[str, list[str]] = field(default_factory=dict)


@dataclass
class Given:
    """One answer as it will be told."""

    key: str
    level: int | None
    state: str
    comment: str
    # Last year's answer once more.
    reused: bool = False


def told_by(unit: str, voice: Voice, keys: dict[str, list[str]], like: str = "") -> list[dict]:
    """{key: Given} of the unit for each of the three years. `like` is the unit whose marks it
    shares, when it has none of its own."""
    place = list(voice.units).index(like or unit)
    marks = {section: row.split()[place] for section, row in voice.marks.items()}
    years = three_years(unit, marks, keys)
    for (who, key), (now, before, _words) in voice.in_person.items():
        if who == unit:
            years[2][key], years[1][key] = now, before
    teller = _Teller(unit, voice, place, keys)
    told: list[dict] = []
    for number, levels in enumerate(years):
        earlier = told[-1] if told else {}
        told.append(dict(teller.year(FIRST_YEAR + number, levels, earlier)))
    return told


class _Teller:
    """One unit. It never says two of its own sentences twice in a year."""

    def __init__(self, unit: str, voice: Voice, place: int, keys: dict[str, list[str]]):
        self.unit, self.voice, self.place = unit, voice, place
        self.role_of = {
            key: section.split("-")[0] for section, rows in keys.items() for key in rows
        }
        self.said: set[str] = set()

    def year(self, year: int, levels: dict[str, Level], earlier: dict) -> Iterator:
        self.said = {one.comment for one in earlier.values()}
        if year == FIRST_YEAR:  # nobody can look back yet
            words = self.voice.words
            said = words.NOTHING + words.ON_THE_WAY
            self.said |= {one for one in said if "Förra året" in one}
        for key, level in levels.items():
            if level != "m":
                yield key, self.answer(year, key, level, earlier.get(key))

    def answer(self, year: int, key: str, level: Level, before: Given | None) -> Given:
        chance = fall(f"{self.unit} {key} {year}")
        if year == FIRST_YEAR and key in self.voice.asked_too_much.get(self.unit, ()):
            words = chance.choice(self.voice.words.NOT_HERE)
            return Given(key, None, Answer.State.NOT_APPLICABLE, words)
        if level == "n":
            return Given(key, None, Answer.State.NOT_APPLICABLE, self.voice.not_relevant[self.unit])
        if level == "u":
            words = self.unsaid(_fitting(self.voice.words.UNKNOWN, key), chance)
            return Given(key, None, Answer.State.UNKNOWN, words)
        own = self.voice.in_person.get((self.unit, key))
        if own and year == FIRST_YEAR + 2:
            words = own[2]
        elif before and before.level == level and chance.random() < KEPT:
            return Given(key, int(level), Answer.State.ANSWERED, before.comment, reused=True)
        elif chance.random() < SILENT and not _is_lower(level, before):
            words = ""
        else:
            words = self.why(year, key, int(level), before, chance)
        return Given(key, int(level), Answer.State.ANSWERED, words)

    def why(self, year: int, key: str, level: int, before: Given | None, chance) -> str:
        parts = [self.base(key, level, year, chance)]
        if _is_lower(level, before):
            parts.insert(0, self.unsaid(self.voice.words.BACK, chance))
        elif level == 4:
            parts.append(chance.choice(self.voice.words.EFFECT))
        elif addition := self.addition(key, level, chance):
            parts.append(addition)
        unit = self.voice.units[self.unit]
        text = " ".join(parts).replace("{dem_stor}", unit.whom[:1].upper() + unit.whom[1:])
        text = text.replace("{dem}", unit.whom).replace("{var}", unit.where)
        return text.replace("{year}", str(year + 1))

    def base(self, key: str, level: int, year: int, chance: random.Random) -> str:
        words = self.voice.words.CRITERIA[key]
        if level == 0:
            return self.unsaid(self.voice.words.NOTHING, chance).replace("{what}", words.what)
        ways = [[words.begun, words.decided, words.done][min(level, 3) - 1]]
        if key in self.voice.more:
            ways.append(self.voice.more[key][min(level, 3) - 1])
        return ways[(self.place + year) % len(ways)]

    def addition(self, key: str, level: int, chance: random.Random) -> str:
        """Something of its own, or something that many say; often nothing."""
        own = self.voice.units[self.unit].own(self.role_of[key], level)
        fate = chance.random()
        if fate < 0.5 and own not in self.said:
            self.said.add(own)
            return own
        if level and fate < 0.75:
            words = self.voice.words
            return self.unsaid(words.IN_PLACE if level == 3 else words.ON_THE_WAY, chance)
        return ""

    def unsaid(self, sentences: list[str], chance: random.Random) -> str:
        left = [one for one in sentences if one not in self.said]
        left = left or [one for one in sentences if "Förra året" not in one]
        chosen = chance.choice(left)
        self.said.add(chosen)
        return chosen


def _is_lower(level: Level, before: Given | None) -> bool:
    """Went back since last time, which needs a reason."""
    return before is not None and before.level is not None and before.level > int(level)


def _fitting(sentences: list[str], key: str) -> list[str]:
    """Only questions about the employer are sent on to those who keep the staff's figures."""
    return [one for one in sentences if key.startswith("A") or not one.startswith(TO_STAFF)]
