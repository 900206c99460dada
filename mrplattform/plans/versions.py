"""What has changed since a version was adopted: measure by measure, goal by goal, in words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mrplattform.core import look
from mrplattform.organisations.models import Function
from mrplattform.plans.circles import open_to
from mrplattform.plans.models import BudgetLine, Direction, Goal, Measure, Plan, PlanVersion

# What a body adopts. How it goes, what was finished and what was seen to change are told later, and
# change nothing of it.
PROMISED: dict[type[models.Model], tuple[str, ...]] = {
    Plan: ("title", "aim", "starts", "ends"),
    Direction: ("title", "aim"),
    Goal: (
        "title",
        "was",
        "wanted",
        "was_number",
        "wanted_number",
        "unit",
        "ends",
        "owner_id",
    ),
    Measure: (
        "title",
        "aim",
        "responsible_id",
        "starts",
        "ends",
        "cost",
        "resource",
        "activity",
        "effect",
    ),
    BudgetLine: ("year", "title", "amount", "source"),
}
MONEY = {"cost", "amount"}
DAYS = {"starts", "ends"}
NEW, GONE = gettext_lazy("Ny sedan beslutet"), gettext_lazy("Finns inte längre i planen")
# What the copy of a decision calls each kind.
THINGS: dict[str, Any] = {
    "plan": Plan,
    "directions": Direction,
    "goals": Goal,
    "measures": Measure,
    "budget": BudgetLine,
}


@dataclass(frozen=True)
class Row:
    label: str
    before: str
    after: str


@dataclass(frozen=True)
class Change:
    """One thing that is new, gone, or promises something else. `rows` are empty for the first two."""

    kind: str
    title: str
    address: str = ""
    words: str = ""
    tone: str = "plan"
    rows: list[Row] = field(default_factory=list)


def promised(thing: models.Model) -> dict[str, Any]:
    return {name: _plain(getattr(thing, name)) for name in PROMISED[type(thing)]}


def adopted_things(plan: Plan) -> dict[str, dict[str, Any]]:
    """{"measures": {pk: promised}, "goals": …}: what the copy keeps beside the document. What fewer
    may read than the plan is no part of what is adopted."""
    return {
        name: {str(one.pk): promised(one) for one in rows}
        for name, rows in current_things(plan).items()
    }


def current_things(plan: Plan) -> dict[str, Iterable[models.Model]]:
    measures = plan.measures.filter(removed_at__isnull=True, circle__in=open_to(plan.circle))
    return {
        "plan": [plan],
        "directions": plan.directions.current(),
        "goals": plan.goals.current().select_related("plan"),
        "measures": measures,
        "budget": plan.budget_lines.current().select_related("plan"),
    }


def changed_measures(plan: Plan, measures: list[Measure]) -> list[Measure]:
    """Those that promise something else than was adopted, the new ones among them."""
    if not plan.decision:
        return []
    adopted = plan.decision.copy.get("measures", {})
    told = [one for one in measures if one.circle in open_to(plan.circle)]
    return [one for one in told if adopted.get(str(one.pk)) != promised(one)]


def changes_since(version: PlanVersion) -> list[Change]:
    """A constant number of questions, whatever the plan holds."""
    plan, adopted = version.plan, version.decision.copy
    found: list[Change] = []
    names = _Names()
    for name, rows in current_things(plan).items():
        now = {str(one.pk): (one, promised(one)) for one in rows}
        found += _compare(adopted.get(name), now, names)
    return found


def changes_between(earlier: PlanVersion, later: PlanVersion) -> list[Change]:
    """Two photographs side by side; what is still in the plan is linked."""
    plan, names = earlier.plan, _Names()
    found: list[Change] = []
    for name, rows in current_things(plan).items():
        photo = later.decision.copy.get(name, {})
        here = {str(one.pk) for one in rows}
        then = {key: (_as_it_was(name, key, one, plan), one) for key, one in photo.items()}
        found += _compare(earlier.decision.copy.get(name), then, names, here)
    new, gone = _("Ny i version %d") % later.number, _("Finns inte i version %d") % later.number
    said = {str(NEW): new, str(GONE): gone}
    return [replace(one, words=said.get(one.words, one.words)) for one in found]


def _as_it_was(name: str, key: str, values: dict[str, Any], plan: Plan) -> models.Model:
    """The thing with the words of the photograph; it is only read."""
    model = THINGS[name]
    if model is Plan:
        return Plan(pk=int(key), authority_id=plan.authority_id, **values)
    own = {"authority_id": plan.authority_id} if model is Measure else {}
    return model(pk=int(key), plan=plan, **own, **values)


def _compare(
    before: dict | None,
    now: dict[str, tuple[Any, dict[str, Any]]],
    names: _Names,
    here: Container[str] | None = None,
) -> Iterator[Change]:
    """`now` is each thing with what it promises; `here` are those that have a page still."""
    if before is None:  # adopted before this kind of thing was kept
        return
    model = next((type(thing) for thing, _promise in now.values()), None)
    for key, (thing, after) in now.items():
        address = thing.get_absolute_url() if here is None or key in here else ""
        yield from _of_one(before.get(key), thing, after, address, names)
    for key in before.keys() - now.keys():
        words = str(GONE)
        kind = str(model._meta.verbose_name).capitalize() if model else _("Del av planen")
        yield Change(kind, before[key].get("title", ""), words=words, tone="watch")


def _of_one(
    before: dict | None, thing: Any, after: dict[str, Any], address: str, names: _Names
) -> Iterator[Change]:
    kind = str(thing._meta.verbose_name).capitalize()
    if before is None:
        yield Change(kind, str(thing), address, str(NEW))
        return
    rows = [
        Row(
            str(_label(thing, name)),
            names.words(thing, name, before.get(name)),
            names.words(thing, name, value),
        )
        for name, value in after.items()
        if before.get(name) != value
    ]
    if rows:
        yield Change(kind, str(thing), address, rows=rows)


def _label(thing: Any, name: str) -> str:
    label = str(thing._meta.get_field(name.removesuffix("_id")).verbose_name)
    return label[:1].upper() + label[1:]


def _plain(value: Any) -> Any:
    """As JSON keeps it, so that what is read back compares equal."""
    return value if value is None or isinstance(value, int | str) else str(value)


class _Names:
    """Names of functions, read once when one is asked for."""

    def __init__(self) -> None:
        self._found: dict[int, str] | None = None

    def words(self, thing: Any, name: str, value: Any) -> str:
        if value is None or value == "":
            return ""
        if name.endswith("_id"):
            return self._function(thing, value)
        if name in DAYS:
            return look.short_date(dt.date.fromisoformat(str(value)))
        return look.money(value) if name in MONEY else str(value)

    def _function(self, thing: Any, pk: int) -> str:
        if self._found is None:
            rows = Function.objects.filter(authority=thing.authority_id)
            self._found = {one.pk: str(one) for one in rows.select_related("organisation")}
        return self._found.get(pk, _("En annan funktion"))
