"""Units of the file against what is there: what is new, renamed, moved, corrected or left out."""

from __future__ import annotations

from django.utils.translation import gettext as _

from mrplattform.organisations.models import Organisation
from mrplattform.organisations.services.imports.known import Known
from mrplattform.organisations.services.imports.lines import Trial, Unit
from mrplattform.organisations.services.spreadsheets import Sheet, plain_name
from mrplattform.organisations.tree import in_order


class Comparison:
    def __init__(self, trial: Trial, sheet: Sheet, known: Known):
        self.trial, self.sheet, self.known = trial, sheet, known
        self.root = trial.authority

    def error(self, unit: Unit, column: str, reason: str) -> None:
        self.trial.errors.append(self.sheet.problem(unit.line, column, reason))

    def compare(self) -> None:
        self.match()
        if self.trial.errors:
            return
        for unit in self.trial.units:
            self.compare_unit(unit)
            self.compare_functions(unit)
        self.check_homes()
        matched = {unit.existing.pk for unit in self.trial.units if unit.existing}
        left = set(self.known.tree.nodes) - matched - {self.root.pk}
        self.trial.missing = sorted((self.known.tree.nodes[pk] for pk in left), key=in_order)
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
        parent = unit.home
        if not parent:
            return None
        twins = self.known.under.get((parent.pk, unit.key), [])
        # One that carries another id is another unit with the same name.
        twins = [one for one in twins if not (unit.id and one.external_id)]
        return twins[0] if len(twins) == 1 else None

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

    def twins(self):
        """Units with the same name under the same parent: (the first, another)."""
        first: dict[tuple, Unit] = {}
        for unit in self.trial.units:
            if unit.existing != self.root:
                over = unit.parent
                place = (id(over) if isinstance(over, Unit) else over.pk, unit.key)
                twin = first.setdefault(place, unit)
                if twin is not unit:
                    yield twin, unit

    def refuse_twins(self) -> None:
        for first, unit in self.twins():
            if not (first.id and unit.id):
                reason = _("Samma namn under samma överordnade som på rad %d. Ge dem var sitt id.")
                self.error(unit, "name", reason % first.row)

    def warn_of_twins(self) -> None:
        for first, unit in self.twins():
            reason = _("Samma namn och överordnade som rad %d, men olika id. De hålls isär.")
            problem = self.sheet.problem(unit.line, "name", reason % first.row)
            self.trial.warnings.append(problem)

    def compare_unit(self, unit: Unit) -> None:
        trial, there = self.trial, unit.existing
        if there is None:
            trial.new.append(unit)
            return
        before = len(trial.renamed) + len(trial.moved) + len(trial.edited)
        if unit.corrections:
            trial.edited.append(unit)
        if there != self.root:  # its name is the register's
            node = self.known.tree.nodes[there.pk]
            if node.name_on != unit.name:
                trial.renamed.append((unit, node.name_on))
            parent = unit.home
            if parent is None or node.parent_on != parent.pk:
                trial.moved.append((unit, self.known.name(node.parent_on)))
        if before == len(trial.renamed) + len(trial.moved) + len(trial.edited):
            trial.unchanged.append(unit)

    def check_homes(self) -> None:
        """What is moved or new must not end up under itself, nor under what will close."""
        trial = self.trial
        for unit in [*trial.new, *(unit for unit, _before in trial.moved)]:
            parent = unit.home
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
