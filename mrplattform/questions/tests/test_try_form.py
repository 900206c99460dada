"""The whole form is tried as the one who answers meets it, and all questions are put on paper."""

import io

import docx
import pytest
from django.urls import reverse

from mrplattform.questions.models import Answer, Kind
from tests import make

STEER = {"key": "has", "kind": Kind.YES_NO, "texts": {"sv": "Finns en rutin?"}}


@pytest.fixture
def version(db):
    return make.make_version(
        STEER,
        {"key": "why", "kind": Kind.TEXT, "condition": {"question": "has", "is": False}},
        {"key": "who", "kind": Kind.SEVERAL, "condition": {"question": "has", "is": True}},
        {"key": "board", "condition": {"question": "who", "in": ["a", "c"]}},
        {"key": "last", "kind": Kind.NUMBER, "unit": "procent", "minimum": 0, "maximum": 100},
        intros={"sv": "Några frågor."},
    )


@pytest.fixture
def walk(client, reader, version):
    """Answers in order from the first question; the keys that were met."""
    client.force_login(reader)

    def walk(answers):
        url, met = reverse("questions:walk", args=[version.pk]), []
        while True:
            page = client.get(url, follow=True)
            if "Formuläret är slut" in page.content.decode():
                return met, page
            key = page.context["question"].key
            met.append(key)
            here = page.request["PATH_INFO"] + "?" + page.request["QUERY_STRING"]
            url = client.post(here, answers.get(key, {}))["Location"]

    return walk


@pytest.mark.parametrize(
    ("answers", "met"),
    [
        ({}, ["has", "last"]),
        ({"has": {"choice": "no"}}, ["has", "why", "last"]),
        ({"has": {"choice": "yes"}}, ["has", "who", "last"]),
        ({"has": {"choice": "unknown"}}, ["has", "last"]),
        (
            {"has": {"choice": "yes"}, "who": {"value": ["b", "c"]}},
            ["has", "who", "board", "last"],
        ),
    ],
)
def test_the_answers_decide_what_is_asked(walk, answers, met):
    found, page = walk(answers)

    assert found == met
    assert f"ställdes {len(met)} av 5 frågor" in page.content.decode()


def test_nothing_is_kept_but_what_steers(walk, version):
    _met, page = walk({"has": {"choice": "no", "comment": "Hemligt"}, "why": {"value": "Mer"}})

    assert not Answer.objects.exists()
    assert "Hemligt" not in page.request["QUERY_STRING"]
    assert "Mer" not in page.request["QUERY_STRING"]


def test_a_wrong_answer_is_told_as_for_the_one_who_answers(client, reader, version):
    client.force_login(reader)
    url = reverse("questions:walk_step", args=[version.pk, "last"])

    page = client.post(url, {"value": "101"}).content.decode()

    assert "Skriv ett tal mellan 0 och 100." in page


def test_what_is_made_up_in_the_address_steers_nothing(client, reader, version):
    client.force_login(reader)
    url = reverse("questions:walk_step", args=[version.pk, "why"])

    for made_up in ("has:kanske", "has:", "x:true", "has", "who:z"):
        assert client.get(url, {"s": made_up}).status_code == 404
    assert client.get(url, {"s": "has:false"}).status_code == 200


def test_all_questions_on_one_page(client, reader, version):
    client.force_login(reader)

    page = client.get(reverse("questions:paper", args=[version.pk])).content.decode()

    assert "1. Finns en rutin?" in page
    assert "Ställs när svaret på fråga 1 är Nej." in page
    assert "Svar: Tal, procent, 0 till 100. Eller: Vet ej, Inte aktuellt." in page
    assert "0 Inte påbörjat. Så här: Inte påbörjat" in page


@pytest.mark.parametrize("ending", ["docx", "pdf"])
def test_they_can_be_taken_along(client, reader, version, ending):
    client.force_login(reader)

    response = client.get(reverse("questions:paper_file", args=[version.pk, ending]))

    assert response.status_code == 200
    if ending == "docx":
        paper = docx.Document(io.BytesIO(response.content))
        assert any("Finns en rutin?" in one.text for one in paper.paragraphs)


@pytest.mark.parametrize("count", [1, 30])
@pytest.mark.parametrize("name", ["walk_step", "paper"])
def test_it_costs_the_same_whatever_the_questions(
    client, reader, count, name, django_assert_max_num_queries
):
    version = make.make_version(*[{}] * count)
    args = [version.pk, "f1"] if name == "walk_step" else [version.pk]
    client.force_login(reader)

    with django_assert_max_num_queries(15):
        assert client.get(reverse(f"questions:{name}", args=args)).status_code == 200
