"""Personal links, one's own page, the second step, and which roles must take it."""

from __future__ import annotations

from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from allauth.core.ratelimit import consume, consume_or_429
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from mrplattform.core.access import require
from mrplattform.organisations import rules_people as rules
from mrplattform.organisations.adapters import remember_language
from mrplattform.organisations.forms.signin import OwnForm, SignInRulesForm
from mrplattform.organisations.middleware import took_second_step
from mrplattform.organisations.models import SignInRules
from mrplattform.organisations.services import people, sessions
from mrplattform.organisations.services import signin as services

# --- Personal links --------------------------------------------------------------------------


@never_cache
@login_not_required
def link(request, token):
    """Says whose link it is and waits for a press: what only looks, as mail scanners do, must not
    use it up."""
    if too_many := consume_or_429(request, action="open_token"):
        return too_many
    found = services.find_link(token)
    if request.method == "POST" and (used := services.use_link(token)):
        return _sign_in(request, used)
    if found and found.is_valid and services.has_open_account(found.person):
        return render(request, "organisations/sign_in_link.html", {"person": found.person})
    if found and request.user == found.person:
        return redirect(found.leads_to)  # pressed the link in the mail once more
    return render(request, "organisations/sign_in_link_gone.html", {"token": token}, status=410)


@login_not_required
@require_POST
def new_link(request, token):
    """A fresh link to the same address. The answer is the same whether or not there is one."""
    found = services.find_link(token)
    key = f"person-{found.person_id}" if found else f"token-{token[:64]}"
    if consume(request, action="sign_in_link", key=key) and found:
        services.send_again(found)
    return redirect("account_link_sent")


@login_not_required
def link_sent(request):
    return render(request, "organisations/sign_in_link_sent.html")


def _sign_in(request, used):
    person = used.person
    if request.user.is_authenticated and request.user != person:
        logout(request)
    record_authentication(request, person, method="mail_link", email=person.email)
    login = Login(user=person, email=person.email, redirect_url=used.leads_to)
    return perform_login(request, login)


# --- One's own page --------------------------------------------------------------------------


def home(request):
    person = request.user
    form = OwnForm(request.POST or None, initial={"name": person.name, "language": person.language})
    if form.is_valid():
        people.change_own(person, **form.cleaned_data)
        messages.success(request, _("Uppgifterna är sparade."))
        response = redirect("account_home")
        remember_language(response, person.language)
        return response
    context = {
        "form": form,
        "carried": people.carried_by(person),
        "has_second_step": people.has_second_step(person),
        "must_have_second_step": SignInRules.current().ask_second_step_of(person),
        "session_count": len(sessions.sessions_of(person)),
        "may_list_people": rules.can_list_people(person),
        "may_set_rules": rules.can_set_sign_in_rules(person),
    }
    return render(request, "organisations/sign_in_home.html", context)


def own_sessions(request):
    """Where one is signed in, and ending it there."""
    here = request.session.session_key
    if request.method == "POST":
        return _end(request, here)
    rows = [
        {"session": one, "what": sessions.describe(one), "here": one.session_key == here}
        for one in sessions.sessions_of(request.user)
    ]
    return render(request, "usersessions/usersession_list.html", {"rows": rows})


def _end(request, here: str):
    which = request.POST.get("session", "")
    if not which:
        sessions.end_sessions(request.user, but=here)
        messages.success(request, _("Du är utloggad på alla andra enheter."))
    elif which.isdigit() and sessions.end_session(request.user, int(which)):
        messages.success(request, _("Du är utloggad på den enheten."))
    else:
        messages.info(request, _("Den enheten var redan utloggad."))
    return redirect("usersessions_list")


# --- The second step -------------------------------------------------------------------------


def second_step(request):
    """Before anything else: choose between a key and codes from an app."""
    if took_second_step(request):
        return redirect("mfa_index")
    return render(request, "organisations/sign_in_second_step.html")


def sign_in_rules(request):
    require(rules.can_set_sign_in_rules(request.user))
    current = SignInRules.current()
    initial = {"second_step": current.second_step, "edition": current.edition}
    form = SignInRulesForm(request.POST or None, initial=initial)
    if form.is_valid():
        try:
            services.set_rules(by=request.user, **form.cleaned_data)
        except ValidationError as problem:
            form.add_error(None, problem)
        else:
            messages.success(request, _("Reglerna för inloggning är sparade."))
            return redirect("organisations:sign_in_rules")
    return render(request, "organisations/sign_in_rules.html", {"form": form})


# --- Addresses of allauth's that lead nowhere here -------------------------------------------


@login_not_required
def closed(request, *args, **kwargs):
    raise Http404
