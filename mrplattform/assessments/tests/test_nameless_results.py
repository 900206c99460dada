"""A closed round without names: what is told, to whom, and what is not."""

import csv
import io

import pytest
from django.urls import reverse

from mrplattform.assessments.models import Round
from mrplattform.assessments.nameless import texts, turnout
from mrplattform.assessments.services import rounds
from mrplattform.organisations.models import Organisation
from mrplattform.questions.models import Kind
from tests import make

ROLE = {"kind": Kind.CHOICE, "key": "roll", "texts": {"sv": "Vilken roll har du?"}}


@pytest.fixture
def version(db):
    return make.make_version(ROLE, {"key": "niva"}, {"kind": Kind.TEXT, "key": "ord"})


@pytest.fixture
def round(ekvik, version):
    return make.make_round(ekvik, version=version, kind=Round.Kind.ANONYMOUS)


@pytest.fixture
def social(ekvik):
    return make.make_administration(ekvik, "Socialförvaltningen")


def vote(round, unit, *ballots):
    for ballot in ballots:
        make.make_ballot(round, unit, *ballot)


def close(round):
    rounds.close(round, by=None)
    round.refresh_from_db()


def read(client, round, **params) -> str:
    answer = client.get(reverse("assessments:results", args=[round.pk]), params)
    return answer.getvalue().decode()  # a file may come as a stream


def file(client, round, **params) -> list[dict]:
    text = read(client, round, format="csv", **params)
    return list(csv.DictReader(io.StringIO(text.lstrip("\ufeff")), delimiter=";"))


def counts(rows, key) -> dict[str, dict[str, str]]:
    """{group: {way: count}} of one question in a file."""
    found: dict[str, dict[str, str]] = {}
    for row in rows:
        if row["Frågans nyckel"] == key:
            found.setdefault(row["Grupp"], {})[row["Svar"]] = row["Antal"]
    return found


def any_in(ways: dict[str, str]) -> bool:
    return any(count and int(count) for count in ways.values())


def test_nobody_reads_before_the_close(client, strategist, round, school):
    vote(round, school, *[("a", 2, "Hej")] * 6)
    client.force_login(strategist)

    page = read(client, round)

    assert "Resultatet visas när kartläggningen är stängd" in page
    assert "Hej" not in page
    assert texts(round, "ord") == []


def test_the_total_and_one_breakdown_at_a_time(client, strategist, round, school, social):
    vote(round, school, *[("a", 3, None)] * 5)
    vote(round, social, *[("b", 1, None)] * 6)
    close(round)
    client.force_login(strategist)

    assert "11 av 11 inbjudna svarade" in read(client, round)
    total = counts(file(client, round), "niva")
    assert total["Alla"]["3 Genomfört"] == "5"
    assert total["Alla"]["1 Påbörjat"] == "6"
    by_unit = counts(file(client, round, dela="enhet"), "niva")
    assert by_unit["Socialförvaltningen"]["1 Påbörjat"] == "6"
    assert by_unit[school.name]["1 Påbörjat"] == "0"
    by_role = counts(file(client, round, dela="roll"), "niva")
    assert by_role["Nämnden"]["3 Genomfört"] == "5"


def test_a_small_group_is_hidden_and_so_is_what_tells_it(client, strategist, round, school, social):
    vote(round, school, *[("a", 3, None)] * 6)
    vote(round, social, *[("a", 1, None)] * 2)
    close(round)
    client.force_login(strategist)

    by_unit = counts(file(client, round, dela="enhet"), "niva")

    assert len(by_unit) == 2
    assert all("Vi visar inte svar" in way for ways in by_unit.values() for way in ways)
    page = read(client, round, dela="enhet")
    assert page.count("Visas inte") >= 2


def test_what_one_breakdown_would_tell_of_another_is_hidden(client, strategist, round, ekvik):
    """Each of the two breakdowns is fine by itself; the roles are the units, but for one person."""
    one, two = make.make_administration(ekvik, "Ett"), make.make_administration(ekvik, "Två")
    vote(round, one, *[("a", 3, None)] * 6)
    vote(round, two, ("a", 0, None), *[("b", 1, None)] * 6)
    close(round)
    client.force_login(strategist)

    by_unit = counts(file(client, round, dela="enhet"), "niva")
    by_role = counts(file(client, round, dela="roll"), "niva")

    shown = {group for told in (by_unit, by_role) for group, ways in told.items() if any_in(ways)}
    assert "Ett" in shown
    assert "Nämnden" not in shown  # less Ett it would be that one


def test_a_choice_is_not_parted_by_another(client, strategist, ekvik, school):
    version = make.make_version(ROLE, {"kind": Kind.CHOICE, "key": "alder"}, {"key": "niva"})
    round = make.make_round(ekvik, version=version, kind=Round.Kind.ANONYMOUS)
    vote(round, school, *[("a", "b", 3)] * 6, *[("b", "a", 3)] * 6)
    close(round)
    client.force_login(strategist)

    assert list(counts(file(client, round, dela="roll"), "alder")) == ["Alla"]
    assert "Nämnden" in counts(file(client, round, dela="roll"), "niva")


def test_texts_come_in_no_order_and_are_never_parted_by_a_choice(
    client, strategist, round, school, social
):
    words = [f"Text {number}" for number in range(12)]
    vote(round, school, *[("a", 3, text) for text in words])
    vote(round, social, *[("b", 3, "Sällsynt")] * 2)
    close(round)
    client.force_login(strategist)

    orders = {tuple(t for t in texts(round, "ord") if t != "Sällsynt") for _ in range(5)}
    assert len(orders) > 1
    assert all(sorted(order) == sorted(words) for order in orders)
    assert "Text 1" in read(client, round, fraga="ord", dela="roll")
    assert "<h4>" not in read(client, round, fraga="ord", dela="roll")
    assert "Sällsynt" not in read(client, round, fraga="ord", dela="enhet")


def test_movement_where_both_rounds_show(client, strategist, ekvik, version, school, social):
    early = make.make_round(
        ekvik, version=version, kind=Round.Kind.ANONYMOUS, opens="2024-01-01", title="Tidig"
    )
    vote(early, school, *[("a", 1, None)] * 5)
    vote(early, social, *[("a", 1, None)] * 5)
    vote(early, make.make_administration(ekvik, "Bara då"), *[("a", 1, None)] * 5)
    close(early)
    late = make.make_round(ekvik, version=version, kind=Round.Kind.ANONYMOUS)
    vote(late, school, *[("a", 2, None)] * 6)
    vote(late, social, *[("a", 2, None)] * 5, *[("a", 0, None)])
    close(late)
    client.force_login(strategist)

    rows = file(client, late, dela="enhet")

    then = {row["Grupp"]: row["Antal förra gången"] for row in rows if row["Svar"] == "1 Påbörjat"}
    assert then == {school.name: "5", "Socialförvaltningen": "5"}
    assert "Mittersta svaret: 2 Beslutat. Förra gången: 1 Påbörjat." in read(client, late)
    assert not any(row["Antal förra gången"] for row in file(client, late, jamfor="ingen"))


def test_a_round_that_is_not_closed_is_not_compared_with(
    client, strategist, ekvik, version, school
):
    early = make.make_round(ekvik, version=version, kind=Round.Kind.ANONYMOUS, opens="2024-01-01")
    vote(early, school, *[("a", 1, None)] * 5)
    late = make.make_round(ekvik, version=version, kind=Round.Kind.ANONYMOUS)
    vote(late, school, *[("a", 2, None)] * 6)
    close(late)
    client.force_login(strategist)

    assert not any(row["Antal förra gången"] for row in file(client, late))


def test_too_few_tell_nothing(client, strategist, round, school):
    vote(round, school, *[("a", 3, "Hemligt")] * 4)
    close(round)
    client.force_login(strategist)

    assert "För få har svarat" in read(client, round)
    assert "Hemligt" not in read(client, round, fraga="ord")
    assert "Hemligt" not in read(client, round, format="csv")


def test_turnout_by_unit_but_not_of_a_few(round, school, social):
    make.make_tickets(round, school, 10)
    make.make_tickets(round, social, 2)
    make.make_tickets(round, make.make_administration(round.authority, "Tredje"), 9)
    make.make_tickets(round, make.make_administration(round.authority, "Fjärde"), 9)

    told = turnout(round)

    assert told.invited == 30
    hidden = {one.unit for one in told.units if one.invited is None}
    assert "Socialförvaltningen" in hidden
    assert len(hidden) == 2  # or two would follow from the others


def test_an_unknown_question_is_not_there(client, strategist, round):
    close(round)
    client.force_login(strategist)

    address = reverse("assessments:results", args=[round.pk])
    assert client.get(address, {"fraga": "finns-inte"}).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_costs_the_same_for_few_and_many(
    client, strategist, round, ekvik, count, django_assert_max_num_queries
):
    for number in range(count):
        unit = make.make_administration(ekvik, f"Enhet {number}")
        vote(round, unit, *[("a", 3, "Hej")] * 5)
    close(round)
    client.force_login(strategist)

    with django_assert_max_num_queries(20):
        read(client, round, dela="enhet")


def test_a_unit_that_becomes_another_kind_tells_nothing_of_its_own(
    client, strategist, round, ekvik, school
):
    """The kinds stay as they were at the close; else the two pictures' difference is the unit."""
    board = make.make_organisation(parent=ekvik, kind="committee", name="Nämnden för lärande")
    small = make.make_organisation(parent=ekvik, kind="committee", name="Lilla nämnden")
    vote(round, school, *[("a", 3, None)] * 6)
    vote(round, board, *[("a", 1, None)] * 6)
    vote(round, small, *[("a", 4, None)] * 2)
    close(round)
    client.force_login(strategist)
    before = file(client, round, dela="slag")

    Organisation.objects.filter(pk=small.pk).update(kind="administration")

    assert file(client, round, dela="slag") == before
