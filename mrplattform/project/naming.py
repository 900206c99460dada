"""What deeds were done with, named as the index names it and only to those who may see it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q

from mrplattform.assessments.models import Assessment
from mrplattform.core.exports.document import Run
from mrplattform.core.models import Deed
from mrplattform.project import kinds
from mrplattform.project.index.find import visible_entries
from mrplattform.project.models import Entry
from mrplattform.questions.models import AnswerSheet

AT_A_TIME = 500


def name_things(deeds: Iterable[Deed], user) -> None:
    """Give each deed `entry`, what the index says of the thing that it was done with."""
    deeds = list(deeds)
    for start in range(0, len(deeds), AT_A_TIME):
        _name_some(deeds[start : start + AT_A_TIME], user)


def _name_some(deeds: list[Deed], user) -> None:
    places = _places(deeds)
    wanted = defaultdict(set)
    for kind, number in places.values():
        wanted[kind].add(number)
    these = Q(pk__in=[])
    for kind, numbers in wanted.items():
        these |= Q(content_type=kind, object_id__in=numbers)
    entries = visible_entries(user, wanted).filter(these)
    found = {(one.content_type_id, one.object_id): one for one in entries}
    for deed in deeds:
        entry = found.get(places[deed.pk]) if deed.pk in places else None
        deed.entry = entry  # type: ignore[attr-defined]


def _places(deeds: list[Deed]) -> dict[int, tuple[int, int]]:
    """Kind and number of the thing that names each deed: itself, but the assessment for a sheet of
    answers, which has no page of its own."""
    places = {
        deed.pk: (deed.content_type_id, int(deed.object_id))
        for deed in deeds
        if deed.object_id.isdigit()
    }
    kinds = ContentType.objects.get_for_models(AnswerSheet, Assessment)
    sheets = [number for kind, number in places.values() if kind == kinds[AnswerSheet].pk]
    if sheets:
        rows = Assessment.objects.filter(sheet__in=sheets).values_list("sheet", "pk")
        known = {(kinds[AnswerSheet].pk, sheet): pk for sheet, pk in rows}
        for deed, place in places.items():
            if place in known:
                places[deed] = (kinds[Assessment].pk, known[place])
    return places


def entry_of(deed: Deed) -> Entry | None:
    return getattr(deed, "entry", None)


def kind_of(deed: Deed) -> str:
    return str(kinds.singular(deed.content_type_id))


def thing_in_words(deed: Deed) -> str:
    entry = entry_of(deed)
    return f"{kind_of(deed)}: {entry.title}" if entry else kind_of(deed)


def thing_run(deed: Deed) -> Run:
    entry = entry_of(deed)
    return Run(thing_in_words(deed), href=entry.address if entry else "")
