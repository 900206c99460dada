"""Read an organisation's tree in from a file: tried first, then done whole or not at all.

A unit is known again by its id, else by its name under the same parent. A file read in twice changes
nothing the second time. Units that the file does not mention are listed, never closed.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from mrplattform.core.history import changed_values, record, record_many
from mrplattform.organisations.models import (
    Function,
    FunctionPeriod,
    Organisation,
    OrganisationPeriod,
    Reorganisation,
    Role,
)
from mrplattform.organisations.services import periods
from mrplattform.organisations.services.reorganise import changing
from mrplattform.organisations.services.spreadsheets import (
    Line,
    Problem,
    Sheet,
    plain_name,
    read_sheet,
)
from mrplattform.organisations.tree import Tree

Kind = Organisation.Kind

COLUMNS = {
    "id": ["id", "eget id", "enhets-id", "enhetsid", "kod"],
    "name": ["namn", "enhet", "enhetsnamn"],
    "short_name": ["kortnamn", "kort namn", "förkortning"],
    "kind": ["slag", "typ"],
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
KIND_WORDS = {word: kind for kind, words in KINDS.items() for word in words}
PATH_SIGNS = (" / ", " > ", " » ")
YES = ("ja", "x", "1")


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
    parent: Unit | Organisation | None = None
    existing: Organisation | None = None

    @property
    def row(self) -> int:
        return self.line.row

    @property
    def key(self) -> str:
        return plain_name(self.name)

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
    def __init__(self, trial: Trial):
        super().__init__(_("Filen har fel. Rätta dem och läs in den igen."), code="import")
        self.trial = trial


def read_tree(data: bytes, ending: str) -> Sheet:
    return read_sheet(data, ending, COLUMNS, required=["name"])


def try_tree(authority: Organisation, sheet: Sheet, day: dt.date) -> Trial:
    """What would change, and what is wrong. Asks the database the same number of times whatever the
    size of the file, and writes nothing."""
    trial = Trial(authority, day, errors=list(sheet.problems), ignored=sheet.ignored)
    return _Reader(trial, sheet).read()


@transaction.atomic
def import_tree(
    authority: Organisation, sheet: Sheet, day: dt.date, *, by, why: str = ""
) -> tuple[Trial, Reorganisation | None]:
    """All of the file or nothing. What it did can be undone like any reorganisation."""
    Organisation.objects.select_for_update().get(pk=authority.pk)
    trial = try_tree(authority, sheet, day)
    if trial.errors:
        raise ImportRefused(trial)
    if trial.changes_nothing:
        return trial, None
    with changing(authority, Reorganisation.Kind.IMPORT, day, by, why) as change:
        change.title = _("%(new)d nya, %(renamed)d bytte namn, %(moved)d flyttade") % trial.counts
        _open_new(trial, by, why)
        for unit, _before in {id(u): (u, b) for u, b in trial.renamed + trial.moved}.values():
            _change_place(unit, day, by, why)
        for unit in trial.edited:
            _edit(unit, by, why)
        _make_functions(trial, by, why)
    return trial, change.row


# --- Understanding the file ------------------------------------------------------------------


class _Reader:
    """Lines become units, units find their parents, and both are compared with what is there."""

    def __init__(self, trial: Trial, sheet: Sheet):
        self.trial, self.sheet = trial, sheet
        self.root = trial.authority
        self.by_id: dict[str, Unit] = {}
        self.by_name: dict[str, list[Unit]] = defaultdict(list)

    def read(self) -> Trial:
        units = [unit for line in self.sheet.lines if (unit := self.understand(line))]
        self.trial.units = units
        for unit in units:
            self.by_name[unit.key].append(unit)
        for unit in units:
            self.find_parent(unit)
        self.refuse_rings()
        if not self.trial.errors:
            self.compare()
        self.trial.errors.sort(key=lambda problem: problem.row)
        return self.trial

    def error(self, unit: Unit | Line, column: str, reason: str) -> None:
        line = unit.line if isinstance(unit, Unit) else unit
        self.trial.errors.append(self.sheet.problem(line, column, reason))

    # --- One line ----------------------------------------------------------------------------

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
        )
        if self.is_root(unit):
            unit.existing = self.root
        if unit.id and unit.id in self.by_id:
            reason = _("Id:t står redan på rad %d. Varje enhet behöver ett eget.")
            self.error(unit, "id", reason % self.by_id[unit.id].row)
        elif unit.id:
            self.by_id[unit.id] = unit
        return unit

    def kind(self, line: Line) -> str:
        said = plain_name(line.get("kind"))
        if said and said not in KIND_WORDS:
            words = ", ".join(words[0] for words in KINDS.values())
            self.error(line, "kind", _("Slaget är okänt. Välj något av: %s.") % words)
        return KIND_WORDS.get(said, Kind.UNIT)

    def functions(self, line: Line) -> dict[str, str]:
        found = {}
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

    # --- Parents -----------------------------------------------------------------------------

    def find_parent(self, unit: Unit) -> None:
        if unit.existing == self.root:
            return
        if unit.kind == Kind.AUTHORITY:
            self.error(unit, "kind", _("En kommun eller region kan inte ligga under en annan."))
        if not unit.said:
            unit.parent = self.root
            return
        found = self.named(unit.said)
        if len(found) == 1:
            unit.parent = found[0]
        elif not found:
            reason = _("Den överordnade finns varken i filen eller i organisationen.")
            self.error(unit, "parent", reason)
        else:
            rows = ", ".join(str(one.row) for one in found if isinstance(one, Unit))
            where = _(" (rad %s)") % rows if rows else ""
            reason = _("Flera enheter heter så%s. Skriv id:t, eller vägen från toppen.")
            self.error(unit, "parent", reason % where)

    def named(self, said: str) -> list:
        """What is meant: an id, a name, or a path of names; the file goes before what is there."""
        if plain_name(said) == plain_name(self.root.name):
            return [self.root]
        if said in self.by_id:
            return [self.by_id[said]]
        if there := self.known.by_id.get(said):
            return [there]
        if found := self.by_name.get(plain_name(said)):
            return found
        if found := self.known.by_name.get(plain_name(said)):
            return found
        for sign in PATH_SIGNS:
            if sign in said:
                return self.on_path([plain_name(part) for part in said.split(sign)])
        return []

    def on_path(self, steps: list[str]) -> list:
        if steps and steps[0] == plain_name(self.root.name):
            steps = steps[1:]
        *above, last = steps
        found: list = [u for u in self.by_name.get(last, []) if self.lies_under(u, above)]
        return found or [
            one for one in self.known.by_name.get(last, []) if self.known.path(one)[:-1] == above
        ]

    def lies_under(self, unit: Unit, above: list[str]) -> bool:
        """Do the parents' names, as the file says them, make this path?"""
        steps, said, seen = list(above), unit.said, set()
        while said and said not in seen:
            seen.add(said)
            for sign in PATH_SIGNS:
                if sign in said:
                    path = [plain_name(part) for part in said.split(sign)]
                    return self._without_root(path) == steps
            if not steps:
                return plain_name(said) == plain_name(self.root.name)
            parents = [self.by_id[said]] if said in self.by_id else self.by_name[plain_name(said)]
            if len(parents) != 1 or parents[0].key != steps.pop():
                return False
            said = parents[0].said
        return not steps

    def _without_root(self, path: list[str]) -> list[str]:
        return path[1:] if path and path[0] == plain_name(self.root.name) else path

    def refuse_rings(self) -> None:
        sound: set[int] = set()
        for unit in self.trial.units:
            chain: list[Unit] = []
            here = unit
            while isinstance(here, Unit) and id(here) not in sound and here not in chain:
                chain.append(here)
                here = here.parent
            if isinstance(here, Unit) and here in chain:
                if here is unit:
                    ring = " → ".join(one.name for one in [*chain[chain.index(here) :], here])
                    self.error(unit, "parent", _("Enheten ligger under sig själv: %s.") % ring)
            else:
                sound |= {id(one) for one in chain}

    # --- What is there already ---------------------------------------------------------------

    @cached_property
    def known(self) -> _Known:
        return _Known(self.root, self.trial.day)

    def compare(self) -> None:
        self.match()
        if self.trial.errors:
            return
        for unit in self.trial.units:
            self.compare_unit(unit)
            self.compare_functions(unit)
        self.check_homes()
        matched = {unit.existing.pk for unit in self.trial.units if unit.existing}
        self.trial.missing = [
            node for pk, node in self.known.tree.nodes.items() if pk not in matched | {self.root.pk}
        ]
        self.warn_of_twins()

    def match(self) -> None:
        """Parents before children: a unit without id is known by its name under its parent."""
        taken: dict[int, Unit] = {}
        for unit in self.in_order():
            if unit.existing != self.root:
                unit.existing = self.known_again(unit)
            if not unit.existing:
                continue
            if first := taken.get(unit.existing.pk):
                reason = _("Samma enhet står redan på rad %d. Ta bort den ena raden.") % first.row
                self.error(unit, "name", reason)
            taken[unit.existing.pk] = unit
            if unit.existing.pk not in self.known.tree.nodes and unit.existing != self.root:
                reason = _("Id:t hör till %s, som inte finns den dagen.") % unit.existing
                self.error(unit, "id", reason)
            elif self.known.changes_later(unit.existing):
                reason = _("%s har en planerad ändring efter den dagen. Välj en senare dag.")
                self.error(unit, "name", reason % unit.existing)
        self.refuse_twins()

    def known_again(self, unit: Unit) -> Organisation | None:
        if unit.id and (there := self.known.by_any_id.get(unit.id)):
            return there
        parent = _parent(unit)
        if not parent:
            return None
        there = self.known.under.get((parent.pk, unit.key), [])
        # One that carries another id is another unit with the same name.
        there = [one for one in there if not (unit.id and one.external_id)]
        return there[0] if len(there) == 1 else None

    def in_order(self) -> list[Unit]:
        found: list[Unit] = []
        done: set[int] = set()
        for unit in self.trial.units:
            chain = []
            here: Unit | Organisation | None = unit
            while isinstance(here, Unit) and id(here) not in done:
                chain.append(here)
                done.add(id(here))
                here = here.parent
            found += reversed(chain)
        return found

    def refuse_twins(self) -> None:
        """The same name under the same parent, with nothing to tell them apart."""
        first: dict[tuple, Unit] = {}
        for unit in self.trial.units:
            if unit.existing == self.root:
                continue
            place = (id(unit.parent) if isinstance(unit.parent, Unit) else unit.parent.pk, unit.key)
            twin = first.setdefault(place, unit)
            if twin is not unit and not (twin.id and unit.id):
                reason = _("Samma namn under samma överordnade som på rad %d. Ge dem var sitt id.")
                self.error(unit, "name", reason % twin.row)

    def warn_of_twins(self) -> None:
        first: dict[tuple, Unit] = {}
        for unit in self.trial.units:
            if unit.existing == self.root:
                continue
            place = (id(unit.parent) if isinstance(unit.parent, Unit) else unit.parent.pk, unit.key)
            twin = first.setdefault(place, unit)
            if twin is not unit:
                reason = _("Samma namn och överordnade som rad %d, men olika id. De hålls isär.")
                problem = self.sheet.problem(unit.line, "name", reason % twin.row)
                self.trial.warnings.append(problem)

    def compare_unit(self, unit: Unit) -> None:
        trial, there = self.trial, unit.existing
        if there is None:
            trial.new.append(unit)
            return
        before = len(trial.renamed) + len(trial.moved) + len(trial.edited)
        if there == self.root:
            # Its name and kind are the register's.
            if unit.id and unit.id != there.external_id:
                trial.edited.append(unit)
        else:
            node = self.known.tree.nodes[there.pk]
            if node.name_on != unit.name:
                trial.renamed.append((unit, node.name_on))
            parent = _parent(unit)
            if parent is None or node.parent_on != parent.pk:
                trial.moved.append((unit, self.known.name(node.parent_on)))
            if _corrections(unit):
                trial.edited.append(unit)
        if before == len(trial.renamed) + len(trial.moved) + len(trial.edited):
            trial.unchanged.append(unit)

    def check_homes(self) -> None:
        """What is moved or new must not end up under itself, nor under what will close."""
        trial = self.trial
        for unit in [*trial.new, *(unit for unit, _before in trial.moved)]:
            parent = _parent(unit)
            if parent and parent.ends:
                self.error(unit, "parent", _("Den överordnade upphör. Välj en som är kvar."))
        units = {unit.existing.pk: unit for unit in trial.units if unit.existing}
        for unit, _before in trial.moved:
            here, seen = self.above(unit, units), set()
            while here and here is not unit and id(here) not in seen:
                seen.add(id(here))
                here = self.above(here, units)
            if here is unit:
                self.error(unit, "parent", _("Enheten skulle hamna under sig själv."))

    def above(self, here: Unit | Organisation, units: dict[int, Unit]):
        """The parent as it will be: what the file says, else what is there."""
        if isinstance(here, Unit):
            parent = here.parent
        else:
            nodes = self.known.tree.nodes
            node = nodes.get(here.pk)
            parent = nodes.get(node.parent_on) if node else None
        return units.get(parent.pk, parent) if isinstance(parent, Organisation) else parent

    def compare_functions(self, unit: Unit) -> None:
        for role, title in unit.functions.items():
            place = (unit.existing.pk if unit.existing else None, role, plain_name(title))
            if place not in self.known.functions:
                self.trial.functions.append((unit, role, title))


class _Known:
    """What the authority holds on the day, read in four questions."""

    def __init__(self, root: Organisation, day: dt.date):
        self.root, self.day = root, day
        self.tree = Tree(root, day)
        nodes = self.tree.nodes
        self.by_id = {one.external_id: one for one in nodes.values() if one.external_id}
        self.by_name, self.under = defaultdict(list), defaultdict(list)
        for one in nodes.values():
            if one.pk != root.pk:
                self.by_name[plain_name(one.name_on)].append(one)
                self.under[one.parent_on, plain_name(one.name_on)].append(one)
        # Also those that are closed: an id is never given to another unit.
        self.by_any_id = {one.external_id: one for one in root.members.exclude(external_id="")}

    def name(self, pk: int | None) -> str:
        node = self.tree.nodes.get(pk)
        return node.name_on if node else ""

    def path(self, node: Organisation) -> list[str]:
        return [plain_name(step.name_on) for step in self.tree.path(node.pk)][1:]

    @cached_property
    def _later(self) -> set[int]:
        rows = OrganisationPeriod.objects.filter(
            organisation__authority=self.root, starts__gt=self.day
        )
        return set(rows.values_list("organisation_id", flat=True))

    def changes_later(self, organisation: Organisation) -> bool:
        return organisation.pk in self._later

    @cached_property
    def functions(self) -> set[tuple]:
        rows = FunctionPeriod.objects.on(self.day).filter(function__authority=self.root)
        rows = rows.values_list("organisation_id", "function__role", "title")
        return {(unit, role, plain_name(title)) for unit, role, title in rows}


# --- Doing it --------------------------------------------------------------------------------


def _corrections(unit: Unit) -> dict:
    """What is not dated, when the file says otherwise. An empty cell says nothing."""
    there = unit.existing
    said = {"external_id": unit.id, "short_name": unit.short_name}
    if unit.line.get("kind"):
        said["kind"] = unit.kind
    return {key: value for key, value in said.items() if value and value != getattr(there, key)}


def _open_new(trial: Trial, by, why: str) -> None:
    """Level by level: a parent has its number before its children need it."""
    waiting = list(trial.new)
    while waiting:
        level = [unit for unit in waiting if _parent(unit)]
        made = Organisation.objects.bulk_create(
            Organisation(
                kind=unit.kind,
                name=unit.name,
                short_name=unit.short_name,
                external_id=unit.id,
                parent=_parent(unit),
                authority=trial.authority,
                invented=trial.authority.invented,
                starts=trial.day,
            )
            for unit in level
        )
        OrganisationPeriod.objects.bulk_create(
            OrganisationPeriod(
                organisation=one,
                name=one.name,
                short_name=one.short_name,
                parent=one.parent,
                starts=trial.day,
            )
            for one in made
        )
        record_many(by, "imported", made, why=why)
        for unit, one in zip(level, made, strict=True):
            unit.existing = one
        waiting = [unit for unit in waiting if unit.existing is None]


def _parent(unit: Unit) -> Organisation | None:
    return unit.parent.existing if isinstance(unit.parent, Unit) else unit.parent


def _change_place(unit: Unit, day: dt.date, by, why: str) -> None:
    there, parent = unit.existing, _parent(unit)
    before = periods.latest(there)
    changes = {"starts": [None, day.isoformat()]}
    if before.name != unit.name:
        changes["name"] = [before.name, unit.name]
    if before.parent_id != parent.pk:
        changes["parent"] = [before.parent.name, parent.name]
    periods.change_from(there, day, name=unit.name, parent=parent)
    record(by, "moved" if "parent" in changes else "renamed", there, why=why, changes=changes)


def _edit(unit: Unit, by, why: str) -> None:
    there = unit.existing
    there.refresh_from_db()
    values = {"external_id": unit.id} if there.is_authority else _corrections(unit)
    changes = changed_values(there, **values)
    if "short_name" in changes:
        period = periods.latest(there)
        period.short_name = unit.short_name
        period.save(update_fields=["short_name"])
    there.edition += 1
    there.save(update_fields=[*changes, "edition"])
    record(by, "edited", there, why=why, changes=changes)


def _make_functions(trial: Trial, by, why: str) -> None:
    made = Function.objects.bulk_create(
        Function(
            organisation=unit.existing,
            authority=trial.authority,
            title=title,
            role=role,
            starts=trial.day,
        )
        for unit, role, title in trial.functions
    )
    FunctionPeriod.objects.bulk_create(
        FunctionPeriod(
            function=one, organisation=one.organisation, title=one.title, starts=trial.day
        )
        for one in made
    )
    record_many(by, "imported", made, why=why)
