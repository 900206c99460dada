"""Who holds what from now on, read in from a file: after an election, or when many change at once.

The people that the file names for a function hold it from their day. Those who held it stop the day
before, except elected ones: they leave with their term.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from mrplattform.core.dates import today
from mrplattform.core.look import short_date
from mrplattform.organisations.models import Function, Holding, Organisation, Person, Role
from mrplattform.organisations.models.time import day_before
from mrplattform.organisations.services import people
from mrplattform.organisations.services.holdings import (
    begin_holding,
    cancel_holding,
    end_holding,
)
from mrplattform.organisations.services.imports import ImportRefused, Known
from mrplattform.organisations.services.spreadsheets import (
    YES,
    Line,
    Problem,
    Sheet,
    plain_name,
    read_sheet,
)

COLUMNS = {
    "unit": ["enhet", "enhetens id", "id", "enhetsnamn"],
    "function": ["funktion", "titel", "uppdrag"],
    "name": ["namn", "person"],
    "email": ["e-post", "epost", "e-postadress", "mejl"],
    "starts": ["från", "från och med", "börjar", "tillträder"],
    "ends": ["till", "till och med", "slutar"],
    "stand_in": ["ersättare", "vikarie"],
}


@dataclass(eq=False)
class Successor:
    """One line of the file, understood."""

    line: Line
    function: Function
    name: str
    email: str
    starts: dt.date
    ends: dt.date | None
    stand_in: bool
    person: Person | None = None

    @property
    def row(self) -> int:
        return self.line.row


@dataclass
class Trial:
    authority: Organisation
    day: dt.date
    errors: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)
    ignored: list[str] = field(default_factory=list)
    new: list[Successor] = field(default_factory=list)
    new_people: list[Successor] = field(default_factory=list)
    ending: list[tuple[Holding, dt.date]] = field(default_factory=list)
    unchanged: list[Successor] = field(default_factory=list)

    @property
    def changes_nothing(self) -> bool:
        return not self.new and not self.ending

    @property
    def counts(self) -> dict[str, int]:
        names = ("new", "new_people", "ending", "unchanged")
        return {name: len(getattr(self, name)) for name in names}


def read_holders(data: bytes, ending: str) -> Sheet:
    return read_sheet(data, ending, COLUMNS, required=["unit", "function", "name", "email"])


def try_holders(authority: Organisation, sheet: Sheet, day: dt.date) -> Trial:
    """What would change, and what is wrong; writes nothing."""
    trial = Trial(authority, day, errors=list(sheet.problems), ignored=sheet.ignored)
    return _Reader(trial, sheet).read()


@transaction.atomic
def import_holders(
    authority: Organisation, sheet: Sheet, day: dt.date, *, by, why: str = ""
) -> Trial:
    """All of the file or nothing."""
    Organisation.objects.select_for_update().get(pk=authority.pk)
    trial = try_holders(authority, sheet, day)
    if trial.errors:
        raise ImportRefused(trial)
    for holding, last_day in trial.ending:
        if holding.starts > last_day:
            cancel_holding(holding, by=by, why=why)
        else:
            end_holding(holding, ends=last_day, by=by, why=why)
    entered: dict[str, Person] = {}
    for one in trial.new:
        person = one.person or entered.get(one.email)
        if person is None:
            person = people.enter_person(name=one.name, email=one.email, by=by)
            entered[one.email] = person
        elif not person.is_active:
            people.reopen_account(person, by=by)
        begin_holding(
            one.function,
            person,
            starts=one.starts,
            ends=one.ends,
            stand_in=one.stand_in,
            by=by,
            why=why,
        )
    return trial


class _Reader:
    def __init__(self, trial: Trial, sheet: Sheet):
        self.trial, self.sheet = trial, sheet
        self.known = Known(trial.authority, trial.day)
        self.functions = defaultdict(list)
        rows = Function.objects.filter(authority=trial.authority).on(trial.day)
        for function in rows.select_related("organisation", "authority"):
            self.functions[function.organisation_id].append(function)
        self.terms = list(trial.authority.terms.all())

    def read(self) -> Trial:
        # A line without a person is a function that stays vacant, as in the template.
        lines = [line for line in self.sheet.lines if line.get("name") or line.get("email")]
        successors = [one for line in lines if (one := self.understand(line))]
        self.find_people(successors)
        self.refuse_doubles(successors)
        if not self.trial.errors:
            self.compare(successors)
        self.trial.errors.sort(key=lambda problem: problem.row)
        return self.trial

    def error(self, line: Line, column: str, reason: str) -> None:
        self.trial.errors.append(self.sheet.problem(line, column, reason))

    # --- One line ----------------------------------------------------------------------------

    def understand(self, line: Line) -> Successor | None:
        errors = len(self.trial.errors)
        unit = self.unit(line)
        function = self.function(line, unit) if unit else None
        email = line.get("email").lower()
        if not line.get("name"):
            self.error(line, "name", _("Raden saknar namn."))
        try:
            validate_email(email)
        except ValidationError:
            self.error(line, "email", _("Skriv en e-postadress, till exempel namn@kommun.se."))
        starts = self.day(line, "starts") or self.trial.day
        ends = self.day(line, "ends")
        if ends and ends < starts:
            self.error(line, "ends", _("Sista dagen kan inte vara före den första."))
        if function:
            ends = self.term_end(line, function, starts, ends)
            if starts < function.starts:
                reason = _("Funktionen finns från och med %s.") % short_date(function.starts)
                self.error(line, "starts", reason)
            if function.ends:
                reason = _("Funktionen upphör %s.") % short_date(function.ends)
                self.error(line, "function", reason)
        if len(self.trial.errors) > errors or function is None:
            return None
        stand_in = plain_name(line.get("stand_in")) in YES
        return Successor(line, function, line.get("name"), email, starts, ends, stand_in)

    def unit(self, line: Line) -> Organisation | None:
        said = line.get("unit")
        if not said:
            self.error(line, "unit", _("Raden saknar enhet."))
            return None
        found = self.known.find(said)
        if len(found) == 1:
            return found[0]
        reason = (
            _("Flera enheter heter så. Skriv enhetens id, eller vägen från toppen.")
            if found
            else _("Enheten finns inte i organisationen.")
        )
        self.error(line, "unit", reason)
        return None

    def function(self, line: Line, unit: Organisation) -> Function | None:
        said = plain_name(line.get("function"))
        there = self.functions[unit.pk]
        found = [one for one in there if plain_name(one.title) == said]
        if len(found) == 1:
            return found[0]
        if found:
            self.error(line, "function", _("Enheten har flera funktioner med den titeln."))
            return None
        titles = ", ".join(one.title for one in there)
        reason = (
            _("Enheten har ingen sådan funktion. Den har: %s.") % titles
            if titles
            else _("Enheten har inga funktioner. Lägg till funktionen först.")
        )
        self.error(line, "function", reason)
        return None

    def day(self, line: Line, key: str) -> dt.date | None:
        said = line.get(key)
        if not said:
            return None
        try:
            if re.fullmatch(r"\d{8}", said):
                return dt.date(int(said[:4]), int(said[4:6]), int(said[6:]))
            return dt.date.fromisoformat(said)
        except ValueError:
            reason = _("Skriv datumet som år, månad och dag, till exempel 2026-11-27.")
            self.error(line, key, reason)
            return None

    def term_end(self, line, function, starts, ends) -> dt.date | None:
        """An elected one holds to the end of the term and no longer."""
        if function.role != Role.ELECTED:
            return ends
        term = next((one for one in self.terms if one.holds(starts)), None)
        if term is None:
            reason = _("Lägg in mandatperioden som gäller %s först.") % short_date(starts)
            self.error(line, "starts", reason)
            return None
        if ends and ends > term.ends:
            reason = _("Mandatperioden slutar %s.") % short_date(term.ends)
            self.error(line, "ends", reason)
        return ends or term.ends

    # --- All lines ---------------------------------------------------------------------------

    def find_people(self, successors: list[Successor]) -> None:
        emails = {one.email for one in successors}
        known = {person.email: person for person in Person.objects.filter(email__in=emails)}
        first: dict[str, Successor] = {}
        for one in successors:
            one.person = known.get(one.email)
            other = one.person.name if one.person else first.setdefault(one.email, one).name
            if plain_name(other) != plain_name(one.name):
                reason = _("Adressen hör till %s. Stämmer namnet?") % other
                problem = self.sheet.problem(one.line, "name", reason)
                self.trial.warnings.append(problem)

    def refuse_doubles(self, successors: list[Successor]) -> None:
        seen: dict[tuple, Successor] = {}
        for one in successors:
            first = seen.setdefault((one.function.pk, one.email), one)
            if first is not one:
                reason = _("Samma person och funktion står redan på rad %d.") % first.row
                self.error(one.line, "email", reason)

    def compare(self, successors: list[Successor]) -> None:
        held = self.holdings(successors)
        by_function = defaultdict(list)
        new_emails = set()
        for one in successors:
            by_function[one.function.pk].append(one)
            mine = [
                holding
                for holding in held[one.function.pk]
                if one.person and holding.person_id == one.person.pk and _overlap(holding, one)
            ]
            if mine:
                self.trial.unchanged.append(one)
                continue
            self.trial.new.append(one)
            if one.person is None and one.email not in new_emails:
                new_emails.add(one.email)
                self.trial.new_people.append(one)
        for pk, named in by_function.items():
            self.end_those_before(held[pk], named)

    def holdings(self, successors) -> dict[int, list[Holding]]:
        rows = Holding.objects.filter(function__in={one.function.pk for one in successors})
        rows = rows.filter(Q(ends__isnull=True) | Q(ends__gte=min(self.trial.day, today())))
        found = defaultdict(list)
        for holding in rows.select_related("person", "function__organisation"):
            found[holding.function_id].append(holding)
        return found

    def end_those_before(self, held: list[Holding], named: list[Successor]) -> None:
        """The ordinary holders whom the file does not name stop when the first of the named begins."""
        ordinary = [one for one in named if not one.stand_in]
        if not ordinary or ordinary[0].function.role == Role.ELECTED:
            return
        last_day = day_before(min(one.starts for one in ordinary))
        staying = {one.person.pk for one in named if one.person}
        for holding in held:
            goes_on = holding.ends is None or holding.ends > last_day
            if not holding.stand_in and holding.person_id not in staying and goes_on:
                if holding.starts > last_day and holding.starts <= today():
                    reason = _("%s tillträdde samma dag eller senare. Välj en senare dag.")
                    self.error(ordinary[0].line, "starts", reason % holding.person)
                else:
                    self.trial.ending.append((holding, last_day))


def _overlap(holding: Holding, one: Successor) -> bool:
    return (holding.ends is None or holding.ends >= one.starts) and (
        one.ends is None or holding.starts <= one.ends
    )
