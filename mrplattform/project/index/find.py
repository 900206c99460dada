"""Search: what matches, narrowed to what the person may see, the best first.

The circle and the authority kept in the index only narrow; in the same question to the database
each entry is asked of its thing's own visible_to, so the index may lag behind but never leaks.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

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


@dataclass
class Search:
    """One person's search. Everything counted is counted among what she may see."""

    user: object
    query: str = ""
    kind: int | None = None
    topic: str = ""

    @cached_property
    def hits(self) -> list[tuple[int, int]]:
        """Entry and kind of all hits, best first, before the choice of kind and topic."""
        entries = visible_entries(self.user)
        if self.query.strip():
            entries = matching(entries, self.query).order_by(F("rank"), "-pk")
        elif self.topic:
            entries = entries.filter(tags__key=self.topic).order_by(swedish("title"), "pk")
        else:
            return []
        return list(entries.values_list("pk", "content_type_id")[:MOST_HITS])

    @cached_property
    def tags(self) -> dict[int, set[str]]:
        found: dict[int, set[str]] = {pk: set() for pk, _kind in self.hits}
        for entry, key in EntryTopic.objects.filter(entry__in=found).values_list("entry", "key"):
            found[entry].add(key)
        return found

    @cached_property
    def chosen(self) -> list[int]:
        return [pk for pk, kind in self.hits if self._is_kind(kind) and self._is_topic(pk)]

    @property
    def kinds(self) -> Counter[int]:
        return Counter(kind for pk, kind in self.hits if self._is_topic(pk))

    @property
    def topics(self) -> Counter[str]:
        chosen = [pk for pk, kind in self.hits if self._is_kind(kind)]
        return Counter(key for pk in chosen for key in self.tags[pk])

    @property
    def is_cut(self) -> bool:
        return len(self.hits) == MOST_HITS

    def _is_kind(self, kind: int) -> bool:
        return self.kind in (None, kind)

    def _is_topic(self, pk: int) -> bool:
        return not self.topic or self.topic in self.tags[pk]


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
