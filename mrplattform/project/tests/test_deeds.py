"""What was done in the authority, for its strategist and its auditor."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from mrplattform.core.history import record
from mrplattform.core.models import Deed
from mrplattform.organisations.models import Role
from mrplattform.project.index import refresh
from tests import make

PAGE = reverse("project:deeds")


@pytest.fixture
def done(ekvik, school, strategist, reporter):
    """Two deeds by two people with two things."""
    plan = make.make_plan(ekvik, title="Program för alla")
    measure = make.make_measure(plan, title="Tolk i omsorgen")
    refresh.go_through()
    Deed.objects.all().delete()
    record(strategist, "created", plan, why="KS § 12")
    record(reporter, "judged", measure, changes={"judgement": ["", "Sen"]})
    old = Deed.objects.get(verb="created")
    Deed.objects.filter(pk=old.pk).update(at=dt.datetime(2026, 3, 1, 12, tzinfo=dt.UTC))


def rows(client, person, **chosen):
    client.force_login(person)
    table = client.get(PAGE, chosen).context["table"]
    return [deed.verb for deed in table.rows]


def test_deeds_stand_newest_first_with_who_what_and_why(client, strategist, done):
    assert rows(client, strategist) == ["judged", "created"]
    page = client.get(PAGE).content.decode()

    for words in ("Astrid Sandell", "Program för alla", "KS § 12", "Insats:"):
        assert words in page


@pytest.mark.parametrize(
    ("chosen", "verbs"),
    [
        ({"vem": "hedlund"}, ["judged"]),
        ({"vem": "MR-strateg"}, ["created"]),
        ({"sak": "tolk"}, ["judged"]),
        ({"sak": "finns inte"}, []),
        ({"slag": "plan"}, ["created"]),
        ({"till": "2026-03-01"}, ["created"]),
        ({"fran": "2026-03-02"}, ["judged"]),
        ({"fran": "2026-03-01", "till": "2026-03-01", "vem": "Astrid"}, ["created"]),
    ],
)
def test_filters(client, strategist, done, chosen, verbs):
    assert rows(client, strategist, **chosen) == verbs


def test_a_wrong_date_is_told(client, strategist, done):
    client.force_login(strategist)

    assert "Skriv datumet" in client.get(PAGE, {"fran": "i går"}).content.decode()


def test_everything_leaves_as_a_file(client, strategist, done):
    client.force_login(strategist)

    words = client.get(PAGE, {"format": "csv"}).getvalue().decode("utf-8-sig")

    assert "Insats: Tolk i omsorgen" in words
    assert "KS § 12" in words
    assert "Bedömning: tomt → Sen" in words


def test_a_sheet_of_answers_goes_by_its_assessment(client, strategist, ekvik, school):
    assessment = make.make_assessment(make.make_round(ekvik, title="Runda"), school)
    refresh.go_through()
    record(strategist, "opened", assessment.sheet)
    client.force_login(strategist)

    page = client.get(PAGE).content.decode()

    assert "Svar från Barn- och utbildningsförvaltningen: Runda" in page


def test_a_neighbour_sees_her_own(client, neighbour, done):
    assert rows(client, neighbour) == []


def test_an_auditor_reads_them(client, ekvik, done):
    assert rows(client, make.make_member(ekvik, Role.AUDITOR)) == ["judged", "created"]


@pytest.mark.parametrize("who", ["reporter", "manager", "elected", "reader", "administrator"])
def test_others_are_refused(client, request, who):
    client.force_login(request.getfixturevalue(who))

    assert client.get(PAGE).status_code == 403


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_asks_the_same_however_much_was_done(client, strategist, ekvik, count):
    for _number in range(count):
        plan = make.make_plan(ekvik)
        record(strategist, "created", plan)
        record(strategist, "created", make.make_measure(plan))
    refresh.go_through()
    client.force_login(strategist)
    client.get(PAGE)

    with CaptureQueriesContext(connection) as asked:
        client.get(PAGE)

    QUERIES.add(len(asked))
    assert len(QUERIES) == 1
    assert len(asked) <= 20


QUERIES: set[int] = set()
