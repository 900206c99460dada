"""How the answers lie over the levels: pictures and words for sections and for single questions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mrplattform.assessments.models import Round
from mrplattform.assessments.results import Tally
from mrplattform.assessments.results.counting import Counts, together
from mrplattform.assessments.showing.matrices import level_labels
from mrplattform.core.charts import Chart, ridge, tallest_share
from mrplattform.questions.models import Kind, Question, Section
from mrplattform.questions.reading import by_section

NOTICED = 3  # questions named as most and least agreed
FEWEST = 3  # answers that agreement is spoken of


@dataclass(frozen=True)
class Lie:
    """Some questions' answers, as they lie now and as they lay before."""

    title: str
    questions: Sequence[Question]
    now: Tally
    before: Tally | None
    law: int  # levels that only the law vouches for

    @property
    def section(self) -> Section:
        return self.questions[0].section

    @property
    def besides(self) -> list[str]:
        """What is no level, each told on its own."""
        said = []
        if self.now.unknown:
            said.append(_("%d vet ej") % self.now.unknown)
        if count := self.now.missing:
            said.append(ngettext("%d svar saknas", "%d svar saknas", count) % count)
        if self.now.not_applicable:
            said.append(_("%d inte aktuellt") % self.now.not_applicable)
        if self.law:
            said.append(_("%d nivåer enligt lag, effekt okänd") % self.law)
        return said


class Lies:
    """All level questions of a round."""

    def __init__(
        self,
        round: Round,
        questions: Sequence[Question],
        counts: Counts,
        law: Counter[str] | None = None,
        compared_with: Round | None = None,
    ):
        self.round, self.compared_with = round, compared_with
        self.questions = [one for one in questions if one.kind == Kind.LEVEL]
        self.counts, self.law = counts, law or Counter()
        self.labels = level_labels(self.questions)

    @cached_property
    def sections(self) -> list[Lie]:
        return [self.lie(section.title, rows) for section, rows in by_section(self.questions)]

    def single(self, questions: Sequence[Question]) -> list[Lie]:
        return [self.lie(one.text, [one]) for one in questions]

    def lie(self, title: str, questions: Sequence[Question]) -> Lie:
        before = None
        if self.compared_with:
            before = together(self.counts, self.compared_with.pk, questions)
        return Lie(
            title,
            questions,
            together(self.counts, self.round.pk, questions),
            before if before and before.known else None,
            sum(self.law[one.key] for one in questions),
        )

    # --- Pictures ----------------------------------------------------------------------------

    def drawn(self, lies: Sequence[Lie]) -> list[tuple[Lie, Chart]]:
        """With the same height for the same share, so that they can be compared."""
        tallies = [tally for one in lies for tally in (one.now, one.before) if tally]
        top = tallest_share(*[[*self.levels(one), one.unknown] for one in tallies])
        return [(one, self._ridge(one, top)) for one in lies]

    def _ridge(self, one: Lie, tallest: float) -> Chart:
        return ridge(
            self.levels(one.now),
            [label for _level, label in sorted(self.labels.items())],
            unknown=one.now.unknown,
            before=self.levels(one.before) if one.before else None,
            before_unknown=one.before.unknown if one.before else 0,
            subject=one.title,
            now_label=str(self.round.opens.year),
            before_label=str(self.compared_with.opens.year) if self.compared_with else "",
            tallest=tallest,
        )

    def levels(self, tally: Tally) -> list[int]:
        return [tally.levels[level] for level in sorted(self.labels)]

    # --- Agreement ---------------------------------------------------------------------------

    @cached_property
    def by_agreement(self) -> list[Lie]:
        """Single questions, those whose answers lie furthest apart first."""
        lies = [one for one in self.single(self.questions) if one.now.known >= FEWEST]
        return sorted(lies, key=lambda one: -one.now.distance)

    @property
    def apart(self) -> list[tuple[Lie, str]]:
        rows = [one for one in self.by_agreement if one.now.distance > 0]
        return [(one, self.range_words(one.now)) for one in rows[:NOTICED]]

    @property
    def alike(self) -> list[tuple[Lie, str]]:
        told = {one.title for one, _words in self.apart}
        rows = [one for one in reversed(self.by_agreement) if one.title not in told]
        return [(one, self.range_words(one.now)) for one in rows[:NOTICED]]

    def range_words(self, tally: Tally) -> str:
        """'Från Inte påbörjat till Genomfört. 5 av 13 på den vanligaste nivån, Påbörjat'."""
        low, high = min(tally.levels), max(tally.levels)
        if low == high:
            return _("Alla %(known)d svar är på nivån %(level)s.") % {
                "known": tally.known,
                "level": self.labels.get(low, low),
            }
        common = tally.most_common
        return _("Från %(low)s till %(high)s. Vanligast: %(common)s, %(count)d av %(known)d.") % {
            "low": self.labels.get(low, low),
            "high": self.labels.get(high, high),
            "common": _(" och ").join(str(self.labels.get(one, one)) for one in common),
            "count": tally.levels[common[0]],
            "known": tally.known,
        }
