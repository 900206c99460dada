"""Rename, move, split, merge, close and undo, one by one; any order of them: see the property test."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from mrplattform.core.history import history
from mrplattform.organisations.models import Function, Organisation, Reorganisation, Role
from mrplattform.organisations.services import holdings, reorganise
from mrplattform.organisations.services.functions import move_function
from mrplattform.organisations.services.reorganise import NewUnit
from tests import make

BEFORE, DAY = dt.date(2025, 12, 31), dt.date(2026, 1, 1)


@pytest.fixture
def culture(ekvik):
    return make.make_administration(ekvik, "Kulturförvaltningen")


@pytest.fixture
def leisure(ekvik):
    return make.make_administration(ekvik, "Fritidsförvaltningen")


def place(unit, day):
    period = unit.on(day)
    return period and (period.name, period.parent.name)


def test_a_new_name_from_its_day(school, strategist):
    reorganise.rename(school, name="Skolförvaltningen", day=DAY, by=strategist, why="KF § 12")

    assert place(school, BEFORE) == ("Barn- och utbildningsförvaltningen", "Ekvik")
    assert place(school, DAY) == ("Skolförvaltningen", "Ekvik")
    deed = history(school).first()
    assert (deed.verb, deed.why) == ("renamed", "KF § 12")


def test_a_unit_moves_with_all_below_it(ekvik, school, culture):
    library = make.make_organisation(parent=culture, name="Biblioteket")
    reorganise.move(culture, to=school, day=DAY, by=None)

    assert place(culture, BEFORE)[1] == "Ekvik"
    assert place(culture, DAY)[1] == school.name
    assert place(library, DAY)[1] == "Kulturförvaltningen"


def test_two_become_one_and_everything_goes_along(ekvik, culture, leisure):
    library = make.make_organisation(parent=culture, name="Biblioteket")
    person = make.make_person("Kia Ek")
    function = make.make_function(culture, title="Utvecklare", holder=person)
    seat = make.make_seat(make.make_group(ekvik), culture, function)

    reorganise.merge([culture, leisure], into=NewUnit("Kultur och fritid"), day=DAY, by=None)

    new = Organisation.objects.get(name="Kultur och fritid")
    assert place(culture, BEFORE)
    assert place(culture, DAY) is None
    assert place(library, DAY)[1] == new.name
    function.refresh_from_db()
    assert function.organisation == new
    assert function.holder(DAY) == person
    assert function.periods.on(BEFORE).get().organisation == culture
    seat.refresh_from_db()
    assert seat.ends == BEFORE
    assert new.seats.on(DAY).get().function == function
    assert {one.predecessor for one in new.predecessions.all()} == {culture, leisure}
    # Those who work in the new unit read what the old ones answered.
    person.__dict__.pop("standing", None)
    assert {culture.pk, leisure.pk} <= person.standing.unit_ids


def test_a_function_that_is_left_behind_waits_vacant(ekvik, culture, leisure):
    function = make.make_function(culture, holder=make.make_person())
    reorganise.merge([culture], into=leisure, day=DAY, by=None, functions={function.pk: None})

    function.refresh_from_db()
    assert function.ends is None
    assert function.holder(DAY) is None
    assert function in Function.objects.vacant(DAY)
    assert function.holder(BEFORE)


def test_one_becomes_two(ekvik, culture):
    library = make.make_organisation(parent=culture, name="Biblioteket")
    arena = make.make_organisation(parent=culture, name="Simhallen")
    first = make.make_function(culture, title="Bibliotekschef")
    second = make.make_function(culture, title="Badchef")
    third = make.make_function(culture, title="Kulturchef", holder=make.make_person())

    row = reorganise.split(
        culture,
        into=[NewUnit("Bibliotek"), NewUnit("Idrott")],
        functions={first.pk: 0, second.pk: 1},
        children={arena.pk: 1},
        day=DAY,
        by=None,
    )

    assert place(library, DAY)[1] == "Bibliotek"
    assert place(arena, DAY)[1] == "Idrott"
    for function, home in ((first, "Bibliotek"), (second, "Idrott"), (third, culture.name)):
        function.refresh_from_db()
        assert function.organisation.name == home
    assert third in Function.objects.vacant(DAY)
    assert row.what["title"] == "Kulturförvaltningen → Bibliotek, Idrott"


def test_a_unit_closes_with_those_below_it(culture):
    library = make.make_organisation(parent=culture)
    reorganise.close(culture, day=DAY, by=None)

    assert place(library, BEFORE)
    assert place(library, DAY) is None


def test_or_those_below_go_elsewhere(ekvik, culture, school):
    library = make.make_organisation(parent=culture)
    function = make.make_function(culture, holder=make.make_person())
    reorganise.close(culture, day=DAY, by=None, children_to=school, functions={function.pk: school})

    assert place(library, DAY)[1] == school.name
    function.refresh_from_db()
    assert function.organisation == school
    assert function.holder(DAY)


# --- What is refused -------------------------------------------------------------------------


def test_no_unit_comes_under_itself(ekvik, school):
    below = make.make_organisation(parent=school)
    with pytest.raises(ValidationError, match="under sig själv"):
        reorganise.move(school, to=below, day=DAY, by=None)


def test_nothing_moves_under_what_is_gone(ekvik, school, culture):
    reorganise.close(culture, day=DAY, by=None)
    culture.refresh_from_db()
    with pytest.raises(ValidationError, match="Välj en enhet som är kvar"):
        reorganise.move(school, to=culture, day=dt.date(2025, 1, 1), by=None)


def test_a_change_before_a_known_one_is_refused(school):
    reorganise.rename(school, name="Skola", day=DAY, by=None)
    with pytest.raises(ValidationError, match="redan en ändring"):
        reorganise.rename(school, name="Bildning", day=dt.date(2025, 6, 1), by=None)


def test_other_authorities_stay_out_of_it(school, neighbour):
    foreign = make.make_administration(neighbour.standing.functions[0].organisation)
    with pytest.raises(ValidationError, match="samma kommun"):
        reorganise.move(school, to=foreign, day=DAY, by=None)
    with pytest.raises(ValidationError, match="samma kommun"):
        reorganise.merge([school], into=foreign, day=DAY, by=None)


def test_the_municipality_itself_stays(ekvik, school):
    with pytest.raises(ValidationError, match="själv"):
        reorganise.close(ekvik, day=DAY, by=None)


# --- Undo ------------------------------------------------------------------------------------


def test_undo_puts_it_back(ekvik, culture, leisure, strategist):
    function = make.make_function(culture, holder=make.make_person())
    row = reorganise.merge([culture, leisure], into=NewUnit("Ny"), day=DAY, by=strategist)
    reorganise.undo(row, by=strategist, why="Beslutet upphävdes")

    culture.refresh_from_db()
    function.refresh_from_db()
    assert culture.ends is None
    assert function.organisation == culture
    assert not Organisation.objects.filter(name="Ny").exists()
    assert history(culture).first().verb == "undone"
    row.refresh_from_db()
    assert row.undone_at
    with pytest.raises(ValidationError, match="redan ångrad"):
        reorganise.undo(row, by=strategist)


def test_undo_is_refused_when_something_stands_on_it(ekvik, culture, leisure):
    row = reorganise.merge([culture, leisure], into=NewUnit("Ny"), day=DAY, by=None)
    make.make_function(Organisation.objects.get(name="Ny"), title="Chef", starts=DAY)

    with pytest.raises(ValidationError, match="Chef, Ny hör till det nya"):
        reorganise.undo(row, by=None)


def test_undo_is_refused_when_it_was_changed_later(school):
    row = reorganise.rename(school, name="Skola", day=DAY, by=None)
    reorganise.rename(school, name="Bildning", day=dt.date(2026, 6, 1), by=None)

    with pytest.raises(ValidationError, match="har ändrats efteråt"):
        reorganise.undo(row, by=None)


def test_undo_is_refused_when_somebody_else_has_come(culture):
    function = make.make_function(culture, holder=make.make_person(), role=Role.MANAGER)
    other = make.make_administration(culture.parent)
    row = reorganise.close(culture, day=DAY, by=None)
    function.refresh_from_db()
    give_new_holder(function, other)

    with pytest.raises(ValidationError, match="efteråt"):
        reorganise.undo(row, by=None)


def give_new_holder(function, unit):
    move_function(function, to=unit, day=DAY, by=None)
    function.refresh_from_db()
    holdings.begin_holding(function, make.make_person(), starts=DAY, by=None)


# --- The pages -------------------------------------------------------------------------------


def test_the_strategist_sees_first_and_does_then(client, school, strategist):
    client.force_login(strategist)
    url = reverse("organisations:rename", args=[school.pk])
    given = {"name": "Skolförvaltningen", "day": "2026-01-01", "why": "KF § 12"}

    seen = client.post(url, given | {"look": "1"})
    assert "heter Skolförvaltningen från 1 jan 2026" in seen.content.decode()
    school.refresh_from_db()
    assert school.name == "Barn- och utbildningsförvaltningen"

    done = client.post(url, given | {"do": "1", "seal": seen.context["seal"]})
    row = Reorganisation.objects.get()
    assert done["Location"] == row.get_absolute_url()
    assert place(school, DAY)[0] == "Skolförvaltningen"


def test_what_has_changed_meanwhile_is_shown_again(client, school, strategist):
    client.force_login(strategist)
    url = reverse("organisations:close", args=[school.pk])
    given = {"day": "2026-01-01"}
    seen = client.post(url, given | {"look": "1"})
    make.make_function(school, holder=make.make_person("Ny Nyman"))

    again = client.post(url, given | {"do": "1", "seal": seen.context["seal"]})

    assert again.status_code == 200
    assert "Något har ändrats" in again.content.decode()
    assert "Ny Nyman" in again.content.decode()
    assert not Reorganisation.objects.exists()


def test_a_refusal_stands_on_the_form_with_what_was_typed(client, school, strategist):
    reorganise.rename(school, name="Skola", day=DAY, by=None)
    client.force_login(strategist)
    url = reverse("organisations:rename", args=[school.pk])

    page = client.post(url, {"name": "Bildning", "day": "2025-01-01", "why": "KF"})

    text = page.content.decode()
    assert "redan en ändring som gäller från 1 jan 2026" in text
    assert 'value="Bildning"' in text


def test_the_split_form_says_where_each_goes(client, culture, strategist):
    library = make.make_organisation(parent=culture, name="Biblioteket")
    function = make.make_function(culture, title="Kulturchef")
    client.force_login(strategist)
    url = reverse("organisations:split", args=[culture.pk])
    given = {
        "part_0": "Bibliotek",
        "part_1": "Idrott",
        "kind": "unit",
        "day": "2026-01-01",
        f"function_{function.pk}": "vacant",
        f"child_{library.pk}": "3",
    }
    page = client.post(url, given)
    assert "Den delen har inget namn" in page.content.decode()

    seen = client.post(url, given | {f"child_{library.pk}": "1"})
    client.post(url, given | {f"child_{library.pk}": "1", "do": "1", "seal": seen.context["seal"]})
    assert place(library, DAY)[1] == "Idrott"


def test_undo_from_the_page(client, school, strategist):
    row = reorganise.rename(school, name="Skola", day=DAY, by=strategist)
    client.force_login(strategist)
    client.post(reverse("organisations:undo", args=[row.pk]), {"why": "Fel namn"})

    assert place(school, DAY)[0] == "Barn- och utbildningsförvaltningen"
    page = client.get(row.get_absolute_url()).content.decode()
    assert "Ångrad" in page
    assert reverse("organisations:undo", args=[row.pk]) not in page


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_of_changes_asks_the_same(
    client, ekvik, strategist, count, django_assert_max_num_queries
):
    for _ in range(count):
        make.make_reorganisation(make.make_administration(ekvik), by=strategist)
    client.force_login(strategist)
    with django_assert_max_num_queries(12):
        client.get(reverse("organisations:reorganisations", args=[ekvik.pk]))
