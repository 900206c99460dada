"""The answers without names as a page, a chart and a file show them: all three read the same."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mrplattform.assessments.models import Round
from mrplattform.assessments.nameless.box import Box, Breakdown, Group, Spread
from mrplattform.assessments.nameless.compared import Compared
from mrplattform.assessments.nameless.options import NOT_APPLICABLE, UNKNOWN
from mrplattform.assessments.nameless.turnout import turnout
from mrplattform.assessments.results.tally import lower_median
from mrplattform.core.charts import Bars, Chart, bars, ridge
from mrplattform.core.dates import period
from mrplattform.questions.models import Kind, Question


@dataclass(frozen=True)
class Part:
    """One group's answers to one question, and what the same group answered then."""

    question: Question
    spread: Spread
    then: Spread | None = None

    @property
    def label(self) -> str:
        return self.spread.group.label

    @property
    def is_hidden(self) -> bool:
        return self.spread.is_hidden

    @property
    def answered_words(self) -> str:
        count = self.spread.answered or 0
        words = ngettext("Ett svar", "%(count)d svar", count) % {"count": count}
        aside = self.spread.count(NOT_APPLICABLE)
        if self.question.kind == Kind.LEVEL and aside:  # beside the picture, which has levels only
            words += ", " + _("%d av dem inte aktuellt") % aside
        return words

    @property
    def middle_words(self) -> str:
        """'Mittersta svaret: 2 Beslutat. Förra gången: 1 Påbörjat.'"""
        now = _middle(self.question, self.spread)
        if not now:
            return ""
        words = _("Mittersta svaret: %s.") % now
        then = _middle(self.question, self.then) if self.then else ""
        return f"{words} {_('Förra gången: %s.') % then}" if then else words

    @cached_property
    def chart(self) -> Chart | None:
        if self.is_hidden or not self.spread.answered or self.question.kind == Kind.TEXT:
            return None
        return _ridge(self) if self.question.kind == Kind.LEVEL else _bars(self)

    @property
    def numbers(self) -> list[tuple[str, int]]:
        """How many chose each way, for the table."""
        return [(words, self.spread.count(way)) for way, words in self.spread.ways]


@dataclass(frozen=True)
class Told:
    """One question as the reader asked to see it."""

    question: Question
    parts: list[Part]
    texts: list[tuple[Group, list[str]]]
    is_parted: bool
    wording_changed: bool = False

    @property
    def has_hidden(self) -> bool:
        return any(part.is_hidden for part in self.parts)

    @property
    def shown(self) -> list[Part]:
        return [part for part in self.parts if part.chart]

    @property
    def head(self) -> list[str]:
        return [words for _way, words in self.parts[0].spread.ways]


def told(
    box: Box, questions: Iterable[Question], breakdown: Breakdown, compared: Compared | None
) -> list[Told]:
    return [_told(box, question, breakdown, compared) for question in questions]


def _told(box, question, breakdown, compared) -> Told:
    can_part = box.can_part(question, breakdown)
    breakdown = breakdown if can_part else box.breakdowns[0]
    then = compared.spreads(question, breakdown) if compared else {}
    return Told(
        question,
        [Part(question, one, then.get(one.group.key)) for one in box.spreads(question, breakdown)],
        box.texts(question, breakdown) if question.kind == Kind.TEXT else [],
        is_parted=len(breakdown.groups) > 1,
        wording_changed=bool(then) and compared.wording_changed(question),
    )


# --- Pictures --------------------------------------------------------------------------------


def _levels(part: Part) -> list[tuple[str, str]]:
    return [one for one in part.spread.ways if one[0] not in (UNKNOWN, NOT_APPLICABLE)]


def _ridge(part: Part) -> Chart:
    ways = _levels(part)
    then = part.then
    return ridge(
        [part.spread.count(way) for way, _words in ways],
        [words for _way, words in ways],
        unknown=part.spread.count(UNKNOWN),
        before=[then.count(way) for way, _words in ways] if then else None,
        before_unknown=then.count(UNKNOWN) if then else 0,
        subject=f"{part.question.text}. {part.label}",
    )


def _bars(part: Part) -> Chart:
    """Numbers; shares when there is something to compare with, for as many may not have answered."""
    subject = f"{part.question.text}. {part.label}"
    ways = [one for one in part.spread.ways if _is_drawn(part, one[0])]
    if not part.then:
        rows = [Bars(words, [part.spread.count(way)]) for way, words in ways]
        return bars(rows, [_("svar")], subject=subject, unit="", what=_("Svar"))
    rows = [Bars(words, [_share(part.then, way), _share(part.spread, way)]) for way, words in ways]
    return bars(rows, [_("förra gången"), _("nu")], subject=subject, what=_("Svar"))


def _is_drawn(part: Part, way: str) -> bool:
    """A way out that nobody took needs no bar."""
    taken = part.spread.count(way) or (part.then and part.then.count(way))
    return bool(taken) or way not in (UNKNOWN, NOT_APPLICABLE)


def _share(spread: Spread, way: str) -> int:
    return round(100 * spread.count(way) / spread.answered) if spread.answered else 0


def _middle(question: Question, spread: Spread) -> str:
    if question.kind != Kind.LEVEL or spread.is_hidden:
        return ""
    levels = [one.value for one in question.choices for _one in range(spread.count(str(one.value)))]
    middle = lower_median(levels)
    return "" if middle is None else f"{middle} {question.label_of(middle)}"


# --- Words and files -------------------------------------------------------------------------


@dataclass(frozen=True)
class Fresh:
    """What a file says of where it comes from; as results.units.Units is asked for it."""

    round: Round
    words: str

    @property
    def freshness(self) -> Fresh:
        return self


def fresh(box: Box) -> Fresh:
    """'Ställdes 3 nov 2026 – 24 nov 2026. 143 av 210 inbjudna har svarat.'"""
    round = box.round
    if round.kind == Round.Kind.LIVE:
        words = _("Ställdes på ett möte %(day)s. %(count)d telefoner var med.")
        words %= {"day": period(round.opens, None).strip(" –"), "count": box.ballots}
        return Fresh(round, words)
    came = turnout(round)
    words = _("Ställdes %(period)s. %(answered)d av %(invited)d inbjudna svarade.")
    words %= {
        "period": period(round.opens, round.closes),
        "answered": came.answered,
        "invited": came.invited,
    }
    return Fresh(round, words)


@dataclass(frozen=True)
class Line:
    """One row of a file."""

    question: Question
    group: str
    way: str
    count: int | None = None
    then: int | None = None
    answered: int | None = None


def lines(all_told: Iterable[Told], hidden_words: str) -> Iterator[Line]:
    """Exactly what the page shows, a way to answer a row."""
    for one in all_told:
        for part in one.parts:
            if part.is_hidden:
                yield Line(one.question, part.label, hidden_words)
                continue
            for way, words in part.spread.ways:
                then = part.then.count(way) if part.then else None
                count, answered = part.spread.count(way), part.spread.answered
                yield Line(one.question, part.label, words, count, then, answered)
        for group, found in one.texts:
            for text in found:
                yield Line(one.question, group.label, text)
