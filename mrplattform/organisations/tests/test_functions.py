"""Functions: made, renamed, moved, closed and opened again, with all that hangs on them."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from mrplattform.core.history import history
from mrplattform.organisations.duties import count_hanging
from mrplattform.organisations.models import Function, Role
from mrplattform.organisations.services import functions
from tests import make

DAY = dt.date(2026, 1, 1)
BEFORE = dt.date(2025, 12, 31)


def test_a_new_function_stands_vacant(client, school, strategist):
    client.force_login(strategist)
    client.post(
        reverse("organisations:function_new", args=[school.pk]),
        {"title": "Kvalitetsutvecklare", "role": "reporter", "starts": "2026-01-01"},
    )

    function = Function.objects.get(title="Kvalitetsutvecklare")
    assert function in Function.objects.vacant(DAY)
    assert function not in Function.objects.vacant(BEFORE)
    assert [deed.verb for deed in history(function)] == ["opened"]


def test_no_municipality_makes_itself_the_one_that_asks_the_country(
    client, school, strategist, administrator
):
    """The role reaches all other authorities; the administrator of the platform gives it."""
    values = {"title": "Samordnare", "role": "national_coordinator", "starts": "2026-11-01"}
    url = reverse("organisations:function_new", args=[school.pk])
    client.force_login(strategist)
    page = client.post(url, values)
    assert page.status_code == 200
    assert page.context["form"].errors["role"]
    with pytest.raises(ValidationError, match="förvaltar plattformen"):
        functions.create_function(
            school,
            title="Samordnare",
            role="national_coordinator",
            starts=dt.date(2026, 11, 1),
            by=strategist,
        )
    own = strategist.standing.functions[0]
    with pytest.raises(ValidationError, match="förvaltar plattformen"):
        functions.change_function(
            own, title=own.title, role="national_coordinator", day=own.starts, by=strategist
        )
    assert not Function.objects.filter(role="national_coordinator").exists()

    client.force_login(administrator)
    client.post(url, values)
    assert Function.objects.get(role="national_coordinator").organisation == school


def test_a_new_title_holds_from_its_day(school):
    function = make.make_function(school, title="Planerare")
    functions.change_function(function, title="Strateg", role=Role.READER, day=DAY, by=None)

    assert function.periods.on(BEFORE).get().title == "Planerare"
    assert function.periods.on(DAY).get().title == "Strateg"
    assert function.role == Role.READER


def test_a_function_moves_with_its_holder(ekvik, school):
    other = make.make_administration(ekvik)
    person = make.make_person()
    function = make.make_function(school, holder=person)
    functions.move_function(function, to=other, day=DAY, by=None)

    function.refresh_from_db()
    assert function.organisation == other
    assert function.holder(DAY) == person
    assert function.periods.on(BEFORE).get().organisation == school


def test_a_closed_function_is_unattended_and_can_be_opened_again(school):
    function = make.make_function(school, holder=make.make_person())
    functions.close_function(function, ends=BEFORE, by=None)

    assert function not in Function.objects.on(DAY)
    assert function in Function.objects.unattended(DAY)
    assert function not in Function.objects.unattended(dt.date(2025, 6, 1))
    functions.reopen_function(function, by=None)
    assert function in Function.objects.vacant(DAY)


def test_a_function_of_a_closed_unit_opens_in_another(ekvik, school):
    other = make.make_administration(ekvik)
    function = make.make_function(school)
    functions.close_function(function, ends=BEFORE, by=None)
    school.ends = BEFORE
    school.save()
    function.organisation.refresh_from_db()
    with pytest.raises(ValidationError, match="Välj en enhet som är kvar"):
        functions.reopen_function(Function.objects.get(pk=function.pk), by=None)

    functions.reopen_function(function, to=other, by=None)
    assert function.organisation == other


@pytest.mark.parametrize(
    ("day", "reason"),
    [(dt.date(2019, 1, 1), "finns från och med"), (dt.date(2024, 1, 1), "redan en ändring")],
)
def test_days_that_cannot_be_are_refused(ekvik, school, day, reason):
    function = make.make_function(school)
    functions.change_function(
        function, title="Ny", role=function.role, day=dt.date(2025, 1, 1), by=None
    )
    with pytest.raises(ValidationError, match=reason):
        functions.change_function(function, title="Nyare", role=function.role, day=day, by=None)


def test_the_page_tells_who_has_it_and_what_hangs_on_it(client, school, reader):
    function = make.make_function(school, title="Kvalitetsutvecklare")
    make.make_holding(function, make.make_person("Vera Ek"), ends=dt.date(2024, 12, 31))
    make.make_holding(function, make.make_person("Bo Ek"), starts=dt.date(2025, 1, 1))
    make.make_holding(function, make.make_person("Stina Ek"), stand_in=True)
    make.make_seat(make.make_group(school.authority), school, function)
    client.force_login(reader)
    page = client.get(function.get_absolute_url()).content.decode()

    has, had = page.split("Har haft funktionen")
    assert "Bo Ek" in has
    assert "Stina Ek" in has
    assert "(ersättare)" in has
    assert "Vera Ek" in had
    assert "Barnrättsgruppen" in page
    assert reverse("organisations:holding_new", args=[function.pk]) not in page


def test_what_hangs_on_it_in_later_apps_is_counted_in_one_question(
    school, django_assert_num_queries
):
    function = make.make_function(school)
    plan = make.make_plan(school.authority, owner=function)
    make.make_measure(plan, responsible=function)
    with django_assert_num_queries(1):
        counts = count_hanging(Function, [function.pk])

    assert sum(counts.values()) == 2


def test_the_list_narrows_to_the_vacant(client, school, strategist):
    make.make_function(school, title="Vakant post")
    make.make_function(school, title="Fylld post", holder=make.make_person("Bo Ek"))
    client.force_login(strategist)

    def found(**query):
        page = client.get(reverse("organisations:functions", args=[school.authority_id]), query)
        return {row.title for row in page.context["table"].rows}

    assert found(lage="vakanta") == {"Vakant post"}
    assert found(sok="bo ek") == {"Fylld post"}
    assert "MR-strateg" in found()
    assert found(roll="strategist") == {"MR-strateg"}


def test_the_list_leaves_with_everyone_who_holds(client, school, strategist):
    function = make.make_function(school, title="Post", holder=make.make_person("Bo Ek"))
    make.make_holding(function, make.make_person("Stina Ek"), stand_in=True)
    client.force_login(strategist)
    file = client.get(
        reverse("organisations:functions", args=[school.authority_id]), {"format": "csv"}
    )

    assert "Bo Ek, Stina Ek (ersättare)" in file.getvalue().decode("utf-8-sig")


@pytest.mark.parametrize("count", [1, 3])
def test_pages_ask_the_same_for_one_and_for_three(
    client, school, strategist, count, django_assert_max_num_queries
):
    for _ in range(count):
        function = make.make_function(school, holder=make.make_person())
        make.make_holding(function, make.make_person(), stand_in=True)
        make.make_seat(make.make_group(school.authority), school, function)
    client.force_login(strategist)
    with django_assert_max_num_queries(14):
        client.get(reverse("organisations:functions", args=[school.authority_id]))
    with django_assert_max_num_queries(20):
        client.get(function.get_absolute_url())
