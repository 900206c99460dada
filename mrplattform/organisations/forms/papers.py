"""A Word template on its way in."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from mrplattform.core.forms import UploadField
from mrplattform.organisations.services.papers import KINDS


class TemplateForm(forms.Form):
    file = UploadField(
        label=_("Er mall"),
        allowed=KINDS,
        help_text=_("En Word-fil (docx) eller Word-mall (dotx) utan makron."),
    )
