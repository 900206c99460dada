"""One question as a form: any kind, "vet ej" and "inte aktuellt", why, and what it rests on."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mrplattform.core.forms import (
    DateField,
    GuardedCharField,
    GuardedTextField,
    MoneyField,
    UploadField,
)
from mrplattform.questions import values
from mrplattform.questions.models import Answer, Kind, Question
from mrplattform.questions.reading import display_value, season

State = Answer.State
# Kinds answered by choosing one card; the others have a control of their own for the value.
ONE_CARD = (Kind.LEVEL, Kind.YES_NO, Kind.CHOICE)
LEGENDS: dict[str, Any] = {
    Kind.LEVEL: gettext_lazy("Hur långt har ni kommit?"),
    Kind.YES_NO: gettext_lazy("Ert svar"),
    Kind.CHOICE: gettext_lazy("Välj ett svar"),
    Kind.SEVERAL: gettext_lazy("Välj ett eller flera svar"),
    Kind.NUMBER: gettext_lazy("Ert svar"),
    Kind.MONEY: gettext_lazy("Ert svar i kronor"),
    Kind.DATE: gettext_lazy("Vilket datum?"),
    Kind.TEXT: gettext_lazy("Ert svar"),
}
WHY: dict[str, Any] = {
    Kind.LEVEL: gettext_lazy("Varför väljer ni den nivån?"),
    Kind.YES_NO: gettext_lazy("Varför väljer ni det svaret?"),
    Kind.CHOICE: gettext_lazy("Varför väljer ni det svaret?"),
    Kind.SEVERAL: gettext_lazy("Varför väljer ni de svaren?"),
}


class NumberField(forms.CharField):
    """A number as people write it ('1 250', '3,5') → Decimal."""

    default_error_messages = {
        "invalid": gettext_lazy("Skriv ett tal med siffror, till exempel 12 eller 3,5."),
        "unclear": gettext_lazy("Menar ni tusental eller decimaler? Skriv 1250 eller 1,25."),
    }

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.widget.attrs.setdefault("inputmode", "decimal")

    def to_python(self, value):
        plain = "".join((super().to_python(value) or "").split()).replace("−", "-")
        if not plain:
            return None
        whole, dot, part = plain.partition(".")
        if dot and len(part) == 3 and whole.lstrip("-") != "0":
            raise ValidationError(self.error_messages["unclear"], code="unclear")
        plain = plain.replace(",", ".")
        if not set(plain) <= set("-.0123456789"):
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        try:
            return Decimal(plain)
        except InvalidOperation:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from None

    def prepare_value(self, value):
        return values.plain_number(value) if isinstance(value, Decimal) else value


@dataclass(frozen=True)
class Card:
    """One way to answer, drawn as a card."""

    name: str
    id: str
    value: str
    label: str
    description: str
    glyph: str  # the level's sign, "u", "n" or none
    checked: bool
    was_last: bool
    control: str
    apart: str = ""  # "first" and "next" of those beside the scale


class AnswerForm(forms.Form):
    """`answer` is what the sheet holds now, `last` an earlier answer to the same question.

    After is_valid(), `**form.given` goes to services.answers.save_answer. A page that saves as
    one goes may skip a form where is_blank.
    """

    class Media:
        css = {"all": ["questions/answer.css"]}
        js = ["questions/answer.js"]

    comment = GuardedTextField(
        rows=4,
        max_length=values.LONGEST_TEXT,
        required=False,
        label=gettext_lazy("Vill ni förklara svaret?"),
        help_text=gettext_lazy(
            "Två till fyra meningar räcker. Skriv inga namn eller personnummer."
        ),
    )
    edition = forms.IntegerField(required=False, widget=forms.HiddenInput)
    title = GuardedCharField(
        max_length=200, required=False, label=gettext_lazy("Vad visar underlaget?")
    )
    file = UploadField(required=False, label=gettext_lazy("Fil"))
    link = forms.URLField(
        max_length=500,
        required=False,
        label=gettext_lazy("Länk"),
        assume_scheme="https",
        error_messages={
            "invalid": gettext_lazy("Skriv hela adressen, till exempel https://ekvik.se/rutin.")
        },
    )
    say_optional = False
    # How the question differs from last time's, and whether that answer can be given once more:
    # set by a page that offers it.
    since = None
    may_reuse = False

    def __init__(
        self, question: Question, *, answer=None, last=None, data=None, files=None, **more
    ):
        self.question, self.answer, self.last = question, answer, last
        more["initial"] = _initial(question, answer) | (more.get("initial") or {})
        super().__init__(data, files, **more)
        choose = forms.MultipleChoiceField if self.has_value_field else forms.ChoiceField
        self.fields["choice"] = choose(choices=self._card_choices(), required=False)
        self.fields["choice"].label = LEGENDS[question.kind]
        if self.has_value_field:
            self.fields["value"] = self._value_field()
        self.fields["comment"].label = WHY.get(question.kind, self.fields["comment"].label)

    # --- What may be chosen ------------------------------------------------------------------

    @property
    def has_value_field(self) -> bool:
        return self.question.kind not in ONE_CARD

    def _card_choices(self) -> list[tuple[str, str]]:
        return [(value, label) for value, label, *_rest in [*self._ways(), *self._ways_out()]]

    def _ways(self) -> list[tuple[str, str, str, str]]:
        """(posted value, label, description, sign) of each ordinary answer."""
        question = self.question
        if question.kind == Kind.YES_NO:
            return [("yes", _("Ja"), "", ""), ("no", _("Nej"), "", "")]
        sign = str if question.kind == Kind.LEVEL else lambda value: ""
        return [(str(o.value), o.label, o.description, sign(o.value)) for o in question.choices]

    def _ways_out(self) -> list[tuple[str, str, str, str]]:
        """The answers beside the scale, as good as any."""
        found = []
        if self.question.allow_unknown:
            words = _("Ett riktigt svar. Skriv gärna vem som kan veta.")
            found.append((State.UNKNOWN.value, _("Vet ej"), words, "u"))
        if self.question.allow_not_applicable:
            words = _("Frågan gäller inte oss. Skriv varför.")
            found.append((State.NOT_APPLICABLE.value, _("Inte aktuellt"), words, "n"))
        return found

    def _value_field(self) -> forms.Field:
        question, label = self.question, LEGENDS[self.question.kind]
        match question.kind:
            case Kind.SEVERAL:
                choices = [(value, text) for value, text, *_rest in self._ways()]
                return forms.MultipleChoiceField(choices=choices, required=False, label=label)
            case Kind.NUMBER:
                words = {"label": label, "unit": question.unit}
                label = _("%(label)s (%(unit)s)") % words if question.unit else label
                return NumberField(required=False, label=label)
            case Kind.MONEY:
                low = question.minimum
                return MoneyField(
                    required=False, label=label, allow_negative=low is not None and low < 0
                )
            case Kind.DATE:
                return DateField(required=False, label=label)
        most = int(question.maximum or values.LONGEST_TEXT)
        return GuardedTextField(rows=5, required=False, label=label, max_length=most)

    # --- Checking ----------------------------------------------------------------------------

    @property
    def is_blank(self) -> bool:
        """Nothing chosen, nothing written, nothing added."""
        names = {"choice", "value", "comment", "title", "link"} & set(self.fields)
        return (
            self.is_bound
            and not any(self.data.get(self.add_prefix(name), "").strip() for name in names)
            and not self.files.get(self.add_prefix("file"))
        )

    def clean(self):
        cleaned: dict[str, Any] = super().clean() or {}
        if not {"choice", "value", "comment"} & set(self.errors):
            state, value = self._read(cleaned)
            try:
                values.check(self.question, state, value, cleaned["comment"])
            except ValidationError as problem:
                self._place(problem)
            cleaned["state"], cleaned["value"] = state, value
        if cleaned.get("file") and cleaned.get("link"):
            self.add_error("link", _("Lägg till filen och länken var för sig."))
        return cleaned

    def _read(self, cleaned) -> tuple[str, Any]:
        chosen = cleaned["choice"]
        if not self.has_value_field:
            return self._read_card(chosen)
        value = cleaned["value"]
        value = None if value in ("", []) else value
        if len(chosen) > 1:
            self.add_error("choice", _("Välj ett av dem: Vet ej eller Inte aktuellt."))
        elif chosen and value is not None and value != self.initial.get("value"):
            self.add_error(
                "value", _("Ni har både skrivit ett svar och kryssat i en ruta. Behåll ett av dem.")
            )
        return (chosen[0], None) if chosen else (State.ANSWERED.value, value)

    def _read_card(self, chosen: str) -> tuple[str, Any]:
        if chosen in (State.UNKNOWN, State.NOT_APPLICABLE):
            return chosen, None
        kind, value = self.question.kind, None
        if chosen:
            value = int(chosen) if kind == Kind.LEVEL else chosen
            value = chosen == "yes" if kind == Kind.YES_NO else value
        return State.ANSWERED.value, value

    def _place(self, problem: ValidationError) -> None:
        if hasattr(problem, "error_dict"):
            self.add_error(None, problem)
        else:
            self.add_error("value" if self.has_value_field else "choice", problem)

    @property
    def given(self) -> dict[str, Any]:
        """What save_answer wants."""
        names = ("state", "value", "comment", "edition")
        return {name: self.cleaned_data[name] for name in names}

    # --- Drawing -----------------------------------------------------------------------------

    @property
    def cards(self) -> list[Card]:
        """The scale or the choices; empty where the value is typed."""
        if self.question.kind == Kind.SEVERAL:
            return self._draw("value", self._ways(), "checkbox")
        return self._draw("choice", [] if self.has_value_field else self._ways(), "radio")

    @property
    def cards_apart(self) -> list[Card]:
        control = "checkbox" if self.has_value_field else "radio"
        cards = self._draw("choice", self._ways_out(), control)
        return [
            replace(card, apart="next" if place else "first") for place, card in enumerate(cards)
        ]

    def _draw(self, name: str, ways, control: str) -> list[Card]:
        chosen = self[name].value() or []
        chosen = chosen if isinstance(chosen, list | tuple) else [chosen]
        last = _posted(self.question, self.last)
        return [
            Card(
                self.add_prefix(name),
                f"{self[name].auto_id}_{value}",
                value,
                label,
                description,
                sign,
                checked=value in chosen,
                was_last=value in last,
                control=control,
            )
            for value, label, description, sign in ways
        ]

    @property
    def legend(self):
        return LEGENDS[self.question.kind]

    @property
    def last_season(self) -> str:
        return season(self.last.sheet.day) if self.last else ""

    @property
    def last_label(self) -> str:
        """'Ert svar hösten 2025'."""
        return _("Ert svar %(season)s") % {"season": self.last_season}

    @property
    def evidence_is_open(self) -> bool:
        """Something was typed there, or has to be corrected."""
        return any(self[name].errors or self[name].value() for name in ("title", "file", "link"))

    @property
    def last_words(self) -> str:
        return display_value(self.last)

    @property
    def evidence(self) -> list:
        if not self.answer or not self.answer.pk:
            return []
        return [one for one in self.answer.evidence.all() if one.removed_at is None]


def _posted(question: Question, answer: Answer | None) -> list[str]:
    """The cards that an answer stands for."""
    if answer is None:
        return []
    if answer.state != State.ANSWERED:
        return [str(answer.state)]
    value = getattr(answer, Answer.COLUMNS[question.kind])
    if question.kind == Kind.YES_NO:
        return ["yes" if value else "no"]
    return [str(one) for one in value] if isinstance(value, list) else [str(value)]


def _initial(question: Question, answer: Answer | None) -> dict[str, Any]:
    if answer is None:
        return {}
    first = {"comment": answer.comment, "edition": answer.edition if answer.pk else None}
    if question.kind in ONE_CARD:
        return first | {"choice": _posted(question, answer)[0]}
    if answer.state != State.ANSWERED:
        return first | {"choice": [str(answer.state)]}
    return first | {"value": getattr(answer, Answer.COLUMNS[question.kind])}
