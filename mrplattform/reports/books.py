"""The kinds of report: their sections in order, who writes each, and what they are made of.

A new kind: a material and a module with TITLES and WRITERS, and a line here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from mrplattform.core.dates import today
from mrplattform.core.exports.document import Block, Document, PageBreak, Table
from mrplattform.reports import council, follow_up, situation
from mrplattform.reports.material import Material
from mrplattform.reports.models import Report
from mrplattform.reports.sections import Section, line
from mrplattform.reports.year_material import YearMaterial

Kind = Report.Kind


@dataclass(frozen=True)
class Book:
    """`behind` gives the rows that leave in Excel only."""

    titles: dict[str, Any]
    writers: Mapping[str, Callable[[Any], Iterable[Block]]]
    material: Callable[[Report], Any]
    new_page: frozenset[str] = frozenset()
    behind: Callable[[Any], Iterable[Table]] | None = None


BOOKS: dict[str, Book] = {
    Kind.SITUATION: Book(
        situation.TITLES,
        situation.WRITERS,
        Material,
        frozenset({"findings"}),
        situation.behind,
    ),
    Kind.FOLLOW_UP: Book(
        follow_up.TITLES,
        follow_up.WRITERS,
        YearMaterial,
        behind=follow_up.behind,
    ),
    Kind.COUNCIL: Book(council.TITLES, council.WRITERS, YearMaterial),
}


def book_of(report: Report) -> Book:
    return BOOKS[report.kind]


def sections(report: Report, material: Any) -> list[Section]:
    book = book_of(report)
    return [
        Section(
            key, str(title), tuple(book.writers[key](material)), material.own_words.get(key, "")
        )
        for key, title in book.titles.items()
    ]


def composed(report: Report, material: Any = None, *, whole: bool = False) -> Document:
    """`whole` carries every row behind the figures too: for Excel, and for the locked copy."""
    book = book_of(report)
    material = material or book.material(report)
    blocks: list[Block] = []
    for section in sections(report, material):
        if section.key in book.new_page:
            blocks.append(PageBreak())
        blocks += section.all_blocks
    return Document(
        title=report.title,
        author=report.authority.name,
        subject=str(report.get_kind_display()),
        line=line(report),
        language=(get_language() or "sv")[:2],
        day=today(),
        appendix=_("Bilaga: samma siffror som tabell"),
        blocks=tuple(blocks),
        behind=tuple(book.behind(material)) if whole and book.behind else (),
    )
