"""What a change of the tree did, or would do, in words: to units, functions, holders and seats."""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict, dataclass, field

from django.utils.translation import gettext as _

from mrplattform.core.look import short_date
from mrplattform.organisations.duties import count_hanging
from mrplattform.organisations.models import Function, Group, Organisation, Person


@dataclass
class Outcome:
    """Lines of plain text, ready to show and to keep. `duties` counts what hangs on the functions
    that are touched, in the words of the apps that it belongs to."""

    title: str = ""
    units: list[str] = field(default_factory=list)
    functions: list[str] = field(default_factory=list)
    holders: list[str] = field(default_factory=list)
    seats: list[str] = field(default_factory=list)
    duties: dict[str, int] = field(default_factory=dict)

    def as_json(self) -> dict:
        return asdict(self)


def tell(title: str, diff: dict) -> Outcome:
    names = _Names(diff)
    rows = diff["rows"]
    touched = {row["function_id"] for row in _all(rows, "post") + _all(rows, "holding")}
    touched |= {int(pk) for pk in rows.get("function", {})}
    return Outcome(
        title=title,
        units=_units(rows, names),
        functions=_functions(rows, names),
        holders=_holders(rows, names),
        seats=_seats(rows, names),
        duties=count_hanging(Function, touched),
    )


class _Names:
    """The names of everything that the rows mention, in four questions."""

    def __init__(self, diff: dict):
        rows = diff["rows"]
        self.units = _by_pk(
            Organisation,
            _ids(rows, "place", "organisation_id", "parent_id")
            | _ids(rows, "post", "organisation_id")
            | _ids(rows, "seat", "organisation_id")
            | {int(pk) for pk in rows.get("organisation", {})},
        )
        self.functions = _by_pk(
            Function,
            _ids(rows, "post", "function_id")
            | _ids(rows, "holding", "function_id")
            | _ids(rows, "seat", "function_id")
            | {int(pk) for pk in rows.get("function", {})},
        )
        self.people = _by_pk(Person, _ids(rows, "holding", "person_id"))
        self.groups = _by_pk(Group, _ids(rows, "seat", "group_id"))


def _units(rows: dict, names: _Names) -> list[str]:
    lines = []
    made = {int(pk) for pk, (old, _new) in rows.get("organisation", {}).items() if old is None}
    for pk, (old, new) in rows.get("organisation", {}).items():
        if old and new and new["ends"] and new["ends"] != old["ends"]:
            lines.append(
                _("%(unit)s stängs, sista dagen är %(day)s.")
                % {"unit": names.units[int(pk)], "day": _day(new["ends"])}
            )
    for now in [new for old, new in rows.get("place", {}).values() if old is None]:
        lines.append(
            _place(now, _before(now, rows, "place"), now["organisation_id"] in made, names)
        )
    for old, new in rows.get("place", {}).values():
        if old and new and (old["name"], old["parent_id"]) != (new["name"], new["parent_id"]):
            lines.append(_place(new, old, False, names))
    return lines


def _place(now: dict, before: dict | None, is_new: bool, names: _Names) -> str:
    values = {
        "unit": now["name"],
        "old": before["name"] if before else "",
        "parent": names.units.get(now["parent_id"], ""),
        "day": _day(now["starts"]),
    }
    if is_new or before is None:
        return _("%(unit)s öppnas under %(parent)s den %(day)s.") % values
    renamed, moved = before["name"] != now["name"], before["parent_id"] != now["parent_id"]
    if renamed and moved:
        return _("%(old)s heter %(unit)s och hör till %(parent)s från %(day)s.") % values
    if renamed:
        return _("%(old)s heter %(unit)s från %(day)s.") % values
    if moved:
        return _("%(unit)s hör till %(parent)s från %(day)s.") % values
    return _("%(unit)s får nya uppgifter från %(day)s.") % values


def _functions(rows: dict, names: _Names) -> list[str]:
    lines = []
    for pk, (old, new) in rows.get("function", {}).items():
        title = names.functions[int(pk)]
        if old is None:
            lines.append(_("%s blir en ny funktion.") % title)
        elif new and new["ends"] != old["ends"]:
            lines.append(
                _("%(what)s avslutas %(day)s.") % {"what": title, "day": _day(new["ends"])}
            )
    for old, new in rows.get("post", {}).values():
        made_now = old is None and str(new["function_id"]) not in rows.get("function", {})
        if made_now or (old and new and old["organisation_id"] != new["organisation_id"]):
            lines.append(
                _("%(title)s hör till %(unit)s från %(day)s.")
                % {
                    "title": new["title"],
                    "unit": names.units[new["organisation_id"]],
                    "day": _day(new["starts"]),
                }
            )
    return lines


def _holders(rows: dict, names: _Names) -> list[str]:
    lines = []
    for old, new in rows.get("holding", {}).values():
        row = new or old
        values = {
            "person": names.people[row["person_id"]],
            "title": names.functions[row["function_id"]],
            "day": _day((new or {}).get("ends")),
        }
        if new is None:
            lines.append(_("%(person)s tillträder inte som %(title)s.") % values)
        else:
            lines.append(_("%(person)s lämnar %(title)s, sista dagen är %(day)s.") % values)
    left = {(new or old)["function_id"] for old, new in rows.get("holding", {}).values()}
    return lines + [_("%s blir vakant.") % names.functions[pk] for pk in sorted(left)]


def _seats(rows: dict, names: _Names) -> list[str]:
    lines = []
    for old, new in rows.get("seat", {}).values():
        row = new or old
        values = {
            "group": names.groups[row["group_id"]],
            "unit": names.units[row["organisation_id"]],
            "day": _day(row["starts"]),
        }
        if old is None or (new and new["organisation_id"] != old["organisation_id"]):
            lines.append(_("Platsen i %(group)s går till %(unit)s från %(day)s.") % values)
        elif new is None or not _goes_on(row, rows):
            lines.append(_("Platsen för %(unit)s i %(group)s upphör.") % values)
    return lines


def _goes_on(ended: dict, rows: dict) -> bool:
    """Is there a new seat in the same group for the same function?"""
    return any(
        old is None
        and (new["group_id"], new["function_id"]) == (ended["group_id"], ended["function_id"])
        for old, new in rows.get("seat", {}).values()
    )


def _before(now: dict, rows: dict, table: str) -> dict | None:
    """The period of the same organisation that a new one takes over from."""
    for old, new in rows[table].values():
        if old and new and new["organisation_id"] == now["organisation_id"]:
            return old
    return None


def _all(rows: dict, table: str) -> list[dict]:
    return [row for pair in rows.get(table, {}).values() for row in pair if row]


def _ids(rows: dict, table: str, *fields: str) -> set[int]:
    return {row[name] for row in _all(rows, table) for name in fields if row[name]}


def _by_pk(model, ids: set[int]) -> dict[int, str]:
    related = ["organisation"] if model is Function else []
    return {
        thing.pk: str(thing) for thing in model.objects.filter(pk__in=ids).select_related(*related)
    }


def _day(value: str | None) -> str:
    return short_date(dt.date.fromisoformat(value)) if value else ""
