"""What is done in this app itself."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from mrplattform.core.history import VERBS, record
from mrplattform.core.models import Deed
from mrplattform.organisations.models import Function

TOOK_OVER = "took_over"
VERBS.update({TOOK_OVER: _("läste överlämningen och tog över")})


@transaction.atomic
def take_over(function: Function, *, by) -> None:
    """The new holder has read the handover file. Said once, however often it is pressed."""
    if not has_taken_over(function, by):
        record(by, TOOK_OVER, function)


def has_taken_over(function: Function, person) -> bool:
    return Deed.objects.about(function).filter(verb=TOOK_OVER, by=person).exists()
