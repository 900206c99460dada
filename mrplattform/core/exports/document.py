"""One tree for everything that leaves as page, PDF, Word or Excel: the same content in all four.

    Document(
        title=_("Mänskliga rättigheter i Ekvik 2026"),
        author="Ekviks kommun",
        blocks=(
            Paragraph(sentence(_("[{up} svar] har gått upp."), "/uppfoljning/3/", up=82)),
            Table(caption=_("Insatser"), columns=(Column(_("Insats")), …), rows=(…,)),
        ),
    )

It is pure data: it can be kept as JSON (core.exports.keep) and read again, word for word.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from mrplattform.core import look

OPEN_ADDRESSES = ("/", "http://", "https://", "mailto:")


# --- Text -----------------------------------------------------------------------------------


@dataclass(frozen=True)
class Run:
    """Words that look alike. `href` leads to the record behind them; `sign` names a drawing of
    the sprite that decorates them ("g2"), so it never says more than the words."""

    text: str
    href: str = ""
    bold: bool = False
    sign: str = ""

    def __post_init__(self):
        object.__setattr__(self, "text", str(self.text))
        if self.href and not self.href.startswith(OPEN_ADDRESSES):
            object.__setattr__(self, "href", "")


Text = tuple[Run, ...]
# What a text may be given as: a text, a run, or plain words. It is kept as a Text.
Words = Any


def text(*parts: Any) -> Text:
    """Words and runs as one text: text("Se ", Run("svaren", href="/x/"))."""
    runs: list[Run] = []
    for part in parts:
        if isinstance(part, tuple):
            runs += part
        elif isinstance(part, Run):
            runs.append(part)
        elif part not in (None, ""):
            runs.append(Run(str(part)))
    return tuple(runs)


def sentence(template: Any, href: str = "", **values: Any) -> Text:
    """A sentence whose [bracketed words] lead to the records behind it.

    Only the template is read for brackets; the values are put in afterwards, as they are.
    """
    parts = re.split(r"\[(.*?)\]", str(template))
    return tuple(
        Run(part.format(**values), href=href if place % 2 else "")
        for place, part in enumerate(parts)
        if part
    )


def words(value: Any) -> str:
    """The plain words of a text, a cell or any value that a table may hold."""
    if isinstance(value, Cell):
        return "\n".join(words(part) for part in (value.text, value.note) if part)
    if isinstance(value, Run):
        return value.text
    if isinstance(value, tuple):
        return "".join(run.text for run in value)
    return show(value)


def show(value: Any, kind: str = "text") -> str:
    """A plain value as people read it in a report."""
    if value is None or value is look.HIDDEN:
        return str(value or "")
    if kind == "money":
        return look.money(value)
    if isinstance(value, dt.date):
        return look.short_date(value)
    if isinstance(value, float | Decimal):
        decimals = 0 if value == int(value) else 1
        return look.number(value, decimals)
    if isinstance(value, int) and not isinstance(value, bool):
        return look.number(value)
    return str(value)


# --- Blocks ---------------------------------------------------------------------------------


@dataclass(frozen=True)
class Heading:
    text: Any
    level: int = 2  # 1 is the title of the document

    def __post_init__(self):
        object.__setattr__(self, "text", str(self.text))


@dataclass(frozen=True)
class Paragraph:
    text: Words
    lead: bool = False

    def __post_init__(self):
        object.__setattr__(self, "text", _as_text(self.text))


@dataclass(frozen=True)
class BulletList:
    items: Sequence[Words]

    def __post_init__(self):
        object.__setattr__(self, "items", tuple(_as_text(item) for item in self.items))


@dataclass(frozen=True)
class Facts:
    """Pairs of a term and what it is here."""

    items: Sequence[tuple[Any, Words]]

    def __post_init__(self):
        pairs = tuple((str(term), _as_text(value)) for term, value in self.items)
        object.__setattr__(self, "items", pairs)


@dataclass(frozen=True)
class Note:
    text: Words
    title: str = ""

    def __post_init__(self):
        object.__setattr__(self, "text", _as_text(self.text))
        object.__setattr__(self, "title", str(self.title))


@dataclass(frozen=True)
class PageBreak:
    pass


@dataclass(frozen=True)
class Picture:
    """A drawing as SVG with the look's own class names, and what it shows in words."""

    svg: str
    alt: str
    width: int = 160  # millimetres on paper, at most

    def __post_init__(self):
        object.__setattr__(self, "svg", str(self.svg))
        object.__setattr__(self, "alt", str(self.alt))
        if not self.alt:
            raise ValueError("A picture needs its words (alt).")


@dataclass(frozen=True)
class Column:
    label: str
    kind: str = "text"  # text, number, money (öre), date
    share: int = 1  # of the width

    def __post_init__(self):
        object.__setattr__(self, "label", str(self.label))

    @property
    def is_number(self) -> bool:
        return self.kind in ("number", "money")


@dataclass(frozen=True)
class Cell:
    """A cell of several things: words, a picture under them, a quieter note below."""

    text: Words = ()
    picture: Picture | None = None
    note: Words = ()

    def __post_init__(self):
        object.__setattr__(self, "text", _as_text(self.text))
        object.__setattr__(self, "note", _as_text(self.note))


@dataclass(frozen=True)
class Table:
    """The first cell of each row is its header. `twin` is the table of a table of pictures."""

    caption: Words
    columns: Sequence[Column]
    rows: Sequence[Sequence[Any]]
    name: str = ""  # of its sheet in Excel
    twin: Table | None = None

    def __post_init__(self):
        object.__setattr__(self, "caption", _as_text(self.caption))
        object.__setattr__(self, "columns", tuple(self.columns))
        object.__setattr__(self, "rows", tuple(tuple(row) for row in self.rows))
        if any(len(row) != len(self.columns) for row in self.rows):
            raise ValueError(f"A row of '{words(self.caption)}' has the wrong number of cells.")
        if self.has_pictures and not self.twin:
            raise ValueError(f"'{words(self.caption)}' shows pictures and needs a table twin.")

    @property
    def has_pictures(self) -> bool:
        return any(isinstance(cell, Cell) and cell.picture for row in self.rows for cell in row)


@dataclass(frozen=True)
class Figure:
    """A picture with its caption and, in the appendix, the same figures as a table."""

    caption: Words
    picture: Picture
    twin: Table

    def __post_init__(self):
        object.__setattr__(self, "caption", _as_text(self.caption))


Block = Heading | Paragraph | BulletList | Facts | Note | PageBreak | Table | Figure


# --- The whole ------------------------------------------------------------------------------


@dataclass(frozen=True)
class Document:
    title: str
    blocks: Sequence[Block]
    author: str = ""
    subject: str = ""
    # The small line at the top: registry number, kind, decision or draft.
    line: str = ""
    language: str = "sv"
    day: dt.date | None = None
    # What the table twins stand under, at the end.
    appendix: str = "Bilaga: samma siffror som tabeller"
    # Tables with all the rows behind; they leave in Excel only.
    behind: Sequence[Table] = ()

    def __post_init__(self):
        for name in ("title", "author", "subject", "line", "appendix"):
            object.__setattr__(self, name, str(getattr(self, name)))
        object.__setattr__(self, "blocks", tuple(self.blocks))
        object.__setattr__(self, "behind", tuple(self.behind))

    @property
    def all_blocks(self) -> tuple[Block, ...]:
        """The blocks, and last an appendix with the twins of every picture."""
        twins = self.twins
        if not twins:
            return tuple(self.blocks)
        return (*self.blocks, PageBreak(), Heading(self.appendix), *twins)

    @property
    def twins(self) -> tuple[Table, ...]:
        return tuple(
            block.twin for block in self.blocks if isinstance(block, Table | Figure) and block.twin
        )

    @property
    def tables(self) -> tuple[Table, ...]:
        return tuple(block for block in self.all_blocks if isinstance(block, Table))

    def words(self) -> Iterator[str]:
        """Everything it says, piece by piece, in reading order."""
        yield self.title
        for block in self.all_blocks:
            yield from filter(None, _words_of(block))


def _words_of(block: Block) -> Iterator[str]:
    match block:
        case Heading(text=text):
            yield text
        case Paragraph(text=text):
            yield words(text)
        case BulletList(items=items):
            yield from (words(item) for item in items)
        case Facts(items=items):
            for term, value in items:
                yield term
                yield words(value)
        case Note(text=text, title=title):
            yield title
            yield words(text)
        case Figure(caption=caption):
            yield words(caption)
        case Table(caption=caption, columns=columns, rows=rows):
            yield words(caption)
            yield from (column.label for column in columns)
            for row in rows:
                for column, value in zip(columns, row, strict=True):
                    yield from cell_words(column, value)


def cell_words(column: Column, value: Any) -> Iterator[str]:
    if isinstance(value, Cell):
        yield words(value.text)
        yield words(value.note)
    elif isinstance(value, tuple | Run):
        yield words(value)
    else:
        yield show(value, column.kind)


def _as_text(value: Any) -> Text:
    return value if isinstance(value, tuple) else text(value)
