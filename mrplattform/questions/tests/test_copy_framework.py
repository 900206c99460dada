"""A framework is begun, or copied: as the next version, in one's own words, or as one's own."""

import pytest
from django.urls import reverse

from mrplattform.core.history import history
from mrplattform.questions.comparing import changes
from mrplattform.questions.models import FrameworkVersion, Kind
from mrplattform.questions.reading import questions_of
from mrplattform.questions.services import drafts
from mrplattform.questions.services.publishing import publish
from mrplattform.questions.writing import tree_of
from tests import make


@pytest.fixture
def shared(db):
    topic = make.make_topic("group.x")
    return make.make_version(
        {"key": "D4", "topics": [topic], "helps": {"sv": "Så här"}},
        {"key": "more", "kind": Kind.TEXT, "condition": {"question": "D4", "in": [1, 2]}},
        key="criteria",
        title="Kriterier",
        source="Källan",
        wording_note="Inte SKR:s",
    )


def press(client, person, version, **posted):
    client.force_login(person)
    url = reverse("questions:copy", args=[version.pk])
    return client.post(url, {"how": "same"} | posted)


def test_own_words_for_a_shared_framework_keep_its_key_and_every_questions(
    client, ekvik, strategist, shared
):
    press(client, strategist, shared, authority=ekvik.pk)

    draft = FrameworkVersion.objects.get(authority=ekvik)
    assert (draft.state, draft.number, draft.based_on) == ("draft", 1, shared)
    assert (draft.framework.key, draft.framework.authority) == ("criteria", ekvik)
    assert all(change.is_same for change in changes(shared, draft).values())
    assert tree_of(draft) == tree_of(shared)
    assert [deed.verb for deed in history(draft)] == ["framework_copied"]


def test_the_next_version_of_ones_own(client, ekvik, strategist):
    old = make.make_version(key="ours", authority=ekvik)

    press(client, strategist, old, authority=ekvik.pk)

    draft = FrameworkVersion.objects.get(state="draft")
    assert (draft.framework, draft.number) == (old.framework, 2)


def test_under_a_name_of_its_own(client, ekvik, strategist, shared):
    press(client, strategist, shared, authority=ekvik.pk, how="other", title="Våra nya frågor")

    draft = FrameworkVersion.objects.get(state="draft")
    assert (draft.framework.key, draft.title) == ("vara-nya-fragor", "Våra nya frågor")
    assert [one.key for one in questions_of(draft)] == ["D4", "more"]


def test_a_name_is_needed_for_a_framework_of_its_own(client, ekvik, strategist, shared):
    page = press(client, strategist, shared, authority=ekvik.pk, how="other")

    assert "Skriv vad det nya ramverket ska heta." in page.content.decode()
    assert not FrameworkVersion.objects.filter(state="draft").exists()


def test_one_draft_at_a_time_and_the_page_leads_to_it(client, ekvik, strategist, shared):
    press(client, strategist, shared, authority=ekvik.pk)
    draft = FrameworkVersion.objects.get(state="draft")

    page = press(client, strategist, shared, authority=ekvik.pk).content.decode()

    assert "Ni har redan ett utkast" in page
    assert draft.get_absolute_url() in page
    assert FrameworkVersion.objects.filter(state="draft").count() == 1


@pytest.mark.parametrize("count", [1, 30])
def test_a_copy_costs_the_same_whatever_the_questions(
    count, ekvik, strategist, django_assert_max_num_queries
):
    version = make.make_version(*[{}] * count)

    with django_assert_max_num_queries(30):
        drafts.copy(version, ekvik, by=strategist)


# --- From nothing ---------------------------------------------------------------------------


def begin(client, person, **posted):
    client.force_login(person)
    return client.post(reverse("questions:start"), posted)


def test_an_empty_framework_has_a_key_from_its_name(client, ekvik, strategist):
    begin(client, strategist, authority=ekvik.pk, title="Frågor till nämnden")

    draft = FrameworkVersion.objects.get()
    assert draft.framework.key == "fragor-till-namnden"
    assert (draft.source, draft.wording_note) == ("Ekvik", "Egen formulering.")
    page = client.get(draft.get_absolute_url()).content.decode()
    assert "Här blir det frågor" in page
    assert "Granska och publicera" not in page


@pytest.mark.parametrize(
    ("key", "words"),
    [
        ("criteria", "Ett gemensamt ramverk har nyckeln criteria."),
        ("own", "Ni har redan ett ramverk med nyckeln own."),
        ("Å b", "Skriv nyckeln med små bokstäver"),
    ],
)
def test_a_key_that_is_taken_is_refused(client, ekvik, strategist, shared, key, words):
    make.make_version(key="own", authority=ekvik)

    page = begin(client, strategist, authority=ekvik.pk, title="Nytt", key=key).content.decode()

    assert words in page
    assert FrameworkVersion.objects.count() == 2


def test_another_municipality_may_use_the_same_key(client, ekvik, strategist, neighbour):
    for person in (strategist, neighbour):
        [authority] = person.standing.authority_ids
        begin(client, person, authority=authority, title="Våra frågor")

    assert FrameworkVersion.objects.filter(framework__key="vara-fragor").count() == 2


# --- Put away and taken back ----------------------------------------------------------------


def test_a_removed_draft_can_be_taken_back(client, ekvik, strategist, shared):
    draft = drafts.copy(shared, ekvik, by=strategist)
    client.force_login(strategist)

    client.post(reverse("questions:version_remove", args=[draft.pk]))
    gone = client.get(reverse("questions:frameworks"), {"lage": "removed"})
    assert gone.context["table"].rows == [draft]
    assert draft not in client.get(reverse("questions:frameworks")).context["table"].rows
    page = client.get(draft.get_absolute_url()).content.decode()
    assert "Ta tillbaka utkastet" in page
    client.post(reverse("questions:version_restore", args=[draft.pk]))

    draft.refresh_from_db()
    assert draft.state == "draft"
    assert questions_of(draft)
    verbs = [deed.verb for deed in history(draft)]
    assert verbs[:2] == ["framework_restored", "framework_removed"]


def test_it_is_not_taken_back_on_top_of_a_newer_draft(client, ekvik, strategist, shared):
    old = drafts.copy(shared, ekvik, by=strategist)
    drafts.remove(old, by=strategist)
    new = drafts.copy(shared, ekvik, by=strategist)
    client.force_login(strategist)

    response = client.post(reverse("questions:version_restore", args=[old.pk]), follow=True)

    assert "Ni har redan ett utkast" in response.content.decode()
    old.refresh_from_db()
    assert (old.state, new.number) == ("removed", 2)


def test_a_draft_that_came_back_late_gets_the_next_number(ekvik, strategist, shared):
    old = drafts.copy(shared, ekvik, by=strategist)
    drafts.remove(old, by=strategist)
    publish(drafts.copy(shared, ekvik, by=strategist), by=strategist)
    old.refresh_from_db()
    drafts.restore(old, by=strategist)

    publish(old, by=strategist)

    assert old.number == 3
    assert "version: 3" in old.source_text
