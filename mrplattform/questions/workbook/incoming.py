"""An Excel file as the same tree as a YAML file holds, with the sheet, row and column of each value,
to be checked by the same reader (files.py)."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from mrplattform.core.formulas import find_formulas
from mrplattform.core.marked_yaml import Fault
from mrplattform.core.plain_yaml import Place, Placed, PlainSource
from mrplattform.organisations.services import spreadsheets
from mrplattform.questions.files import LONGEST_TEXT
from mrplattform.questions.models import Kind
from mrplattform.questions.terms import (
    OPTIONS,
    QUESTIONS,
    SCALES,
    SECTIONS,
    SHEETS,
    TERMS,
    VERSION,
    words,
)
from mrplattform.questions.writing import Tree

NEEDED = {
    VERSION: ["key", "title.sv"],
    SECTIONS: ["key", "title.sv"],
    QUESTIONS: ["section", "key", "kind", "text.sv"],
    SCALES: ["scale", "value", "label.sv"],
    OPTIONS: ["question", "value"],
}


def from_excel(data: bytes, file: str) -> PlainSource:
    """The file as the tree that a YAML file would hold, and the faults that only a table can have.
    Raises ValidationError when it is no such file at all."""
    book = spreadsheets.read_book(data)
    reader = _Reader(book)
    source = PlainSource(file, reader.framework(), words())
    source.faults += reader.faults + [_formula(*found) for found in find_formulas(data)]
    return source


def _formula(sheet: str, cell: str) -> Fault:
    row = int("".join(letter for letter in cell if letter.isdigit()) or 0)
    return Fault(sheet, row, cell, _("Cellen innehåller en formel. Skriv själva värdet."))


@dataclass
class _Reader:
    book: dict[str, list[list[Any]]]
    faults: list[Fault] = field(default_factory=list)
    languages: list[str] = field(default_factory=lambda: ["sv"])
    heads: dict[str, dict[str, str]] = field(default_factory=dict)
    kinds: dict[str, str] = field(default_factory=dict)

    def framework(self) -> Placed:
        codes = self.codes()
        self.languages = codes or ["sv"]
        [first, *more] = self.lines(VERSION) or [spreadsheets.Line(2, {})]
        for line in more:
            self.wrong(VERSION, line, "key", _("Bara en rad: det är ett ramverk i taget."))
        tree = self.fields(VERSION, first, "key title* intro* news source wording_note")
        tree["version"] = self.placed(VERSION, first, "version", _number(first.get("version")))
        if not first.get("version"):
            tree["version"] = 1
        if codes:
            tree["languages"] = codes
        scales = self.scales()
        if scales:
            tree["scales"] = scales
        tree["sections"] = self.sections()
        return Placed(tree, self.place(VERSION, first, "key"))

    def codes(self) -> list[str]:
        """The languages that the file says it has, read before anything else: heads hang on them."""
        known = {"languages": [str(_("Språk"))]}
        rows = self.book.get(str(SHEETS[VERSION])) or []
        sheet = spreadsheets.sheet_of(rows, known, []) if any(map(any, rows)) else None
        written = sheet.lines[0].get("languages") if sheet and sheet.lines else ""
        return [code.strip() for code in written.split(",") if code.strip()]

    # --- Sheets ------------------------------------------------------------------------------

    def lines(self, name: str) -> list[spreadsheets.Line]:
        title = str(SHEETS[name])
        rows = self.book.get(title)
        if rows is None:
            if name in (SCALES, OPTIONS):
                return []
            raise ValidationError(_("Bladet %s saknas i filen.") % title, code="sheet")
        try:
            sheet = spreadsheets.sheet_of(
                rows, self.known(name), NEEDED[name], longest=LONGEST_TEXT, as_written=True
            )
        except ValidationError as problem:
            words = {"sheet": title, "problem": problem.messages[0]}
            raise ValidationError(
                _("Bladet %(sheet)s: %(problem)s") % words, code="sheet"
            ) from problem
        self.faults += [Fault(title, one.row, one.column, one.reason) for one in sheet.problems]
        self.heads[name] = sheet.columns
        return sheet.lines

    def known(self, name: str) -> dict[str, list[str]]:
        found = {}
        for term in TERMS[name]:
            if not term.in_languages:
                found[term.field] = [str(term.head)]
            for code in self.languages if term.in_languages else []:
                bare = [str(term.head)] if code == "sv" else []
                found[f"{term.field}.{code}"] = [f"{term.head} ({code})", *bare]
        return found

    def sections(self) -> Placed:
        lines = self.lines(SECTIONS)
        found: dict[str, Tree] = {}
        for line in lines:
            tree = self.fields(SECTIONS, line, "key title* intro* topics")
            tree["questions"] = []
            found.setdefault(line.get("key"), tree)
            if found[line.get("key")] is not tree:
                self.wrong(SECTIONS, line, "key", _("Nyckeln står på två rader."))
        self.add_questions(found)
        placed = {line.get("key"): self.place(SECTIONS, line, "key") for line in reversed(lines)}
        rows = [Placed(tree, placed[key]) for key, tree in found.items()]
        return Placed(rows, Place(str(SHEETS[SECTIONS]), 0, self.head(SECTIONS, "key")))

    def add_questions(self, sections: dict[str, Tree]) -> None:
        own, lines = self.options(), self.lines(QUESTIONS)
        self.kinds = {line.get("key"): _kind(line.get("kind")) for line in lines}
        for line in lines:
            tree = self.question(line, own.get(line.get("key"), []))
            section = sections.get(line.get("section"))
            if section is None:
                words = _("Avsnittet %s finns inte i bladet Avsnitt.") % line.get("section")
                self.wrong(QUESTIONS, line, "section", words)
            else:
                section["questions"].append(Placed(tree, self.place(QUESTIONS, line, "key")))
        for key, rows in own.items():
            if key not in self.kinds:
                words = _("Frågan %s finns inte i bladet Frågor.") % key
                self.wrong(OPTIONS, rows[0], "question", words)

    def question(self, line: spreadsheets.Line, own: list[spreadsheets.Line]) -> Tree:
        tree = self.fields(
            QUESTIONS, line, "key text* hint* help* scale unit law source wording_note topics"
        )
        kind = _kind(line.get("kind"))
        tree["kind"] = self.placed(QUESTIONS, line, "kind", kind)
        for name in ("required", "unknown", "not_applicable"):
            if line.get(name):
                tree[name] = self.placed(QUESTIONS, line, name, _yes_no(line.get(name)))
        for name in ("minimum", "maximum"):
            if line.get(name):
                tree[name] = self.placed(QUESTIONS, line, name, _number(line.get(name)))
        if line.get("when") or line.get("is"):
            tree["when"] = self.condition(line)
        if own and kind == Kind.LEVEL:
            tree["levels"] = self.levels(own)
        elif own:
            tree["choices"] = [self.step(OPTIONS, one, str) for one in own]
        return tree

    def condition(self, line: spreadsheets.Line) -> Placed:
        wanted = [one.strip() for one in line.get("is").split(",") if one.strip()]
        kind = self.kinds.get(line.get("when"))
        read = _yes_no if kind == Kind.YES_NO else _number if kind == Kind.LEVEL else str
        placed = [self.placed(QUESTIONS, line, "is", read(one)) for one in wanted]
        asks = self.placed(QUESTIONS, line, "when", line.get("when"))
        tree = {"question": asks, "in": self.placed(QUESTIONS, line, "is", placed)}
        return self.placed(QUESTIONS, line, "when", tree)

    def options(self) -> dict[str, list[spreadsheets.Line]]:
        found: dict[str, list[spreadsheets.Line]] = {}
        for line in self.lines(OPTIONS):
            found.setdefault(line.get("question"), []).append(line)
        return found

    def levels(self, lines: list[spreadsheets.Line]) -> Tree:
        found = {}
        for line in lines:
            if any(line.get(f"label.{code}") for code in self.languages):
                self.wrong(OPTIONS, line, "label.sv", _("Nivåns namn hör till skalan."))
            words = self.fields(OPTIONS, line, "description*").get("description", "")
            found[line.get("value")] = words
        return found

    def scales(self) -> Tree:
        found: Tree = {}
        for line in self.lines(SCALES):
            step = self.step(SCALES, line, _number)
            found.setdefault(line.get("scale"), []).append(step)
        return found

    def step(self, sheet: str, line: spreadsheets.Line, read) -> Placed:
        tree = self.fields(sheet, line, "label* description*")
        tree["value"] = self.placed(sheet, line, "value", read(line.get("value")))
        return Placed(tree, self.place(sheet, line, "value"))

    # --- Cells -------------------------------------------------------------------------------

    def fields(self, sheet: str, line: spreadsheets.Line, names: str) -> Tree:
        """The cells that are filled in, by the field's name in a file."""
        found: Tree = {}
        for name in names.split():
            column = name.removesuffix("*")
            if name.endswith("*"):
                value = self.texts(sheet, line, column)
            elif name == "topics":
                keys = [one.strip() for one in line.get(name).split(",") if one.strip()]
                value = [self.placed(sheet, line, name, one) for one in keys]
            else:
                value = line.get(name)
            if value:
                head = f"{column}.sv" if name.endswith("*") else column
                found[column] = self.placed(sheet, line, head, value)
        return found

    def texts(self, sheet: str, line: spreadsheets.Line, name: str) -> Any:
        found = {code: line.get(f"{name}.{code}") for code in self.languages}
        placed = {
            code: self.placed(sheet, line, f"{name}.{code}", text)
            for code, text in found.items()
            if text
        }
        return placed.get("sv", {}) if self.languages == ["sv"] else placed

    def head(self, sheet: str, column: str) -> str:
        return self.heads.get(sheet, {}).get(column, column)

    def place(self, sheet: str, line: spreadsheets.Line, column: str) -> Place:
        return Place(str(SHEETS[sheet]), line.row - 1, self.head(sheet, column))

    def placed(self, sheet: str, line: spreadsheets.Line, column: str, value: Any) -> Placed:
        return Placed(value, self.place(sheet, line, column))

    def wrong(self, sheet: str, line: spreadsheets.Line, column: str, text: str) -> None:
        place = self.place(sheet, line, column)
        self.faults.append(Fault(place.sheet, line.row, place.column, text))


def _kind(written: str) -> str:
    named = {spreadsheets.plain_name(str(kind.label)): kind.value for kind in Kind}
    return named.get(spreadsheets.plain_name(written), written)


def _yes_no(written: str) -> Any:
    named = {_("Ja"): True, _("Nej"): False}
    plainly = {spreadsheets.plain_name(word): value for word, value in named.items()}
    return plainly.get(spreadsheets.plain_name(written), written)


def _number(written: str) -> Any:
    plain = "".join(written.split()).replace(",", ".")
    try:
        number = Decimal(plain)
    except InvalidOperation:
        return written
    if not number.is_finite():
        return written
    return int(number) if number == int(number) else number
