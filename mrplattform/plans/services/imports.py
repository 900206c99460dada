"""Measures read in from a table: tried first, then all of it or nothing, as often as one likes.

A row with the number of a measure changes that one; a row without becomes a new measure of the
plan, unless the plan has one of the same name already. Only the columns that the file has are
touched, and how a measure goes is never read in: that takes words.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from mrplattform.core import look
from mrplattform.core.forms import MoneyField
from mrplattform.core.history import changed_values, record
from mrplattform.organisations.models import Function
from mrplattform.organisations.services.spreadsheets import (
    Line,
    Problem,
    Sheet,
    plain_name,
    read_sheet,
)
from mrplattform.plans.models import Measure, Plan
from mrplattform.plans.services import measures

# The heads of the file that the list gives, so that what was taken out can be read in again.
KNOWN: dict[str, tuple[str, ...]] = {
    "number": ("Nr",),
    "title": ("Insats",),
    "responsible": ("Ansvarig funktion",),
    "starts": ("Från och med",),
    "ends": ("Klar senast",),
    "cost": ("Kostnad, kr", "Kostnad"),
    "aim": ("Vad som ska ändras",),
    "resource": ("Resurs",),
    "activity": ("Aktivitet",),
    "output": ("Prestation",),
    "effect": ("Effekt",),
    "evidence": ("Vad som visar effekten",),
    "heard": ("Vilka har blivit hörda",),
}
TEXTS = ("aim", "resource", "activity", "output", "effect", "evidence", "heard")
LONGEST_TITLE: int = Measure._meta.get_field("title").max_length or 0


@dataclass
class Planned:
    """One row as it would be read in: the measure that it changes (None makes a new one)."""

    row: int
    measure: Measure | None
    values: dict[str, Any]
    changes: dict[str, list]

    @property
    def told(self) -> list[tuple[str, str, str]]:
        """(field, before, after) of each change, in words."""
        return [
            (str(getattr(Measure, name).field.verbose_name).capitalize(), _say(old), _say(new))
            for name, (old, new) in self.changes.items()
        ]

    @property
    def title(self) -> str:
        return self.values.get("title") or (self.measure.title if self.measure else "")


@dataclass
class Trial:
    """What the file would do, and what is wrong with it."""

    planned: list[Planned] = field(default_factory=list)
    errors: list[Problem] = field(default_factory=list)
    ignored: list[str] = field(default_factory=list)
    unchanged: int = 0

    @property
    def new(self) -> list[Planned]:
        return [one for one in self.planned if one.measure is None]

    @property
    def changed(self) -> list[Planned]:
        return [one for one in self.planned if one.measure is not None]


def read(data: bytes, ending: str) -> Sheet:
    return read_sheet(data, ending, KNOWN, required=["title"])


def try_sheet(plan: Plan, sheet: Sheet) -> Trial:
    """A constant number of questions, however many rows."""
    return _Reader(plan, sheet).trial()


@transaction.atomic
def read_in(plan: Plan, sheet: Sheet, *, by) -> Trial:
    """All of it, as things stand now; raises ValidationError when something is wrong."""
    Plan.objects.select_for_update(of=("self",)).get(pk=plan.pk)  # two files take turns
    trial = try_sheet(plan, sheet)
    if trial.errors:
        raise ValidationError(_("Filen har fel. Rätta dem och läs in den igen."))
    for one in trial.planned:
        if one.measure is None:
            measures.create(plan, by=by, circle=plan.circle, **one.values)
        else:
            changes = changed_values(one.measure, **one.values)
            one.measure.edition += 1
            one.measure.save(update_fields=[*changes, "edition"])
            record(by, "measure_edited", one.measure, why=_("Från fil"), changes=changes)
    return trial


def _same(stored: Any, value: Any) -> bool:
    """A cell holds one line: paragraphs that only lost their breaks on the way are left alone."""
    if isinstance(stored, str) and isinstance(value, str):
        return stored.split() == value.split()
    return stored == value


def _say(value: Any) -> str:
    if isinstance(value, int):
        return look.money(value)
    return "" if value is None else str(value)


class _Reader:
    def __init__(self, plan: Plan, sheet: Sheet):
        self.plan, self.sheet = plan, sheet
        rows = plan.measures.filter(removed_at__isnull=True).select_related(
            "responsible__organisation", "plan"
        )
        self.by_number = {str(one.pk): one for one in rows}
        self.by_title = {plain_name(one.title): one for one in self.by_number.values()}
        functions = Function.objects.on().filter(authority=plan.authority_id)
        self.functions: dict[str, list[Function]] = {}
        for one in functions.select_related("organisation"):
            for said in (str(one), one.title):
                self.functions.setdefault(plain_name(said), []).append(one)
        self.errors: list[Problem] = list(sheet.problems)

    def trial(self) -> Trial:
        trial = Trial(ignored=list(self.sheet.ignored))
        seen: Counter[str] = Counter()
        for line in self.sheet.lines:
            planned = self._row(line)
            key = f"#{planned.measure.pk}" if planned.measure else plain_name(planned.title)
            seen[key] += 1
            if seen[key] == 2:
                self._wrong(line, "title", _("Insatsen står två gånger i filen."))
            if planned.measure is None or planned.changes:
                trial.planned.append(planned)
            else:
                trial.unchanged += 1
        trial.errors = sorted(self.errors, key=lambda one: one.row)
        return trial

    def _row(self, line: Line) -> Planned:
        measure = self._measure(line)
        values: dict[str, Any] = {
            name: line.get(name) for name in TEXTS if name in self.sheet.columns
        }
        values |= self._title(line) | self._function(line, measure)
        values |= self._days(line, measure) | self._cost(line)
        if measure is None:
            return Planned(line.row, None, values, {})
        changes = {
            name: [getattr(measure, name), value]
            for name, value in values.items()
            if not _same(getattr(measure, name), value)
        }
        values = {name: values[name] for name in changes}
        return Planned(line.row, measure, values, changes)

    def _measure(self, line: Line) -> Measure | None:
        if number := line.get("number"):
            found = self.by_number.get(number)
            if found is None:
                self._wrong(line, "number", _("Planen har ingen insats med det numret."))
            return found
        return self.by_title.get(plain_name(line.get("title")))

    def _title(self, line: Line) -> dict[str, str]:
        title = line.get("title")
        if not title:
            self._wrong(line, "title", _("Skriv vad insatsen heter."))
        elif len(title) > LONGEST_TITLE:
            self._wrong(line, "title", _("Högst %d tecken.") % LONGEST_TITLE)
        return {"title": title}

    def _function(self, line: Line, measure: Measure | None) -> dict[str, Function]:
        said = line.get("responsible")
        if not said:
            return {} if measure else {"responsible": self.plan.owner}
        if measure and plain_name(said) == plain_name(str(measure.responsible)):
            return {}
        found = self.functions.get(plain_name(said), [])
        if len({one.pk for one in found}) != 1:
            many = _("Flera funktioner heter så. Skriv titel, enhet.")
            none = _("Funktionen finns inte. Skriv den som i listan: titel, enhet.")
            self._wrong(line, "responsible", many if found else none)
            return {}
        return {"responsible": found[0]}

    def _days(self, line: Line, measure: Measure | None) -> dict[str, dt.date]:
        found = {}
        for name in ("starts", "ends"):
            if said := line.get(name):
                try:
                    found[name] = dt.date.fromisoformat(said)
                except ValueError:
                    self._wrong(line, name, _("Skriv datumet som 2026-11-27."))
            elif measure is None:
                found[name] = getattr(self.plan, name)
        starts = found.get("starts") or (measure.starts if measure else self.plan.starts)
        ends = found.get("ends") or (measure.ends if measure else self.plan.ends)
        if ends < starts:
            self._wrong(line, "ends", _("Slutet kommer före början."))
        return found

    def _cost(self, line: Line) -> dict[str, int | None]:
        if "cost" not in self.sheet.columns:
            return {}
        try:
            # Excel gives 450000.5 with a full stop; people write a comma. Both mean the same here.
            return {"cost": MoneyField(required=False).clean(line.get("cost"))}
        except ValidationError as problem:
            self._wrong(line, "cost", problem.messages[0])
            return {}

    def _wrong(self, line: Line, key: str, reason: str) -> None:
        self.errors.append(self.sheet.problem(line, key, reason))
