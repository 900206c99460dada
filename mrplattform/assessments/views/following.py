"""The page where a round is prepared and followed, and the one that tells who answers."""

from __future__ import annotations

from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from mrplattform.assessments import rules
from mrplattform.assessments.following import days_left, going, vacant
from mrplattform.assessments.models import Assessment, Round
from mrplattform.assessments.nameless.turnout import turnout
from mrplattform.assessments.response import Response
from mrplattform.assessments.services.letters import failed
from mrplattform.assessments.services.preparing import left_out_words, reasons_not_to_open
from mrplattform.assessments.views.common import crumbs, find_round
from mrplattform.assessments.views.response_file import response_file
from mrplattform.assessments.views.rounds import STATE_TONES
from mrplattform.assessments.views.unit_table import unit_table
from mrplattform.core.access import require
from mrplattform.core.dates import today
from mrplattform.core.history import history
from mrplattform.core.tables import Column, Table
from mrplattform.organisations.maps import Place, sweden


def round_page(request, pk):
    round = find_round(request.user, pk)
    may_manage = rules.can_manage_round(request.user, round)
    context = {
        "round": round,
        "crumbs": crumbs(),
        "tone": STATE_TONES[round.state],
        "may_manage": may_manage,
        "left_out": left_out_words(round.left_out),
        "deeds": history(round)[:20],
    }
    if round.is_draft:
        return _draft(request, round, context)
    if round.is_anonymous:
        context["turnout"] = turnout(round)
        return render(request, "assessments/round_nameless.html", context)
    table = unit_table(request, round, may_manage=may_manage)
    if table.wants_file:
        return table.file()
    context |= {
        "table": table,
        "going": going(round),
        "days_left": days_left(round),
        "reads_round": rules.reads_round(request.user, round),
        "is_open": round.is_open(),
    }
    if may_manage:
        context |= {"vacant": vacant(round), "not_reached": len(failed(round))}
    return render(request, "assessments/round.html", context)


def _place(assessment: Assessment) -> Place:
    name = assessment.organisation.name
    if assessment.is_handed_in:
        return Place(name, 3, _("Har svarat"))
    if assessment.begun:  # type: ignore[attr-defined]  (with_begun)
        return Place(name, 1, _("Har börjat"))
    return Place(name, 0, _("Har inte börjat"))


def _draft(request, round, context: dict):
    asked = round.asked.select_related(
        "round", "organisation", "reporter__organisation", "approver__organisation"
    )
    context |= {
        "table": Table(request, asked, _asked_columns(), order="enhet", name=round.title),
        "reasons": reasons_not_to_open(round),
        "asks_units": round.kind != Round.Kind.LIVE,
        "can_wait": round.opens > today() and round.kind != Round.Kind.LIVE,
        "is_planned": round.state == Round.State.PLANNED,
    }
    return render(request, "assessments/round_draft.html", context)


def _asked_columns() -> list[Column]:
    name = "organisation.name"
    return [Column("enhet", _("Enhet"), name, sort="organisation__name")]


def response(request, pk):
    """Who answers and who does not, in words with the numbers beside."""
    round = find_round(request.user, pk)
    require(rules.reads_round(request.user, round))
    if round.is_draft or round.is_anonymous:
        return redirect(round)  # how many have answered without a name stands there
    told = Response(round)
    ending = request.GET.get("format")
    if ending in ("xlsx", "csv"):
        return response_file(told, ending)
    context = {
        "round": round,
        "crumbs": crumbs(round),
        "response": told,
        "may_manage": rules.can_manage_round(request.user, round),
    }
    if round.asks_country:
        context["map"] = sweden(
            {one.organisation_id: _place(one) for one in told.assessments},
            about=_("Sveriges kommuner:"),
        )
    return render(request, "assessments/round_response.html", context)
