"""The municipality's own sign-in, by configuration alone, against a provider that answers for real:
discovery, keys, RS256-signed tokens, user information. Only who is known or invited comes in."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import jwt
import pytest
from allauth.socialaccount.models import SocialAccount
from cryptography.hazmat.primitives.asymmetric import rsa
from django.conf import settings as conf
from django.urls import reverse
from werkzeug import Request, Response

from mrplattform.organisations.adapters import SECOND_STEP_DONE
from mrplattform.organisations.models import Person
from mrplattform.organisations.services import invitations
from mrplattform.organisations.tests.signin import signed_in_as, words
from mrplattform.project.signin import _oidc_app
from tests import make

CLIENT = "mr-plattformen"
KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)
OTHER_KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)


class Provider:
    """A provider on this machine. Its claims may be spoiled, one test at a time."""

    def __init__(self, server):
        self.server = server
        self.issuer = server.url_for("").rstrip("/")
        self.claims: dict = {}
        self.about: dict = {}
        self.key = KEY
        self.nonce = self.code_challenge = ""
        self.asked_with: dict = {}
        where = f"{self.issuer}/.well-known/openid-configuration"
        server.expect_request(urlsplit(where).path).respond_with_json(
            {
                "issuer": self.issuer,
                "authorization_endpoint": f"{self.issuer}/authorize",
                "token_endpoint": f"{self.issuer}/token",
                "userinfo_endpoint": f"{self.issuer}/userinfo",
                "jwks_uri": f"{self.issuer}/keys",
                "token_endpoint_auth_methods_supported": ["client_secret_post"],
            }
        )
        public = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(KEY.public_key()))
        server.expect_request("/keys").respond_with_json(
            {"keys": [public | {"kid": "one", "alg": "RS256", "use": "sig"}]}
        )
        server.expect_request("/token", method="POST").respond_with_handler(self.token)
        server.expect_request("/userinfo").respond_with_handler(self.userinfo)

    def token(self, request: Request) -> Response:
        self.asked_with = request.form.to_dict()
        claims = {
            "iss": self.issuer,
            "aud": CLIENT,
            "sub": "person-17",
            "nonce": self.nonce,
            "iat": int(time.time()),
            "exp": int(time.time()) + 300,
        } | self.claims
        claims = {name: value for name, value in claims.items() if value is not None}
        id_token = jwt.encode(claims, self.key, algorithm="RS256", headers={"kid": "one"})
        body = {"access_token": "open", "token_type": "Bearer", "id_token": id_token}
        return Response(json.dumps(body), content_type="application/json")

    def userinfo(self, request: Request) -> Response:
        assert request.headers["Authorization"] == "Bearer open"
        about = {"sub": "person-17", "name": "Bo Hedlund", "email_verified": True} | self.about
        return Response(json.dumps(about), content_type="application/json")


@pytest.fixture
def provider(httpserver, settings, db):
    provider = Provider(httpserver)
    app = _oidc_app(
        {
            "issuer": provider.issuer,
            "client_id": CLIENT,
            "client_secret": "hemlig",
            "name": "Ekviks inloggning",
        },
        1,
    )
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [app]}}
    return provider


def go_out(client, provider, **query) -> str:
    """Press the link on the sign-in page; come to the provider; note what it was asked."""
    answer = client.get(reverse("openid_connect_login", args=["oidc"]), query)
    assert answer.status_code == 302, words(answer)
    assert answer.url.startswith(f"{provider.issuer}/authorize?")
    asked = {name: values[0] for name, values in parse_qs(urlsplit(answer.url).query).items()}
    provider.nonce = asked["nonce"]
    provider.code_challenge = asked["code_challenge"]
    assert set(asked["scope"].split()) == {"openid", "profile", "email"}
    return asked["state"]


def come_back(client, state: str):
    where = reverse("openid_connect_callback", args=["oidc"])
    return client.get(where, {"code": "one-time", "state": state})


def sign_in(client, provider, email: str, **about):
    provider.about |= {"email": email, **about}
    return come_back(client, go_out(client, provider))


def test_the_sign_in_page_names_the_provider(client, provider):
    assert "Logga in med Ekviks inloggning" in words(client.get(reverse("account_login")))


def test_without_configuration_there_is_no_such_way(client, db):
    assert "/konto/via/" not in words(client.get(reverse("account_login")))
    assert client.get(reverse("openid_connect_login", args=["oidc"])).status_code == 404


def test_a_known_address_comes_in(client, provider, reporter):
    answer = sign_in(client, provider, reporter.email.upper())

    assert answer.status_code == 302
    assert signed_in_as(client) == reporter.pk
    assert provider.asked_with["client_secret"] == "hemlig"
    assert provider.asked_with["code_verifier"]  # PKCE


def test_it_leads_on_to_what_was_asked_for(client, provider, reporter):
    provider.about = {"email": reporter.email}
    state = go_out(client, provider, next="/konto/enheter/")

    assert come_back(client, state).url == "/konto/enheter/"


def test_the_person_is_known_by_subject_next_time(client, provider, reporter):
    sign_in(client, provider, reporter.email)
    client.logout()

    sign_in(client, provider, "nytt.namn@ekvik.example")

    assert signed_in_as(client) == reporter.pk
    assert SocialAccount.objects.get().uid == "person-17"


def test_a_namesake_who_gets_the_old_address_does_not_get_the_account(client, provider, reporter):
    sign_in(client, provider, reporter.email)
    client.logout()
    provider.claims = {"sub": "person-18"}

    answer = sign_in(client, provider, reporter.email, sub="person-18")

    assert answer.status_code == 403
    assert signed_in_as(client) is None


def test_somebody_invited_comes_in_and_holds_the_function(client, provider, strategist, school):
    function = make.make_function(school)
    invitations.invite(function, email="ny@ekvik.example", name="Ny", by=strategist)

    sign_in(client, provider, "ny@ekvik.example", name="Nya Nilsson")

    person = Person.objects.get(email="ny@ekvik.example")
    assert person.name == "Nya Nilsson"
    assert signed_in_as(client) == person.pk
    assert function.holder() == person


def test_an_unknown_address_stays_outside(client, provider, reporter):
    answer = sign_in(client, provider, "okand@ekvik.example")

    assert answer.status_code == 403
    assert "Du är inte inbjuden än" in words(answer)
    assert signed_in_as(client) is None
    assert not Person.objects.filter(email="okand@ekvik.example").exists()


@pytest.mark.parametrize("verified", [False, None, "false", 0])
def test_an_unverified_address_stays_outside(client, provider, reporter, verified):
    answer = sign_in(client, provider, reporter.email, email_verified=verified)

    assert answer.status_code == 403
    assert signed_in_as(client) is None


def test_the_operator_may_vouch_for_a_domain(client, provider, reporter, settings):
    app = settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"][0]
    app["settings"]["verified_email"] = ["example.se"]

    sign_in(client, provider, reporter.email, email_verified=None)

    assert signed_in_as(client) == reporter.pk


@pytest.mark.parametrize(
    ("spoiled", "value"),
    [
        ("nonce", "another-visit"),
        ("nonce", None),
        ("aud", "another-service"),
        ("iss", "https://example.com"),
        ("exp", 1),
        ("sub", "person-99"),
    ],
)
def test_a_token_that_is_not_for_this_visit_is_refused(client, provider, reporter, spoiled, value):
    provider.claims = {spoiled: value}

    answer = sign_in(client, provider, reporter.email)

    assert answer.status_code in (401, 403)
    assert "Inloggningen gick inte att slutföra" in words(answer)
    assert signed_in_as(client) is None


def test_a_token_signed_by_somebody_else_is_refused(client, provider, reporter):
    provider.key = OTHER_KEY

    assert sign_in(client, provider, reporter.email).status_code == 401
    assert signed_in_as(client) is None


def test_a_made_up_state_is_refused(client, provider, reporter):
    go_out(client, provider)

    assert come_back(client, "made-up").status_code == 401


def test_an_answer_counts_once(client, provider, reporter):
    provider.about = {"email": reporter.email}
    state = go_out(client, provider)
    come_back(client, state)
    client.logout()

    assert come_back(client, state).status_code == 401


def test_a_provider_that_is_away_is_told_in_words(client, settings, db):
    app = _oidc_app(
        {"issuer": "http://127.0.0.1:9", "client_id": "x", "client_secret": "y", "name": "Ekvik"}, 1
    )
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [app]}}

    answer = client.get(reverse("openid_connect_login", args=["oidc"]))

    assert answer.status_code == 401
    assert "Ekvik svarade inte som väntat" in words(answer)


def test_who_cancels_is_back_at_sign_in(client, provider):
    state = go_out(client, provider)
    where = reverse("openid_connect_callback", args=["oidc"])

    answer = client.get(where, {"error": "access_denied", "state": state}, follow=True)

    assert "Inloggningen avbröts" in words(answer)


def test_who_has_left_stays_outside(client, provider, reporter):
    reporter.is_active = False
    reporter.save()

    answer = sign_in(client, provider, reporter.email)

    assert answer.url == reverse("account_inactive")
    assert signed_in_as(client) is None


@pytest.mark.parametrize(
    ("amr", "enough"), [(["pwd", "mfa"], True), (["pwd"], False), (None, False)]
)
def test_a_second_step_at_the_provider_counts(client, provider, strategist, settings, amr, enough):
    settings.SECOND_STEP_DEFAULT = ["strategist"]
    provider.claims = {"amr": amr}

    sign_in(client, provider, strategist.email)

    assert (client.session.get(SECOND_STEP_DONE) == strategist.pk) is enough
    assert (client.get(reverse("account_home")).status_code == 200) is enough


# --- Configuration ---------------------------------------------------------------------------


def settings_with(**environment) -> tuple[int, str]:
    """Start the settings in a process of their own."""
    show = (
        "from mrplattform.project import signin, settings;"
        "print(signin.SOCIALACCOUNT_PROVIDERS['openid_connect']['APPS'])"
    )
    done = subprocess.run(
        [sys.executable, "-c", show],
        env={**os.environ, "MR_SECRET_KEY": "x" * 50, **environment},
        cwd=Path(conf.BASE_DIR),
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout + done.stderr


def test_four_variables_are_enough():
    code, said = settings_with(
        MR_OIDC_ISSUER="https://login.ekvik.example/",
        MR_OIDC_CLIENT_ID="mr",
        MR_OIDC_CLIENT_SECRET="hemlig",
        MR_OIDC_NAME="Ekviks inloggning",
    )

    assert code == 0, said
    assert "'server_url': 'https://login.ekvik.example'" in said
    assert "'name': 'Ekviks inloggning'" in said


def test_several_providers_are_given_as_json():
    two = [
        {"id": name, "issuer": f"https://{name}.example", "client_id": "a", "client_secret": "b"}
        for name in ("ekvik", "granby")
    ]
    code, said = settings_with(MR_OIDC=json.dumps(two))

    assert code == 0, said
    assert "'provider_id': 'ekvik'" in said
    assert "'provider_id': 'granby'" in said


def test_a_missing_secret_stops_the_start():
    code, said = settings_with(MR_OIDC_ISSUER="https://x.example", MR_OIDC_CLIENT_ID="mr")

    assert code != 0
    assert "client_secret is missing" in said
