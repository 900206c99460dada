"""A meeting: the leader's screen and the phones in the room."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from mrplattform.assessments.models import Ballot, LiveSession, Round
from mrplattform.assessments.services import due, live, rounds
from mrplattform.core.dates import now
from mrplattform.core.history import history
from mrplattform.questions.models import Answer, Kind
from tests import make

MEETING, ANSWER, NOW = (
    reverse(f"nameless:{name}") for name in ("meeting", "meeting_answer", "meeting_now")
)


@pytest.fixture
def round(ekvik, strategist):
    version = make.make_version(
        {"key": "ett"},
        {"key": "två", "kind": Kind.YES_NO, "condition": {"question": "ett", "in": [3, 4]}},
        {"key": "tre", "kind": Kind.TEXT},
    )
    round = make.make_round(ekvik, version=version, kind=Round.Kind.LIVE, title="Nyckelmötet")
    live.begin(round, by=strategist)
    return round


@pytest.fixture
def leader(strategist) -> Client:
    client = Client()
    client.force_login(strategist)
    return client


def phone(round) -> Client:
    client = Client()
    came = client.post(MEETING, {"code": code_of(round).lower()})
    assert came.url == MEETING
    return client


def code_of(round) -> str:
    return LiveSession.objects.get(round=round).code


def say(client, round, key, value):
    question = round.version.questions.get(key=key)
    name = "value" if question.kind == Kind.TEXT else "choice"
    return client.post(ANSWER, {"question": key, f"q{question.pk}-{name}": value}, follow=True)


def press(leader, round, name, **data):
    return leader.post(reverse(f"assessments:{name}", args=[round.pk]), data, follow=True)


def screen(leader, round):
    return leader.get(reverse("assessments:live", args=[round.pk])).text


def levels(round) -> list:
    rows = Answer.objects.filter(sheet__ballot__round=round, question__key="ett")
    return sorted(rows.values_list("level", flat=True))


def test_the_screen_says_how_to_come_in(leader, round):
    page = screen(leader, round)

    assert code_of(round) in page
    assert "/mote" in page
    assert "QR-kod som leder till" in page
    assert "Fråga 1" in page
    assert " style=" not in page


def test_phones_come_in_and_are_counted(leader, round):
    phones = [phone(round) for _ in range(3)]
    say(phones[0], round, "ett", "2")

    told = leader.get(reverse("assessments:live_now", args=[round.pk])).json()

    assert (told["phones"], told["answered"]) == (3, 1)


def test_a_phone_is_one_ballot_however_often_it_comes_in(round):
    client = phone(round)
    client.post(MEETING, {"code": code_of(round)})

    assert round.ballots.count() == 1


def test_an_answer_can_be_changed_until_it_is_shown(leader, round):
    phones = [phone(round) for _ in range(3)]
    for one in phones:
        say(one, round, "ett", "1")
    assert "Ditt svar är framme" in say(phones[0], round, "ett", "3").text
    assert levels(round) == [1, 1, 3]

    assert "Antal svar per nivå" in press(leader, round, "live_show").text

    page = say(phones[1], round, "ett", "4")
    assert levels(round) == [1, 1, 3]
    assert "kan inte ändras längre" in page.text
    assert "Antal svar per nivå" in page.text  # also for who does not see the screen


def test_few_answers_are_not_shown_but_may_still_come(leader, round):
    phones = [phone(round) for _ in range(3)]
    for one in phones[:2]:
        say(one, round, "ett", "1")

    page = press(leader, round, "live_show").text
    assert "minst 3 har svarat" in page
    assert "Antal svar per nivå" not in page

    say(phones[2], round, "ett", "1")
    assert "Antal svar per nivå" in press(leader, round, "live_show").text


def test_the_next_question_comes_to_the_phones(leader, round):
    first, second = phone(round), phone(round)
    say(first, round, "ett", "3")
    say(second, round, "ett", "0")
    before = first.get(NOW).json()["place"]

    press(leader, round, "live_go_to", key="två")

    assert first.get(NOW).json()["place"] != before
    assert "Fråga 2" in first.get(MEETING).text
    assert "gäller inte dig" in second.get(MEETING).text
    say(first, round, "ett", "0")
    assert levels(round) == [0, 3]  # no longer before the room


def test_late_phones_may_come_in(leader, round):
    phone(round)
    press(leader, round, "live_go_to", key="tre")

    assert "Fråga 3" in phone(round).get(MEETING).text


def test_texts_are_shown_in_no_order_and_hold_no_identity_number(leader, round):
    press(leader, round, "live_go_to", key="tre")
    phones = [phone(round) for _ in range(3)]
    assert "Ta bort personnumret" in say(phones[0], round, "tre", "19121212-1212").text
    for number, one in enumerate(phones):
        say(one, round, "tre", f"Tid {number}")

    page = press(leader, round, "live_show").text

    assert all(f"Tid {number}" in page for number in range(3))


def test_the_meeting_ends_by_a_press(leader, round):
    phones = [phone(round) for _ in range(3)]
    for one in phones:
        say(one, round, "ett", "2")
    keys = set(Ballot.objects.values_list("pk", flat=True))
    press(leader, round, "live_show")

    page = press(leader, round, "live_end")

    assert "Mötet är avslutat" in page.text
    assert "3 telefoner var med" in page.text
    assert "2 Beslutat" in page.text
    assert code_of(round) == ""
    assert not keys & set(Ballot.objects.values_list("pk", flat=True))
    assert "är slut" in phones[0].get(MEETING).text
    assert {"meeting_begun", "meeting_ended"} <= {one.verb for one in history(round)}


def test_a_meeting_that_nobody_ends_is_found(round, strategist, ekvik):
    ended = make.make_round(ekvik, kind=Round.Kind.LIVE)
    live.begin(ended, by=strategist)
    rounds.close(ended, by=strategist)

    assert list(live.left_open(before=now())) == [round]
    history(round).update(at=now())
    assert due.end_meetings(before=history(round)[0].at) == 0

    assert due.end_meetings(before=now()) == 1
    round.refresh_from_db()
    assert round.is_closed
    assert code_of(round) == ""


@pytest.mark.parametrize("code", ["", "AAAAAA", "x" * 60])
def test_another_code_leads_nowhere(round, client, code):
    page = client.post(MEETING, {"code": code})

    assert page.status_code == 200
    assert not round.ballots.exists()


def test_a_cookie_that_somebody_wrote_is_no_ballot(client, round):
    phone(round)
    client.cookies["mr-mote"] = str(Ballot.objects.get().pk)

    assert "Gå med i mötet" in client.get(MEETING).text


def test_the_cookie_is_all_that_a_phone_carries(round):
    client = phone(round)

    assert set(client.cookies) <= {"mr-mote", "csrftoken"}
    cookie = client.cookies["mr-mote"]
    assert cookie["httponly"]
    assert cookie["path"] == MEETING


@pytest.mark.parametrize("phones", [1, 3])
def test_following_costs_a_phone_next_to_nothing(round, phones):
    clients = [phone(round) for _ in range(phones)]

    with CaptureQueriesContext(
        connection,
    ) as asked:
        clients[0].get(NOW)
    assert len(asked) <= 1
    with CaptureQueriesContext(connection) as asked:
        clients[0].get(MEETING)
    assert len(asked) <= 12
