"""Reading what units wrote, question by question."""

import pytest
from django.urls import reverse

from mrplattform.assessments.models import Assessment
from mrplattform.assessments.tests.grid import sent
from mrplattform.questions.models import Answer, Kind
from tests import make

State = Assessment.State


@pytest.fixture
def round(ekvik):
    version = make.make_version({}, {"kind": Kind.TEXT, "key": "hur"})
    return make.make_round(ekvik, version=version)


def wrote(round, unit, comment="", text="", level=2, state=State.APPROVED):
    one = make.make_assessment(round, unit, state=State.DRAFT)
    first, second = round.version.questions.order_by("order")
    if comment:
        make.make_answer(one.sheet, first, value=level, comment=comment)
    if text:
        make.make_answer(one.sheet, second, value=text)
    one.sheet.locked = state != State.DRAFT
    one.sheet.save()
    one.state = state
    one.save()
    return one


def page(client, round, **query):
    return client.get(reverse("assessments:texts", args=[round.pk]), query)


def said(response):
    return [
        (row["name"], row["answer"].comment or row["answer"].text)
        for row in response.context["rows"]
    ]


def test_texts_stand_question_by_question_with_who_wrote_them(client, reader, ekvik, round):
    wrote(round, make.make_administration(ekvik, "Skolan"), "För att vi beslutat.", "Vi frågar.")
    wrote(round, make.make_administration(ekvik, "Omsorgen"), "Inget beslut.")
    client.force_login(reader)

    response = page(client, round)

    assert said(response) == [
        ("Skolan", "För att vi beslutat."),
        ("Omsorgen", "Inget beslut."),
        ("Skolan", "Vi frågar."),
    ]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"fraga": "hur"}, ["Vi frågar elevråden."]),
        ({"sok": "ELEVRÅD"}, ["Vi frågar elevråden."]),
        ({"niva": "2"}, ["Alla gör så."]),
        ({"niva": "u"}, ["Ingen vet."]),
        ({"avsnitt": "s"}, ["Alla gör så.", "Ingen vet.", "Vi frågar elevråden."]),
        ({"sok": "finns inte"}, []),
    ],
)
def test_texts_are_narrowed(client, reader, ekvik, round, school, query, found):
    wrote(round, school, "Alla gör så.", "Vi frågar elevråden.")
    other = wrote(round, make.make_administration(ekvik), "Ingen vet.")
    Answer.objects.filter(sheet=other.sheet).update(state="unknown", level=None)
    client.force_login(reader)

    assert [words for _name, words in said(page(client, round, **query))] == found


def test_one_units_texts(client, reader, ekvik, round, school):
    wrote(round, school, "Vår text.")
    other = wrote(round, make.make_administration(ekvik), "Deras text.")
    client.force_login(reader)

    rows = said(page(client, round, enhet=other.organisation_id))

    assert [words for _name, words in rows] == ["Deras text."]


def test_texts_that_are_not_handed_in_are_for_the_unit_and_who_coordinates(
    client, reader, reporter, strategist, round, school
):
    wrote(round, school, "Ett utkast.", state=State.DRAFT)
    for person, count in ((reader, 0), (reporter, 1), (strategist, 1)):
        client.force_login(person)
        assert len(said(page(client, round))) == count
        assert ("Ett utkast." in sent(page(client, round, format="csv"))) == bool(count)


def test_a_chosen_question_leads_to_coding_and_to_a_finding(client, strategist, round, school):
    wrote(round, school, "Alla gör så.")
    client.force_login(strategist)

    text = page(client, round, fraga="f1").content.decode()

    for name in ("coding_new", "finding_new"):
        url = reverse(f"assessments:{name}")
        assert f"{url}?kartlaggning={round.pk}" in text
    finding = f"{reverse('assessments:finding_new')}?kartlaggning={round.pk}&avsnitt=s&fraga=f1"
    assert client.get(finding).status_code == 200


def test_texts_leave_as_a_file_without_formulas(client, strategist, round, school):
    wrote(round, school, "=1+1")
    client.force_login(strategist)

    assert ";'=1+1" in sent(page(client, round, format="csv"))


def test_many_texts_are_paged(client, reader, ekvik, round, settings):
    settings.PAGE_SIZE = 2
    for number in range(3):
        wrote(round, make.make_administration(ekvik, f"Enhet {number}"), f"Text {number}")
    client.force_login(reader)

    assert len(said(page(client, round))) == 2
    assert said(page(client, round, sida=2)) == [("Enhet 2", "Text 2")]
