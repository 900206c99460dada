"""Out to the municipality's own provider and back."""

from __future__ import annotations

from allauth.socialaccount.helpers import render_authentication_error
from allauth.socialaccount.models import SocialApp
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView, OAuth2LoginView
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from requests import RequestException

from mrplattform.organisations.oidc import Adapter


@login_not_required
def login(request, provider_id):
    return _view(OAuth2LoginView, request, provider_id)


@login_not_required
def callback(request, provider_id):
    return _view(OAuth2CallbackView, request, provider_id)


@login_not_required
def cancelled(request):
    if request.user.is_authenticated:
        return redirect(settings.LOGIN_REDIRECT_URL)
    messages.info(request, _("Inloggningen avbröts. Försök igen, eller välj ett annat sätt."))
    return redirect("account_login")


def _view(kind, request, provider_id):
    adapter = Adapter(request, provider_id)
    try:
        provider = adapter.get_provider()
    except SocialApp.DoesNotExist:
        raise Http404 from None
    try:
        return kind.adapter_view(adapter)(request)
    except (RequestException, ValueError, KeyError) as problem:
        # The provider is away, or answers something else than it should.
        return render_authentication_error(request, provider, exception=problem)
