"""A reporter saves an answer: kept, signed, never silently written over."""

import datetime as dt
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from mrplattform.questions.models import Answer, Kind
from mrplattform.questions.reading import answer_history, display_value
from mrplattform.questions.services.answers import AnswerConflict, clear_answer, save_answer
from mrplattform.questions.services.sheets import SheetLocked, lock, unlock
from tests import make

State = Answer.State


@pytest.fixture
def sheet(school):
    return make.make_sheet(organisation=school)


@pytest.fixture
def question(sheet):
    return sheet.version.questions.first()


VALUES = [
    (Kind.LEVEL, 3, "3 Genomfört"),
    (Kind.LEVEL, 0, "0 Inte påbörjat"),
    (Kind.YES_NO, False, "Nej"),
    (Kind.NUMBER, Decimal("12.5"), "12,5"),
    (Kind.NUMBER, Decimal("1250"), "1 250"),
    (Kind.MONEY, 45_000_000, "450 000 kr"),
    (Kind.MONEY, 0, "0 kr"),
    (Kind.DATE, dt.date(2026, 11, 27), "27 november 2026"),
    (Kind.CHOICE, "b", "Förvaltningen"),
    (Kind.SEVERAL, ["a", "c"], "Nämnden, Bolaget"),
    (Kind.TEXT, "Vi frågar elevrådet.", "Vi frågar elevrådet."),
]


@pytest.mark.parametrize(("kind", "value", "words"), VALUES)
def test_every_kind_is_kept_and_reads_in_swedish(reporter, school, kind, value, words):
    sheet = make.make_sheet(make.make_version({"kind": kind}), school)
    question = sheet.version.questions.get()

    save_answer(sheet, question, by=reporter, state=State.ANSWERED, value=value)

    answer = Answer.objects.get()
    assert answer.value == value
    assert display_value(answer).replace("\u00a0", " ") == words


def test_the_answer_tells_who_when_and_in_which_function(sheet, question, reporter):
    answer = save_answer(
        sheet, question, by=reporter, state=State.ANSWERED, value=2, comment=" Beslut i maj. "
    )

    assert answer.edition == 1
    assert answer.comment == "Beslut i maj."
    assert answer.changed_by == reporter
    assert answer.changed_as == reporter.standing.functions[0]
    assert answer.changed_at is not None


@pytest.mark.parametrize(
    ("state", "words"), [(State.UNKNOWN, "Vet ej"), (State.NOT_APPLICABLE, "Inte aktuellt")]
)
def test_not_knowing_is_an_answer(sheet, question, reporter, state, words):
    answer = save_answer(sheet, question, by=reporter, state=state, comment="Rektorerna vet.")

    assert display_value(answer) == words
    assert answer.value is None


REFUSED = [
    (Kind.LEVEL, 5, {}),
    (Kind.LEVEL, None, {}),
    (Kind.LEVEL, True, {}),
    (Kind.YES_NO, 1, {}),
    (Kind.NUMBER, Decimal("NaN"), {}),
    (Kind.NUMBER, Decimal("1.00001"), {}),
    (Kind.NUMBER, Decimal("101"), {"minimum": 0, "maximum": 100}),
    (Kind.NUMBER, Decimal("-1"), {"minimum": 0}),
    (Kind.NUMBER, Decimal("11"), {"maximum": 10}),
    (Kind.MONEY, -100, {"minimum": 0}),
    (Kind.DATE, "2026-11-27", {}),
    (Kind.CHOICE, "z", {}),
    (Kind.SEVERAL, [], {}),
    (Kind.SEVERAL, ["a", "z"], {}),
    (Kind.SEVERAL, ["a", "b", "c"], {"maximum": 2}),
    (Kind.TEXT, "  ", {}),
    (Kind.TEXT, "mycket", {"maximum": 5}),
    (Kind.TEXT, "Ring 19121212-1212 om det.", {}),
]


@pytest.mark.parametrize(("kind", "value", "fields"), REFUSED)
def test_what_the_question_does_not_allow_is_refused(reporter, school, kind, value, fields):
    sheet = make.make_sheet(make.make_version({"kind": kind} | fields), school)
    question = sheet.version.questions.get()

    with pytest.raises(ValidationError):
        save_answer(sheet, question, by=reporter, state=State.ANSWERED, value=value)
    assert not Answer.objects.exists()


@pytest.mark.parametrize(
    ("state", "comment", "fields"),
    [
        (State.NOT_APPLICABLE, " ", {}),
        (State.NOT_APPLICABLE, "Skäl", {"allow_not_applicable": False}),
        (State.UNKNOWN, "", {"allow_unknown": False}),
        (State.UNKNOWN, "Fråga 19121212-1212", {}),
    ],
)
def test_a_way_out_has_its_conditions(reporter, school, state, comment, fields):
    sheet = make.make_sheet(make.make_version(fields), school)
    question = sheet.version.questions.get()

    with pytest.raises(ValidationError):
        save_answer(sheet, question, by=reporter, state=state, comment=comment)


def test_a_question_of_another_framework_is_refused(sheet, reporter):
    other = make.make_version().questions.first()

    with pytest.raises(ValueError, match="is not asked"):
        save_answer(sheet, other, by=reporter, state=State.ANSWERED, value=1)


# --- Two at once ----------------------------------------------------------------------------


def test_who_saves_on_top_of_anothers_edition_gets_both(sheet, question, reporter, manager):
    seen = save_answer(sheet, question, by=reporter, state=State.ANSWERED, value=1).edition
    save_answer(sheet, question, by=manager, state=State.ANSWERED, value=2, edition=seen)

    with pytest.raises(AnswerConflict) as conflict:
        save_answer(sheet, question, by=reporter, state=State.ANSWERED, value=3, edition=seen)

    theirs = conflict.value.theirs
    assert (theirs.value, theirs.changed_by, theirs.edition) == (2, manager, 2)
    # Having seen theirs, the reporter may choose their own.
    save_answer(sheet, question, by=reporter, state=State.ANSWERED, value=3, edition=2)
    assert Answer.objects.get().value == 3


def test_two_first_answers_are_a_conflict_too(sheet, question, reporter, manager):
    save_answer(sheet, question, by=manager, state=State.ANSWERED, value=2, edition=None)

    with pytest.raises(AnswerConflict):
        save_answer(sheet, question, by=reporter, state=State.UNKNOWN, edition=0)


def test_a_retry_changes_nothing(sheet, question, reporter):
    first = save_answer(sheet, question, by=reporter, state=State.ANSWERED, value=1)
    again = save_answer(sheet, question, by=reporter, state=State.ANSWERED, value=1)

    assert (again.pk, again.edition) == (first.pk, 1)
    assert Answer.history.count() == 1


def test_a_cleared_answer_never_uses_an_edition_twice(sheet, question, reporter, manager):
    seen = save_answer(sheet, question, by=reporter, state=State.ANSWERED, value=1).edition
    clear_answer(sheet, question, by=reporter, edition=seen)
    save_answer(sheet, question, by=manager, state=State.ANSWERED, value=4)

    with pytest.raises(AnswerConflict):
        save_answer(sheet, question, by=reporter, state=State.ANSWERED, value=2, edition=seen)


def test_clearing_anothers_newer_answer_is_a_conflict(sheet, question, reporter, manager):
    seen = save_answer(sheet, question, by=reporter, state=State.ANSWERED, value=1).edition
    save_answer(sheet, question, by=manager, state=State.ANSWERED, value=2, edition=seen)

    with pytest.raises(AnswerConflict):
        clear_answer(sheet, question, by=reporter, edition=seen)
    assert Answer.objects.get().value == 2


# --- Locked ---------------------------------------------------------------------------------


def test_a_locked_sheet_takes_no_answers_until_unlocked(sheet, question, reporter, strategist):
    lock(sheet, by=strategist)

    with pytest.raises(SheetLocked):
        save_answer(sheet, question, by=reporter, state=State.ANSWERED, value=1)
    with pytest.raises(SheetLocked):
        clear_answer(sheet, question, by=reporter)

    unlock(sheet, by=strategist, why="Fel år")
    save_answer(sheet, question, by=reporter, state=State.ANSWERED, value=1)


def test_a_sheet_held_in_memory_does_not_open_a_locked_one(sheet, question, reporter, strategist):
    lock(type(sheet).objects.get(pk=sheet.pk), by=strategist)

    assert not sheet.locked
    with pytest.raises(SheetLocked):
        save_answer(sheet, question, by=reporter, state=State.ANSWERED, value=1)


# --- History --------------------------------------------------------------------------------


def test_history_tells_who_did_what_with_old_and_new_words(sheet, question, reporter, manager):
    answer = save_answer(sheet, question, by=reporter, state=State.ANSWERED, value=1, comment="A")
    save_answer(sheet, question, by=manager, state=State.UNKNOWN, comment="B", edition=1)
    clear_answer(sheet, question, by=reporter, edition=2)

    told = [
        (change.by, change.what, change.before, change.after) for change in answer_history(answer)
    ]

    assert told == [
        ("Bo Hedlund", "tog bort svaret", "Vet ej", ""),
        ("Mona Lind", "ändrade svaret", "1 Påbörjat", "Vet ej"),
        ("Bo Hedlund", "svarade", "", "1 Påbörjat"),
    ]


def test_an_anonymous_sheet_leaves_no_trace(school, reporter):
    sheet = make.make_sheet(organisation=school, anonymous=True)
    question = sheet.version.questions.first()

    save_answer(sheet, question, by=reporter, state=State.ANSWERED, value=1)
    clear_answer(sheet, question, by=reporter, edition=1)
    answer = save_answer(sheet, question, by=reporter, state=State.ANSWERED, value=2)

    assert (answer.changed_at, answer.changed_by, answer.changed_as) == (None, None, None)
    assert not Answer.history.exists()


# --- Cost -----------------------------------------------------------------------------------


def test_saving_costs_few_questions_to_the_database(
    sheet, question, reporter, django_assert_max_num_queries
):
    with django_assert_max_num_queries(10):
        save_answer(sheet, question, by=reporter, state=State.ANSWERED, value=1)
    reporter.__dict__.pop("standing")
    with django_assert_max_num_queries(10):
        save_answer(sheet, question, by=reporter, state=State.ANSWERED, value=2, edition=1)
