"""Pasting or sending a list of units."""

from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mrplattform.assessments.lists import lines_of_file
from mrplattform.core.forms import UploadField
from mrplattform.organisations.services.spreadsheets import SHEET_KINDS

LONGEST = 1_000_000


class ListForm(forms.Form):
    text = forms.CharField(
        label=gettext_lazy("Lista"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=gettext_lazy(
            "En enhet per rad: namn, eget id eller kommunkod. Efter ett semikolon kan du skriva "
            "e-post till den som svarar, till exempel Ekskolan;rektor@kommun.se."
        ),
    )
    file = UploadField(
        label=gettext_lazy("Eller välj en fil"),
        required=False,
        allowed=SHEET_KINDS,
        help_text=gettext_lazy(
            "Excel eller CSV med kolumnen enhet eller kod, och om ni vill e-post."
        ),
    )
    say_optional = False

    def clean(self):
        cleaned = super().clean()
        file = cleaned.get("file")
        if file:
            ending = file.name.rsplit(".", 1)[-1].lower()
            try:
                cleaned["text"] = lines_of_file(file.read(), ending)
            except ValidationError as problem:
                self.add_error("file", problem)
        elif not cleaned.get("text", "").strip() and not self.errors:
            raise ValidationError(_("Klistra in en lista eller välj en fil."))
        return cleaned


class SureForm(forms.Form):
    """What was tried, sent again to be carried out."""

    text = forms.CharField(max_length=LONGEST, widget=forms.HiddenInput)
