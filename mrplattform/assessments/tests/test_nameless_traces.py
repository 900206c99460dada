"""What is left of somebody who has answered without a name: nothing that leads to them."""

import logging
import random

import pytest
from django.apps import apps
from django.db import connection, models
from django.urls import reverse

from mrplattform.assessments.models import Ballot, LiveSession, Round, Ticket
from mrplattform.assessments.services import rounds
from mrplattform.core.history import history
from mrplattform.core.models import Deed, Letter
from mrplattform.organisations.models import Organisation
from mrplattform.project.index import refresh as index
from mrplattform.questions.models import Answer, AnswerSheet, Kind
from tests import make

CODE, HAND_IN = reverse("nameless:code"), reverse("nameless:hand_in")
ADDRESS, WORDS = "anna.hemlig@example.se", "Ingen lyssnar på barnen i Solgläntan"
AGENT = "Annas telefon 1.0"


@pytest.fixture
def round(ekvik):
    version = make.make_version({}, {"kind": Kind.TEXT})
    return make.make_round(ekvik, version=version, kind=Round.Kind.ANONYMOUS)


def visit(client, round, code, level="3", text=WORDS):
    """All that a respondent does, from an address and a browser that would be known again."""
    first, second = round.version.questions.order_by("order")
    answers = {f"q{first.pk}-choice": level, f"q{second.pk}-value": text}
    more = {"REMOTE_ADDR": "198.51.100.77", "headers": {"user-agent": AGENT}}
    client.get(CODE, **more)
    client.post(CODE, {"code": code}, **more)
    return client.post(HAND_IN, {"code": code, **answers}, follow=True, **more)


def rows() -> dict[str, list[dict]]:
    """Everything in the database, a table at a time."""
    found = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            names = [column[0] for column in cursor.description]
            found[table] = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
    return found


def test_nothing_of_the_visit_is_anywhere(client, round, school, caplog):
    [code] = make.make_tickets(round, school)
    before = rows()

    with caplog.at_level(logging.DEBUG):
        assert "Tack för dina svar" in visit(client, round, code).text

    changed = {
        name: [row for row in now if row not in before[name]]
        for name, now in rows().items()
        if now != before[name]
    }
    kept = {Ticket, Ballot, AnswerSheet, Answer}
    assert set(changed) == {one._meta.db_table for one in kept}
    everything = repr(rows())
    for trace in ("198.51.100.77", AGENT, code, code.replace("-", "")):
        assert trace not in everything
        assert trace not in caplog.text
    assert WORDS not in caplog.text


@pytest.mark.parametrize("signed_in", [False, True])
def test_neither_session_nor_cookie_nor_message(client, round, school, reporter, signed_in):
    if signed_in:
        client.force_login(reporter)
    before = rows()
    visit(client, round, make.make_tickets(round, school)[0])

    assert rows()["django_session"] == before["django_session"]
    assert rows()["usersessions_usersession"] == before["usersessions_usersession"]
    assert set(client.cookies) <= {"csrftoken", "sessionid"}


def test_who_is_signed_in_is_not_named_on_the_page(client, round, school, reporter):
    client.force_login(reporter)

    page = client.post(CODE, {"code": make.make_tickets(round, school)[0]})

    assert reporter.name not in page.text


def test_no_ballot_has_a_moment_a_name_or_a_history(client, round, school):
    visit(client, round, make.make_tickets(round, school)[0])

    for answer in Answer.objects.filter(sheet__anonymous=True):
        assert (answer.changed_at, answer.changed_by, answer.changed_as) == (None, None, None)
        assert answer.edition == 1
    assert not Answer.history.filter(sheet__anonymous=True).exists()
    moments = {
        field.name
        for model in (Ballot, AnswerSheet, Ticket, LiveSession)
        for field in model._meta.get_fields()
        if isinstance(field, models.DateTimeField | models.TimeField)
    }
    assert moments == set()
    assert {one.verb for one in history(round)} == {"tickets_issued"}


def test_no_relation_leads_from_a_ticket_to_a_ballot():
    for model in apps.get_models():
        targets = {field.related_model for field in model._meta.fields if field.is_relation}
        assert not ({Ticket} & targets), model
        assert not (targets & {Ballot} and model is not Ballot), model
    assert {field.related_model for field in Ticket._meta.fields if field.is_relation} == {
        Round,
        Organisation,
    }


def test_keys_tell_no_order(client, round, school):
    for number, code in enumerate(make.make_tickets(round, school, 12)):
        visit(client, round, code, text=f"nummer {number:02}")

    in_order_of_key = list(
        Answer.objects.filter(text__startswith="nummer")
        .order_by("pk")
        .values_list("text", flat=True)
    )
    assert in_order_of_key not in (sorted(in_order_of_key), sorted(in_order_of_key)[::-1])
    for model in (Ballot, Answer):
        assert all(pk < 0 for pk in model.objects.values_list("pk", flat=True))


def test_the_close_lays_everything_in_again(client, round, school):
    random.seed(1)
    for number, code in enumerate(make.make_tickets(round, school, 12)):
        visit(client, round, code, text=f"nummer {number:02}")
    before = {one.pk for model in (AnswerSheet, Answer, Ballot) for one in model.objects.all()}

    rounds.close(round, by=None)

    after = {one.pk for model in (AnswerSheet, Answer, Ballot) for one in model.objects.all()}
    assert not before & after
    assert round.ballots.count() == 12
    assert Answer.objects.filter(sheet__ballot__round=round).count() == 24
    texts = list(Answer.objects.exclude(text="").values_list("text", flat=True))
    assert sorted(texts) == [f"nummer {number:02}" for number in range(12)]
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT text FROM questions_answer WHERE text <> '' ORDER BY ctid")
            assert [row[0] for row in cursor.fetchall()] != sorted(texts)


@pytest.mark.postgres_only
def test_the_databases_own_numbers_tie_no_ticket_to_a_ballot(client, round, school):
    """Each vote writes all the unit's tickets anew, and the close writes all anew at once."""
    for code in make.make_tickets(round, school, 3):
        visit(client, round, code)
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(DISTINCT xmin::text) FROM assessments_ticket")
        assert cursor.fetchone() == (1,)


def test_a_closed_round_remembers_no_address(round, school, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        make.make_tickets(round, school, 0, emails=[ADDRESS])
    rounds.close(round, by=None)

    tables = {name: kept for name, kept in rows().items() if ADDRESS in repr(kept)}
    assert tables == {}
    assert not Letter.objects.exists()
    assert ADDRESS not in repr(list(Deed.objects.values()))


def test_the_search_finds_no_words_of_it(client, round, school, strategist):
    visit(client, round, make.make_tickets(round, school)[0])
    rounds.close(round, by=None)
    index.refresh()
    index.go_through()

    assert "Solgläntan" not in repr(rows()["project_entry"])
    client.force_login(strategist)
    assert WORDS not in client.get(reverse("project:search"), {"q": "Solgläntan"}).text


def test_a_wrong_code_leaves_no_readable_address(client, db):
    client.post(CODE, {"code": "WXYZ-2345-WXYZ"}, REMOTE_ADDR="198.51.100.77")

    kept = repr(rows()["core_cache"])
    assert "198.51.100" not in kept
    assert "WXYZ" not in kept


def test_an_error_report_holds_neither_code_nor_answers(client, round, school, monkeypatch):
    """Something breaks in the middle: the report that goes to the operator leaves them out."""
    [code] = make.make_tickets(round, school)
    monkeypatch.setattr(
        "mrplattform.assessments.views.nameless.ballots.lay_in", lambda *a, **k: 1 / 0
    )
    client.raise_request_exception = False
    reports = []

    class Keep(logging.Handler):
        def emit(self, record):
            from django.views.debug import ExceptionReporter  # noqa: PLC0415

            reporter = ExceptionReporter(record.request, *record.exc_info, is_email=True)
            reports.append(reporter.get_traceback_text() + reporter.get_traceback_html())

    handler = Keep()
    logging.getLogger("django.request").addHandler(handler)
    try:
        assert visit(client, round, code).status_code == 500
    finally:
        logging.getLogger("django.request").removeHandler(handler)

    assert reports
    for text in reports:
        assert WORDS not in text
        assert code not in text
