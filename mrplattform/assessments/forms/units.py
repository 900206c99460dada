"""Whom a round asks, and who answers and approves for them."""

from __future__ import annotations

import hashlib

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mrplattform.assessments.candidates import ASKED_KINDS, KINDS, Candidate, label
from mrplattform.assessments.models import AskedUnit, Assessment
from mrplattform.assessments.places import COUNTIES, SIZES, county, size_class
from mrplattform.assessments.services.rounds import Choice
from mrplattform.assessments.whom import Whom
from mrplattform.core.tables import FilterForm
from mrplattform.organisations.models import Function, Organisation

# More codes than this for one unit is hardly meant.
MOST_CODES = 2000
ALL = ("", gettext_lazy("Alla"))


# --- Which are shown -------------------------------------------------------------------------


class WhomFilter(FilterForm):
    """Narrows a list of candidates. `asked`: what the draft asks so far, by unit."""

    SHOWN = [
        ("", gettext_lazy("Alla")),
        ("valda", gettext_lazy("Valda")),
        ("saknar", gettext_lazy("Valda som saknar svarande")),
    ]
    sok = forms.CharField(label=gettext_lazy("Sök namn"), max_length=100)
    visa = forms.ChoiceField(label=gettext_lazy("Visa"), choices=SHOWN)

    def __init__(self, *args, asked: dict[int, AskedUnit], **kwargs):
        super().__init__(*args, **kwargs)
        self.asked = asked

    def narrow_sok(self, rows, text):
        return [one for one in rows if text.casefold() in one.name.casefold()]

    def narrow_visa(self, rows, shown):
        rows = [one for one in rows if one.unit.pk in self.asked]
        if shown == "saknar":
            rows = [one for one in rows if not self.asked[one.unit.pk].is_ready]
        return rows


class OwnFilter(WhomFilter):
    slag = forms.MultipleChoiceField(
        label=gettext_lazy("Slag"),
        choices=[(kind.value, kind.label) for kind in KINDS],
        widget=forms.CheckboxSelectMultiple,
    )
    field_order = ["slag", "sok", "visa"]

    def __init__(self, data, *, asked, **kwargs):
        if not data.getlist("slag"):
            data = data.copy()
            kinds = {one.organisation.kind for one in asked.values()} | set(ASKED_KINDS)
            data.setlist("slag", [kind for kind in KINDS if kind in kinds])
        super().__init__(data, asked=asked, **kwargs)

    def narrow_slag(self, rows, kinds):
        return [one for one in rows if one.unit.kind in kinds]


class CountryFilter(WhomFilter):
    sektor = forms.ChoiceField(
        label=gettext_lazy("Kommun eller region"), choices=[ALL, *Organisation.Sector.choices[:2]]
    )
    lan = forms.ChoiceField(label=gettext_lazy("Län"), choices=[ALL, *COUNTIES.items()])
    storlek = forms.ChoiceField(
        label=gettext_lazy("Storlek"),
        choices=[ALL, *[one for one in SIZES.items() if one[0].startswith("i")]],
    )
    field_order = ["sektor", "lan", "storlek", "sok", "visa"]

    def narrow_sektor(self, rows, sector):
        return [one for one in rows if one.unit.sector in (sector, Organisation.Sector.BOTH)]

    def narrow_lan(self, rows, code):
        return [one for one in rows if county(one.unit) == code]

    def narrow_storlek(self, rows, size):
        return [one for one in rows if size_class(one.unit) == size]


# --- Who answers -----------------------------------------------------------------------------


class UnitsForm(forms.Form):
    """A row for each unit on the page: ask it, who answers, who approves; without names the
    addresses and the number of codes."""

    say_optional = False
    ticks_at_first = True

    def __init__(self, *args, whom: Whom, candidates: list[Candidate], **kwargs):
        super().__init__(*args, **kwargs)
        self.whom, self.round = whom, whom.round
        self.candidates = {one.unit.pk: one for one in candidates}
        self.given = {pk: whom.choice(one) for pk, one in self.candidates.items()}
        self.functions = {f.pk: f for one in candidates for f in one.functions}
        for choice in self.given.values():
            for function in (choice.reporter, choice.approver):
                if function:
                    self.functions.setdefault(function.pk, function)
        self.names = {} if self.round.is_anonymous else whom.names(self.functions.values())
        for pk, one in self.candidates.items():
            self._add_row(pk, one)
        self.fields["seen"] = forms.CharField(
            required=False, initial=self.stored, widget=forms.HiddenInput
        )

    @property
    def stored(self) -> str:
        """What is chosen among these now, as a mark that differs when it does."""
        rows = [
            (pk, one.reporter_id, one.approver_id, one.email, one.emails, one.codes)
            for pk, one in sorted(self.whom.asked.items())
            if pk in self.candidates
        ]
        return hashlib.sha256(repr(rows).encode()).hexdigest()[:16]

    def changed_meanwhile(self) -> bool:
        """Somebody chose among these since the page was opened. Says what is stored now where it
        differs, and lets the person save over it having seen that."""
        seen = self.cleaned_data.get("seen")
        if not seen or seen == self.stored:
            return False
        self.add_error(None, _told(self._differing()))
        self.data = self.data.copy()
        self.data["seen"] = self.stored
        return True

    def _differing(self) -> list[str]:
        asked, mine = self.whom.asked, {one.organisation.pk: one for one in self.choices}
        found = []
        for pk, one in self.candidates.items():
            theirs, own = asked.get(pk), mine.get(pk)
            if bool(theirs) != bool(own):
                found.append(f"{one.name}: {_('vald') if theirs else _('inte vald')}")
            elif theirs and own and _answers(theirs) != _answers(own):
                found.append(f"{one.name}: {theirs.reporter or theirs.email or _('ingen vald')}")
        return found

    def _add_row(self, pk: int, one: Candidate) -> None:
        given, asked = self.given[pk], self.whom.asked
        # Nothing chosen yet: those that are usually asked are, unless somebody leaves them out.
        usual = self.ticks_at_first and not asked and one.unit.kind in ASKED_KINDS
        self.fields[f"unit_{pk}"] = forms.BooleanField(
            label=one.name, required=False, initial=pk in asked or usual
        )
        if self.round.is_anonymous:
            self._add_addresses(pk, one, given)
            return
        self._add_function(f"reporter_{pk}", _("Svarar för %s"), one, given.reporter)
        self.fields[f"email_{pk}"] = forms.EmailField(
            label=_("E-post till den som svarar för %s") % one.name,
            required=False,
            initial=given.email,
        )
        if self.round.needs_approval:
            self._add_function(f"approver_{pk}", _("Godkänner för %s"), one, given.approver)

    def _add_function(self, name: str, words: str, one: Candidate, function) -> None:
        self.fields[name] = forms.TypedChoiceField(
            label=words % one.name,
            required=False,
            coerce=int,
            empty_value=None,
            choices=self._options(one, function),
            initial=function.pk if function else None,
        )

    def _add_addresses(self, pk: int, one: Candidate, given: Choice) -> None:
        self.fields[f"emails_{pk}"] = forms.CharField(
            label=_("E-postadresser i %s, en per rad") % one.name,
            required=False,
            initial=given.emails,
            widget=forms.Textarea(attrs={"rows": 2}),
            validators=[check_addresses],
        )
        self.fields[f"codes_{pk}"] = forms.IntegerField(
            label=_("Antal koder att skriva ut för %s") % one.name,
            required=False,
            initial=given.codes or None,
            min_value=0,
            max_value=MOST_CODES,
        )

    def _options(self, one: Candidate, function: Function | None) -> list[tuple]:
        functions = {f.pk: f for f in one.functions}
        if function:
            functions.setdefault(function.pk, function)
        options = [(pk, label(f, self.names, one.unit)) for pk, f in functions.items()]
        return [("", _("Ingen vald")), *options]

    @property
    def rows(self) -> list[dict]:
        """For the page: the candidate and its fields."""
        names = ("unit", "reporter", "email", "approver", "emails", "codes")
        return [
            {"candidate": one}
            | {name: self[f"{name}_{pk}"] for name in names if f"{name}_{pk}" in self.fields}
            for pk, one in self.candidates.items()
        ]

    @property
    def choices(self) -> list[Choice]:
        return [one for one in self.all_choices if self.cleaned_data[f"unit_{one.organisation.pk}"]]

    @property
    def all_choices(self) -> list[Choice]:
        """As the page says, ticked or not."""
        return [self._choice(pk, one) for pk, one in self.candidates.items()]

    def _choice(self, pk: int, one: Candidate) -> Choice:
        given = self.cleaned_data
        email = given.get(f"email_{pk}") or ""
        # An address that somebody wrote goes before the function that we proposed.
        reporter = None if email else self.functions.get(given.get(f"reporter_{pk}"))
        return Choice(
            one.unit,
            reporter,
            self.functions.get(given.get(f"approver_{pk}")),
            email,
            given.get(f"emails_{pk}") or "",
            given.get(f"codes_{pk}") or 0,
        )


def _answers(one: AskedUnit | Choice) -> tuple:
    return one.reporter, one.approver, one.email, one.emails, one.codes


def _told(differing: list[str]) -> str:
    if not differing:
        return _("Någon annan sparade samma urval medan du valde. Tryck på Spara igen.")
    return _(
        "Någon annan ändrade urvalet medan du valde. Nu är sparat: %s. "
        "Ditt eget val står kvar här nedanför. Ändra det, eller spara igen så gäller ditt."
    ) % "; ".join(differing[:10])


def check_addresses(text: str) -> None:
    wrong = []
    for line in filter(None, map(str.strip, text.splitlines())):
        try:
            validate_email(line)
        except ValidationError:
            wrong.append(line)
    if wrong:
        words = _("De här raderna är inte e-postadresser: %s.")
        raise ValidationError(words % ", ".join(wrong[:5]))


class AddUnitsForm(UnitsForm):
    """While the round is open, a unit that is added is asked at once: who answers is needed."""

    ticks_at_first = False

    def clean(self):
        cleaned = super().clean()
        ticked = [pk for pk in self.candidates if cleaned.get(f"unit_{pk}")]
        if not ticked:
            raise ValidationError(_("Kryssa för minst en enhet."))
        for pk in ticked:
            if not cleaned.get(f"reporter_{pk}") and not cleaned.get(f"email_{pk}"):
                self._ask(f"reporter_{pk}", _("Välj en funktion, eller skriv en e-postadress."))
            if self.round.needs_approval and not cleaned.get(f"approver_{pk}"):
                self._ask(f"approver_{pk}", _("Välj en funktion."))
        return cleaned

    def _ask(self, name: str, words: str) -> None:
        if name not in self.errors:
            self.add_error(name, words)


class FunctionsForm(forms.Form):
    """Others for one unit that is already asked."""

    reporter = forms.TypedChoiceField(
        label=gettext_lazy("Svarar"), coerce=int, required=False, empty_value=None
    )
    email = forms.EmailField(
        label=gettext_lazy("Eller e-post till den som svarar"),
        required=False,
        help_text=gettext_lazy("För den som inte har konto. Adressen får en personlig länk."),
    )
    approver = forms.TypedChoiceField(label=gettext_lazy("Godkänner"), coerce=int)
    say_optional = False

    def __init__(self, *args, assessment: Assessment, whom: Whom, email: str = "", **kwargs):
        super().__init__(*args, **kwargs)
        unit = assessment.organisation_id
        candidate = next((one for one in whom.candidates if one.unit.pk == unit), None)
        functions = {one.pk: one for one in (candidate.functions if candidate else [])}
        for function in (assessment.reporter, assessment.approver):
            if function:
                functions.setdefault(function.pk, function)
        names = whom.names(functions.values())
        self.functions = functions
        options = [(pk, label(f, names, assessment.organisation)) for pk, f in functions.items()]
        self.fields["reporter"].choices = [("", _("Ingen funktion")), *options]
        self.fields["approver"].choices = options
        self.initial = {
            "reporter": assessment.reporter_id,
            "approver": assessment.approver_id,
            "email": email,
        } | self.initial
        if not assessment.round.needs_approval:
            self.fields["approver"].widget = forms.HiddenInput()

    def clean(self):
        cleaned = super().clean()
        if not cleaned.get("reporter") and not cleaned.get("email") and not self.errors:
            self.add_error("reporter", _("Välj en funktion, eller skriv en e-postadress."))
        if cleaned.get("reporter") and cleaned.get("email"):
            self.add_error("email", _("Välj antingen en funktion eller en e-postadress."))
        return cleaned

    @property
    def values(self) -> dict:
        given = self.cleaned_data
        return {
            "reporter": self.functions.get(given["reporter"]),
            "approver": self.functions[given["approver"]],
            "email": given["email"],
        }
