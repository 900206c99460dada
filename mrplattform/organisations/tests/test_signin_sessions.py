"""Where am I signed in? And out of there, please."""

import pytest
from django.test import Client
from django.urls import reverse

from mrplattform.organisations.services import sessions
from mrplattform.organisations.tests.signin import PASSWORD, log_in, signed_in_as, words

SESSIONS = "usersessions_list"
PHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0) AppleWebKit/605 Version/19 Safari/604"
LAPTOP = "Mozilla/5.0 (Windows NT 10.0; Win64) Gecko/20100101 Firefox/130.0"


@pytest.fixture
def reporter(reporter):
    reporter.set_password(PASSWORD)
    reporter.save()
    return reporter


@pytest.fixture
def phone(reporter):
    return browser(reporter, PHONE)


@pytest.fixture
def laptop(reporter):
    return browser(reporter, LAPTOP)


def browser(person, agent):
    client = Client(headers={"User-Agent": agent})
    log_in(client, person.email)
    assert signed_in_as(client) == person.pk
    return client


def test_the_list_names_the_devices(phone, laptop):
    page = words(laptop.get(reverse(SESSIONS)))

    assert "Safari på iPhone" in page
    assert "Firefox på Windows" in page
    assert page.count("Här är du nu") == 1


def test_one_device_is_signed_out(phone, laptop, reporter):
    there = next(one for one in sessions.sessions_of(reporter) if "iPhone" in one.user_agent)

    laptop.post(reverse(SESSIONS), {"session": there.pk})

    assert phone.get(reverse("account_home")).status_code == 302
    assert laptop.get(reverse("account_home")).status_code == 200


def test_all_other_devices_are_signed_out(phone, laptop, reporter):
    tablet = browser(reporter, "Mozilla/5.0 (iPad)")

    laptop.post(reverse(SESSIONS))

    assert phone.get(reverse("account_home")).status_code == 302
    assert tablet.get(reverse("account_home")).status_code == 302
    assert laptop.get(reverse("account_home")).status_code == 200


def test_somebody_elses_device_stays(phone, manager):
    manager.set_password(PASSWORD)
    manager.save()
    hers = browser(manager, LAPTOP)
    device = sessions.sessions_of(manager)[0]

    phone.post(reverse(SESSIONS), {"session": device.pk})

    assert hers.get(reverse("account_home")).status_code == 200


def test_a_new_password_signs_the_others_out(phone, laptop, reporter):
    new = "tre gröna hästar"
    laptop.post(
        reverse("account_change_password"),
        {"oldpassword": PASSWORD, "password1": new, "password2": new},
    )

    assert phone.get(reverse("account_home")).status_code == 302
    assert laptop.get(reverse("account_home")).status_code == 200
    reporter.refresh_from_db()
    assert len(sessions.sessions_of(reporter)) == 1


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same(reporter, count, django_assert_max_num_queries):
    clients = [browser(reporter, LAPTOP) for _ in range(count)]

    with django_assert_max_num_queries(12):
        clients[0].get(reverse(SESSIONS))


@pytest.mark.parametrize(
    ("agent", "told"),
    [
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/140 Safari/537 Edg/140", "Edge på Windows"),
        ("Mozilla/5.0 (X11; CrOS x86_64) Chrome/140 Safari/537", "Chrome på Chromebook"),
        ("Mozilla/5.0 (Linux; Android 16) Chrome/140 Mobile Safari", "Chrome på Android"),
        ("curl/8", "Okänd webbläsare"),
    ],
)
def test_a_device_is_described(reporter, agent, told):
    browser(reporter, agent)

    assert sessions.describe(sessions.sessions_of(reporter)[0]) == told
