"""Moving last days, for all or for one."""

from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mrplattform.assessments.models import Assessment
from mrplattform.core.dates import today
from mrplattform.core.forms import DateField, GuardedTextField


class ExtendForm(forms.Form):
    closes = DateField(label=gettext_lazy("Ny slutdag"))
    why = GuardedTextField(label=gettext_lazy("Skäl"), required=False, rows=2)

    def clean_closes(self):
        closes = self.cleaned_data["closes"]
        if closes < today():
            raise ValidationError(_("Dagen har passerat. Välj en senare dag."))
        return closes


class ReopenForm(ExtendForm):
    why = GuardedTextField(
        label=gettext_lazy("Varför öppnar ni igen?"),
        rows=3,
        help_text=gettext_lazy("Skälet syns i historiken."),
    )
    field_order = ["why", "closes"]


class ExtendOneForm(ExtendForm):
    why = GuardedTextField(
        label=gettext_lazy("Varför behövs mer tid?"),
        rows=3,
        help_text=gettext_lazy("Skälet står i mejlet till den som svarar, och i historiken."),
    )

    def __init__(self, *args, assessment: Assessment, **kwargs):
        super().__init__(*args, **kwargs)
        self.last_day = assessment.round.closes

    def clean_closes(self):
        closes = super().clean_closes()
        if closes <= self.last_day:
            raise ValidationError(_("Välj en dag efter den som gäller för alla."))
        return closes
