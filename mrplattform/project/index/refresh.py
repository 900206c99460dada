"""Keep the index in step with the history: read it from where it last stopped, refresh what the
deeds touched. Every way in may be run twice, and by two at once."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator

from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction
from django.db.models import Max
from django_tasks import task

from mrplattform.core.catalogue import EntryData, Findable
from mrplattform.core.dates import now
from mrplattform.core.models import Deed
from mrplattform.project import house
from mrplattform.project.index.touches import also_touched
from mrplattform.project.index.words import searchable
from mrplattform.project.models import Entry, EntryTopic, IndexMark

DEEDS_AT_A_TIME = 50
# Few: on SQLite everybody else who saves waits while these are stored.
THINGS_AT_A_TIME = 50
# PostgreSQL hands out a deed's number before it is saved for others to see, so a lower number may
# show up after a higher one was read. Nobody's transaction lasts longer than this.
LATE_COMERS = dt.timedelta(minutes=2)
LONGEST_TEXT = 20_000


@task()
def refresh_later() -> None:
    refresh()


def refresh() -> int:
    """Read the new deeds and refresh what they touched; gives how many deeds were read."""
    read = 0
    while count := _read_some():
        read += count
    return read


def is_behind() -> bool:
    """Has something been done that the index has not read of?"""
    mark = IndexMark.objects.first()
    newest = Deed.objects.aggregate(newest=Max("pk"))["newest"] or 0
    return newest > (mark.last_deed if mark else 0)


def go_through(kinds: Iterable[Findable] | None = None) -> int:
    """Go through everything there is, which mends what the history could not tell."""
    count = 0
    for findable in kinds or house.findables().values():
        for numbers in _all_numbers(findable.model):
            store(findable, numbers)
            count += len(numbers)
        _forget_lost(findable)
    Entry.objects.exclude(content_type__in=house.findables()).delete()  # no history: an index
    with transaction.atomic():
        mark = _mark()
        mark.gone_through_at = now()
        mark.save()
    return count


def begin() -> None:
    """Fill the index of a database that was filled at once: what every deed touched is told when
    everything is gone through, so only later deeds are left to read."""
    newest = Deed.objects.aggregate(newest=Max("pk"))["newest"] or 0
    go_through()
    with transaction.atomic():
        mark = _mark()
        mark.last_deed = newest
        mark.save(update_fields=["last_deed"])


@transaction.atomic
def _read_some() -> int:
    mark = _mark()
    rows = Deed.objects.filter(pk__gt=mark.last_deed).order_by("pk")[:DEEDS_AT_A_TIME]
    deeds = list(rows.values_list("pk", "content_type_id", "object_id"))
    if not deeds:
        return 0
    for findable, numbers in _touched([*_late_comers(mark), *deeds]):
        store(findable, numbers)
    mark.last_deed = deeds[-1][0]
    mark.save(update_fields=["last_deed"])
    return len(deeds)


def _mark() -> IndexMark:
    """The one mark, held by whoever reads on."""
    mark, _new = IndexMark.objects.select_for_update().get_or_create(pk=1)
    return mark


def _late_comers(mark: IndexMark) -> list[tuple]:
    if connection.vendor != "postgresql":
        return []  # SQLite saves one transaction at a time, in the order of the numbers
    recent = Deed.objects.filter(pk__lte=mark.last_deed, at__gte=now() - LATE_COMERS)
    return list(recent.values_list("pk", "content_type_id", "object_id"))


def _touched(deeds: list[tuple]) -> Iterator[tuple[Findable, list[int]]]:
    """The findable things that the deeds were done with, or that show what they were done with."""
    things: dict[int, set[int]] = defaultdict(set)
    for _pk, kind, number in deeds:
        if number.isdigit():
            things[kind].add(int(number))
    for kind, numbers in list(things.items()):
        model = ContentType.objects.get_for_id(kind).model_class()
        for other, others in also_touched(model, numbers) if model else ():
            things[ContentType.objects.get_for_model(other).pk].update(others)
    findables = house.findables()
    for kind in sorted(things.keys() & findables.keys()):
        yield findables[kind], sorted(things[kind])


# --- Storing ----------------------------------------------------------------------------------


def store(findable: Findable, numbers: list[int]) -> None:
    """Make the entries of these things what the catalogue says of them today."""
    for start in range(0, len(numbers), THINGS_AT_A_TIME):
        _store_some(findable, numbers[start : start + THINGS_AT_A_TIME])


def read_anew(findable: Findable, numbers: Iterable[int]) -> dict[int, EntryData]:
    rows = findable.model._default_manager.filter(pk__in=list(numbers))
    return {data.thing.pk: data for data in findable.rows(rows)}


@transaction.atomic
def _store_some(findable: Findable, numbers: list[int]) -> None:
    kind = ContentType.objects.get_for_model(findable.model)
    told = read_anew(findable, numbers)
    rows = Entry.objects.filter(content_type=kind, object_id__in=numbers)
    kept = {entry.object_id: entry for entry in rows}
    gone = [entry.pk for number, entry in kept.items() if number not in told]
    Entry.objects.filter(pk__in=gone).delete()  # no history: an index
    for number, data in told.items():
        entry = kept.get(number) or Entry(content_type=kind, object_id=number)
        if _fill(entry, data) or not entry.pk:
            entry.save()  # no history: an index
            kept[number] = entry
    _tag({kept[number].pk: set(data.topic_keys) for number, data in told.items()})


def _fill(entry: Entry, data: EntryData) -> bool:
    """Write what is told into the entry; gives whether anything differs."""
    title, text = data.title[:300], data.text[:LONGEST_TEXT]
    values = {
        "address": data.address[:300],
        "authority_id": data.authority_id,
        "circle": data.circle,
        "day": data.day,
        "ends": data.ends,
    }
    if entry.title != title or not entry.pk:
        values |= {"title": title, "title_words": searchable(title)}
    if entry.text != text or not entry.pk:
        values |= {"text": text, "words": searchable(text)}
    differs = {name: value for name, value in values.items() if getattr(entry, name) != value}
    for name, value in differs.items():
        setattr(entry, name, value)
    return bool(differs)


def _tag(wanted: dict[int, set[str]]) -> None:
    rows = EntryTopic.objects.filter(entry__in=wanted)
    there = {(row.entry_id, row.key): row.pk for row in rows}
    should = {(entry, key) for entry, keys in wanted.items() for key in keys}
    gone = [pk for pair, pk in there.items() if pair not in should]
    new = [EntryTopic(entry_id=entry, key=key) for entry, key in sorted(should - there.keys())]
    EntryTopic.objects.filter(pk__in=gone).delete()  # no history: an index
    EntryTopic.objects.bulk_create(new, ignore_conflicts=True)  # no history: an index


# --- Going through ----------------------------------------------------------------------------


def _all_numbers(model) -> Iterator[list[int]]:
    last = 0
    while True:
        rows = model._default_manager.filter(pk__gt=last).order_by("pk")
        numbers = list(rows.values_list("pk", flat=True)[:THINGS_AT_A_TIME])
        if not numbers:
            return
        yield numbers
        last = numbers[-1]


def _forget_lost(findable: Findable) -> None:
    """Entries whose things are no longer in the database at all."""
    kind = ContentType.objects.get_for_model(findable.model)
    there = findable.model._default_manager.order_by().values("pk")
    lost = Entry.objects.filter(content_type=kind).exclude(object_id__in=there)
    lost.delete()  # no history: an index
