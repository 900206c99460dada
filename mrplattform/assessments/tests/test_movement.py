"""What moved between rounds: counted, followed through versions and mergers, and told in words."""

import datetime as dt

import pytest
from django.urls import reverse

from mrplattform.assessments.models import Assessment, Round
from mrplattform.assessments.results import Results
from mrplattform.assessments.results.movement import Movement
from mrplattform.assessments.tests.grid import answered, grid_version, past_round, sent
from mrplattform.organisations.models import Succession
from mrplattform.questions.models import Framework
from tests import make

State = Assessment.State


@pytest.fixture
def version(db):
    return grid_version()


@pytest.fixture
def round(ekvik, version):
    return make.make_round(ekvik, version=version)


@pytest.fixture
def earlier(ekvik, version):
    return past_round(ekvik, version)


def page(client, name, round, **query):
    return client.get(reverse(f"assessments:{name}", args=[round.pk]), query)


def total(round, *earlier, reader):
    return Movement([*earlier, round], reader).steps[-1].total


def merge(*olds, into, day=dt.date(2026, 1, 1)):
    for old in olds:
        Succession.objects.create(predecessor=old, successor=into, day=day)


# --- Counting ----------------------------------------------------------------------------------


def test_answers_are_counted_by_where_they_went(strategist, round, earlier, school):
    answered(earlier, school, 1, 3, 2, "u", "n", None, 4)
    answered(round, school, 3, 2, 2, 1, 4, 4, "u")

    moved = total(round, earlier, reader=strategist)

    assert (moved.forward, moved.backward, moved.same, moved.learned) == (1, 1, 1, 1)


def test_five_rounds_are_told_step_by_step(client, strategist, ekvik, version, round, school):
    for year, level in ((2020, 4), (2022, 0), (2023, 1), (2024, 3), (2025, 2)):
        answered(past_round(ekvik, version, year), school, level)
    answered(round, school, 3)
    client.force_login(strategist)

    response = page(client, "movement", round)

    steps = response.context["steps"]
    assert [one["step"].before.opens.year for one in steps] == [2022, 2023, 2024, 2025]
    assert [one["step"].total.forward for one in steps] == [1, 1, 0, 1]
    assert steps[2]["words"] == "0 svar framåt, 1 bakåt, 0 oförändrade."
    assert response.context["chart"].rows[1][3] == "1"  # backward, from 2024 to 2025


def test_an_older_round_is_chosen(client, strategist, ekvik, version, round, earlier, school):
    older = past_round(ekvik, version, 2023)
    answered(older, school, 4)
    answered(earlier, school, 1)
    answered(round, school, 2)
    client.force_login(strategist)

    newest = page(client, "movement", round).context["step"]
    chosen = page(client, "movement", round, jamfor=older.pk).context["step"]

    assert (newest.total.forward, newest.total.backward) == (1, 0)
    assert (chosen.total.forward, chosen.total.backward) == (0, 1)


def test_the_matrix_and_the_movement_count_the_same(strategist, round, earlier, ekvik):
    for levels in ([1, 2, 3, 0, 4, "u", 1, 1], [0, 0, 4, 2, 2, 3, "n", None]):
        unit = make.make_administration(ekvik)
        answered(earlier, unit, *levels)
        answered(round, unit, *reversed(levels))

    moved, tally = total(round, earlier, reader=strategist), Results(round, earlier).total

    assert (moved.forward, moved.backward, moved.same) == (
        tally.forward,
        tally.backward,
        tally.same,
    )


def test_what_was_never_handed_in_is_no_starting_point(strategist, round, earlier, school):
    answered(earlier, school, 1, 1, state=State.DRAFT)
    one = answered(round, school, 3, 3)

    assert not total(round, earlier, reader=strategist)
    assert Results(round, earlier).before.get(one.organisation_id, {}) == {}


# --- Units that became others ------------------------------------------------------------------


def test_a_unit_is_followed_through_the_ones_it_took_over_from(
    strategist, ekvik, version, round, earlier, school
):
    older = past_round(ekvik, version, 2024)
    middle, new = make.make_administration(ekvik), make.make_administration(ekvik)
    merge(school, into=middle, day=dt.date(2025, 1, 1))
    merge(middle, into=new)
    answered(older, school, 1)
    answered(earlier, middle, 2)
    answered(round, new, 3)

    line = Movement([older, earlier, round], strategist, {new.pk}).line(new.pk)

    assert [one.organisation for one in line] == [school, middle, new]
    assert total(round, earlier, reader=strategist).forward == 1


def test_a_unit_that_was_asked_itself_is_not_compared_with_who_it_took_in(
    strategist, ekvik, round, earlier, school
):
    other = make.make_administration(ekvik)
    merge(other, into=school)
    answered(earlier, other, 4)
    answered(earlier, school, 1, state=State.DRAFT)
    answered(round, school, 3)

    assert not total(round, earlier, reader=strategist)


def test_after_a_merger_the_former_units_are_named(client, strategist, ekvik, round, earlier):
    olds = [make.make_administration(ekvik, name) for name in ("Arbete", "Vuxenutbildning")]
    new = make.make_administration(ekvik, "Arbete och vuxna")
    merge(*olds, into=new)
    former = [answered(earlier, old, 1) for old in olds]
    one = answered(round, new, 3)
    client.force_login(strategist)

    through_time = page(client, "time", round, enhet=new.pk).content.decode()
    cell = client.get(
        reverse("assessments:cell", args=[round.pk, "society.equality", one.pk])
    ).content.decode()

    for text in (through_time, cell):
        assert "Ny sedan sammanslagningen 2026" in text
        assert all(old.review_url in text for old in former)
    assert "En enhet är ny" in page(client, "movement", round).content.decode()


def test_former_units_that_never_handed_in_are_not_shown(client, reader, ekvik, round, earlier):
    olds = [make.make_administration(ekvik) for _ in range(2)]
    new = make.make_administration(ekvik)
    merge(*olds, into=new)
    for old in olds:
        answered(earlier, old, 1, state=State.DRAFT)
    answered(round, new, 3)
    client.force_login(reader)

    assert "sammanslagningen" not in page(client, "time", round, enhet=new.pk).content.decode()


# --- Questions that became others --------------------------------------------------------------


def changed_version(number, *, text="Fråga ett", options=None, authority=None):
    """The same one question by key, in other words or on another scale."""
    fields = {"key": "f1", "texts": {"sv": text}}
    if options:
        fields["options"] = options
    return make.make_version(fields, key="provet", number=number, authority=authority)


SCALE = [{"value": value, "label": {"sv": f"Steg {value}"}} for value in range(3)]


@pytest.fixture
def old(ekvik):
    return past_round(ekvik, changed_version(1))


def test_other_words_do_not_break_the_trend_but_are_told(client, strategist, ekvik, old, school):
    round = make.make_round(ekvik, version=changed_version(2, text="Fråga ett, tydligare"))
    answered(old, school, 1)
    one = answered(round, school, 3)
    client.force_login(strategist)

    response = page(client, "movement", round)
    text = response.content.decode()

    assert response.context["step"].total.forward == 1
    assert "Fråga ett, tydligare" in text
    assert "Framåt, frågan har ny lydelse" in text
    section = client.get(reverse("assessments:section", args=[round.pk, "s"])).content.decode()
    cell = client.get(reverse("assessments:cell", args=[round.pk, "s", one.pk])).content.decode()
    for shown in (section, cell):
        assert "Ny lydelse sedan 2025" in shown
    year = round.opens.year
    assert f"Ny lydelse {year}" in page(client, "time", round, rader="fragor").content.decode()


def test_levels_of_another_scale_are_not_compared(client, strategist, ekvik, old, school):
    round = make.make_round(ekvik, version=changed_version(2, options=SCALE))
    answered(old, school, 1)
    one = answered(round, school, 2)
    client.force_login(strategist)

    moved = total(round, old, reader=strategist)

    assert (moved.forward, moved.rescaled) == (0, 1)
    assert Results(round, old).total.forward == 0
    movement = page(client, "movement", round).content.decode()
    assert "Ny skala, jämförs inte" in movement
    assert "Steg 2" in movement
    assert "1 Påbörjat" in movement  # the words of its own scale
    cell = client.get(reverse("assessments:cell", args=[round.pk, "s", one.pk])).content.decode()
    assert "I Plattformen 2025: 1 Påbörjat" in cell
    assert "nivåerna jämförs inte" in cell
    spread = page(client, "spread", round).context["drawn"]
    assert spread[0][0].before is None


def test_an_authoritys_own_wording_carries_the_trend(strategist, ekvik, old, school):
    own = make.make_version(
        {"key": "f1", "texts": {"sv": "Vår egen fråga"}}, key="provet", authority=ekvik
    )
    assert Framework.objects.filter(key="provet").count() == 2
    round = make.make_round(ekvik, version=own)
    answered(old, school, 1)
    answered(round, school, 3)

    assert list(Round.objects.earlier_than(round)) == [old]
    assert total(round, old, reader=strategist).forward == 1


# --- Through time ------------------------------------------------------------------------------


def rows(response):
    return {
        f"{group.label} {row.label}": [(cell.key, cell.move) for cell in row.cells]
        for group in response.context["matrix"].groups
        for row in group.rows
    }


def test_the_whole_organisation_through_time(client, strategist, ekvik, round, earlier, school):
    other = make.make_administration(ekvik)
    for unit, then, now in ((school, 1, 3), (other, 1, 2)):
        answered(earlier, unit, then, then)
        answered(round, unit, now, now)
    client.force_login(strategist)

    response = page(client, "time", round)

    assert rows(response)["Society equality"] == [("1", ""), ("2", "up")]
    cell = response.context["matrix"].groups[0].rows[0].cells[0]
    assert cell.url == reverse("assessments:section", args=[earlier.pk, "society.equality"])


def test_one_unit_through_time_leads_to_its_answers(client, strategist, round, earlier, school):
    then = answered(earlier, school, 3)
    answered(round, school, 1)
    client.force_login(strategist)

    response = page(client, "time", round, enhet=school.pk, rader="fragor")

    assert rows(response)["society Fråga 1"] == [("3", ""), ("1", "down")]
    cell = response.context["matrix"].groups[0].rows[0].cells[0]
    assert cell.url == reverse("assessments:cell", args=[earlier.pk, "society.equality", then.pk])
    assert client.get(cell.url).status_code == 200


def test_questions_that_a_unit_is_not_asked_are_not_missing(client, strategist, round, school):
    one = answered(round, school, 1, 2)
    keys = [q.key for q in round.version.questions.filter(section__key="democracy.equality")]
    one.sheet.left_out = keys
    one.sheet.save()
    client.force_login(strategist)

    matrix = page(client, "results", round)
    section = client.get(reverse("assessments:section", args=[round.pk, "democracy.equality"]))

    assert [row.cells[0].key for g in matrix.context["matrix"].groups for row in g.rows] == [
        "1",
        "m",
        "n",
        "m",
    ]
    assert "frågan ställdes inte" in section.content.decode()
    assert page(client, "spread", round).context["drawn"][2][0].now.missing == 0


# --- The page and its file ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ({}, 3),
        ({"riktning": "forward"}, 1),
        ({"riktning": "backward"}, 1),
        ({"riktning": "learned"}, 1),
        ({"avsnitt": "society.equality"}, 2),
        ({"enhet": "0"}, 3),  # no such unit: the choice is told to be wrong, nothing is lost
    ],
)
def test_the_answers_that_moved_are_listed(
    client, strategist, round, earlier, school, query, count
):
    answered(earlier, school, 1, 3, "u", 2)
    answered(round, school, 2, 1, 3, 2)
    client.force_login(strategist)

    assert page(client, "movement", round, **query).context["table"].count == count


def test_movement_leaves_as_a_file(client, strategist, round, earlier, school):
    answered(earlier, school, 1)
    answered(round, school, 2)
    client.force_login(strategist)

    lines = sent(page(client, "movement", round, format="csv")).splitlines()

    assert lines[1].startswith("society;Fråga 1;Barn- och utbildningsförvaltningen;1 Påbörjat;2 B")
    assert lines[-1].startswith("Frågorna ställdes")


@pytest.mark.parametrize("name", ["time", "movement"])
def test_the_first_round_has_nothing_to_compare_with(client, strategist, round, school, name):
    answered(round, school, 2)
    client.force_login(strategist)

    response = page(client, name, round)

    assert response.status_code == 200
    assert "frågat" in response.content.decode() or "frågor igen" in response.content.decode()
