from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mrplattform.assessments.models import Round
from mrplattform.core.forms import GuardedCharField, GuardedTextField
from mrplattform.organisations.models import Circle, Function
from mrplattform.plans.forms.editions import EditionForm
from mrplattform.plans.forms.plans import functions_of
from mrplattform.plans.models import Plan
from mrplattform.reports.models import Report


class ChooseRoundForm(forms.Form):
    """Which round the report is about; the rest is asked when the draft is there."""

    round = forms.ModelChoiceField(
        label=_("Kartläggning"), queryset=Round.objects.none(), empty_label=_("Välj")
    )

    def __init__(self, *args: Any, rounds, **kwargs: Any):
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["round"].queryset = rounds


class ChooseYearForm(forms.Form):
    """Which plan and year the report is about, and how long it is."""

    kind = forms.ChoiceField(
        label=_("Vad vill ni göra?"),
        choices=[
            (Report.Kind.FOLLOW_UP, _("Årlig uppföljning, hela rapporten")),
            (Report.Kind.COUNCIL, _("En sida till de förtroendevalda, högst 350 ord")),
        ],
        initial=Report.Kind.FOLLOW_UP,
        widget=forms.RadioSelect,
    )
    plan = forms.ModelChoiceField(
        label=_("Plan"), queryset=Plan.objects.none(), empty_label=_("Välj")
    )
    year = forms.IntegerField(label=_("År"), min_value=2000, max_value=2100)

    def __init__(self, *args: Any, plans, **kwargs: Any):
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["plan"].queryset = plans

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        plan, year = values.get("plan"), values.get("year")
        if plan and year and not plan.starts.year <= year <= plan.ends.year:
            self.add_error("year", _("Planen gäller %s. Välj ett av de åren.") % plan.years)
        return values


class CommentForm(forms.Form):
    text = GuardedTextField(label=_("Kommentar"), rows=3)


class ReportForm(EditionForm):
    title = GuardedCharField(label=_("Rubrik"), max_length=150)
    compared_with = forms.ModelChoiceField(
        label=_("Jämför med"),
        queryset=Round.objects.none(),
        required=False,
        empty_label=_("Jämför inte"),
    )
    owner = forms.ModelChoiceField(
        label=_("Ansvarig funktion"), queryset=Function.objects.none(), empty_label=_("Välj")
    )
    circle = forms.ChoiceField(
        label=_("Vilka får läsa rapporten när den är beslutad?"),
        choices=Circle.choices,
        help_text=_(
            "Slutsatser och insatser som färre får läsa kommer inte med. "
            "Utkastet syns bara för er som skriver."
        ),
    )

    def __init__(self, *args: Any, report: Report, **kwargs: Any):
        names = ("edition", "title", "compared_with", "owner", "circle")
        kwargs.setdefault("initial", {name: getattr(report, name) for name in names})
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        if report.round:
            fields["compared_with"].queryset = Round.objects.earlier_than(report.round)
        else:
            del self.fields["compared_with"]
        fields["owner"].queryset = functions_of(report.authority_id, report.owner_id)


class WordsForm(EditionForm):
    text = GuardedTextField(
        label=_("Egna ord"),
        rows=10,
        required=False,
        help_text=_(
            "En tom rad börjar ett nytt stycke. Det som fyller sig självt står kvar efter."
        ),
    )
