"""What the readers have seen in the texts: how far they are, how many texts each theme has, where
they differ. Read once, in four questions to the database however many the texts."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations

from django.db.models import CharField, Count, Exists, F, OuterRef, Value
from django.db.models.functions import Mod

from mrplattform.assessments import agreement
from mrplattform.assessments.models import Coding, Passage, Quote, Reading, Theme

FIRST, SECOND, BOTH = Reading.Reader.FIRST, Reading.Reader.SECOND, Reading.Reader.BOTH
Themes = frozenset[int]
NONE: Themes = frozenset()  # no theme fits: an answer too


@dataclass(frozen=True)
class Read:
    """One text with what each has seen in it; None is not read."""

    passage: Passage
    first: Themes | None
    second: Themes | None
    both: Themes | None
    is_shared: bool

    @property
    def final(self) -> Themes | None:
        """What they settled, else what the first saw."""
        return self.first if self.both is None else self.both

    @property
    def is_compared(self) -> bool:
        return self.is_shared and self.first is not None and self.second is not None

    @property
    def differs(self) -> bool:
        return self.is_compared and self.first != self.second


class Coded:
    def __init__(self, coding: Coding):
        self.coding = coding

    # --- What is read --------------------------------------------------------------------------

    @cached_property
    def themes(self) -> list[Theme]:
        return list(self.coding.themes.all())

    @cached_property
    def rows(self) -> list[Read]:
        passages = list(self.coding.passages.all())
        seen = self._seen
        return [self._row(one, seen.get(one.pk, {})) for one in passages]

    def _row(self, passage: Passage, seen: dict[str, Themes]) -> Read:
        passage.coding = self.coding
        shared = is_shared(self.coding, passage)
        return Read(passage, seen.get(FIRST), seen.get(SECOND), seen.get(BOTH), shared)

    @cached_property
    def _seen(self) -> dict[int, dict[str, Themes]]:
        """By text, then by reader."""
        mine = Reading.objects.filter(passage__coding=self.coding)
        chosen = defaultdict(set)
        links = Reading.themes.through.objects.filter(reading__in=mine)
        for reading, theme in links.values_list("reading_id", "theme_id"):
            chosen[reading].add(theme)
        found: dict[int, dict[str, Themes]] = defaultdict(dict)
        for pk, passage, reader in mine.values_list("pk", "passage_id", "reader"):
            found[passage][reader] = frozenset(chosen[pk])
        return found

    def row(self, place: int) -> Read | None:
        return next((one for one in self.rows if one.passage.place == place), None)

    # --- How far -------------------------------------------------------------------------------

    def progress(self, reader: str) -> tuple[int, int]:
        """How many texts this reader has read, of how many."""
        mine = [one for one in self.rows if reader == FIRST or one.is_shared]
        read = [one for one in mine if (one.first if reader == FIRST else one.second) is not None]
        return len(read), len(mine)

    def left(self, reader: str) -> int:
        read, all_of_them = self.progress(reader)
        return all_of_them - read

    # --- What was seen -------------------------------------------------------------------------

    @cached_property
    def final(self) -> dict[int, Themes]:
        """By text, those that somebody has read."""
        return {one.passage.pk: one.final for one in self.rows if one.final is not None}

    @cached_property
    def counts(self) -> Counter[int]:
        """Texts per theme."""
        return Counter(theme for themes in self.final.values() for theme in themes)

    @property
    def without(self) -> int:
        """Texts that no theme fits."""
        return sum(not themes for themes in self.final.values())

    @property
    def ranked(self) -> list[tuple[Theme, int]]:
        """The themes, the most seen first."""
        return sorted(
            [(theme, self.counts[theme.pk]) for theme in self.themes], key=lambda one: -one[1]
        )

    def with_theme(self, theme: Theme) -> list[Read]:
        return [one for one in self.rows if theme.pk in (one.final or ())]

    @property
    def overlaps(self) -> list[tuple[Theme, Theme, int]]:
        """Which themes are seen in the same texts, the most often first."""
        by_pk = {one.pk: one for one in self.themes}
        order = {one.pk: place for place, one in enumerate(self.themes)}
        together = Counter(
            pair
            for themes in self.final.values()
            for pair in combinations(sorted(themes, key=order.get), 2)
        )
        return [(by_pk[a], by_pk[b], count) for (a, b), count in together.most_common()]

    # --- Two readers ---------------------------------------------------------------------------

    @property
    def compared(self) -> list[Read]:
        return [one for one in self.rows if one.is_compared]

    @property
    def differing(self) -> list[Read]:
        """Where the two differ; those that are not settled first."""
        found = [one for one in self.rows if one.differs]
        return sorted(found, key=lambda one: one.passage.settled)

    @cached_property
    def agreement(self) -> agreement.Agreement:
        pairs = [(one.first, one.second) for one in self.compared]
        return agreement.measure(pairs, [theme.pk for theme in self.themes])

    @property
    def is_ready_to_compare(self) -> bool:
        """Both have read all that both should: nobody is swayed by the other any more."""
        shared = [one for one in self.rows if one.is_shared]
        return bool(shared) and all(one.is_compared for one in shared)


def is_shared(coding: Coding, passage: Passage) -> bool:
    """Should both read it? Says the same as PassageQuerySet.shared."""
    return bool(coding.second_id) and (passage.place - 1) % coding.second_reads == 0


def quotes_of(coding: Coding):
    return (
        Quote.objects.filter(passage__coding=coding, removed_at__isnull=True)
        .select_related("theme", "passage")
        .order_by("theme__order", "theme", "pk")
    )


# --- Left to read, for the start page and handovers -----------------------------------------------


@dataclass(frozen=True)
class Left:
    coding: Coding
    reader: str
    count: int

    @property
    def function_id(self) -> int:
        return self.coding.first_id if self.reader == FIRST else self.coding.second_id


def left_to_read(function_ids: Collection[int]) -> list[Left]:
    """What these functions have left, in two questions to the database; one when it is nothing."""
    if not function_ids:
        return []
    found = [_counted(reader, function_ids) for reader in (FIRST, SECOND)]
    counts = list(found[0].union(found[1], all=True))
    codings = Coding.objects.in_bulk([pk for _reader, pk, _count in counts]) if counts else {}
    return [Left(codings[pk], reader, count) for reader, pk, count in counts]


def _counted(reader: str, function_ids: Collection[int]):
    """The reader, a coding and how many of its texts she has not read."""
    mine = {"coding__state": Coding.State.OPEN, f"coding__{reader}__in": function_ids}
    rows = _unread(reader).filter(**mine).order_by()
    who = Value(reader, output_field=CharField())
    return rows.annotate(who=who).values_list("who", "coding").annotate(Count("pk"))


def codings_to_read(reader: str, function_ids: Collection[int]):
    """Those where this reader has texts left."""
    mine = Coding.objects.filter(state=Coding.State.OPEN, **{f"{reader}__in": function_ids})
    return mine.filter(Exists(_unread(reader).filter(coding=OuterRef("pk"))))


def _unread(reader: str):
    """Texts that this reader should read and has not; says the same as is_shared."""
    read = Reading.objects.filter(passage=OuterRef("pk"), reader=reader)
    turn = Mod(F("place") - 1, F("coding__second_reads") if reader == SECOND else Value(1))
    return Passage.objects.filter(~Exists(read)).alias(turn=turn).filter(turn=0)
