"""What every request of a signed-in person must pass: still here, and proven in two steps."""

from __future__ import annotations

from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.models import Authenticator
from django.contrib.auth import logout
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import urlencode

from mrplattform.organisations.adapters import SECOND_STEP_DONE
from mrplattform.organisations.models import SignInRules

# Where somebody may be who has yet to take the second step: on the way to it, or out.
ALWAYS = {"account_logout", "account_reauthenticate", "language", "scheme"}
AGAIN = {"mfa_reauthenticate", "mfa_reauthenticate_webauthn"}
NEXT = "second_step_next"


class KeepOutWhoHasLeft:
    """The last day has passed: out, also before the nightly command has closed the account."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.user.is_authenticated and request.user.has_left:
            logout(request)
            return HttpResponseRedirect(reverse("account_inactive"))
        return self.get_response(request)


class AskSecondStep:
    """Roles that an administrator has chosen get nowhere until they have taken a second step."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        if not request.user.is_authenticated or took_second_step(request):
            return None
        name = request.resolver_match.url_name or ""
        if name in ALWAYS or not SignInRules.current().ask_second_step_of(request.user):
            return None
        types = set(Authenticator.objects.filter(user=request.user).values_list("type", flat=True))
        way = reverse(_next_page(types))
        if _is_on_the_way(name, types):
            return None
        if request.htmx:
            return HttpResponse(status=204, headers={"HX-Redirect": way})
        if request.method == "GET":
            request.session[NEXT] = request.get_full_path()
            way += "?" + urlencode({"next": request.get_full_path()})
        return HttpResponseRedirect(way)


def took_second_step(request) -> bool:
    """In this session: by key or code, at the provider, or by setting it up just now."""
    if request.session.get(SECOND_STEP_DONE) == request.user.pk:
        return True
    records = get_authentication_records(request, request.user)
    return any(one.get("method") == "mfa" for one in records)


def _next_page(types: set[str]) -> str:
    """To set it up; or, in a session from before it was set up, to show it."""
    if Authenticator.Type.WEBAUTHN in types:
        return "mfa_reauthenticate_webauthn"
    if Authenticator.Type.TOTP in types:
        return "mfa_reauthenticate"
    return "account_second_step"


def _is_on_the_way(name: str, types: set[str]) -> bool:
    if types:
        return name in AGAIN
    return name == "account_second_step" or name.startswith("mfa_")
