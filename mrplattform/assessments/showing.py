"""Results as people look at them: matrices, what to notice, and rows for files."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mrplattform.assessments import rules
from mrplattform.assessments.models import Assessment, Round
from mrplattform.assessments.papers import current_evidence, sign_of
from mrplattform.assessments.results import Results, Spread, Tally, topics_of
from mrplattform.core.matrix import Matrix, MatrixCell, MatrixColumn, MatrixGroup, MatrixRow
from mrplattform.questions.models import Kind, Question, Section
from mrplattform.questions.reading import display_value, season
from mrplattform.rights.models import Topic

# What is approved needs no mark; the others say how far they have come.
STATE_ICONS = {
    Assessment.State.DRAFT: "wait",
    Assessment.State.RETURNED: "back",
    Assessment.State.SUBMITTED: "send",
}
NAMED = 6  # more units than this are counted instead of named
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
        self.results = results
        self.user = user
        self.wish = wish or Wish()
        self.labels = _level_labels(results.questions)
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
            if self.wish.takes(_section_topics(questions, Topic.Kind.ROLE, Topic.Kind.PRINCIPLE))
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
            group, label = _place_in_matrix(section, questions)
            url = _url("section", self.results.round.pk, section.key) + query
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
                _url("cell", self.results.round.pk, section.key, one.pk) + query,
            )
            for one in self.results.assessments
        ]

    def _cell(self, assessment: Assessment, tally: Tally, url: str) -> MatrixCell:
        if assessment.pk not in self.readable:
            return MatrixCell("m", _("inte inskickat än"))
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
                url = _url("section", self.results.round.pk, section.key)
                found.append((section, url, words))
        return found

    # --- Questions × units -------------------------------------------------------------------

    def section_matrix(self, section: Section, questions: list[Question], query="") -> Matrix:
        rows = [
            MatrixRow(question.text, [self._answer(one, question, query) for one in self._units])
            for question in questions
            if question.kind == Kind.LEVEL
        ]
        return Matrix(
            caption=_("Svar per fråga och enhet"),
            columns=self._columns(self._units),
            groups=[MatrixGroup("", rows)],
            since=self.since,
            corner=_("Fråga"),
        )

    @property
    def _units(self) -> list[Assessment]:
        return self.results.assessments

    def _answer(self, assessment: Assessment, question: Question, query: str) -> MatrixCell:
        if assessment.pk not in self.readable:
            return MatrixCell("m", _("inte inskickat än"))
        if question.key not in self.results.asked(assessment):
            return MatrixCell("n", _("frågan ställdes inte"))
        answer = self.results.answers[assessment.sheet_id].get(question.key)
        before = self.results.before.get(assessment.organisation_id, {}).get(question.key)
        tally = Tally()
        tally.count(question, answer, before)
        url = _url("cell", self.results.round.pk, question.section.key, assessment.pk)
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
    def not_ready_words(self) -> str:
        """'Serviceförvaltningen, räddningstjänsten och två till'."""
        names = self.not_ready
        if len(names) > NAMED:
            count = len(names) - NAMED + 1
            names = [*names[: NAMED - 1], _("%d till") % count]
        return _(" och ").join([", ".join(names[:-1]), names[-1]] if names[1:] else names)

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


def notice(spread: list[Spread], *, compared: bool) -> list[tuple[str, str]]:
    found = []
    if compared and any(one.forward for one in spread):
        best = max(spread, key=lambda one: one.forward - one.backward)
        words = _("%(place)s: %(forward)d svar framåt, %(backward)d bakåt.")
        numbers = {"place": _name(best), "forward": best.forward, "backward": best.backward}
        found.append((_("Störst steg framåt"), words % numbers))
    if compared and any(one.backward for one in spread):
        worst = max(spread, key=lambda one: one.backward - one.forward)
        if worst.backward > worst.forward:
            words = _("%(place)s: %(backward)d svar bakåt, %(forward)d framåt.")
            numbers = {"place": _name(worst), "forward": worst.forward, "backward": worst.backward}
            found.append((_("Mest bakåt"), words % numbers))
    still = [one for one in spread if one.same and not (one.forward or one.backward)]
    if compared and still:
        found.append((_("Står stilla"), "; ".join(_name(one) for one in still) + "."))
    unknown = sum(one.unknown for one in spread)
    if unknown:
        most = max(spread, key=lambda one: one.unknown)
        words = ngettext(
            "Ett svar är ”vet ej”, i %(place)s. Det är ett resultat att arbeta med.",
            "%(count)d svar är ”vet ej”, flest i %(place)s. Det är ett resultat att arbeta med.",
            unknown,
        )
        found.append((_("Vi vet inte"), words % {"count": unknown, "place": _name(most)}))
    return found


def _name(one: Spread) -> str:
    return f"{one.role.name}, {one.principle.name[:1].lower()}{one.principle.name[1:]}"


def _url(name: str, *args) -> str:
    return reverse(f"assessments:{name}", args=args)


def _level_labels(questions: Iterable[Question]) -> dict[int, str]:
    """The words of the scale. Questions of a framework share theirs; else the first one's."""
    for question in questions:
        if question.kind == Kind.LEVEL:
            return {option.value: option.label for option in question.choices}
    return {}


def _section_topics(questions: list[Question], *kinds: str) -> list[Topic]:
    """The roles (or principles) that the section's questions belong to, each once."""
    found = {one.pk: one for q in questions for kind in kinds for one in topics_of(q, kind)}
    return list(found.values())


def _place_in_matrix(section: Section, questions: list[Question]) -> tuple[str, str]:
    """A section of one role and one principle stands under its role, by its principle's name."""
    roles = _section_topics(questions, Topic.Kind.ROLE)
    principles = _section_topics(questions, Topic.Kind.PRINCIPLE)
    if len(roles) == 1:
        label = principles[0].name if len(principles) == 1 else section.title
        return roles[0].name, label
    return "", section.title


def describe(round: Round) -> str:
    """'Svar från hösten 2026': how fresh it is."""
    return _("Svar från %s") % season(round.opens)


# --- Rows for files --------------------------------------------------------------------------


@dataclass(frozen=True)
class Line:
    """One cell of a matrix as a row of a file."""

    section: str
    group: str
    unit: str
    state: str
    tally: Tally | None
    words: str


def section_lines(shown: Shown) -> list[Line]:
    lines = []
    for section, questions in shown.sections:
        group, label = _place_in_matrix(section, questions)
        for one in shown.results.assessments:
            readable = one.pk in shown.readable
            tally = shown.results.cells[section.pk, one.pk] if readable else None
            if tally and not shown.wish.shows(tally):
                continue
            words = shown.labels.get(tally.key, "") if tally and tally.levels else ""
            unit = shown.results.name(one)
            lines.append(Line(label, group, unit, one.get_state_display(), tally, words))
    return lines


@dataclass(frozen=True)
class AnswerLine:
    """One answer as a row of a file, with the question and the unit."""

    question: Question
    unit: str
    state: str
    words: str
    level: int | None
    before: int | None
    comment: str
    evidence: str


def answer_lines(shown: Shown, questions: list[Question]) -> Iterable[AnswerLine]:
    """Every question × unit that the reader may see."""
    part = shown.results.part(shown.readable_units)
    answers = part.full_answers(questions)
    for one in part.assessments:
        given, asked = answers[one.sheet_id], part.asked(one)
        before = shown.results.before.get(one.organisation_id, {})
        for question in questions:
            if question.key not in asked:
                continue
            answer, earlier = given.get(question.key), before.get(question.key)
            yield AnswerLine(
                question=question,
                unit=shown.results.name(one),
                state=one.get_state_display(),
                words=display_value(answer) or _("Svar saknas"),
                level=answer.level if answer else None,
                before=earlier.level if earlier else None,
                comment=answer.comment if answer else "",
                evidence="; ".join(one.link or one.title for one in current_evidence(answer)),
            )
