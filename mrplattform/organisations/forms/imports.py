"""A file on its way in."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from mrplattform.core.forms import UploadField
from mrplattform.organisations.forms.fields import FromDay
from mrplattform.organisations.services.spreadsheets import SHEET_KINDS


class ImportForm(forms.Form):
    file = UploadField(
        label=_("Fil"),
        allowed=SHEET_KINDS,
        help_text=_("Excel (xlsx) eller CSV. Första raden är rubriker, som i mallen."),
    )
    day = FromDay(
        help_text=_("Nya enheter finns från den dagen. Det som gällde före den ändras inte."),
    )


class HoldersForm(ImportForm):
    day = FromDay(
        label=_("Tillträder"),
        help_text=_("För rader där kolumnen från är tom."),
    )
