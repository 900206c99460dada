"""Groups and their seats."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from mrplattform.core.dates import today
from mrplattform.core.forms import DateField, GuardedCharField, GuardedTextField
from mrplattform.organisations.forms.fields import FromDay, FunctionChoice, UnitChoice, Why, choice
from mrplattform.organisations.models import Function, Group, Organisation, Seat


class GroupForm(forms.Form):
    name = GuardedCharField(label=_("Namn"), max_length=150)
    mandate = GuardedTextField(
        label=_("Uppdrag"), rows=4, help_text=_("Vad gruppen ska göra, och på vems uppdrag.")
    )


class NewGroupForm(GroupForm):
    starts = FromDay(label=_("Bildas"))
    seats = forms.ModelMultipleChoiceField(
        label=_("En plats för var och en av"),
        queryset=Organisation.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args, authority: Organisation, **kwargs):
        super().__init__(*args, **kwargs)
        choice(self, "seats").queryset = top_units(authority)


class ChangeGroupForm(GroupForm):
    edition = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, group: Group, **kwargs):
        kwargs["initial"] = {
            "name": group.name,
            "mandate": group.mandate,
            "edition": group.edition,
        }
        super().__init__(*args, **kwargs)

    def conflict_rows(self, stored: Group) -> list[dict]:
        return [
            {
                "label": self.fields[name].label,
                "mine": self.cleaned_data[name],
                "theirs": getattr(stored, name),
            }
            for name in ("name", "mandate")
        ]


class EndForm(forms.Form):
    ends = DateField(label=_("Sista dag"), initial=today)
    why = Why()


class SeatForm(forms.Form):
    organisation = UnitChoice(label=_("Plats för"))
    function = FunctionChoice(
        label=_("Funktion som har platsen"), required=False, empty_label=_("Ingen än")
    )
    starts = FromDay()

    def __init__(self, *args, group: Group, **kwargs):
        super().__init__(*args, **kwargs)
        choice(self, "organisation").offer(group.authority)
        choice(self, "function").queryset = functions_of(group.authority)


class FillSeatForm(forms.Form):
    function = FunctionChoice(
        label=_("Funktion som har platsen"),
        required=False,
        empty_label=_("Ingen: platsen är tom"),
        help_text=_("Funktionen har platsen, vem som än har funktionen."),
    )
    day = FromDay()

    def __init__(self, *args, seat: Seat, **kwargs):
        super().__init__(*args, **kwargs)
        choice(self, "function").queryset = functions_of(seat.group.authority)
        self.initial.setdefault("function", seat.function_id)


def functions_of(authority: Organisation):
    return (
        Function.objects.on()
        .filter(authority=authority)
        .select_related("organisation")
        .order_by("organisation__name", "title")
    )


def top_units(authority: Organisation):
    """Those right under the authority: administrations and companies."""
    return Organisation.objects.on().filter(parent=authority, ends=None).order_by("name")
