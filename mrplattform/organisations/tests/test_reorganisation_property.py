"""Whatever is done to a municipality, in whatever order: no duty is lost and the past stays."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from itertools import pairwise

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from mrplattform.organisations.models import (
    Function,
    FunctionPeriod,
    Holding,
    Organisation,
    OrganisationPeriod,
    Reorganisation,
    Role,
    Seat,
)
from mrplattform.organisations.services import holdings, periods, reorganise, snapshots
from mrplattform.organisations.services.reorganise import NewUnit
from mrplattform.organisations.services.soundness import check_tree
from tests import make

BEGINNING = make.LONG_AGO
DEEDS = ["open", "rename", "move", "close", "merge", "split", "leave", "succeed", "undo"]


class Municipality:
    """Three administrations with two schools each, a function everywhere, a group with seats."""

    def __init__(self, draw):
        self.draw = draw
        self.day = dt.date(2024, 1, 1)
        self.number = 0
        self.root = make.make_municipality("Ekvik")
        self.group = make.make_group(self.root)
        self.person = make.make_person("Alva Ek")
        for letter in "ABC":
            administration = make.make_administration(self.root, f"Förvaltning {letter}")
            self._staff(administration)
            for number in "12":
                self._staff(make.make_organisation(parent=administration, name=letter + number))
        self.trees = {day: self.tree(day) for day in (BEGINNING, dt.date(2023, 12, 31))}
        self.before_undo: dict[int, dict] = {}

    def _staff(self, unit):
        function = make.make_function(unit, role=Role.REPORTER, holder=self.person)
        make.make_seat(self.group, unit, function)

    # --- One deed ----------------------------------------------------------------------------

    def step(self):
        self.day += dt.timedelta(days=self.draw(st.sampled_from([0, 1, 30, -20])))
        deed = self.draw(st.sampled_from(DEEDS))
        before = snapshots.take(self.root)
        try:
            with transaction.atomic():
                row = getattr(self, f"do_{deed}")()
        except ValidationError:
            assert snapshots.take(self.root) == before, "a refused deed left a trace"
            return
        if isinstance(row, Reorganisation):
            self.before_undo[row.pk] = before
        changed_from = row.day if isinstance(row, Reorganisation) else self.day
        self.remember_trees(changed_from)

    def remember_trees(self, changed_from):
        for day, tree in list(self.trees.items()):
            if day < changed_from:
                assert self.tree(day) == tree, (
                    f"{day} reads otherwise after a change {changed_from}"
                )
            else:
                self.trees[day] = self.tree(day)
        self.trees[changed_from] = self.tree(changed_from)

    def do_open(self):
        return self._row(
            reorganise.open_organisation(
                name=self.name(), parent=self.unit(root=True), starts=self.day, by=None
            )
        )

    def do_rename(self):
        return reorganise.rename(self.unit(root=True), name=self.name(), day=self.day, by=None)

    def do_move(self):
        return reorganise.move(self.unit(), to=self.unit(root=True), day=self.day, by=None)

    def do_close(self):
        unit = self.unit()
        return reorganise.close(
            unit,
            day=self.day,
            by=None,
            children_to=self.draw(st.sampled_from([None, self.root, self.unit()])),
            functions=self.homes(unit),
        )

    def do_merge(self):
        first, second = self.unit(), self.unit()
        into = self.draw(st.sampled_from([self.unit(), NewUnit(self.name())]))
        return reorganise.merge(
            [first, second], into=into, day=self.day, by=None, functions=self.homes(first)
        )

    def do_split(self):
        unit = self.unit()
        functions = {
            function.pk: self.draw(st.sampled_from([None, 0, 1])) for function in self.of(unit)
        }
        return reorganise.split(
            unit,
            into=[NewUnit(self.name()), NewUnit(self.name())],
            day=self.day,
            by=None,
            functions=functions,
        )

    def do_leave(self):
        held = list(Holding.objects.on(self.day))
        if held:
            holdings.end_holding(self.draw(st.sampled_from(held)), ends=self.day, by=None)

    def do_succeed(self):
        function = self.draw(st.sampled_from(list(Function.objects.all())))
        successor = make.make_person()
        holdings.hand_over(function, successor, starts=self.day, by=None)

    def do_undo(self):
        rows = list(Reorganisation.objects.filter(undone_at=None))
        if not rows:
            return None
        row = self.draw(st.sampled_from(rows))
        newest = row == rows[0] and snapshots.take(self.root) == self.after_newest
        reorganise.undo(row, by=None)
        if newest:
            assert snapshots.take(self.root) == self.before_undo[row.pk]
        for thing in [*Organisation.objects.all(), *Function.objects.all()]:
            assert not periods.mirror(thing), f"{thing} does not carry today's name and place"
        row.refresh_from_db()
        self.remember_trees(row.day)
        return None

    @property
    def after_newest(self):
        """The authority as the newest reorganisation left it."""
        row = Reorganisation.objects.filter(undone_at=None).first()
        after = {name: dict(rows) for name, rows in self.before_undo[row.pk].items()}
        for name, rows in row.undo["rows"].items():
            for key, (_before, now) in rows.items():
                after[name].pop(key, None)
                if now:
                    after[name][key] = now
        return after

    # --- What to do it with ------------------------------------------------------------------

    def name(self):
        self.number += 1
        return f"Enhet {self.number}"

    def unit(self, root=False):
        units = Organisation.objects.filter(authority=self.root).order_by("pk")
        if not root:
            units = units.exclude(pk=self.root.pk)
        return self.draw(st.sampled_from(list(units)))

    def of(self, unit):
        return Function.objects.filter(organisation=unit).order_by("pk")

    def homes(self, unit):
        options = [None, self.unit(), self.root]
        return {function.pk: self.draw(st.sampled_from(options)) for function in self.of(unit)}

    def _row(self, unit):
        return Reorganisation.objects.filter(authority=unit.authority).latest("pk")

    # --- What is always true -----------------------------------------------------------------

    def tree(self, day):
        rows = Organisation.objects.on(day).filter(authority=self.root)
        return {row.pk: (row.name_on, row.parent_on) for row in rows}

    def check(self):
        self.check_periods(Organisation, OrganisationPeriod, "organisation_id")
        self.check_periods(Function, FunctionPeriod, "function_id")
        check_tree(self.root, BEGINNING)
        self.check_duties()

    def check_periods(self, model, period_model, owner):
        found = defaultdict(list)
        for period in period_model.objects.order_by("starts"):
            found[getattr(period, owner)].append(period)
        for thing in model.objects.all():
            rows = found[thing.pk]
            assert rows[0].starts == thing.starts
            assert rows[-1].ends == thing.ends
            for earlier, later in pairwise(rows):
                assert earlier.ends == later.starts - dt.timedelta(days=1)
            assert all(row.ends is None or row.starts <= row.ends for row in rows)

    def check_duties(self):
        """Every seat is answered for by somebody that day, or stands among the unattended."""
        for day in sorted({self.day, *self.trees}):
            there = set(self.tree(day))
            attended = set()
            for holding in Holding.objects.select_related("function"):
                assert holding.function.starts <= holding.starts
                if holding.holds(day) and holding.function.holds(day):
                    attended.add(holding.function_id)
            flagged = set(Function.objects.unattended(day).values_list("pk", flat=True))
            for seat in Seat.objects.on(day):
                assert seat.organisation_id in there, f"a seat for what is gone {day}"
                assert seat.function_id in attended | flagged
            for period in FunctionPeriod.objects.on(day):
                if period.organisation_id not in there:
                    assert period.function_id in flagged, "held, in a unit that is gone"


@pytest.mark.django_db
@settings(
    max_examples=50,
    deadline=None,
    derandomize=True,
    # A failing sequence is short already; making it shorter would take minutes.
    phases=[Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(st.data())
def test_no_duty_is_lost_and_the_past_stays(data):
    with transaction.atomic():
        ekvik = Municipality(data.draw)
        for _ in range(data.draw(st.integers(2, 9))):
            ekvik.step()
            ekvik.check()
        transaction.set_rollback(True)
