"""What hangs on a function or an organisation, in this app and in those that came later.

Two answers, neither of which needs to know the later apps:

- `hanging(things)` reads the models' own relations, and so sees everything that points at them, done
  or not. A preview counts it; what hangs on something new keeps it from being undone.
- Each app's `catalogue.duties(function_ids)` tells what is still open (core/catalogue.py). This app's
  are the seats in groups. `project` gathers them and shows those that nobody attends to:

      unattended = Function.objects.unattended(day)
      [duty for duties in every_app for duty in duties(unattended ids)]
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import CharField, Count, Model, QuerySet, Value


@dataclass(frozen=True)
class Hanging:
    """Rows of one model that point at the things through one field."""

    model: type[Model]
    field: str
    rows: QuerySet

    @property
    def is_now(self) -> bool:
        """Not a row that only remembers what once was: those are free of the database's check."""
        return getattr(self.model._meta.get_field(self.field), "db_constraint", True)

    @property
    def label(self) -> str:
        return str(self.model._meta.verbose_name_plural)


def hanging(model: type[Model], ids: Iterable[int | str]) -> list[Hanging]:
    """For every relation to the model: the rows that point at these. Nothing is asked yet."""
    ids = list(ids)
    relations: list[Any] = list(model._meta.get_fields(include_hidden=True))
    return [
        Hanging(
            relation.related_model,
            relation.field.name,
            relation.related_model._base_manager.filter(**{f"{relation.field.name}__in": ids}),
        )
        for relation in relations
        if relation.auto_created
        and not relation.concrete
        and relation.related_model
        # The hidden table between two models repeats what the relation itself says.
        and not relation.related_model._meta.auto_created
    ]


def count_hanging(model: type[Model], ids: Iterable[int | str]) -> dict[str, int]:
    """How many of each kind hang on these: {"insatser": 3}. A later app's rows, in its own words, in
    one question."""
    others = [
        one
        for one in hanging(model, ids)
        if one.model._meta.app_label != model._meta.app_label and one.is_now
    ]
    if not others:
        return {}
    questions = [
        one.rows.order_by()
        .values(label=Value(one.label, CharField()))
        .annotate(count=Count("pk"))
        .values_list("label", "count")
        for one in others
    ]
    counts: dict[str, int] = {}
    for label, count in questions[0].union(*questions[1:], all=True):
        if count:
            counts[label] = counts.get(label, 0) + count
    return counts
