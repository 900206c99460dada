"""How the answers lie: counted by the database, with what is no level told apart."""

from collections import Counter

import pytest
from django.urls import reverse

from mrplattform.assessments.results.counting import by_question, on_law_alone
from mrplattform.assessments.results.movement import questions_of
from mrplattform.assessments.results.units import Units
from mrplattform.assessments.tests.grid import answered, grid_version, past_round, sent
from mrplattform.questions.models import Kind
from tests import make


@pytest.fixture
def round(ekvik):
    return make.make_round(ekvik, version=grid_version())


def page(client, round, **query):
    return client.get(reverse("assessments:spread", args=[round.pk]), query)


def counted(round, reader):
    return by_question(Units(round, reader).readable, questions_of([round]))


def test_levels_and_what_is_no_level_are_counted_apart(strategist, round, ekvik):
    for level in (1, 1, 3, "u", "n", None):
        answered(round, make.make_administration(ekvik), level)

    tally = counted(round, strategist)[round.pk, "society.equality.1"]

    assert dict(tally.levels) == {1: 2, 3: 1}
    assert (tally.unknown, tally.not_applicable, tally.missing) == (1, 1, 1)


def test_questions_that_answers_call_for_are_counted_one_by_one(strategist, ekvik):
    version = make.make_version(
        {"kind": Kind.YES_NO, "key": "har"},
        {"key": "hur", "condition": {"question": "har", "is": True}},
    )
    round = make.make_round(ekvik, version=version)
    for has, level in ((True, 2), (True, None), (False, None)):
        one = make.make_assessment(round, make.make_administration(ekvik))
        make.make_answer(one.sheet, version.questions.get(key="har"), value=has)
        if level is not None:
            make.make_answer(one.sheet, version.questions.get(key="hur"), value=level)

    tally = counted(round, strategist)[round.pk, "hur"]

    assert dict(tally.levels) == {2: 1}
    assert tally.missing == 1  # who answered no was not asked


def test_a_question_that_a_unit_is_not_asked_is_not_missing(strategist, round, ekvik):
    one = answered(round, make.make_administration(ekvik), 1)
    one.sheet.left_out = ["society.equality.2"]
    one.sheet.save()

    counts = counted(round, strategist)

    assert counts[round.pk, "society.equality.2"].asked == 0
    assert counts[round.pk, "society.participation.1"].missing == 1


def test_levels_that_only_the_law_vouches_for_are_told_apart(client, strategist, ekvik, school):
    version = make.make_version({"law": "lag 2018:1197"}, {"law": "lag 2018:1197"}, {})
    round = make.make_round(ekvik, version=version)
    one = answered(round, school, 3, 2, 3)
    answered(round, make.make_administration(ekvik), 0, "u")
    make.make_evidence(one.sheet.answers.get(question__key="f2"))
    client.force_login(strategist)

    found = on_law_alone(Units(round, strategist).readable, questions_of([round])[round.pk])

    assert found == Counter({"f1": 1})
    assert "1 nivåer enligt lag, effekt okänd" in page(client, round).content.decode()


def test_where_answers_lie_furthest_apart(client, strategist, round, ekvik):
    for first, second in ((0, 2), (4, 2), (2, 2), (0, 2)):
        answered(round, make.make_administration(ekvik), first, second)
    client.force_login(strategist)

    context = page(client, round).context

    (apart, words), *_rest = context["apart"]
    assert apart.questions[0].key == "society.equality.1"
    expected = "Från Inte påbörjat till Följt upp med effekt. Vanligast: Inte påbörjat, 2 av 4."
    assert words == expected
    (alike, words), *_rest = context["alike"]
    assert alike.questions[0].key == "society.equality.2"
    assert words == "Alla 4 svar är på nivån Beslutat."


def test_a_section_is_shown_question_by_question_beside_the_year_before(
    client, strategist, ekvik, round, school
):
    answered(past_round(ekvik, round.version), school, 0, 1)
    answered(round, school, 3, 4)
    client.force_login(strategist)

    drawn = page(client, round, avsnitt="society.equality").context["drawn"]

    assert [one.title for one, _picture in drawn] == ["Fråga 1", "Fråga 2"]
    assert [dict(one.before.levels) for one, _picture in drawn] == [{0: 1}, {1: 1}]
    assert drawn[0][1].head == ["Nivå", "2025", "2026"]


def test_the_spread_leaves_as_a_file(client, strategist, round, school):
    answered(round, school, 3, "u")
    client.force_login(strategist)

    lines = sent(page(client, round, format="csv")).splitlines()

    assert lines[1] == "society;Fråga 1;0;0;0;1;0;0;0;0;0"
    assert lines[2] == "society;Fråga 2;0;0;0;0;0;1;0;0;0"


def test_without_levels_the_page_says_so(client, strategist, ekvik, school):
    version = make.make_version({"kind": Kind.TEXT, "key": "t"})
    round = make.make_round(ekvik, version=version)
    make.make_assessment(round, school)
    client.force_login(strategist)

    assert "Inga frågor med nivåer" in page(client, round).content.decode()
