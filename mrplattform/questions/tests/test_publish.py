"""From draft to use, out of use and back: what is checked, what is told, what stays."""

import hashlib

import pytest
from django.urls import reverse

from mrplattform.core.history import history
from mrplattform.core.marked_yaml import Source
from mrplattform.questions.files import read
from mrplattform.questions.models import FrameworkVersion, Kind
from mrplattform.questions.reading import questions_of
from mrplattform.questions.services import drafts, publishing
from mrplattform.questions.services import questions as question_services
from mrplattform.questions.writing import tree_of
from tests import make

NOTES = {"source": "Vi", "wording_note": "Egna ord"}


@pytest.fixture
def old(ekvik):
    rows = [{"key": "a", **NOTES}, {"key": "b", "kind": Kind.TEXT, **NOTES}]
    return make.make_version(*rows, key="ours", authority=ekvik, **NOTES)


@pytest.fixture
def draft(ekvik, strategist, old):
    return drafts.copy(old, ekvik, by=strategist)


@pytest.fixture
def press(client, strategist):
    client.force_login(strategist)

    def press(name, version, **posted):
        return client.post(reverse(f"questions:{name}", args=[version.pk]), posted, follow=True)

    return press


def test_published_it_takes_the_olds_place_with_a_file_of_its_own(press, strategist, draft, old):
    publish = press("publish", draft, edition=draft.edition)

    assert "Publicerad. Nu går den att välja" in publish.content.decode()
    draft.refresh_from_db()
    assert (draft.state, draft.number) == ("published", 2)
    assert list(FrameworkVersion.objects.visible_to(strategist).in_use()) == [draft]
    assert draft.sha256 == hashlib.sha256(draft.source_text.encode()).hexdigest()
    source = Source("", draft.source_text)
    assert [one.key for one in read(source, []).questions] == ["a", "b"]
    assert source.faults == []
    assert history(old).first().verb == "framework_replaced"


def test_rows_and_file_never_differ(strategist, draft):
    draft.titles = {"sv": "Våra", "en": "Ours"}
    draft.save()
    question = draft.questions.get(key="a")
    question.texts = {"sv": "Hur?", "fi": "Miten?"}  # a language that the version has not
    question.save()
    draft.titles = {"sv": "Våra"}
    draft.save()

    publishing.publish(draft, by=strategist)

    assert draft.questions.get(key="a").texts == {"sv": "Hur?"}
    again = Source("", draft.source_text)
    assert read(again, []).questions[0].texts == {"sv": "Hur?"}
    assert tree_of(draft)["version"] == 2


def test_with_faults_it_stays_a_draft_and_the_page_says_which(press, strategist, draft):
    question = draft.questions.get(key="a")
    question.texts = {}
    question.save()

    page = press("publish", draft, edition=draft.edition).content.decode()

    assert "Rätta det här först" in page
    assert "Fältet Fråga saknas." in page
    draft.refresh_from_db()
    assert draft.state == "draft"


def test_the_page_tells_what_changes_and_who_is_answering(client, strategist, school, draft, old):
    make.make_sheet(old, school)
    make.make_sheet(old, school, anonymous=True)
    question_services.remove(draft.questions.get(key="b"), by=strategist)
    client.force_login(strategist)

    page = client.get(reverse("questions:publish", args=[draft.pk])).content.decode()

    assert "En svarsblankett hör till Våra frågor (1)." in page
    assert "Nya kartläggningar erbjuds den här versionen i stället för version 1." in page
    assert "Frågans trend slutar med den tidigare versionen." in page


def test_who_publishes_has_seen_the_last_change(press, strategist, draft):
    seen = draft.edition
    question_services.remove(draft.questions.get(key="b"), by=strategist)

    page = press("publish", draft, edition=seen).content.decode()

    assert "Någon har ändrat utkastet." in page
    draft.refresh_from_db()
    assert draft.state == "draft"


def test_a_reason_is_needed_to_retire(press, strategist, old):
    page = press("retire", old, why="").content.decode()
    assert "Fyll i den här uppgiften." in page

    press("retire", old, why="Ersätts av SKR:s")

    old.refresh_from_db()
    assert old.state == "retired"
    assert history(old).first().why == "Ersätts av SKR:s"
    assert not FrameworkVersion.objects.in_use().exists()


def test_retiring_the_newest_does_not_bring_back_the_one_before(strategist, draft, old):
    publishing.publish(draft, by=strategist)

    publishing.retire(draft, by=strategist, why="Ingen frågar")

    assert not FrameworkVersion.objects.in_use().exists()


def test_taken_into_use_again_unless_a_newer_one_exists(press, client, strategist, draft, old):
    press("retire", old, why="Paus")
    old.refresh_from_db()
    assert "Ta i bruk igen" in client.get(old.get_absolute_url()).content.decode()
    press("take_into_use", old)
    old.refresh_from_db()
    assert old.state == "published"

    press("retire", old, why="Nytt kommer")
    publishing.publish(draft, by=strategist)
    old.refresh_from_db()
    assert "Ta i bruk igen" not in client.get(old.get_absolute_url()).content.decode()
    page = press("take_into_use", old).content.decode()

    assert "En nyare version finns." in page
    old.refresh_from_db()
    assert old.state == "retired"


def test_a_published_version_is_not_changed_by_an_old_page(client, strategist, old):
    client.force_login(strategist)

    page = client.post(
        reverse("questions:question_edit", args=[old.pk, "a"]), {"text_sv": "Ändrad"}
    )

    assert page.status_code == 403
    assert "Versionen är publicerad och ändras inte mer." in page.content.decode()
    assert questions_of(old)[0].text == "Fråga 1"
