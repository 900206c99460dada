"""Which units a round can ask, and which of their functions could answer and approve."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Container, Iterator
from dataclasses import dataclass, field

from django.db.models import Q
from django.utils.translation import gettext as _

from mrplattform.assessments.places import COUNTIES, county
from mrplattform.core.dates import today
from mrplattform.core.sorting import swedish_key
from mrplattform.organisations.models import Function, Holding, Organisation, Role
from mrplattform.organisations.tree import Tree

Kind = Organisation.Kind
ASKED_KINDS = (Kind.ADMINISTRATION, Kind.COMPANY)  # proposed; the others when somebody asks
KINDS = (Kind.COMMITTEE, *ASKED_KINDS, Kind.UNIT)


@dataclass
class Candidate:
    """A unit with the functions in it, under it and above it, the likeliest first."""

    unit: Organisation
    name: str
    above: str
    functions: list[Function] = field(default_factory=list)
    reporter: Function | None = None
    approver: Function | None = None


def candidates(
    authority: Organisation, on: dt.date | None = None, kinds: Container[str] = ASKED_KINDS
) -> list[Candidate]:
    """The units of those kinds as the tree stands that day, in its order: three questions to the
    database."""
    tree = Tree(authority, on)
    by_unit = _functions_by_unit(Q(authority=authority), tree.day)
    found = []
    for unit in _in_order(tree, authority.pk):
        if unit.kind in kinds:
            found.append(_candidate(unit, tree, by_unit))
    return found


def over_the_country(on: dt.date | None = None) -> list[Candidate]:
    """Every municipality and region, with its strategist where it uses the platform: four
    questions to the database."""
    day = on or today()
    rows = Organisation.objects.on(day).authorities().exclude(sector="")
    strategists = defaultdict(list)
    asked = Q(authority__kind=Kind.AUTHORITY, role=Role.STRATEGIST)
    for functions in _functions_by_unit(asked, day).values():
        for function in functions:
            strategists[function.authority_id].append(function)
    found = []
    for one in sorted(rows.prefetch_related("codes"), key=lambda one: swedish_key(one.name_on)):
        functions = strategists[one.pk]
        where = str(COUNTIES.get(county(one), ""))
        reporter = _likeliest(functions, Role.STRATEGIST)
        found.append(Candidate(one, one.name_on, where, functions, reporter))
    return found


def _in_order(tree: Tree, pk: int) -> Iterator[Organisation]:
    """The units under one, companies last, each followed by those below it."""
    children = tree.children(pk)
    children.sort(key=lambda one: (one.kind == one.Kind.COMPANY, swedish_key(one.name_on)))
    for child in children:
        yield child
        yield from _in_order(tree, child.pk)


def holder_names(functions, on: dt.date | None = None) -> dict[int, str]:
    """Who holds each function that day; a vacant one is left out."""
    rows = (
        Holding.objects.of_open_functions(on)
        .filter(function__in=[one.pk for one in functions])
        .order_by("stand_in", "starts", "pk")
        .values_list("function_id", "person__name")
    )
    names: dict[int, str] = {}
    for pk, name in rows:
        names.setdefault(pk, name)
    return names


def label(function: Function, names: dict[int, str], unit: Organisation) -> str:
    """'Kvalitetschef (Mona Lind)', or that it is vacant; with its place when that is elsewhere."""
    name = function.title if function.organisation_id == unit.pk else str(function)
    return f"{name} ({names.get(function.pk) or _('vakant')})"


def _functions_by_unit(which: Q, day: dt.date) -> dict[int, list[Function]]:
    found = defaultdict(list)
    rows = Function.objects.on(day).filter(which).select_related("organisation")
    held = set(Function.objects.held(day).filter(which).values_list("pk", flat=True))
    for function in rows:
        function.is_held = function.pk in held
        found[function.organisation_id].append(function)
    return found


def _candidate(unit: Organisation, tree: Tree, by_unit: dict[int, list[Function]]) -> Candidate:
    inside = [one for pk in tree.below(unit.pk) for one in by_unit[pk]]
    path = tree.path(unit.pk)[:-1]
    above = [one for node in reversed(path) for one in by_unit[node.pk]]
    parent = path[-1] if path else None
    return Candidate(
        unit=unit,
        name=unit.name_on,
        above=parent.name_on if parent and not parent.is_authority else "",
        functions=inside + above,
        reporter=_likeliest(inside, Role.REPORTER),
        approver=_likeliest(inside, Role.MANAGER),
    )


def _likeliest(functions: list[Function], role: str) -> Function | None:
    """Of that role, the unit's own before those below it; one that somebody holds comes first."""
    fitting = [one for one in functions if one.role == role]
    return next((one for one in fitting if one.is_held), fitting[0] if fitting else None)
