"""Who is here: for the strategist in her own municipality, for the administrator everywhere."""

import pytest
from django.urls import reverse

from mrplattform.core.history import history
from mrplattform.organisations.services import people
from mrplattform.organisations.tests.signin import letters, log_in, words
from tests import make

LIST = "organisations:people"


def listed(client, **query) -> str:
    return words(client.get(reverse(LIST), query))


def test_the_strategist_sees_her_own(client, strategist, reporter, manager, neighbour):
    client.force_login(strategist)

    page = listed(client)

    assert reporter.name in page
    assert manager.name in page
    assert neighbour.name not in page


def test_the_administrator_sees_all(client, administrator, reporter, neighbour):
    client.force_login(administrator)

    page = listed(client)

    assert reporter.name in page
    assert neighbour.name in page


@pytest.mark.parametrize(
    ("words_typed", "found"),
    [("hedlund", True), ("BARN- uppgiftslämnare", True), ("lind", False), ("hedlund lind", False)],
)
def test_search_by_name_and_function(client, strategist, reporter, manager, words_typed, found):
    client.force_login(strategist)

    assert ("Bo Hedlund" in listed(client, sok=words_typed)) is found


def test_who_has_left_is_asked_for(client, strategist, reporter):
    people.close_account(reporter)
    client.force_login(strategist)

    assert "Bo Hedlund" not in listed(client)
    assert "Bo Hedlund" in listed(client, lage="slutat")
    assert "Bo Hedlund" in listed(client, lage="alla")


@pytest.mark.parametrize("who", ["reporter", "manager", "elected", "reader"])
def test_others_have_no_list(client, request, who):
    client.force_login(request.getfixturevalue(who))

    assert client.get(reverse(LIST)).status_code == 403


def test_the_list_comes_in_pages_and_leaves_whole(client, strategist, ekvik, settings):
    settings.PAGE_SIZE = 2
    for name in ("Åsa", "Örjan", "Ärla"):
        make.make_member(ekvik, name=name)
    client.force_login(strategist)

    assert "Visar 1–2 av 4" in listed(client)
    answer = client.get(reverse(LIST), {"format": "csv"})
    names = [line.split(";")[0] for line in answer.getvalue().decode("utf-8-sig").splitlines()[1:]]
    assert names == ["Astrid Sandell", "Åsa", "Ärla", "Örjan"]


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same(client, strategist, ekvik, count, django_assert_max_num_queries):
    for _ in range(count):
        make.make_member(ekvik)
    client.force_login(strategist)

    with django_assert_max_num_queries(20):
        listed(client)


# --- One person ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("strategist", 200),
        ("administrator", 200),
        ("reporter", 200),
        ("manager", 403),
        ("neighbour", 404),
    ],
)
def test_who_opens_the_page_of_bo(client, request, reporter, who, status):
    client.force_login(request.getfixturevalue(who))

    assert client.get(reporter.get_absolute_url()).status_code == status


def correct(client, person, **fields):
    form = {"name": person.name, "email": person.email} | fields
    return client.post(reverse("organisations:person_correct", args=[person.pk]), form)


def test_the_administrator_corrects_an_address(client, administrator, reporter):
    old = reporter.email
    reporter.set_password("tre gröna hästar")
    reporter.save()
    client.force_login(administrator)

    correct(client, reporter, email="Bo.Hedlund@Ekvik.example")

    assert "bo.hedlund@ekvik.example" in letters(old)[0].text
    assert letters("bo.hedlund@ekvik.example")
    client.logout()
    assert log_in(client, old, "tre gröna hästar").status_code == 200
    assert log_in(client, "bo.hedlund@ekvik.example", "tre gröna hästar").status_code == 302
    assert history(reporter)[0].changes == {"email": [old, "bo.hedlund@ekvik.example"]}


def test_an_address_belongs_to_one(client, administrator, reporter, manager):
    client.force_login(administrator)

    assert "hör redan till någon annan" in words(correct(client, reporter, email=manager.email))


@pytest.mark.parametrize(
    ("who", "status"),
    [("strategist", 403), ("reporter", 403), ("manager", 403), ("neighbour", 404)],
)
def test_correcting_is_for_administrators(client, request, reporter, who, status):
    """Whoever may change the address can take over the account."""
    client.force_login(request.getfixturevalue(who))

    assert correct(client, reporter, email="min@example.se").status_code == status
    reset = reverse("organisations:person_reset_second_step", args=[reporter.pk])
    assert client.post(reset).status_code == status


# --- Administrators --------------------------------------------------------------------------


def appoint(client, person):
    return client.post(reverse("organisations:person_administrator", args=[person.pk]))


def test_an_administrator_appoints_another_and_takes_it_back(client, administrator, reporter):
    client.force_login(administrator)

    appoint(client, reporter)
    reporter.refresh_from_db()
    assert reporter.is_administrator
    appoint(client, reporter)
    reporter.refresh_from_db()
    assert not reporter.is_administrator

    verbs = [deed.verb for deed in history(reporter)]
    assert verbs == ["no_longer_administrator", "made_administrator"]


def test_there_is_always_one_left(client, administrator):
    client.force_login(administrator)

    appoint(client, administrator)

    administrator.refresh_from_db()
    assert administrator.is_administrator


@pytest.mark.parametrize(
    ("who", "status"), [("strategist", 403), ("reporter", 403), ("neighbour", 404)]
)
def test_nobody_appoints_themselves(client, request, reporter, who, status):
    client.force_login(request.getfixturevalue(who))

    assert appoint(client, reporter).status_code == status
    reporter.refresh_from_db()
    assert not reporter.is_administrator
