"""The codes of a round without names: how many are used, slips to print, taking back, reminding."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from mrplattform.assessments import rules
from mrplattform.assessments.models import Round
from mrplattform.assessments.nameless import turnout
from mrplattform.assessments.services import tickets
from mrplattform.assessments.services.errors import WrongState
from mrplattform.assessments.views.common import crumbs, find_round, moved_on
from mrplattform.core.access import require
from mrplattform.core.history import history
from mrplattform.organisations.models import Organisation


def codes(request, pk):
    round = _find_open(request, pk)
    context = {
        "round": round,
        "turnout": turnout(round),
        "by_mail": round.tickets.exclude(email="").exists(),
        "printed": set(tickets.printed(round).values_list("organisation_id", flat=True)),
        "deeds": history(round).filter(verb__startswith="tickets_")[:20],
        "crumbs": crumbs(round),
    }
    return render(request, "assessments/nameless/codes.html", context)


@require_POST
def remind(request, pk):
    round = _find_open(request, pk)
    try:
        count = tickets.remind(round, by=request.user)
    except WrongState:
        return moved_on(request, round)
    if count:
        messages.success(request, _("Alla vars kod är oanvänd får en påminnelse."))
    else:
        messages.info(request, _("Alla som går att nå har svarat eller redan påmints i dag."))
    return redirect("assessments:codes", round.pk)


@never_cache
def slips(request, pk, unit_pk):
    """All the unit's printed codes, used or not: which ones are missing would tell who answered."""
    round = _find_open(request, pk)
    unit = _find_unit(round, unit_pk)
    context = {
        "round": round,
        "unit": unit,
        "codes": tickets.codes_to_print(round, unit),
        "address": request.build_absolute_uri(reverse("nameless:code"))
        .split("://", 1)[1]
        .rstrip("/"),
        "crumbs": crumbs(round, (_("Svarskoder"), reverse("assessments:codes", args=[round.pk]))),
    }
    return render(request, "assessments/nameless/slips.html", context)


@require_POST
def revoke(request, pk, unit_pk):
    round = _find_open(request, pk)
    unit = _find_unit(round, unit_pk)
    try:
        tickets.revoke(round, unit, by=request.user)
    except WrongState:
        return moved_on(request, round)
    words = _("Oanvända koder till %s gäller inte längre. Svar som redan är lämnade finns kvar.")
    messages.success(request, words % unit)
    return redirect("assessments:codes", round.pk)


def _find_open(request, pk) -> Round:
    """Codes are for those who lead the round, and only while it takes answers."""
    round = find_round(request.user, pk)
    if round.kind != Round.Kind.ANONYMOUS or round.state != Round.State.OPEN:
        raise Http404
    require(rules.can_manage_round(request.user, round))
    return round


def _find_unit(round: Round, unit_pk: int) -> Organisation:
    units = Organisation.objects.filter(pk__in=round.tickets.values("organisation"))
    return get_object_or_404(units, pk=unit_pk)
