"""A file on its way in, and the text that was tried on its way back."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from mrplattform.core.forms import UploadField
from mrplattform.core.marked_yaml import MAX_CHARACTERS
from mrplattform.questions.forms.drafts import OwnerForm
from mrplattform.questions.services.imports import ENDINGS


class UploadForm(OwnerForm):
    file = UploadField(
        label=_("Fil"),
        allowed=ENDINGS,
        help_text=_("Excel (xlsx) eller YAML. Hämta ett ramverk och ändra i filen."),
    )


class ReadInForm(OwnerForm):
    text = forms.CharField(max_length=MAX_CHARACTERS, strip=False)
    name = forms.CharField(max_length=255)
