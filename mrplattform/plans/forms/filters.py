from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from mrplattform.core.tables import FilterForm
from mrplattform.organisations.models import Function
from mrplattform.plans.models import Measure, Plan
from mrplattform.rights.models import Topic

LATE = "late"


class MeasureFilter(FilterForm):
    sok = forms.CharField(label=_("Sök"), widget=forms.TextInput(attrs={"type": "search"}))
    lage = forms.ChoiceField(label=_("Läge"))
    ansvarig = forms.ModelChoiceField(
        label=_("Ansvarig"), queryset=Function.objects.none(), empty_label=_("Alla funktioner")
    )
    amne = forms.ModelChoiceField(
        label=_("Roll"), queryset=Topic.objects.none(), empty_label=_("Alla roller")
    )
    plan = forms.ModelChoiceField(
        label=_("Plan"), queryset=Plan.objects.none(), empty_label=_("Alla planer")
    )

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        measures = Measure.objects.visible_to(user)
        fields["lage"].choices = [
            ("", _("Alla lägen")),
            (LATE, _("Försenade")),
            *((state.value, state.label) for state in Measure.BY_URGENCY),
        ]
        fields["ansvarig"].queryset = (
            Function.objects.filter(pk__in=measures.order_by().values("responsible"))
            .select_related("organisation")
            .order_by("organisation__name", "title")
        )
        fields["amne"].queryset = Topic.objects.visible_to(user).kind(Topic.Kind.ROLE)
        plans = list(Plan.objects.visible_to(user)[:2])
        if len(plans) > 1:
            fields["plan"].queryset = Plan.objects.visible_to(user)
        else:  # nothing to choose between
            del fields["plan"]

    def narrow_sok(self, rows, value):
        return rows.filter(
            Q(title__icontains=value) | Q(aim__icontains=value) | Q(judgement__icontains=value)
        )

    def narrow_lage(self, rows, value):
        if value == LATE:
            return rows.late()
        return rows.filter(state=value)

    def narrow_ansvarig(self, rows, value):
        return rows.filter(responsible=value)

    def narrow_amne(self, rows, value):
        return rows.filter(
            pk__in=Measure.topics.through.objects.filter(topic=value).values("measure_id")
        )
