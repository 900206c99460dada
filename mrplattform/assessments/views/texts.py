"""What units wrote, question by question: to read, to search, to take further."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django import forms
from django.db.models import Q
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mrplattform.assessments.forms.results import LongSelect
from mrplattform.assessments.models import Assessment
from mrplattform.assessments.papers import sign_of
from mrplattform.assessments.results.texts import texts_of
from mrplattform.assessments.results.units import Units
from mrplattform.assessments.showing.matrices import level_labels
from mrplattform.assessments.views.result_pages import (
    Rows,
    find_named,
    result_page,
    send_file,
    wants_file,
)
from mrplattform.core.sorting import swedish_key
from mrplattform.core.tables import Column, FilterForm, Table
from mrplattform.questions.models import Answer, Kind, Question
from mrplattform.questions.reading import by_section, display_value, questions_of

STATES = {"u": Answer.State.UNKNOWN, "n": Answer.State.NOT_APPLICABLE}


class TextsFilter(FilterForm):
    sok = forms.CharField(label=gettext_lazy("Sök i texten"), max_length=100)
    avsnitt = forms.ChoiceField(label=gettext_lazy("Avsnitt"))
    fraga = forms.ChoiceField(label=gettext_lazy("Fråga"))
    niva = forms.ChoiceField(label=gettext_lazy("Svar"))
    enhet = forms.ChoiceField(label=gettext_lazy("Enhet"), widget=LongSelect)

    def __init__(self, *args, questions, units, **kwargs):
        super().__init__(*args, **kwargs)
        self.by_key = {one.key: one for one in questions}
        self.sheets = {str(one.organisation_id): one.sheet_id for one in units}
        sections = [(one.key, one.title) for one, _rows in by_section(questions)]
        names = [(str(one.organisation_id), one.organisation.name) for one in units]
        levels = [(str(level), f"{level} {label}") for level, label in _levels(questions)]
        for name, every, options in (
            ("avsnitt", _("Alla avsnitt"), sections),
            ("fraga", _("Alla frågor"), [(one.key, one.text) for one in questions]),
            ("niva", _("Alla svar"), [*levels, ("u", _("Vet ej")), ("n", _("Inte aktuellt"))]),
            ("enhet", _("Alla enheter"), sorted(names, key=lambda one: swedish_key(one[1]))),
        ):
            self.fields[name].choices = [("", every), *options]

    def narrow_sok(self, rows, value):
        return rows.filter(Q(comment__icontains=value) | Q(text__icontains=value))

    def narrow_avsnitt(self, rows, value):
        keys = [one.pk for one in self.by_key.values() if one.section.key == value]
        return rows.filter(question__in=keys)

    def narrow_fraga(self, rows, value):
        return rows.filter(question=self.by_key[value].pk)

    def narrow_niva(self, rows, value):
        if value in STATES:
            return rows.filter(state=STATES[value])
        return rows.filter(level=int(value))

    def narrow_enhet(self, rows, value):
        return rows.filter(sheet=self.sheets[value])

    @property
    def question(self):
        """The one that the reader has chosen."""
        return self.by_key.get(self.cleaned_data.get("fraga", "")) if self.is_valid() else None


def texts(request, pk):
    round = find_named(request.user, pk)
    units = Units(round, request.user)
    questions = questions_of(round.version)
    form = TextsFilter(request.GET, questions=questions, units=units.readable)
    by_sheet = {one.sheet_id: one for one in units.readable}
    rows = texts_of(units.readable)
    if wants_file(request):
        title = f"{round.title} {_('texter')}"
        found = asked_by(form.narrow(rows).iterator(chunk_size=1000), questions)
        return send_file(request, title, units, text_rows(found, by_sheet))
    table = Table(request, rows, [], name=_("Texter"), filters=form)
    context = result_page(
        request,
        units,
        "texts",
        table=table,
        question=form.question,
        rows=[
            _text(answer, by_sheet[answer.sheet_id]) for answer in asked_by(table.rows, questions)
        ],
        has_texts=bool(table.count or form.is_used),
    )
    return render(request, "assessments/texts.html", context)


def _levels(questions) -> list[tuple[int, str]]:
    return sorted(level_labels(questions).items())


def asked_by(answers: Iterable[Answer], questions: Iterable[Question]) -> Iterator[Answer]:
    """Each answer with its question, which is read already."""
    by_pk = {one.pk: one for one in questions}
    for answer in answers:
        answer.question = by_pk[answer.question_id]
        yield answer


def _text(answer: Answer, unit: Assessment) -> dict:
    return {
        "answer": answer,
        "question": answer.question,
        "unit": unit,
        "name": unit.organisation.name,
        "sign": sign_of(answer),
        "words": "" if answer.question.kind == Kind.TEXT else display_value(answer),
    }


def text_rows(answers, by_sheet: dict[int, Assessment]) -> Rows:
    columns = [
        Column("avsnitt", _("Avsnitt"), "question.section.title"),
        Column("nyckel", _("Frågans nyckel"), "question.key"),
        Column("fraga", _("Fråga"), "question.text"),
        Column("enhet", _("Enhet"), lambda one: by_sheet[one.sheet_id].organisation.name),
        Column("svar", _("Svar"), display_value),
        Column("text", _("Motivering"), "comment"),
    ]
    return Rows(_("Texter"), columns, answers)
