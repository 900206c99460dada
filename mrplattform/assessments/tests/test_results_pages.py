"""What all the pages of the results share: their cost, their files, how fresh they are."""

import io

import pytest
from django.urls import reverse
from python_calamine import CalamineWorkbook

from mrplattform.assessments.models import Assessment
from mrplattform.assessments.results.units import Units
from mrplattform.assessments.tests.grid import answered, grid_version, past_round
from mrplattform.core.dates import now
from tests import make

State = Assessment.State
PAGES = ["results", "section", "time", "movement", "spread", "texts", "compare", "meeting"]


@pytest.fixture
def round(ekvik):
    return make.make_round(ekvik, version=grid_version())


def address(name, round, *more):
    return reverse(f"assessments:{name}", args=[round.pk, *more])


def where(name, round):
    return address(name, round, *(["society.equality"] if name == "section" else []))


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize("name", PAGES)
def test_a_page_costs_the_same_for_one_unit_and_three(
    client, strategist, ekvik, round, name, count, django_assert_max_num_queries
):
    """Three rounds in two versions, with a merger on the way: all that is asked of the database."""
    newer = grid_version(number=2)
    now_asked = make.make_round(ekvik, version=newer, title="Plattformen nu")
    rounds = [past_round(ekvik, round.version, 2024), past_round(ekvik, round.version), now_asked]
    for _ in range(count):
        unit = make.make_administration(ekvik)
        for number, one in enumerate(rounds):
            answered(one, unit, number, 2, 3)
    answered(now_asked, make.make_administration(ekvik, "Ny"), 1)
    client.force_login(strategist)

    with django_assert_max_num_queries(20):
        assert client.get(where(name, now_asked)).status_code == 200


@pytest.mark.parametrize("name", PAGES)
def test_every_page_and_file_tells_how_fresh_it_is(client, reader, ekvik, round, school, name):
    answered(round, school, 1, 2, submitted_at=now())
    answered(round, make.make_administration(ekvik), 4, state=State.DRAFT)
    words = Units(round, reader).freshness.words
    client.force_login(reader)

    page = client.get(where(name, round)).content.decode()
    file = b"".join(client.get(where(name, round), {"format": "csv"})).decode("utf-8-sig")

    assert "1 av 2 enheter har skickat in, den senaste" in words
    assert "1 utkast är inte med." in words
    assert words in page
    assert words in file.splitlines()[-1]


def test_who_sees_drafts_is_told_that_others_do_not(strategist, round, school):
    answered(round, school, 1, state=State.DRAFT)

    assert "1 utkast är med, men visas inte för andra." in Units(round, strategist).freshness.words


@pytest.mark.parametrize("name", PAGES)
def test_a_round_without_names_is_not_shown_by_unit(client, strategist, ekvik, name):
    round = make.make_round(ekvik, version=grid_version(), kind="anonymous")
    client.force_login(strategist)

    expected = 200 if name == "results" else 404  # the first has a page of its own
    assert client.get(where(name, round)).status_code == expected


@pytest.mark.parametrize("name", [*PAGES, "workbook"])
def test_an_empty_round_has_pages_too(client, strategist, round, name):
    client.force_login(strategist)

    assert client.get(where(name, round)).status_code == 200


def test_a_whole_round_is_one_workbook(client, strategist, ekvik, round, school):
    answered(past_round(ekvik, round.version), school, 1)
    one = answered(round, school, 3, "u")
    one.sheet.answers.filter(question__key="society.equality.1").update(comment="=1+1")
    client.force_login(strategist)

    body = b"".join(client.get(address("workbook", round)))
    book = CalamineWorkbook.from_filelike(io.BytesIO(body))
    sheets = {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}

    assert list(sheets) == [
        "Svar",
        "Avsnitt och enheter",
        "Svar som rört sig",
        "Texter",
        "Om svaren",
    ]
    assert len(sheets["Svar"]) == 9
    assert len(sheets["Avsnitt och enheter"]) == 5
    assert sheets["Svar som rört sig"][1][3:6] == ["1 Påbörjat", "3 Genomfört", "Framåt"]
    assert sheets["Texter"][1][5] == "=1+1"  # a text in its cell, never a formula
    assert sheets["Om svaren"][2][0].startswith("Frågorna ställdes")


def test_a_large_round_is_read_some_units_at_a_time(client, strategist, ekvik, round, monkeypatch):
    monkeypatch.setattr("mrplattform.assessments.showing.lines.A_PART", 2)
    monkeypatch.setattr("mrplattform.assessments.views.workbook.A_PART", 2)
    for number in range(5):
        answered(round, make.make_administration(ekvik, f"Enhet {number}"), 3)
    client.force_login(strategist)

    body = b"".join(client.get(address("workbook", round)))
    rows = CalamineWorkbook.from_filelike(io.BytesIO(body)).get_sheet_by_name("Svar").to_python()

    assert len(rows) == 1 + 5 * 8
    assert [row[3] for row in rows[1::8]] == [f"Enhet {number}" for number in range(5)]


@pytest.mark.parametrize("form", ["pdf", "docx"])
def test_the_matrix_goes_on_paper(client, reader, round, school, form):
    answered(round, school, 3, 2)
    client.force_login(reader)

    response = client.get(address("results", round), {"format": form})

    assert response.status_code == 200
    assert response.content[:4] == {"pdf": b"%PDF", "docx": b"PK\x03\x04"}[form]


def test_units_beyond_the_page_count_in_what_is_missing(client, strategist, ekvik, round):
    for _ in range(22):
        answered(round, make.make_administration(ekvik), 1)
    client.force_login(strategist)

    response = client.get(address("results", round))

    assert len(response.context["matrix"].columns) == 20
    assert response.context["total"].missing == 22 * 7


def test_very_many_units_are_compared_a_page_at_a_time(
    client, strategist, ekvik, round, monkeypatch
):
    for module in ("MOST_UNITS", "WIDE_PAGE"):
        monkeypatch.setattr(f"mrplattform.assessments.views.movement.{module}", 2)
    earlier = past_round(ekvik, round.version)
    for _ in range(5):
        unit = make.make_administration(ekvik)
        answered(earlier, unit, 1)
        answered(round, unit, 2)
    client.force_login(strategist)

    page = client.get(address("movement", round), {"enheter": 2})
    file = b"".join(client.get(address("movement", round), {"format": "csv"})).decode()

    assert page.context["step"].total.forward == 2
    assert "Enhet 3–4 av 5" in page.content.decode()
    assert file.count("Framåt") == 5
    assert client.get(address("time", round)).status_code == 200
