"""A table that somebody filled in, from Excel or CSV, as rows of plain text with their line numbers.

Nothing in a cell is run or trusted: numbers become text, a formula in a CSV file is an error.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook

from mrplattform.core.guard import refuse_identity_numbers

MOST_ROWS, MOST_COLUMNS, LONGEST_CELL = 20_000, 100, 2_000
SHEET_KINDS = ("xlsx", "csv")
PATH_SIGNS = (" / ", " > ", " » ")
YES = ("ja", "x", "1")
CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")


@dataclass(frozen=True)
class Problem:
    """What is wrong (or worth knowing) where, so that it can be found in the file."""

    row: int
    column: str
    value: str
    reason: str


@dataclass
class Line:
    row: int
    cells: dict[str, str]

    def get(self, key: str) -> str:
        return self.cells.get(key, "")


@dataclass
class Sheet:
    """`columns` are the keys that were found, with their head as it stands in the file."""

    lines: list[Line]
    columns: dict[str, str]
    ignored: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def problem(self, line: Line, key: str, reason: str) -> Problem:
        return Problem(line.row, self.columns.get(key, key), line.get(key)[:80], reason)


def read_sheet(
    data: bytes, ending: str, known: Mapping[str, Sequence[str]], required: Sequence[str]
) -> Sheet:
    """`known` says which heads mean which column. Raises ValidationError when no table is there."""
    return sheet_of(_from_excel(data) if ending == "xlsx" else _from_csv(data), known, required)


def read_book(data: bytes) -> dict[str, list[list[Any]]]:
    """Every sheet of an Excel file, by its name: rows for sheet_of()."""
    with _opened(data) as book:
        return {name: _rows(book.get_sheet_by_name(name)) for name in book.sheet_names}


def sheet_of(
    rows: list[list[Any]],
    known: Mapping[str, Sequence[str]],
    required: Sequence[str],
    *,
    longest: int = LONGEST_CELL,
    as_written: bool = False,
) -> Sheet:
    """`as_written` keeps the line breaks and spaces of a longer text."""
    read = _written if as_written else _text
    head = next((number for number, row in enumerate(rows) if any(map(_text, row))), None)
    if head is None:
        raise ValidationError(_("Filen är tom. Hämta mallen och fyll i den."), code="empty")
    places, ignored = _columns(rows[head], known)
    missing = [key for key in required if key not in places]
    if missing:
        names = ", ".join(known[key][0] for key in missing)
        raise ValidationError(
            _("Kolumnen %s saknas i första raden. Jämför med mallen.") % names, code="columns"
        )
    columns = {key: _text(rows[head][place]) for key, place in places.items()}
    sheet = Sheet([], columns, ignored)
    for number, row in enumerate(rows[head + 1 :], start=head + 2):
        cells = {key: read(row[place]) if place < len(row) else "" for key, place in places.items()}
        if any(cells.values()):
            line = Line(number, cells)
            sheet.lines.append(line)
            sheet.problems += _bad_cells(sheet, line, longest)
    return sheet


def plain_name(text: str) -> str:
    """How a name is compared: case and spaces do not part what people take for the same."""
    return " ".join(text.casefold().split())


def steps_of(said: str, root: str) -> list[str]:
    """'Skolor / Ekskolan' as the names on the way, without the root; nothing when it is no path."""
    for sign in PATH_SIGNS:
        if sign in said:
            steps = [plain_name(part) for part in said.split(sign)]
            return steps[1:] if steps[0] == plain_name(root) else steps
    return []


def _columns(head, known) -> tuple[dict[str, int], list[str]]:
    meaning = {plain_name(name): key for key, names in known.items() for name in names}
    places: dict[str, int] = {}
    ignored = []
    for place, cell in enumerate(head):
        name = _text(cell)
        key = meaning.get(plain_name(name))
        if key and key in places:
            raise ValidationError(
                _("Kolumnen %s finns två gånger. Ta bort den ena.") % name, code="columns"
            )
        if key:
            places[key] = place
        elif name:
            ignored.append(name[:60])
    return places, ignored


def _bad_cells(sheet: Sheet, line: Line, longest: int) -> list[Problem]:
    found = []
    for key, value in line.cells.items():
        if len(value) > longest:
            found.append(sheet.problem(line, key, _("Texten är för lång.")))
        elif value.startswith("="):
            reason = _("Cellen innehåller en formel. Skriv själva värdet.")
            found.append(sheet.problem(line, key, reason))
        else:
            try:
                refuse_identity_numbers(value)
            except ValidationError as problem:
                # The value is not shown again: it holds the number.
                found.append(Problem(line.row, sheet.columns[key], "", problem.messages[0]))
    return found


# --- The two kinds of file -------------------------------------------------------------------


def _from_excel(data: bytes) -> list[list[Any]]:
    with _opened(data) as book:
        return _rows(book.get_sheet_by_index(0))


@contextmanager
def _opened(data: bytes) -> Iterator[CalamineWorkbook]:
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(data)) as book:
            yield book
    except (CalamineError, IndexError, ValueError, OSError) as error:
        raise ValidationError(
            _("Filen går inte att läsa. Öppna den i Excel, spara om den och försök igen."),
            code="broken",
        ) from error


def _rows(sheet: CalamineSheet) -> list[list[Any]]:
    if sheet.total_height > MOST_ROWS or sheet.total_width > MOST_COLUMNS:
        raise _too_large()
    return sheet.to_python(skip_empty_area=False)


def _from_csv(data: bytes) -> list[list[str]]:
    text = _decode(data)
    first = text.lstrip().split("\n", 1)[0]
    delimiter = max(";,\t", key=first.count)
    try:
        rows = list(csv.reader(io.StringIO(text), delimiter=delimiter))
    except csv.Error as error:
        raise ValidationError(
            _("Filen går inte att läsa som CSV. Spara om den i Excel och försök igen."),
            code="broken",
        ) from error
    if len(rows) > MOST_ROWS or any(len(row) > MOST_COLUMNS for row in rows):
        raise _too_large()
    return rows


def _decode(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        # What Excel in Sweden writes when nobody says otherwise.
        return data.decode("cp1252", errors="replace")


def _too_large() -> ValidationError:
    return ValidationError(
        _("Filen har för många rader eller kolumner. Högst %(rows)d rader går att läsa in.")
        % {"rows": MOST_ROWS},
        code="large",
    )


def _text(value: Any) -> str:
    """A cell as somebody reads it: 12 and not 12.0."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return _("ja") if value else _("nej")
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, dt.datetime):
        return value.date().isoformat()
    # Control characters belong in no name; line breaks inside a cell become spaces.
    return " ".join("".join(c if c.isprintable() else " " for c in str(value)).split())


def _written(value: Any) -> str:
    """As _text, with the text's own lines and spaces."""
    if not isinstance(value, str):
        return _text(value)
    lines = value.replace("\r\n", "\n").replace("\r", "\n")
    return CONTROLS.sub("", lines).strip()
