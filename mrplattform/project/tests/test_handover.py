"""The strategist leaves; the successor opens the handover file, and nothing is orphaned."""

import datetime as dt
import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from docx import Document as WordFile
from pypdf import PdfReader

from mrplattform.core.dates import today
from mrplattform.core.history import history, record
from mrplattform.organisations.services.holdings import hand_over
from mrplattform.organisations.services.people import leave
from mrplattform.project import house
from mrplattform.project.handover import handover, newly_taken_over
from mrplattform.project.index import refresh
from mrplattform.project.vacancies import vacancies
from tests import make

YESTERDAY = today() - dt.timedelta(days=1)


@pytest.fixture
def function(strategist):
    return strategist.standing.functions[0]


@pytest.fixture
def carried(ekvik, school, strategist, function):
    """One of everything that a function can carry."""
    round = make.make_round(ekvik, owner=function, title="Plattformen 2026")
    make.make_assessment(round, ekvik, reporter=function, approver=function)
    make.make_finding(ekvik, round=round)
    plan = make.make_plan(ekvik, owner=function, title="Program")
    measure = make.make_measure(
        plan, title="Tolk i omsorgen", responsible=function, ends=today() + dt.timedelta(days=20)
    )
    make.make_measure(plan, title="Sen insats", responsible=function, ends=YESTERDAY)
    make.make_report(round, owner=function, title="Nulägesrapport 2026")
    make.make_seat(make.make_group(ekvik), ekvik, function)
    make.make_decision(ekvik, title="Antar programmet")
    record(strategist, "changed", measure, why="Upphandlingen är sex veckor sen")
    refresh.go_through()
    return function


def page_of(client, person, function):
    client.force_login(person)
    return client.get(reverse("project:handover", args=[function.pk])).content.decode()


@pytest.mark.parametrize(
    "words",
    [
        "Tolk i omsorgen",
        "Sen insats",
        "Plattformen 2026",
        "Program",
        "Nulägesrapport 2026",
        "Barnrättsgruppen",
        "Antar programmet",
        "Upphandlingen är sex veckor sen",
        "försenad",
        "Bo Hedlund",  # to talk to
        "Astrid Sandell",
    ],
)
def test_everything_that_the_function_carries_stands_there(
    client, strategist, reporter, carried, words
):
    assert words in page_of(client, strategist, carried)


def test_the_nearest_comes_first(strategist, carried):
    blocks = list(handover(carried, strategist).words())
    start = blocks.index("Det som kommer först")
    near = blocks[start : start + 6]

    assert "Sen insats" in near[1]
    assert any("Plattformen 2026" in words for words in near)


@pytest.mark.parametrize("ending", ["docx", "pdf"])
def test_it_leaves_as_word_and_pdf_with_the_same_content(client, strategist, carried, ending):
    client.force_login(strategist)
    response = client.get(reverse("project:handover", args=[carried.pk]), {"format": ending})

    words = read_back(response.content, ending)

    for part in ("Överlämning: MR-strateg, Ekvik", "Tolk i omsorgen", "Nulägesrapport 2026"):
        assert part in words
    assert f"overlamning-mr-strateg-ekvik.{ending}" in response["Content-Disposition"]


def read_back(content, ending):
    if ending == "pdf":
        pages = PdfReader(io.BytesIO(content)).pages
        return " ".join(" ".join(page.extract_text() for page in pages).split())
    paper = WordFile(io.BytesIO(content))
    cells = [cell.text for table in paper.tables for row in table.rows for cell in row.cells]
    return " ".join([*(one.text for one in paper.paragraphs), *cells])


@pytest.mark.parametrize("ending", ["xlsx", "exe"])
def test_other_forms_are_not_there(client, strategist, carried, ending):
    client.force_login(strategist)
    address = reverse("project:handover", args=[carried.pk])

    assert client.get(address, {"format": ending}).status_code == 404


def test_a_function_that_carries_nothing_says_so(client, reporter):
    page = page_of(client, reporter, reporter.standing.functions[0])

    assert "väntar ingen uppgift" in page
    assert "Inget har en dag inom tre månader" in page


# --- The thread ------------------------------------------------------------------------------


def test_the_strategist_leaves_and_nothing_is_orphaned(client, strategist, carried, administrator):
    before = {duty.title for duty in house.duties([carried.pk])}
    leave(strategist, last_day=YESTERDAY, by=administrator)

    # Nobody holds it: all of it stands as vacant.
    vacancy = next(one for one in vacancies([carried.authority_id]) if one.function == carried)
    assert {duty.title for duty in vacancy.duties} == before

    successor = make.make_person("Nina Ny")
    hand_over(carried, successor, starts=today(), by=administrator)

    # The first thing she meets is the handover, and everything is hers.
    client.force_login(successor)
    start = client.get(reverse("project:start"))
    first = start.context["first"][0]
    assert first.title == "Du har tagit över som MR-strateg, Ekvik"
    page = client.get(first.address).content.decode()
    assert all(title in page for title in before)
    assert "Astrid Sandell" in page
    assert carried not in [one.function for one in vacancies([carried.authority_id])]
    assert {duty.title for duty in house.duties(successor.standing.function_ids)} == before

    # She says that she has read it; the file stays, the reminder does not.
    client.post(reverse("project:take_over", args=[carried.pk]))
    assert newly_taken_over(successor) == []
    assert "Jag har läst överlämningen" not in client.get(first.address).content.decode()
    assert history(carried)[0].verb == "took_over"


def test_saying_it_twice_is_said_once(client, strategist, function):
    make.make_holding(function, make.make_person("Per"), ends=dt.date(2026, 10, 1))
    successor = make.make_person("Nina")
    make.make_holding(function, successor, starts=today())
    client.force_login(successor)
    for _time in range(2):
        client.post(reverse("project:take_over", args=[function.pk]))

    assert history(function).filter(verb="took_over").count() == 1


def test_who_was_first_in_a_function_has_taken_over_from_nobody(strategist, reporter):
    assert newly_taken_over(strategist) == []


def test_who_came_back_to_her_own_function_is_not_told(ekvik):
    person = make.make_person()
    function = make.make_function(ekvik)
    make.make_holding(function, person, ends=dt.date(2026, 1, 1))
    make.make_holding(function, person, starts=today())

    assert newly_taken_over(person) == []


def test_an_old_handover_is_not_asked_about(ekvik):
    function, person = make.make_function(ekvik), make.make_person()
    make.make_holding(function, make.make_person(), ends=dt.date(2024, 1, 1))
    make.make_holding(function, person, starts=dt.date(2024, 1, 2))

    assert newly_taken_over(person) == []


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_asks_the_same_however_much_is_carried(client, strategist, carried, count):
    for number in range(count):
        plan = make.make_plan(carried.authority, owner=carried)
        record(strategist, "created", make.make_measure(plan, responsible=carried))
        record(strategist, "created", make.make_finding(carried.authority))
        record(strategist, "created", plan, why=f"Skäl {number}")
    refresh.go_through()
    page_of(client, strategist, carried)

    with CaptureQueriesContext(connection) as asked:
        client.get(reverse("project:handover", args=[carried.pk]))

    QUERIES.add(len(asked))
    assert len(QUERIES) == 1
    assert len(asked) <= 20, [one["sql"][:150] for one in asked]


QUERIES: set[int] = set()


def test_the_manager_above_asks_no_more(client, manager, reporter):
    address = reverse("project:handover", args=[reporter.standing.functions[0].pk])
    client.force_login(manager)
    client.get(address)

    with CaptureQueriesContext(connection) as asked:
        client.get(address)

    assert len(asked) <= 20


# --- Who may read ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("strategist", 200),
        ("reporter", 200),
        ("manager", 200),
        ("elected", 403),
        ("reader", 403),
        ("neighbour", 404),
        ("administrator", 403),
    ],
)
def test_the_reporters_handover_is_read_by_few(client, request, reporter, who, status):
    client.force_login(request.getfixturevalue(who))
    address = reverse("project:handover", args=[reporter.standing.functions[0].pk])

    assert client.get(address).status_code == status


def test_what_the_reader_may_not_see_is_not_named_among_the_deeds(client, ekvik, reporter, manager):
    """A deed done in the function's name with a thing that is closed since: its kind, no title."""
    other = make.make_function(make.make_administration(ekvik))
    secret = make.make_measure(
        make.make_plan(ekvik), title="Hemlig insats", responsible=other, circle="unit"
    )
    refresh.go_through()
    record(reporter, "changed", secret, why="Rättat")

    page = page_of(client, manager, reporter.standing.functions[0])

    assert "Rättat" in page
    assert "Hemlig insats" not in page
