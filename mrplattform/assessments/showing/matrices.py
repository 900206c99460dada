"""Results as matrices: sections × units, questions × units."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mrplattform.assessments import rules
from mrplattform.assessments.models import Assessment
from mrplattform.assessments.papers import sign_of
from mrplattform.assessments.results import Results, Tally, topics_of
from mrplattform.assessments.showing.noticing import notice
from mrplattform.core.matrix import Matrix, MatrixCell, MatrixColumn, MatrixGroup, MatrixRow
from mrplattform.questions.comparing import Change
from mrplattform.questions.models import Kind, Question, Section
from mrplattform.rights.models import Topic

# What is approved needs no mark; the others say how far they have come.
STATE_ICONS = {
    Assessment.State.DRAFT: "wait",
    Assessment.State.RETURNED: "back",
    Assessment.State.SUBMITTED: "send",
}
# What the reader may ask to see.
ALL, BACKWARD, GAPS = "", "bakat", "saknas"


@dataclass
class Wish:
    """What the filters of the page ask for."""

    role: str = ""
    principle: str = ""
    show: str = ALL

    def takes(self, topics: Iterable[Topic]) -> bool:
        keys = {topic.key for topic in topics}
        return all(key in keys for key in (self.role, self.principle) if key)

    def shows(self, tally: Tally) -> bool:
        if self.show == BACKWARD:
            return bool(tally.backward)
        if self.show == GAPS:
            return bool(tally.unknown or tally.missing)
        return True


class Shown:
    """Results with the reader's rights and wishes: hidden answers never leave this class."""

    def __init__(self, results: Results, user, wish: Wish | None = None):
        # What the reader may not open is no starting point for what she sees move either.
        results.reader = results.reader or user
        self.results = results
        self.user = user
        self.wish = wish or Wish()
        self.labels = level_labels(results.questions)
        self.readable = {one.pk for one in results.assessments if rules.can_read_answers(user, one)}

    @property
    def since(self) -> str:
        earlier = self.results.compared_with
        return str(earlier.opens.year) if earlier else ""

    @property
    def legend(self) -> list[tuple[int, str]]:
        return sorted(self.labels.items())

    # --- Sections × units --------------------------------------------------------------------

    @property
    def sections(self) -> list[tuple[Section, list[Question]]]:
        return [
            (section, questions)
            for section, questions in self.results.sections
            if self.wish.takes(section_topics(questions, Topic.Kind.ROLE, Topic.Kind.PRINCIPLE))
        ]

    def matrix(self, query: str = "") -> Matrix:
        rows = []
        for section, questions in self.sections:
            if any(question.kind == Kind.LEVEL for question in questions):
                rows.append((section, questions, self._row(section, query)))
        keep = self._columns_to_keep([cells for *_rest, cells in rows])
        groups: dict[str, list[MatrixRow]] = {}
        for section, questions, cells in rows:
            if self.wish.show and not any(cell.url for cell in cells):
                continue
            group, label = place_in_matrix(section, questions)
            url = url_of("section", self.results.round.pk, section.key) + query
            kept = [cell for cell, wanted in zip(cells, keep, strict=True) if wanted]
            groups.setdefault(group, []).append(MatrixRow(label, kept, url))
        units = [one for one, k in zip(self.results.assessments, keep, strict=True) if k]
        return Matrix(
            caption=_("Mittersta nivå per avsnitt och enhet"),
            columns=self._columns(units),
            groups=[MatrixGroup(label, found) for label, found in groups.items()],
            since=self.since,
        )

    def _columns(self, units: Sequence[Assessment]) -> list[MatrixColumn]:
        results = self.results
        return [
            MatrixColumn(results.short_name(one), results.name(one), *state_mark(one.state))
            for one in units
        ]

    @property
    def marks(self) -> list[tuple[str, str]]:
        """The state marks that the columns carry, for the legend."""
        states = {one.state for one in self.results.assessments}
        return [state_mark(state) for state in STATE_ICONS if state in states]

    def _row(self, section: Section, query: str) -> list[MatrixCell]:
        return [
            self._cell(
                one,
                self.results.cells[section.pk, one.pk],
                url_of("cell", self.results.round.pk, section.key, one.pk) + query,
            )
            for one in self.results.assessments
        ]

    def _cell(self, assessment: Assessment, tally: Tally, url: str) -> MatrixCell:
        if assessment.pk not in self.readable:
            return MatrixCell("m", _("inte inskickat än"))
        if not tally.asked:
            return MatrixCell("n", _("frågorna ställdes inte"))
        if not self.wish.shows(tally):
            return MatrixCell("n", _("hör inte till urvalet"))
        return MatrixCell(tally.key, self._words(tally, assessment), tally.move, url)

    def _words(self, tally: Tally, assessment: Assessment) -> str:
        """The level in words, then what the picture cannot show."""
        words = [self.labels.get(tally.key, "") if tally.levels else ""]
        if tally.key == "u":
            words = [_("vet ej")]
        elif tally.key == "m":
            words = [_("svar saknas")]
        elif tally.missing:
            count = tally.missing
            words.append(ngettext("%d svar saknas", "%d svar saknas", count) % count)
        if tally.unknown and tally.levels:
            words.append(_("%d vet ej") % tally.unknown)
        if not assessment.is_handed_in:
            words.append(_("inte inskickat"))
        return ", ".join(word for word in words if word)

    def _columns_to_keep(self, rows: list[list[MatrixCell]]) -> list[bool]:
        """All units; only those with something to show when the reader asked for less."""
        if not self.wish.show:
            return [True] * len(self.results.assessments)
        return [
            any(cells[place].url for cells in rows)
            for place in range(len(self.results.assessments))
        ]

    @property
    def other_sections(self) -> list[tuple[Section, str, str]]:
        """Sections without described levels: their name, address and how far they are answered."""
        found = []
        for section, questions in self.sections:
            if not any(question.kind == Kind.LEVEL for question in questions):
                tallies = [self.results.cells[section.pk, pk] for pk in self.readable]
                words = _("%(answered)d av %(asked)d besvarade") % {
                    "answered": sum(one.answered for one in tallies),
                    "asked": sum(one.asked for one in tallies),
                }
                url = url_of("section", self.results.round.pk, section.key)
                found.append((section, url, words))
        return found

    # --- Questions × units -------------------------------------------------------------------

    def section_matrix(self, section: Section, questions: list[Question], query="") -> Matrix:
        rows = [
            MatrixRow(
                question.text,
                [self._answer(one, question, query) for one in self.results.assessments],
                note=change_words(self.results.changes.get(question.key), self.since),
            )
            for question in questions
            if question.kind == Kind.LEVEL
        ]
        return Matrix(
            caption=_("Svar per fråga och enhet"),
            columns=self._columns(self.results.assessments),
            groups=[MatrixGroup("", rows)],
            since=self.since,
            corner=_("Fråga"),
        )

    def _answer(self, assessment: Assessment, question: Question, query: str) -> MatrixCell:
        if assessment.pk not in self.readable:
            return MatrixCell("m", _("inte inskickat än"))
        if question.key not in self.results.asked(assessment):
            return MatrixCell("n", _("frågan ställdes inte"))
        answer = self.results.answers[assessment.sheet_id].get(question.key)
        before = self.results.before.get(assessment.organisation_id, {}).get(question.key)
        tally = Tally()
        tally.count(question, answer, before if self.results.comparable(question.key) else None)
        url = url_of("cell", self.results.round.pk, question.section.key, assessment.pk)
        words = self.labels.get(answer.level, "") if answer and answer.level is not None else ""
        return MatrixCell(sign_of(answer) or None, words, tally.move, url + query)

    # --- Words -------------------------------------------------------------------------------

    @property
    def readable_units(self) -> list[Assessment]:
        return [one for one in self.results.assessments if one.pk in self.readable]

    @property
    def total(self) -> Tally:
        """What is missing and unknown, among the answers that the reader may see."""
        return self.results.part(self.readable_units).total

    @property
    def not_ready(self) -> list[str]:
        """The units whose answers may still come or change."""
        return [self.results.name(one) for one in self.results.assessments if not one.is_handed_in]

    @property
    def noticed(self) -> list[tuple[str, str]]:
        """Three things to notice, in words: the largest step, what stands still, what nobody knows."""
        spread = self.results.part(self.readable_units).spread
        return notice(spread, compared=self.results.compared_with is not None)


def state_mark(state: str) -> tuple[str, str]:
    """The icon of a state and the state in words; nothing for what is approved."""
    if state not in STATE_ICONS:
        return "", ""
    return STATE_ICONS[state], str(Assessment.State(state).label)


def url_of(name: str, *args) -> str:
    return reverse(f"assessments:{name}", args=args)


def level_labels(questions: Iterable[Question]) -> dict[int, str]:
    """The words of the scale. Questions of a framework share theirs; else the first one's."""
    for question in questions:
        if question.kind == Kind.LEVEL:
            return {option.value: option.label for option in question.choices}
    return {}


def section_topics(questions: list[Question], *kinds: str) -> list[Topic]:
    """The roles (or principles) that the section's questions belong to, each once."""
    found = {one.pk: one for q in questions for kind in kinds for one in topics_of(q, kind)}
    return list(found.values())


def place_in_matrix(section: Section, questions: list[Question]) -> tuple[str, str]:
    """A section of one role and one principle stands under its role, by its principle's name."""
    roles = section_topics(questions, Topic.Kind.ROLE)
    principles = section_topics(questions, Topic.Kind.PRINCIPLE)
    if len(roles) == 1:
        label = principles[0].name if len(principles) == 1 else section.title
        return roles[0].name, label
    return "", section.title


def change_words(change: Change | None, since: str) -> str:
    """What to know before an answer is compared with an earlier one."""
    if change is None or not since:
        return ""
    if change.is_new:
        return _("Ny fråga sedan %s") % since
    if change.scale_changed:
        return _("Ny skala sedan %s, nivåerna jämförs inte") % since
    return _("Ny lydelse sedan %s") % since if change.wording_changed else ""
