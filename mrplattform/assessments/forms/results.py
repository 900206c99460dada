"""The filters above results."""

from __future__ import annotations

from collections.abc import Iterable

from django import forms
from django.forms.utils import flatatt
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mrplattform.assessments.models import HANDED_IN, Assessment, Round
from mrplattform.assessments.results.movement import Move, Way
from mrplattform.assessments.showing.matrices import BACKWARD, GAPS, Wish
from mrplattform.core.sorting import swedish_key
from mrplattform.core.tables import FilterForm
from mrplattform.rights.models import Topic

HANDED = "inskickade"
NOT_COMPARED = "ingen"


class LongSelect(forms.Select):
    """A choice among hundreds. Django draws each option with a template of its own, which takes
    longer than all the rest of the page."""

    def render(self, name, value, attrs=None, renderer=None):
        chosen = set(self.format_value(value))
        options = format_html_join(
            "",
            '<option value="{}"{}>{}</option>',
            (
                (key, mark_safe(" selected") if str(key) in chosen else "", label)
                for key, label in self.choices
            ),
        )
        drawn = flatatt(self.build_attrs(self.attrs, {**(attrs or {}), "name": name}))
        return format_html("<select{}>{}</select>", drawn, options)


class EarlierFilter(FilterForm):
    """Which earlier round is compared with: the newest unless something else is chosen."""

    jamfor = forms.ChoiceField(label=gettext_lazy("Jämför med"))

    def __init__(self, *args, earlier: list[Round], **kwargs):
        super().__init__(*args, **kwargs)
        self.earlier = earlier
        options = [(str(one.pk), one.title) for one in earlier]
        newest = [("", options[0][1])] if options else []
        self.fields["jamfor"].choices = [
            *newest,
            *options[1:],
            (NOT_COMPARED, _("Jämför inte")),
        ]
        if not options:
            del self.fields["jamfor"]

    @property
    def values(self) -> dict:
        return self.cleaned_data if self.is_valid() else {}

    @property
    def compared_with(self) -> Round | None:
        wanted = self.values.get("jamfor", "")
        if wanted == NOT_COMPARED or not self.earlier:
            return None
        return next((one for one in self.earlier if str(one.pk) == wanted), self.earlier[0])


class UnitsFilter(EarlierFilter):
    """Which units, in which order."""

    lage = forms.ChoiceField(
        label=gettext_lazy("Svar"),
        choices=[
            ("", gettext_lazy("Alla sparade")),
            (HANDED, gettext_lazy("Inskickade och godkända")),
            (Assessment.State.APPROVED, gettext_lazy("Bara godkända")),
        ],
    )
    ordna = forms.ChoiceField(
        label=gettext_lazy("Ordna enheter"),
        choices=[("", gettext_lazy("Efter organisation")), ("namn", gettext_lazy("Efter namn"))],
    )
    field_order = ("lage", "ordna", "jamfor")

    def narrowed(self, units: Iterable[Assessment]) -> list[Assessment]:
        wanted = self.values.get("lage")
        states = HANDED_IN if wanted == HANDED else [wanted]
        found = [one for one in units if not wanted or one.state in states]
        if self.values.get("ordna") == "namn":
            found.sort(key=lambda one: (swedish_key(one.organisation.name), one.pk))
        return found


class MatrixFilter(UnitsFilter):
    """Also which part of the grid, and only what moved back or is missing."""

    roll = forms.ChoiceField(label=gettext_lazy("Roll"))
    princip = forms.ChoiceField(label=gettext_lazy("Princip"))
    visa = forms.ChoiceField(
        label=gettext_lazy("Visa"),
        choices=[
            ("", gettext_lazy("Nivå och förflyttning")),
            (BACKWARD, gettext_lazy("Bara det som gått bakåt")),
            (GAPS, gettext_lazy("Bara vet ej och saknas")),
        ],
    )
    field_order = ("roll", "princip", "visa", "lage", "ordna", "jamfor")

    def __init__(self, *args, topics: Iterable[Topic], **kwargs):
        super().__init__(*args, **kwargs)
        in_order = sorted(topics, key=lambda one: (one.order, one.key))
        for name, kind, every in (
            ("roll", Topic.Kind.ROLE, _("Alla roller")),
            ("princip", Topic.Kind.PRINCIPLE, _("Alla principer")),
        ):
            options = [(one.key, one.name) for one in in_order if one.kind == kind]
            self.fields[name].choices = [("", every), *options]
            if not options:
                del self.fields[name]

    @property
    def wish(self) -> Wish:
        values = self.values
        return Wish(values.get("roll", ""), values.get("princip", ""), values.get("visa", ""))


class SpreadFilter(EarlierFilter):
    """One section of the questions, or all."""

    avsnitt = forms.ChoiceField(label=gettext_lazy("Avsnitt"))
    field_order = ("avsnitt", "jamfor")

    def __init__(self, *args, sections, **kwargs):
        super().__init__(*args, **kwargs)
        options = [(one.key, one.title) for one, _questions in sections]
        self.fields["avsnitt"].choices = [("", _("Alla avsnitt")), *options]

    @property
    def section(self) -> str:
        return self.values.get("avsnitt", "")


class TimeFilter(FilterForm):
    """Whose answers, and how closely. Who may not see the `whole` sees one unit at a time."""

    enhet = forms.ChoiceField(label=gettext_lazy("Vems svar"), widget=LongSelect)
    rader = forms.ChoiceField(
        label=gettext_lazy("Rader"),
        choices=[("", gettext_lazy("Avsnitt")), ("fragor", gettext_lazy("Frågor"))],
    )

    def __init__(self, *args, units: Iterable[Assessment], whole: bool = True, **kwargs):
        super().__init__(*args, **kwargs)
        self.units = {str(one.organisation_id): one for one in units}
        options = [(pk, one.organisation.name) for pk, one in self.units.items()]
        options.sort(key=lambda option: swedish_key(option[1]))
        first = [("", _("Hela organisationen"))] if whole else []
        self.fields["enhet"].choices = [*first, *options]

    @property
    def values(self) -> dict:
        return self.cleaned_data if self.is_valid() else {}

    @property
    def unit(self) -> Assessment | None:
        return self.units.get(self.values.get("enhet", ""))

    @property
    def by_question(self) -> bool:
        return self.values.get("rader") == "fragor"


class MovesFilter(EarlierFilter):
    """Which of the answers that moved are listed."""

    riktning = forms.ChoiceField(
        label=gettext_lazy("Rörelse"),
        choices=[
            ("", gettext_lazy("Allt som rört sig")),
            (Way.FORWARD, gettext_lazy("Framåt")),
            (Way.BACKWARD, gettext_lazy("Bakåt")),
            (Way.LEARNED, gettext_lazy("Vet nu")),
            (Way.RESCALED, gettext_lazy("Ny skala")),
        ],
    )
    avsnitt = forms.ChoiceField(label=gettext_lazy("Avsnitt"))
    enhet = forms.ChoiceField(label=gettext_lazy("Enhet"), widget=LongSelect)
    field_order = ("jamfor", "riktning", "avsnitt", "enhet")

    def __init__(self, *args, sections, units: Iterable[Assessment], **kwargs):
        super().__init__(*args, **kwargs)
        if "jamfor" in self.fields:  # chosen by links at the top of the page
            self.fields["jamfor"].widget = forms.HiddenInput()
        options = [(one.key, one.title) for one, _questions in sections]
        self.fields["avsnitt"].choices = [("", _("Alla avsnitt")), *options]
        names = [(str(one.organisation_id), one.organisation.name) for one in units]
        names.sort(key=lambda option: swedish_key(option[1]))
        self.fields["enhet"].choices = [("", _("Alla enheter")), *names]

    def chosen(self, moves: Iterable[Move]) -> list[Move]:
        way, section, unit = (self.values.get(name) for name in ("riktning", "avsnitt", "enhet"))
        return [
            one
            for one in moves
            if (one.way == way if way else True)
            and (one.question.section.key == section if section else True)
            and (str(one.unit.organisation_id) == unit if unit else True)
        ]
