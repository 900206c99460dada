"""Nuläge: the picture of the answers, and the same numbers as a table and a file."""

import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from python_calamine import CalamineWorkbook

from mrplattform.assessments.models import Assessment
from mrplattform.organisations.models import Circle, Role
from mrplattform.project.situation import latest
from tests import make

PAGE = reverse("project:situation")


def cell_of(person):
    return latest(person).cells[0]


def test_a_cell_counts_levels_and_movement(strategist, answered):
    cell = cell_of(strategist)

    assert dict(cell.now.levels) == {2: 2, 1: 1}
    assert cell.now.unknown == 1
    assert (cell.now.forward, cell.now.backward) == (2, 1)
    assert dict(cell.spot.before.levels) == {0: 1, 1: 1, 2: 1, 3: 1}
    assert cell.criteria == 4
    assert "påbörjat 1, beslutat 2" in cell.ridge.alt


CELL = reverse("project:situation_cell")
HERE = {"roll": "role.welfare", "princip": "principle.equality"}


def test_the_cell_leads_to_the_answers_behind_it(client, strategist, answered):
    client.force_login(strategist)
    address = cell_of(strategist).answers_url

    assert address == f"{answered[1].results_url}?roll=role.welfare&princip=principle.equality"
    assert client.get(address).status_code == 200


def test_the_cell_opens_to_criteria_findings_and_measures(
    client, strategist, answered, grid, ekvik
):
    finding = make.make_finding(ekvik, topics=grid)
    measure = make.make_measure(make.make_plan(ekvik))
    measure.topics.set(grid)
    client.force_login(strategist)

    grid_page = client.get(PAGE).content.decode()
    opened = client.get(CELL, HERE)
    page = opened.content.decode()

    assert f"{CELL}?roll=role.welfare&amp;princip=principle.equality" in grid_page
    criteria = opened.context["opened"].criteria
    assert len(criteria) == 4
    assert [sum(one.counts) + one.spot.now.unknown for one in criteria] == [1, 1, 1, 1]
    for thing in (finding, measure):
        assert f'<a href="{thing.get_absolute_url()}">{thing.title}</a>' in page


def test_the_opened_cell_says_what_is_not_there(client, reader, answered):
    client.force_login(reader)

    page = client.get(CELL, HERE).content.decode()

    assert "Ingen har skrivit en slutsats" in page
    assert "Ingen insats är kopplad hit" in page


def test_the_opened_cells_file_says_the_same(client, reader, answered):
    client.force_login(reader)

    response = client.get(CELL, {**HERE, "format": "xlsx"})
    book = CalamineWorkbook.from_filelike(io.BytesIO(response.content))

    assert book.sheet_names == ["Kriterier", "Slutsatser", "Insatser"]
    rows = book.get_sheet_by_name("Kriterier").to_python()
    shown = client.get(CELL, HERE).context["opened"].criteria
    assert [row[1:6] for row in rows[1:]] == [one.counts for one in shown]


@pytest.mark.parametrize("query", [{}, {"roll": "role.welfare", "princip": "x"}])
def test_no_such_cell(client, reader, answered, query):
    client.force_login(reader)
    assert client.get(CELL, query).status_code == 404


def test_a_neighbour_meets_no_cell_of_ours(client, neighbour, answered):
    client.force_login(neighbour)
    theirs = {**HERE, "kartlaggning": answered[1].pk}
    assert client.get(CELL, theirs).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_the_cell_asks_the_same_however_many(client, reader, answered, grid, ekvik, count):
    for _number in range(count):
        make.make_finding(ekvik, topics=grid)
        make.make_measure(make.make_plan(ekvik)).topics.set(grid)
    client.force_login(reader)
    unit = answered[1].assessments.first().organisation_id
    for query in (HERE, HERE | {"enhet": unit}):
        client.get(CELL, query)
        with CaptureQueriesContext(connection) as asked:
            client.get(CELL, query)
        assert len(asked) <= 20
        assert CELL_QUERIES.setdefault(len(query), len(asked)) == len(asked)


CELL_QUERIES: dict[int, int] = {}


def test_findings_and_measures_are_counted_in_their_place(strategist, answered, grid, ekvik):
    role, principle = grid
    other = make.make_topic("role.employer", kind="role")
    plan = make.make_plan(ekvik)
    make.make_finding(ekvik, topics=[role, principle])
    make.make_finding(ekvik, topics=[other, principle])
    make.make_finding(ekvik, topics=[role])
    make.make_measure(plan).topics.set([role, principle])

    cell = cell_of(strategist)

    assert (cell.findings, cell.measures) == (1, 1)


def test_only_what_the_reader_may_see_is_counted(answered, grid, ekvik):
    outsider = make.make_member(make.make_administration(ekvik), Role.READER)
    make.make_finding(ekvik, topics=grid, circle=Circle.UNIT)
    draft = Assessment.objects.filter(round=answered[1])
    draft.update(state=Assessment.State.DRAFT)
    other = make.make_assessment(
        answered[1], make.make_administration(ekvik), state=Assessment.State.APPROVED
    )
    make.fill(other, 4, 4, 4, 4)

    cell = cell_of(outsider)

    assert dict(cell.now.levels) == {4: 4}
    assert cell.findings == 0


def test_the_page_has_the_picture_and_its_twin(client, reader, answered):
    client.force_login(reader)

    page = client.get(PAGE).content.decode()

    assert "1 av 1 enheter har skickat in svar på 4 frågor" in page
    assert "Vanligast:" in page
    assert "2 framåt" in page
    assert 'Jämlikhet</a></th><td class="mr-num">0</td><td class="mr-num">1</td>' in page


def test_without_comparison_there_is_no_movement(client, reader, answered):
    client.force_login(reader)

    page = client.get(PAGE + "?jamfor=ingen").content.decode()

    assert "2 framåt" not in page
    assert "mr-ridge" in page


def test_one_unit_can_be_chosen(client, reader, answered, ekvik, school):
    other = make.make_assessment(
        answered[1], make.make_administration(ekvik), state=Assessment.State.APPROVED
    )
    make.fill(other, 4, 4, 4, 4)
    client.force_login(reader)

    whole = client.get(PAGE).context["situation"]
    part = client.get(f"{PAGE}?enhet={school.pk}").context["situation"]

    assert whole.cells[0].now.levels[4] == 4
    assert part.cells[0].now.levels[4] == 0


def test_the_file_says_the_same(client, reader, answered):
    client.force_login(reader)

    response = client.get(PAGE + "?format=xlsx")
    rows = CalamineWorkbook.from_filelike(io.BytesIO(response.content)).get_sheet_by_index(0)
    head, line = rows.to_python()[:2]

    assert head[:4] == ["Roll", "Princip", "0 Inte påbörjat", "1 Påbörjat"]
    assert line == ["Välfärdsaktör", "Jämlikhet", 0, 1, 2, 0, 0, 1, 0, 0, 2, 1, 0, 0]


def test_a_round_without_roles_is_not_shown_here(reader, ekvik, school):
    round = make.make_round(ekvik)
    make.fill(make.make_assessment(round, school, state=Assessment.State.APPROVED), 1, 2)

    assert latest(reader) is None


@pytest.mark.parametrize(("who", "button"), [("strategist", True), ("reader", False)])
def test_before_the_first_answers_the_page_says_what_will_come(client, request, who, button):
    client.force_login(request.getfixturevalue(who))

    page = client.get(PAGE).content.decode()

    assert "Här kommer bilden av nuläget" in page
    assert ("Till kartläggningarna" in page) is button


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_asks_the_same_however_many_answer(client, reader, answered, ekvik, count):
    for _number in range(count):
        one = make.make_assessment(
            answered[1], make.make_administration(ekvik), state=Assessment.State.APPROVED
        )
        make.fill(one, 1, 2, 3, 4)
    client.force_login(reader)
    client.get(PAGE)

    with CaptureQueriesContext(connection) as asked:
        client.get(PAGE)

    QUERIES.add(len(asked))
    assert len(QUERIES) == 1
    assert len(asked) <= 20


QUERIES: set[int] = set()
