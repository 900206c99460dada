"""A few words about a question, between those who answer, approve and coordinate."""

import pytest
from django.core import mail
from django.urls import reverse

from mrplattform.assessments.models import Assessment, Remark, Round
from mrplattform.assessments.services import links, remarks
from mrplattform.core.history import history
from mrplattform.organisations.models import Role
from tests import make

pytestmark = pytest.mark.django_db

WORDS = {"remark": "Gäller det även bolagen?"}
ADA = "ada@bolaget.se"


@pytest.fixture
def assessment(ekvik, school, reporter, manager):
    return make.make_assessment(
        make.make_round(ekvik),
        school,
        reporter=reporter.standing.functions[0],
        approver=manager.standing.functions[0],
    )


@pytest.fixture
def question(assessment):
    return assessment.sheet.version.questions.get(key="f1")


def page(assessment, key="f1"):
    return reverse("assessments:question", args=[assessment.pk, key])


def from_review(assessment, key="f1"):
    return reverse("assessments:remark", args=[assessment.pk, key])


def test_reporter_and_manager_talk_about_a_question(
    client, assessment, reporter, manager, django_capture_on_commit_callbacks
):
    client.force_login(reporter)
    with django_capture_on_commit_callbacks(execute=True):
        client.post(page(assessment), WORDS | {"to": "remark"})
    client.force_login(manager)
    with django_capture_on_commit_callbacks(execute=True):
        client.post(from_review(assessment), {"remark": "Ja, alla."})
    client.force_login(reporter)

    seen = client.get(page(assessment)).content.decode()

    assert [letter.to for letter in mail.outbox] == [[manager.email], [reporter.email]]
    assert WORDS["remark"] in seen
    assert "Ja, alla." in seen
    assert "2 kommentarer" in client.get(assessment.get_absolute_url()).content.decode()
    assert [deed.verb for deed in history(assessment)] == ["remarked", "remarked"]


def test_words_go_with_whichever_button_is_pressed(client, assessment, reporter):
    client.force_login(reporter)

    client.post(page(assessment), WORDS | {"choice": "2", "to": "next"})

    assert Remark.objects.get().text == WORDS["remark"]
    assert assessment.sheet.answers.get().level == 2


def test_what_is_written_while_one_goes_is_not_said_yet(client, assessment, reporter):
    client.force_login(reporter)

    client.post(page(assessment), WORDS | {"choice": "2"}, headers={"X-Autosave": "1"})

    assert not Remark.objects.exists()


def test_an_identity_number_is_refused_and_nothing_is_lost(client, assessment, reporter, manager):
    client.force_login(reporter)
    shown = client.post(page(assessment), {"remark": "Eleven 19121212-1212", "choice": "2"})
    client.force_login(manager)
    client.post(from_review(assessment), {"remark": "Eleven 19121212-1212"})

    assert "Ta bort personnumret" in shown.content.decode()
    assert "Eleven 19121212-1212" in shown.content.decode()
    assert not Remark.objects.exists()


def test_a_talkative_hour_is_one_letter_each(
    assessment, question, reporter, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        for number in range(4):
            remarks.add(assessment, question, f"Ord {number}", by=reporter)

    assert len(mail.outbox) == 1


def test_the_strategist_who_has_spoken_hears_the_answer(
    assessment, question, reporter, strategist, django_capture_on_commit_callbacks
):
    remarks.add(assessment, question, "Skriv vilken nämnd.", by=strategist)
    with django_capture_on_commit_callbacks(execute=True):
        remarks.add(assessment, question, "Socialnämnden.", by=reporter)

    assert [strategist.email] in [letter.to for letter in mail.outbox]


def test_who_has_no_account_is_told_by_a_link(
    assessment, question, manager, django_capture_on_commit_callbacks
):
    Assessment.objects.filter(pk=assessment.pk).update(reporter=None)
    assessment.refresh_from_db()
    links.issue(assessment, ADA, by=None)

    with django_capture_on_commit_callbacks(execute=True):
        remarks.add(assessment, question, "Hur vet ni det?", by=manager)
        remarks.add(assessment, question, "Och var?", by=manager)

    assert [letter.to for letter in mail.outbox] == [[ADA]]
    assert "/uppfoljning/lank/" in mail.outbox[0].body


def test_a_colleague_hears_of_her_section(
    assessment, question, reporter, school, django_capture_on_commit_callbacks
):
    colleague = make.make_member(school, Role.READER)
    make.make_portion(assessment, function=colleague.standing.functions[0])

    with django_capture_on_commit_callbacks(execute=True):
        remarks.add(assessment, question, "Hur vet ni det?", by=reporter)

    assert [colleague.email] in [letter.to for letter in mail.outbox]
    assert [reporter.email] not in [letter.to for letter in mail.outbox]


def test_ones_own_is_taken_away_and_the_words_are_kept(client, assessment, reporter):
    remark = make.make_remark(assessment, by=reporter)
    client.force_login(reporter)

    client.post(reverse("assessments:remove_remark", args=[remark.pk]))

    assert remark.text not in client.get(page(assessment)).content.decode()
    remark.refresh_from_db()
    assert remark.text
    assert history(assessment)[0].verb == "remark_removed"
    assert remark.text not in str(history(assessment)[0].changes)  # more may read the history


def test_by_a_link_one_takes_away_ones_own_alone(client, assessment, reporter, question):
    link, token = links.issue(assessment, ADA, by=None)
    theirs = make.make_remark(assessment, by=reporter)
    own = remarks.add(assessment, question, "Mina ord.", by=None, via=link)
    client.get(reverse("assessments:open_link", args=[token]))

    refused = client.post(reverse("assessments:remove_remark", args=[theirs.pk]))
    client.post(reverse("assessments:remove_remark", args=[own.pk]))

    own.refresh_from_db()
    theirs.refresh_from_db()
    assert refused.status_code == 403
    assert own.removed_at
    assert theirs.removed_at is None


@pytest.mark.parametrize("person", ["reader", "elected"])
def test_those_who_only_read_the_answers_neither_see_nor_say(client, assessment, person, request):
    make.make_remark(assessment, text="Mellan oss.")
    make.fill(assessment, 2)
    Assessment.objects.filter(pk=assessment.pk).update(state=Assessment.State.SUBMITTED)
    client.force_login(request.getfixturevalue(person))

    seen = client.get(assessment.review_url)

    assert seen.status_code == 200
    assert "Mellan oss." not in seen.content.decode()
    assert client.post(from_review(assessment), WORDS).status_code == 403


def test_a_closed_round_is_not_talked_about_any_more(client, assessment, manager):
    Round.objects.update(state=Round.State.CLOSED)
    client.force_login(manager)

    client.post(from_review(assessment), WORDS)

    assert not Remark.objects.exists()
