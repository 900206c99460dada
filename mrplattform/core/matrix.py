"""The matrix of levels: sections down, units across. Only its shape; where the levels come from
is the caller's business."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from mrplattform.core import look


@dataclass(frozen=True)
class MatrixColumn:
    """`icon` and `icon_words` mark the column: a unit that has not handed in, say."""

    short: str
    full: str
    icon: str = ""
    icon_words: str = ""


@dataclass(frozen=True)
class MatrixCell:
    """`level` is 0–4, "u", "m" or "n" (None is missing); `words` say it; `move` is up or down."""

    level: int | str | None
    words: str = ""
    move: str = ""
    url: str = ""

    @property
    def key(self) -> str:
        return look.level_key(self.level)

    @property
    def said(self) -> str:
        if self.key == look.UNKNOWN:
            return self.words or _("vet ej")
        if self.key == look.MISSING:
            return self.words or _("svar saknas")
        if self.key == look.NOT_RELEVANT:
            return self.words or _("inte aktuellt")
        return f"{self.key} {self.words.lower()}".strip()


@dataclass(frozen=True)
class MatrixRow:
    """`note` stands small under the label."""

    label: str
    cells: Sequence[MatrixCell]
    url: str = ""
    note: str = ""


@dataclass(frozen=True)
class MatrixGroup:
    label: str
    rows: Sequence[MatrixRow]


@dataclass(frozen=True)
class Matrix:
    caption: str
    columns: Sequence[MatrixColumn]
    groups: Sequence[MatrixGroup]
    since: str = ""  # what movement is counted from: "2025"
    corner: str = field(default="")

    def __post_init__(self):
        for group in self.groups:
            for row in group.rows:
                if len(row.cells) != len(self.columns):
                    raise ValueError(f"{row.label}: {len(row.cells)} of {len(self.columns)} cells")

    @property
    def lines(self) -> list[tuple[MatrixGroup, list]]:
        """Groups with rows, each cell beside its column."""
        return [
            (group, [(row, list(zip(self.columns, row.cells, strict=True))) for row in group.rows])
            for group in self.groups
        ]

    @property
    def span(self) -> int:
        return len(self.columns) + 1

    @property
    def is_wide(self) -> bool:
        """More columns than fit beside each other: then it scrolls."""
        return len(self.columns) > 14

    @property
    def shortened(self) -> list[MatrixColumn]:
        return [column for column in self.columns if column.short != column.full]

    def move_words(self, cell: MatrixCell) -> str:
        if not cell.move or cell.move == "same":
            return ""
        word = _("framåt") if cell.move == "up" else _("bakåt")
        return f", {word} {_('sedan')} {self.since}" if self.since else f", {word}"
