"""What the answers show: medians, movement, the grid, and who sees what."""

import datetime as dt
import io

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from mrplattform.assessments.models import HANDED_IN, Assessment, Round
from mrplattform.assessments.results import Results, Tally, distribution, lower_median
from mrplattform.assessments.tests.grid import CELLS, answered, grid_version
from mrplattform.organisations.models import Role, Succession
from mrplattform.questions.models import Kind
from tests import make

State = Assessment.State


# --- The lower median ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("levels", "middle"),
    [([], None), ([3], 3), ([1, 2], 1), ([0, 4], 0), ([4, 0, 2], 2), ([2, 2, 3, 3], 2)],
)
def test_the_lower_median(levels, middle):
    assert lower_median(levels) == middle


@given(st.lists(st.integers(0, 4), min_size=1))
def test_at_least_half_stand_at_the_median_or_above_and_at_or_below(levels):
    middle = lower_median(levels)

    assert middle in levels
    assert 2 * sum(level >= middle for level in levels) >= len(levels)
    assert 2 * sum(level <= middle for level in levels) >= len(levels)


# --- A world with a grid ---------------------------------------------------------------------


@pytest.fixture
def version(db):
    return grid_version()


@pytest.fixture
def round(ekvik, version):
    return make.make_round(ekvik, version=version)


@pytest.fixture
def earlier(ekvik, version):
    day = dt.date(2025, 10, 1)
    return make.make_round(
        ekvik,
        version=version,
        title="Plattformen 2025",
        opens=day,
        closes=day,
        state=Round.State.CLOSED,
    )


def cell(results, section_key, assessment):
    section = results.round.version.sections.get(key=section_key)
    return results.cells[section.pk, assessment.pk]


# --- Cells and movement ----------------------------------------------------------------------


def test_a_cell_shows_the_lower_median_of_its_section(round, school):
    one = answered(round, school, 1, 3, "u", 2, "n", "n", None, "u")
    results = Results(round)

    keys = [cell(results, f"{role}.{principle}", one).key for role, principle in CELLS]

    assert keys == [1, 2, "n", "m"]


def test_movement_is_counted_question_by_question(round, earlier, school):
    answered(earlier, school, 1, 3, 2, 2, "u", 0)
    one = answered(round, school, 3, 2, 2, 1, 4, "u")
    results = Results(round, earlier)

    moved = [
        (tally.forward, tally.backward, tally.move)
        for tally in (cell(results, f"{role}.{principle}", one) for role, principle in CELLS[:3])
    ]

    assert moved == [(1, 1, ""), (0, 1, "down"), (0, 0, "")]


def test_movement_follows_the_key_across_versions(ekvik, school, earlier):
    answered(earlier, school, 1, 1)
    newer = grid_version(number=2, cells=CELLS[::-1])
    round = make.make_round(ekvik, version=newer)
    one = answered(round, school, None, None, None, None, None, None, 4, 0)

    tally = cell(Results(round, earlier), "society.equality", one)

    assert (tally.forward, tally.backward) == (1, 1)


def test_a_unit_is_compared_with_the_one_it_took_over_from(round, earlier, ekvik, school):
    new = make.make_administration(ekvik)
    Succession.objects.create(predecessor=school, successor=new, day=dt.date(2026, 1, 1))
    answered(earlier, school, 1)
    one = answered(round, new, 3)

    assert cell(Results(round, earlier), "society.equality", one).forward == 1


def test_after_a_merger_there_is_nothing_to_compare_with(round, earlier, ekvik, school):
    other, new = make.make_administration(ekvik), make.make_administration(ekvik)
    for old in (school, other):
        Succession.objects.create(predecessor=old, successor=new, day=dt.date(2026, 1, 1))
        answered(earlier, old, 1)
    one = answered(round, new, 3)

    tally = cell(Results(round, earlier), "society.equality", one)

    assert (tally.forward, tally.backward, tally.same) == (0, 0, 0)


def test_questions_that_were_not_called_for_are_not_missing(ekvik, school):
    version = make.make_version(
        {"kind": Kind.YES_NO, "key": "har"},
        {"key": "hur", "condition": {"question": "har", "is": True}},
    )
    round = make.make_round(ekvik, version=version)
    one = make.make_assessment(round, school)
    make.make_answer(one.sheet, version.questions.get(key="har"), value=False)

    total = Results(round).total

    assert (total.missing, total.other) == (0, 1)


def test_a_unit_reads_as_it_was_called_when_it_was_asked(round, ekvik, school):
    answered(round, school, 1)
    period = school.periods.get()
    period.name = "Skolförvaltningen"
    period.save()

    results = Results(round)

    assert results.name(results.assessments[0]) == "Skolförvaltningen"


# --- The grid --------------------------------------------------------------------------------


def test_the_distribution_over_roles_and_principles(round, earlier, ekvik, school):
    other = make.make_administration(ekvik)
    answered(earlier, school, 1, 1)
    answered(earlier, other, 3, 3)
    answered(round, school, 2, 1, 0, 0)
    answered(round, other, 2, "u", "n", None)

    first, second = distribution(round, earlier)[:2]

    assert (first.role.key, first.principle.key) == ("role.society", "principle.equality")
    assert dict(first.levels) == {1: 1, 2: 2}
    assert (first.unknown, first.missing, first.not_applicable) == (1, 0, 0)
    assert (first.forward, first.backward) == (1, 1)
    assert first.most_common == [2]
    assert len(first.questions) == 2
    assert (second.missing, second.not_applicable) == (1, 1)


def test_levels_that_tie_are_both_named():
    tally = Tally()
    tally.levels.update([0, 0, 1, 1, 3])

    assert tally.most_common == [0, 1]


def test_only_the_states_that_are_asked_for_are_counted(round, ekvik, school):
    answered(round, school, 3)
    answered(round, make.make_administration(ekvik), 1, state=State.DRAFT)

    every = distribution(round)[0]
    handed_in = distribution(round, states=HANDED_IN)[0]

    assert dict(every.levels) == {3: 1, 1: 1}
    assert dict(handed_in.levels) == {3: 1}


def test_questions_outside_the_grid_are_left_out_of_it(ekvik, school):
    round = make.make_round(ekvik)
    answered(round, school, 3, 2)

    assert distribution(round) == []


# --- The page --------------------------------------------------------------------------------


def page(client, round, **query):
    return client.get(reverse("assessments:results", args=[round.pk]), query)


def matrix_rows(response):
    return [
        (group.label, row.label, [one.key for one in row.cells])
        for group in response.context["matrix"].groups
        for row in group.rows
    ]


def test_strategist_sees_sections_and_units(client, strategist, round, earlier, ekvik, school):
    answered(earlier, school, 1, 1)
    answered(round, school, 3, 3, 1, 1, 0, "u", "u")
    answered(round, make.make_administration(ekvik, "Miljöförvaltningen"), 2, state=State.DRAFT)
    client.force_login(strategist)

    response = page(client, round)

    assert matrix_rows(response) == [
        ("Society", "equality", ["3", "2"]),
        ("Society", "participation", ["1", "m"]),
        ("Democracy", "equality", ["0", "m"]),
        ("Democracy", "participation", ["m", "m"]),
    ]
    text = response.content.decode()
    assert "8 svar saknas" in text
    assert "Miljöförvaltningen är inte klar" in text
    assert "framåt sedan 2025" in text
    assert reverse("assessments:remind", args=[round.pk]) in text


@pytest.mark.parametrize("who", ["elected", "reader", "manager"])
def test_answers_not_handed_in_are_hidden_from_others(client, request, round, ekvik, school, who):
    person = request.getfixturevalue(who)
    other = make.make_administration(ekvik)
    answered(round, school, 1, 1, state=State.APPROVED)
    answered(round, other, 4, 4, state=State.DRAFT)
    client.force_login(person)

    response = page(client, round)

    assert matrix_rows(response)[0][2] == ["1", "m"]
    assert "inte inskickat än" in response.content.decode()
    assert response.context["total"].missing == 6  # the school's; the other's are nobody's business


def test_a_returned_sheet_is_hidden_again(client, reader, round, school):
    answered(round, school, 4, 4, state=State.RETURNED)
    client.force_login(reader)

    assert matrix_rows(page(client, round))[0][2] == ["m"]


def test_the_unit_sees_its_own_answers_before_they_are_handed_in(client, reporter, round, school):
    answered(round, school, 4, 4, state=State.DRAFT)
    client.force_login(reporter)

    assert matrix_rows(page(client, round))[0][2] == ["4"]


@pytest.mark.parametrize(
    ("query", "rows"),
    [
        ({"roll": "role.democracy"}, 2),
        ({"princip": "principle.equality"}, 2),
        ({"roll": "role.society", "princip": "principle.equality"}, 1),
        ({"visa": "bakat"}, 1),
        ({"visa": "saknas"}, 2),
        ({"visa": "bakat", "jamfor": "ingen"}, 0),
    ],
)
def test_the_matrix_is_narrowed(client, strategist, round, earlier, school, query, rows):
    answered(earlier, school, 4, 4, 1, 1)
    answered(round, school, 1, 1, 2, 2, 2, "u")
    client.force_login(strategist)

    assert len(matrix_rows(page(client, round, **query))) == rows


def test_units_without_what_is_asked_for_are_left_out(client, strategist, round, earlier, ekvik):
    units = [make.make_administration(ekvik, name) for name in ("Bakåt", "Framåt")]
    for unit, level in zip(units, (1, 3), strict=True):
        answered(earlier, unit, 2, 2)
        answered(round, unit, level, level)
    client.force_login(strategist)

    response = page(client, round, visa="bakat")

    assert [column.full for column in response.context["matrix"].columns] == ["Bakåt"]


def test_an_earlier_round_is_chosen(client, strategist, round, earlier, ekvik, version, school):
    day = dt.date(2024, 10, 1)
    older = make.make_round(ekvik, version=version, opens=day, closes=day, state="closed")
    answered(older, school, 4, 4)
    answered(earlier, school, 1, 1)
    answered(round, school, 2, 2)
    client.force_login(strategist)

    newest = page(client, round).content.decode()
    chosen = page(client, round, jamfor=older.pk).content.decode()

    assert "framåt sedan 2025" in newest
    assert "bakåt sedan 2024" in chosen


def test_units_are_ordered_by_name_when_asked(client, strategist, round, ekvik):
    for name in ("Överförmyndarkontoret", "Ånge", "Miljö"):
        answered(round, make.make_administration(ekvik, name), 1)
    client.force_login(strategist)

    names = [one.full for one in page(client, round, ordna="namn").context["matrix"].columns]

    assert names == ["Miljö", "Ånge", "Överförmyndarkontoret"]


def test_many_units_are_paged(client, strategist, round, ekvik):
    for number in range(23):
        answered(round, make.make_administration(ekvik, f"Enhet {number}"), 1)
    client.force_login(strategist)

    assert len(page(client, round).context["matrix"].columns) == 20
    assert len(page(client, round, sida=2).context["matrix"].columns) == 3


def test_what_moved_is_told_in_words(client, strategist, round, earlier, school):
    answered(earlier, school, 0, 0, 3, 3, 1, 1)
    answered(round, school, 2, 2, 1, 1, 1, 1, "u", "u")
    client.force_login(strategist)

    noticed = dict(page(client, round).context["noticed"])

    assert noticed["Störst steg framåt"] == "Society, equality: 2 svar framåt, 0 bakåt."
    assert noticed["Mest bakåt"] == "Society, participation: 2 svar bakåt, 0 framåt."
    assert noticed["Står stilla"] == "Democracy, equality."
    assert noticed["Vi vet inte"].startswith("2 svar är ”vet ej”, flest i Democracy")


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize("name", ["results", "section", "cell"])
def test_results_cost_the_same_for_one_unit_and_three(
    client, strategist, round, earlier, ekvik, name, count, django_assert_max_num_queries
):
    for _ in range(count):
        unit = make.make_administration(ekvik)
        answered(earlier, unit, 1, 2, 3)
        one = answered(round, unit, *[3] * 8)
    args = [round.pk]
    if name != "results":
        args.append("society.equality")
    if name == "cell":
        args.append(one.pk)
    client.force_login(strategist)

    with django_assert_max_num_queries(20):
        assert client.get(reverse(f"assessments:{name}", args=args)).status_code == 200


# --- One section, one cell -------------------------------------------------------------------


def test_a_section_shows_question_by_question(client, strategist, round, earlier, school):
    answered(earlier, school, 1, 3)
    one = answered(round, school, 2, 1)
    client.force_login(strategist)

    url = reverse("assessments:section", args=[round.pk, "society.equality"])
    response = client.get(url)

    cells = [row.cells[0] for row in response.context["matrix"].groups[0].rows]
    assert [(cell.key, cell.move) for cell in cells] == [("2", "up"), ("1", "down")]
    assert cells[0].url.startswith(
        reverse("assessments:cell", args=[round.pk, "society.equality", one.pk])
    )


def test_questions_without_levels_show_their_words(client, strategist, ekvik, school):
    version = make.make_version({"kind": Kind.TEXT, "key": "t"}, {"kind": Kind.YES_NO, "key": "j"})
    round = make.make_round(ekvik, version=version)
    one = make.make_assessment(round, school)
    make.make_answer(one.sheet, version.questions.get(key="t"), value="Vi frågar elevråden.")
    make.make_answer(one.sheet, version.questions.get(key="j"), value=True)
    client.force_login(strategist)

    overview = page(client, round).content.decode()
    section = client.get(reverse("assessments:section", args=[round.pk, "s"])).content.decode()

    assert "2 av 2 besvarade" in overview
    assert "Vi frågar elevråden." in section
    assert ">Ja<" in section


def test_a_cell_shows_the_answers_behind_and_how_they_came_about(
    client, strategist, reporter, round, earlier, school
):
    answered(earlier, school, 1)
    one = make.make_assessment(round, school)
    question = round.version.questions.order_by("order").first()
    first = make.make_answer(one.sheet, question, value=2, by=reporter, comment="Beslut i maj.")
    make.make_answer(
        one.sheet, question, value=3, by=reporter, comment="Alla gör så.", edition=first.edition
    )
    client.force_login(strategist)

    url = reverse("assessments:cell", args=[round.pk, "society.equality", one.pk])
    text = client.get(url).content.decode()

    assert "3 Genomfört" in text
    assert "Alla gör så." in text
    assert "I Plattformen 2025: 1 Påbörjat" in text
    assert "Bo Hedlund</b> ändrade svaret: 3 Genomfört" in text
    assert "Beslut i maj." in text


@pytest.mark.parametrize(
    ("who", "draft", "handed_in"),
    [
        ("strategist", 200, 200),
        ("reporter", 200, 200),
        ("elected", 403, 200),
        ("reader", 403, 200),
        ("neighbour", 404, 404),
        ("administrator", 404, 404),
    ],
)
def test_who_opens_a_cell(client, request, round, school, reporter, who, draft, handed_in):
    one = answered(round, school, 1, state=State.DRAFT)
    client.force_login(request.getfixturevalue(who))
    url = reverse("assessments:cell", args=[round.pk, "society.equality", one.pk])

    assert client.get(url).status_code == draft
    one.state = State.SUBMITTED
    one.save()
    assert client.get(url).status_code == handed_in


def test_a_cell_of_another_round_is_not_found(client, strategist, round, earlier, school):
    other = answered(earlier, school, 1)
    client.force_login(strategist)

    url = reverse("assessments:cell", args=[round.pk, "society.equality", other.pk])
    assert client.get(url).status_code == 404
    url = reverse("assessments:section", args=[round.pk, "finns-inte"])
    assert client.get(url).status_code == 404


def test_a_draft_has_no_results(client, strategist, ekvik):
    round = make.make_round(ekvik, state=Round.State.DRAFT)
    client.force_login(strategist)

    assert page(client, round).status_code == 404


def test_a_shared_round_opens_its_results_to_a_neighbour(client, neighbour, round, school):
    answered(round, school, 2, 2)
    client.force_login(neighbour)
    assert page(client, round).status_code == 404

    round.circle = "signed_in"
    round.save()

    assert matrix_rows(page(client, round))[0][2] == ["2"]


# --- Files -----------------------------------------------------------------------------------


def csv(response):
    return b"".join(response).decode("utf-8-sig").splitlines()


def test_the_matrix_leaves_as_excel_and_csv(client, strategist, round, earlier, school):
    answered(earlier, school, 1, 1)
    answered(round, school, 3, 2, "u")
    client.force_login(strategist)

    lines = csv(page(client, round, format="csv"))
    book = CalamineWorkbook.from_filelike(io.BytesIO(b"".join(page(client, round, format="xlsx"))))

    assert lines[0].startswith("Grupp;Avsnitt;Enhet;Läge;Mittersta nivå;Nivå i ord")
    assert lines[1].startswith(
        "Society;equality;Barn- och utbildningsförvaltningen;Godkänd;2;Beslutat"
    )
    assert len(lines) == 6
    assert lines[-1].startswith("Frågorna ställdes")
    assert len(book.get_sheet_by_index(0).to_python()) == 5


def test_a_file_holds_what_the_filters_let_through_and_nothing_hidden(
    client, reader, round, ekvik, school
):
    answered(round, school, 3, 2)
    answered(round, make.make_administration(ekvik, "Miljö"), 4, 4, state=State.DRAFT)
    client.force_login(reader)

    lines = csv(page(client, round, format="csv", roll="role.society"))

    assert len(lines) == 6
    miljo = [line for line in lines if "Miljö" in line]
    assert all("4" not in line for line in miljo)


def test_the_answers_of_a_section_leave_with_their_words(client, strategist, round, school):
    one = make.make_assessment(round, school)
    question = round.version.questions.order_by("order").first()
    make.make_answer(one.sheet, question, value=2, comment="=SUMMA(1)")
    client.force_login(strategist)

    url = reverse("assessments:section", args=[round.pk, "society.equality"])
    lines = csv(client.get(url, {"format": "csv"}))

    assert "'=SUMMA(1)" in lines[1]
    assert "2 Beslutat" in lines[1]
    assert "Svar saknas" in lines[2]


def test_other_roles_of_the_root_do_not_read_drafts(client, ekvik, round, school):
    answered(round, school, 4, 4, state=State.DRAFT)
    for role in (Role.ELECTED, Role.READER, Role.AUDITOR, Role.RESEARCHER):
        client.force_login(make.make_member(ekvik, role))
        assert matrix_rows(page(client, round))[0][2] == ["m"], role


def test_a_level_that_only_the_law_vouches_for_says_so(client, strategist, ekvik, school):
    version = make.make_version({"law": "lag 2018:1197"}, {})
    one = make.fill(make.make_assessment(make.make_round(ekvik, version=version), school), 3, 3)
    client.force_login(strategist)
    url = reverse("assessments:cell", args=[one.round_id, "s", one.pk])

    assert client.get(url).content.decode().count("enligt lag, effekt okänd") == 1
    make.make_evidence(one.sheet.answers.get(question__key="f1"))
    assert "enligt lag, effekt okänd" not in client.get(url).content.decode()


def test_the_columns_say_how_far_each_unit_has_come(client, strategist, round, ekvik):
    for state in State.values:
        answered(round, make.make_administration(ekvik, f"Enhet {state}"), 1, state=state)
    client.force_login(strategist)

    response = page(client, round)

    marks = {c.full: c.icon_words for c in response.context["matrix"].columns}
    assert marks["Enhet returned"] == "Återlämnad"
    assert marks["Enhet approved"] == ""
    assert len(response.context["shown"].marks) == 3
