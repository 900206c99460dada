"""Which rows go along: what the authority owns, what is everyone's, and what these point at."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db import models
from django.db.models import Q

from mrplattform.organisations.models import Organisation
from mrplattform.project import backup
from mrplattform.project.leaving.ownership import FOLLOWS, OWNED, SHARED

AT_A_TIME = 500
# Rows of owned tables that are everyone's: the register's roots and the shared frameworks.
EVERYONES: dict[str, Q] = {
    "organisations.organisation": Q(parent__isnull=True, invented=False),
    "organisations.organisationperiod": Q(
        organisation__parent__isnull=True, organisation__invented=False
    ),
    "questions.framework": Q(authority__isnull=True),
    "questions.frameworkversion": Q(authority__isnull=True),
    "questions.section": Q(version__authority__isnull=True),
    "questions.section_topics": Q(section__version__authority__isnull=True),
    "questions.question": Q(version__authority__isnull=True),
    "questions.question_topics": Q(question__version__authority__isnull=True),
}
Keys = dict[str, set]


def gather(authority: Organisation) -> Keys:
    """{table: primary keys}. A row that an owned row points at comes along (the round of a national
    body that one's answer belongs to), so that the file can be read back whole."""
    tables = backup.tables()
    found: Keys = defaultdict(set)
    for name, path in OWNED.items():
        rows = tables[name]._base_manager.filter(_owned(name, path, authority))
        found[name] = set(rows.values_list("pk", flat=True))
    for name in SHARED:
        rows = tables[name]._base_manager.all()
        if name == "rights.topic":
            rows = rows.filter(Q(authority__isnull=True) | Q(authority=authority))
        found[name] = set(rows.values_list("pk", flat=True))
    _follow(found)
    people = tables["account.emailaddress"]._base_manager.filter(
        user__in=found["organisations.person"]
    )
    found["account.emailaddress"] = set(people.values_list("pk", flat=True))
    return found


def _owned(name: str, path: str, authority: Organisation) -> Q:
    own = Q(**{path: authority.pk})
    return own | EVERYONES[name] if name in EVERYONES else own


def _follow(found: Keys) -> None:
    """Until nothing that is taken points at something that is not."""
    waiting = {name: set(keys) for name, keys in found.items() if keys}
    while waiting:
        wanted: Keys = defaultdict(set)
        for name, keys in waiting.items():
            for other, target in _pointed_at(name, keys):
                wanted[other] |= target
        waiting = {}
        for name, keys in wanted.items():
            new = keys - found[name]
            if new:
                found[name] |= new
                waiting[name] = new


def pointed_to(field: Any) -> str:
    """The label of the table that a foreign key points to."""
    return field.related_model._meta.label_lower


def _pointed_at(name: str, keys: set) -> Iterable[tuple[str, set]]:
    model = backup.tables()[name]
    fields = [f for f in model._meta.concrete_fields if f.is_relation and not f.generated]
    fields = [f for f in fields if pointed_to(f) in _takeable()]
    if not fields:
        return
    targets: dict[str, set] = defaultdict(set)
    for part in _parts(keys):
        rows = model._base_manager.filter(pk__in=part)
        for row in rows.values_list(*[f.attname for f in fields]):
            for field, value in zip(fields, row, strict=True):
                if value is not None:
                    targets[pointed_to(field)].add(value)
    yield from targets.items()


def _takeable() -> set[str]:
    return {*OWNED, *SHARED, *FOLLOWS}


def rows_of(model: type[models.Model], keys: set) -> Iterable[models.QuerySet]:
    """The rows in parts that any database takes as a list, in the order of their keys."""
    for part in _parts(keys):
        yield model._base_manager.filter(pk__in=part).order_by("pk")


def _parts(keys: set) -> Iterable[list]:
    ordered = sorted(keys)
    for start in range(0, len(ordered), AT_A_TIME):
        yield ordered[start : start + AT_A_TIME]
