"""Inviting, accepting, correcting and leaving."""

from __future__ import annotations

import datetime as dt

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.db.models import Q
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from mrplattform.core.dates import today
from mrplattform.core.forms import DateField, GuardedCharField, GuardedTextField
from mrplattform.core.tables import FilterForm
from mrplattform.organisations.forms.signin import LENGTH, PASSWORD
from mrplattform.organisations.models import Person

# Further back than this the register, not the platform, tells who held what.
MOST_DAYS_BACK = 366


class FunctionChoice(forms.ModelChoiceField):
    """Functions under the name of their organisation."""

    def label_from_instance(self, function) -> str:
        return f"{function.title}, {function.organisation.name}"


class InviteForm(forms.Form):
    field_order = ["function"]

    name = GuardedCharField(label=_("Namn"), max_length=150)
    email = forms.EmailField(label=_("E-post"), max_length=254)
    stand_in = forms.BooleanField(
        label=_("Som ersättare"),
        help_text=_("En ersättare kan göra allt som den ordinarie kan."),
        required=False,
    )

    def __init__(self, *args, functions, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["function"] = FunctionChoice(
            label=_("Funktion"), queryset=functions, empty_label=_("Välj en funktion")
        )
        self.order_fields(self.field_order)


class AcceptForm(forms.Form):
    say_optional = False  # the choice above says when the password counts
    BY_CODE, BY_PASSWORD = "code", "password"

    name = GuardedCharField(label=_("Ditt namn"), max_length=150)
    way = forms.ChoiceField(
        label=_("Hur vill du logga in?"),
        choices=[
            (BY_CODE, _("Med en kod som vi mejlar varje gång")),
            (BY_PASSWORD, _("Med ett lösenord")),
        ],
        widget=forms.RadioSelect,
        initial=BY_CODE,
    )
    password = forms.CharField(
        label=PASSWORD,
        help_text=format_lazy("{} {}", _("Bara om du väljer lösenord."), LENGTH),
        required=False,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args, email: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.email = email

    def clean(self):
        data = super().clean() or {}
        if data.get("way") == self.BY_PASSWORD and "password" not in self.errors:
            person = Person(email=self.email, name=data.get("name", ""))
            try:
                validate_password(data.get("password") or "", person)
            except forms.ValidationError as problem:
                self.add_error("password", problem)
        return data

    @property
    def chosen_password(self) -> str | None:
        data = self.cleaned_data
        return data["password"] if data["way"] == self.BY_PASSWORD else None


class LeaveForm(forms.Form):
    last_day = DateField(label=_("Sista dagen"))
    why = GuardedTextField(label=_("Skäl"), required=False, rows=2)

    def clean_last_day(self) -> dt.date:
        day = self.cleaned_data["last_day"]
        if day < today() - dt.timedelta(days=MOST_DAYS_BACK):
            raise forms.ValidationError(_("Välj en dag det senaste året, i dag eller framåt."))
        return day


class PersonForm(forms.Form):
    name = GuardedCharField(label=_("Namn"), max_length=150)
    email = forms.EmailField(
        label=_("E-post"),
        max_length=254,
        help_text=_(
            "Personen loggar in med den. Byter du adress loggas personen ut, och vi skriver till "
            "både den gamla och den nya."
        ),
    )

    def __init__(self, *args, person: Person, **kwargs):
        super().__init__(*args, **kwargs)
        self.person = person

    def clean_email(self) -> str:
        email = self.cleaned_data["email"].lower()
        if Person.objects.filter(email=email).exclude(pk=self.person.pk).exists():
            raise forms.ValidationError(_("Adressen hör redan till någon annan. Skriv en annan."))
        return email


class PeopleFilter(FilterForm):
    sok = forms.CharField(label=_("Namn, e-post eller funktion"))
    lage = forms.ChoiceField(
        label=_("Visa"),
        choices=[
            ("", _("De som har ett öppet konto")),
            ("slutat", _("De som har slutat")),
            ("alla", _("Alla")),
        ],
    )

    def narrow(self, rows):
        rows = super().narrow(rows)
        wanted = self.cleaned_data.get("lage", "") if self.is_valid() else ""
        if wanted == "slutat":
            return rows.filter(is_active=False)
        return rows if wanted == "alla" else rows.filter(is_active=True)

    def narrow_lage(self, rows, value):
        return rows  # done above: nothing chosen also narrows

    def narrow_sok(self, rows, value):
        for word in value.split():
            found = Person.objects.filter(
                Q(name__icontains=word)
                | Q(email__icontains=word)
                | Q(holdings__function__title__icontains=word)
                | Q(holdings__function__organisation__name__icontains=word)
            )
            rows = rows.filter(pk__in=found.values("pk"))
        return rows
