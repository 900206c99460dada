"""Forms of an agreement's parts; each knows the model that it fills."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mrplattform.agreements.models import Agreement, AgreementPart, Obligation, Party, Stage
from mrplattform.agreements.models.obligations import MONTHS
from mrplattform.core.forms import DateField, GuardedCharField, GuardedTextField
from mrplattform.organisations.models import Function, Organisation
from mrplattform.plans.forms.editions import EditionForm
from mrplattform.plans.forms.plans import functions_of


class PartForm(EditionForm):
    model: type[AgreementPart]

    edition = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, agreement: Agreement, part: Any = None, **more: Any):
        if part:
            more.setdefault("initial", self.initial_of(part))
        super().__init__(*args, **more)
        self.limit(agreement, part)

    def initial_of(self, part: Any) -> dict[str, Any]:
        values = {name: getattr(part, name) for name in self.base_fields}  # type: ignore[attr-defined]
        return {
            name: list(value.all()) if hasattr(value, "all") else value
            for name, value in values.items()
        }

    def limit(self, agreement: Agreement, part: Any) -> None:
        """What the choices may be."""


class PartyForm(PartForm):
    model = Party

    name = GuardedCharField(label=_("Part"), max_length=150)
    signatory = GuardedCharField(
        label=_("Undertecknad av (funktion)"),
        max_length=150,
        required=False,
        help_text=_("Skriv funktionen, till exempel kommunstyrelsens ordförande."),
    )
    organisation = forms.ModelChoiceField(
        label=_("I registret"),
        queryset=Organisation.objects.none(),
        required=False,
        empty_label=_("Finns inte i registret"),
    )

    def limit(self, agreement, part) -> None:
        fields: Any = self.fields
        fields["organisation"].queryset = Organisation.objects.filter(parent__isnull=True)


class StageForm(PartForm):
    model = Stage

    title = GuardedCharField(label=_("Del"), max_length=150)
    text = GuardedTextField(label=_("Vad den innehåller"), rows=3, required=False)
    starts = DateField(label=_("Från"), required=False)
    ends = DateField(label=_("Till och med"), required=False)


class ObligationForm(PartForm):
    model = Obligation

    title = GuardedCharField(label=_("Åtagande"), max_length=150)
    wording = GuardedTextField(
        label=_("Så står det"),
        rows=3,
        required=False,
        help_text=_("Överenskommelsens egna ord om vad som ska göras och när."),
    )
    party = forms.ModelChoiceField(
        label=_("Part som ska göra det"), queryset=Party.objects.none(), empty_label=_("Välj")
    )
    owner = forms.ModelChoiceField(
        label=_("Ansvarig funktion hos er"),
        queryset=Function.objects.none(),
        required=False,
        empty_label=_("Ingen hos oss"),
    )
    receiver = GuardedCharField(label=_("Lämnas till"), max_length=200, required=False)
    stage = forms.ModelChoiceField(
        label=_("Del"), queryset=Stage.objects.none(), required=False, empty_label=_("Ingen")
    )
    clock = forms.ChoiceField(label=_("När"), choices=Obligation.Clock.choices)
    day = DateField(label=_("Senast den"), required=False, help_text=_("För en viss dag."))
    month = forms.TypedChoiceField(
        label=_("Månad"),
        choices=[("", _("Välj")), *MONTHS],
        coerce=int,
        empty_value=None,
        required=False,
        help_text=_("För varje år."),
    )
    month_day = forms.IntegerField(
        label=_("Dag i månaden"),
        min_value=1,
        max_value=31,
        required=False,
        help_text=_("Lämna tomt för månadens sista dag."),
    )
    first_year = forms.IntegerField(
        label=_("Första året"), min_value=1900, max_value=2200, required=False
    )
    last_year = forms.IntegerField(
        label=_("Sista året"), min_value=1900, max_value=2200, required=False
    )
    anchor = forms.ModelChoiceField(
        label=_("Räknas från"),
        queryset=Obligation.objects.none(),
        required=False,
        empty_label=_("Välj"),
        help_text=_("För något som ska ske före eller efter ett annat åtagande."),
    )
    count = forms.IntegerField(
        label=_("Hur lång tid"),
        min_value=0,
        max_value=3650,
        required=False,
        help_text=_("Lämna tomt om ingen tid är satt."),
    )
    unit = forms.ChoiceField(
        label=_("Räknat i"), choices=Obligation.Unit.choices, initial=Obligation.Unit.MONTHS
    )
    waits_for = forms.ModelMultipleChoiceField(
        label=_("Väntar på"),
        queryset=Obligation.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    late_means = GuardedTextField(
        label=_("Vad som följer om det blir sent"), rows=2, required=False
    )

    GROUPS = (
        (_("Åtagandet"), "title wording party owner receiver stage"),
        (_("När"), "clock day month month_day first_year last_year anchor count unit"),
        (_("Beroenden"), "waits_for late_means"),
    )

    def limit(self, agreement, part) -> None:
        fields: Any = self.fields
        kept = [part.owner_id] if part else []
        fields["owner"].queryset = functions_of(agreement.authority_id, *kept)
        fields["party"].queryset = agreement.parties.current()
        fields["stage"].queryset = agreement.stages.current()
        others = agreement.obligations.current()
        if part:
            others = others.exclude(pk=part.pk)
        fields["anchor"].queryset = fields["waits_for"].queryset = others
        if not others.exists():
            del fields["waits_for"]


PART_FORMS: dict[str, type[PartForm]] = {
    form.model.SLUG: form for form in (PartyForm, StageForm, ObligationForm)
}
