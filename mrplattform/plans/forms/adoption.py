"""The decision that adopts a plan, or locks a report: which body, when, where it stands."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mrplattform.core.dates import today
from mrplattform.core.forms import DateField, GuardedCharField, GuardedTextField
from mrplattform.organisations.models import Decision, Organisation, RetentionRule

BODIES = (Organisation.Kind.AUTHORITY, Organisation.Kind.COMMITTEE, Organisation.Kind.COMPANY)


class AdoptionForm(forms.Form):
    body = forms.ModelChoiceField(
        label=_("Beslutande organ"), queryset=Organisation.objects.none(), empty_label=_("Välj")
    )
    day = DateField(label=_("Beslutsdatum"))
    paragraph = GuardedCharField(
        label=_("Paragraf"), max_length=20, required=False, help_text=_("Till exempel 187")
    )
    registry_number = GuardedCharField(
        label=_("Diarienummer"),
        max_length=40,
        required=False,
        help_text=_("Till exempel KS 2026/0412"),
    )
    wording = GuardedTextField(label=_("Beslutet, ord för ord"), rows=3)
    access = forms.ChoiceField(
        label=_("Offentlighet"), choices=Decision.Access.choices, initial=Decision.Access.PUBLIC
    )
    secrecy_ground = GuardedCharField(
        label=_("Sekretessgrund"),
        max_length=120,
        required=False,
        help_text=_("Fylls i om beslutet omfattas av sekretess."),
    )
    retention = forms.ModelChoiceField(
        label=_("Hur länge det bevaras"),
        queryset=RetentionRule.objects.none(),
        required=False,
        empty_label=_("Inte bestämt"),
    )

    def __init__(self, *args: Any, authority: Organisation, **kwargs: Any):
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["body"].queryset = (
            Organisation.objects.on()
            .filter(authority=authority, kind__in=BODIES)
            .order_by("parent_id", "name")
        )
        fields["retention"].queryset = RetentionRule.objects.filter(authority=authority)

    def clean_day(self):
        day = self.cleaned_data["day"]
        if day > today():
            raise forms.ValidationError(_("Skriv in beslutet när det är fattat."))
        return day

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        restricted = values.get("access") == Decision.Access.RESTRICTED
        if restricted and not values.get("secrecy_ground"):
            self.add_error(
                "secrecy_ground", _("Skriv vilken bestämmelse som sekretessen bygger på.")
            )
        return values


class PlanAdoptionForm(AdoptionForm):
    """A plan that is adopted again says what is new, and why."""

    changed = GuardedTextField(label=_("Vad är nytt sedan förra beslutet?"), rows=3, required=False)
    why = GuardedTextField(label=_("Varför ändras planen?"), rows=2)
    field_order = ["changed", "why"]

    def __init__(self, *args: Any, again: bool, **kwargs: Any):
        super().__init__(*args, **kwargs)
        if not again:
            del self.fields["changed"], self.fields["why"]
