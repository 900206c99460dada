from __future__ import annotations

from typing import Any

from django import forms
from django.core import signing
from django.utils.translation import gettext_lazy as _

from mrplattform.core.forms import UploadField
from mrplattform.organisations.services.spreadsheets import SHEET_KINDS, Line, Sheet

SALT = "plans.measures"
HALF_A_DAY = 12 * 60 * 60


class ImportForm(forms.Form):
    file = UploadField(
        label=_("Fil"),
        allowed=SHEET_KINDS,
        help_text=_("Excel (xlsx) eller CSV. Hämta insatserna som Excel, ändra och läs in igen."),
    )


def carried(sheet: Sheet) -> str:
    """The rows that were tried, sealed, so that the page can send them back unchanged."""
    rows = [[line.row, line.cells] for line in sheet.lines]
    return signing.dumps([rows, sheet.columns, sheet.ignored], salt=SALT, compress=True)


def opened(text: str) -> Sheet:
    """Raises signing.BadSignature when it is not what the page sent, or too old."""
    given: Any = signing.loads(text, salt=SALT, max_age=HALF_A_DAY)
    rows, columns, ignored = given
    return Sheet([Line(row, cells) for row, cells in rows], columns, ignored)
