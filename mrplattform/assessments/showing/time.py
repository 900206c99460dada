"""Levels through time: sections or questions down, rounds across."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from django.utils.translation import gettext as _

from mrplattform.assessments.models import Assessment, Round
from mrplattform.assessments.results import Tally
from mrplattform.assessments.results.counting import Counts, together
from mrplattform.assessments.results.movement import Movement, Step, Way
from mrplattform.assessments.showing.matrices import level_labels, place_in_matrix, url_of
from mrplattform.assessments.showing.moving import round_labels
from mrplattform.core.matrix import Matrix, MatrixCell, MatrixColumn, MatrixGroup, MatrixRow
from mrplattform.questions.models import Kind, Question
from mrplattform.questions.reading import by_section


class TimeMatrix:
    """The rows are those of the newest round; older rounds answer by the questions' keys."""

    def __init__(self, movement: Movement):
        self.movement = movement
        self.rounds = movement.rounds
        self.questions = [
            one for one in movement.questions[movement.round.pk] if one.kind == Kind.LEVEL
        ]
        self.labels = level_labels(self.questions)
        self.by_key = {
            pk: {one.key: one for one in rows} for pk, rows in movement.questions.items()
        }

    def matrix(self, *, by_question: bool = False) -> Matrix:
        groups: dict[str, list[MatrixRow]] = defaultdict(list)
        for section, questions in by_section(self.questions):
            group, label = place_in_matrix(section, questions)
            if by_question:
                groups[section.title] += [self._row(one.text, [one]) for one in questions]
            else:
                groups[group].append(self._row(label, questions))
        return Matrix(
            caption=self.caption,
            columns=self.columns,
            groups=[MatrixGroup(label, rows) for label, rows in groups.items()],
            since=_("förra gången"),
            corner=_("Fråga") if by_question else _("Avsnitt"),
        )

    @property
    def caption(self) -> str:
        return _("Mittersta nivå genom åren")

    @property
    def columns(self) -> list[MatrixColumn]:
        return [MatrixColumn(label, label) for label in round_labels(self.rounds)]

    def _row(self, label: str, questions: Sequence[Question]) -> MatrixRow:
        cells = [self.cell(place, questions) for place in range(len(self.rounds))]
        note = self._note(questions[0]) if len(questions) == 1 else ""
        return MatrixRow(label, cells, note=note)

    def cell(self, place: int, questions: Sequence[Question]) -> MatrixCell:
        raise NotImplementedError

    def _note(self, question: Question) -> str:
        """When the wording or the scale became another."""
        said = []
        for before, now in zip(self.rounds, self.rounds[1:], strict=False):
            change = self.movement.changes(before, now).get(question.key)
            if change and change.is_new:
                said.append(_("Ny fråga %s") % now.opens.year)
            elif change and change.scale_changed:
                said.append(_("Ny skala %s, jämförs inte bakåt") % now.opens.year)
            elif change and change.wording_changed:
                said.append(_("Ny lydelse %s") % now.opens.year)
        return ". ".join(said)

    def _section_key(self, round: Round, questions: Sequence[Question]) -> str:
        """Where that round asked these questions."""
        there = self.by_key[round.pk]
        return next((there[q.key].section.key for q in questions if q.key in there), "")

    def _there(self, round: Round, questions: Sequence[Question]) -> list[Question]:
        there = self.by_key[round.pk]
        return [there[one.key] for one in questions if one.key in there]

    def _words(self, tally: Tally) -> str:
        words = self.labels.get(tally.key, "") if tally.levels else ""
        if tally.unknown and tally.levels:
            words += ", " + _("%d vet ej") % tally.unknown
        return words


class OrganisationInTime(TimeMatrix):
    """All units' answers as one heap, round by round."""

    def __init__(self, movement: Movement, counts: Counts, steps: Sequence[Step]):
        super().__init__(movement)
        self.counts = counts
        self.steps = {one.now.pk: one for one in steps}

    def cell(self, place: int, questions: Sequence[Question]) -> MatrixCell:
        round = self.rounds[place]
        there = self._there(round, questions)
        if not there:
            return MatrixCell("n", _("frågan fanns inte"))
        tally = together(self.counts, round.pk, there)
        if step := self.steps.get(round.pk):
            moved = [step.by_question[one.key] for one in questions if one.key in step.by_question]
            tally.forward = sum(one.forward for one in moved)
            tally.backward = sum(one.backward for one in moved)
        url = url_of("section", round.pk, self._section_key(round, questions))
        return MatrixCell(tally.key, self._words(tally), tally.move, url)


class UnitInTime(TimeMatrix):
    """One unit, and before that the one it took over from."""

    def __init__(self, movement: Movement, line: Sequence[Assessment | None]):
        super().__init__(movement)
        self.line = line
        self.given = [
            {key: answer for key, (_question, answer) in movement.levels(one).items()}
            if one
            else {}
            for one in line
        ]
        self.ways: dict[tuple[int, int, str], str] = {
            (step.now.pk, move.unit.organisation_id, move.question.key): move.way
            for step in movement.steps
            for move in step.moves
        }

    def cell(self, place: int, questions: Sequence[Question]) -> MatrixCell:
        round, one = self.rounds[place], self.line[place]
        if one is None:
            return MatrixCell("n", _("inga svar att läsa"))
        there = self._there(round, questions)
        asked = [question for question in there if question.key in self.given[place]]
        if not asked:
            return MatrixCell("n", _("frågan ställdes inte"))
        tally = Tally()
        for question in asked:
            tally.count(question, self.given[place][question.key])
            way = self.ways.get((round.pk, one.organisation_id, question.key))
            tally.forward += way == Way.FORWARD
            tally.backward += way == Way.BACKWARD
        url = url_of("cell", round.pk, self._section_key(round, questions), one.pk)
        return MatrixCell(tally.key, self._words(tally), tally.move, url)
