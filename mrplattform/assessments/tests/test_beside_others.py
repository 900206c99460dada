"""Others' answers beside one's own: only of those who shared, never in order of them."""

import datetime as dt

import pytest
from django.contrib.contenttypes.models import ContentType
from django.urls import reverse

from mrplattform.assessments.models import Assessment, Round
from mrplattform.assessments.tests.grid import answered, grid_version, past_round, sent
from mrplattform.organisations.models import Share
from tests import make


@pytest.fixture
def version(db):
    return grid_version()


@pytest.fixture
def round(ekvik, version):
    return make.make_round(ekvik, version=version)


@pytest.fixture
def theirs(neighbour, version):
    granby = neighbour.standing.functions[0].authority
    round = past_round(granby, version, title="Granby frågar")
    answered(round, make.make_administration(granby), 4, 4)
    answered(round, make.make_administration(granby), 0, 0, state=Assessment.State.DRAFT)
    return round


def share(round, authority):
    Share.objects.create(
        content_type=ContentType.objects.get_for_model(Round),
        object_id=round.pk,
        authority=round.authority,
        to_organisation=authority,
        starts=dt.date(2020, 1, 1),
    )


def page(client, round, **query):
    return client.get(reverse("assessments:compare", args=[round.pk]), query)


def first_row(response):
    return [cell.key for cell in response.context["matrix"].groups[0].rows[0].cells]


def test_only_those_who_shared_stand_beside(client, reader, ekvik, round, school, theirs):
    answered(round, school, 1, 1)
    client.force_login(reader)
    assert "Ingen annan har delat än" in page(client, round).content.decode()

    share(theirs, ekvik)
    response = page(client, round)

    assert [one.full for one in response.context["matrix"].columns] == ["Ekvik", "Granby"]
    assert first_row(response) == ["1", "4"]  # what Granby has not handed in is not in it
    assert "Granby frågar" in response.content.decode()


def test_the_sharing_authority_sees_nothing_back(client, neighbour, ekvik, round, school, theirs):
    answered(round, school, 1, 1)
    share(theirs, ekvik)
    client.force_login(neighbour)

    assert page(client, round).status_code == 404
    assert "Ekvik" not in page(client, theirs).content.decode()


def test_other_questions_are_not_compared(client, reader, ekvik, round, theirs):
    other = past_round(theirs.authority, make.make_version(key="annat"), title="Annat")
    share(other, ekvik)
    client.force_login(reader)

    assert page(client, round).context["others"] == []


def test_others_stand_in_the_order_of_their_names(client, reader, ekvik, version, round, school):
    answered(round, school, 1, 1)
    for name, level in (("Östby", 4), ("Ånge", 0), ("Alby", 2)):
        town = make.make_municipality(name)
        asked = past_round(town, version)
        answered(asked, make.make_administration(town), level, level)
        share(asked, ekvik)
    client.force_login(reader)

    response = page(client, round)

    names = [one.full for one in response.context["matrix"].columns]
    assert names == ["Ekvik", "Alby", "Ånge", "Östby"]
    assert first_row(response) == ["1", "2", "0", "4"]


def test_a_chosen_round_of_another(client, reader, ekvik, version, round, school, theirs):
    answered(round, school, 1, 1)
    older = past_round(theirs.authority, version, 2023)
    answered(older, make.make_administration(theirs.authority), 2, 2)
    for one in (theirs, older):
        share(one, ekvik)
    client.force_login(reader)

    assert first_row(page(client, round)) == ["1", "4"]  # the newest
    assert first_row(page(client, round, med=older.pk)) == ["1", "2"]
    assert first_row(page(client, round, med=[theirs.pk, older.pk])) == ["1", "4", "2"]


def test_another_scale_is_not_compared(client, reader, ekvik, school, neighbour):
    scale = [{"value": value, "label": {"sv": f"Steg {value}"}} for value in range(3)]
    ours = make.make_version({"key": "f1"}, key="provet")
    granby = neighbour.standing.functions[0].authority
    own = make.make_version({"key": "f1", "options": scale}, key="provet", authority=granby)
    round, theirs = make.make_round(ekvik, version=ours), past_round(granby, own)
    answered(round, school, 1)
    answered(theirs, make.make_administration(granby), 2)
    share(theirs, ekvik)
    client.force_login(reader)

    response = page(client, round)

    assert first_row(response) == ["1", "n"]
    assert "svaras på en annan skala" in response.content.decode()


def test_what_stands_beside_leaves_as_a_file(client, reader, ekvik, round, school, theirs):
    answered(round, school, 1, 1)
    share(theirs, ekvik)
    client.force_login(reader)

    lines = sent(page(client, round, format="csv")).splitlines()

    assert lines[1].startswith("society;Fråga 1;Ekvik;Plattformen 2026;0;1;0;0;0")
    assert lines[2].startswith("society;Fråga 1;Granby;Granby frågar;0;0;0;0;1")
