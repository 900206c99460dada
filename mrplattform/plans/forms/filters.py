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
ALL = "alla"


class PlanChoice(forms.ModelChoiceField):
    """Another authority's plan says whose it is."""

    own: frozenset[int] = frozenset()

    def label_from_instance(self, plan):
        own = plan.authority_id in self.own
        return plan.title if own else f"{plan.title} ({plan.authority.name})"


class MeasureFilter(FilterForm):
    vems = forms.ChoiceField(label=_("Vems"))
    sok = forms.CharField(label=_("Sök"), widget=forms.TextInput(attrs={"type": "search"}))
    lage = forms.ChoiceField(label=_("Läge"))
    ansvarig = forms.ModelChoiceField(
        label=_("Ansvarig"), queryset=Function.objects.none(), empty_label=_("Alla funktioner")
    )
    amne = forms.ModelChoiceField(
        label=_("Roll"), queryset=Topic.objects.none(), empty_label=_("Alla roller")
    )
    plan = PlanChoice(label=_("Plan"), queryset=Plan.objects.none(), empty_label=_("Alla planer"))

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        self.own = user.standing.authority_ids
        measures = Measure.objects.visible_to(user)
        fields["vems"].choices = [("", _("Våra insatser")), (ALL, _("Alla vi får läsa"))]
        # Asked of the plans, which are few: measures may be a hundred thousand.
        whose = list(Plan.objects.visible_to(user).values_list("authority_id", flat=True))
        if {one in self.own for one in whose} != {True, False}:  # nothing to choose between
            del fields["vems"]
        measures = self._own_first(measures)
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
        if len(whose) > 1:
            fields["plan"].own = self.own
            fields["plan"].queryset = Plan.objects.visible_to(user).select_related("authority")
        else:  # nothing to choose between
            del fields["plan"]

    def narrow(self, rows):
        """One's own authority's, unless somebody asks for all, or for a certain plan."""
        return super().narrow(self._own_first(rows))

    def narrow_vems(self, rows, value):
        return rows

    def _own_first(self, rows):
        asked = self.data.get("vems") == ALL or self.data.get("plan") or "vems" not in self.fields
        return rows if asked else rows.filter(authority__in=self.own)

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
