"""The start page answers one question: what should I do now?"""

from typing import Any

from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from mrplattform.core.dates import today
from mrplattform.organisations.models import Role
from mrplattform.project import rules, situation
from mrplattform.project.agenda import agenda
from mrplattform.project.council import council_page
from mrplattform.project.todo import due_words, everything


def start(request):
    user = request.user
    roles = {function.role for function in user.standing.functions}
    if not roles:
        return render(request, "project/start_empty.html", {"tasks": _first_steps(user)})
    if roles == {Role.ELECTED}:
        return render(request, "project/council.html", {"council": council_page(user)})
    tasks = [(item, due_words(item)) for item in everything(user)]
    context: dict[str, Any] = {
        "today": today(),
        "first": tasks[0] if tasks else None,
        "more": tasks[1:],
        "keep_up": _keep_up(user),
        "shows_movement": roles != {Role.REPORTER},
    }
    if Role.STRATEGIST in roles and not tasks:
        context["may_start"] = not situation.rounds_with_grid(user)
    return render(request, "project/start.html", context)


def start_agenda(request):
    """What is ahead, fetched by the start page when what is to be done is read already."""
    return render(request, "project/_start_agenda.html", {"agenda": agenda(request.user)})


def start_movement(request):
    """The movement in short; a reporter's own answers say nothing of it."""
    roles = {function.role for function in request.user.standing.functions}
    context = {} if roles <= {Role.REPORTER} else {"situation": situation.latest(request.user)}
    return render(request, "project/_start_movement.html", context)


def council(request):
    """The representatives' page, for those who hold other functions too."""
    return render(request, "project/council.html", {"council": council_page(request.user)})


def _keep_up(user) -> list[tuple[str, str]]:
    """What a strategist looks after; the six places are about the work itself."""
    led = sorted(rules.led_authorities(user))
    if not led:
        return []
    return [
        (_("Organisation och funktioner"), reverse("organisations:tree", args=[led[0]])),
        (_("Personer"), reverse("organisations:people")),
        (_("Vakanser"), reverse("project:vacancies")),
        (_("Händelser"), reverse("project:deeds")),
        (_("Årshjul"), reverse("project:year")),
        (_("Hämta allt"), reverse("project:fetch_everything")),
        (_("Gallring"), reverse("project:retention")),
    ]


def _first_steps(user) -> list[tuple[str, str, str]]:
    """What an administrator does: title, words, address. In the order of a new installation."""
    if not user.is_administrator:
        return []
    return [
        (
            _("Ta en organisation i bruk"),
            _("Alla kommuner och regioner finns redan i registret. Välj er."),
            reverse("organisations:organisations"),
        ),
        (
            _("Bjud in MR-strategen"),
            _(
                "Den första funktionen finns när organisationen är i bruk. Bjud in den som ska ha den."
            ),
            reverse("organisations:people"),
        ),
        (
            _("Bestäm hur man loggar in"),
            _("Välj vilka som måste ha ett andra steg, till exempel en säkerhetsnyckel."),
            reverse("organisations:sign_in_rules"),
        ),
        (
            _("Läs om driften"),
            _("Säkerhetskopia, e-post och det som plattformen sköter själv om natten."),
            reverse("project:help"),
        ),
    ]
