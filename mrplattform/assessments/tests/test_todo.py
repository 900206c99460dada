"""What the start page tells each one to do, what can be found, and what functions answer for."""

import datetime as dt

import pytest

from mrplattform.assessments.catalogue import CATALOGUE, duties
from mrplattform.assessments.models import Assessment, Finding, Round
from mrplattform.assessments.todo import todo
from mrplattform.core.dates import now, today
from mrplattform.organisations.models import Person
from tests import make

pytestmark = pytest.mark.django_db

State = Assessment.State


@pytest.fixture
def round(ekvik, strategist):
    return make.make_round(ekvik, owner=strategist.standing.functions[0])


@pytest.fixture
def assessment(round, school, reporter, manager):
    return make.make_assessment(
        round,
        school,
        reporter=reporter.standing.functions[0],
        approver=manager.standing.functions[0],
    )


def told(person):
    return [item.title for item in todo(Person.objects.get(pk=person.pk))]


def become(assessment, state, **fields):
    assessment.state = state
    for name, value in fields.items():
        setattr(assessment, name, value)
    assessment.save()


def test_the_reporter_is_told_to_answer(assessment, reporter, manager):
    assert told(reporter) == ["Svara på Plattformen 2026"]
    assert told(manager) == []
    item = todo(reporter)[0]
    assert (item.due, item.tone) == (assessment.round.closes, "watch")
    assert item.address == assessment.get_absolute_url()


def test_the_manager_is_told_to_approve(assessment, reporter, manager):
    become(assessment, State.SUBMITTED, submitted_at=now())

    assert told(manager) == ["Godkänn svar från Barn- och utbildningsförvaltningen"]
    assert told(reporter) == []


def test_a_return_comes_first_with_what_is_missing(assessment, reporter, round):
    become(assessment, State.RETURNED, returned_why="Skriv hur ni vet det.")
    make.make_assessment(
        make.make_round(round.authority, title="En annan"),
        assessment.organisation,
        reporter=assessment.reporter,
    )

    items = sorted(todo(reporter), key=lambda item: item.sort_key)

    assert items[0].title == "Rätta svaren i Plattformen 2026"
    assert "Skriv hur ni vet det." in items[0].detail


def test_the_strategist_is_told_to_remind_when_the_end_is_near(assessment, strategist, round):
    assert told(strategist) == ["En enhet har inte skickat in svar"]

    round.closes = today() + dt.timedelta(days=30)
    round.save()
    assert told(strategist) == []


def test_the_strategist_is_told_to_close_and_to_write_what_it_means(assessment, strategist, round):
    become(assessment, State.APPROVED)
    assert told(strategist) == ["Stäng Plattformen 2026"]

    round.state = Round.State.CLOSED
    round.save()
    assert told(strategist) == ["Skriv slutsatser av Plattformen 2026"]

    make.make_finding(round=round)
    assert told(strategist) == []


def test_a_draft_waits_to_be_opened(strategist, ekvik, reader):
    make.make_round(ekvik, state=Round.State.DRAFT)

    assert told(strategist) == ["Öppna kartläggningen Plattformen 2026"]
    assert told(reader) == []


def test_a_closed_round_asks_nobody_to_answer(assessment, reporter, round):
    round.state = Round.State.CLOSED
    round.save()

    assert told(reporter) == []


@pytest.mark.parametrize("count", [1, 3])
def test_what_to_do_costs_the_same_for_one_and_three(
    reporter, ekvik, count, django_assert_max_num_queries
):
    for _ in range(count):
        make.make_assessment(
            make.make_round(ekvik),
            make.make_administration(ekvik),
            reporter=reporter.standing.functions[0],
        )

    person = Person.objects.get(pk=reporter.pk)
    with django_assert_max_num_queries(7):
        assert len(todo(person)) == count


# --- What functions answer for ---------------------------------------------------------------


def kinds(*functions):
    return sorted(duty.kind for duty in duties([one.pk for one in functions]))


def test_functions_answer_for_open_sheets_approvals_and_rounds(assessment, round):
    reporter, approver = assessment.reporter, assessment.approver

    assert kinds(reporter) == ["Svar att lämna"]
    assert kinds(approver) == ["Svar att godkänna"]
    assert kinds(round.owner) == ["Kartläggning att leda"]
    assert kinds(make.make_function(assessment.organisation)) == []

    become(assessment, State.SUBMITTED)
    assert kinds(reporter) == []
    round.state = Round.State.CLOSED
    round.save()
    assert kinds(approver, round.owner) == ["Svar att godkänna"]
    become(assessment, State.APPROVED)
    assert kinds(reporter, approver, round.owner) == []


# --- What can be found -----------------------------------------------------------------------


def entries(model):
    findable = next(one for one in CATALOGUE if one.model is model)
    return list(findable.rows(model.objects.all()))


def test_opened_rounds_and_findings_are_found(assessment, round, ekvik):
    make.make_round(ekvik, state=Round.State.DRAFT, title="Utkastet")
    make.make_finding(round=round, title="Borttagen", removed_at=now())
    make.make_finding(round=round, title="Rutin saknas", why="Det rör många")

    assert [entry.title for entry in entries(Round)] == ["Plattformen 2026"]
    finding = entries(Finding)[0]
    assert [finding.title] == [entry.title for entry in entries(Finding)]
    assert "Det rör många" in finding.text
    assert (finding.authority_id, finding.circle) == (ekvik.pk, "authority")
    assert "Barn- och utbildning" in entries(Assessment)[0].title


@pytest.mark.parametrize("model", [Round, Assessment, Finding])
@pytest.mark.parametrize("count", [1, 3])
def test_the_catalogue_costs_the_same_for_one_and_three(
    ekvik, model, count, django_assert_max_num_queries
):
    for _ in range(count):
        round = make.make_round(ekvik)
        make.make_assessment(round, make.make_administration(ekvik))
        make.make_finding(round=round)

    with django_assert_max_num_queries(5):
        assert len(entries(model)) == count
