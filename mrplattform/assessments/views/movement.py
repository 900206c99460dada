"""What moved: levels through time, and the answers that are not as before."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mrplattform.assessments.forms.results import EarlierFilter, MovesFilter, TimeFilter
from mrplattform.assessments.models import Assessment, Round
from mrplattform.assessments.results.counting import by_question
from mrplattform.assessments.results.movement import MOST_ROUNDS, MOST_UNITS, Moved, Movement, Step
from mrplattform.assessments.results.units import Units
from mrplattform.assessments.showing import moving
from mrplattform.assessments.showing.matrices import level_labels, url_of
from mrplattform.assessments.showing.time import OrganisationInTime, TimeMatrix, UnitInTime
from mrplattform.assessments.views.result_pages import (
    Rows,
    earlier_rounds,
    find_named,
    find_whole,
    reads_all,
    result_page,
    send_file,
    wants_file,
)
from mrplattform.core.matrix import Matrix
from mrplattform.core.tables import Column, Table
from mrplattform.questions.reading import by_section

WIDE_PAGE = 100  # units at a time, when all of them are too many; and with more, fewer rounds


def time(request, pk):
    """Sections or questions × rounds, for the whole or for one unit."""
    round = find_named(request.user, pk)
    units = Units(round, request.user)
    rounds = _rounds(request, round)
    whole = reads_all(request.user, round)
    form = TimeFilter(
        request.GET if whole else _own_first(request, units), units=units.readable, whole=whole
    )
    if not whole and not form.unit:
        return redirect("assessments:country", pk)
    if form.unit:
        shown, former = _unit_in_time(request.user, rounds, form.unit)
    else:
        shown, former = _all_in_time(request.user, rounds, units), []
    matrix = shown.matrix(by_question=form.by_question)
    if wants_file(request):
        title = f"{round.title} {form.unit.organisation.name if form.unit else ''} {_('över tid')}"
        return send_file(request, title, units, _time_rows(matrix))
    context = result_page(
        request,
        units,
        "time",
        form=form,
        unit=form.unit,
        rounds=rounds,
        matrix=matrix,
        labels=sorted(shown.labels.items()),
        changed=_changed(shown.movement),
        former=former,
        merged=former and shown.movement.merged_on(form.unit.organisation_id),
    )
    return render(request, "assessments/time.html", context)


def movement(request, pk):
    """Answers forward, back and as before, counted in words; and which they are."""
    round = find_whole(request.user, pk)
    if round is None:
        return redirect("assessments:country", pk)
    units = Units(round, request.user)
    rounds = _rounds(request, round)
    page = _wide_page(request, units)
    earlier = rounds[-2::-1]
    before = EarlierFilter(request.GET, earlier=earlier).compared_with
    whole = len(units.readable) <= WIDE_PAGE or "alla" in request.GET or wants_file(request)
    some = rounds if whole or not before else [before, round]
    moved = Movement(some, request.user, _compared(page))
    form = MovesFilter(
        request.GET,
        earlier=earlier,
        sections=by_section(moved.questions[round.pk]),
        units=page.object_list if page else units.readable,
    )
    step = _chosen_step(moved, before)
    labels = level_labels(moved.questions[round.pk])
    chosen = form.chosen(step.moves) if step else []
    if wants_file(request):
        title = f"{round.title} {_('förflyttning')}"
        return send_file(request, title, units, *_movement_rows(moved, step, chosen, labels))
    table = Table(request, chosen, move_columns(labels), name=_("Förflyttning"))
    context = result_page(
        request,
        units,
        "movement",
        form=form,
        page=page,
        earlier=earlier,
        is_part=len(some) < len(rounds),
        steps=[_step_words(one) for one in moved.steps],
        chart=moving.through_time(moved.steps),
        step=step,
        total_words=moving.moved_words(step.total) if step else "",
        besides=moving.besides(step) if step else [],
        sections=moving.section_moves(moved, step, labels) if step else [],
        units_moved=_by_unit(step) if step else [],
        since=step.before.opens.year if step else "",
        changed=_changed(moved),
        table=table,
    )
    return render(request, "assessments/movement.html", context)


# --- Steps -----------------------------------------------------------------------------------


def _rounds(request, round: Round) -> list[Round]:
    """Up to five rounds of the same questions, the oldest first."""
    earlier = earlier_rounds(request.user, round)[: MOST_ROUNDS - 1]
    return [*reversed(earlier), round]


def _own_first(request, units: Units):
    """What was chosen; one's own authority when nothing was."""
    params, own = request.GET.copy(), request.user.standing.authority_ids
    for one in units.readable:
        if one.authority_id in own:
            params.setdefault("enhet", str(one.organisation_id))
    return params


def _unit_in_time(user, rounds: list[Round], unit: Assessment) -> tuple[TimeMatrix, list]:
    movement = Movement(rounds, user, {unit.organisation_id})
    shown = UnitInTime(movement, movement.line(unit.organisation_id))
    return shown, movement.former(unit.organisation_id)


def _all_in_time(user, rounds: list[Round], units: Units) -> TimeMatrix:
    """With many units only the levels are counted: what moved, unit by unit, is the next page's."""
    movement = Movement(rounds, user)
    rows = [one for round in rounds for one in movement.units(round)]
    counts = by_question(rows, movement.questions)
    steps = movement.steps if len(units.readable) <= WIDE_PAGE else []
    return OrganisationInTime(movement, counts, steps)


def _wide_page(request, units: Units):
    """A part of the units, when all of them are too many to compare at once; not for a file."""
    if len(units.readable) <= MOST_UNITS or wants_file(request):
        return None
    return Paginator(units.readable, WIDE_PAGE).get_page(request.GET.get("enheter"))


def _compared(page) -> set[int] | None:
    """The units of the page; None is all."""
    return {one.organisation_id for one in page.object_list} if page else None


def _chosen_step(moved: Movement, before: Round | None) -> Step | None:
    if before is None:
        return None
    return next(
        (one for one in moved.steps if one.before == before and one.now == moved.round),
        None,
    ) or moved.step(before, moved.round)


def _step_words(step: Step) -> dict:
    return {
        "step": step,
        "words": moving.moved_words(step.total),
        "besides": moving.besides(step),
    }


def _by_unit(step: Step) -> list[tuple[Assessment, Moved]]:
    """In the order of the organisation: nothing here is a ranking."""
    units = {move.unit.organisation_id: move.unit for move in step.moves} | step.units
    return [(unit, step.by_unit[pk]) for pk, unit in units.items() if pk in step.by_unit]


def _changed(moved: Movement) -> list[dict]:
    """The questions that became others on the way, with the words then and now."""
    found = []
    for before, now in zip(moved.rounds, moved.rounds[1:], strict=False):
        for change in moved.changes(before, now).values():
            words = ""
            if change.after and not change.is_new and change.scale_changed:
                words = _("Ny skala %s, nivåerna jämförs inte bakåt") % now.opens.year
            elif change.after and not change.is_new and change.wording_changed:
                words = _("Ny lydelse %s") % now.opens.year
            if words:
                found.append({"question": change.after, "words": words, "change": change})
    return found


def move_columns(labels: dict[int, str]) -> list[Column]:
    return [
        Column("avsnitt", gettext_lazy("Avsnitt"), "question.section.title", only_in_file=True),
        Column("fraga", gettext_lazy("Fråga"), "question.text", cell=_question_link),
        Column("enhet", gettext_lazy("Enhet"), "unit.organisation.name", sort=True),
        Column("fore", gettext_lazy("Före"), lambda one: moving.level_words(one, labels)[0]),
        Column("nu", gettext_lazy("Nu"), lambda one: moving.level_words(one, labels)[1]),
        Column(
            "rorelse",
            gettext_lazy("Rörelse"),
            lambda one: moving.way_words(one.way, one.is_reworded),
        ),
    ]


def _question_link(move) -> str:
    unit, question = move.unit, move.question
    url = url_of("cell", unit.round_id, question.section.key, unit.pk)
    return format_html('<a href="{}">{}</a>', url, question.text)


# --- Rows for files --------------------------------------------------------------------------


def _time_rows(matrix: Matrix) -> Rows:
    columns = [
        Column("grupp", _("Grupp"), lambda row: row[0]),
        Column("rad", matrix.corner, lambda row: row[1].label),
        *[
            Column(f"r{place}", column.full, lambda row, at=place: row[1].cells[at].said)
            for place, column in enumerate(matrix.columns)
        ],
        Column("not", _("Ändrad fråga"), lambda row: row[1].note),
    ]
    rows = [(group.label, row) for group in matrix.groups for row in group.rows]
    return Rows(_("Över tid"), columns, rows)


def _movement_rows(moved: Movement, step: Step | None, chosen, labels) -> list[Rows]:
    counts = [
        Column("framat", _("Framåt"), lambda row: row[1].forward, kind="number"),
        Column("bakat", _("Bakåt"), lambda row: row[1].backward, kind="number"),
        Column("samma", _("Oförändrade"), lambda row: row[1].same, kind="number"),
        Column("vetnu", _("Vet nu"), lambda row: row[1].learned, kind="number"),
        Column("skala", _("Ny skala"), lambda row: row[1].rescaled, kind="number"),
    ]
    named = lambda label, read: [Column("namn", label, read), *counts]  # noqa: E731
    steps = [(one, one.total) for one in moved.steps]
    sections = by_section(moved.questions[moved.round.pk])
    by_section_rows = [(one, step.of(rows)) for one, rows in sections] if step else []
    return [
        Rows(_("Svar som rört sig"), move_columns(labels), chosen),
        Rows(
            _("Kartläggningar"),
            named(_("Från och till"), lambda row: f"{row[0].before} → {row[0].now}"),
            steps,
        ),
        Rows(_("Avsnitt"), named(_("Avsnitt"), lambda row: row[0].title), by_section_rows),
        Rows(
            _("Enheter"),
            named(_("Enhet"), lambda row: row[0].organisation.name),
            _by_unit(step) if step else [],
        ),
    ]
