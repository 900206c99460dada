"""The demo's cast: who is who, one press to become them, and the mail that was sent.

These addresses exist in demo mode only (project/urls.py), and sign in nobody but the invented.
"""

from __future__ import annotations

from itertools import groupby

from allauth.account.internal.flows.login import record_authentication
from allauth.account.utils import get_adapter
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.db.models import Prefetch
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from demo.cast import TO_TRY
from mrplattform.core.models import DemoMail
from mrplattform.organisations.adapters import SECOND_STEP_DONE, remember_language
from mrplattform.organisations.models import Holding, Person, Role

WHAT_THEY_DO = {
    Role.STRATEGIST: _("Ser helheten, öppnar uppföljningar och skriver rapporter."),
    Role.REPORTER: _("Svarar för sin förvaltning."),
    Role.MANAGER: _("Godkänner det som förvaltningen har svarat."),
    Role.ELECTED: _("Läser läget på en sida."),
    Role.AUDITOR: _("Läser allt, ändrar inget."),
    Role.READER: _("Läser det som är öppet i kommunen."),
    Role.NETWORK_COORDINATOR: _("Håller ihop ett nätverk av kommuner."),
    Role.REVIEWER: _("Granskar en annan kommun på inbjudan."),
    Role.RESEARCHER: _("Följer arbetet utifrån."),
    Role.NATIONAL_COORDINATOR: _("Samordnar nationellt."),
}
LETTERS = 20
CAST = list(TO_TRY)
MANY_ALONE = 3


def only_in_demo(view):
    """A second lock on the door: the first is that the address does not exist elsewhere."""

    def guarded(request, *args, **kwargs):
        if not (settings.DEMO and settings.DEMO_CAST):
            raise Http404
        return view(request, *args, **kwargs)

    return login_not_required(guarded)


def cast_members():
    held = Holding.objects.of_open_functions().select_related(
        "function__organisation", "function__authority"
    )
    people = Person.objects.with_open_account().filter(invented=True)
    return people.prefetch_related(Prefetch("holdings", held, to_attr="held_now"))


@only_in_demo
def cast(request):
    members = [_member(person) for person in cast_members()]
    members.sort(key=lambda member: (member["place"] == "", member["place"], member["order"]))
    firsts = sorted(
        (one for one in members if one["to_try"]), key=lambda one: CAST.index(one["person"].name)
    )
    others = [one for one in members if not one["to_try"]]
    groups = [(place, list(rows)) for place, rows in groupby(others, lambda one: one["place"])]
    shown = {"firsts": firsts, "groups": _alone_together(groups)}
    return render(request, "organisations/demo_cast.html", shown)


def _alone_together(groups: list[tuple[str, list]]) -> list[tuple[str, list]]:
    """Those who are the only one of their place share a table, when they are many."""
    alone = [rows[0] for place, rows in groups if place and len(rows) == 1]
    if len(alone) < MANY_ALONE:
        return groups
    kept = [(place, rows) for place, rows in groups if not place or len(rows) > 1]
    return [*kept, (_("Andra kommuner och regioner"), alone)]


@only_in_demo
@require_POST
def become(request, pk):
    person = get_object_or_404(cast_members(), pk=pk)
    logout(request)
    record_authentication(request, person, method="demo")
    get_adapter(request).login(request, person)
    # The cast is there to be tried, whatever the second step would ask of them.
    request.session[SECOND_STEP_DONE] = person.pk
    UserSession.objects.create_from_request(request)
    response = redirect(settings.LOGIN_REDIRECT_URL)
    remember_language(response, person.language)
    return response


@only_in_demo
def letters(request):
    page = Paginator(DemoMail.objects.all(), LETTERS).get_page(request.GET.get("sida"))
    return render(request, "organisations/demo_letters.html", {"page": page})


def _member(person) -> dict:
    functions = [holding.function for holding in person.held_now]
    first = functions[0] if functions else None
    roles = list(Role)
    return {
        "person": person,
        "functions": functions,
        "what": WHAT_THEY_DO[first.role] if first else "",
        "to_try": TO_TRY.get(person.name, ""),
        "place": first.authority.name if first else "",
        "order": (roles.index(first.role) if first else len(roles), person.name),
    }
