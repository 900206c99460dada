"""The levels of a scale, or what can be chosen: a row of fields each."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, override

from mrplattform.core.forms import GuardedCharField, GuardedTextField
from mrplattform.questions.files import KEY, LEVELS, RESERVED
from mrplattform.questions.forms.texts import TextsForm, plain
from mrplattform.questions.models import Kind, Question
from mrplattform.questions.services.keys import new_key
from mrplattform.questions.wording import in_language

BLANK_ROWS, MOST_ROWS = 3, 60
# The look's five signs; whoever wants other words writes them.
USUAL_LEVELS = [
    gettext_noop("Inte påbörjat"),
    gettext_noop("Påbörjat"),
    gettext_noop("Beslutat"),
    gettext_noop("Genomfört"),
    gettext_noop("Följt upp med effekt"),
]


def usual_scale(questions: list[Question], languages: list[str]) -> list[dict[str, Any]]:
    """The scale that most questions of the version have; else the platform's own levels."""
    scales = [question.options for question in questions if question.kind == Kind.LEVEL]
    if scales:
        common = Counter(map(repr, scales)).most_common(1)[0][0]
        return next(one for one in scales if repr(one) == common)
    return [{"value": value, "label": _in_all(USUAL_LEVELS[value], languages)} for value in LEVELS]


def _in_all(words: str, languages: list[str]) -> dict[str, str]:
    found = {}
    for code in languages:
        with override(code):
            found[code] = _(words)
    return found


@dataclass(frozen=True)
class Row:
    """One level or choice as its bound fields."""

    title: str
    labels: list
    descriptions: list
    value: Any = None
    place: Any = None


class OptionsForm(TextsForm):
    """Names are o<row>_label_<language>, o<row>_description_<language>; a choice has also
    o<row>_value and o<row>_place, a level is its row."""

    kind: str

    def add_options(self, options: list[dict[str, Any]]) -> None:
        self.rows = len(LEVELS) if self.kind == Kind.LEVEL else self._row_count(options)
        placed = {one["value"]: one for one in options}
        self.fields["rows"] = forms.IntegerField(widget=forms.HiddenInput, required=False)
        self.initial["rows"] = self.rows
        for row in range(self.rows):
            if self.kind == Kind.LEVEL:
                self._add_row(row, placed.get(row))
            else:
                self._add_row(row, options[row] if row < len(options) else None)
                self._add_choice(row, options[row] if row < len(options) else None)

    def _row_count(self, options) -> int:
        posted = str(self.data.get("rows", "")) if self.is_bound else ""
        rows = int(posted) if posted.isdecimal() else len(options) + BLANK_ROWS
        if "more" in self.data:
            rows += BLANK_ROWS
        return max(len(options), min(rows, MOST_ROWS))

    def _add_row(self, row: int, option: dict | None) -> None:
        for code in self.languages:
            label = in_language(_("Namn"), code, self.languages)
            self.fields[f"o{row}_label_{code}"] = GuardedCharField(
                label=label, max_length=200, required=False
            )
            self.fields[f"o{row}_description_{code}"] = GuardedTextField(
                label=in_language(_("Beskrivning"), code, self.languages),
                rows=2,
                max_length=1000,
                required=False,
            )
            for name in ("label", "description"):
                words = (option or {}).get(name, {}).get(code, "")
                self.initial.setdefault(f"o{row}_{name}_{code}", words)

    def _add_choice(self, row: int, option: dict | None) -> None:
        self.fields[f"o{row}_value"] = GuardedCharField(
            label=_("Nyckel"), max_length=80, required=False
        )
        self.fields[f"o{row}_place"] = forms.IntegerField(
            label=_("Ordning"), min_value=1, max_value=999, required=False
        )
        self.initial.setdefault(f"o{row}_value", option["value"] if option else "")
        self.initial.setdefault(f"o{row}_place", row + 1)

    @property
    def option_rows(self) -> list[Row]:
        found = []
        for row in range(self.rows):
            labels = self.text_fields(f"o{row}_label")
            descriptions = self.text_fields(f"o{row}_description")
            if self.kind == Kind.LEVEL:
                found.append(Row(_("Nivå %s") % row, labels, descriptions))
            else:
                more = {name: self[f"o{row}_{name}"] for name in ("value", "place")}
                found.append(Row(_("Svarsval %s") % (row + 1), labels, descriptions, **more))
        return found

    # --- What was written --------------------------------------------------------------------

    def read_options(self) -> list[dict[str, Any]]:
        """The rows that have a name, in their order; faults stand at their fields."""
        rows = [row for row in range(self.rows) if self._is_written(row)]
        if len(rows) < 2:
            missing = next(row for row in range(self.rows) if row not in rows)
            words = (
                _("Minst två nivåer behöver ett namn.")
                if self.kind == Kind.LEVEL
                else _("Minst två svarsval behöver ett namn.")
            )
            self.add_error(f"o{missing}_label_sv", words)
        if self.kind != Kind.LEVEL:
            rows.sort(key=lambda row: (self.cleaned_data.get(f"o{row}_place") or 1000, row))
        values: list[Any] = []
        return [self._option(row, values) for row in rows]

    def _is_written(self, row: int) -> bool:
        if self.texts(f"o{row}_label").get("sv"):
            return True
        if self.texts(f"o{row}_label") or self.texts(f"o{row}_description"):
            self.add_error(f"o{row}_label_sv", _("Skriv ett namn, eller ta bort beskrivningen."))
        return False

    def _option(self, row: int, values: list[Any]) -> dict[str, Any]:
        label, description = self.texts(f"o{row}_label"), self.texts(f"o{row}_description")
        value = row if self.kind == Kind.LEVEL else self._value(row, label["sv"], values)
        values.append(value)
        found = {"value": value, "label": label}
        return found | {"description": description} if description else found

    def _value(self, row: int, label: str, taken: list[Any]) -> str:
        written = self.cleaned_data.get(f"o{row}_value", "")
        if written in taken or written in RESERVED:
            self.add_error(f"o{row}_value", _("Nyckeln %s är upptagen. Välj en annan.") % written)
        elif written and not KEY.fullmatch(written):
            words = _("Skriv nyckeln utan mellanslag och å, ä, ö.")
            self.add_error(f"o{row}_value", words)
        return written or new_key(plain(label), {*taken, *RESERVED})
