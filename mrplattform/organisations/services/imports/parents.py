"""Which unit lies under which: by id, name or path, in the file first and then in what is there."""

from __future__ import annotations

from collections import defaultdict

from django.utils.translation import gettext as _

from mrplattform.organisations.models import Organisation
from mrplattform.organisations.services.imports.known import Known
from mrplattform.organisations.services.imports.lines import Kind, Trial, Unit
from mrplattform.organisations.services.spreadsheets import Sheet, plain_name, steps_of


class Parents:
    def __init__(self, trial: Trial, sheet: Sheet, known: Known):
        self.trial, self.sheet, self.known = trial, sheet, known
        self.root = trial.authority
        self.by_id = {unit.id: unit for unit in reversed(trial.units) if unit.id}
        self.by_name: dict[str, list[Unit]] = defaultdict(list)
        for unit in trial.units:
            self.by_name[unit.key].append(unit)

    def find(self) -> None:
        for unit in self.trial.units:
            self.find_parent(unit)
        self.refuse_rings()

    def error(self, unit: Unit, column: str, reason: str) -> None:
        self.trial.errors.append(self.sheet.problem(unit.line, column, reason))

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
        if said not in self.known.by_id and (found := self.by_name.get(plain_name(said))):
            return found
        if steps := steps_of(said, self.root.name):
            *above, last = steps
            if found := [one for one in self.by_name.get(last, []) if self.lies_under(one, above)]:
                return found
        return self.known.find(said)

    def lies_under(self, unit: Unit, above: list[str]) -> bool:
        """Do the parents' names, as the file says them, make this path?"""
        steps, said, seen = list(above), unit.said, set()
        while said and said not in seen:
            seen.add(said)
            if path := steps_of(said, self.root.name):
                return path == steps
            if not steps:
                return plain_name(said) == plain_name(self.root.name)
            parents = [self.by_id[said]] if said in self.by_id else self.by_name[plain_name(said)]
            if len(parents) != 1 or parents[0].key != steps.pop():
                return False
            said = parents[0].said
        return not steps

    def refuse_rings(self) -> None:
        sound: set[int] = set()
        for unit in self.trial.units:
            chain: list[Unit] = []
            here: Unit | Organisation | None = unit
            while isinstance(here, Unit) and id(here) not in sound and here not in chain:
                chain.append(here)
                here = here.parent
            if isinstance(here, Unit) and here in chain:
                if here is unit:
                    ring = " → ".join(one.name for one in [*chain[chain.index(here) :], here])
                    self.error(unit, "parent", _("Enheten ligger under sig själv: %s.") % ring)
            else:
                sound |= {id(one) for one in chain}
