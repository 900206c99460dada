"""How the answers lie over the levels, and where they lie furthest apart."""

from __future__ import annotations

from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from mrplattform.assessments.forms.results import EarlierFilter, SpreadFilter
from mrplattform.assessments.models import Round
from mrplattform.assessments.results.counting import by_question, on_law_alone
from mrplattform.assessments.results.reading import questions_of
from mrplattform.assessments.results.units import Units
from mrplattform.assessments.showing.spreading import Lies
from mrplattform.assessments.views.result_pages import (
    Rows,
    earlier_rounds,
    find_whole,
    result_page,
    send_file,
    wants_file,
)
from mrplattform.core.tables import Column
from mrplattform.questions import comparing
from mrplattform.questions.models import Question
from mrplattform.questions.reading import by_section


def spread(request, pk):
    """Section by section; with a section chosen, question by question."""
    round = find_whole(request.user, pk)
    if round is None:
        return redirect("assessments:country", pk)
    units = Units(round, request.user)
    earlier = earlier_rounds(request.user, round)
    before = EarlierFilter(request.GET, earlier=earlier).compared_with
    rounds = [round, before] if before else [round]
    then = Units(before, request.user) if before else None
    lies = read_lies(units, then, questions_of(rounds))
    sections = by_section(lies.questions)
    form = SpreadFilter(request.GET, earlier=earlier, sections=sections)
    if wants_file(request):
        return send_file(request, f"{round.title} {_('spridning')}", units, lie_rows(lies))
    chosen = next((rows for one, rows in sections if one.key == form.section), None)
    context = result_page(
        request,
        units,
        "spread",
        form=form,
        section=chosen[0].section if chosen else None,
        labels=sorted(lies.labels.items()),
        since=before.opens.year if before else "",
        drawn=lies.drawn(lies.single(chosen) if chosen else lies.sections),
        apart=lies.apart,
        alike=lies.alike,
    )
    return render(request, "assessments/spread.html", context)


def read_lies(units: Units, then: Units | None, questions: dict[int, list[Question]]) -> Lies:
    """How the readable answers lie, beside those of the earlier round that were handed in."""
    round, rows = units.round, list(units.readable)
    if then:
        rows += [one for one in then.readable if one.is_handed_in]
    counts = by_question(rows, questions)
    law = on_law_alone(units.readable, questions[round.pk])
    before = then.round if then else None
    if before:
        _forget_other_scales(counts, round, before, questions)
    return Lies(round, questions[round.pk], counts, law, before)


def _forget_other_scales(counts, round: Round, before: Round, questions) -> None:
    """Levels of another scale cannot be drawn on this one."""
    if round.version_id == before.version_id:
        return
    changes = comparing.between(questions[before.pk], questions[round.pk])
    for key, change in changes.items():
        if change.scale_changed:
            counts.pop((before.pk, key), None)


def lie_rows(lies: Lies) -> Rows:
    columns = [
        Column("avsnitt", _("Avsnitt"), "section.title"),
        Column("fraga", _("Fråga"), "title"),
        *[
            Column(f"n{level}", f"{level} {label}", _level(level), kind="number")
            for level, label in sorted(lies.labels.items())
        ],
        Column("vetej", _("Vet ej"), "now.unknown", kind="number"),
        Column("saknas", _("Saknas"), "now.missing", kind="number"),
        Column("inte", _("Inte aktuellt"), "now.not_applicable", kind="number"),
        Column("lag", _("Enligt lag, effekt okänd"), "law", kind="number"),
    ]
    return Rows(_("Spridning"), columns, lies.single(lies.questions))


def _level(level: int):
    return lambda lie: lie.now.levels[level]
