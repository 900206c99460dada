"""A code, and the questions that one person answers without a name."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mrplattform.assessments.forms.results import EarlierFilter
from mrplattform.assessments.nameless.asking import called_for, may_ask
from mrplattform.assessments.nameless.box import Box
from mrplattform.questions import reading, values
from mrplattform.questions.forms import AnswerForm
from mrplattform.questions.models import Answer, FrameworkVersion, Kind, Question
from mrplattform.questions.services.ballots import Given

State = Answer.State
LEGENDS: dict[str, Any] = {
    Kind.LEVEL: gettext_lazy("Vilken beskrivning stämmer bäst?"),
    Kind.SEVERAL: gettext_lazy("Välj ett eller flera svar"),
    Kind.CHOICE: gettext_lazy("Välj ett svar"),
    Kind.DATE: gettext_lazy("Vilket datum?"),
    Kind.MONEY: gettext_lazy("Ditt svar i kronor"),
}
# Of an organisation's own way to answer, what asks for more words than a person should leave.
NOT_ASKED = ("comment", "edition", "title", "file", "link")


class CodeForm(forms.Form):
    code = forms.CharField(
        label=gettext_lazy("Kod"),
        max_length=40,
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
        ),
        error_messages={"required": gettext_lazy("Skriv koden.")},
    )


@dataclass(frozen=True)
class When:
    """What calls for a question: a field of an earlier one, and the posted values, as JSON."""

    name: str
    posted: str
    words: str


class PersonForm(AnswerForm):
    """One question to one person: nothing but the answer itself, and no answer when she wants none."""

    when: When | None = None

    def __init__(self, question: Question, **more):
        super().__init__(question, prefix=f"q{question.pk}", **more)
        for name in NOT_ASKED:
            del self.fields[name]
        for name in {"choice", "value"} & set(self.fields):
            self.fields[name].label = self.legend
        if question.kind == Kind.TEXT:
            self.fields["value"].help_text = _(
                "Skriv inga namn, och inget som visar vem du eller någon annan är."
            )

    @property
    def legend(self):
        return LEGENDS.get(self.question.kind, _("Ditt svar"))

    def _ways_out(self) -> list[tuple[str, str, str, str]]:
        words = {State.UNKNOWN.value: "", State.NOT_APPLICABLE.value: _("Frågan gäller inte mig.")}
        return [
            (value, label, words[value], sign) for value, label, _old, sign in super()._ways_out()
        ]

    def clean(self):
        cleaned: dict[str, Any] = forms.Form.clean(self) or {}
        if self.errors or self.is_blank:
            return cleaned
        state, value = self._read(cleaned)
        try:
            values.check(self.question, state, value, comment="-")
        except ValidationError as problem:
            self._place(problem)
        cleaned["given"] = (state, value)
        return cleaned

    @property
    def given(self) -> Given | None:  # type: ignore[override]
        return self.cleaned_data.get("given")


class PartsFilter(EarlierFilter):
    """Which breakdown of the answers, and which earlier round."""

    dela = forms.ChoiceField(label=gettext_lazy("Dela upp efter"))
    field_order = ("dela", "jamfor")

    def __init__(self, *args, box: Box, **kwargs):
        super().__init__(*args, **kwargs)
        choices = [(one.key, one.label) for one in box.breakdowns]
        self.fields["dela"].choices = choices
        if len(choices) < 2:
            del self.fields["dela"]


class SheetForm:
    """All questions of a round on one page."""

    def __init__(self, version: FrameworkVersion, left_out: Collection[str] = (), data=None):
        self.version, self.left_out = version, left_out
        self.forms = [PersonForm(question, data=data) for question in may_ask(version, left_out)]
        self._say_when()
        self.answers: dict[Question, Given] = {}

    def is_valid(self) -> bool:
        """Answers to questions that the others do not call for count for nothing."""
        if not min([form.is_valid() for form in self.forms]):  # each says what is wrong with it
            return False
        fine = True
        given = {form.question: form.given for form in self.forms if form.given}
        questions = [form.question for form in self.forms]
        asked = set(called_for(self.version, given, questions))
        for form in self.forms:
            if form.question.required and form.question in asked and not form.given:
                form.add_error("value" if form.has_value_field else "choice", _("Svara på frågan."))
                fine = False
        self.answers = {question: one for question, one in given.items() if question in asked}
        if fine and not self.answers:
            self.forms[0].add_error(None, _("Du har inte svarat på någon fråga än."))
        return fine and bool(self.answers)

    def _say_when(self) -> None:
        by_key = {form.question.key: form for form in self.forms}
        words = reading.conditions_in_words([form.question for form in self.forms])
        for form in self.forms:
            if condition := form.question.condition:
                earlier = by_key[condition["question"]]
                name = "value" if earlier.has_value_field else "choice"
                wanted = condition["in"] if "in" in condition else [condition["is"]]
                posted = json.dumps([_as_posted(value) for value in wanted])
                form.when = When(earlier.add_prefix(name), posted, words[form.question.key])

    @property
    def sections(self) -> list[tuple[Any, list[PersonForm]]]:
        by_key = {form.question.key: form for form in self.forms}
        grouped = reading.by_section([form.question for form in self.forms])
        return [(section, [by_key[one.key] for one in rows]) for section, rows in grouped]

    @property
    def wrong(self) -> list[PersonForm]:
        return [form for form in self.forms if form.errors]


def _as_posted(value) -> str:
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value)
