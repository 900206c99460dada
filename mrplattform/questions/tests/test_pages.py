"""People read what can be asked before they ask it."""

import hashlib

import pytest
from django.urls import reverse
from django.utils import translation

from mrplattform.questions.catalogue import CATALOGUE
from mrplattform.questions.models import FrameworkVersion, Kind
from mrplattform.questions.services.frameworks import load_frameworks
from mrplattform.rights.services import load_rights
from tests import make


@pytest.fixture
def shipped(db):
    load_rights()
    load_frameworks()


@pytest.fixture
def criteria(shipped):
    return FrameworkVersion.objects.get(framework__key="platform-criteria")


@pytest.fixture
def visit(client, strategist):
    client.force_login(strategist)
    return lambda name, *args, **query: client.get(reverse(name, args=args), query)


def test_the_list_shows_what_can_be_used(shipped, visit):
    page = visit("questions:frameworks")

    titles = {version.title for version in page.context["table"].rows}
    assert len(titles) == 6
    assert "Plattformens kriterier" in page.content.decode()
    file = visit("questions:frameworks", format="csv").getvalue().decode()
    assert "Egen formulering, inte SKR:s." in file


def test_a_version_shows_its_sections_questions_and_whose_words(criteria, visit):
    page = visit("questions:version", criteria.pk).content.decode()

    assert page.count(f"/fragor/{criteria.pk}/fraga/") == 40
    assert "Demokratiaktör: delaktighet och inkludering" in page
    assert "Egen formulering, inte SKR:s." in page
    assert "krävs av diskrimineringslagen (2008:567)" in page


def test_conditions_are_told_in_words(shipped, visit):
    gap = FrameworkVersion.objects.get(framework__key="theory-practice-gap")

    page = visit("questions:version", gap.pk).content.decode()

    assert "Ställs när svaret på fråga 7 är Ja." in page


def test_a_question_is_shown_as_it_will_look(criteria, visit):
    page = visit("questions:question", criteria.pk, "D4").content.decode()

    assert "Barn och unga kan påverka före beslut och får svar efteråt" in page
    assert "Hur långt har ni kommit?" in page
    assert "Inget sparas här." in page
    assert "<form" not in page.split('class="mr-wrap mr-narrow')[1].split("</main>")[0]
    assert reverse("questions:question", args=[criteria.pk, "D1"]) in page  # the next one


@pytest.mark.parametrize("kind", Kind.values)
def test_every_kind_can_be_previewed(visit, kind):
    version = make.make_version({"kind": kind})

    assert visit("questions:question", version.pk, "f1").status_code == 200


def test_the_file_leaves_as_it_was_loaded(criteria, visit):
    response = visit("questions:source", criteria.pk)

    assert hashlib.sha256(response.content).hexdigest() == criteria.sha256
    assert 'filename="platform-criteria-1.yaml"' in response["Content-Disposition"]


def test_what_is_not_there_is_not_found(criteria, visit):
    assert visit("questions:question", criteria.pk, "Z9").status_code == 404
    assert visit("questions:version", 0).status_code == 404


def test_before_anything_is_loaded_the_page_says_what_comes(visit):
    assert "Inga frågor är inlästa än" in visit("questions:frameworks").content.decode()


def test_a_new_version_takes_the_olds_place_and_leads_back_to_it(visit):
    old = make.make_version(key="ours", title="Våra frågor")
    new = make.make_version(key="ours", title="Våra frågor", number=2)

    assert visit("questions:frameworks").context["table"].rows == [new]
    page = visit("questions:version", new.pk).content.decode()
    assert old.get_absolute_url() in page


def test_another_municipalitys_own_questions_are_not_found(client, ekvik, strategist, neighbour):
    own = make.make_version(authority=ekvik)
    for person, status in ((strategist, 200), (neighbour, 404)):
        client.force_login(person)
        for name in ("questions:version", "questions:source"):
            response = client.get(reverse(name, args=[own.pk]))
            assert response.status_code == status or name == "questions:source"
        response = client.get(reverse("questions:question", args=[own.pk, "f1"]))
        assert response.status_code == status


def test_the_questions_follow_the_readers_language(criteria):
    question = criteria.questions.get(key="D4")

    with translation.override("en"):
        assert question.text.startswith("Children and young people can influence")
        assert question.choices[2].label == "Decided"
        assert criteria.title == "The platform's criteria"
    with translation.override("fi"):  # not in the file: Swedish then
        assert question.text.startswith("Barn och unga")


@pytest.mark.parametrize(
    ("name", "args"),
    [("questions:frameworks", []), ("questions:version", [0]), ("questions:question", [0, "D4"])],
)
def test_a_page_costs_few_questions_to_the_database(
    criteria, client, strategist, name, args, django_assert_max_num_queries
):
    client.force_login(strategist)
    args = [criteria.pk if arg == 0 else arg for arg in args]
    with django_assert_max_num_queries(20):
        assert client.get(reverse(name, args=args)).status_code == 200


def test_frameworks_can_be_found_at_a_constant_cost(shipped, django_assert_num_queries):
    [findable] = CATALOGUE
    with django_assert_num_queries(3):
        entries = {entry.title: entry for entry in findable.rows(FrameworkVersion.objects.all())}

    assert len(entries) == 6
    entry = entries["Plattformens kriterier"]
    assert "Barn och unga kan påverka" in entry.text
    assert "crc.12" in entry.topic_keys


def test_an_old_version_leaves_the_index(db):
    old = make.make_version(key="ours")
    make.make_version(key="ours", number=2)

    assert not list(CATALOGUE[0].rows(FrameworkVersion.objects.filter(pk=old.pk)))
