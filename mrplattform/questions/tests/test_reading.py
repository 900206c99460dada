"""What is asked, how far they have come, and in which words."""

import datetime as dt
from decimal import Decimal

import pytest

from mrplattform.questions import reading
from mrplattform.questions.models import Answer, Kind
from mrplattform.questions.services.answers import save_answer
from mrplattform.questions.services.evidence import add_link
from mrplattform.questions.services.evidence import remove as remove_evidence
from tests import make

State = Answer.State


def sheet_with(*questions, **fields):
    return make.make_sheet(make.make_version(*questions), **fields)


def answer(sheet, key, value=None, state=State.ANSWERED):
    question = sheet.version.questions.get(key=key)
    return save_answer(sheet, question, by=None, state=state, value=value, comment="Skäl")


def asked(sheet) -> list[str]:
    answers = reading.answers_of(sheet)
    return [question.key for question in reading.asked(sheet.version, answers)]


# --- Conditions -----------------------------------------------------------------------------

HAS = {"key": "has", "kind": Kind.YES_NO}
CONDITIONS = [
    (HAS, {"is": True}, True, True),
    (HAS, {"is": True}, False, False),
    (HAS, {"is": False}, False, True),
    ({"key": "has", "kind": Kind.LEVEL}, {"in": [0, 1]}, 1, True),
    ({"key": "has", "kind": Kind.LEVEL}, {"in": [0, 1]}, 2, False),
    ({"key": "has", "kind": Kind.LEVEL}, {"is": 0}, 0, True),
    ({"key": "has", "kind": Kind.CHOICE}, {"is": "b"}, "b", True),
    ({"key": "has", "kind": Kind.CHOICE}, {"in": ["a", "c"]}, "b", False),
    ({"key": "has", "kind": Kind.SEVERAL}, {"is": "b"}, ["a", "b"], True),
    ({"key": "has", "kind": Kind.SEVERAL}, {"in": ["b", "c"]}, ["a"], False),
]


@pytest.mark.django_db
@pytest.mark.parametrize(("first", "condition", "value", "is_asked"), CONDITIONS)
def test_a_question_is_asked_when_its_condition_is_met(first, condition, value, is_asked):
    sheet = sheet_with(first, {"key": "more", "condition": {"question": "has"} | condition})
    assert asked(sheet) == ["has"]

    answer(sheet, "has", value)

    assert asked(sheet) == (["has", "more"] if is_asked else ["has"])


@pytest.mark.django_db
def test_what_the_sheet_leaves_out_is_not_asked_nor_what_hangs_on_it():
    more = {"key": "more", "condition": {"question": "has", "is": True}}
    sheet = sheet_with(HAS, more, {"key": "last"})
    answer(sheet, "has", True)
    sheet.left_out = ["has"]

    answers = reading.answers_of(sheet)
    found = reading.asked(sheet.version, answers, left_out=sheet.left_out)

    assert [question.key for question in found] == ["last"]
    assert reading.progress(sheet).total == 1


@pytest.mark.django_db
@pytest.mark.parametrize("state", [State.UNKNOWN, State.NOT_APPLICABLE])
def test_not_knowing_meets_no_condition(state):
    sheet = sheet_with(HAS, {"key": "more", "condition": {"question": "has", "is": True}})

    answer(sheet, "has", state=state)

    assert asked(sheet) == ["has"]


def test_what_hangs_on_a_question_no_longer_asked_is_not_asked(db):
    sheet = sheet_with(
        HAS,
        {"key": "more", "kind": Kind.YES_NO, "condition": {"question": "has", "is": True}},
        {"key": "most", "condition": {"question": "more", "is": True}},
    )
    answer(sheet, "has", True)
    answer(sheet, "more", True)
    assert asked(sheet) == ["has", "more", "most"]

    save_answer(
        sheet,
        sheet.version.questions.get(key="has"),
        by=None,
        state=State.ANSWERED,
        value=False,
        edition=1,
    )

    assert asked(sheet) == ["has"]
    assert reading.progress(sheet) == reading.Progress(1, 1)


def test_conditions_in_words(db):
    sheet = sheet_with(
        HAS,
        {"key": "a", "condition": {"question": "has", "is": False}},
        {"key": "b", "condition": {"question": "a", "in": [0, 1]}},
        {"key": "c", "kind": Kind.SEVERAL},
        {"key": "d", "condition": {"question": "c", "is": "b"}},
    )

    assert reading.conditions_in_words(reading.questions_of(sheet.version)) == {
        "a": "Ställs när svaret på fråga 1 är Nej.",
        "b": "Ställs när svaret på fråga 2 är 0 Inte påbörjat eller 1 Påbörjat.",
        "d": "Ställs när svaret på fråga 4 är Förvaltningen.",
    }


# --- Progress -------------------------------------------------------------------------------


def test_progress_counts_what_is_asked_and_every_kind_of_answer(db):
    sheet = sheet_with({}, {}, {}, {})
    assert reading.progress(sheet) == reading.Progress(0, 4)

    answer(sheet, "f1", 0)
    answer(sheet, "f2", state=State.UNKNOWN)
    answer(sheet, "f3", state=State.NOT_APPLICABLE)

    progress = reading.progress(sheet)
    assert (progress.answered, progress.total, progress.left) == (3, 4, 1)
    assert not progress.is_complete
    answer(sheet, "f4", 4)
    assert reading.progress(sheet).is_complete


@pytest.mark.parametrize("count", [1, 3])
def test_reading_costs_the_same_for_any_number_of_questions(db, count, django_assert_num_queries):
    sheet = sheet_with(*[{}] * count)
    for question in sheet.version.questions.all():
        one = save_answer(sheet, question, by=None, state=State.ANSWERED, value=1)
        add_link(one, "https://example.se", by=None)

    with django_assert_num_queries(5):
        questions = reading.questions_of(sheet.version)
        answers = reading.answers_of(sheet)
        reading.progress(sheet, answers, questions)
        for question in questions:
            question.shown_topics  # noqa: B018  (reads what was fetched)
            reading.display_value(answers[question.key])
            reading.rests_on_law_alone(answers[question.key])


def test_sections_keep_the_order_of_the_file(db):
    version = make.make_version({}, {}, published=False)
    second = version.sections.create(key="t", order=2, titles={"sv": "Andra"})
    make.make_question(second, key="last")

    sections = reading.by_section(reading.questions_of(version))

    assert [(section.key, [one.key for one in rows]) for section, rows in sections] == [
        ("s", ["f1", "f2"]),
        ("t", ["last"]),
    ]


# --- Words ----------------------------------------------------------------------------------


def test_a_number_reads_with_its_unit(db):
    sheet = sheet_with({"kind": Kind.NUMBER, "unit": "timmar per vecka"})

    assert reading.display_value(answer(sheet, "f1", Decimal("3.50"))) == "3,5 timmar per vecka"


def test_no_answer_reads_as_nothing():
    assert reading.display_value(None) == ""


@pytest.mark.parametrize(
    ("day", "words"),
    [(dt.date(2025, 6, 30), "våren 2025"), (dt.date(2025, 7, 1), "hösten 2025")],
)
def test_seasons(day, words):
    assert reading.season(day) == words


def test_a_level_that_only_the_law_vouches_for(db):
    law = {"law": "lag (2018:1197)"}
    sheet = sheet_with(law, law, {}, law)
    required, begun_nothing, free, unknown = (
        answer(sheet, "f1", 3),
        answer(sheet, "f2", 0),
        answer(sheet, "f3", 3),
        answer(sheet, "f4", state=State.UNKNOWN),
    )

    assert reading.rests_on_law_alone(required)
    assert not reading.rests_on_law_alone(begun_nothing)
    assert not reading.rests_on_law_alone(free)
    assert not reading.rests_on_law_alone(unknown)

    evidence = add_link(required, "https://ekvik.example", by=None)
    assert not reading.rests_on_law_alone(required)
    remove_evidence(evidence, by=None)
    assert reading.rests_on_law_alone(required)


def test_the_sheets_history_tells_answers_and_evidence_together(school, reporter, manager):
    sheet = make.make_sheet(organisation=school)
    first, second, *_rest = sheet.version.questions.all()
    one = save_answer(sheet, first, by=reporter, state=State.ANSWERED, value=1)
    add_link(one, "https://ekvik.example", title="Rutin", by=reporter)
    save_answer(sheet, second, by=manager, state=State.UNKNOWN)

    told = [
        (change.by, change.question.key, change.what, change.before, change.after)
        for change in reading.sheet_history(sheet)
    ]

    assert told == [
        ("Mona Lind", "f2", "svarade", "", "Vet ej"),
        ("Bo Hedlund", "f1", "lade till underlag", "", "Rutin"),
        ("Bo Hedlund", "f1", "svarade", "", "1 Påbörjat"),
    ]
    assert [change.what for change in reading.answer_history(one)] == [
        "lade till underlag",
        "svarade",
    ]
    assert reading.answer_history(one)[1].function == str(reporter.standing.functions[0])


@pytest.mark.parametrize("count", [1, 3])
def test_the_history_costs_the_same_for_any_number_of_changes(
    school, reporter, count, django_assert_num_queries
):
    sheet = make.make_sheet(organisation=school)
    question = sheet.version.questions.first()
    for level in range(count):
        save_answer(sheet, question, by=reporter, state=State.ANSWERED, value=level, edition=level)
    add_link(Answer.objects.get(), "https://ekvik.example", by=reporter)

    with django_assert_num_queries(3):
        assert len(reading.sheet_history(sheet)) == count + 1
