"""Forms of what a plan holds besides measures; each knows the model that it fills."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mrplattform.core.dates import today
from mrplattform.core.forms import DateField, GuardedCharField, GuardedTextField, MoneyField
from mrplattform.organisations.models import Function
from mrplattform.plans.forms.editions import EditionForm
from mrplattform.plans.forms.plans import functions_of
from mrplattform.plans.models import (
    BudgetLine,
    Direction,
    Goal,
    Measure,
    Message,
    Plan,
    PlanPart,
    Risk,
)
from mrplattform.plans.models.parts import GRAVE, LIKELY


class PartForm(EditionForm):
    model: type[PlanPart]

    edition = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, plan: Plan, part: PlanPart | None = None, **kwargs: Any):
        kwargs.setdefault("initial", self.initial_of(part))
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        if "owner" in fields:
            kept = [part.owner_id] if part else []  # type: ignore[attr-defined]
            fields["owner"].queryset = functions_of(plan.authority_id, *kept)
        if "direction" in fields:
            fields["direction"].queryset = plan.directions.current()
        if "measure" in fields:
            fields["measure"].queryset = plan.measures.filter(removed_at__isnull=True)

    def initial_of(self, part: PlanPart | None) -> dict[str, Any]:
        if part is None:
            return {}
        return {name: getattr(part, name) for name in self.base_fields}  # type: ignore[attr-defined]


def owner_field() -> forms.ModelChoiceField:
    return forms.ModelChoiceField(
        label=_("Ansvarig funktion"), queryset=Function.objects.none(), empty_label=_("Välj")
    )


def measure_field() -> forms.ModelChoiceField:
    return forms.ModelChoiceField(
        label=_("Gäller insatsen"),
        queryset=Measure.objects.none(),
        required=False,
        empty_label=_("Hela planen"),
    )


class DirectionForm(PartForm):
    model = Direction

    title = GuardedCharField(
        label=_("Inriktning"),
        max_length=200,
        help_text=_("En linje som planen följer, till exempel Lika bemötande."),
    )
    aim = GuardedTextField(label=_("Vad ska den leda till?"), rows=3, required=False)
    order = forms.IntegerField(
        label=_("Plats i planen"),
        min_value=1,
        max_value=99,
        initial=1,
        help_text=_("Inriktningen med plats 1 står överst."),
    )


class GoalForm(PartForm):
    model = Goal
    GROUPS = (
        (_("Målet"), "title direction ends owner"),
        (_("Var, är, vill"), "was now wanted known_by"),
        (_("I tal, om det finns"), "was_number now_number wanted_number unit more_is_better"),
        (_("Vilka har blivit hörda?"), "heard changed_by_hearing"),
    )

    title = GuardedCharField(
        label=_("Mål"),
        max_length=200,
        help_text=_("Vad som ska vara annorlunda för dem det gäller. Inte vad ni ska göra."),
    )
    direction = forms.ModelChoiceField(
        label=_("Inriktning"),
        queryset=Direction.objects.none(),
        required=False,
        empty_label=_("Ingen"),
    )
    was = GuardedTextField(label=_("Hur var det när planen började?"), rows=2, required=False)
    now = GuardedTextField(label=_("Hur är det nu?"), rows=2, required=False)
    wanted = GuardedTextField(label=_("Hur ska det vara?"), rows=2)
    was_number = forms.DecimalField(
        label=_("Utgångsläge"), required=False, max_digits=12, decimal_places=2, localize=True
    )
    now_number = forms.DecimalField(
        label=_("Nu"), required=False, max_digits=12, decimal_places=2, localize=True
    )
    wanted_number = forms.DecimalField(
        label=_("Dit ni vill"), required=False, max_digits=12, decimal_places=2, localize=True
    )
    unit = GuardedCharField(
        label=_("Vad talet räknar"),
        max_length=60,
        required=False,
        help_text=_("Till exempel: procent av de äldre"),
    )
    more_is_better = forms.BooleanField(
        label=_("Ett högre tal är bättre"), required=False, initial=True
    )
    ends = DateField(label=_("Nått senast"), required=False)
    known_by = GuardedTextField(label=_("Hur får ni veta om det blir så?"), rows=2, required=False)
    heard = GuardedTextField(
        label=_("Vilka, och hur?"),
        rows=2,
        required=False,
        help_text=_("Beskriv grupper, inte personer."),
    )
    changed_by_hearing = GuardedTextField(label=_("Vad ändrade det?"), rows=2, required=False)
    owner = owner_field()

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        numbers = [values.get(f"{name}_number") for name in ("was", "now", "wanted")]
        if any(one is not None for one in numbers) and not values.get("unit"):
            self.add_error("unit", _("Skriv vad talet räknar."))
        return values


class RiskForm(PartForm):
    model = Risk

    title = GuardedCharField(
        label=_("Risk"), max_length=200, help_text=_("Vad kan hända som hindrar planen?")
    )
    measure = measure_field()
    likelihood = forms.TypedChoiceField(
        label=_("Hur troligt är det?"), choices=LIKELY, coerce=int, widget=forms.RadioSelect
    )
    consequence = forms.TypedChoiceField(
        label=_("Hur stor blir följden?"), choices=GRAVE, coerce=int, widget=forms.RadioSelect
    )
    consequence_for = GuardedTextField(label=_("Vad händer, och för vem?"), rows=2, required=False)
    response = GuardedTextField(label=_("Vad gör ni åt den?"), rows=3)
    owner = owner_field()
    is_over = forms.BooleanField(label=_("Risken är över"), required=False)


class MessageForm(PartForm):
    model = Message

    audience = GuardedCharField(
        label=_("Vilka ska få veta?"),
        max_length=200,
        help_text=_("Till exempel: elevråden, eller chefer i omsorgen"),
    )
    title = GuardedCharField(label=_("Vad ska de få veta?"), max_length=300)
    channel = GuardedCharField(
        label=_("Hur?"), max_length=200, help_text=_("Till exempel: möte, brev, webbsida")
    )
    day = DateField(label=_("När?"))
    owner = owner_field()
    done_on = DateField(label=_("Gjort den"), required=False)
    came_of_it = GuardedTextField(label=_("Vad ledde det till?"), rows=2, required=False)

    def clean_done_on(self):
        day = self.cleaned_data["done_on"]
        if day and day > today():
            raise forms.ValidationError(_("Skriv dagen när det är gjort."))
        return day


class BudgetForm(PartForm):
    model = BudgetLine

    year = forms.IntegerField(label=_("År"), min_value=2000, max_value=2100)
    title = GuardedCharField(label=_("Vad går pengarna till?"), max_length=200)
    measure = measure_field()
    amount = MoneyField(label=_("Budget i kronor"))
    source = GuardedCharField(label=_("Varifrån kommer pengarna?"), max_length=200, required=False)
    used = MoneyField(label=_("Använt hittills i kronor"), required=False)

    def __init__(self, *args: Any, plan: Plan, **kwargs: Any):
        super().__init__(*args, plan=plan, **kwargs)
        self.years = range(plan.starts.year, plan.ends.year + 1)

    def clean_year(self):
        year = self.cleaned_data["year"]
        if year not in self.years:
            words = {"first": self.years[0], "last": self.years[-1]}
            raise forms.ValidationError(
                _("Planen gäller %(first)s–%(last)s. Välj ett av de åren.") % words
            )
        return year


PART_FORMS: dict[str, type[PartForm]] = {
    form.model.SLUG: form for form in (DirectionForm, GoalForm, RiskForm, MessageForm, BudgetForm)
}
