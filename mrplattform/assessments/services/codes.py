"""Codes that people type: long ones that let somebody answer once, short ones that lead to a meeting.

A ticket's code is not kept, only its hash. It is worked out from the ticket's key and the
installation's secret whenever it is needed again, so that a reminder carries the same code as the
first letter and a lost sheet of slips can be printed anew. Whoever reads the database alone
learns no code; whoever has the secret too could answer in somebody's place, but still not see
what anybody answered, since no ballot has to do with any ticket.
"""

from __future__ import annotations

import secrets

from django.utils.crypto import salted_hmac

from mrplattform.assessments.models import Ticket
from mrplattform.organisations.models.people import hash_of

# 32 signs, none of which is taken for another.
ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
LENGTH = 12  # sixty bits
MEETING_LENGTH = 6  # holds for some hours, in a room where everyone may answer anyway


def code_of(ticket: Ticket) -> str:
    """'K7QM-2HPA-XW94'."""
    digest = salted_hmac("assessments.ticket", str(ticket.pk), algorithm="sha256").digest()
    return grouped("".join(ALPHABET[byte % 32] for byte in digest[:LENGTH]))


def ticket_hash(code: str) -> str:
    return hash_of(tidy(code))


def meeting_code() -> str:
    return "".join(secrets.choice(ALPHABET) for _place in range(MEETING_LENGTH))


def tidy(code: str) -> str:
    """As it is compared: however it was typed."""
    return "".join(sign for sign in code.upper() if sign in ALPHABET)


def grouped(code: str, size: int = 4) -> str:
    return "-".join(code[start : start + size] for start in range(0, len(code), size))
