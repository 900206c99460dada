"""A published version never changes, whichever way somebody tries."""

import pytest
from django.db import transaction

from mrplattform.questions.models import FrameworkVersion, Frozen, Question, Section
from tests import make


@pytest.fixture
def version(db):
    return make.make_version()


def change_title(version):
    version.titles = {"sv": "Andra"}
    version.save()


def change_title_only(version):
    version.titles = {"sv": "Andra"}
    version.save(update_fields=["titles"])


def back_to_draft(version):
    version.state = "draft"
    version.save(update_fields=["state"])


def change_as_if_a_draft(version):
    version.state = "draft"
    version.titles = {"sv": "Andra"}
    version.save()


def change_question(version):
    question = version.questions.first()
    question.texts = {"sv": "Annat"}
    question.save()


def change_section(version):
    section = version.sections.first()
    section.titles = {"sv": "Annat"}
    section.save()


def new_topic(version):
    version.questions.first().topics.add(make.make_topic())


def new_topic_from_behind(version):
    make.make_topic().questions.add(version.questions.first())


WAYS = [
    change_title,
    change_title_only,
    back_to_draft,
    change_as_if_a_draft,
    change_question,
    change_section,
    new_topic,
    new_topic_from_behind,
    lambda version: version.delete(),
    lambda version: version.questions.first().delete(),
    lambda version: version.questions.all().delete(),
    lambda version: version.questions.update(texts={"sv": "Annat"}),
    lambda version: version.sections.update(order=9),
    lambda version: FrameworkVersion.objects.update(titles={"sv": "Annat"}),
    lambda version: FrameworkVersion.objects.all().delete(),
    lambda version: Question.objects.bulk_update(version.questions.all(), ["order"]),
    lambda version: make.make_question(version.sections.first(), key="ny"),
    lambda version: Section.objects.bulk_create([Section(version=version, key="ny", order=9)]),
]


@pytest.mark.parametrize("way", WAYS)
def test_a_published_version_is_frozen(version, way):
    before = (version.titles, list(version.questions.values()), list(version.sections.values()))

    with pytest.raises(Frozen), transaction.atomic():
        way(version)

    stored = FrameworkVersion.objects.get()
    after = (stored.titles, list(stored.questions.values()), list(stored.sections.values()))
    assert after == before
    assert stored.state == "published"


@pytest.mark.parametrize("way", [way for way in WAYS if way is not back_to_draft])
def test_a_draft_is_not(db, way):
    """Or the table above would prove nothing."""
    way(make.make_version(published=False))


def test_a_copy_read_before_publishing_is_frozen_too(db):
    draft = make.make_version(published=False)
    early = FrameworkVersion.objects.get()
    question = early.questions.select_related("version").first()
    draft.state = "published"
    draft.save(update_fields=["state"])

    with pytest.raises(Frozen):
        change_title(early)
    with pytest.raises(Frozen):
        question.save()


def test_a_published_version_may_be_retired(version):
    version.state = "retired"
    version.save(update_fields=["state"])

    with pytest.raises(Frozen):
        change_title(version)
