"""Nobody signs up, and allauth's pages that we do not want lead nowhere."""

import pytest
from django.urls import NoReverseMatch, get_resolver, reverse

from mrplattform.organisations.models import Person


@pytest.mark.parametrize(
    "path",
    [
        "/konto/signup/",
        "/konto/registrera/",
        "/konto/login/",
        "/konto/3rdparty/",
        "/konto/3rdparty/signup/",
        "/konto/2fa/",
        "/konto/email/",
        "/konto/confirm-email/",
        "/konto/social/signup/",
    ],
)
def test_allauths_own_addresses_are_gone(client, strategist, path):
    assert client.get(path).status_code in (404, 302)
    client.force_login(strategist)
    assert client.get(path).status_code == 404


@pytest.mark.parametrize(
    "name",
    [
        "account_signup",
        "account_email_verification_sent",
        "socialaccount_connections",
        "socialaccount_signup",
    ],
)
def test_what_allauth_wants_a_name_for_is_closed(client, strategist, name):
    sign_up = {"email": "ny@example.se", "password1": "korrekt-hast-batteri"}

    assert client.get(reverse(name)).status_code == 404
    assert client.post(reverse(name), sign_up).status_code == 404
    client.force_login(strategist)
    assert client.get(reverse(name)).status_code == 404
    assert not Person.objects.filter(email="ny@example.se").exists()


def test_the_demo_has_no_address_here():
    with pytest.raises(NoReverseMatch):
        reverse("demo:cast")
    assert not any("demo" in str(one.pattern) for one in get_resolver().url_patterns)
