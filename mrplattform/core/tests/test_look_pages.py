"""The look page, the pages that meet somebody when something goes wrong, and the frame around all."""

import re
import sys

import pytest
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.test import Client
from django.urls import include, path, reverse

from mrplattform.core import context, languages, views
from mrplattform.core.tests.elements import element

pytestmark = pytest.mark.django_db


# --- A small site where things go wrong --------------------------------------------------------


@login_not_required
def breaks(request):
    raise ValueError


@login_not_required
def refuses(request):
    raise PermissionDenied("Bara förvaltningschefen kan godkänna svaren.")


@login_not_required
def suspects(request):
    raise SuspiciousOperation


urlpatterns = [
    path("bryts/", breaks),
    path("nekas/", refuses),
    path("misstanks/", suspects),
    path("", include("mrplattform.project.urls")),
]
handler400 = views.bad_request
handler403 = views.forbidden
handler404 = views.not_found
handler500 = views.server_error


@pytest.fixture
def trouble(settings):
    settings.ROOT_URLCONF = sys.modules[__name__]
    return Client(raise_request_exception=False)


@pytest.mark.parametrize(
    ("address", "status", "heading"),
    [
        ("/finns-inte/", 404, "Sidan finns inte här"),
        ("/nekas/", 403, "Du får inte göra det här"),
        ("/misstanks/", 400, "Något i adressen blev fel"),
        ("/bryts/", 500, "Något gick sönder hos oss"),
    ],
)
def test_trouble_is_told_plainly(trouble, address, status, heading):
    response = trouble.get(address)
    html = response.content.decode()
    assert response.status_code == status
    assert f"<h1>{heading}</h1>" in html
    assert '<html lang="sv"' in html
    assert "Till startsidan" in html


def test_refusal_says_why(trouble):
    assert "Bara förvaltningschefen kan godkänna svaren." in trouble.get("/nekas/").content.decode()


def test_old_page_is_not_sent_twice(trouble):
    strict = Client(enforce_csrf_checks=True)
    response = strict.post("/farger/", {"scheme": "mork"})
    assert response.status_code == 403
    assert "<h1>Sidan var för gammal</h1>" in response.content.decode()


def test_broken_frame_still_answers(trouble, monkeypatch):
    """Whatever broke may have broken the templates too."""

    def broken(*args, **kwargs):
        raise RuntimeError

    monkeypatch.setattr(views, "render", broken)
    response = trouble.get("/bryts/")
    assert response.status_code == 500
    assert "Något gick sönder hos oss" in response.content.decode()


# --- The look page ----------------------------------------------------------------------------


def test_look_page_is_public_and_whole(client):
    html = client.get(reverse("core:look")).content.decode()
    headings = re.findall(r"<h2[^>]*>([^<]+)</h2>", html)
    assert {"Formulär", "Matris", "Diagram", "Den röda tråden", "Historik och filer"} <= set(
        headings
    )
    assert not re.search(r"</?c-|\{\{|\{%", html), "every element was compiled"


def test_look_page_obeys_the_strict_policy(client):
    response = client.get(reverse("core:look"))
    html = response.content.decode()
    assert "style-src 'self'" in response["Content-Security-Policy"]
    assert not re.search(r"<style|\sstyle=|\son\w+=|<script(?![^>]* src=)", html)
    assert not re.search(r'(?:src|href)="(?:https?:)?//', html)


def test_look_page_uses_each_id_once(client):
    html = client.get(reverse("core:look")).content.decode()
    ids = re.findall(r'\sid="([^"]+)"', html)
    assert sorted({one for one in ids if ids.count(one) > 1}) == []
    targets = set(re.findall(r'href="#([^"]+)"', html))
    assert targets <= set(ids)


def test_look_page_works_as_a_list(client):
    html = client.get(reverse("core:look"), {"sok": "ökad"}).content.decode()
    assert "Ökad närvaro i skolan" in html
    assert "Valambassadörer" not in html
    empty = client.get(reverse("core:look"), {"sok": "xyz"}).content.decode()
    assert "Inga insatser passar urvalet" in empty


# --- The frame --------------------------------------------------------------------------------


def test_frame_shows_place_and_menu():
    html = element(
        "{% include 'core/_header.html' %}",
        site_name="MR-plattformen",
        menu=[
            {"label": "Nuläge", "url": "/a/", "current": True},
            {"label": "Styrning", "url": "/b/"},
        ],
        place={"organisation": "Ekviks kommun", "person": "Astrid", "function": "MR-strateg"},
        search_url="/sok/",
    )
    assert html.count('<a href="/a/" aria-current="true">Nuläge</a>') == 2, "wide and narrow menu"
    assert "<strong>Ekviks kommun</strong>Astrid, MR-strateg" in html
    assert '<nav class="mr-nav" aria-label="Huvudmeny">' in html


def test_frame_stands_without_any_of_it():
    html = element("{% include 'core/_header.html' %}", site_name="MR-plattformen")
    assert "MR-plattformen" in html
    assert "<nav" not in html
    assert "<details" not in html


def test_page_has_an_aside_only_when_it_holds_something():
    page = "{% extends 'core/page.html' %}{% block content %}Innehåll{% endblock %}"
    assert "<aside" not in element(page)
    assert "mr-lead" not in element(page)
    beside = element(page + "{% block aside %}Vid sidan{% endblock %}")
    assert '<aside class="mr-stack-l">Vid sidan</aside>' in beside


def test_sign_in_wears_the_frame(client):
    response = client.get(reverse("account_login"))
    html = response.content.decode()
    assert '<html lang="sv"' in html
    assert html.count("<main") == html.count("<h1") == 1
    assert "ds-input mr-input" in html


# --- How a visitor wants to read ----------------------------------------------------------------


def test_visitor_chooses_dark_colours_and_back(client):
    look = reverse("core:look")
    response = client.post(reverse("core:scheme"), {"scheme": "mork", "next": look})
    assert response["Location"] == look
    assert 'data-color-scheme="dark"' in client.get(look).content.decode()
    client.post(reverse("core:scheme"), {"scheme": "ljus", "next": look})
    assert 'data-color-scheme="light"' in client.get(look).content.decode()


@pytest.fixture
def english(monkeypatch):
    """An installation that has the texts in English as well."""
    for module in (languages, context):
        monkeypatch.setattr(module, "languages", lambda: ("sv", "en"))


def test_visitor_chooses_language(client, english):
    look = reverse("core:look")
    assert 'lang="en">In English</button>' in client.get(look).content.decode()
    client.post(reverse("core:language"), {"language": "en", "next": look})
    response = client.get(look)
    assert response["Content-Language"] == "en"
    assert '<html lang="en"' in response.content.decode()
    assert 'lang="sv">På svenska</button>' in response.content.decode()


def test_english_browser_reads_swedish_until_it_asks(client, english):
    response = client.get(reverse("core:look"), headers={"accept-language": "en-GB,en"})
    assert '<html lang="sv"' in response.content.decode()


def test_language_without_texts_is_not_offered(client, monkeypatch):
    for module in (languages, context):
        monkeypatch.setattr(module, "languages", lambda: ("sv",))
    client.cookies["django_language"] = "en"
    html = client.get(reverse("core:look")).content.decode()
    assert '<html lang="sv"' in html
    assert "In English" not in html


def test_languages_are_those_with_texts(settings, tmp_path):
    texts = tmp_path / "en" / "LC_MESSAGES"
    settings.LOCALE_PATHS = [tmp_path]
    languages.languages.cache_clear()
    assert languages.languages() == ("sv",)
    texts.mkdir(parents=True)
    (texts / "django.mo").touch()
    languages.languages.cache_clear()
    assert languages.languages() == ("sv", "en")
    languages.languages.cache_clear()


@pytest.mark.parametrize("name", ["core:scheme", "core:language"])
def test_choice_leads_nowhere_else(client, name):
    response = client.post(reverse(name), {"next": "https://evil.example/", "language": "sv"})
    assert "evil" not in response["Location"]


@pytest.mark.parametrize("name", ["core:scheme", "core:language"])
def test_choice_is_posted(client, name):
    assert client.get(reverse(name)).status_code == 405


# --- Headers ----------------------------------------------------------------------------------


def test_public_page_has_its_headers(client):
    response = client.get(reverse("core:look"))
    assert "camera=()" in response["Permissions-Policy"]
    assert "no-store" not in response.get("Cache-Control", "")


def test_signed_in_page_is_kept_by_nobody(client, strategist):
    client.force_login(strategist)
    response = client.get(reverse("core:look"))
    assert response["Cache-Control"] == "private, no-store"
