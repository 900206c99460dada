"""A meeting: phones join by a code and answer the question before the room; the leader shows the
answers and goes on. What is shown can be answered no more, so that no difference between two
showings tells what somebody said. Only the beginning and the end are deeds: what a room looked at
when is no history to keep beside answers that have none."""

from __future__ import annotations

import datetime as dt

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from mrplattform.assessments.models import Ballot, LiveSession, Round
from mrplattform.assessments.nameless.asking import left_out, may_ask
from mrplattform.assessments.nameless.box import prepare
from mrplattform.assessments.nameless.room import answers_to
from mrplattform.assessments.services import ballots, codes
from mrplattform.core.history import VERBS, record
from mrplattform.core.models import Deed
from mrplattform.questions.models import Question
from mrplattform.questions.services import ballots as papers
from mrplattform.questions.services.ballots import Given

VERBS.update(meeting_begun=_("började mötet"), meeting_ended=_("avslutade mötet"))
TRIES = 20


class NoMeeting(Exception):
    """The code leads to no meeting now."""


class NotNow(Exception):
    """The question is not before the room any more, or its answers are on the screen."""


class TooFew(Exception):
    """Fewer have answered than may be shown."""


# --- The leader ------------------------------------------------------------------------------


@transaction.atomic
def begin(round: Round, *, by) -> LiveSession:
    """Give the meeting its code and put the first question before the room."""
    session, _made = LiveSession.objects.get_or_create(
        round=round, defaults={"question_key": _first_key(round)}
    )
    if not session.code:
        _give_code(session)
        record(by, "meeting_begun", round)
    return session


@transaction.atomic
def show(round: Round) -> None:
    """Put the answers to the question on the screen; from now on they stand."""
    session = _held(round)
    if answers_to(round, session.question_key).count() < round.shown_from:
        raise TooFew
    if session.question_key not in session.shown:
        session.shown = [*session.shown, session.question_key]
        session.save(update_fields=["shown"])


@transaction.atomic
def go_to(round: Round, question: Question) -> None:
    """Put another question before the room; one whose answers were shown shows them again."""
    session = _held(round)
    session.question_key = question.key
    session.save(update_fields=["question_key"])


@transaction.atomic
def end(round: Round, *, by) -> None:
    """The code is free again, and the ballots lie in no order."""
    session = LiveSession.objects.select_for_update().filter(round=round).first()
    if session and session.code:
        session.code = ""
        session.save(update_fields=["code"])
        record(by, "meeting_ended", round)
    ballots.lay_again(round)
    prepare(round)


def left_open(before: dt.datetime):
    """Rounds whose meeting began before then and was never ended."""
    begun = Deed.objects.filter(verb="meeting_begun", at__gte=before).values("object_id")
    late = {int(pk) for pk in begun.values_list("object_id", flat=True)}
    rounds = Round.objects.filter(kind=Round.Kind.LIVE, state=Round.State.OPEN)
    return rounds.exclude(live__code="").exclude(pk__in=late)


# --- The phones ------------------------------------------------------------------------------


@transaction.atomic
def join(code: str) -> Ballot:
    """A phone comes in: an empty sheet is laid in the box, and only the phone knows which."""
    rows = LiveSession.objects.select_related("round__version", "round__authority")
    session = rows.exclude(code="").filter(code=codes.tidy(code)).first()
    if session is None or session.round.state != Round.State.OPEN:
        raise NoMeeting
    round = session.round
    sheet = papers.open_ballot(round.version, round.authority, round.opens)
    return Ballot.objects.create(sheet=sheet, round=round, organisation=round.authority)


def leads_here(code: str, ballot: Ballot) -> bool:
    """Whether the code is that of the meeting where the ballot already lies."""
    return codes.tidy(code) == ballot.round.live.code


def find_ballot(key: int) -> Ballot | None:
    """The phone's own, while the meeting goes on."""
    rows = Ballot.objects.select_related(
        "round__live", "round__version", "round__authority", "sheet"
    )
    return rows.filter(pk=key, round__state=Round.State.OPEN).exclude(round__live__code="").first()


@transaction.atomic
def answer(ballot: Ballot, question: Question, given: Given) -> None:
    """Answer, or change the answer, as long as it is not on the screen."""
    session = _held(ballot.round)
    if question.key != session.question_key or question.key in session.shown:
        raise NotNow
    papers.put(ballot.sheet, question, given)


# --- Steps -----------------------------------------------------------------------------------


def _held(round: Round) -> LiveSession:
    """The meeting as it stands now: phones and leader take turns."""
    session = LiveSession.objects.select_for_update().filter(round=round).exclude(code="").first()
    if session is None:
        raise NoMeeting
    return session


def _give_code(session: LiveSession) -> None:
    for _try in range(TRIES):
        session.code = codes.meeting_code()
        try:
            with transaction.atomic():
                return session.save(update_fields=["code"])
        except IntegrityError:  # another meeting has it
            continue
    raise RuntimeError("No free code was found for the meeting.")


def _first_key(round: Round) -> str:
    return may_ask(round.version, left_out(round, round.authority))[0].key
