"""Questions in a real browser: every kind for eyes and screen readers, wide and narrow, and the
small script that lets a typed answer and "Vet ej" shut each other out."""

from __future__ import annotations

import os
import shutil

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from django.urls import reverse
from playwright.sync_api import expect

from mrplattform.organisations.models import Role
from mrplattform.questions.models import FrameworkVersion, Kind
from mrplattform.questions.services.frameworks import load_frameworks
from mrplattform.rights.services import load_rights
from tests import make

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
WIDTHS = {"wide": 1280, "narrow": 360}
axe = Axe()


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
    """A signed-in tab that reports every refused script, style and request."""
    client = Client()
    client.force_login(
        make.make_member(role=Role.STRATEGIST),
        backend="django.contrib.auth.backends.ModelBackend",
    )
    context = chromium.new_context(locale="sv-SE", base_url=live_server.url)
    session = client.cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
    tab = context.new_page()
    tab.set_default_timeout(15_000)
    tab.faults = []
    tab.on("console", lambda said: said.type == "error" and tab.faults.append(said.text))
    tab.on("pageerror", lambda problem: tab.faults.append(str(problem)))
    yield tab
    context.close()


def is_fine(page) -> None:
    """Nothing for axe to say, nothing refused, nothing wider than the screen."""
    found = axe.run(page)
    assert found.violations_count == 0, found.generate_report()
    assert page.faults == []
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


@pytest.mark.parametrize("width", WIDTHS)
def test_every_kind_of_question_and_every_page_about_them(page, width):
    page.set_viewport_size({"width": WIDTHS[width], "height": 900})
    load_rights()
    load_frameworks()
    everything = make.make_version(*({"kind": kind, "law": "lag"} for kind in Kind.values))
    criteria = FrameworkVersion.objects.get(framework__key="platform-criteria")
    addresses = [
        reverse("questions:frameworks"),
        criteria.get_absolute_url(),
        reverse("rights:grid"),
        reverse("rights:topics", args=["artiklar"]),
        reverse("rights:topic", args=["criterion.D4"]),
        reverse("rights:recommendations"),
        reverse("rights:recommendation", args=["crc.2015.4"]),
        *(
            reverse("questions:question", args=[everything.pk, question.key])
            for question in everything.questions.all()
        ),
    ]
    for address in addresses:
        page.goto(address)
        page.evaluate("document.querySelectorAll('main details').forEach(one => one.open = true)")
        is_fine(page)


@pytest.mark.parametrize("kind", [Kind.NUMBER, Kind.TEXT, Kind.SEVERAL])
def test_typing_an_answer_takes_back_vet_ej(page, kind):
    version = make.make_version({"kind": kind})
    page.goto(reverse("questions:question", args=[version.pk, "f1"]))
    unknown, not_ours = page.get_by_label("Vet ej"), page.get_by_label("Inte aktuellt")

    unknown.check()
    not_ours.check()
    expect(unknown).not_to_be_checked()  # one of them

    if kind == Kind.SEVERAL:
        page.get_by_label("Nämnden").check()
    else:
        page.locator("[name=value]").fill("12")
    expect(not_ours).not_to_be_checked()


def test_a_level_is_chosen_with_the_keyboard_alone(page):
    version = make.make_version({})
    page.goto(reverse("questions:question", args=[version.pk, "f1"]))

    page.get_by_label("Inte påbörjat").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")

    expect(page.get_by_label("Beslutat")).to_be_checked()
