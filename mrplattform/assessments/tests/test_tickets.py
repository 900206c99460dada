"""Codes are made, mailed, reminded, taken back and forgotten."""

import pytest
from django.core import mail

from mrplattform.assessments.models import Round
from mrplattform.assessments.services import tickets
from mrplattform.assessments.services.codes import code_of, ticket_hash
from mrplattform.core.history import history
from mrplattform.core.models import Letter
from tests import make

TWO = ["anna@example.se", "Bo@example.se ", "anna@example.se"]


@pytest.fixture
def round(ekvik):
    return make.make_round(ekvik, kind=Round.Kind.ANONYMOUS, purpose="Vi vill bli bättre.")


@pytest.fixture
def sent(django_capture_on_commit_callbacks):
    return lambda: django_capture_on_commit_callbacks(execute=True)


def test_each_address_gets_one_code_by_letter(round, school, sent):
    with sent():
        codes = make.make_tickets(round, school, 2, emails=TWO)

    assert [letter.to for letter in mail.outbox] == [["anna@example.se"], ["bo@example.se"]]
    assert len(codes) == 4
    assert f"/kod/#{codes[0]}" in mail.outbox[0].body
    assert round.tickets.count() == 4
    assert history(round)[0].changes == {"koder": ["", 4]}


def test_codes_are_long_and_not_kept(round, school, sent):
    with sent():
        codes = make.make_tickets(round, school, 1, emails=TWO)

    assert len(set(codes)) == 3
    for code in codes:
        assert len(code) == 14  # twelve signs in three groups
        assert not set(code) & set("01IO")
    assert not Letter.objects.exclude(text="").exists()


def test_asked_again_an_address_gets_no_second_code(round, school):
    make.make_tickets(round, school, 0, emails=TWO)

    assert make.make_tickets(round, school, 0, emails=["anna@example.se"]) == []


def test_those_who_have_not_answered_are_reminded_with_the_same_code(round, school, sent):
    with sent():
        anna, bo = make.make_tickets(round, school, 0, emails=TWO)
    round.tickets.filter(code_hash=ticket_hash(bo)).update(used=True)
    mail.outbox.clear()

    with sent():
        assert tickets.remind(round, by=None) == 1
    with sent():
        assert tickets.remind(round, by=None) == 0  # once a day

    assert [letter.to for letter in mail.outbox] == [["anna@example.se"]]
    assert anna in mail.outbox[0].body
    assert history(round)[0].changes == {}  # how many would tell of one another


def test_a_units_unused_codes_can_be_taken_back(round, school, strategist):
    used, _unused = make.make_tickets(round, school, 2)
    round.tickets.filter(code_hash=ticket_hash(used)).update(used=True)

    tickets.revoke(round, school, by=strategist)

    assert [code_of(one) for one in round.tickets.all()] == [used]
    assert history(round)[0].verb == "tickets_revoked"
    assert used not in make.make_tickets(round, school)


def test_closing_forgets_whom_the_codes_went_to(round, school, sent):
    with sent():
        codes = make.make_tickets(round, school, 1, emails=TWO)
    round.tickets.filter(code_hash=ticket_hash(codes[0])).update(used=True)
    before = set(round.tickets.values_list("pk", flat=True))

    tickets.close(round)

    after = round.tickets.all()
    assert sorted(one.used for one in after) == [False, False, True]
    assert {one.email for one in after} == {""}
    assert not before & {one.pk for one in after}
    assert not round.tickets.filter(code_hash__in=[ticket_hash(code) for code in codes]).exists()
    assert not Letter.objects.exists()
