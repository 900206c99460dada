"""No duty without somebody before whose eyes it stands."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from mrplattform.organisations.models import Function, Role
from mrplattform.project.vacancies import vacancies
from tests import make

PAGE = reverse("project:vacancies")


@pytest.fixture
def left(ekvik, school):
    """A function whose holder left on the first, with a measure that waits."""
    function = make.make_function(school, role=Role.REPORTER, title="Barnrättssamordnare")
    make.make_holding(function, make.make_person("Per"), ends=dt.date(2026, 11, 1))
    make.make_measure(make.make_plan(ekvik), title="Ni sa – vi gjorde", responsible=function)
    return function


def test_a_vacant_functions_duties_stand_before_the_strategist(client, strategist, left):
    client.force_login(strategist)

    page = client.get(PAGE).content.decode()

    assert "Barnrättssamordnare, Barn- och utbildningsförvaltningen" in page
    assert "Vakant sedan 2 november 2026" in page
    assert "Ni sa – vi gjorde" in page
    assert left.get_absolute_url() in page
    assert "Tillsätt" in page


def test_the_start_page_says_it_too(client, strategist, left):
    client.force_login(strategist)

    page = client.get(reverse("project:start")).content.decode()

    assert "vakant" in page
    assert "Sedan 2 november" in page


def test_a_held_function_is_no_vacancy(strategist, left, ekvik):
    make.make_holding(left, make.make_person("Nina"), starts=dt.date(2026, 11, 2))

    assert left not in [one.function for one in vacancies([ekvik.pk])]


def test_a_stand_in_holds_it_too(left, ekvik):
    make.make_holding(left, make.make_person(), starts=dt.date(2026, 11, 2), stand_in=True)

    assert left not in [one.function for one in vacancies([ekvik.pk])]


def test_a_closed_functions_duties_are_not_lost(client, strategist, left):
    Function.objects.filter(pk=left.pk).update(ends=dt.date(2026, 10, 31))
    client.force_login(strategist)

    page = client.get(PAGE).content.decode()

    assert "Stängd 31 oktober 2026" in page
    assert "Öppna funktionen" in page


def test_a_closed_function_without_duties_is_gone(ekvik):
    gone = make.make_function(ekvik, title="Gammal", ends=dt.date(2021, 1, 1))

    assert gone not in [one.function for one in vacancies([ekvik.pk])]


def test_a_vacant_function_without_duties_comes_last(client, strategist, left, ekvik):
    make.make_function(ekvik, title="Tom funktion")
    client.force_login(strategist)

    page = client.get(PAGE).content.decode()

    assert "Vakanta, men inget väntar" in page
    assert page.index("Ni sa – vi gjorde") < page.index("Tom funktion")


def test_the_day_is_passed_in(left, ekvik):
    before = vacancies([ekvik.pk], on=dt.date(2026, 10, 1))

    assert left not in [one.function for one in before]


def test_a_neighbours_vacancies_stay_with_the_neighbour(client, neighbour, left):
    client.force_login(neighbour)

    assert "Ni sa" not in client.get(PAGE).content.decode()


@pytest.mark.parametrize("who", ["reporter", "manager", "elected", "reader", "administrator"])
def test_others_are_refused(client, request, who):
    client.force_login(request.getfixturevalue(who))

    assert client.get(PAGE).status_code == 403


def test_without_vacancies_the_page_says_so(client, strategist):
    client.force_login(strategist)

    assert "Alla uppgifter har någon" in client.get(PAGE).content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_asks_the_same_however_many_are_vacant(client, strategist, ekvik, count):
    plan = make.make_plan(ekvik)
    for _number in range(count):
        make.make_measure(plan, responsible=make.make_function(make.make_administration(ekvik)))
    client.force_login(strategist)
    client.get(PAGE)

    with CaptureQueriesContext(connection) as asked:
        client.get(PAGE)

    QUERIES.add(len(asked))
    assert len(QUERIES) == 1
    assert len(asked) <= 20


QUERIES: set[int] = set()
