"""How a plan and its measures are told in the demo world: words and days, no deeds."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from mrplattform.plans.models import Measure

State = Measure.State
day = dt.date.fromisoformat


@dataclass(frozen=True)
class Judgement:
    day: dt.date
    state: str
    words: str


def waiting(when: str, words: str) -> Judgement:
    return Judgement(day(when), State.NOT_STARTED, words)


def on(when: str, words: str) -> Judgement:
    return Judgement(day(when), State.ON_TRACK, words)


def off(when: str, words: str) -> Judgement:
    return Judgement(day(when), State.OFF_TRACK, words)


def stopped(when: str, words: str) -> Judgement:
    return Judgement(day(when), State.STOPPED, words)


def done(when: str, words: str) -> Judgement:
    return Judgement(day(when), State.DONE, words)


def dropped(when: str, words: str) -> Judgement:
    return Judgement(day(when), State.DROPPED, words)


@dataclass
class Told:
    """One measure as its texts, and how it went. What it led to (output, evidence, learned,
    lives_on) is written with its last judgement."""

    title: str
    aim: str
    responsible: tuple[str, str]  # title and unit
    ends: dt.date
    starts: dt.date = dt.date(2025, 3, 1)
    made: dt.date | None = None  # with the plan, when nothing is said
    supporting: tuple[tuple[str, str], ...] = ()
    direction: int = 0  # its place in the plan's list
    goals: tuple[int, ...] = ()
    cost: int | None = None
    resource: str = ""
    activity: str = ""
    output: str = ""
    effect: str = ""
    evidence: str = ""
    measured_on: dt.date | None = None
    heard: str = ""
    partners: str = ""
    pilots: tuple[str, ...] = ()
    learned: str = ""
    lives_on: str = ""
    continuity: str = ""
    criteria: tuple[str, ...] = ()
    principles: tuple[str, ...] = ()
    recommendations: tuple[str, ...] = ()
    finding: str = ""  # words in the title of the finding that is a reason
    judgements: list[Judgement] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)  # day, what happened
    # What it promises anew, and from which day: {"2026-01-26": {"ends": …}}.
    promises: dict[str, dict[str, Any]] = field(default_factory=dict)


@dataclass
class GoalTold:
    title: str
    direction: int
    owner: tuple[str, str]
    was: str
    wanted: str
    numbers: tuple[str, str] | None = None  # was, wanted
    unit: str = ""
    more_is_better: bool = True
    ends: dt.date | None = None
    known_by: str = ""
    heard: str = ""
    changed_by_hearing: str = ""
    # How it stands, and since when: {"2026-02-02": ("words", "61")}.
    now: dict[str, tuple[str, str | None]] = field(default_factory=dict)
    wants_more: dict[str, tuple[str, str]] = field(default_factory=dict)


@dataclass
class RiskTold:
    title: str
    owner: tuple[str, str]
    likelihood: int
    consequence: int
    consequence_for: str
    response: str
    measure: str = ""
    over: str = ""  # the day when it was
    lower: tuple[str, int] | None = None  # a day, and how likely it then had become


@dataclass
class MessageTold:
    title: str
    audience: str
    channel: str
    day: str
    owner: tuple[str, str]
    done_on: str = ""
    came_of_it: str = ""


@dataclass
class MoneyTold:
    year: int
    title: str
    amount: int  # kronor
    source: str
    used: int | None = None
    measure: str = ""


@dataclass
class Adoption:
    day: str
    paragraph: str
    registry_number: str
    wording: str
    changed: str = ""
    why: str = ""


@dataclass
class PlanTold:
    title: str
    aim: str
    made: str
    starts: str
    ends: str
    directions: list[tuple[str, str]]
    goals: list[GoalTold]
    measures: list[Told]
    risks: list[RiskTold]
    messages: list[MessageTold]
    money: list[MoneyTold]
    adoptions: list[Adoption]
    # Functions that have been opened for the plan's sake: title, who holds it, who stands in.
    holders: dict[str, str] = field(default_factory=dict)
    deputies: dict[str, str] = field(default_factory=dict)
