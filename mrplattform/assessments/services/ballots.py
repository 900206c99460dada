"""Laying a ballot in the box, once for each ticket."""

from __future__ import annotations

import secrets
from collections.abc import Mapping

from django.db import transaction
from django.db.models import Case, F, Value, When

from mrplattform.assessments.models import Ballot, Round, Ticket
from mrplattform.assessments.nameless.asking import left_out
from mrplattform.assessments.services import codes
from mrplattform.questions.models import AnswerSheet, Question
from mrplattform.questions.services import ballots as papers
from mrplattform.questions.services.ballots import Given


class NoTicket(Exception):
    """The code is unknown, or its round does not take answers now."""


class AlreadyUsed(Exception):
    """Somebody has answered with the code: two presses, two tabs, or another reader of the letter."""


def find_ticket(code: str) -> Ticket:
    """The ticket that a code still opens."""
    rows = Ticket.objects.select_related("round__version", "round__authority", "organisation")
    ticket = rows.filter(code_hash=codes.ticket_hash(code)).first()
    if ticket is None or not ticket.round.is_open():
        raise NoTicket
    if ticket.used:
        raise AlreadyUsed
    return ticket


@transaction.atomic
def lay_in(code: str, given: Mapping[Question, Given]) -> None:
    """Use the ticket up and lay the ballot in: both or neither."""
    ticket = find_ticket(code)
    # Held: one ballot at a time, and none while the round is being closed.
    round = Round.objects.select_for_update(of=("self",)).get(pk=ticket.round_id)
    _use_up(find_ticket(code))
    asks = ticket.round.version, ticket.organisation, round.opens
    sheet = papers.lay_in(*asks, given, left_out=left_out(round, ticket.organisation))
    Ballot.objects.create(sheet=sheet, round=round, organisation=ticket.organisation)


def _use_up(ticket: Ticket) -> None:
    """All the unit's tickets are written anew, so that the database's transaction number and the
    place of the row do not tell which of them a ballot came with."""
    used = Case(When(pk=ticket.pk, then=Value(True)), default=F("used"))
    same = Ticket.objects.filter(round=ticket.round_id, organisation=ticket.organisation_id)
    same.update(used=used)  # no history: it would tell who answered when


def keep_kinds(round: Round) -> None:
    """What kind each unit is, for all its ballots and for good: told in models.Ballot."""
    rows = Ballot.objects.filter(round=round).order_by()
    known = dict(rows.exclude(unit_kind="").values_list("organisation", "unit_kind").distinct())
    for unit, kind in rows.values_list("organisation", "organisation__kind").distinct():
        of_unit = rows.filter(organisation=unit, unit_kind="")
        of_unit.update(unit_kind=known.get(unit, kind))  # no history: a ballot has none


@transaction.atomic
def lay_again(round: Round) -> None:
    """Shuffle the box: what came in which order is told neither by keys nor by rows."""
    old = list(Ballot.objects.filter(round=round))
    new = papers.lay_again(AnswerSheet.objects.filter(ballot__round=round))
    Ballot.objects.filter(round=round).delete()  # no history: laid in again below
    for ballot in old:
        ballot.sheet_id = new[ballot.sheet_id]
    secrets.SystemRandom().shuffle(old)
    Ballot.objects.bulk_create(old, batch_size=500)  # no history: the same ballots as before
