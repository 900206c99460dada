"""Themes by background: what kind of unit wrote, or what it answered to another question.

Only of texts that have a sheet behind them, and only of groups that are large enough. All ways of
breaking down are asked of core.disclosure together, so that none gives away what another hides.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import cached_property

from django.conf import settings
from django.utils.translation import gettext as _

from mrplattform.assessments.coded import Coded
from mrplattform.assessments.passages import answer_of
from mrplattform.core.disclosure import hidden
from mrplattform.core.sorting import swedish_key
from mrplattform.organisations.models import Organisation
from mrplattform.questions.models import Answer, Kind, Question
from mrplattform.questions.reading import display_value

BY_KIND = "slag"
MOST_WAYS = 6


@dataclass(frozen=True)
class Group:
    """`themes` is None when the group is too small, or would give a small one away."""

    label: str
    texts: int | None
    themes: Counter[int] | None


class Breakdown:
    def __init__(self, coded: Coded):
        self.coded = coded

    @cached_property
    def ways(self) -> dict[str, str]:
        """{key: label} of what the texts can be broken down by."""
        if not self._sheets:
            return {}
        asked = {question.key: question.text for question in self._questions}
        return {BY_KIND: _("Slag av enhet"), **asked}

    def groups(self, way: str) -> list[Group]:
        """In Swedish order, never by size."""
        labels = sorted(set(self._labels[way].values()), key=swedish_key)
        return [self._group(way, label) for label in labels]

    def _group(self, way: str, label: str) -> Group:
        if (way, label) in self._hidden:
            return Group(label, None, None)
        final = self.coded.final
        texts = [
            pk
            for pk, sheet in self._sheets.items()
            if pk in final and self._labels[way].get(sheet) == label
        ]
        return Group(label, len(texts), Counter(t for pk in texts for t in final[pk]))

    # --- What is known of the writers --------------------------------------------------------------

    @cached_property
    def _questions(self) -> list[Question]:
        round = self.coded.coding.round
        if round is None:
            return []
        rows = round.version.questions.filter(kind__in=[Kind.YES_NO, Kind.CHOICE])
        return list(rows.order_by("order")[: MOST_WAYS - 1])

    @cached_property
    def _sheets(self) -> dict[int, int]:
        """{text: sheet}, of those that have one."""
        found = {one.passage.pk: answer_of(one.passage.source) for one in self.coded.rows}
        answers = {pk for pk in found.values() if pk}
        rows = Answer.objects.filter(pk__in=answers).values_list("pk", "sheet")
        sheets = dict(rows) if answers else {}
        return {text: sheets[pk] for text, pk in found.items() if pk in sheets}

    @cached_property
    def _labels(self) -> dict[str, dict[int, str]]:
        """{way: {sheet: label}}."""
        found: dict[str, dict[int, str]] = defaultdict(dict)
        rows = Answer.objects.filter(sheet__in=set(self._sheets.values()))
        kinds = dict(Organisation.Kind.choices)
        for sheet, kind in rows.values_list("sheet", "sheet__organisation__kind").distinct():
            found[BY_KIND][sheet] = str(kinds[kind])
        asked = rows.filter(question__in=self._questions).select_related("question")
        for answer in asked if self._questions else []:
            found[answer.question.key][answer.sheet_id] = display_value(answer)
        return found

    @cached_property
    def _hidden(self) -> set:
        """Atoms are sheets; a text without one is an atom of its own in the total."""
        sheets = set(self._sheets.values())
        loose = {f"text {one.passage.pk}" for one in self.coded.rows} - {
            f"text {pk}" for pk in self._sheets
        }
        groups: dict = {"all": sheets | loose}
        for way in self.ways:
            for sheet, label in self._labels[way].items():
                groups.setdefault((way, label), set()).add(sheet)
        return hidden(groups, dict.fromkeys(sheets | loose, 1), self.smallest)

    @property
    def smallest(self) -> int:
        round = self.coded.coding.round
        return round.shown_from if round else settings.SMALLEST_SHOWN_GROUP
