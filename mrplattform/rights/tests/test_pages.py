"""People read the vocabulary and the recommendations."""

import pytest
from django.urls import reverse
from django.utils import translation

from mrplattform.rights.catalogue import CATALOGUE
from mrplattform.rights.models import Recommendation, Topic
from mrplattform.rights.reading import grid
from mrplattform.rights.services import load_rights

PAGES = [
    ("rights:grid", []),
    ("rights:topics", ["kriterier"]),
    ("rights:topics", ["artiklar"]),
    ("rights:topics", ["grupper"]),
    ("rights:topic", ["criterion.D4"]),
    ("rights:topic", ["principle.equality"]),
    ("rights:recommendations", []),
    ("rights:recommendation", ["crc.2015.6"]),
]


@pytest.fixture
def vocabulary(db):
    load_rights()


@pytest.fixture
def visit(client, reporter):
    client.force_login(reporter)
    return lambda name, *args, **query: client.get(reverse(name, args=args), query)


def test_the_grid_has_every_criterion_once(vocabulary, reporter):
    rows = grid(reporter)

    found = [one.key for row in rows for cell in row.cells for one in cell.criteria]
    assert len(rows) == 4
    assert all(len(row.cells) == 3 for row in rows)
    assert len(found) == len(set(found)) == 40
    democracy = {cell.principle.key: [c.number for c in cell.criteria] for cell in rows[1].cells}
    assert democracy["principle.participation"] == ["D3", "D4"]
    # As strong in two principles: the one that the file names first.
    assert "D2" in democracy["principle.equality"]


def test_the_grid_leads_to_a_criterion_and_back(vocabulary, visit):
    page = visit("rights:grid").content.decode()
    assert reverse("rights:topic", args=["criterion.D4"]) in page

    page = visit("rights:topic", "criterion.D4").content.decode()
    assert "Barn och unga kan påverka före beslut" in page
    assert "Egen formulering, inte SKR:s." in page
    assert reverse("rights:topic", args=["crc.12"]) in page
    assert "Rätten att bli hörd, och att få svar." in page


def test_a_link_is_seen_from_its_other_end_too(vocabulary, visit):
    page = visit("rights:topic", "crc.12").content.decode()

    pointed_at = page.split("Pekas ut av")[1]
    assert reverse("rights:topic", args=["criterion.D4"]) in pointed_at
    assert reverse("rights:recommendation", args=["crc.2015.9"]) in page


def test_articles_can_be_narrowed_to_an_area_and_taken_out(vocabulary, visit):
    area = Topic.objects.get(key="crc.area.PRI")

    rows = visit("rights:topics", "artiklar", parent=area.pk).context["table"].rows
    assert [row.number for row in rows] == ["2", "3", "6", "12"]

    file = visit("rights:topics", "artiklar", parent=area.pk, format="csv")
    assert "Bli hörd och få åsikten beaktad" in file.getvalue().decode()


def test_articles_are_in_the_order_of_the_convention(vocabulary, visit):
    rows = visit("rights:topics", "artiklar").context["table"].rows

    assert [int(row.number) for row in rows] == list(range(1, 55))


def test_a_kind_that_does_not_exist_is_not_found(vocabulary, visit):
    assert visit("rights:topics", "drakar").status_code == 404


@pytest.mark.parametrize(
    ("narrowed", "keys"),
    [
        ({"reach": "local"}, {"3", "4", "6", "7", "11"}),
        ({"topic": "crc.22"}, {"4", "9"}),
        ({"reach": "local", "topic": "crc.22"}, {"4"}),
    ],
)
def test_recommendations_are_narrowed_by_reach_and_topic(vocabulary, visit, narrowed, keys):
    rows = visit("rights:recommendations", **narrowed).context["table"].rows

    assert {row.key.removeprefix("crc.2015.") for row in rows} == keys


def test_the_twelve_points_keep_their_order_and_leave_as_a_file(vocabulary, visit):
    rows = visit("rights:recommendations").context["table"].rows
    assert [row.key for row in rows] == [f"crc.2015.{number}" for number in range(1, 13)]

    file = visit("rights:recommendations", format="csv").getvalue().decode("utf-8-sig")
    assert len(file.splitlines()) == 13
    assert "CRC/C/SWE/CO/5" in file


def test_a_recommendation_says_how_sure_we_are_and_why_it_reaches_us(vocabulary, visit):
    page = visit("rights:recommendation", "crc.2015.6").content.decode()

    assert "Återgiven efter källan" in page
    assert "Egen sammanfattning, inte organets text." in page
    assert "Rör kommuner och regioner direkt" in page


def test_a_text_that_is_not_checked_says_so(vocabulary, visit):
    one = Recommendation.objects.get(key="crc.2015.6")
    one.standing = Recommendation.Standing.VERIFY
    one.save()

    assert "Citera den inte" in visit("rights:recommendation", one.key).content.decode()


def test_before_anything_is_loaded_the_page_says_what_comes(db, visit):
    assert "Ordlistan är inte inläst än" in visit("rights:grid").content.decode()
    assert visit("rights:recommendations").status_code == 200


def test_another_municipalitys_own_topic_is_not_found(vocabulary, visit, neighbour):
    granby = neighbour.standing.functions[0].authority
    Topic.objects.create(key="own.1", kind="group", names={"sv": "Deras"}, authority=granby)

    assert visit("rights:topic", "own.1").status_code == 404


def test_names_follow_the_readers_language(vocabulary):
    article = Topic.objects.get(key="crc.12")

    assert article.full_name == "Artikel 12: Bli hörd och få åsikten beaktad"
    with translation.override("en"):
        assert article.name == "Be heard and taken into account"


@pytest.mark.parametrize(("name", "args"), PAGES)
def test_a_page_costs_few_questions_to_the_database(
    vocabulary, client, reporter, name, args, django_assert_max_num_queries
):
    client.force_login(reporter)
    with django_assert_max_num_queries(20):
        assert client.get(reverse(name, args=args)).status_code == 200


def test_everything_can_be_found_at_a_constant_cost(vocabulary, django_assert_num_queries):
    for findable in CATALOGUE:
        with django_assert_num_queries(2):
            entries = list(findable.rows(findable.model.objects.all()))
        assert len(entries) == findable.model.objects.count()
        assert all(entry.title and entry.address and entry.circle == "public" for entry in entries)
    criterion = Topic.objects.filter(key="criterion.D4")
    [entry] = CATALOGUE[0].rows(criterion)
    assert entry.title.startswith("D4 Barn och unga")
    assert "crc.12" in entry.topic_keys
