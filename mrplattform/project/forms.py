"""What can be chosen on the pages that gather: deeds by whom and with what, the situation of whom."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable
from functools import cached_property

from django import forms
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mrplattform.assessments.models import Assessment, Round
from mrplattform.core.forms import DateField
from mrplattform.core.tables import FilterForm
from mrplattform.project import kinds
from mrplattform.project.index.find import visible_entries
from mrplattform.project.situation import earlier_rounds

MOST_NAMED = 300  # things whose name holds the words asked for
NOTHING = "ingen"


class DeedFilter(FilterForm):
    vem = forms.CharField(label=gettext_lazy("Vem"), max_length=100)
    sak = forms.CharField(label=gettext_lazy("Sak"), max_length=100)
    slag = forms.ChoiceField(label=gettext_lazy("Slag"))
    fran = DateField(label=gettext_lazy("Från och med"))
    till = DateField(label=gettext_lazy("Till och med"))

    def __init__(self, data, user):
        super().__init__(data)
        self.user = user
        _offer(self, "slag", [("", _("Alla slag")), *kinds.choices()])

    def narrow_vem(self, rows, value):
        return rows.filter(Q(by_name__icontains=value) | Q(by_function__icontains=value))

    def narrow_sak(self, rows, value):
        named = visible_entries(self.user).filter(title__icontains=value)
        things = defaultdict(list)
        for kind, number in named.values_list("content_type", "object_id")[:MOST_NAMED]:
            things[kind].append(str(number))
        found = Q(pk__in=[])
        for kind, numbers in things.items():
            found |= Q(content_type=kind, object_id__in=numbers)
        return rows.filter(found)

    def narrow_slag(self, rows, value):
        return rows.filter(content_type__model=value)

    def narrow_fran(self, rows, value):
        return rows.filter(at__gte=_midnight(value))

    def narrow_till(self, rows, value):
        return rows.filter(at__lt=_midnight(value + dt.timedelta(days=1)))


class SituationFilter(FilterForm):
    kartlaggning = forms.ChoiceField(label=gettext_lazy("Kartläggning"))
    jamfor = forms.ChoiceField(label=gettext_lazy("Jämför med"))
    enhet = forms.ChoiceField(label=gettext_lazy("Enheter"))

    def __init__(self, data, rounds: list[Round]):
        super().__init__(data)
        self.rounds = rounds
        self.round = _chosen(rounds, data.get("kartlaggning")) or rounds[0]
        self.earlier = earlier_rounds(self.round, rounds)
        _offer(self, "kartlaggning", _choices(rounds))
        _offer(self, "jamfor", [*_choices(self.earlier), (NOTHING, _("Jämför inte"))])
        _offer(self, "enhet", lambda: [("", _("Alla enheter")), *self.units])
        if not self.earlier:
            del self.fields["jamfor"]

    @cached_property
    def assessments(self) -> list[Assessment]:
        rows = self.round.assessments.select_related("organisation", "sheet")
        return list(rows.order_by("organisation__name"))

    @property
    def units(self) -> list[tuple[str, str]]:
        return [(str(one.organisation_id), one.organisation.name) for one in self.assessments]

    @property
    def compared_with(self) -> Round | None:
        wanted = self.data.get("jamfor", "")
        if wanted == NOTHING or not self.earlier:
            return None
        return _chosen(self.earlier, wanted) or self.earlier[0]

    @property
    def unit(self) -> int:
        wanted = self.data.get("enhet", "")
        return int(wanted) if wanted and wanted in dict(self.units) else 0

    @property
    def asked(self) -> list[Assessment] | None:
        """The chosen unit's; None for all."""
        if not self.unit:
            return None
        return [one for one in self.assessments if one.organisation_id == self.unit]


def _midnight(day: dt.date) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day, dt.time.min))


def _offer(form: forms.Form, name: str, choices: list | Callable[[], list]) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    field.choices = choices


def _choices(rounds: list[Round]) -> list[tuple[str, str]]:
    return [(str(one.pk), one.title) for one in rounds]


def _chosen(rounds: list[Round], wanted) -> Round | None:
    return next((one for one in rounds if str(one.pk) == wanted), None)
