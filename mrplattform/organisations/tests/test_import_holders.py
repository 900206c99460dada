"""After an election the successors come from a file; the functions and their duties stay."""

from __future__ import annotations

import datetime as dt

import pytest

from mrplattform.organisations.models import Function, Holding, Person, Role
from mrplattform.organisations.services import successors
from mrplattform.organisations.services.imports import ImportRefused
from tests import make

DAY = dt.date(2027, 1, 1)
HEAD = "enhet;funktion;namn;e-post;från;till;ersättare"


@pytest.fixture
def committee(ekvik):
    return make.make_organisation(parent=ekvik, kind="committee", name="Barnnämnden")


@pytest.fixture
def member(committee):
    return make.make_function(committee, role=Role.ELECTED, title="Ledamot")


@pytest.fixture
def next_term(ekvik):
    return make.make_term(ekvik, dt.date(2027, 1, 1), dt.date(2030, 12, 31))


def sheet(*lines, head=HEAD):
    return successors.read_holders("\n".join([head, *lines]).encode(), "csv")


def read_in(root, *lines, day=DAY, by=None):
    return successors.import_holders(root, sheet(*lines), day, by=by)


def problems(root, *lines):
    trial = successors.try_holders(root, sheet(*lines), DAY)
    return [(problem.row, problem.column, problem.reason) for problem in trial.errors]


def holders(function, day):
    return sorted(holding.person.name for holding in function.holdings_on(day))


def test_the_elected_of_a_new_term_hold_to_its_end(ekvik, member, next_term, strategist):
    make.make_holding(member, make.make_person("Elsa Berg"), ends=dt.date(2026, 12, 31))

    trial = read_in(
        ekvik,
        "Barnnämnden;Ledamot;Omar Ali;omar@example.se;;;",
        "Barnnämnden;Ledamot;Sara Lund;sara@example.se;;;",
        by=strategist,
    )

    assert trial.counts == {"new": 2, "new_people": 2, "ending": 0, "unchanged": 0}
    assert holders(member, DAY) == ["Omar Ali", "Sara Lund"]
    assert holders(member, dt.date(2026, 12, 31)) == ["Elsa Berg"]
    assert set(Holding.objects.filter(starts=DAY).values_list("ends", flat=True)) == {
        dt.date(2030, 12, 31)
    }


def test_read_in_again_nothing_happens(ekvik, member, next_term):
    line = "Barnnämnden;Ledamot;Omar Ali;omar@example.se;;;"
    read_in(ekvik, line)

    assert read_in(ekvik, line).changes_nothing
    assert Person.objects.filter(email="omar@example.se").count() == 1


def test_a_new_official_takes_over_from_the_one_before(ekvik, school, reporter):
    function = Function.objects.get(organisation=school)

    trial = read_in(ekvik, f"{school};{function.title};Nya Nyman;nya@example.se;2026-03-01;;")

    assert [(str(holding.person), day) for holding, day in trial.ending] == [
        ("Bo Hedlund", dt.date(2026, 2, 28))
    ]
    assert holders(function, dt.date(2026, 2, 28)) == ["Bo Hedlund"]
    assert holders(function, dt.date(2026, 3, 1)) == ["Nya Nyman"]


def test_a_stand_in_stands_beside(ekvik, school, reporter):
    function = Function.objects.get(organisation=school)

    read_in(ekvik, f"{school};{function.title};Stina Ek;stina@example.se;2026-03-01;2026-06-30;ja")

    assert holders(function, dt.date(2026, 4, 1)) == ["Bo Hedlund", "Stina Ek"]
    assert holders(function, dt.date(2026, 7, 1)) == ["Bo Hedlund"]


def test_somebody_who_left_comes_back_with_what_was_theirs(ekvik, school, reporter):
    old = make.make_person("Kia Ström", email="kia@example.se", is_active=False)
    function = Function.objects.get(organisation=school)

    read_in(ekvik, f"{school};{function.title};Kia Ström;kia@example.se;2026-03-01;;")

    old.refresh_from_db()
    assert old.is_active
    assert Person.objects.filter(email="kia@example.se").count() == 1


def test_another_name_on_a_known_address_is_told(ekvik, school, reporter):
    function = Function.objects.get(organisation=school)
    trial = successors.try_holders(
        ekvik, sheet(f"{school};{function.title};Någon Annan;{reporter.email};;;"), DAY
    )

    assert "Bo Hedlund" in trial.warnings[0].reason


@pytest.mark.parametrize(
    ("line", "column", "part"),
    [
        (";Ledamot;A;a@example.se;;;", "enhet", "saknar enhet"),
        ("Ingenstans;Ledamot;A;a@example.se;;;", "enhet", "finns inte"),
        ("Barnnämnden;Ordförande;A;a@example.se;;;", "funktion", "Den har: Ledamot"),
        ("Ekvik;Ordförande;A;a@example.se;;;", "funktion", "inga funktioner"),
        ("Barnnämnden;Ledamot;;a@example.se;;;", "namn", "saknar namn"),
        ("Barnnämnden;Ledamot;A;inte en adress;;;", "e-post", "e-postadress"),
        ("Barnnämnden;Ledamot;A;a@example.se;i vår;;", "från", "år, månad och dag"),
        ("Barnnämnden;Ledamot;A;a@example.se;2027-02-01;2027-01-01;", "till", "före den första"),
        ("Barnnämnden;Ledamot;A;a@example.se;2031-01-01;;", "från", "mandatperioden"),
        ("Barnnämnden;Ledamot;A;a@example.se;;2031-06-30;", "till", "Mandatperioden slutar"),
        ("Barnnämnden;Ledamot;A;a@example.se;2019-01-01;;", "från", "finns från och med"),
    ],
)
def test_errors_name_row_column_and_reason(ekvik, member, next_term, line, column, part):
    found = problems(ekvik, line)

    assert any(r == 2 and c == column and part in reason for r, c, reason in found), found


def test_the_same_person_twice_on_a_function_is_told(ekvik, member, next_term):
    line = "Barnnämnden;Ledamot;Omar Ali;omar@example.se;;;"

    assert [(row, column) for row, column, _reason in problems(ekvik, line, line)] == [
        (3, "e-post")
    ]


def test_a_line_without_a_person_leaves_the_function_vacant(ekvik, member):
    assert read_in(ekvik, "Barnnämnden;Ledamot;;;;;").changes_nothing


def test_one_error_stops_the_whole_file(ekvik, member, next_term):
    with pytest.raises(ImportRefused):
        read_in(
            ekvik,
            "Barnnämnden;Ledamot;Omar Ali;omar@example.se;;;",
            "Barnnämnden;Ledamot;Sara Lund;ingen adress;;;",
        )

    assert not Person.objects.filter(email="omar@example.se").exists()
