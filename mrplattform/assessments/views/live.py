"""The leader's screen in a meeting."""

from __future__ import annotations

import segno
from django.contrib import messages
from django.http import Http404, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from mrplattform.assessments import rules
from mrplattform.assessments.models import LiveSession, Round
from mrplattform.assessments.nameless.room import Room
from mrplattform.assessments.services import live, rounds
from mrplattform.assessments.services.errors import WrongState
from mrplattform.assessments.services.live import NoMeeting, TooFew
from mrplattform.assessments.views.common import crumbs, find_round, moved_on
from mrplattform.core.access import require


@never_cache
def screen(request, pk):
    room = _find_room(request, pk)
    if not room.session.code:
        return redirect(room.round.results_url)
    address = request.build_absolute_uri(reverse("nameless:meeting"))
    context = {
        "room": room,
        "round": room.round,
        "address": address.split("://", 1)[1].rstrip("/"),
        "qr": _qr(f"{address}#{room.session.code}"),
        "crumbs": crumbs(room.round),
    }
    return render(request, "assessments/live/screen.html", context)


@never_cache
def now(request, pk):
    """What the screen asks for every other second."""
    room = _find_room(request, pk)
    return JsonResponse({"place": room.place, "phones": room.phones, "answered": room.answered})


@require_POST
def show(request, pk):
    room = _find_room(request, pk)
    try:
        live.show(room.round)
    except TooFew:
        words = ngettext(
            "Svaren visas när minst en har svarat.",
            "Svaren visas när minst %(count)d har svarat. Annars kan det synas vem som svarat vad.",
            room.round.shown_from,
        )
        messages.warning(request, words % {"count": room.round.shown_from})
    except NoMeeting:
        return moved_on(request, room.round)
    return redirect("assessments:live", room.round.pk)


@require_POST
def go_to(request, pk):
    """The next question, or the one that is named."""
    room = _find_room(request, pk)
    key = request.POST.get("key", "")
    question = next((one for one in room.questions if one.key == key), None)
    if question is None:
        raise Http404
    try:
        live.go_to(room.round, question)
    except NoMeeting:
        return moved_on(request, room.round)
    return redirect("assessments:live", room.round.pk)


@require_POST
def end(request, pk):
    room = _find_room(request, pk)
    try:
        rounds.close(room.round, by=request.user)
    except WrongState:
        return moved_on(request, room.round)
    messages.success(request, _("Mötet är avslutat. Här är svaren att samtala om."))
    return redirect(room.round.results_url)


def _find_room(request, pk) -> Room:
    round = find_round(request.user, pk)
    session = LiveSession.objects.filter(round=round).first()
    if round.kind != Round.Kind.LIVE or session is None:
        raise Http404
    require(rules.can_manage_round(request.user, round))
    return Room(round, session)


def _qr(address: str) -> str:
    """Dark on light also where the page is dark: phones read nothing else."""
    code = segno.make(address, error="m", micro=False)
    svg = code.svg_inline(omitsize=True, svgclass=None, lineclass=None, border=3, light="#fff")
    return mark_safe(svg)  # drawn here, from an address of our own
