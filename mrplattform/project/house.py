"""What each app tells the house: what can be found, who must do what, what to do now.

One list, in row order. An app that is not in it is neither searched, nor inherited, nor done.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from functools import cache
from importlib import import_module

from django.contrib.contenttypes.models import ContentType

from mrplattform.core.catalogue import Duty, Findable
from mrplattform.core.todo import TodoItem

APPS = ["organisations", "rights", "questions", "assessments", "plans", "reports"]


def _parts(name):
    for app in APPS:
        with suppress(ModuleNotFoundError):
            yield import_module(f"mrplattform.{app}.{name}")


@cache
def findables() -> dict[int, Findable]:
    """What can be found, by the number of its kind."""
    found = [one for catalogue in _parts("catalogue") for one in catalogue.CATALOGUE]
    return {ContentType.objects.get_for_model(one.model).pk: one for one in found}


def duties(function_ids: Iterable[int]) -> Iterator[Duty]:
    ids = list(function_ids)
    for catalogue in _parts("catalogue"):
        yield from catalogue.duties(ids)


def todo(user) -> list[TodoItem]:
    items = [item for part in _parts("todo") for item in part.todo(user)]
    return sorted(items, key=lambda item: item.sort_key)
