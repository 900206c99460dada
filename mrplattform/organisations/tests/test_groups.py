"""Groups: a mandate, seats for administrations, and empty seats that show."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from mrplattform.core.history import history
from mrplattform.organisations.catalogue import duties
from mrplattform.organisations.models import Group, Seat
from mrplattform.organisations.services import groups
from mrplattform.organisations.todo import todo
from tests import make

DAY = dt.date(2026, 1, 1)
BEFORE = dt.date(2025, 12, 31)


@pytest.fixture
def group(ekvik):
    return make.make_group(ekvik)


@pytest.fixture
def function(school):
    return make.make_function(school, title="Kvalitetsutvecklare", holder=make.make_person("Bo Ek"))


def post(client, page, thing, /, **given):
    return client.post(reverse(f"organisations:{page}", args=[thing.pk]), given)


def test_a_group_is_formed_with_a_seat_for_each(client, ekvik, school, strategist):
    other = make.make_administration(ekvik)
    client.force_login(strategist)
    post(
        client,
        "group_new",
        ekvik,
        name="Barnrättsgruppen",
        mandate="Följa barnkonventionen",
        starts="2026-01-01",
        seats=[school.pk, other.pk],
    )

    group = Group.objects.get()
    assert {seat.organisation for seat in group.seats.all()} == {school, other}
    assert Seat.objects.empty(DAY).count() == 2
    assert history(group).last().verb == "group_created"


def test_a_seat_is_filled_from_a_day_and_was_empty_before(group, school, function):
    seat = make.make_seat(group, school)
    groups.fill_seat(seat, function, day=DAY, by=None)

    assert Seat.objects.on(BEFORE).get().function is None
    assert Seat.objects.on(DAY).get().function == function
    assert not Seat.objects.empty(DAY).exists()


def test_a_seat_is_empty_when_nobody_holds_its_function(group, school, function):
    make.make_seat(group, school, function)
    assert not Seat.objects.empty(DAY).exists()
    function.holdings.update(ends=BEFORE)

    assert Seat.objects.empty(DAY).exists()
    assert not Seat.objects.empty(BEFORE).exists()


def test_a_group_ends_with_its_seats(group, school, function):
    seat = make.make_seat(group, school, function)
    groups.end_group(group, ends=BEFORE, by=None, why="Uppdraget är slut")

    seat.refresh_from_db()
    assert seat.ends == BEFORE
    assert group not in Group.objects.on(DAY)
    assert history(group).first().why == "Uppdraget är slut"


def test_a_seat_ends(group, school):
    seat = make.make_seat(group, school)
    groups.end_seat(seat, ends=BEFORE, by=None)

    assert not Seat.objects.on(DAY).exists()


def test_functions_of_others_get_no_seat(group, school, neighbour):
    seat = make.make_seat(group, school)
    with pytest.raises(ValidationError, match="samma kommun"):
        groups.fill_seat(seat, neighbour.standing.functions[0], day=DAY, by=None)


def test_the_page_points_at_the_empty_seats(client, group, school, function, reader):
    other = make.make_administration(school.authority, "Kulturförvaltningen")
    make.make_seat(group, school, function)
    make.make_seat(group, other)
    client.force_login(reader)
    page = client.get(group.get_absolute_url()).content.decode()

    assert "En plats är tom" in page
    assert "Bo Ek" in page
    assert page.count("Tom plats") == 1


def test_the_strategist_is_told_of_empty_seats(group, school, strategist, reporter):
    make.make_seat(group, school)

    assert [item.title for item in todo(strategist)] == ["Barnrättsgruppen har en tom plats"]
    assert todo(reporter) == []


def test_a_seat_is_a_duty_of_its_function(group, school, function):
    make.make_seat(group, school, function)
    make.make_seat(group, school, function, starts=dt.date(2020, 1, 1), ends=BEFORE)

    assert [(duty.function_id, duty.title) for duty in duties([function.pk])] == [
        (function.pk, f"Barnrättsgruppen: {school}")
    ]


def test_two_who_write_at_once_see_each_other(client, group, strategist):
    client.force_login(strategist)
    groups.change_group(group, name="Barnrättsrådet", mandate="Nytt", edition=1, by=strategist)
    page = post(client, "group_edit", group, name="Barngruppen", mandate="Mitt", edition=1)

    text = page.content.decode()
    assert "Barnrättsrådet" in text
    assert "Barngruppen" in text
    group.refresh_from_db()
    assert group.name == "Barnrättsrådet"

    post(client, "group_edit", group, name="Barngruppen", mandate="Mitt", edition=2, keep="mine")
    group.refresh_from_db()
    assert group.name == "Barngruppen"


def test_groups_belong_to_their_house(client, group, neighbour, administrator):
    for person in (neighbour, administrator):
        client.force_login(person)
        assert client.get(group.get_absolute_url()).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_pages_ask_the_same_for_one_and_for_three(
    client, ekvik, school, strategist, count, django_assert_max_num_queries
):
    for number in range(count):
        group = make.make_group(ekvik, f"Grupp {number}")
        for _ in range(count):
            person = make.make_person()
            make.make_seat(group, school, make.make_function(school, holder=person))
    client.force_login(strategist)
    with django_assert_max_num_queries(12):
        client.get(reverse("organisations:groups", args=[ekvik.pk]))
    with django_assert_max_num_queries(16):
        client.get(group.get_absolute_url())
