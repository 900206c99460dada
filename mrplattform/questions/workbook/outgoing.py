"""A version as Excel: a sheet each for the framework, its sections, questions, scales and choices,
and one that explains them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.translation import gettext as _

from mrplattform.core.exports.excel import write_xlsx
from mrplattform.core.exports.sheets import Sheet, SheetColumn
from mrplattform.questions.models import FrameworkVersion, Kind
from mrplattform.questions.terms import (
    OPTIONS,
    QUESTIONS,
    SCALES,
    SECTIONS,
    SHEETS,
    TERMS,
    VERSION,
    Term,
)
from mrplattform.questions.writing import Tree, tree_of

WIDTHS = {"text": 60, "help": 60, "title": 40, "intro": 60, "description": 50}


def to_excel(version: FrameworkVersion) -> bytes:
    tree = tree_of(version)
    languages = tree.get("languages", ["sv"])
    sheets = [_sheet(name, rows, languages) for name, rows in _rows(tree).items()]
    return write_xlsx([*sheets, _help()], properties={"title": version.title})


def _rows(tree: Tree) -> dict[str, list[Tree]]:
    questions = [(part, one) for part in tree["sections"] for one in part["questions"]]
    languages = ", ".join(tree.get("languages", ["sv"]))
    return {
        VERSION: [tree | {"languages": languages}],
        SECTIONS: tree["sections"],
        QUESTIONS: [_question(part["key"], one) for part, one in questions],
        SCALES: [
            {"scale": name, **step}
            for name, steps in tree.get("scales", {}).items()
            for step in steps
        ],
        OPTIONS: [row for _part, one in questions for row in _options(one)],
    }


def _question(section: str, question: Tree) -> Tree:
    when = question.get("when", {})
    wanted = when.get("in", [when["is"]] if "is" in when else [])
    return question | {
        "section": section,
        "kind": str(Kind(question["kind"]).label),
        "required": question.get("required", False),
        "unknown": question.get("unknown", True),
        "not_applicable": question.get("not_applicable", True),
        "when": when.get("question"),
        "is": ", ".join(_plain(one) for one in wanted),
    }


def _options(question: Tree) -> Iterator[Tree]:
    for value, description in question.get("levels", {}).items():
        yield {"question": question["key"], "value": value, "description": description}
    for choice in question.get("choices", []):
        yield {"question": question["key"], **choice}


def _sheet(name: str, rows: list[Tree], languages: list[str]) -> Sheet:
    columns = list(_columns(TERMS[name], languages))
    return Sheet(
        SHEETS[name],
        [SheetColumn(head, width=WIDTHS.get(term.field)) for term, _code, head in columns],
        [[_cell(row, term, code) for term, code, _head in columns] for row in rows],
    )


def _columns(terms: Iterable[Term], languages: list[str]) -> Iterator[tuple[Term, str, str]]:
    """(term, language or "", head)."""
    for term in terms:
        if not term.in_languages:
            yield term, "", str(term.head)
        for code in languages if term.in_languages else []:
            head = str(term.head) if languages == ["sv"] else f"{term.head} ({code})"
            yield term, code, head


def _cell(row: Tree, term: Term, code: str) -> Any:
    value = row.get(term.field)
    if code and isinstance(value, dict):
        return value.get(code)
    if isinstance(value, list):
        return ", ".join(value)
    return value


def _plain(value: Any) -> str:
    if isinstance(value, bool):
        return _("Ja") if value else _("Nej")
    return str(value)


def _help() -> Sheet:
    kinds = {"kinds": ", ".join(str(kind.label) for kind in Kind)}
    head = [
        SheetColumn(_("Blad"), width=20),
        SheetColumn(_("Kolumn"), width=30),
        SheetColumn(_("Vad som ska stå där"), width=90),
    ]
    begin = _("Ändra i bladen och läs in filen igen. Först visas vad som skulle ändras.")
    rows = [
        [SHEETS[name], term.head, str(term.help).replace("%(kinds)s", kinds["kinds"])]
        for name, terms in TERMS.items()
        for term in terms
    ]
    return Sheet(_("Läs mig"), head, [["", "", begin], *rows])
