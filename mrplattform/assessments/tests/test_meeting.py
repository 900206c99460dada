"""Results on the wall: one thing at a time, what to talk about, and nothing that the room may not see."""

import pytest
from django.urls import reverse

from mrplattform.assessments.models import Assessment
from mrplattform.assessments.results import Tally
from mrplattform.assessments.showing.spreading import Lie
from mrplattform.assessments.showing.talking import questions_about
from mrplattform.assessments.tests.grid import answered, grid_version, past_round
from tests import make


@pytest.fixture
def round(ekvik):
    return make.make_round(ekvik, version=grid_version())


def page(client, round, **query):
    return client.get(reverse("assessments:meeting", args=[round.pk]), query)


def test_one_section_at_a_time(client, reader, round, school):
    answered(round, school, 1, 3)
    client.force_login(reader)

    first = page(client, round)
    places = first.context["places"]
    second = page(client, round, avsnitt="society.participation").context["places"]

    assert first.context["talks"][0].lie.title == "society"
    assert (places.number, places.count, places.previous) == (1, 4, "")
    assert places.next == "?avsnitt=society.participation"
    assert (second.number, second.previous) == (2, "?avsnitt=society.equality")


def test_one_question_at_a_time(client, reader, round, school):
    answered(round, school, 1, 3)
    client.force_login(reader)

    response = page(client, round, fraga="society.equality.2")

    assert response.context["talks"][0].lie.title == "Fråga 2"
    assert response.context["places"].next == "?fraga=society.participation.1"
    assert response.context["places"].number == 2


def test_units_movement_and_gaps_are_told(client, reader, ekvik, round, school):
    answered(past_round(ekvik, round.version), school, 1, 1)
    answered(round, school, 3, 1)
    answered(round, make.make_administration(ekvik, "Omsorgen"), "u", "u")
    client.force_login(reader)

    (talk,) = page(client, round).context["talks"]

    assert talk.levels == [(1, "Påbörjat", ["Barn- och utbildningsförvaltningen"])]
    assert talk.unknown == ["Omsorgen"]
    assert talk.moved == "1 svar framåt, 0 bakåt, 1 oförändrat."
    assert talk.gaps == ["2 svar är ”vet ej”."]


def test_drafts_are_not_on_the_wall_whoever_is_at_the_keyboard(client, strategist, round, school):
    answered(round, school, 4, 4, state=Assessment.State.DRAFT)
    client.force_login(strategist)

    response = page(client, round)

    (talk,) = response.context["talks"]
    assert talk.lie.now.asked == 0
    assert talk.levels == []
    assert "1 utkast är inte med." in response.content.decode()


@pytest.mark.parametrize(
    ("levels", "unknown", "before", "first"),
    [
        ({2: 2}, 1, None, "Vad skulle vi behöva veta"),
        ({0: 3, 4: 3, 2: 1}, 0, None, "Menar vi samma sak"),
        ({2: 4}, 0, {3: 4}, "Vad har hänt sedan förra gången"),
        ({3: 4}, 0, None, "Hur vet vi att det märks"),
        ({1: 4}, 0, None, "Vad är det som hindrar oss"),
        ({2: 4}, 0, None, "Vad skiljer det vi har beslutat"),
    ],
)
def test_the_questions_fit_the_picture(levels, unknown, before, first):
    now, then = Tally(unknown=unknown), None
    now.levels.update(levels)
    if before:
        then = Tally()
        then.levels.update(before)

    questions = questions_about(Lie("", [], now, then, 0))

    assert len(questions) == 3
    assert questions[0].startswith(first)


def test_what_the_group_says_becomes_a_draft_of_a_finding(client, strategist, round, school):
    answered(round, school, 1, 1)
    client.force_login(strategist)

    text = page(client, round, fraga="society.equality.1").content.decode()
    assert 'name="text"' in text
    query = {
        "kartlaggning": round.pk,
        "avsnitt": "society.equality",
        "fraga": "society.equality.1",
        "text": "Vi saknar rutin.",
    }
    draft = client.get(reverse("assessments:finding_new"), query)

    assert "Vi saknar rutin." in draft.content.decode()


def test_who_writes_no_findings_meets_no_field_for_it(client, reader, round, school):
    answered(round, school, 1, 1)
    client.force_login(reader)

    assert 'name="text"' not in page(client, round).content.decode()


def test_every_section_on_paper(client, reader, round, school):
    answered(round, school, 1, 1)
    client.force_login(reader)

    response = page(client, round, alla=1)

    assert len(response.context["talks"]) == 4
    assert response.content.decode().count("mr-meeting-page") == 4


@pytest.mark.parametrize("query", [{"avsnitt": "finns-inte"}, {"fraga": "finns-inte"}])
def test_what_does_not_exist_is_not_found(client, reader, round, school, query):
    answered(round, school, 1, 1)
    client.force_login(reader)

    assert page(client, round, **query).status_code == 404
