"""The matrix on paper: as many units beside each other as a page holds, the rest below."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from mrplattform.assessments.models import Round
from mrplattform.core import look
from mrplattform.core.exports.document import (
    Column,
    Document,
    Facts,
    Heading,
    Paragraph,
    Run,
    Table,
)
from mrplattform.core.matrix import Matrix, MatrixCell

UNITS_BESIDE = 9
ARROWS = {"up": " ↑", "down": " ↓"}


def matrix_document(round: Round, matrix: Matrix, levels, freshness: str) -> Document:
    said = [f"{level} {label}" for level, label in levels]
    said += [_("? vet ej"), _("– inte aktuellt"), _("tomt: svar saknas")]
    if matrix.since:
        said.append(_("pilen visar rörelse sedan %s") % matrix.since)
    return Document(
        title=_("Resultat: %s") % round.title,
        author=str(round.authority),
        line=_("Resultat"),
        blocks=(
            Paragraph(freshness, lead=True),
            Paragraph(", ".join(said) + "."),
            *_tables(matrix),
            Heading(_("Enheterna")),
            Facts([(column.short, column.full) for column in matrix.columns]),
        ),
    )


def _tables(matrix: Matrix) -> Iterator[Table]:
    for start in range(0, len(matrix.columns), UNITS_BESIDE):
        part = slice(start, start + UNITS_BESIDE)
        columns = [Column(_("Avsnitt"), share=4)]
        columns += [Column(one.short) for one in matrix.columns[part]]
        rows = [
            [_label(group.label, row.label), *map(_cell, row.cells[part])]
            for group in matrix.groups
            for row in group.rows
        ]
        yield Table(matrix.caption, columns, rows, name=matrix.caption)


def _label(group: str, label: str) -> str:
    return f"{group}: {label[:1].lower()}{label[1:]}" if group else label


def _cell(cell: MatrixCell) -> tuple[Run, ...]:
    """The digit, for what is drawn is small on paper; its sign before it."""
    key = cell.key
    if key == look.MISSING:
        return ()
    words = {look.UNKNOWN: "?", look.NOT_RELEVANT: "–"}.get(key, key)
    return (Run(words + ARROWS.get(cell.move, ""), sign=f"g{key}" if key in look.LEVELS else ""),)
