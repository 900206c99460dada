"""Steps of the year, and how one is reminded."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.dates import MONTHS
from django.utils.translation import gettext_lazy as _

from mrplattform.core.forms import GuardedCharField, GuardedTextField
from mrplattform.organisations.models import Function, Organisation
from mrplattform.plans.forms.editions import EditionForm
from mrplattform.plans.forms.plans import functions_of
from mrplattform.project.models import ReminderWish, Scope, YearStep

MONTH_CHOICES = list(MONTHS.items())
DAYS_BEFORE = [(1, _("En dag före")), (3, _("Tre dagar före")), (7, _("En vecka före"))]
DAYS_BEFORE += [(14, _("Två veckor före")), (30, _("En månad före"))]


def month_field(label) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(label=label, choices=MONTH_CHOICES, coerce=int)


def day_field(label, day: int) -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=1, max_value=31, initial=day)


class YearStepForm(EditionForm):
    edition = forms.IntegerField(widget=forms.HiddenInput, required=False)
    title = GuardedCharField(label=_("Steg"), max_length=120)
    track = forms.ChoiceField(label=_("Spår"), choices=YearStep.Track.choices)
    from_day = day_field(_("Från dag"), 1)
    from_month = month_field(_("Från månad"))
    to_day = day_field(_("Till dag"), 31)
    to_month = month_field(_("Till månad"))
    what = GuardedTextField(
        label=_("Vad ska MR-arbetet lämna in då?"),
        rows=3,
        required=False,
        help_text=_("Till exempel: text till nämndernas årsrapporter."),
    )
    owner = forms.ModelChoiceField(
        label=_("Ansvarig funktion"),
        queryset=Function.objects.none(),
        required=False,
        empty_label=_("Ingen"),
    )

    def __init__(
        self, *args: Any, authority: Organisation, step: YearStep | None = None, **kw: Any
    ):
        names = [name for name in self.base_fields if name]  # type: ignore[attr-defined]
        if step:
            kw.setdefault("initial", {name: getattr(step, name) for name in names})
        super().__init__(*args, **kw)
        fields: Any = self.fields
        kept = [step.owner_id] if step and step.owner_id else []
        fields["owner"].queryset = functions_of(authority.pk, *kept)

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if not self.errors:
            first = values["from_month"], values["from_day"]
            if (values["to_month"], values["to_day"]) < first:
                self.add_error(
                    "to_month", _("Steget slutar före det börjar. Dela det vid årsskiftet.")
                )
        return values

    @property
    def values(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name != "edition"}


class ReminderForm(forms.Form):
    often = forms.ChoiceField(
        label=_("Hur ofta?"), choices=ReminderWish.Often.choices, widget=forms.RadioSelect
    )
    days_before = forms.TypedChoiceField(
        label=_("Hur långt i förväg?"), choices=DAYS_BEFORE, coerce=int
    )


class LinkForm(forms.Form):
    scope = forms.ChoiceField(label=_("Vad ska kalendern visa?"), choices=Scope.choices)

    def __init__(self, *args: Any, scopes, **kwargs: Any):
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["scope"].choices = scopes
