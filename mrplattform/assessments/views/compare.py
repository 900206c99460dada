"""One's own answers beside those of others who have shared theirs: side by side, never in order."""

from __future__ import annotations

from django import forms
from django.http import Http404
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mrplattform.assessments.models import Round
from mrplattform.assessments.results import Tally
from mrplattform.assessments.results.beside import MOST, newest_of_each, others
from mrplattform.assessments.results.counting import Counts, by_question, together
from mrplattform.assessments.results.reading import questions_of
from mrplattform.assessments.results.units import Units
from mrplattform.assessments.showing.matrices import level_labels, place_in_matrix, url_of
from mrplattform.assessments.views.result_pages import (
    Rows,
    find_named,
    result_page,
    send_file,
    wants_file,
)
from mrplattform.core.matrix import Matrix, MatrixCell, MatrixColumn, MatrixGroup, MatrixRow
from mrplattform.core.tables import Column, FilterForm
from mrplattform.questions import comparing
from mrplattform.questions.models import Kind
from mrplattform.questions.reading import by_section


class CompareFilter(FilterForm):
    med = forms.MultipleChoiceField(
        label=gettext_lazy("Jämför med"), widget=forms.CheckboxSelectMultiple
    )
    rader = forms.ChoiceField(
        label=gettext_lazy("Rader"),
        choices=[("", gettext_lazy("Avsnitt")), ("fragor", gettext_lazy("Frågor"))],
    )

    def __init__(self, *args, others: list[Round], **kwargs):
        super().__init__(*args, **kwargs)
        self.others = others
        self.fields["med"].choices = [
            (str(one.pk), f"{one.authority.name}: {one.title}") for one in others
        ]

    @property
    def chosen(self) -> list[Round]:
        wanted = self.cleaned_data.get("med") if self.is_valid() else []
        if not wanted:
            return newest_of_each(self.others)
        return [one for one in self.others if str(one.pk) in wanted][:MOST]

    @property
    def by_question(self) -> bool:
        return self.is_valid() and self.cleaned_data.get("rader") == "fragor"


def compare(request, pk):
    round = find_named(request.user, pk)
    if round.asks_country:
        raise Http404
    units = Units(round, request.user, drafts=False)
    found = others(request.user, round)
    form = CompareFilter(request.GET, others=found)
    beside = Beside(request.user, [round, *form.chosen])
    if wants_file(request):
        return send_file(request, f"{round.title} {_('andra')}", units, _rows(beside))
    context = result_page(
        request,
        units,
        "compare",
        form=form,
        others=found,
        chosen=form.chosen,
        most=MOST,
        fresh=[(one.round, one.freshness) for one in beside.units],
        labels=sorted(beside.labels.items()),
        matrix=beside.matrix(by_question=form.by_question),
    )
    return render(request, "assessments/compare.html", context)


class Beside:
    """Rounds of several authorities that ask the same questions, the first one's rows. Of each,
    what has been handed in and the reader may read."""

    def __init__(self, user, rounds: list[Round]):
        self.rounds = rounds
        self.units = [Units(one, user, drafts=False) for one in rounds]
        self.questions = questions_of(rounds)
        rows = [one for units in self.units for one in units.readable]
        self.counts: Counts = by_question(rows, self.questions)
        self.first = [one for one in self.questions[rounds[0].pk] if one.kind == Kind.LEVEL]
        self.labels = level_labels(self.first)
        self.by_key = {pk: {one.key: one for one in found} for pk, found in self.questions.items()}
        self.other_scale = {one.pk: self._other_scale(one) for one in rounds}

    def _other_scale(self, round: Round) -> set[str]:
        if round.version_id == self.rounds[0].version_id:
            return set()
        found = comparing.between(self.questions[self.rounds[0].pk], self.questions[round.pk])
        return {key for key, change in found.items() if change.scale_changed}

    def matrix(self, *, by_question: bool = False) -> Matrix:
        groups: dict[str, list[MatrixRow]] = {}
        for section, questions in by_section(self.first):
            group, label = place_in_matrix(section, questions)
            if by_question:
                rows = [self._row(one.text, [one]) for one in questions]
                groups.setdefault(section.title, []).extend(rows)
            else:
                groups.setdefault(group, []).append(self._row(label, questions))
        return Matrix(
            caption=_("Mittersta nivå hos var och en"),
            columns=[MatrixColumn(one.authority.name, one.authority.name) for one in self.rounds],
            groups=[MatrixGroup(label, rows) for label, rows in groups.items()],
            corner=_("Fråga") if by_question else _("Avsnitt"),
        )

    def _row(self, label: str, questions) -> MatrixRow:
        return MatrixRow(label, [self._cell(one, questions) for one in self.rounds])

    def _cell(self, round: Round, questions) -> MatrixCell:
        there, other = self.by_key[round.pk], self.other_scale[round.pk]
        asked = [there[one.key] for one in questions if one.key in there]
        if not asked:
            return MatrixCell("n", _("frågan ställdes inte"))
        if all(one.key in other for one in asked):
            return MatrixCell("n", _("svaras på en annan skala"))
        tally = together(self.counts, round.pk, [one for one in asked if one.key not in other])
        if not tally.asked:
            return MatrixCell("m", _("ingen har skickat in"))
        url = url_of("section", round.pk, asked[0].section.key)
        return MatrixCell(tally.key, self._words(tally), "", url)

    def _words(self, tally: Tally) -> str:
        words = [self.labels.get(tally.key, "")] if tally.levels else []
        if tally.levels and tally.unknown:
            words.append(_("%d vet ej") % tally.unknown)
        return ", ".join(words)


# --- Rows for files --------------------------------------------------------------------------


def _rows(beside: Beside) -> Rows:
    columns = [
        Column("avsnitt", _("Avsnitt"), lambda row: row[1].section.title),
        Column("fraga", _("Fråga"), lambda row: row[1].text),
        Column("vem", _("Kommun eller region"), lambda row: row[0].authority.name),
        Column("kartlaggning", _("Kartläggning"), lambda row: row[0].title),
        *[
            Column(f"n{level}", f"{level} {label}", _level(level), kind="number")
            for level, label in sorted(beside.labels.items())
        ],
        Column("vetej", _("Vet ej"), lambda row: row[2].unknown, kind="number"),
        Column("saknas", _("Saknas"), lambda row: row[2].missing, kind="number"),
        Column("inte", _("Inte aktuellt"), lambda row: row[2].not_applicable, kind="number"),
    ]
    rows = [
        (round, question, beside.counts[round.pk, question.key])
        for question in beside.first
        for round in beside.rounds
        if (round.pk, question.key) in beside.counts
        and question.key not in beside.other_scale[round.pk]
    ]
    return Rows(_("Andra"), columns, rows)


def _level(level: int):
    return lambda row: row[2].levels[level]
