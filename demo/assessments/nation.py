"""A national round over all authorities in the register, asked by an invented body and open now.

The real ones are asked and nothing more: no answer, delay or reminder of theirs is told. They have
invented addresses, which lead nowhere. Answers come from invented ones only.
"""

from __future__ import annotations

import datetime as dt
import random

from django.utils import timezone
from simple_history.utils import bulk_create_with_history

from demo.assessments.nation_words import NATION, Answers
from demo.chance import chance as fall
from demo.clock import at, workday
from mrplattform.assessments.answerers import name_of
from mrplattform.assessments.candidates import Candidate, over_the_country
from mrplattform.assessments.models import AnswerLink, Assessment, Round
from mrplattform.assessments.services import letters, rounds
from mrplattform.core.dates import today
from mrplattform.core.history import record
from mrplattform.core.models import Job
from mrplattform.questions import values
from mrplattform.questions.models import Answer, AnswerSheet
from mrplattform.questions.reading import link_note

DAY = dt.timedelta(days=1)
PURPOSE = (
    "En påhittad kartläggning i provmiljön. Alla kommuner och regioner i registret har fått frågan, "
    "men bara påhittade har svarat. Svaren säger inget om någon verklig kommun eller region."
)
SUPPORT = ["advice", "training", "methods", "examples", "figures", "mandate", "time"]
GIVERS = ["own", "neighbours", "state", "university", "civil", "firm"]
PLACES = ["network", "other_network", "county", "neighbour", "abroad"]
GROUPS = [
    "children",
    "older",
    "disability",
    "minorities",
    "newcomers",
    "violence",
    "poor",
    "lgbtqi",
]
TOPICS = ["budget", "procurement", "collisions", "hearing", "followup", "crisis"]
SMALL = 15_000


def build(world) -> None:
    opens, closes = workday(today() - 21 * DAY), workday(today() + 26 * DAY)
    owner = world.nation.all_functions.get()
    by = owner.holder()
    with at(opens - 21 * DAY):
        round = rounds.create_round(
            world.nation,
            by=by,
            owner=owner,
            version=world.frameworks["national-mapping"],
            title=f"Nationell kartläggning {opens.year} (påhittad)",
            purpose=PURPOSE,
            reach=Round.Reach.COUNTRY,
            opens=opens,
            closes=closes,
            needs_approval=False,
        )
        rounds.choose_units(round, [_choice(one) for one in over_the_country()], by=by)
    with at(opens, 8):
        round = rounds.open_round(round, by=by, on=opens)
        letters.send_invitations(Job.objects.order_by("-pk").first(), round.pk)
    _answer(round)
    world.national = round


def _choice(one: Candidate) -> rounds.Choice:
    """The strategist where there is one; otherwise an address that nobody reads."""
    if one.reporter:
        return rounds.Choice(one.unit, reporter=one.reporter)
    code = one.unit.codes.all()[0].code.lower()
    return rounds.Choice(one.unit, email=f"svar.{code}@pahittad.example")


# --- Answering --------------------------------------------------------------------------------


def _answer(round: Round) -> None:
    told = {f"{name} (påhittad)": one for name, one in NATION.items()}
    told |= {name: NATION[name] for name in ("Ekvik", "Granby")}
    rows = round.assessments.filter(authority__invented=True, authority__name__in=told)
    assessments = list(rows.select_related("authority", "sheet", "reporter", "round"))
    links = {
        one.assessment_id: one for one in AnswerLink.objects.filter(assessment__in=assessments)
    }
    given, ready = [], []
    for place, one in enumerate(assessments):
        day = workday(round.opens + (2 + place * 15 // len(assessments)) * DAY)
        day = min(day, today() - DAY)
        words = told[one.authority.name]
        given += _answers(one, words, links.get(one.pk), day)
        if words.ready:
            ready.append((one, words, links.get(one.pk), day))
    bulk_create_with_history(given, Answer, batch_size=200)
    for one, words, link, day in ready:
        _hand_in(one, words, link, day)
    AnswerSheet.objects.bulk_update([one.sheet for one, *_rest in ready], ["locked"])
    fields = ["state", "submitted_at", "shared"]
    Assessment.objects.bulk_update([one for one, *_rest in ready], fields)


def _answers(
    assessment: Assessment, words: Answers, link: AnswerLink | None, day: dt.date
) -> list[Answer]:
    person = assessment.reporter.holder(day) if assessment.reporter else None
    moment = timezone.make_aware(dt.datetime.combine(day, dt.time(9, 5)))
    questions = {one.key: one for one in assessment.round.version.questions.all()}
    rows = []
    for number, (key, value) in enumerate(_given(assessment, words).items()):
        answer = Answer(
            sheet=assessment.sheet,
            question=questions[key],
            authority=assessment.authority,
            state=Answer.State.ANSWERED,
            changed_at=moment + dt.timedelta(minutes=2 * number),
            changed_by=person,
            changed_as=assessment.reporter,
            **values.columns(questions[key], value),
        )
        answer._history_date, answer._history_user = answer.changed_at, person
        if link:
            answer._change_reason = link_note(link.email)
        rows.append(answer)
    return rows


def _given(assessment: Assessment, words: Answers) -> dict:
    """{key of a question: value}; what is not ready stops half-way."""
    chance = fall(assessment.authority.name)
    size = assessment.authority.size or 0
    given = {
        "N01": words.need,
        "N02": _some(SUPPORT, chance, 2, 3, first="time" if size < SMALL else "examples"),
        "N03": words.moment,
        "N04": words.trained,
        "N05": words.elected,
        "N06": _some(GIVERS, chance, 1, 3) if words.trained else ["none"],
    }
    if not words.ready:
        return given
    given |= {
        "N07": _some(PLACES, chance, 1, 3) if words.need < 4 else ["nowhere"],
        "N08": bool(words.example),
        "N10": chance.choice(
            ["scattered", "scattered", "hard", "easy" if size > SMALL else "hard"]
        ),
        "N11": _some(GROUPS, chance, 2, 4),
        "N12": _some(TOPICS, chance, 1, 2, first="small" if size < SMALL else "followup"),
    }
    if words.example:
        given["N09"] = words.example
    if words.message:
        given["N13"] = words.message
    return given


def _some(of: list[str], chance: random.Random, least: int, most: int, first: str = "") -> list:
    """In the order of the question; `first` is among them."""
    chosen = set(chance.sample(of, chance.randint(least, most)))
    if first and first not in chosen:
        chosen = {*sorted(chosen)[1:], first}
    return [one for one in [*of, "small"] if one in chosen]


def _hand_in(assessment: Assessment, words: Answers, link: AnswerLink | None, day: dt.date) -> None:
    """As approval.submit does it; saved together with the others."""
    by = assessment.reporter.holder(day) if assessment.reporter else None
    who = {"by_name": name_of(None, link)} if link else {}
    with at(day, 10):
        record(by, "sheet_locked", assessment.sheet, changes={"locked": [False, True]}, **who)
        changes = {"state": [assessment.state, Assessment.State.SUBMITTED]}
        record(by, "submitted", assessment, changes=changes, **who)
        if words.shared:
            record(by, "answers_shared", assessment, changes={"shared": [False, True]}, **who)
        assessment.submitted_at = timezone.now()
    assessment.sheet.locked = True
    assessment.state, assessment.shared = Assessment.State.SUBMITTED, words.shared
