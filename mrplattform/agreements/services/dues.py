"""One delivery: made, taken back, received by the other party, or given another day."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files import File
from django.db import transaction
from django.utils.translation import gettext as _

from mrplattform.agreements.models import Due, Move
from mrplattform.agreements.services import words  # noqa: F401 (words names the deeds)
from mrplattform.agreements.services.days import set_dues
from mrplattform.core.attachments import keep
from mrplattform.core.dates import today
from mrplattform.core.history import changed_values, record
from mrplattform.organisations.services.editions import next_edition


@transaction.atomic
def deliver(
    due: Due, *, on: dt.date, delivered: str = "", file: File | None = None, edition: int, by
) -> None:
    """What was delivered and when. What is counted from it gets its days from now on."""
    next_edition(due, edition)
    if on > today():
        raise ValidationError({"on": _("Dagen har inte varit än.")})
    values: dict[str, Any] = {"delivered_on": on, "delivered": delivered}
    if file:
        values["file"] = keep(file, by=by)
    _save(due, "due_delivered", by, **values)


@transaction.atomic
def take_back(due: Due, *, why: str, by) -> None:
    """It was registered by mistake. What stood there is in the history."""
    _save(
        due,
        "due_taken_back",
        by,
        why=why,
        delivered_on=None,
        delivered="",
        file=None,
        received_on=None,
        received_by="",
    )


@transaction.atomic
def receive(due: Due, *, on: dt.date, received_by: str, edition: int, by) -> None:
    next_edition(due, edition)
    if due.delivered_on is None:
        raise ValidationError(_("Det är inte lämnat än."))
    if on < due.delivered_on:
        raise ValidationError({"on": _("Det kan inte tas emot innan det är lämnat.")})
    _save(due, "due_received", by, received_on=on, received_by=received_by)


@transaction.atomic
def move(due: Due, *, to: dt.date, why: str, edition: int, by) -> None:
    """The parties agree on another day. The earlier one and the reason stay."""
    next_edition(due, edition)
    if due.delivered_on:
        raise ValidationError(_("Det är redan lämnat."))
    if to == due.day:
        raise ValidationError({"to": _("Det är samma dag som förut.")})
    Move.objects.create(due=due, was=due.day, becomes=to, why=why)
    _save(due, "due_moved", by, why=why, day=to)


def _save(due: Due, verb: str, by, *, why: str = "", **values: Any) -> None:
    changes = changed_values(due, **values)
    due.save()
    record(by, verb, due, why=why, changes=changes)
    set_dues(due.obligation.agreement)
