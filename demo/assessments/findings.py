"""Writing what the answers mean, on the days when the strategist did."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from demo.clock import at
from mrplattform.assessments.models import Basis, Round
from mrplattform.assessments.services import findings
from mrplattform.core.dates import today
from mrplattform.questions.models import Answer
from mrplattform.rights.models import Topic


@dataclass(frozen=True)
class Told:
    day: dt.date
    kind: str
    weight: int
    title: str
    text: str
    why: str
    heard: str
    criteria: tuple[str, ...]
    topics: tuple[str, ...]
    unit: str = ""  # only this one's answers are behind it
    sections: tuple[str, ...] = ()  # all answers of these, which are too many to point out


def write(round: Round, told: list[Told]) -> None:
    for one in told:
        day = min(one.day, today())
        answers = Answer.objects.filter(
            sheet__assessment__round=round, question__key__in=one.criteria
        )
        if one.unit:
            answers = answers.filter(sheet__organisation__name=one.unit)
        with at(day, 11):
            findings.write_finding(
                round.authority,
                by=round.owner.holder(day) or round.owner.holder(),
                round=round,
                kind=one.kind,
                weight=one.weight,
                title=one.title,
                text=one.text,
                why=one.why,
                heard=one.heard,
                answers=answers,
                bases=[Basis(round=round, section_key=key) for key in one.sections],
                topics=Topic.objects.filter(key__in=one.topics),
            )
