"""What deeds were done with, named as the index names it and only to those who may see it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from mrplattform.core.exports.document import Run
from mrplattform.core.models import Deed
from mrplattform.project import kinds
from mrplattform.project.index.find import visible_entries

AT_A_TIME = 500


def name_things(deeds: Iterable[Deed], user) -> None:
    """Give each deed `entry`, what the index says of the thing that it was done with."""
    wanted = defaultdict(set)
    for deed in deeds:
        if deed.object_id.isdigit():
            wanted[deed.content_type_id].add(int(deed.object_id))
    found = {}
    for kind, numbers in wanted.items():
        ordered = sorted(numbers)
        for start in range(0, len(ordered), AT_A_TIME):
            some = ordered[start : start + AT_A_TIME]
            entries = visible_entries(user, [kind]).filter(content_type=kind, object_id__in=some)
            found |= {(kind, str(entry.object_id)): entry for entry in entries}
    for deed in deeds:
        deed.entry = found.get((deed.content_type_id, deed.object_id))


def kind_of(deed: Deed) -> str:
    return str(kinds.singular(deed.content_type_id))


def thing_in_words(deed: Deed) -> str:
    return f"{kind_of(deed)}: {deed.entry.title}" if deed.entry else kind_of(deed)


def thing_run(deed: Deed) -> Run:
    return Run(thing_in_words(deed), href=deed.entry.address if deed.entry else "")
