"""The sections of a draft: added, changed, moved, removed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mrplattform.core.history import VERBS
from mrplattform.organisations.services.editions import ChangedMeanwhile
from mrplattform.questions.models import FrameworkVersion, Question, Section
from mrplattform.questions.services import keys
from mrplattform.questions.services.drafts import as_changes, held, told
from mrplattform.questions.wording import seal, section_lines
from mrplattform.rights.models import Topic

VERBS.update(
    section_added=gettext_lazy("lade till ett avsnitt"),
    section_edited=gettext_lazy("ändrade ett avsnitt"),
    section_moved=gettext_lazy("flyttade ett avsnitt"),
    section_removed=gettext_lazy("tog bort ett avsnitt"),
)


@transaction.atomic
def add(
    version: FrameworkVersion, *, by, topics: Iterable[Topic] = (), key: str = "", **values: Any
) -> Section:
    version = held(version.pk)
    taken = set(version.sections.values_list("key", flat=True))
    key = key or keys.new_key(values["titles"]["sv"], taken)
    keys.check(key, taken)
    section = Section.objects.create(version=version, key=key, order=len(taken) + 1, **values)
    section.topics.set(topics)
    told(version, by=by, verb="section_added", changes={section.title: [None, key]})
    return section


@transaction.atomic
def edit(section: Section, *, by, seen: str, topics: Iterable[Topic], key: str, **values: Any):
    """Raises ChangedMeanwhile unless `seen` is the seal of what is stored."""
    version = held(section.version_id)
    stored = version.sections.prefetch_related("topics").get(pk=section.pk)
    before = section_lines(stored, version.languages)
    if seal(before) != seen:
        raise ChangedMeanwhile(stored)
    keys.check(key, set(version.sections.exclude(pk=stored.pk).values_list("key", flat=True)))
    for name, value in {"key": key, **values}.items():
        setattr(stored, name, value)
    stored.save()
    stored.topics.set(topics)
    after = section_lines(version.sections.get(pk=stored.pk), version.languages)
    changes = as_changes(before, after, stored.title)
    if changes:
        told(version, by=by, verb="section_edited", changes=changes)


@transaction.atomic
def move(section: Section, *, up: bool, by) -> None:
    version = held(section.version_id)
    rows = list(version.sections.order_by("order"))
    if step(rows, section.pk, up):
        Section.objects.bulk_update(rows, ["order"])  # no history: told below
        renumber(version)
        told(version, by=by, verb="section_moved", changes={section.title: [None, _place(up)]})


@transaction.atomic
def remove(section: Section, *, by) -> None:
    """Only an empty one: its questions are moved or removed first, each by itself."""
    version = held(section.version_id)
    if section.questions.exists():
        raise ValidationError(_("Avsnittet har frågor. Flytta eller ta bort dem först."))
    section.delete()
    told(version, by=by, verb="section_removed", changes={section.title: [section.key, None]})


def step(rows: list, pk: int, up: bool) -> bool:
    """Change places with the neighbour, and number them all."""
    place = next(number for number, row in enumerate(rows) if row.pk == pk)
    other = place - 1 if up else place + 1
    if not 0 <= other < len(rows):
        return False
    rows[place], rows[other] = rows[other], rows[place]
    for number, row in enumerate(rows, 1):
        row.order = number
    return True


def renumber(version: FrameworkVersion) -> None:
    """Questions in the order of their sections, counted through the whole version."""
    rows = list(version.questions.order_by("section__order", "order", "pk").only("order"))
    for number, row in enumerate(rows, 1):
        row.order = number
    Question.objects.bulk_update(rows, ["order"])  # no history: told by the caller


def _place(up: bool) -> str:
    return _("ett steg upp") if up else _("ett steg ned")
