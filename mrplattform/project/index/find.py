"""Search: what matches, narrowed to what the person may see, the best first.

The circle and the authority kept in the index only narrow; in the same question to the database
each entry is asked of its thing's own visible_to, so the index may lag behind but never leaks.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from django.db import connection
from django.db.models import Exists, F, Model, OuterRef, Q, QuerySet, Value
from django.db.models.expressions import RawSQL

from mrplattform.core.catalogue import EntryData
from mrplattform.core.models import Deed
from mrplattform.core.sorting import swedish
from mrplattform.organisations.models import Circle
from mrplattform.project import house
from mrplattform.project.index.refresh import read_anew
from mrplattform.project.index.words import terms
from mrplattform.project.models import Entry, EntryTopic, IndexMark

# Nobody reads further; whoever wants less writes another word.
MOST_HITS = 1000
TITLE_WEIGHT = 10.0


def visible_entries(user, kinds: Iterable[int] | None = None) -> QuerySet[Entry]:
    """The entries whose things are visible to the user now, whatever the index believes."""
    open_to = Q(pk__in=[])
    for kind, findable in house.findables().items():
        if kinds is None or kind in kinds:
            things = seen(findable.model, user)
            open_to |= Q(content_type=kind) & Q(Exists(things.filter(pk=OuterRef("object_id"))))
    return Entry.objects.filter(_near(user)).filter(open_to)


def seen(model: type[Model], user) -> QuerySet:
    """What the model itself opens to the user."""
    return model._default_manager.all().visible_to(user)  # type: ignore[attr-defined]


def _near(user) -> Q:
    """What can concern the user at all, by the index's own columns: quick, and never decisive."""
    if user.is_administrator:
        return Q()
    standing = user.standing
    near = Q(authority_id__in=standing.authority_ids) | Q(authority_id__isnull=True)
    near |= Q(circle__in=[Circle.SIGNED_IN, Circle.PUBLIC])
    for kind, findable in house.findables().items():
        if shared := standing.shared_ids(findable.model):
            near |= Q(content_type=kind, object_id__in=shared)
    return near


# --- Matching words ---------------------------------------------------------------------------


def matching(entries: QuerySet[Entry], query: str) -> QuerySet[Entry]:
    """Those with all the words, any inflection, with their `rank`; the last word may be half
    written."""
    wanted = terms(query)
    if not wanted:
        return entries.annotate(rank=Value(0)).none()
    if connection.vendor == "postgresql":
        return _matching_on_postgresql(entries, wanted)
    return _matching_on_sqlite(entries, wanted)


def _matching_on_sqlite(entries, wanted):
    def either(forms, star):
        return "(" + " OR ".join(f'"{form}"{star}' for form in forms) + ")"

    match = " AND ".join(either(forms, "") for forms in wanted[:-1])
    match = " AND ".join(filter(None, [match, either(wanted[-1], "*")]))
    return entries.extra(
        tables=["project_entry_words"],
        where=[
            "project_entry_words MATCH %s",
            "project_entry_words.rowid = project_entry.id",
        ],
        params=[match],
    ).annotate(rank=RawSQL("bm25(project_entry_words, %s, 1.0)", [TITLE_WEIGHT]))


def _matching_on_postgresql(entries, wanted):
    def either(forms, star):
        return "(" + " | ".join(f"'{form}'{star}" for form in forms) + ")"

    match = " & ".join([either(forms, "") for forms in wanted[:-1]] + [either(wanted[-1], ":*")])
    return entries.extra(
        where=["project_entry.vector @@ to_tsquery('simple', %s)"], params=[match]
    ).annotate(
        rank=RawSQL(
            "-ts_rank('{0, 0, 0.1, 1}', project_entry.vector, to_tsquery('simple', %s))", [match]
        )
    )


# --- A search ---------------------------------------------------------------------------------


class Hit(NamedTuple):
    """An entry that was found, with what the choices ask of it. Authority 0 is what is common."""

    entry: int
    kind: int
    authority: int
    year: int | None


@dataclass
class Search:
    """One person's search. Everything counted is counted among what she may see."""

    user: object
    query: str = ""
    kind: int | None = None
    topic: str = ""
    authority: int | None = None
    year: int | None = None

    @cached_property
    def hits(self) -> list[Hit]:
        """All hits, best first, before any choice."""
        entries = visible_entries(self.user)
        if self.query.strip():
            entries = matching(entries, self.query).order_by(F("rank"), "-pk")
        elif self.topic:
            entries = entries.filter(tags__key=self.topic).order_by(swedish("title"), "pk")
        else:
            return []
        columns = ("pk", "content_type_id", "authority_id", "day")
        return [
            Hit(pk, kind, authority or 0, day.year if day else None)
            for pk, kind, authority, day in entries.values_list(*columns)[:MOST_HITS]
        ]

    @cached_property
    def tags(self) -> dict[int, set[str]]:
        found: dict[int, set[str]] = {hit.entry: set() for hit in self.hits}
        for entry, key in EntryTopic.objects.filter(entry__in=found).values_list("entry", "key"):
            found[entry].add(key)
        return found

    @cached_property
    def chosen(self) -> list[int]:
        return [hit.entry for hit in self._left()]

    # What each choice would leave, with the other choices as they are.

    @property
    def kinds(self) -> Counter[int]:
        return Counter(hit.kind for hit in self._left(besides="kind"))

    @property
    def topics(self) -> Counter[str]:
        return Counter(key for hit in self._left(besides="topic") for key in self.tags[hit.entry])

    @property
    def authorities(self) -> Counter[int]:
        return Counter(hit.authority for hit in self._left(besides="authority"))

    @property
    def years(self) -> Counter[int]:
        return Counter(hit.year for hit in self._left(besides="year") if hit.year)

    @property
    def is_cut(self) -> bool:
        return len(self.hits) == MOST_HITS

    def _left(self, besides: str = "") -> list[Hit]:
        chosen = [
            name
            for name in ("kind", "authority", "year")
            if name != besides and getattr(self, name) is not None
        ]
        topic = self.topic if besides != "topic" else ""
        return [
            hit
            for hit in self.hits
            if all(getattr(hit, name) == getattr(self, name) for name in chosen)
            and (not topic or topic in self.tags[hit.entry])
        ]


def shown(numbers: Sequence[int]) -> list[Entry]:
    """The entries of one page in their order, none older than the last deed."""
    found = {entry.pk: entry for entry in Entry.objects.filter(pk__in=numbers)}
    return freshened([found[pk] for pk in numbers if pk in found])


def freshened(entries: list[Entry]) -> list[Entry]:
    """The entries as their things are now, also where a deed is newer than the index."""
    changed = _changed_since(entries)
    for kind in {kind for kind, _number in changed}:
        findable = house.findables()[kind]
        told = read_anew(findable, [number for other, number in changed if other == kind])
        entries = [
            entry
            for entry in entries
            if (entry.content_type_id, entry.object_id) not in changed
            or entry.content_type_id != kind
            or _is_told(entry, told.get(entry.object_id))
        ]
    return entries


def _is_told(entry: Entry, data: EntryData | None) -> bool:
    """Write the news into the entry, unsaved; False when the thing is no longer to be found."""
    if data:
        entry.title, entry.text, entry.address = data.title, data.text, data.address
        entry.day, entry.ends = data.day, data.ends
    return bool(data)


def _changed_since(entries: list[Entry]) -> set[tuple[int, int]]:
    """Kind and number of those that a deed newer than the index was done with."""
    mark = IndexMark.objects.values_list("last_deed", flat=True).first() or 0
    deeds = Deed.objects.filter(
        pk__gt=mark, object_id__in=[str(entry.object_id) for entry in entries]
    )
    changed = set(deeds.values_list("content_type_id", "object_id"))
    pairs = {(entry.content_type_id, entry.object_id) for entry in entries}
    return {(kind, number) for kind, number in pairs if (kind, str(number)) in changed}
