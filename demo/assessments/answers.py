"""Writing many answers at once, with the same rows that saving them one by one leaves."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator

from django.utils import timezone
from django.utils.text import slugify
from simple_history.utils import bulk_create_with_history

from demo.chance import chance as fall
from demo.clock import at
from mrplattform.assessments.models import Assessment
from mrplattform.questions.models import Answer, AnswerSheet, Evidence, Question
from mrplattform.questions.reading import reused_note
from mrplattform.questions.services.evidence import record_evidence

SHOWN = 0.3  # how often an answer that could have a document has one


def written(
    assessment: Assessment,
    given: list,
    questions: dict[str, Question],
    days: tuple,
    last_time: dt.date | None,
) -> list[Answer]:
    """A unit's answers, not saved yet, given over some sittings by whoever reported then.
    `last_time` is the day of its answers before, when it handed some in."""
    note = last_time and reused_note(Answer(sheet=AnswerSheet(day=last_time)))
    person = assessment.reporter.holder(days[1]) or assessment.reporter.holder()
    moments = _moments(days, fall(f"{assessment.organisation.name} {days[1].year}"))
    answers = []
    for one in given:
        answer = Answer(
            sheet=assessment.sheet,
            question=questions[one.key],
            authority_id=assessment.authority_id,
            state=one.state,
            level=one.level,
            comment=one.comment,
            changed_at=next(moments),
            changed_by=person,
            changed_as=assessment.reporter,
        )
        sign(answer)
        if one.reused and note:
            answer._change_reason = note
        answers.append(answer)
    return answers


def sign(answer: Answer) -> None:
    """The history names who, and when."""
    answer._history_date, answer._history_user = answer.changed_at, answer.changed_by


def save(answers: list[Answer]) -> None:
    bulk_create_with_history(answers, Answer, batch_size=200)


def change(answer: Answer, at_moment: dt.datetime, **values) -> None:
    """Written again, as after a return."""
    for name, value in values.items():
        setattr(answer, name, value)
    answer.edition, answer.changed_at = answer.edition + 1, at_moment
    sign(answer)
    answer.save()


def show_evidence(answers: list[Answer], titles: dict[str, str], site: str) -> None:
    """A document behind some of the answers that something is decided or done."""
    for answer in answers:
        title, unit = titles.get(answer.question.key), answer.sheet.organisation.name
        luck = fall(f"{unit} {answer.question.key} {answer.sheet.day.year} underlag").random()
        if not title or not answer.level or answer.level < 2 or luck > SHOWN:
            continue
        with at(answer.changed_at.date()):
            evidence = Evidence.objects.create(
                answer=answer,
                title=title,
                link=f"https://www.{site}.example/dokument/{slugify(unit)}/{slugify(title)}",
                by=answer.changed_by,
            )
            record_evidence(
                answer.changed_by, "evidence_added", evidence, answer.question, answer.sheet
            )


def _moments(days: tuple[dt.date, dt.date], chance: random.Random) -> Iterator[dt.datetime]:
    """Forty or so moments in working hours, in order, over some sittings."""
    span = max((days[1] - days[0]).days, 1)
    sittings = sorted(chance.sample(range(span), min(3, span)))
    for sitting in sittings:
        moment = dt.datetime.combine(
            days[0] + dt.timedelta(days=sitting), dt.time(8 + chance.randrange(6))
        )
        for number in range(20):
            minutes = number * 3 + chance.randrange(3)
            yield timezone.make_aware(moment + dt.timedelta(minutes=minutes))
