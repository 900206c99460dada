"""Read an organisation's tree in from a file: tried first, then done whole or not at all.

A unit is known again by its id, else by its name under the same parent. A file read in twice changes
nothing the second time. Units that the file does not mention are listed, never closed.
"""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from mrplattform.organisations.models import Organisation, Reorganisation
from mrplattform.organisations.services.imports.carry_out import carry_out
from mrplattform.organisations.services.imports.compare import Comparison
from mrplattform.organisations.services.imports.known import Known
from mrplattform.organisations.services.imports.lines import (
    COLUMNS,
    KINDS,
    ROLES,
    ImportRefused,
    Lines,
    Trial,
)
from mrplattform.organisations.services.imports.parents import Parents
from mrplattform.organisations.services.reorganise import changing
from mrplattform.organisations.services.spreadsheets import Sheet, read_sheet

__all__ = ["COLUMNS", "KINDS", "ROLES", "ImportRefused", "Known", "Trial"]


def read_tree(data: bytes, ending: str) -> Sheet:
    return read_sheet(data, ending, COLUMNS, required=["name"])


def try_tree(authority: Organisation, sheet: Sheet, day: dt.date) -> Trial:
    """What would change, and what is wrong. Asks the database the same number of times whatever the
    size of the file, and writes nothing."""
    trial = Trial(authority, day, errors=list(sheet.problems), ignored=sheet.ignored)
    known = Known(authority, day)
    trial.units = Lines(trial, sheet).read()
    Parents(trial, sheet, known).find()
    if not trial.errors:
        Comparison(trial, sheet, known).compare()
    trial.errors.sort(key=lambda problem: problem.row)
    return trial


@transaction.atomic
def import_tree(
    authority: Organisation, sheet: Sheet, day: dt.date, *, by, why: str = ""
) -> tuple[Trial, Reorganisation | None]:
    """All of the file or nothing. What it did can be undone like any reorganisation."""
    Organisation.objects.select_for_update().get(pk=authority.pk)
    trial = try_tree(authority, sheet, day)
    if trial.errors:
        raise ImportRefused(trial)
    if trial.changes_nothing:
        return trial, None
    with changing(authority, Reorganisation.Kind.IMPORT, day, by, why) as change:
        change.title = _("%(new)d nya, %(renamed)d bytte namn, %(moved)d flyttade") % trial.counts
        carry_out(trial, by, why)
    return trial, change.row
