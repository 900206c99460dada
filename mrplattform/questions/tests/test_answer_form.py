"""Answering on a page: every kind, what may be wrong with it, and how it is drawn."""

import datetime as dt
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.template.loader import render_to_string

from mrplattform.questions.forms import AnswerForm
from mrplattform.questions.models import Answer, Kind
from mrplattform.questions.services.answers import save_answer
from mrplattform.questions.services.evidence import add_link
from tests import make

State = Answer.State


def question_of(kind=Kind.LEVEL, **fields):
    return make.make_version({"kind": kind} | fields).questions.get()


def filled(question, data, **more) -> AnswerForm:
    return AnswerForm(question, data=data, **more)


VALID = [
    (Kind.LEVEL, {"choice": "3"}, 3),
    (Kind.YES_NO, {"choice": "no"}, False),
    (Kind.NUMBER, {"value": "1 250"}, Decimal(1250)),
    (Kind.NUMBER, {"value": "−3,5"}, Decimal("-3.5")),
    (Kind.NUMBER, {"value": "0"}, Decimal(0)),
    (Kind.MONEY, {"value": "450 000 kr"}, 45_000_000),
    (Kind.DATE, {"value": "2026-11-27"}, dt.date(2026, 11, 27)),
    (Kind.CHOICE, {"choice": "b"}, "b"),
    (Kind.SEVERAL, {"value": ["c", "a"]}, ["c", "a"]),
    (Kind.TEXT, {"value": "Elevrådet svarade."}, "Elevrådet svarade."),
]


@pytest.mark.parametrize(("kind", "data", "value"), VALID)
def test_every_kind_goes_from_page_to_sheet(school, reporter, kind, data, value):
    sheet = make.make_sheet(make.make_version({"kind": kind}), school)
    question = sheet.version.questions.get()
    form = filled(question, data)

    assert form.is_valid(), form.errors
    assert form.given == {"state": "answered", "value": value, "comment": "", "edition": None}
    answer = save_answer(sheet, question, by=reporter, **form.given)

    again = AnswerForm(question, answer=answer)
    shown = {name: again[name].value() for name in ("choice", "value") if name in again.fields}
    kept = filled(question, {"comment": ""} | {k: v for k, v in shown.items() if v})
    assert kept.is_valid(), kept.errors
    assert kept.given["value"] == answer.value


WRONG = [
    (Kind.LEVEL, {}, {}, "choice", "Välj ett svar."),
    (Kind.LEVEL, {"choice": "7"}, {}, "choice", "Välj något i listan."),
    (Kind.YES_NO, {}, {}, "choice", "Välj ett svar."),
    (Kind.NUMBER, {"value": "många"}, {}, "value", "Skriv ett tal med siffror"),
    (Kind.NUMBER, {"value": "1.250"}, {}, "value", "Menar ni tusental eller decimaler?"),
    (Kind.NUMBER, {"value": "1,23456"}, {}, "value", "högst fyra decimaler"),
    (
        Kind.NUMBER,
        {"value": "101"},
        {"minimum": 0, "maximum": 100},
        "value",
        "Skriv ett tal mellan 0 och 100.",
    ),
    (Kind.MONEY, {"value": "-5"}, {}, "value", "noll eller större"),
    (Kind.MONEY, {"value": "5"}, {"minimum": 10}, "value", "Skriv ett tal som är minst 10."),
    (Kind.DATE, {"value": "27 november"}, {}, "value", "Skriv datumet som år, månad och dag"),
    (Kind.DATE, {}, {}, "value", "Välj ett svar."),
    (Kind.CHOICE, {"choice": "z"}, {}, "choice", "Välj något i listan."),
    (Kind.SEVERAL, {"value": ["z"]}, {}, "value", ""),
    (Kind.SEVERAL, {"value": ["a", "b"]}, {"maximum": 1}, "value", "Välj högst ett svar."),
    (Kind.TEXT, {"value": ""}, {}, "value", "Skriv ett svar eller välj Vet ej."),
    (Kind.TEXT, {"value": "Ring 191212121212"}, {}, "value", "Ta bort personnumret"),
    (Kind.LEVEL, {"choice": "not_applicable"}, {}, "comment", "Skriv varför frågan inte är"),
    (
        Kind.LEVEL,
        {"choice": "unknown"},
        {"allow_unknown": False},
        "choice",
        "Välj något i listan.",
    ),
    (
        Kind.LEVEL,
        {"choice": "2", "comment": "Hon heter 19121212-1212"},
        {},
        "comment",
        "Ta bort personnumret",
    ),
    (
        Kind.NUMBER,
        {"value": "5", "choice": ["unknown"]},
        {},
        "value",
        "Ni har både skrivit ett svar och kryssat",
    ),
    (
        Kind.TEXT,
        {"choice": ["unknown", "not_applicable"]},
        {},
        "choice",
        "Välj ett av dem",
    ),
]


@pytest.mark.django_db
@pytest.mark.parametrize(("kind", "data", "fields", "field", "words"), WRONG)
def test_what_is_wrong_is_said_at_its_field(kind, data, fields, field, words):
    form = filled(question_of(kind, **fields), data)

    assert not form.is_valid()
    assert list(form.errors) == [field]
    assert words in str(form.errors[field])


@pytest.mark.django_db
@pytest.mark.parametrize("kind", [Kind.NUMBER, Kind.MONEY, Kind.DATE, Kind.SEVERAL, Kind.TEXT])
def test_not_knowing_beside_a_typed_value(kind):
    form = filled(question_of(kind), {"choice": ["unknown"], "comment": "Ekonomi vet."})

    assert form.is_valid(), form.errors
    assert form.given["state"] == "unknown"
    assert form.given["value"] is None


def test_a_ticked_box_takes_over_from_what_was_saved_before(school):
    sheet = make.make_sheet(make.make_version({"kind": Kind.NUMBER}), school)
    answer = make.make_answer(sheet, value=Decimal(5))

    form = filled(answer.question, {"value": "5", "choice": ["unknown"]}, answer=answer)

    assert form.is_valid(), form.errors
    assert form.given["state"] == "unknown"


@pytest.mark.django_db
def test_a_page_can_tell_an_untouched_question_from_an_unfinished_one():
    question = question_of()

    assert filled(question, {"edition": ""}).is_blank
    assert not filled(question, {"comment": "Vi har börjat"}).is_blank
    assert not filled(question, {"choice": "0"}).is_blank


@pytest.mark.django_db
def test_a_file_is_looked_into_and_a_link_must_be_one():
    question = question_of()
    bad = SimpleUploadedFile("rutin.pdf", b"MZ this is a program")

    form = filled(question, {"choice": "1", "link": "inte en länk"}, files={"file": bad})

    assert set(form.errors) == {"file", "link"}
    assert "Skriv hela adressen" in str(form.errors["link"])
    assert form.evidence_is_open


@pytest.mark.django_db
def test_what_is_wrong_with_the_answer_and_its_evidence_is_told_at_once():
    form = filled(question_of(), {"choice": "not_applicable", "link": "inte en länk"})

    assert set(form.errors) == {"comment", "link"}


# --- How it is drawn ------------------------------------------------------------------------


def drawn(form, **context) -> str:
    return render_to_string("questions/_answer.html", {"form": form} | context)


def test_last_years_answer_stands_at_its_level(school):
    version = make.make_version({})
    last = make.make_answer(make.make_sheet(version, school, day=dt.date(2025, 10, 1)), value=2)
    form = AnswerForm(last.question, last=last)

    marked = [card.label for card in form.cards if card.was_last]
    assert marked == ["Beslutat"]
    assert "Ert svar hösten 2025" in drawn(form)


def test_an_earlier_typed_answer_stands_beside_the_field(school):
    version = make.make_version({"kind": Kind.MONEY})
    sheet = make.make_sheet(version, school, day=dt.date(2026, 3, 1))
    last = make.make_answer(sheet, value=1_200_000)

    page = drawn(AnswerForm(last.question, last=last)).replace("\u00a0", " ")

    assert "Ert svar våren 2026: <strong>12 000 kr</strong>" in page


@pytest.mark.django_db
@pytest.mark.parametrize("kind", Kind.values)
def test_ways_out_stand_apart_but_equal(kind):
    form = AnswerForm(question_of(kind))

    assert [card.label for card in form.cards_apart] == ["Vet ej", "Inte aktuellt"]
    page = drawn(form)
    assert page.count('class="mr-choice') == len(form.cards) + 2
    assert "style=" not in page


def test_evidence_is_listed_and_can_be_taken_away(school, reporter):
    answer = make.make_answer(make.make_sheet(organisation=school))
    one = add_link(answer, "https://ekvik.example/rutin", title="Rutin för elevråd", by=reporter)

    page = drawn(AnswerForm(answer.question, answer=answer), remove_evidence="questions:evidence")

    assert "Rutin för elevråd" in page
    assert f'formaction="/fragor/underlag/{one.pk}/"' in page


def test_the_page_carries_the_edition_that_was_read(school):
    answer = make.make_answer(make.make_sheet(organisation=school))

    assert 'name="edition" value="1"' in drawn(AnswerForm(answer.question, answer=answer))


@pytest.mark.django_db
def test_two_questions_on_one_page_keep_apart():
    question = question_of()
    data = {"a-choice": "1", "b-choice": "unknown"}

    forms = [filled(question, data, prefix=prefix) for prefix in "ab"]

    assert [form.is_valid() for form in forms] == [True, True]
    assert [form.given["value"] for form in forms] == [1, None]
