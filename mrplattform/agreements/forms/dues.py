"""A delivery: what was left and when, who took it, another day."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from mrplattform.core.dates import today
from mrplattform.core.forms import DateField, GuardedCharField, GuardedTextField, UploadField


class DueForm(forms.Form):
    edition = forms.IntegerField(widget=forms.HiddenInput)


class DeliverForm(DueForm):
    on = DateField(label=_("Lämnat den"), initial=today)
    delivered = GuardedTextField(label=_("Vad som lämnades"), rows=3)
    file = UploadField(label=_("Fil"), required=False)


class ReceiveForm(DueForm):
    on = DateField(label=_("Mottaget den"), initial=today)
    received_by = GuardedCharField(label=_("Mottaget av (funktion)"), max_length=200)


class MoveForm(DueForm):
    to = DateField(label=_("Ny dag"))
    why = GuardedTextField(
        label=_("Skäl"), rows=3, help_text=_("Skriv vad parterna kom överens om, och var.")
    )


class TakeBackForm(forms.Form):
    why = GuardedTextField(label=_("Skäl"), rows=2)
