"""Sign-in in a real browser: keys by a virtual authenticator, another site as provider, and every
page for eyes and screen readers, wide and narrow."""

from __future__ import annotations

import os
import shutil
from urllib.parse import urlencode

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from django.urls import reverse
from playwright.sync_api import expect
from werkzeug import Request, Response

from mrplattform.organisations.services import invitations, signin
from mrplattform.organisations.tests.signin import PASSWORD, link_in
from mrplattform.organisations.tests.test_signin_provider import CLIENT, Provider
from mrplattform.project.signin import _oidc_app
from tests import make

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
axe = Axe()
AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture(scope="module")
def chromium(playwright):
    # Playwright's own loop makes Django believe that it runs asynchronously.
    os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
    path = os.environ.get("MR_BROWSER") or shutil.which("chromium") or shutil.which("google-chrome")
    browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
    yield browser
    browser.close()


@pytest.fixture
def page(chromium, live_server):
    """A tab of a new browser that reports every refused script, style and request."""
    context = chromium.new_context(locale="sv-SE", base_url=live_server.url)
    tab = context.new_page()
    tab.set_default_timeout(15_000)
    tab.faults = []
    tab.on("console", lambda said: said.type == "error" and tab.faults.append(said.text))
    tab.on("pageerror", lambda problem: tab.faults.append(str(problem)))
    yield tab
    context.close()


@pytest.fixture
def key(page):
    """A key in the device, such as a fingerprint reader."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    made = session.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})
    return session, made["authenticatorId"]


@pytest.fixture
def strategist(strategist):
    strategist.set_password(PASSWORD)
    strategist.save()
    return strategist


def press(page, name: str) -> None:
    target = page.get_by_role("button", name=name, exact=True)
    target.or_(page.get_by_role("link", name=name, exact=True)).first.click()


def log_in(page, email: str) -> None:
    page.goto("/konto/logga-in/")
    page.get_by_label("E-post").fill(email)
    page.get_by_label("Lösenord").fill(PASSWORD)
    press(page, "Logga in")


def heading(page, text: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(text)


# --- Keys ------------------------------------------------------------------------------------


def test_a_strategist_adds_a_key_and_signs_in_with_it(page, key, strategist, settings):
    settings.SECOND_STEP_DEFAULT = ["strategist"]
    log_in(page, strategist.email)
    heading(page, "Ett steg till")

    press(page, "Lägg till en nyckel")
    page.get_by_label("Vad ska nyckeln heta?").fill("Jobbdatorn")
    press(page, "Lägg till nyckeln")
    heading(page, "Spara dina reservkoder")
    press(page, "Jag har sparat dem, fortsätt")
    expect(page).not_to_have_url("**/andra-steg/")
    kept = Authenticator.objects.get(type=Authenticator.Type.WEBAUTHN)
    assert kept.wrap().name == "Jobbdatorn"
    assert kept.wrap().is_passwordless

    page.goto("/konto/")
    press(page, "Logga ut")
    heading(page, "Logga in")
    press(page, "Logga in med nyckel (passkey)")

    expect(page.get_by_role("link", name="Astrid Sandell").first).to_be_visible()
    page.goto("/konto/")
    heading(page, "Min sida")
    assert not page.faults


def test_the_key_is_the_second_step_after_a_password(page, key, strategist):
    log_in(page, strategist.email)
    page.goto("/konto/tva-steg/nycklar/ny/")
    page.get_by_label("Jag vill kunna logga in med bara nyckeln").uncheck()
    press(page, "Lägg till nyckeln")
    heading(page, "Spara dina reservkoder")
    page.context.clear_cookies()

    log_in(page, strategist.email)
    heading(page, "Andra steget")
    page.goto("/konto/")
    heading(page, "Andra steget")  # half-way in opens nothing

    press(page, "Använd din nyckel")
    expect(page.get_by_role("link", name="Astrid Sandell").first).to_be_visible()


def test_a_key_that_does_not_know_the_person_is_told_in_words(page, key, strategist):
    session, authenticator = key
    session.send(
        "WebAuthn.setUserVerified", {"authenticatorId": authenticator, "isUserVerified": False}
    )
    log_in(page, strategist.email)
    page.goto("/konto/tva-steg/nycklar/ny/")
    press(page, "Lägg till nyckeln")

    expect(page.get_by_text("Det blev inget med nyckeln.")).to_be_visible()
    assert not Authenticator.objects.exists()


def test_a_key_of_another_person_opens_only_their_account(page, key, strategist, manager):
    log_in(page, strategist.email)
    page.goto("/konto/tva-steg/nycklar/ny/")
    press(page, "Lägg till nyckeln")
    heading(page, "Spara dina reservkoder")
    Authenticator.objects.filter(user=strategist).update(user=manager)
    page.context.clear_cookies()
    page.goto("/konto/logga-in/")

    press(page, "Logga in med nyckel (passkey)")

    expect(page.get_by_text("Koden stämmer inte")).to_be_visible()
    heading(page, "Logga in")


# --- A provider on another site ---------------------------------------------------------------


def test_the_content_policy_lets_people_out_to_their_provider(
    page, httpserver, settings, reporter, live_server
):
    provider = Provider(httpserver)
    provider.about = {"email": reporter.email}

    def authorize(request: Request) -> Response:
        provider.nonce = request.args["nonce"]
        back = urlencode({"code": "one-time", "state": request.args["state"]})
        return Response(status=302, headers={"Location": f"{request.args['redirect_uri']}?{back}"})

    httpserver.expect_request("/authorize").respond_with_handler(authorize)
    app = _oidc_app(
        {"issuer": provider.issuer, "client_id": CLIENT, "client_secret": "x", "name": "Ekvik"}, 1
    )
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [app]}}
    page.goto("/konto/enheter/")

    press(page, "Logga in med Ekvik")

    heading(page, "Här är du inloggad")
    assert not page.faults


# --- Every page ------------------------------------------------------------------------------

OUTSIDE = [
    "/konto/logga-in/",
    "/konto/logga-in/kod/",
    "/konto/losenord/glomt/",
    "/konto/losenord/glomt/skickat/",
    "/konto/losenord/nytt/1-gammal/",
    "/konto/losenord/klart/",
    "/konto/e-post/bekrafta/gammal/",
    "/konto/stangt/",
    "/konto/lank/gammal/",
    "/konto/lank-skickad/",
    "/konto/inbjudan/gammal/",
]
INSIDE = [
    "/konto/",
    "/konto/enheter/",
    "/konto/e-post/",
    "/konto/losenord/byt/",
    "/konto/logga-ut/",
    "/konto/visa-att-det-ar-du/",
    "/konto/visa-att-det-ar-du/kod/",
    "/konto/tva-steg/",
    "/konto/tva-steg/app/ta-bort/",
    "/konto/tva-steg/koder/",
    "/konto/tva-steg/koder/nya/",
    "/konto/tva-steg/nycklar/",
    "/konto/tva-steg/nycklar/ny/",
    "/organisation/personer/",
    "/organisation/personer/?sok=ingen",
    "/organisation/inbjudningar/",
    "/organisation/inbjudningar/ny/",
]


@pytest.fixture(params=[1280, 360], ids=["wide", "narrow"])
def eyes(request, page):
    """Look at addresses one after another; in the end nothing may have been wrong."""
    page.set_viewport_size({"width": request.param, "height": 800})
    wrong = []

    def look(address: str | None = None) -> None:
        if address:
            page.goto(address)
        page.wait_for_load_state()
        found = axe.run(page).response["violations"]
        wrong.extend((page.url, one["id"], one["nodes"][0]["html"][:150]) for one in found)
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            wrong.append((page.url, "scrolls sideways"))
        assert page.locator("h1").count() == 1, page.url
        assert page.locator("html").get_attribute("lang") == "sv"

    yield look
    assert not wrong, wrong
    assert [said for said in page.faults if "status of 4" not in said] == []


def test_pages_on_the_way_in(eyes, page, strategist, reporter, school):
    function = make.make_function(school)
    invitations.invite(function, email="sara@example.se", name="Sara Holm", by=strategist)
    signin.mail_link(reporter, "/konto/", key="a link")
    for address in OUTSIDE:
        eyes(address)
    for to in ("sara@example.se", reporter.email):
        eyes(sent_link(to))
    page.goto("/konto/inbjudan/x/")
    log_in(page, "")
    eyes()
    log_in(page, "finns.inte@example.se")
    eyes()
    page.goto("/konto/logga-in/kod/")
    page.get_by_label("E-post").fill(reporter.email)
    press(page, "Mejla mig en kod")
    eyes()
    page.get_by_role("textbox", name="Kod").fill("BBBB-BBBB")
    press(page, "Logga in")
    eyes()


def test_pages_of_one_who_is_in(eyes, page, strategist, reporter, school):
    TOTP.activate(strategist, "JBSWY3DPEHPK3PXP")
    RecoveryCodes.activate(strategist)
    invitations.invite(
        make.make_function(school), email="sara@example.se", name="Sara Holm", by=strategist
    )
    enter(page, strategist)
    for address in INSIDE:
        eyes(address)
    eyes(reporter.get_absolute_url())
    eyes(reverse("organisations:person_leave", args=[reporter.pk]))
    page.get_by_role("textbox", name="Sista dagen").fill("2001-01-01")
    press(page, "Spara sista dagen")
    eyes()


def test_pages_of_one_who_begins(eyes, page, reporter):
    enter(page, reporter)
    for address in ("/konto/losenord/valj/", "/konto/andra-steg/", "/konto/tva-steg/app/ny/"):
        eyes(address)


def test_pages_of_the_administrator(eyes, page, administrator, reporter):
    enter(page, administrator)
    for address in (
        "/organisation/inloggning/",
        "/organisation/inbjudningar/ny/",
        reporter.get_absolute_url(),
        reverse("organisations:person_correct", args=[reporter.pk]),
    ):
        eyes(address)


def enter(page, person) -> None:
    """Already signed in, as far as this page's test goes."""
    client = Client()
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    cookie = client.cookies["sessionid"].value
    page.context.add_cookies(
        [{"name": "sessionid", "value": cookie, "domain": "localhost", "path": "/"}]
    )


def sent_link(to: str) -> str:
    """The personal address in the letter that has left."""
    from django.core import mail  # noqa: PLC0415 (the outbox is made anew for each test)

    class Letter:
        text = next(one.body for one in mail.outbox if one.to == [to])

    return link_in(Letter)
