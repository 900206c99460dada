"""Handing in, approving, returning with a reason, opening again."""

import pytest
from django.core import mail
from django.urls import reverse

from mrplattform.assessments.models import Assessment, Round
from mrplattform.assessments.services import approval
from mrplattform.assessments.services.errors import NotReady, WrongState
from mrplattform.core.history import history
from mrplattform.organisations.models import Role
from mrplattform.questions.services.answers import save_answer
from mrplattform.questions.services.sheets import SheetLocked
from tests import make

pytestmark = pytest.mark.django_db

State = Assessment.State


@pytest.fixture
def assessment(ekvik, school, reporter, manager):
    version = make.make_version({"required": True}, {}, {})
    return make.make_assessment(
        make.make_round(ekvik, version=version),
        school,
        reporter=reporter.standing.functions[0],
        approver=manager.standing.functions[0],
    )


@pytest.fixture
def submitted(assessment, reporter):
    make.fill(assessment, 3, 2)
    return approval.submit(assessment, by=reporter)


def state_of(assessment):
    return Assessment.objects.get(pk=assessment.pk).state


def press(client, deed, assessment, **data):
    return client.post(reverse(f"assessments:{deed}", args=[assessment.pk]), data)


# --- Handing in ------------------------------------------------------------------------------


def test_reporter_hands_in_and_the_manager_is_told(
    client, reporter, manager, assessment, django_capture_on_commit_callbacks
):
    make.fill(assessment, 3, 2)
    client.force_login(reporter)

    with django_capture_on_commit_callbacks(execute=True):
        press(client, "submit", assessment)

    assert state_of(assessment) == State.SUBMITTED
    assert [letter.to for letter in mail.outbox] == [[manager.email]]
    assert "Bo Hedlund har skickat in svaren" in mail.outbox[0].body
    assert history(assessment)[0].verb == "submitted"


def test_what_is_handed_in_cannot_be_changed(submitted, reporter):
    question = submitted.sheet.version.questions.first()

    with pytest.raises(SheetLocked):
        save_answer(submitted.sheet, question, by=reporter, state="answered", value=0)


def test_a_required_question_must_be_answered_first(client, reporter, assessment):
    make.fill(assessment, None, 2)
    client.force_login(reporter)

    response = client.post(reverse("assessments:submit", args=[assessment.pk]), follow=True)

    text = response.content.decode()
    assert "Fråga 1 måste besvaras: Fråga 1" in text
    assert state_of(assessment) == State.DRAFT
    assert not Assessment.objects.get(pk=assessment.pk).sheet.locked
    assert reverse("assessments:submit", args=[assessment.pk]) not in text


def test_an_empty_sheet_is_not_handed_in(assessment, reporter):
    with pytest.raises(NotReady):
        approval.submit(assessment, by=reporter)


def test_handing_in_twice_tells_the_manager_once(
    client, reporter, assessment, django_capture_on_commit_callbacks
):
    make.fill(assessment, 3)
    client.force_login(reporter)

    with django_capture_on_commit_callbacks(execute=True):
        press(client, "submit", assessment)
        press(client, "submit", assessment)

    assert len(mail.outbox) == 1


def test_a_vacant_manager_stops_nobody_from_handing_in(reporter, school, ekvik):
    one = make.make_assessment(make.make_round(ekvik), school)
    make.fill(one, 1)

    assert approval.submit(one, by=reporter).state == State.SUBMITTED


# --- Approving -------------------------------------------------------------------------------


def test_manager_reads_the_answers_and_approves(client, manager, submitted):
    client.force_login(manager)
    page = client.get(submitted.review_url).content.decode()
    assert "3 Genomfört" in page
    assert "Godkänn" in page

    press(client, "approve", submitted)

    assert state_of(submitted) == State.APPROVED
    assert [deed.verb for deed in history(submitted)][:2] == ["approved", "submitted"]


def test_a_return_needs_a_reason(client, manager, submitted):
    client.force_login(manager)

    response = press(client, "send_back", submitted, why="")

    assert response.context["form"].errors
    assert state_of(submitted) == State.SUBMITTED


def test_the_reporter_sees_just_what_is_missing_and_answers_again(
    client, manager, reporter, submitted, django_capture_on_commit_callbacks
):
    client.force_login(manager)
    mail.outbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        press(client, "send_back", submitted, why="Fråga 2: beskriv hur ni vet det.")

    assert mail.outbox[0].to == [reporter.email]
    assert "Fråga 2: beskriv hur ni vet det." in mail.outbox[0].body
    client.force_login(reporter)
    assert "beskriv hur ni vet det" in client.get(submitted.get_absolute_url()).content.decode()
    url = reverse("assessments:question", args=[submitted.pk, "f2"])
    client.post(url, {"choice": "1", "comment": "Vi har frågat eleverna.", "edition": 1})
    press(client, "submit", submitted)
    assert state_of(submitted) == State.SUBMITTED


def test_each_return_is_told_by_mail(
    manager, reporter, submitted, django_capture_on_commit_callbacks
):
    mail.outbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        for _ in range(2):
            approval.send_back(submitted, by=manager, why="En gång till")
            approval.submit(submitted, by=reporter)

    assert [letter.to[0] for letter in mail.outbox].count(reporter.email) == 2


def test_what_is_approved_is_opened_again_with_a_reason(client, manager, submitted):
    approval.approve(submitted, by=manager)
    client.force_login(manager)

    press(client, "send_back", submitted, why="Nämnden har beslutat om rutinen")

    deed = history(submitted)[0]
    assert (deed.verb, deed.why) == ("reopened", "Nämnden har beslutat om rutinen")
    assert state_of(submitted) == State.RETURNED


def test_what_was_returned_may_be_put_right_after_the_last_day(
    client, manager, reporter, submitted
):
    approval.send_back(submitted, by=manager, why="Mer")
    round = submitted.round
    round.closes = round.opens
    round.save()
    client.force_login(reporter)

    response = client.get(reverse("assessments:question", args=[submitted.pk, "f1"]))

    assert response.status_code == 200


def test_nothing_is_returned_when_the_round_is_closed(client, manager, submitted):
    Round.objects.filter(pk=submitted.round_id).update(state=Round.State.CLOSED)
    client.force_login(manager)

    response = press(client, "send_back", submitted, why="För sent")

    assert response["Location"] == submitted.review_url
    assert state_of(submitted) == State.SUBMITTED


def test_approving_goes_on_after_the_close(client, manager, submitted):
    Round.objects.filter(pk=submitted.round_id).update(state=Round.State.CLOSED)
    client.force_login(manager)

    press(client, "approve", submitted)

    assert state_of(submitted) == State.APPROVED


@pytest.mark.parametrize(
    ("before", "deed"),
    [
        (State.DRAFT, "approve"),
        (State.RETURNED, "approve"),
        (State.APPROVED, "approve"),
        (State.DRAFT, "send_back"),
        (State.RETURNED, "send_back"),
        (State.APPROVED, "submit"),
    ],
)
def test_moves_that_are_not_in_the_table_are_refused(assessment, manager, before, deed):
    make.fill(assessment, 1)
    assessment.state = before
    assessment.save()
    more = {"why": "Skäl"} if deed == "send_back" else {}

    with pytest.raises(WrongState):
        getattr(approval, deed)(assessment, by=manager, **more)

    assert state_of(assessment) == before
    assert not Assessment.objects.get(pk=assessment.pk).sheet.locked


# --- Who may ---------------------------------------------------------------------------------


@pytest.mark.parametrize("deed", ["approve", "send_back"])
@pytest.mark.parametrize(
    ("who", "status"), [("reporter", 403), ("elected", 403), ("reader", 403), ("neighbour", 404)]
)
def test_approval_is_refused(client, request, submitted, deed, who, status):
    client.force_login(request.getfixturevalue(who))

    assert press(client, deed, submitted, why="Skäl").status_code == status
    assert state_of(submitted) == State.SUBMITTED


def test_the_strategist_returns_but_does_not_approve(client, strategist, submitted):
    client.force_login(strategist)

    press(client, "approve", submitted)
    assert state_of(submitted) == State.SUBMITTED

    press(client, "send_back", submitted, why="Underlag saknas")
    assert state_of(submitted) == State.RETURNED


def test_another_manager_of_the_unit_does_not_approve(client, school, submitted):
    client.force_login(make.make_member(school, Role.MANAGER))

    assert press(client, "approve", submitted).status_code == 403


@pytest.mark.parametrize(
    ("who", "before", "after"),
    [
        ("reporter", 200, 200),
        ("manager", 200, 200),
        ("strategist", 200, 200),
        ("elected", 403, 200),
        ("reader", 403, 200),
        ("neighbour", 404, 404),
    ],
)
def test_answers_are_read_by_all_of_the_circle_once_they_are_handed_in(
    client, request, assessment, reporter, who, before, after
):
    make.fill(assessment, 3)
    client.force_login(request.getfixturevalue(who))
    assert client.get(assessment.review_url).status_code == before

    approval.submit(assessment, by=reporter)

    assert client.get(assessment.review_url).status_code == after


@pytest.mark.parametrize("count", [1, 30])
def test_reading_costs_the_same_however_many_are_answered(
    client, manager, ekvik, school, count, django_assert_max_num_queries
):
    version = make.make_version(*[{}] * 30)
    one = make.make_assessment(
        make.make_round(ekvik, version=version),
        school,
        approver=manager.standing.functions[0],
    )
    make.fill(one, *[2] * count)
    client.force_login(manager)

    with django_assert_max_num_queries(19):
        client.get(one.review_url)


@pytest.mark.parametrize(
    ("who", "before", "after"),
    [
        ("reporter", 200, 200),
        ("strategist", 200, 200),
        ("elected", 403, 200),
        ("neighbour", 404, 404),
    ],
)
def test_a_file_is_read_by_those_who_read_the_answer(
    client, request, assessment, reporter, ekvik, who, before, after
):
    make.fill(assessment, 3)
    evidence = make.make_evidence(assessment.sheet.answers.get(), name="rutin.txt")
    client.force_login(request.getfixturevalue(who))
    url = reverse("assessments:evidence", args=[evidence.pk])
    assert client.get(url).status_code == before

    approval.submit(assessment, by=reporter)

    response = client.get(url)
    assert response.status_code == after
    if after == 200:
        assert "attachment" in response["Content-Disposition"]
        assert url in client.get(assessment.review_url).content.decode()


def test_another_administration_reads_a_file_that_is_handed_in(client, assessment, reporter, ekvik):
    make.fill(assessment, 3)
    evidence = make.make_evidence(assessment.sheet.answers.get())
    approval.submit(assessment, by=reporter)
    client.force_login(make.make_member(make.make_administration(ekvik), Role.REPORTER))

    assert client.get(reverse("assessments:evidence", args=[evidence.pk])).status_code == 200
