from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from mrplattform.core import look
from mrplattform.core.forms import DateField, GuardedCharField, GuardedTextField
from mrplattform.organisations.models import Circle, Function, Organisation
from mrplattform.plans.forms.editions import EditionForm
from mrplattform.plans.models import Plan


def functions_of(authority_id: int, *kept: int):
    """The functions that may be given a duty today, and those that already have this one."""
    today = Function.objects.on().filter(authority=authority_id)
    chosen = Function.objects.filter(authority=authority_id, pk__in=kept)
    return (
        Function.objects.filter(pk__in=today.values("pk") | chosen.values("pk"))
        .select_related("organisation")
        .order_by("organisation__name", "title")
    )


def units_of(authority_id: int, *kept: int):
    """The units below the authority today, and those that were already chosen."""
    today = Organisation.objects.on().filter(authority=authority_id, parent__isnull=False)
    chosen = Organisation.objects.filter(authority=authority_id, pk__in=kept)
    return Organisation.objects.filter(pk__in=today.values("pk") | chosen.values("pk")).order_by(
        "name"
    )


class PlanForm(EditionForm):
    edition = forms.IntegerField(widget=forms.HiddenInput, required=False)
    title = GuardedCharField(
        label=_("Namn"),
        max_length=150,
        help_text=_("Till exempel Plan för mänskliga rättigheter 2025–2028"),
    )
    aim = GuardedTextField(label=_("Vad planen ska leda till"), rows=3, required=False)
    starts = DateField(label=_("Från och med"))
    ends = DateField(label=_("Till och med"))
    owner = forms.ModelChoiceField(
        label=_("Ansvarig funktion"), queryset=Function.objects.none(), empty_label=_("Välj")
    )
    circle = forms.ChoiceField(label=_("Vilka får läsa planen?"), choices=Circle.choices)

    def __init__(self, *args: Any, authority: Organisation, plan: Plan | None = None, **kwargs):
        kwargs.setdefault("initial", self.initial_of(plan))
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        kept = [plan.owner_id] if plan else []
        fields["owner"].queryset = functions_of(authority.pk, *kept)

    @staticmethod
    def initial_of(plan: Plan | None) -> dict[str, Any]:
        if plan is None:
            return {"circle": Circle.AUTHORITY}
        names = ("edition", "title", "aim", "starts", "ends", "owner", "circle")
        return {name: getattr(plan, name) for name in names}

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        check_dates(values)
        return values


def check_dates(values: dict[str, Any]) -> None:
    starts, ends = values.get("starts"), values.get("ends")
    if starts and ends and ends < starts:
        raise ValidationError(
            {
                "ends": _("Slutet kommer före början. Välj ett datum efter %(day)s.")
                % {"day": look.short_date(starts)}
            }
        )
