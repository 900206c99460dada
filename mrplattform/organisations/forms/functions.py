"""Functions, who holds them, and terms of office."""

from __future__ import annotations

from django import forms
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from mrplattform.core.dates import today
from mrplattform.core.forms import DateField, GuardedCharField
from mrplattform.core.tables import FilterForm
from mrplattform.organisations.forms.fields import FromDay, UnitChoice, Why, choice
from mrplattform.organisations.models import Function, Holding, Organisation, Person, Role
from mrplattform.organisations.models.functions import GIVEN_BY_ADMINISTRATOR
from mrplattform.organisations.services import periods
from mrplattform.organisations.todo import LEAVING_SOON


class FunctionFilter(FilterForm):
    sok = forms.CharField(label=_("Sök titel, enhet eller person"))
    roll = forms.ChoiceField(label=_("Roll"), choices=[("", _("Alla")), *Role.choices])
    lage = forms.ChoiceField(
        label=_("Läge"),
        choices=[
            ("", _("Som finns nu")),
            ("vakanta", _("Vakanta")),
            ("slutar", _("Någon slutar snart")),
            ("avslutade", _("Avslutade")),
            ("alla", _("Alla")),
        ],
    )

    def narrow(self, rows):
        rows = super().narrow(rows)
        # Without a choice the list shows what is there today.
        if self.is_valid() and not self.cleaned_data.get("lage"):
            rows = rows.on()
        return rows

    def narrow_sok(self, rows, text):
        held = Holding.objects.on().filter(function=OuterRef("pk"), person__name__icontains=text)
        return rows.filter(
            Q(title__icontains=text) | Q(organisation__name__icontains=text) | Exists(held)
        )

    def narrow_roll(self, rows, role):
        return rows.filter(role=role)

    def narrow_lage(self, rows, state):
        if state == "vakanta":
            return rows.vacant()
        if state == "avslutade":
            return rows.filter(ends__lt=today())
        if state == "slutar":
            ending = Holding.objects.ending(LEAVING_SOON).filter(function=OuterRef("pk"))
            return rows.on().filter(Exists(ending))
        return rows


class FunctionForm(forms.Form):
    title = GuardedCharField(
        label=_("Titel"), max_length=120, help_text=_("Till exempel Kvalitetsutvecklare.")
    )
    role = forms.ChoiceField(
        label=_("Roll i plattformen"),
        choices=Role.choices,
        help_text=_("Rollen avgör vad den som har funktionen kan göra."),
    )
    starts = FromDay()
    why = Why()

    def __init__(self, *args, by, function: Function | None = None, **kwargs):
        super().__init__(*args, **kwargs)
        kept = function.role if function else None
        self.fields["role"].choices = [
            (value, label)
            for value, label in Role.choices
            if by.is_administrator or value == kept or value not in GIVEN_BY_ADMINISTRATOR
        ]
        if function:
            self.initial.setdefault("title", periods.latest(function).title)
            self.initial.setdefault("role", function.role)
            self.fields["starts"].label = _("Ny titel gäller från och med")
            self.fields["starts"].help_text = _("En ny roll gäller genast.")


class MoveFunctionForm(forms.Form):
    to = UnitChoice(label=_("Ny enhet"))
    day = FromDay()
    why = Why()

    def __init__(self, *args, function: Function, **kwargs):
        super().__init__(*args, **kwargs)
        choice(self, "to").offer(function.authority, without={function.organisation_id})


class CloseFunctionForm(forms.Form):
    ends = DateField(label=_("Sista dag"), initial=today)
    why = Why()


class ReopenFunctionForm(forms.Form):
    to = UnitChoice(label=_("Enhet"), required=False, empty_label=_("Samma som förut"))
    why = Why()

    def __init__(self, *args, function: Function, **kwargs):
        super().__init__(*args, **kwargs)
        choice(self, "to").offer(function.authority, without={function.organisation_id})
        if function.organisation.ends:
            self.fields["to"].required = True


# --- Who holds it ----------------------------------------------------------------------------


class PersonChoice(forms.ModelChoiceField):
    def label_from_instance(self, person) -> str:
        return f"{person.name}, {person.email}"


class HoldingForm(forms.Form):
    OVER, BESIDE, STAND_IN = "over", "beside", "stand_in"

    person = PersonChoice(
        label=_("Person"), queryset=Person.objects.none(), empty_label=_("Välj en person")
    )
    way = forms.ChoiceField(
        label=_("Hur?"),
        choices=[
            (OVER, _("Tar över från den som har funktionen")),
            (BESIDE, _("Har den tillsammans med andra")),
            (STAND_IN, _("Ersättare")),
        ],
        widget=forms.RadioSelect,
        initial=OVER,
    )
    starts = FromDay(label=_("Första dag"))
    ends = DateField(
        label=_("Sista dag"),
        required=False,
        help_text=_("Lämna tomt om det gäller tills vidare."),
    )
    why = Why()

    def __init__(self, *args, function: Function, people, **kwargs):
        super().__init__(*args, **kwargs)
        choice(self, "person").queryset = people
        if function.role == Role.ELECTED:
            self.fields["way"].initial = self.BESIDE
            self.fields["ends"].help_text = _("Lämna tomt, så gäller det mandatperioden ut.")

    def clean(self):
        data = super().clean() or {}
        if data.get("way") == self.OVER and data.get("ends"):
            self.add_error("ends", _("Den som tar över har funktionen tills vidare. Lämna tomt."))
        return data


class EndHoldingForm(forms.Form):
    ends = DateField(label=_("Sista dag"), initial=today)
    why = Why()


class TermForm(forms.Form):
    starts = DateField(label=_("Första dag"))
    ends = DateField(label=_("Sista dag"))


def people_of(authority: Organisation):
    """Those who hold or have held something there, and can sign in."""
    held = Holding.objects.filter(function__authority=authority)
    return Person.objects.filter(is_active=True, pk__in=held.values("person")).order_by("name")
