"""Many rows at once, and what stands in them."""

from __future__ import annotations

import datetime as dt
import itertools
import random
from collections.abc import Iterable
from functools import cache
from typing import Any

from django.db import models

from mrplattform.questions.models import Answer, AnswerSheet, Kind, Question

STARTS = dt.date(2018, 1, 1)
WORDS = [
    *("arbetet", "pågår", "och", "följs", "upp", "av", "ledningen", "underlag", "finns", "hos"),
    *("förvaltningen", "barn", "rättigheter", "tolk", "klarspråk", "rutin", "utbildning"),
    *("chefer", "medborgare", "jämlikhet", "delaktighet", "tillgänglighet"),
]


def insert(model: type[models.Model], rows: Iterable[models.Model]) -> list:
    made: list = []
    rows = iter(rows)
    while batch := list(itertools.islice(rows, 20_000)):
        made += model.objects.bulk_create(batch, batch_size=2_000)
    return made


def sentence(chance: random.Random, length: int = 12) -> str:
    return " ".join(chance.choices(WORDS, k=length)).capitalize() + "."


def answer(sheet: AnswerSheet, question: Question, chance: random.Random, **fields) -> Answer:
    unknown = question.kind != Kind.TEXT and chance.random() < 0.05
    return Answer(
        sheet=sheet,
        question=question,
        authority_id=sheet.authority_id,
        state=Answer.State.UNKNOWN if unknown else Answer.State.ANSWERED,
        comment=sentence(chance) if chance.random() < 0.3 else "",
        **({} if unknown else value(question, chance)),
        **fields,
    )


def value(question: Question, chance: random.Random) -> dict[str, Any]:
    """A value of the question's kind, in its column."""
    options = _options(question)
    match question.kind:
        case Kind.LEVEL:
            return {"level": chance.choice([0, 1, 1, 2, 2, 2, 3, 3, 4])}
        case Kind.YES_NO:
            return {"yes": chance.random() < 0.6}
        case Kind.NUMBER:
            return {"number": chance.randrange(500)}
        case Kind.MONEY:
            return {"ore": chance.randrange(50_000_000)}
        case Kind.DATE:
            return {"date": STARTS + dt.timedelta(days=chance.randrange(3000))}
        case Kind.CHOICE:
            return {"choices": [chance.choice(options)]}
        case Kind.SEVERAL:
            return {"choices": chance.sample(options, k=min(2, len(options)))}
    return {"text": sentence(chance, 20)}


@cache
def _options(question: Question) -> list:
    return [one.value for one in question.choices]
