"""Search: Swedish, ranked, and never a word of what the reader may not see."""

import datetime as dt

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from mrplattform.core.history import record
from mrplattform.organisations.models import Circle, Role
from mrplattform.plans.models import Measure
from mrplattform.project.index import refresh
from mrplattform.project.index.excerpt import excerpt, marked
from mrplattform.project.index.find import MOST_HITS, Search, visible_entries
from mrplattform.project.index.words import base_form, forms, searchable, words
from mrplattform.project.models import Entry
from mrplattform.rights.models import Topic
from tests import make


@pytest.fixture
def plan(ekvik):
    return make.make_plan(ekvik, title="Program för rättigheter")


@pytest.fixture
def outsider(ekvik):
    """Belongs to the municipality, but to another unit than those that are closed here."""
    return make.make_member(make.make_administration(ekvik, "Socialförvaltningen"), Role.READER)


def measure(plan, title, aim="", **fields):
    return make.make_measure(plan, title=title, aim=aim, **fields)


def make_topic(key="", names=None):
    names = names or {"sv": "Ämne"}
    return Topic.objects.create(key=key or names["sv"], kind=Topic.Kind.GROUP, names=names)


def titles(user, query, **choices):
    refresh.go_through()
    found = Search(user, query, **choices).chosen
    rows = {entry.pk: entry.title for entry in Entry.objects.filter(pk__in=found)}
    return [rows[pk] for pk in found]


# --- Words -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("word", "base"),
    [
        ("bostäder", "bostad"),
        ("rättigheter", "rättighet"),
        ("kommunernas", "kommun"),
        ("barnrättsstrategen", "barnrättsstrateg"),
        ("fritidsgårdar", "fritidsgård"),
        ("jämställdhetsintegreringen", "jämställdhetsintegrering"),
        ("2026", "2026"),
    ],
)
def test_words_are_reduced_to_their_base_forms(word, base):
    assert base_form(word) == base


def test_hyphens_and_signs_part_words_as_the_databases_do():
    assert searchable("Tid- och plan_2026, §4!").split()[:3] == ["tid", "och", "plan"]
    assert set(words("Tid- och plan_2026, §4!")) == {"tid", "och", "plan", "2026", "4"}


@pytest.mark.parametrize(
    ("asked", "written"),
    [
        ("tolkar", "tolk"),
        ("tolk", "tolken"),
        ("besluten", "beslut"),
        ("beslutet", "besluten"),
        ("barns", "barnet"),
        ("insatserna", "insats"),
        ("rättighetskrock", "rättighetskrockar"),
        ("äldre", "äldres"),
        ("flickornas", "flicka"),
    ],
)
def test_one_form_of_a_word_finds_another(asked, written):
    assert set(forms(asked)) & set(forms(written))


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("bostad", True),
        ("bostäder", True),
        ("bostäderna", True),
        ("BOSTÄDER", True),
        ("bostä", True),  # half written
        ("for", False),  # ö is a letter of its own
        ("trygga bostad", True),
        ("bostad trygg", True),
        ("bostad otrygg", False),
        ('bostad" OR "x', False),
        ("bostad' | 'x", False),
        ("*", False),
        ("(bostad", True),
        ("NEAR(bostad)", False),
    ],
)
def test_inflection_case_and_half_words(strategist, plan, query, found):
    measure(plan, "Trygga bostäder för unga")

    assert bool(titles(strategist, query)) is found


def test_aring_is_found_in_small_letters(strategist, plan):
    measure(plan, "Åsa, Ärtan och Öringen")

    assert titles(strategist, "åsa öring") == ["Åsa, Ärtan och Öringen"]


def test_a_word_in_the_title_comes_first(strategist, plan):
    measure(plan, "Möten med ungdomar", aim="Tolk behövs, tolk bokas, tolk betalas. " * 5)
    measure(plan, "Tolk i omsorgen", aim="Den som behöver ska få.")

    assert titles(strategist, "tolkar") == ["Tolk i omsorgen", "Möten med ungdomar"]


def test_the_text_around_the_word_is_shown_with_the_word_marked():
    text = "Inledning. " * 20 + "Äldre förstår sina <b>beslut</b> bättre. " + "Slut. " * 60

    shown = excerpt(text, "besluten")

    assert "&lt;b&gt;<mark>beslut</mark>&lt;/b&gt;" in shown
    assert shown.startswith("… ")
    assert shown.endswith(" …")
    assert marked("Om beslut", "beslut") == "Om <mark>beslut</mark>"


# --- Following the history -------------------------------------------------------------------


def test_the_index_follows_deeds_from_where_it_stopped(strategist, plan):
    refresh.refresh()
    thing = measure(plan, "Gammalt namn")
    record(strategist, "changed", thing)
    assert refresh.is_behind()

    assert refresh.refresh() == 1
    assert not refresh.is_behind()
    assert Search(strategist, "gammalt").chosen

    Measure.objects.filter(pk=thing.pk).update(title="Nytt namn")
    record(strategist, "changed", thing)
    refresh.refresh()
    assert not Search(strategist, "gammalt").chosen
    assert Search(strategist, "nytt").chosen
    assert refresh.refresh() == 0


def test_what_is_lost_leaves_the_index_when_all_is_gone_through(strategist, plan):
    thing = measure(plan, "Försvinner")
    refresh.go_through()
    Measure.objects.filter(pk=thing.pk).delete()

    refresh.go_through()

    assert not Entry.objects.filter(title="Försvinner").exists()
    assert not matching_rows("försvinner")


def test_the_full_text_table_follows_the_entries(plan, strategist):
    """A migration that alters the table of entries on SQLite drops its triggers: see models.py."""
    kind = ContentType.objects.get_for_model(Measure)
    entry = Entry.objects.create(
        content_type=kind, object_id=1, title="x", title_words="ett ord", address="/", circle="unit"
    )
    assert matching_rows("ord") == [entry.pk]

    Entry.objects.update(title_words="annat")
    assert (matching_rows("ord"), matching_rows("annat")) == ([], [entry.pk])

    Entry.objects.all().delete()
    assert matching_rows("annat") == []


def matching_rows(word):
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            sql = "SELECT rowid FROM project_entry_words WHERE project_entry_words MATCH %s"
        else:
            sql = "SELECT id FROM project_entry WHERE vector @@ to_tsquery('simple', %s)"
        cursor.execute(sql, [word])
        return [row[0] for row in cursor.fetchall()]


def test_going_through_twice_changes_nothing(strategist, plan):
    measure(plan, "Samma")
    refresh.go_through()
    before = list(Entry.objects.values_list("pk", "updated_at"))

    refresh.go_through()

    assert list(Entry.objects.values_list("pk", "updated_at")) == before


@pytest.mark.django_db(transaction=True)
def test_a_deed_wakes_the_index(strategist, plan):
    """The signal only wakes; in tests the queue works at once."""
    thing = measure(plan, "Väckt")

    record(strategist, "changed", thing)

    assert Entry.objects.filter(title="Väckt").exists()


# --- Between a deed and the refresh ----------------------------------------------------------


def test_what_is_closed_is_not_found_before_the_index_knows(client, plan, outsider):
    thing = measure(plan, "Öppen hemlighet")
    refresh.go_through()
    client.force_login(outsider)
    address = reverse("project:search") + "?q=hemlighet"
    assert "Öppen <mark>hemlighet</mark>" in client.get(address).content.decode()

    Measure.objects.filter(pk=thing.pk).update(circle=Circle.UNIT)

    assert "Öppen" not in client.get(address).content.decode()


def test_a_changed_title_is_shown_as_it_is_now(client, strategist, plan):
    thing = measure(plan, "Fel namn om tolk")
    refresh.go_through()
    refresh.refresh()
    Measure.objects.filter(pk=thing.pk).update(title="Rätt namn")
    record(strategist, "changed", thing)
    client.force_login(strategist)

    page = client.get(reverse("project:search") + "?q=tolk").content.decode()

    assert "Rätt namn" in page
    assert "Fel namn" not in page


# --- The page --------------------------------------------------------------------------------


def test_choices_count_only_what_is_visible(client, plan, outsider):
    measure(plan, "Synlig tolk")
    measure(plan, "Dold tolk", circle=Circle.UNIT)
    refresh.go_through()
    client.force_login(outsider)

    page = client.get(reverse("project:search") + "?q=tolk").content.decode()

    assert "Insatser (1)" in page
    assert "1 träff" in page
    assert "Dold" not in page


def test_kind_and_topic_narrow(client, strategist, plan):
    topic = make_topic(key="group.older", names={"sv": "Äldre"})
    thing = measure(plan, "Tolk för äldre")
    thing.topics.add(topic)
    measure(plan, "Tolk för unga")
    refresh.go_through()
    client.force_login(strategist)

    page = client.get(reverse("project:search") + "?q=tolk&slag=measure&amne=group.older")

    assert [hit.entry.title for hit in page.context["hits"]] == ["Tolk för äldre"]
    assert page.context["count"] == 1


def test_whose_and_year_narrow_and_each_tells_what_it_leaves(client, strategist, plan, neighbour):
    for year in (2025, 2026, 2026):
        measure(plan, f"Tolk {year}", ends=dt.date(year, 6, 1))
    theirs = make.make_plan(neighbour.standing.functions[0].organisation, circle=Circle.SIGNED_IN)
    measure(theirs, "Tolk i Granby", circle=Circle.SIGNED_IN, ends=dt.date(2026, 6, 1))
    refresh.go_through()
    client.force_login(strategist)

    address = f"{reverse('project:search')}?q=tolk&ar=2026&vems={plan.authority_id}"
    page = client.get(address)

    assert page.context["count"] == 2
    told = {
        choices.name: {str(one.label): one.count for one in choices.choices}
        for choices in page.context["choices"]
    }
    assert told["ar"] == {"2026": 2, "2025": 1}
    assert told["vems"] == {"Ekvik": 2, "Granby": 1}


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("tolkk", "tolk"),
        ("Kalrspråk", "klarspråk"),
        ("tolk klarsrpåk", "tolk klarspråk"),
        ("xyzxyz", ""),
        ("hemligt", ""),  # stands only where she may not look
        ("hemligtt", ""),
    ],
)
def test_what_was_meant_is_proposed(client, outsider, plan, written, meant):
    measure(plan, "Tolk och klarspråk")
    measure(plan, "Hemligt", circle=Circle.UNIT)
    refresh.go_through()
    client.force_login(outsider)

    page = client.get(reverse("project:search"), {"q": written})

    assert page.context["meant"] == meant
    assert ("Menade du" in page.content.decode()) is bool(meant)


def test_an_unknown_choice_is_no_error(client, strategist):
    client.force_login(strategist)

    address = "?q=x&slag=nonsense&amne=no.such&sida=99&ar=-1&vems=9999999999"
    page = client.get(reverse("project:search") + address)

    assert page.status_code == 200


def test_the_topic_page_gathers_what_is_tagged(client, outsider, plan):
    topic = make_topic(key="group.older", names={"sv": "Äldre"})
    for title, circle in (("Synlig", Circle.AUTHORITY), ("Dold", Circle.UNIT)):
        measure(plan, title, circle=circle).topics.add(topic)
    refresh.go_through()
    client.force_login(outsider)

    page = client.get(reverse("project:topic", args=["group.older"])).content.decode()

    assert "Äldre" in page
    assert "Synlig" in page
    assert "Dold" not in page


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_asks_the_same_whatever_it_finds(client, strategist, plan, count):
    for number in range(count):
        measure(plan, f"Tolk {number}").topics.add(make_topic(names={"sv": f"Ämne {number}"}))
    refresh.go_through()
    client.force_login(strategist)
    address = reverse("project:search") + "?q=tolk"
    client.get(address)

    with CaptureQueriesContext(connection) as asked:
        client.get(address)

    assert len(asked) <= 20
    QUERIES.setdefault("search", len(asked))
    assert len(asked) == QUERIES["search"]


QUERIES: dict[str, int] = {}


def test_a_cut_result_says_so(client, strategist, plan, monkeypatch):
    monkeypatch.setattr("mrplattform.project.index.find.MOST_HITS", 2)
    assert MOST_HITS == 1000
    for number in range(3):
        measure(plan, f"Tolk {number}")
    refresh.go_through()
    client.force_login(strategist)

    page = client.get(reverse("project:search") + "?q=tolk").content.decode()

    assert "De 2 bästa träffarna visas" in page


def test_an_administrator_without_functions_finds_no_contents(plan, administrator):
    measure(plan, "Tolk")
    refresh.go_through()

    kinds = set(visible_entries(administrator).values_list("content_type__model", flat=True))

    assert "measure" not in kinds


def test_a_reporter_finds_her_own_units_closed_measure(plan, school, reporter, outsider):
    responsible = make.make_function(school, role=Role.REPORTER)
    measure(plan, "Skolans egen tolk", circle=Circle.UNIT, responsible=responsible)

    assert titles(reporter, "tolk") == ["Skolans egen tolk"]
    assert titles(outsider, "tolk") == []
