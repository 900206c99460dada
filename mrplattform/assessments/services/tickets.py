"""The right to answer once without a name: made, mailed, reminded, taken back, forgotten.

While the round is open a ticket knows the address that its code was mailed to and whether it was
used; it never knows when, or for which answers. At the close it forgets the address too.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from mrplattform.assessments.models import AskedUnit, Round, Ticket
from mrplattform.assessments.nameless.box import prepare
from mrplattform.assessments.services import ballots, codes, ticket_letters
from mrplattform.assessments.services.errors import WrongState
from mrplattform.core.dates import today
from mrplattform.core.history import VERBS, record
from mrplattform.organisations.models import Organisation

VERBS.update(
    tickets_issued=_("gjorde svarskoder"),
    tickets_reminded=_("påminde dem som inte har svarat"),
    tickets_revoked=_("drog tillbaka oanvända svarskoder"),
)


@transaction.atomic
def issue(round: Round, asked: Iterable[AskedUnit], *, by) -> int:
    """A ticket for each address and each code to print; the letters leave by a job. An address
    that a unit already has a ticket for gets no second one. Gives how many were made."""
    there = set(round.tickets.exclude(email="").values_list("organisation_id", "email"))
    tickets = []
    for one in asked:
        wanted = [
            email for email in addresses(one.emails) if (one.organisation_id, email) not in there
        ]
        for email in wanted + [""] * one.codes:
            tickets.append(_blank(round, one.organisation_id, email=email))
    tickets = Ticket.objects.bulk_create(tickets, batch_size=500)
    for ticket in tickets:
        ticket.code_hash = codes.ticket_hash(codes.code_of(ticket))
    Ticket.objects.bulk_update(tickets, ["code_hash"], batch_size=500)
    if tickets:
        record(by, "tickets_issued", round, changes={"koder": ["", len(tickets)]})
        ticket_letters.queue(round, "code", by=by)
    return len(tickets)


def addresses(lines: str) -> list[str]:
    """One a line, each once."""
    return list(dict.fromkeys(line.strip().lower() for line in lines.splitlines() if line.strip()))


@transaction.atomic
def remind(round: Round, *, by) -> int:
    """Write to every address whose ticket is unused, once a day at most. Gives how many."""
    if not round.is_open():
        raise WrongState(round)
    count = len(ticket_letters.to_write(round, "code_reminder", today().isoformat()))
    if count:
        record(by, "tickets_reminded", round)  # how many would tell how many have answered
        ticket_letters.queue(round, "code_reminder", by=by, day=today().isoformat())
    return count


@transaction.atomic
def revoke(round: Round, organisation: Organisation, *, by) -> None:
    """The unit's unused codes hold no longer; what was answered with the others stays."""
    current = Round.objects.select_for_update(of=("self",)).get(pk=round.pk)
    if current.is_closed:
        raise WrongState(current)
    current.tickets.filter(organisation=organisation, used=False).delete()
    record(by, "tickets_revoked", current, changes={"enhet": ["", organisation.name]})


def printed(round: Round):
    """The tickets without an address."""
    return round.tickets.filter(email="").order_by("pk")


def codes_to_print(round: Round, organisation: Organisation) -> list[str]:
    return [codes.code_of(one) for one in printed(round).filter(organisation=organisation)]


@transaction.atomic
def close(round: Round) -> None:
    """Forget whom the codes went to and in which order the answers came: tickets and ballots are
    written anew in shuffled order, with other keys; only how many were used of how many is left."""
    ticket_letters.forget(round)
    rows = list(round.tickets.values_list("organisation_id", "used"))
    round.tickets.all().delete()  # no history: only how many is remembered, and that stays
    secrets.SystemRandom().shuffle(rows)
    Ticket.objects.bulk_create(  # no history: the same numbers as before
        [_blank(round, unit, used=used) for unit, used in rows], batch_size=500
    )
    ballots.keep_kinds(round)
    ballots.lay_again(round)
    prepare(round)


def _blank(round: Round, organisation_id: int, **fields) -> Ticket:
    """With a hash that no code has."""
    return Ticket(
        round=round, organisation_id=organisation_id, code_hash=secrets.token_hex(32), **fields
    )
