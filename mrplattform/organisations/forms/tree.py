"""The tree: one unit's own data, and each way of changing the organisation.

The forms of the ways give `arguments()`: what the service of the same name takes.
"""

from __future__ import annotations

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from mrplattform.core.forms import DateField, GuardedCharField
from mrplattform.core.tables import FilterForm
from mrplattform.organisations.forms.fields import FromDay, UnitChoice, Why, choice
from mrplattform.organisations.models import Function, Organisation
from mrplattform.organisations.models.time import on_day
from mrplattform.organisations.services import periods
from mrplattform.organisations.services.reorganise import NewUnit
from mrplattform.organisations.tree import Tree

BELOW_AUTHORITY = [
    one for one in Organisation.Kind.choices if one[0] != Organisation.Kind.AUTHORITY
]
MOST_PARTS = 4


class RegisterFilter(FilterForm):
    sok = forms.CharField(label=_("Sök namn eller kod"))
    slag = forms.ChoiceField(
        label=_("Slag"), choices=[("", _("Alla")), *Organisation.Sector.choices]
    )
    bruk = forms.BooleanField(label=_("Använder plattformen"))

    def narrow_sok(self, rows, text):
        return rows.filter(Q(name__icontains=text) | Q(codes__code=text)).distinct()

    def narrow_slag(self, rows, sector):
        return rows.filter(sector=sector)

    def narrow_bruk(self, rows, only):
        return rows.filter(pk__in=Organisation.objects.in_use()) if only else rows


# No organisation of today is older, and nobody plans further ahead.
FIRST_YEAR, LAST_YEAR = 1862, 2100


class DayForm(forms.Form):
    """Read the organisation as it was."""

    say_optional = False
    datum = DateField(label=_("Visa som det var"), required=False)

    def clean_datum(self):
        day = self.cleaned_data["datum"]
        if day and not FIRST_YEAR <= day.year <= LAST_YEAR:
            raise forms.ValidationError(
                _("Skriv ett datum mellan år %(first)d och %(last)d.")
                % {"first": FIRST_YEAR, "last": LAST_YEAR}
            )
        return day


class EditForm(forms.Form):
    kind = forms.ChoiceField(label=_("Slag"), choices=BELOW_AUTHORITY)
    short_name = GuardedCharField(label=_("Kort namn"), max_length=20, required=False)
    external_id = GuardedCharField(
        label=_("Eget id"),
        max_length=80,
        required=False,
        help_text=_("Från ert eget register. Med id känns enheten igen när ni läser in en fil."),
    )
    size = forms.IntegerField(
        label=_("Antal anställda"),
        required=False,
        min_value=1,
        max_value=10_000_000,
        help_text=_("Ungefär räcker. Med storleken ser ni om stora och små svarar lika ofta."),
    )
    edition = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, organisation: Organisation, **kwargs):
        self.organisation = organisation
        kwargs["initial"] = {
            "kind": organisation.kind,
            "short_name": organisation.short_name,
            "external_id": organisation.external_id,
            "size": organisation.size,
            "edition": organisation.edition,
        }
        super().__init__(*args, **kwargs)
        if organisation.is_authority:
            choice(self, "kind").choices = [(organisation.kind, organisation.get_kind_display())]
            self.fields["size"].label = _("Antal invånare")

    def conflict_rows(self, stored: Organisation) -> list[dict]:
        return [
            {
                "label": self.fields[name].label,
                "mine": self._shown(name, self.cleaned_data[name]),
                "theirs": self._shown(name, getattr(stored, name)),
            }
            for name in ("kind", "short_name", "external_id", "size")
        ]

    def _shown(self, name: str, value) -> str:
        return str(Organisation.Kind(value).label) if name == "kind" else value or ""


# --- Ways of changing the organisation -------------------------------------------------------


class WayForm(forms.Form):
    """A change from a day, for a reason. `unit` is the one that it starts from."""

    field_order: list[str] | None = None

    def __init__(self, *args, unit: Organisation, **kwargs):
        self.unit = unit
        super().__init__(*args, **kwargs)
        self.fields["day"] = FromDay()
        self.fields["why"] = Why()
        self.prepare()

    def prepare(self) -> None:
        """Offer what the unit can be changed into."""

    def arguments(self) -> dict:
        return dict(self.cleaned_data)

    @property
    def functions(self) -> list[Function]:
        """Those that belong to the unit now or later."""
        rows = Function.objects.filter(
            Q(periods__organisation=self.unit)
            & (on_day(prefix="periods__") | Q(periods__ends__isnull=True))
        )
        return list(rows.distinct().select_related("organisation"))

    def ids_below(self) -> set[int]:
        return set(Tree(self.unit.authority).below(self.unit.pk))


class OpenForm(WayForm):
    name = GuardedCharField(label=_("Namn"), max_length=200)
    kind = forms.ChoiceField(
        label=_("Slag"), choices=BELOW_AUTHORITY, initial=Organisation.Kind.UNIT
    )
    short_name = GuardedCharField(label=_("Kort namn"), max_length=20, required=False)
    external_id = GuardedCharField(label=_("Eget id"), max_length=80, required=False)

    def clean_external_id(self):
        text = self.cleaned_data["external_id"]
        if text and self.unit.authority.members.filter(external_id=text).exists():
            raise forms.ValidationError(_("Id:t används av en annan enhet. Skriv ett annat."))
        return text

    def arguments(self) -> dict:
        data = dict(self.cleaned_data)
        return {"parent": self.unit, "starts": data.pop("day"), **data}


class RenameForm(WayForm):
    name = GuardedCharField(label=_("Nytt namn"), max_length=200)
    short_name = GuardedCharField(label=_("Nytt kort namn"), max_length=20, required=False)

    def prepare(self) -> None:
        latest = periods.latest(self.unit)
        self.initial.setdefault("name", latest.name)
        self.initial.setdefault("short_name", latest.short_name)


class MoveForm(WayForm):
    to = UnitChoice(label=_("Ny överordnad"))

    def prepare(self) -> None:
        choice(self, "to").offer(self.unit.authority, without=self.ids_below())


class LeavesFunctions(WayForm):
    """Ways in which functions must find a new home, or stay and wait."""

    vacant = forms.MultipleChoiceField(
        label=_("Funktioner som inte följer med"),
        help_text=_("De blir vakanta, och allt som hör till dem ligger kvar tills någon tar över."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def prepare(self) -> None:
        choices = [(str(one.pk), str(one)) for one in self.functions]
        choice(self, "vacant").choices = choices
        if not choices:
            del self.fields["vacant"]

    def staying(self) -> dict[int, None]:
        return {int(pk): None for pk in self.cleaned_data.get("vacant", [])}


class CloseForm(LeavesFunctions):
    children_to = UnitChoice(
        label=_("Underställda enheter går till"),
        required=False,
        empty_label=_("De stängs samtidigt"),
    )
    functions_to = UnitChoice(
        label=_("Funktionerna går till"),
        required=False,
        empty_label=_("Ingen: de blir vakanta"),
    )

    def prepare(self) -> None:
        super().prepare()
        below = self.ids_below()
        if len(below) > 1:
            choice(self, "children_to").offer(self.unit.authority, without={self.unit.pk})
        else:
            del self.fields["children_to"]
        choice(self, "functions_to").offer(self.unit.authority, without=below)
        self.order_fields(["day", "children_to", "functions_to", "vacant", "why"])

    @property
    def functions(self) -> list[Function]:
        rows = Function.objects.on().filter(organisation__in=self.ids_below())
        return list(rows.select_related("organisation"))

    def arguments(self) -> dict:
        data = self.cleaned_data
        home = data["functions_to"]
        functions = {one.pk: home for one in self.functions} | self.staying()
        return {
            "day": data["day"],
            "why": data["why"],
            "children_to": data.get("children_to"),
            "functions": functions,
        }


class MergeForm(LeavesFunctions):
    NEW, THERE = "new", "there"
    # Which of the names below is needed hangs on the choice above them.
    say_optional = False

    others = forms.ModelMultipleChoiceField(
        label=_("Fler enheter som går upp i samma"),
        queryset=Organisation.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    target = forms.ChoiceField(
        label=_("Vad blir det?"),
        choices=[(NEW, _("En ny enhet")), (THERE, _("En enhet som redan finns"))],
        widget=forms.RadioSelect,
        initial=NEW,
    )
    name = GuardedCharField(label=_("Den nya enhetens namn"), max_length=200, required=False)
    kind = forms.ChoiceField(label=_("Den nya enhetens slag"), choices=BELOW_AUTHORITY)
    into = UnitChoice(label=_("Enhet som tar över"), required=False)

    def prepare(self) -> None:
        super().prepare()
        siblings = Organisation.objects.on().filter(
            parent=self.unit.parent, kind=self.unit.kind, ends=None
        )
        choice(self, "others").queryset = siblings.exclude(pk=self.unit.pk)
        if not siblings.exclude(pk=self.unit.pk).exists():
            del self.fields["others"]
        self.fields["kind"].initial = self.unit.kind
        choice(self, "into").offer(self.unit.authority, without={self.unit.pk})
        self.order_fields(["others", "target", "name", "kind", "into", "day", "vacant", "why"])

    def clean(self):
        data = super().clean() or {}
        if data.get("target") == self.NEW and not data.get("name"):
            self.add_error("name", _("Skriv vad den nya enheten ska heta."))
        if data.get("target") == self.THERE and not data.get("into"):
            self.add_error("into", _("Välj vilken enhet som tar över."))
        return data

    def arguments(self) -> dict:
        data = self.cleaned_data
        new = NewUnit(data["name"], data["kind"])
        return {
            "units": [self.unit, *data.get("others", [])],
            "into": new if data["target"] == self.NEW else data["into"],
            "functions": self.staying(),
            "day": data["day"],
            "why": data["why"],
        }


class SplitForm(WayForm):
    """Two to four new units, and where each function and unit below goes."""

    VACANT = "vacant"

    def prepare(self) -> None:
        parts = []
        for number in range(MOST_PARTS):
            label = _("Namn på del %d") % (number + 1)
            field = GuardedCharField(label=label, max_length=200, required=number < 2)
            self.fields[f"part_{number}"] = field
            parts.append((str(number), _("Del %d") % (number + 1)))
        self.fields["kind"] = forms.ChoiceField(
            label=_("Delarnas slag"), choices=BELOW_AUTHORITY, initial=self.unit.kind
        )
        for function in self.functions:
            self.fields[f"function_{function.pk}"] = forms.ChoiceField(
                label=_("%s går till") % function.title,
                choices=[*parts, (self.VACANT, _("Ingen: den blir vakant"))],
            )
        for child in Tree(self.unit.authority).children(self.unit.pk):
            self.fields[f"child_{child.pk}"] = forms.ChoiceField(
                label=_("%s går till") % child.name_on, choices=parts
            )
        names = [f"part_{number}" for number in range(MOST_PARTS)]
        self.order_fields([*names, "kind", "day", *self._homes(), "why"])

    def _homes(self) -> list[str]:
        return [name for name in self.fields if name.startswith(("function_", "child_"))]

    def clean(self):
        data = super().clean() or {}
        for name in self._homes():
            chosen = data.get(name)
            if chosen and chosen != self.VACANT and not data.get(f"part_{chosen}"):
                self.add_error(name, _("Den delen har inget namn. Välj en annan."))
        named = [number for number, _name in self._names()]
        for number in sorted(set(range(len(named))) - set(named)):
            self.add_error(f"part_{number}", _("Fyll i delarna i ordning."))
        return data

    def _names(self) -> list[tuple[int, str]]:
        data = self.cleaned_data
        names = [(number, data.get(f"part_{number}")) for number in range(MOST_PARTS)]
        return [(number, name) for number, name in names if name]

    def arguments(self) -> dict:
        data = self.cleaned_data
        functions: dict[int, int | None] = {}
        children: dict[int, int | None] = {}
        for name in self._homes():
            what, pk = name.split("_")
            home = None if data[name] == self.VACANT else int(data[name])
            (functions if what == "function" else children)[int(pk)] = home
        return {
            "into": [NewUnit(name, data["kind"]) for _number, name in self._names()],
            "functions": functions,
            "children": children,
            "day": data["day"],
            "why": data["why"],
        }


class UndoForm(forms.Form):
    why = Why(label=_("Varför ångrar ni?"), help_text=_("Visas i historiken."))


class TakeIntoUseForm(forms.Form):
    starts = FromDay(label=_("Börjar använda plattformen"))
