"""The cast page signs anyone in as anyone, so it cannot be on by mistake."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from django.conf import settings as conf
from django.urls import include, path

from mrplattform.core.models import DemoMail
from mrplattform.organisations.tests.signin import signed_in_as, words
from mrplattform.project import urls
from tests import make

# The addresses as they are in demo mode.
urlpatterns = [*urls.urlpatterns, path("demo/", include("mrplattform.organisations.urls_demo"))]
handler404 = urls.handler404


@pytest.fixture
def demo(settings):
    settings.DEMO = settings.DEMO_CAST = True
    settings.ROOT_URLCONF = __name__


@pytest.fixture
def cast(demo, reporter, strategist):
    for person in (reporter, strategist):
        person.invented = True
        person.save()
    return reporter, strategist


def test_the_page_tells_who_is_who(client, cast):
    page = words(client.get("/demo/"))

    assert "Bli Bo Hedlund" in page
    assert "Bli Astrid Sandell" in page
    assert "Uppgiftslämnare, Barn- och utbildningsförvaltningen" in page
    assert page.index("Astrid") < page.index("Bo Hedlund")  # the strategist first


def test_one_press_and_you_are_bo(client, cast):
    bo, astrid = cast
    client.post(f"/demo/bli/{astrid.pk}/")

    client.post(f"/demo/bli/{bo.pk}/")

    assert signed_in_as(client) == bo.pk
    assert client.get("/konto/").status_code == 200


def test_the_second_step_does_not_stop_the_demo(client, cast, settings):
    settings.SECOND_STEP_DEFAULT = ["strategist"]

    client.post(f"/demo/bli/{cast[1].pk}/")

    assert client.get("/konto/").status_code == 200


def test_nobody_real_is_on_the_page_or_behind_it(client, cast, manager):
    """Demo mode by mistake on a real database opens no real account."""
    assert manager.name not in words(client.get("/demo/"))
    assert client.post(f"/demo/bli/{manager.pk}/").status_code == 404
    assert signed_in_as(client) is None


def test_looking_signs_nobody_in(client, cast):
    assert client.get(f"/demo/bli/{cast[0].pk}/").status_code == 405


def test_letters_are_shown_with_links_to_press(client, demo, db):
    DemoMail.objects.create(
        to="bo@ekvik.example",
        subject="Din personliga länk",
        text="Öppna http://localhost:8000/konto/lank/abc/\n<script>alert(1)</script>",
    )

    page = words(client.get("/demo/post/"))

    assert 'href="http://localhost:8000/konto/lank/abc/"' in page
    assert "<script>alert" not in page


def test_sign_in_leads_to_the_cast(client, demo, db):
    answer = client.get("/", follow=True)

    assert "/konto/logga-in/" in answer.redirect_chain[0][0]
    assert 'href="/demo/"' in words(answer)


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_costs_the_same(client, demo, ekvik, count, django_assert_max_num_queries):
    for _ in range(count):
        make.make_member(ekvik, invented=True)

    with django_assert_max_num_queries(8):
        client.get("/demo/")


@pytest.mark.parametrize("address", ["/demo/", "/demo/post/", "/demo/bli/1/"])
def test_the_views_are_shut_even_if_somebody_adds_the_address(client, db, settings, address):
    settings.ROOT_URLCONF = __name__

    assert client.get(address).status_code == 404


# --- The locks on the door, each in a process of its own --------------------------------------

ASK = (
    "import django; django.setup();"
    "from django.urls import resolve, Resolver404\n"
    "try: resolve('/demo/'); print('there')\n"
    "except Resolver404: print('not there')"
)


def start(**environment) -> tuple[int, str]:
    inherited = {k: v for k, v in os.environ.items() if not k.startswith("MR_")}
    done = subprocess.run(
        [sys.executable, "-c", ASK],
        env=inherited
        | {"DJANGO_SETTINGS_MODULE": "mrplattform.project.settings", "MR_SECRET_KEY": "x" * 50}
        | environment,
        cwd=conf.BASE_DIR,
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout + done.stderr


def test_asking_for_the_cast_outside_demo_mode_stops_the_start(tmp_path):
    code, said = start(MR_DATA_DIR=str(tmp_path), MR_DEMO_CAST="1")

    assert code != 0
    assert "MR_DEMO_CAST lets anyone sign in as anyone. It needs MR_DEMO=1." in said


@pytest.mark.parametrize(
    ("environment", "there"),
    [
        ({}, "not there"),
        ({"MR_DEMO": "1"}, "there"),
        ({"MR_DEMO": "1", "MR_DEMO_CAST": "0"}, "not there"),
    ],
)
def test_when_the_address_exists(tmp_path, environment, there):
    code, said = start(MR_DATA_DIR=str(tmp_path), **environment)

    assert code == 0, said
    assert said.strip().splitlines()[-1] == there


def test_outside_the_demo_strategists_and_administrators_take_two_steps(tmp_path):
    show = "from mrplattform.project.settings import *; print(SECOND_STEP_DEFAULT)"
    for environment, expected in (
        ({}, "['administrator', 'strategist']"),
        ({"MR_DEMO": "1"}, "[]"),
    ):
        inherited = {k: v for k, v in os.environ.items() if not k.startswith("MR_")}
        done = subprocess.run(
            [sys.executable, "-c", show],
            env=inherited | {"MR_SECRET_KEY": "x" * 50, "MR_DATA_DIR": str(tmp_path)} | environment,
            cwd=conf.BASE_DIR,
            capture_output=True,
            text=True,
            check=True,
        )
        assert done.stdout.strip() == expected
