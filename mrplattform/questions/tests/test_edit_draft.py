"""A draft is changed: its own words, its sections, its questions; and two people at once."""

import pytest
from django.urls import reverse

from mrplattform.core.history import history
from mrplattform.questions.models import FrameworkVersion, Kind, Question
from mrplattform.questions.reading import questions_of
from mrplattform.questions.services import drafts
from tests import make

NOTES = {"source": "Vi", "wording_note": "Inte SKR:s"}
D4 = {"key": "D4", "texts": {"sv": "Barn får svar"}, **NOTES}
K2 = {"key": "K2", "kind": Kind.YES_NO, "texts": {"sv": "Finns en rutin?"}, **NOTES}


@pytest.fixture
def shared(db):
    return make.make_version(K2, D4, key="criteria", title="Kriterier", **NOTES)


@pytest.fixture
def draft(ekvik, strategist, shared):
    return drafts.copy(shared, ekvik, by=strategist)


@pytest.fixture
def desk(client, strategist, draft):
    """Opens a form of the draft, changes some of its fields and saves."""
    client.force_login(strategist)

    def save(name, *args, **changes):
        url = reverse(f"questions:{name}", args=[draft.pk, *args])
        query = changes.pop("query", "")
        form = client.get(url + query).context["form"]
        posted = {field.html_name: field.value() for field in form}
        posted = {key: value for key, value in posted.items() if value not in (None, False)}
        return client.post(url + query, posted | changes)

    return save


def stored(draft, key) -> Question:
    return draft.questions.get(key=key)


# --- The framework's own words --------------------------------------------------------------


def test_name_intro_and_whose_words(desk, draft):
    desk("version_edit", title_sv="Ekviks kriterier", news="Ny inledning")

    draft.refresh_from_db()
    assert (draft.title, draft.news, draft.edition) == ("Ekviks kriterier", "Ny inledning", 2)
    [deed, *_rest] = history(draft)
    assert deed.changes["Namn"] == ["Kriterier", "Ekviks kriterier"]


def test_questions_follow_the_frameworks_note_unless_they_have_their_own(desk, draft):
    desk("question_edit", "D4", wording_note="SKR:s formulering")

    desk("version_edit", wording_note="Vår egen")

    assert stored(draft, "D4").wording_note == "SKR:s formulering"
    assert stored(draft, "K2").wording_note == "Vår egen"


def test_another_language_is_asked_for_everywhere(desk, client, draft):
    desk("version_edit", more=["en"])

    draft.refresh_from_db()
    assert draft.languages == ["sv", "en"]
    page = client.get(reverse("questions:question_edit", args=[draft.pk, "D4"])).content.decode()
    assert "Fråga på engelska" in page
    assert "Texten saknas på engelska." in client.get(draft.get_absolute_url()).content.decode()


def test_saving_what_is_there_leaves_no_trace(desk, draft):
    desk("version_edit")
    desk("section_edit", "s")
    desk("question_edit", "D4")

    draft.refresh_from_db()
    assert draft.edition == 1
    assert [deed.verb for deed in history(draft)] == ["framework_copied"]


# --- Sections -------------------------------------------------------------------------------


def test_a_section_is_added_changed_moved_and_removed(desk, client, draft):
    topic = make.make_topic("group.x")
    desk("section_add", title_sv="Äldre och unga", topics=[topic.pk])
    section = draft.sections.get(key="aldre-och-unga")
    assert [one.key for one in section.topics.all()] == ["group.x"]

    desk("section_edit", section.key, title_sv="Unga", key="unga")
    client.post(reverse("questions:section_move", args=[draft.pk, "unga"]), {"to": "up"})
    assert [one.key for one in draft.sections.order_by("order")] == ["unga", "s"]
    client.post(reverse("questions:section_remove", args=[draft.pk, "unga"]))

    assert [one.key for one in draft.sections.all()] == ["s"]


def test_a_section_with_questions_is_not_removed(client, desk, draft):
    url = reverse("questions:section_remove", args=[draft.pk, "s"])

    page = client.post(url, follow=True).content.decode()

    assert "Flytta eller ta bort dem först." in page
    assert draft.sections.exists()


# --- Questions ------------------------------------------------------------------------------

NEW: list[tuple[str, dict, dict]] = [
    (Kind.LEVEL, {}, {}),
    (Kind.YES_NO, {"required": "on"}, {"required": True}),
    (Kind.NUMBER, {"unit": "procent", "minimum": "0", "maximum": "99,5"}, {"unit": "procent"}),
    (Kind.MONEY, {"minimum": "0"}, {"minimum": 0}),
    (Kind.DATE, {"law": "lag (2018:1197)"}, {"law": "lag (2018:1197)"}),
    (Kind.TEXT, {"maximum": "500"}, {"maximum": 500}),
    (Kind.CHOICE, {"o0_label_sv": "Nämnden", "o1_label_sv": "Bolaget"}, {}),
    (Kind.SEVERAL, {"o0_label_sv": "A", "o1_label_sv": "B", "maximum": "2"}, {"maximum": 2}),
]


@pytest.mark.parametrize(("kind", "written", "kept"), NEW, ids=[row[0] for row in NEW])
def test_a_question_of_every_kind_is_added(desk, draft, client, kind, written, kept):
    desk("question_add", query=f"?slag={kind}&avsnitt=s", text_sv="Hur går det?", **written)

    question = stored(draft, "hur-gar-det")
    assert (question.kind, question.order, question.section.key) == (kind, 3, "s")
    assert {name: getattr(question, name) for name in kept} == kept
    assert question.wording_note == "Inte SKR:s"
    page = client.get(draft.get_absolute_url()).content.decode()
    assert "behöver ändras" not in page


def test_choices_get_keys_from_their_names_and_stand_in_the_order_told(desk, draft):
    rows = {"o0_label_sv": "Nämnden", "o1_label_sv": "Bolaget", "o0_place": 9, "o1_place": 2}
    desk("question_add", query="?slag=choice", text_sv="Vem?", **rows)

    options = stored(draft, "vem").options
    assert [(one["value"], one["label"]["sv"]) for one in options] == [
        ("bolaget", "Bolaget"),
        ("namnden", "Nämnden"),
    ]


def test_own_words_for_a_level_and_for_all_with_the_same_scale(desk, draft):
    desk("question_add", query="?slag=level", text_sv="En till")

    desk("question_edit", "D4", o1_description_sv="Någon har börjat.")
    assert stored(draft, "D4").options[1]["description"]["sv"] == "Någon har börjat."
    assert stored(draft, "en-till").options[1]["description"]["sv"] == "Så här: Påbörjat"
    desk("question_edit", "D4", o2_label_sv="Bestämt", everywhere="on")

    other = stored(draft, "en-till").options
    assert other[2]["label"]["sv"] == "Bestämt"
    assert other[1]["description"]["sv"] == "Så här: Påbörjat"


def test_a_condition_is_chosen_in_two_steps(desk, draft, client):
    url = reverse("questions:question_edit", args=[draft.pk, "D4"])
    shown = client.post(url, {"when": "K2", "show": "ja", "text_sv": "Ändrat"})
    page = shown.content.decode()
    assert "När svaret är" in page
    assert "En sak behöver ändras" not in page
    assert "Ändrat" in page  # nothing written is lost on the way

    refused = desk("question_edit", "D4", when="K2").content.decode()
    assert "Kryssa i vilka svar som gör att frågan ställs." in refused
    desk("question_edit", "D4", when="K2", when_values=["true"])

    assert stored(draft, "D4").condition == {"question": "K2", "is": True}


def test_a_question_that_steers_another_is_not_removed(desk, draft, client):
    desk("question_edit", "D4", when="K2", when_values=["true"])

    url = reverse("questions:question_remove", args=[draft.pk, "K2"])
    page = client.post(url, follow=True).content.decode()

    assert "Frågan styr om D4 ställs." in page
    assert stored(draft, "K2")


def test_moved_behind_what_it_steers_the_fault_stands_beside_it(desk, draft, client):
    desk("question_edit", "D4", when="K2", when_values=["true"])

    client.post(reverse("questions:question_move", args=[draft.pk, "K2"]), {"to": "down"})

    assert [one.key for one in questions_of(draft)] == ["D4", "K2"]
    page = client.get(draft.get_absolute_url())
    [fault] = page.context["faults"]
    assert fault.question.key == "D4"
    assert "Frågan K2 finns inte före den här." in page.content.decode()


def test_another_section_is_chosen_in_the_form(desk, draft):
    desk("section_add", title_sv="Nytt")
    desk("question_edit", "K2", section=draft.sections.get(key="nytt").pk)

    assert [(one.section.key, one.key) for one in questions_of(draft)] == [
        ("s", "D4"),
        ("nytt", "K2"),
    ]


def test_another_kind_takes_its_own_fields_with_it(desk, draft):
    desk("question_edit", "D4", query="?slag=number", kind="number", unit="procent")

    question = stored(draft, "D4")
    assert (question.kind, question.options, question.unit) == ("number", [], "procent")


def test_a_key_is_not_changed_by_accident_once_it_has_been_used(desk, draft):
    page = desk("question_edit", "D4", key="barn").content.decode()
    assert "Byter ni den bryts frågans trend." in page
    assert stored(draft, "D4")

    desk("question_edit", "D4", key="barn", break_trend="on")
    assert stored(draft, "barn")


def test_a_new_questions_key_is_free_and_conditions_follow_it(desk, draft):
    desk("question_add", query="?slag=yes_no", text_sv="Styr")
    desk("question_add", query="?slag=text", text_sv="Mer", when="styr", when_values=["true"])

    desk("question_edit", "styr", key="K9")

    assert stored(draft, "mer").condition == {"question": "K9", "is": True}


def test_a_removed_question_can_be_brought_back(desk, draft, client):
    client.post(reverse("questions:question_remove", args=[draft.pk, "D4"]))
    assert [one.key for one in questions_of(draft)] == ["K2"]
    page = client.get(reverse("questions:comparison", args=[draft.pk])).content.decode()
    assert "Ta tillbaka frågan" in page

    client.post(reverse("questions:question_back", args=[draft.pk, "D4"]))

    assert [one.key for one in questions_of(draft)] == ["K2", "D4"]
    assert stored(draft, "D4").text == "Barn får svar"


BAD = [
    ({"text_sv": ""}, "Fyll i den här uppgiften."),
    ({"text_sv": "Vi frågade 19121212-1212"}, "Ta bort personnumret"),
    ({"o1_label_sv": "", "o1_description_sv": "Kvar"}, "Skriv ett namn, eller ta bort"),
    ({f"o{row}_label_sv": "" for row in range(1, 5)}, "Minst två nivåer behöver ett namn."),
    ({"key": "K2"}, "Nyckeln K2 finns redan."),
    ({"key": "å b"}, "Skriv nyckeln utan mellanslag"),
]


@pytest.mark.parametrize(("written", "words"), BAD)
def test_what_is_wrong_is_said_and_nothing_is_lost(desk, draft, written, words):
    posted = {"hint_sv": "Skrivet nyss", "break_trend": "on"} | written
    page = desk("question_edit", "D4", **posted).content.decode()

    assert words in page
    assert "Skrivet nyss" in page
    assert stored(draft, "D4").hint == ""


@pytest.mark.parametrize(
    ("kind", "written", "words"),
    [
        (Kind.NUMBER, {"minimum": "9", "maximum": "1"}, "lägre än det lägsta"),
        (Kind.NUMBER, {"minimum": "1234567890123456"}, "färre siffror"),
        (Kind.TEXT, {"maximum": "0"}, "heltal från 1"),
        (Kind.CHOICE, {"o0_label_sv": "A"}, "Minst två svarsval"),
        (
            Kind.CHOICE,
            {"o0_label_sv": "A", "o0_value": "x", "o1_label_sv": "B", "o1_value": "x"},
            "Nyckeln x är upptagen.",
        ),
        (
            Kind.CHOICE,
            {"o0_label_sv": "A", "o0_value": "unknown", "o1_label_sv": "B"},
            "Nyckeln unknown är upptagen.",
        ),
    ],
)
def test_what_a_kind_cannot_have_is_refused(desk, draft, kind, written, words):
    page = desk("question_add", query=f"?slag={kind}", text_sv="Ny", **written).content.decode()

    assert words in page
    assert draft.questions.count() == 2


def test_more_rows_for_choices_keep_what_is_written(desk, draft, client):
    url = reverse("questions:question_add", args=[draft.pk]) + "?slag=choice"

    page = client.post(url, {"rows": "3", "o2_label_sv": "Tredje", "more": "ja"}).content.decode()

    assert 'name="o5_label_sv"' in page
    assert "Tredje" in page


# --- Two people -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "args", "field", "read"),
    [
        ("version_edit", [], "title_sv", lambda draft: draft.title),
        ("section_edit", ["s"], "title_sv", lambda draft: draft.sections.get().title),
        ("question_edit", ["D4"], "text_sv", lambda draft: stored(draft, "D4").text),
    ],
)
def test_two_who_change_the_same_both_see_both(desk, client, draft, name, args, field, read):
    url = reverse(f"questions:{name}", args=[draft.pk, *args])
    form = client.get(url).context["form"]
    mine = {one.html_name: one.value() for one in form if one.value() not in (None, False)}
    desk(name, *args, **{field: "Deras ord"})

    page = client.post(url, mine | {field: "Mina ord"})
    words = page.content.decode()
    assert "Deras ord" in words
    assert "Mina ord" in words
    assert "Astrid Sandell sparade samtidigt" in words
    draft = FrameworkVersion.objects.get(pk=draft.pk)
    assert read(draft) == "Deras ord"

    edition = page.context["form"]["edition"].value()
    posted = mine | {field: "Mina ord", "edition": edition, "keep": "mine"}
    client.post(url, posted | {"keep": "theirs"})
    assert read(FrameworkVersion.objects.get(pk=draft.pk)) == "Deras ord"
    client.post(url, posted)
    assert read(FrameworkVersion.objects.get(pk=draft.pk)) == "Mina ord"


def test_two_who_change_different_questions_do_not_meet(desk, client, draft):
    url = reverse("questions:question_edit", args=[draft.pk, "D4"])
    form = client.get(url).context["form"]
    mine = {one.html_name: one.value() for one in form if one.value() not in (None, False)}
    desk("question_edit", "K2", text_sv="Annat")

    client.post(url, mine | {"text_sv": "Mitt"})

    assert (stored(draft, "D4").text, stored(draft, "K2").text) == ("Mitt", "Annat")


# --- What it costs --------------------------------------------------------------------------


@pytest.mark.parametrize("count", [1, 30])
@pytest.mark.parametrize("name", ["version", "publish", "comparison", "question_edit"])
def test_a_page_about_a_draft_costs_the_same_whatever_its_questions(
    client, ekvik, strategist, name, count, django_assert_max_num_queries
):
    version = make.make_version(*[{}] * count)
    draft = drafts.copy(version, ekvik, by=strategist)
    Question.objects.filter(version=draft).update(texts={"sv": "Med andra ord"})
    client.force_login(strategist)
    args = [draft.pk, "f1"] if name == "question_edit" else [draft.pk]
    client.get(reverse(f"questions:{name}", args=args))

    with django_assert_max_num_queries(20):
        assert client.get(reverse(f"questions:{name}", args=args)).status_code == 200
