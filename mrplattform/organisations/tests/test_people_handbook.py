"""The handbook's first three pages, followed step by step in a browser."""

from __future__ import annotations

import re

import pytest
from allauth.mfa.totp.internal import auth as totp
from django.core import mail

from mrplattform.organisations.models import Person, Role
from mrplattform.organisations.services import signin
from mrplattform.organisations.tests.signin import PASSWORD
from mrplattform.organisations.tests.test_signin_browser import chromium  # noqa: F401
from tests import make
from tests.journeys.visitor import Visitor

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


@pytest.fixture(params=[1280, 360], ids=["wide", "narrow"])
def visitor(request, chromium, live_server):  # noqa: F811
    context = chromium.new_context(viewport={"width": request.param, "height": 800}, locale="sv-SE")
    yield Visitor(context, live_server.url)
    context.close()


@pytest.fixture
def strategist(strategist):
    strategist.set_password(PASSWORD)
    strategist.save()
    return strategist


def letter(to: str) -> str:
    return next(one.body for one in reversed(mail.outbox) if one.to == [to])


def link_in(text: str) -> str:
    return re.search(r"https?://[^/\s]+(/konto/\S+)", text)[1]


def log_in(visitor, person) -> None:
    visitor.context.clear_cookies()
    visitor.opens("/konto/logga-in/")
    visitor.fills("E-post", person.email)
    visitor.fills("Lösenord", PASSWORD)
    visitor.presses("Logga in")


def to_own_page(visitor) -> None:
    visitor.opens("/konto/")


def test_01_signing_in(visitor, reporter, settings):
    signin.mail_link(reporter, "/konto/", key="a question")
    visitor.opens(link_in(letter(reporter.email)))
    visitor.presses("Fortsätt som Bo Hedlund")
    visitor.heading("Min sida")

    visitor.context.clear_cookies()
    visitor.opens("/konto/logga-in/")
    visitor.presses("Mejla mig en kod")
    visitor.fills("E-post", reporter.email)
    visitor.presses("Mejla mig en kod")
    visitor.fills("Kod", re.search(r"[B-Z]{4}-[B-Z]{4}", letter(reporter.email))[0])
    settings.SECOND_STEP_DEFAULT = ["reporter"]
    visitor.presses("Logga in")

    visitor.heading("Ett steg till")
    visitor.presses("Koppla en app")
    secret = visitor.page.locator("code").inner_text().strip()
    counter = list(totp.yield_hotp_counters_from_time())[1]
    visitor.fills("Engångskod", totp.format_hotp_value(totp.hotp_value(secret, counter)))
    visitor.presses("Koppla appen")
    visitor.heading("Spara dina reservkoder")
    onward = visitor.page.get_by_role("link", name="Jag har sparat dem")
    onward.click()
    visitor.used.append("Jag har sparat dem")

    to_own_page(visitor)
    devices = visitor.page.get_by_role("link", name=re.compile("Inloggad på"))
    assert devices.inner_text() == "Inloggad på 2 enheter"
    devices.click()
    visitor.used.append("Inloggad på 1 enhet")
    visitor.heading("Här är du inloggad")
    visitor.followed("01-logga-in")


def test_02_inviting(visitor, strategist, school):
    make.make_function(school, role=Role.REPORTER, title="Kvalitetsutvecklare")
    log_in(visitor, strategist)
    to_own_page(visitor)
    visitor.presses("Personer")
    visitor.presses("Bjud in")
    visitor.chooses("Funktion", "Kvalitetsutvecklare, Barn- och utbildningsförvaltningen")
    visitor.fills("Namn", "Sara Holm")
    visitor.fills("E-post", "sara.holm@ekvik.example")
    visitor.presses("Skicka inbjudan")
    visitor.reads("Inbjudan är skickad till sara.holm@ekvik.example")

    visitor.context.clear_cookies()
    visitor.opens(link_in(letter("sara.holm@ekvik.example")))
    visitor.ticks("Med en kod som vi mejlar varje gång")
    visitor.presses("Ta emot uppdraget")
    to_own_page(visitor)
    visitor.reads("Kvalitetsutvecklare, Barn- och utbildningsförvaltningen")
    visitor.followed("02-bjud-in")


def test_03_leaving(visitor, strategist, reporter):
    log_in(visitor, strategist)
    to_own_page(visitor)
    visitor.presses("Personer")
    visitor.presses("Bo Hedlund")
    visitor.presses("Slutar")
    visitor.reads("Ingen mer")
    visitor.fills("Sista dagen", "2099-06-30")
    visitor.presses("Spara sista dagen")
    visitor.reads("Uppgiftslämnare, Barn- och utbildningsförvaltningen blir vakant")
    visitor.reads("Sista dagen är 30 jun 2099")
    visitor.followed("03-nar-nagon-slutar")
    assert Person.objects.get(pk=reporter.pk).is_active
