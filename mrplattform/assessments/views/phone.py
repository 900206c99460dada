"""A phone in a meeting. It holds the key of its ballot in a signed cookie; nothing else tells whose
phone it is, and nobody needs to be signed in."""

from __future__ import annotations

from contextlib import suppress

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.http import JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from mrplattform.assessments.forms.nameless import CodeForm, PersonForm
from mrplattform.assessments.models import Ballot
from mrplattform.assessments.nameless.asking import called_for
from mrplattform.assessments.nameless.room import Room, place
from mrplattform.assessments.services import live
from mrplattform.assessments.services.live import NoMeeting, NotNow
from mrplattform.assessments.views.nameless import may_guess, quietly
from mrplattform.questions.reading import answers_of

COOKIE = "mr-mote"
HOURS = 12


@quietly
def meeting(request):
    """The question before the room; who has not come in types the meeting's code."""
    ballot = _ballot(request)
    if request.method == "POST":
        return _join(request, ballot)
    if ballot is None or "ny" in request.GET:
        return _ask_code(request, CodeForm(), was_here=COOKIE in request.COOKIES)
    return _question(request, ballot)


@quietly
def now(request):
    """What each phone asks for every other second: one question to the database."""
    ballot = _ballot(request)
    return JsonResponse({"place": place(ballot.round.live) if ballot else ""})


@quietly
@require_POST
def answer(request):
    """Kept when the question is still before the room; the page says how it went."""
    ballot = _ballot(request)
    if ballot is None:
        return redirect("nameless:meeting")
    room = Room(ballot.round, ballot.round.live)
    if not room.question or request.POST.get("question") != room.question.key:
        return redirect("nameless:meeting")
    form = PersonForm(room.question, data=request.POST)
    if not form.is_valid() or not form.given:
        return _question(request, ballot, form)
    with suppress(NotNow, NoMeeting):  # the page then shows what is before the room
        live.answer(ballot, room.question, form.given)
    return redirect("nameless:meeting")


# --- Steps -----------------------------------------------------------------------------------


def _join(request, ballot: Ballot | None):
    form = CodeForm(request.POST)
    if not form.is_valid():
        return _ask_code(request, form)
    if not may_guess(request):
        return render(request, "assessments/nameless/wait.html", status=429)
    code = form.cleaned_data["code"]
    if ballot and live.leads_here(code, ballot):
        return redirect("nameless:meeting")  # the same phone once more
    try:
        ballot = live.join(code)
    except NoMeeting:
        may_guess(request, missed=True)
        form.add_error("code", _("Koden leder inte till något möte. Läs den på skärmen igen."))
        return _ask_code(request, form)
    response = redirect("nameless:meeting")
    response.set_cookie(
        COOKIE,
        _signer().sign(str(ballot.pk)),
        max_age=HOURS * 3600,
        path=reverse("nameless:meeting"),
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    return response


def _ask_code(request, form: CodeForm, **more):
    return render(request, "assessments/live/join.html", {"form": form, **more})


def _question(request, ballot: Ballot, form: PersonForm | None = None):
    room = Room(ballot.round, ballot.round.live)
    answers = answers_of(ballot.sheet)
    mine = answers.get(room.question.key) if room.question else None
    if room.question and not form:
        form = PersonForm(room.question, answer=mine)
    context = {
        "room": room,
        "round": ballot.round,
        "form": form,
        "mine": mine,
        "concerns": _concerns(room, answers),
    }
    return render(request, "assessments/live/phone.html", context)


def _concerns(room: Room, answers) -> bool:
    """A question may be for those only who have answered an earlier one in some way."""
    given = {one.question: (one.state, one.value) for one in answers.values()}
    return room.question in called_for(room.round.version, given, room.questions)


def _ballot(request) -> Ballot | None:
    try:
        key = int(_signer().unsign(request.COOKIES.get(COOKIE, "")))
    except (BadSignature, ValueError):
        return None
    return live.find_ballot(key)


def _signer() -> Signer:
    return Signer(salt="assessments.meeting")
