from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mrplattform.core.forms import DateField, GuardedTextField
from mrplattform.organisations.models import Circle, Function
from mrplattform.plans.forms.plans import functions_of
from mrplattform.plans.models import Direction, Measure


class BulkForm(forms.Form):
    """One change to several measures of one authority. What is left empty stays as it is."""

    responsible = forms.ModelChoiceField(
        label=_("Ny ansvarig funktion"),
        queryset=Function.objects.none(),
        required=False,
        empty_label=_("Som nu"),
    )
    ends = DateField(label=_("Ny sista dag"), required=False)
    direction = forms.ModelChoiceField(
        label=_("Ny inriktning"),
        queryset=Direction.objects.none(),
        required=False,
        empty_label=_("Som nu"),
    )
    circle = forms.ChoiceField(label=_("Vilka får läsa?"), required=False)
    why = GuardedTextField(
        label=_("Varför?"), rows=2, help_text=_("Skälet står i varje insats historik.")
    )
    say_optional = False

    def __init__(self, *args: Any, measures: list[Measure], **kwargs: Any):
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["responsible"].queryset = functions_of(measures[0].authority_id)
        fields["circle"].choices = [("", _("Som nu")), *Circle.choices]
        self.starts = max(one.starts for one in measures)
        plans = {one.plan_id for one in measures}
        if len(plans) == 1:
            fields["direction"].queryset = measures[0].plan.directions.current()
        if not fields["direction"].queryset.exists():
            del self.fields["direction"]

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if not self.errors and not self.values:
            raise forms.ValidationError(_("Välj minst en sak att ändra."))
        if values.get("ends") and values["ends"] < self.starts:
            self.add_error("ends", _("Någon av insatserna börjar senare. Välj en senare dag."))
        return values

    @property
    def values(self) -> dict[str, Any]:
        given = self.cleaned_data
        return {name: given[name] for name in given if name != "why" and given[name]}
