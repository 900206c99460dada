"""Who holds a function: from–to, together, as stand-in, in turn; elected ones to the end of the term."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from mrplattform.core.history import history
from mrplattform.organisations.models import Function, Role
from mrplattform.organisations.services import holdings
from mrplattform.organisations.todo import todo
from tests import make

DAY = dt.date(2026, 1, 1)
BEFORE = dt.date(2025, 12, 31)


@pytest.fixture
def function(school):
    return make.make_function(school, title="Kvalitetsutvecklare")


@pytest.fixture
def member(ekvik):
    return make.make_function(ekvik, role=Role.ELECTED, title="Ledamot")


def names(function, day):
    return [holding.person.name for holding in function.holdings_on(day)]


def test_one_hands_over_to_the_next(function, strategist):
    old, new = make.make_person("Vera Ek"), make.make_person("Bo Ek")
    holdings.begin_holding(function, old, starts=dt.date(2024, 1, 1), by=strategist)
    holdings.hand_over(function, new, starts=DAY, by=strategist)

    assert names(function, BEFORE) == ["Vera Ek"]
    assert names(function, DAY) == ["Bo Ek"]
    assert [deed.verb for deed in history(function)] == [
        "holding_began",
        "holding_ended",
        "holding_began",
    ]


def test_a_stand_in_stands_behind_the_ordinary_holder(function):
    ordinary, stand_in = make.make_person("Bo Ek"), make.make_person("Stina Ek")
    holdings.begin_holding(function, stand_in, starts=DAY, by=None, stand_in=True)
    assert function.holder(DAY) == stand_in
    holdings.begin_holding(function, ordinary, starts=DAY, by=None)

    assert function.holder(DAY) == ordinary
    assert names(function, DAY) == ["Bo Ek", "Stina Ek"]
    # A handover leaves the stand-in.
    holdings.hand_over(function, make.make_person("Ny Ek"), starts=dt.date(2026, 6, 1), by=None)
    assert names(function, dt.date(2026, 6, 1)) == ["Ny Ek", "Stina Ek"]


def test_who_stops_leaves_the_function_vacant(function):
    holding = holdings.begin_holding(function, make.make_person(), starts=DAY, by=None)
    holdings.end_holding(holding, ends=dt.date(2026, 3, 31), by=None)

    assert function in Function.objects.vacant(dt.date(2026, 4, 1))
    assert function not in Function.objects.vacant(dt.date(2026, 3, 31))


def test_the_elected_hold_to_the_end_of_the_term(ekvik, member):
    term = make.make_term(ekvik)
    holding = holdings.begin_holding(member, make.make_person(), starts=DAY, by=None)

    assert (holding.term, holding.ends) == (term, dt.date(2026, 12, 31))
    assert member in Function.objects.vacant(dt.date(2027, 1, 1))
    with pytest.raises(ValidationError, match="Mandatperioden slutar"):
        holdings.end_holding(holding, ends=dt.date(2027, 3, 1), by=None)


def test_without_a_term_nobody_is_elected(member):
    with pytest.raises(ValidationError, match="Lägg in mandatperioden"):
        holdings.begin_holding(member, make.make_person(), starts=DAY, by=None)


def test_a_changed_term_takes_its_elected_along(ekvik, member):
    term = make.make_term(ekvik)
    holding = holdings.begin_holding(member, make.make_person(), starts=DAY, by=None)
    holdings.change_term(term, starts=term.starts, ends=dt.date(2026, 10, 14), by=None)

    holding.refresh_from_db()
    assert holding.ends == dt.date(2026, 10, 14)


@pytest.mark.parametrize(
    ("starts", "ends", "part"),
    [
        (dt.date(2019, 1, 1), None, "finns från och med"),
        (DAY, dt.date(2025, 6, 1), "före den första"),
    ],
)
def test_days_that_cannot_be_are_refused(function, starts, ends, part):
    with pytest.raises(ValidationError, match=part):
        holdings.begin_holding(function, make.make_person(), starts=starts, ends=ends, by=None)


def test_nobody_holds_the_same_twice(function):
    person = make.make_person()
    holdings.begin_holding(function, person, starts=DAY, by=None)
    with pytest.raises(ValidationError, match="har redan funktionen"):
        holdings.begin_holding(function, person, starts=dt.date(2026, 5, 1), by=None)


def test_terms_never_overlap(ekvik):
    make.make_term(ekvik)
    with pytest.raises(ValidationError, match="en annan mandatperiod"):
        holdings.open_term(ekvik, starts=dt.date(2026, 10, 15), ends=dt.date(2030, 10, 14), by=None)


# --- The pages -------------------------------------------------------------------------------


def post(client, page, thing, /, **given):
    return client.post(reverse(f"organisations:{page}", args=[thing.pk]), given)


def test_the_strategist_chooses_who_takes_over(client, function, reporter, strategist):
    make.make_holding(function, make.make_person("Vera Ek"))
    client.force_login(strategist)
    post(client, "holding_new", function, person=reporter.pk, way="over", starts="2026-01-01")

    assert names(function, DAY) == ["Bo Hedlund"]
    assert names(function, BEFORE) == ["Vera Ek"]


def test_only_people_of_the_house_can_be_chosen(client, function, neighbour, strategist):
    client.force_login(strategist)
    page = post(
        client, "holding_new", function, person=neighbour.pk, way="over", starts="2026-01-01"
    )

    assert "Välj något i listan" in page.content.decode()


def test_a_last_day_is_saved(client, function, strategist):
    holding = make.make_holding(function, make.make_person())
    client.force_login(strategist)
    post(client, "holding_end", holding, ends="2026-12-31", why="Ny tjänst")

    holding.refresh_from_db()
    assert holding.ends == dt.date(2026, 12, 31)
    assert history(function).first().why == "Ny tjänst"


def test_what_has_begun_is_ended_and_not_taken_away(client, function, strategist):
    holding = make.make_holding(function, make.make_person())
    client.force_login(strategist)
    page = client.post(
        reverse("organisations:holding_cancel", args=[holding.pk]), follow=True
    ).content.decode()

    assert "Avsluta det i stället" in page
    assert function.holdings.exists()


def test_a_term_is_laid_in(client, ekvik, strategist):
    client.force_login(strategist)
    post(client, "term_new", ekvik, starts="2027-01-01", ends="2030-12-31")
    page = client.get(reverse("organisations:terms", args=[ekvik.pk])).content.decode()

    assert "2027–2030" in page
    assert "lade in en mandatperiod" in page


# --- What the strategist should see to -------------------------------------------------------


def titles(person):
    person.__dict__.pop("standing", None)
    return [item.title for item in todo(person)]


def test_leaving_soon_is_told(function, strategist):
    soon = dt.date.today() + dt.timedelta(days=10)  # noqa: DTZ011
    make.make_holding(function, make.make_person(), ends=soon)
    assert titles(strategist) == [f"{function} blir vakant"]

    holdings.begin_holding(
        function, make.make_person(), starts=soon + dt.timedelta(days=1), by=None
    )
    assert titles(strategist) == []


def test_a_term_that_ends_asks_for_the_elected(ekvik, member, strategist):
    today = dt.date.today()  # noqa: DTZ011
    make.make_term(ekvik, today - dt.timedelta(days=1000), today + dt.timedelta(days=60))
    holdings.begin_holding(member, make.make_person(), starts=today, by=None)

    assert titles(strategist) == ["Läs in de förtroendevalda för nästa mandatperiod"]


def test_others_are_not_asked(function, reporter):
    soon = dt.date.today() + dt.timedelta(days=10)  # noqa: DTZ011
    make.make_holding(function, make.make_person(), ends=soon)

    assert titles(reporter) == []
