from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mrplattform.core.dates import today
from mrplattform.core.forms import DateField, GuardedTextField, UploadField


class NoteForm(forms.Form):
    day = DateField(label=_("Dag"), initial=today)
    text = GuardedTextField(
        label=_("Vad har hänt?"),
        rows=4,
        help_text=_("Två till fyra meningar. Skriv inga namn eller personnummer."),
    )
    file = UploadField(label=_("Fil som visar det"), required=False)
    link = forms.URLField(
        label=_("Länk som visar det"), required=False, max_length=500, assume_scheme="https"
    )

    def clean_day(self):
        day = self.cleaned_data["day"]
        if day > today():
            raise forms.ValidationError(_("Skriv det när det har hänt."))
        return day

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if values.get("file") and values.get("link"):
            self.add_error("link", _("Lägg till filen och länken i var sin anteckning."))
        return values
