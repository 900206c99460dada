"""A whole round as one Excel file: answers, sections, movement and texts, a sheet each."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from mrplattform.assessments.models import Assessment, Round
from mrplattform.assessments.results.movement import Move, Movement
from mrplattform.assessments.results.reading import questions_of
from mrplattform.assessments.results.texts import texts_of
from mrplattform.assessments.results.units import Units
from mrplattform.assessments.showing.lines import A_PART, in_parts
from mrplattform.assessments.showing.matrices import level_labels
from mrplattform.assessments.views.movement import move_columns
from mrplattform.assessments.views.result_pages import (
    Rows,
    about_sheet,
    earlier_rounds,
    find_named,
    sheet_of,
)
from mrplattform.assessments.views.results import answer_rows, section_rows
from mrplattform.assessments.views.texts import asked_by, text_rows
from mrplattform.core.exports.streams import xlsx_response


def workbook(request, pk):
    """Some units at a time are read, so a country takes no more memory than a municipality."""
    round = find_named(request.user, pk)
    units = Units(round, request.user)
    before = next(iter(earlier_rounds(request.user, round)), None)
    asked = questions_of([round, before] if before else [round])
    questions = asked[round.pk]
    beside = {"compared_with": before, "questions": asked}
    sheets = (
        sheet_of(rows)
        for rows in (
            answer_rows(in_parts(units.readable, round, request.user, **beside), questions),
            section_rows(questions, in_parts(units.listed, round, request.user, **beside)),
            _moves(request.user, round, before, units.readable, questions),
            _texts(units.readable, questions),
        )
    )
    return xlsx_response([*sheets, about_sheet(units)], name=round.title)


def _moves(user, round: Round, before: Round | None, units: list[Assessment], questions) -> Rows:
    rows = _moved(user, [before, round], units) if before else iter(())
    return Rows(_("Svar som rört sig"), move_columns(level_labels(questions)), rows)


def _moved(user, rounds: list[Round], units: list[Assessment]) -> Iterator[Move]:
    for part in _parts(units):
        for step in Movement(rounds, user, {one.organisation_id for one in part}).steps:
            yield from step.moves


def _texts(units: list[Assessment], questions) -> Rows:
    by_sheet = {one.sheet_id: one for one in units}
    found = (
        answer
        for part in _parts(units)
        for answer in asked_by(texts_of(part).iterator(chunk_size=1000), questions)
    )
    return text_rows(found, by_sheet)


def _parts(units: list[Assessment]) -> Iterator[list[Assessment]]:
    for start in range(0, len(units), A_PART):
        yield units[start : start + A_PART]
