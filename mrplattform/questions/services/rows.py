"""What a file says, as rows."""

from __future__ import annotations

from mrplattform.organisations.models import Organisation
from mrplattform.questions.files import FrameworkData, QuestionData, SectionData
from mrplattform.questions.models import FrameworkVersion, Question, Section
from mrplattform.rights.models import Topic

QUESTION_FIELDS = (
    *("key", "kind", "texts", "hints", "helps", "options", "unit", "minimum", "maximum"),
    *("required", "allow_unknown", "allow_not_applicable", "condition"),
    *("law", "source", "wording_note"),
)
SECTION_FIELDS = ("key", "titles", "intros")
VERSION_FIELDS = ("titles", "intros", "source", "wording_note", "news")


def topics_of(authority: Organisation | None) -> dict[str, Topic]:
    """The words of the vocabulary that the authority may use, by key."""
    own = Topic.objects.filter(authority=authority) if authority else Topic.objects.none()
    return {topic.key: topic for topic in Topic.objects.filter(authority__isnull=True) | own}


def write_rows(version: FrameworkVersion, data: FrameworkData, topics: dict[str, Topic]) -> None:
    """All sections and questions of the draft anew; the caller saves the version and records."""
    for name in VERSION_FIELDS:
        setattr(version, name, getattr(data, name))
    version.sections.all().delete()  # no history: told by the caller, as all of this
    sections = Section.objects.bulk_create(  # no history: as above
        _section(version, place, one) for place, one in enumerate(data.sections, 1)
    )
    by_key = dict(zip([one.key for one in data.sections], sections, strict=True))
    questions = Question.objects.bulk_create(  # no history: as above
        _question(version, by_key[section.key], place, one)
        for place, (section, one) in enumerate(
            ((section, one) for section in data.sections for one in section.questions), 1
        )
    )
    tag(Section, data.sections, sections, topics)
    tag(Question, data.questions, questions, topics)


def _section(version: FrameworkVersion, place: int, data: SectionData) -> Section:
    values = {name: getattr(data, name) for name in SECTION_FIELDS}
    return Section(version=version, order=place, **values)


def _question(
    version: FrameworkVersion, section: Section, place: int, data: QuestionData
) -> Question:
    values = {name: getattr(data, name) for name in QUESTION_FIELDS}
    return Question(version=version, section=section, order=place, **values)


def tag(model, rows, things, topics: dict[str, Topic]) -> None:
    """All topics of all rows (with topic keys) in one insert."""
    through = model.topics.through
    name = model._meta.model_name
    through.objects.bulk_create(  # no history: told with the version
        through(**{name: thing, "topic": topics[key]})
        for row, thing in zip(rows, things, strict=True)
        for key in row.topics
    )
