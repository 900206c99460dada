"""The themes behind some bases: in how many of the texts, and what may be quoted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property

from django.db.models import Count, Exists, OuterRef, Q

from mrplattform.assessments import rules
from mrplattform.assessments.models import Basis, Passage, Quote, Reading

FIRST, BOTH = Reading.Reader.FIRST, Reading.Reader.BOTH
MOST_QUOTES = 3


class Themed:
    def __init__(self, user, bases: Iterable[Basis]):
        self.user = user
        self.themes = {one.theme_id: one.theme for one in bases if one.theme_id}

    def counts(self, theme: int) -> tuple[int, int]:
        """Texts with the theme, of how many that are read. Says the same as coded.Read.final."""
        return self._with.get(theme, 0), self._read.get(self.themes[theme].coding_id, 0)

    def quotes(self, theme: int) -> list[Quote]:
        return self._quotes.get(theme, [])[:MOST_QUOTES]

    def may_open(self, theme: int) -> bool:
        return rules.sees_coding(self.user, self.themes[theme].coding)

    @property
    def _codings(self) -> set[int]:
        return {one.coding_id for one in self.themes.values()}

    @property
    def _final(self):
        """What they settled, else what the first reader saw."""
        both = Reading.objects.filter(passage=OuterRef("passage"), reader=BOTH)
        return Reading.objects.filter(Q(reader=BOTH) | Q(~Exists(both), reader=FIRST))

    @cached_property
    def _with(self) -> dict[int, int]:
        rows = self._final.filter(themes__in=self.themes).order_by().values_list("themes")
        return dict(rows.annotate(Count("passage"))) if self.themes else {}

    @cached_property
    def _read(self) -> dict[int, int]:
        rows = Passage.objects.filter(coding__in=self._codings, readings__in=self._final)
        rows = rows.order_by().values_list("coding")
        return dict(rows.annotate(Count("pk", distinct=True))) if self.themes else {}

    @cached_property
    def _quotes(self) -> dict[int, list[Quote]]:
        found = defaultdict(list)
        rows = Quote.objects.filter(theme__in=self.themes, removed_at__isnull=True)
        for one in rows if self.themes else []:
            found[one.theme_id].append(one)
        return found
