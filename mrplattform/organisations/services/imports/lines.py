"""What a file of units says, line by line, and what a trial of it tells."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from mrplattform.organisations.models import Organisation, Role
from mrplattform.organisations.services.spreadsheets import YES, Line, Problem, Sheet, plain_name

Kind = Organisation.Kind

COLUMNS = {
    "id": ["id", "eget id", "enhets-id", "enhetsid", "kod"],
    "name": ["namn", "enhet", "enhetsnamn"],
    "short_name": ["kortnamn", "kort namn", "förkortning"],
    "kind": ["slag", "typ"],
    "size": ["storlek", "anställda", "antal anställda", "invånare", "antal invånare"],
    "parent": ["överordnad", "överordnad enhet", "hör till", "ligger under"],
    # A title in one of these makes a function with that role in the unit.
    Role.STRATEGIST: ["mr-strateg"],
    Role.REPORTER: ["uppgiftslämnare"],
    Role.MANAGER: ["chef som godkänner", "chef"],
    Role.ELECTED: ["förtroendevald"],
    Role.AUDITOR: ["revisor"],
    Role.READER: ["läsare"],
}
ROLES = [key for key in COLUMNS if isinstance(key, Role)]
KINDS = {
    Kind.AUTHORITY: ["kommun", "region", "kommun eller region"],
    Kind.COMMITTEE: ["nämnd", "styrelse", "nämnd eller styrelse", "utskott"],
    Kind.ADMINISTRATION: ["förvaltning", "kontor"],
    Kind.COMPANY: ["bolag", "kommunalt bolag"],
    Kind.UNIT: ["enhet", "verksamhet", "avdelning", "skola", "förskola", "sektion"],
    Kind.CIVIL_SOCIETY: ["civilsamhällesorganisation", "förening", "civilsamhälle"],
    Kind.STATE_BODY: ["statlig myndighet"],
    Kind.COUNTY_BOARD: ["länsstyrelse"],
}
LARGEST = 10_000_000
KIND_WORDS = {word: kind for kind, words in KINDS.items() for word in words}


@dataclass(eq=False)
class Unit:
    """One line of the file, understood."""

    line: Line
    id: str
    name: str
    short_name: str
    kind: str
    said: str  # the parent as it is written
    functions: dict[str, str]  # role: title
    size: int | None = None
    parent: Unit | Organisation | None = None
    existing: Any = None  # the organisation, once it is known or made

    @property
    def row(self) -> int:
        return self.line.row

    @property
    def home(self) -> Organisation | None:
        """The parent, when it is there already."""
        return self.parent.existing if isinstance(self.parent, Unit) else self.parent

    @property
    def key(self) -> str:
        return plain_name(self.name)

    @property
    def corrections(self) -> dict:
        """What is not dated, when the file says otherwise. An empty cell says nothing."""
        there = self.existing
        said = {"external_id": self.id, "size": self.size}
        if not there.is_authority:
            said["short_name"] = self.short_name
            said["kind"] = self.kind if self.line.get("kind") else ""
        return {key: value for key, value in said.items() if value and value != getattr(there, key)}

    def __str__(self) -> str:
        return self.name


@dataclass
class Trial:
    """What the file would do. Only one without errors can be read in."""

    authority: Organisation
    day: dt.date
    units: list[Unit] = field(default_factory=list)
    errors: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)
    ignored: list[str] = field(default_factory=list)
    new: list[Unit] = field(default_factory=list)
    renamed: list[tuple[Unit, str]] = field(default_factory=list)
    moved: list[tuple[Unit, str]] = field(default_factory=list)
    edited: list[Unit] = field(default_factory=list)
    unchanged: list[Unit] = field(default_factory=list)
    missing: list[Organisation] = field(default_factory=list)
    functions: list[tuple[Unit, str, str]] = field(default_factory=list)

    @property
    def changes_nothing(self) -> bool:
        return not (self.new or self.renamed or self.moved or self.edited or self.functions)

    @property
    def counts(self) -> dict[str, int]:
        names = ("new", "renamed", "moved", "edited", "unchanged", "missing", "functions")
        return {name: len(getattr(self, name)) for name in names}


class ImportRefused(ValidationError):
    """`trial` tells why: of units, or of holders."""

    def __init__(self, trial: Any):
        super().__init__(_("Filen har fel. Rätta dem och läs in den igen."), code="import")
        self.trial = trial


class Lines:
    """Lines become units. What cannot be one is an error by row and column."""

    def __init__(self, trial: Trial, sheet: Sheet):
        self.trial, self.sheet = trial, sheet
        self.root = trial.authority
        self.by_id: dict[str, Unit] = {}

    def read(self) -> list[Unit]:
        return [unit for line in self.sheet.lines if (unit := self.understand(line))]

    def error(self, line: Line, column: str, reason: str) -> None:
        self.trial.errors.append(self.sheet.problem(line, column, reason))

    def understand(self, line: Line) -> Unit | None:
        name = line.get("name")
        if not name:
            self.error(line, "name", _("Raden saknar namn."))
            return None
        for key, most in (("name", 200), ("short_name", 20), ("id", 80)):
            if len(line.get(key)) > most:
                self.error(line, key, _("Högst %d tecken får plats.") % most)
        unit = Unit(
            line=line,
            id=line.get("id"),
            name=name,
            short_name=line.get("short_name"),
            kind=self.kind(line),
            said=line.get("parent"),
            functions=self.functions(line),
            size=self.size(line),
        )
        if self.is_root(unit):
            unit.existing = self.root
        if unit.id and unit.id in self.by_id:
            reason = _("Id:t står redan på rad %d. Varje enhet behöver ett eget.")
            self.error(line, "id", reason % self.by_id[unit.id].row)
        elif unit.id:
            self.by_id[unit.id] = unit
        return unit

    def kind(self, line: Line) -> str:
        said = plain_name(line.get("kind"))
        if said and said not in KIND_WORDS:
            words = ", ".join(words[0] for words in KINDS.values())
            self.error(line, "kind", _("Slaget är okänt. Välj något av: %s.") % words)
        return KIND_WORDS.get(said, Kind.UNIT)

    def size(self, line: Line) -> int | None:
        said = "".join(line.get("size").split())
        if said and not (said.isascii() and said.isdigit() and 0 < int(said) <= LARGEST):
            self.error(line, "size", _("Skriv ett helt antal med siffror, till exempel 120."))
            return None
        return int(said) if said else None

    def functions(self, line: Line) -> dict[str, str]:
        found: dict[str, str] = {}
        for role in ROLES:
            said = line.get(role)
            if said and plain_name(said) not in ("nej", "0", "-"):
                title = str(role.label) if plain_name(said) in YES else said
                if len(title) > 120:
                    self.error(line, role, _("Högst %d tecken får plats.") % 120)
                found[role] = title
        return found

    def is_root(self, unit: Unit) -> bool:
        """The municipality itself may stand in its own file."""
        if unit.said:
            return False
        return unit.kind == Kind.AUTHORITY or unit.key == plain_name(self.root.name)
