"""What deeds were done with, named as the index names it and only to those who may see it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import Q

from mrplattform.core.exports.document import Run
from mrplattform.core.models import Deed
from mrplattform.project import kinds
from mrplattform.project.index.find import visible_entries
from mrplattform.project.models import Entry

AT_A_TIME = 500


def name_things(deeds: Iterable[Deed], user) -> None:
    """Give each deed `entry`, what the index says of the thing that it was done with."""
    deeds = list(deeds)
    for start in range(0, len(deeds), AT_A_TIME):
        _name_some(deeds[start : start + AT_A_TIME], user)


def _name_some(deeds: list[Deed], user) -> None:
    wanted = defaultdict(set)
    for deed in deeds:
        if deed.object_id.isdigit():
            wanted[deed.content_type_id].add(int(deed.object_id))
    these = Q(pk__in=[])
    for kind, numbers in wanted.items():
        these |= Q(content_type=kind, object_id__in=numbers)
    entries = visible_entries(user, wanted).filter(these)
    found = {(one.content_type_id, str(one.object_id)): one for one in entries}
    for deed in deeds:
        entry = found.get((deed.content_type_id, deed.object_id))
        deed.entry = entry  # type: ignore[attr-defined]


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
