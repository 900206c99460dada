"""Somebody answers with a code, on a phone, and nobody learns who."""

import pytest
from django.urls import reverse

from mrplattform.assessments.models import Ballot, Round
from mrplattform.assessments.services import tickets
from mrplattform.questions.models import Answer, Kind
from tests import make

CODE, HAND_IN = reverse("nameless:code"), reverse("nameless:hand_in")


@pytest.fixture
def version(db):
    return make.make_version(
        {"kind": Kind.CHOICE, "key": "roll"},
        {"key": "niva"},
        {"kind": Kind.TEXT, "key": "ord"},
        {"kind": Kind.YES_NO, "key": "mer", "condition": {"question": "roll", "is": "a"}},
    )


@pytest.fixture
def round(ekvik, version):
    return make.make_round(ekvik, version=version, kind=Round.Kind.ANONYMOUS)


@pytest.fixture
def code(round, school) -> str:
    return make.make_tickets(round, school)[0]


def answers(round, **values) -> dict[str, object]:
    """What the page would post: {key of a question: its card or text}."""
    questions = {one.key: one for one in round.version.questions.all()}
    names = {Kind.TEXT: "value"}
    return {
        f"q{questions[key].pk}-{names.get(questions[key].kind, 'choice')}": value
        for key, value in values.items()
    }


def kept() -> dict[str, object]:
    rows = Answer.objects.filter(sheet__anonymous=True).select_related("question")
    return {one.question.key: one.value if one.state == "answered" else one.state for one in rows}


def test_a_code_opens_the_questions(client, code):
    page = client.post(CODE, {"code": code.lower().replace("-", " ")})

    assert "Du svarar utan namn" in page.text
    assert page.text.count("data-answer") == 4


def test_answers_are_laid_in_once(client, round, school, code):
    filled = answers(round, roll="b", niva="3", ord="Mer tid för samtal")

    done = client.post(HAND_IN, {"code": code, **filled})

    assert done.url == reverse("nameless:thanks")
    assert kept() == {"roll": "b", "niva": 3, "ord": "Mer tid för samtal"}
    assert Ballot.objects.get().organisation == school
    assert round.tickets.get().used


def test_a_second_press_or_tab_changes_nothing(client, round, code):
    client.post(HAND_IN, {"code": code, **answers(round, niva="3")})

    again = client.post(HAND_IN, {"code": code, **answers(round, niva="0")})

    assert "redan lämnade" in again.text
    assert kept() == {"niva": 3}
    assert "redan lämnade" in client.post(CODE, {"code": code}).text


def test_vet_ej_and_inte_aktuellt_need_no_reason(client, round, code):
    client.post(HAND_IN, {"code": code, **answers(round, roll="unknown", niva="not_applicable")})

    assert kept() == {"roll": "unknown", "niva": "not_applicable"}


def test_what_no_answer_calls_for_is_not_kept(client, round, code):
    client.post(HAND_IN, {"code": code, **answers(round, roll="b", mer="yes")})

    assert kept() == {"roll": "b"}


def test_a_personal_identity_number_is_refused_and_nothing_is_lost(client, round, code):
    filled = answers(round, niva="2", ord="Fråga 19121212-1212")

    page = client.post(HAND_IN, {"code": code, **filled})

    assert "Ta bort personnumret" in page.text
    assert "Svaren är inte lämnade än" in page.text
    assert "Fråga 19121212-1212" in page.text
    assert not Ballot.objects.exists()
    assert not round.tickets.get().used


def test_nothing_answered_is_said(client, code):
    page = client.post(HAND_IN, {"code": code})

    assert "Du har inte svarat på någon fråga än." in page.text


def test_a_question_that_must_be_answered(client, ekvik, school):
    version = make.make_version({"required": True}, {})
    round = make.make_round(ekvik, version=version, kind=Round.Kind.ANONYMOUS)
    [code] = make.make_tickets(round, school)

    page = client.post(HAND_IN, {"code": code, **answers(round, f2="1")})

    assert "Svara på frågan." in page.text
    assert not Ballot.objects.exists()


def test_questions_that_the_kind_of_unit_is_not_asked(client, round, school, code):
    round.left_out = {school.kind: ["roll"]}
    round.save()

    page = client.post(CODE, {"code": code})

    assert page.text.count("data-answer") == 2  # nor what an answer to it would call for


@pytest.mark.parametrize("state", ["closed", "past", "unknown", "revoked"])
def test_a_code_that_does_not_hold(client, round, school, code, state):
    if state == "closed":
        round.state = Round.State.CLOSED
    elif state == "past":
        round.closes = round.opens
    elif state == "revoked":
        tickets.revoke(round, school, by=None)
    round.save()

    typed = "AAAA-BBBB-CCCC" if state == "unknown" else code
    page = client.post(CODE, {"code": typed})

    assert "Koden gäller inte." in page.text
    assert "data-answer" not in page.text


def test_guessing_is_stopped_but_a_right_code_costs_nothing(client, round, school):
    codes = make.make_tickets(round, school, 3)
    for number in range(60):
        assert client.post(CODE, {"code": f"wrong {number}"}).status_code == 200

    assert client.post(CODE, {"code": codes[0]}).status_code == 429
