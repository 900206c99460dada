"""The one who returns says what is missing; the other sees just that, and what became of it."""

import pytest
from django.core import mail
from django.urls import reverse

from mrplattform.assessments.models import Assessment
from mrplattform.assessments.services import approval, links
from mrplattform.core.history import history
from mrplattform.organisations.models import Role
from tests import make

pytestmark = pytest.mark.django_db
State = Assessment.State
ADA = "ada@bolaget.se"
POINTED = {
    "why": "Två saker att rätta.",
    "tick_f1": "on",
    "about_f1": "Lägg till beslutet.",
    "tick_f3": "on",
    "about_f3": "Skriv vilka skolor.",
}


@pytest.fixture
def submitted(ekvik, school, reporter, manager):
    one = make.make_assessment(
        make.make_round(ekvik),
        school,
        reporter=reporter.standing.functions[0],
        approver=manager.standing.functions[0],
    )
    make.fill(one, 2, 1)
    return approval.submit(one, by=reporter)


@pytest.fixture
def returned(client, submitted, manager):
    client.force_login(manager)
    client.post(send_back(submitted), POINTED)
    submitted.refresh_from_db()
    return submitted


def send_back(assessment):
    return reverse("assessments:send_back", args=[assessment.pk])


def question(assessment, key):
    return reverse("assessments:question", args=[assessment.pk, key])


def test_single_questions_are_pointed_out(returned):
    assert returned.state == State.RETURNED
    assert returned.returned_why == "Två saker att rätta."
    assert returned.returned_about == {"f1": "Lägg till beslutet.", "f3": "Skriv vilka skolor."}
    told = history(returned)[0].changes["att rätta"][1]
    assert "Lägg till beslutet." in told


def test_a_tick_needs_words_and_words_need_a_tick(client, submitted, manager):
    client.force_login(manager)

    page = client.post(send_back(submitted), {"why": "Nej.", "tick_f2": "on"})
    client.post(send_back(submitted), {"why": "Allt.", "about_f2": "Ångrade mig."})

    submitted.refresh_from_db()
    assert "Skriv vad som saknas i frågan." in page.content.decode()
    assert submitted.returned_about == {}


def test_an_identity_number_is_refused(client, submitted, manager):
    client.force_login(manager)

    page = client.post(send_back(submitted), POINTED | {"about_f1": "Eleven 19121212-1212"})

    assert "Ta bort personnumret" in page.content.decode()
    submitted.refresh_from_db()
    assert submitted.state == State.SUBMITTED


def test_the_reporter_meets_just_those(client, returned, reporter):
    client.force_login(reporter)

    sheet = client.get(returned.get_absolute_url()).content.decode()
    first = client.get(question(returned, "f1")).content.decode()
    onward = client.post(question(returned, "f1"), {"choice": "3", "edition": 1, "to": "next"})
    last = client.post(question(returned, "f3"), {"value": "Alla skolor.", "to": "next"})

    first_part = sheet[: sheet.index("Visa alla frågor")]
    assert "Lägg till beslutet." in first_part
    assert "Skriv vilka skolor." in first_part
    assert question(returned, "f2") not in first_part
    assert "Lägg till beslutet." in first
    assert "Fråga 1 av 2" in first
    assert onward["Location"] == question(returned, "f3")
    assert last["Location"] == returned.get_absolute_url()


def test_all_questions_can_still_be_changed(client, returned, reporter):
    client.force_login(reporter)

    page = client.get(question(returned, "f2")).content.decode()
    client.post(question(returned, "f2"), {"choice": "4", "edition": 1})

    assert "Fråga 2 av 3" in page
    assert returned.sheet.answers.get(question__key="f2").level == 4


def test_the_approver_sees_what_changed_since(client, returned, reporter, manager):
    client.force_login(reporter)
    client.post(question(returned, "f1"), {"choice": "3", "comment": "Se beslut.", "edition": 1})
    client.post(reverse("assessments:submit", args=[returned.pk]))
    client.force_login(manager)

    page = client.get(returned.review_url)

    words = page.content.decode()
    assert [step.question.key for step in page.context["changed"]] == ["f1"]
    assert "Svaret före" in words
    assert "2 Beslutat" in words
    assert "Motiveringen nu" in words
    assert "Lägg till beslutet." in words


def test_a_word_changed_and_changed_back_is_no_change(client, returned, reporter, manager):
    client.force_login(reporter)
    client.post(question(returned, "f1"), {"choice": "3", "edition": 1})
    client.post(question(returned, "f1"), {"choice": "2", "edition": 2})
    client.post(reverse("assessments:submit", args=[returned.pk]))
    client.force_login(manager)

    page = client.get(returned.review_url)

    assert page.context["changed"] == []
    assert "Inget svar är ändrat." in page.content.decode()


def test_evidence_added_since_is_told(client, returned, reporter, manager):
    client.force_login(reporter)
    link = {"link": "https://ekvik.se/beslut", "title": "Beslutet"}
    client.post(question(returned, "f1"), {"choice": "2", "edition": 1} | link)
    client.post(reverse("assessments:submit", args=[returned.pk]))
    client.force_login(manager)

    page = client.get(returned.review_url)

    assert [step.question.key for step in page.context["changed"]] == ["f1"]
    assert "Lade till underlag: Beslutet" in page.content.decode()


def test_approved_there_is_nothing_more_to_put_right(client, returned, reporter, manager):
    approval.submit(returned, by=reporter)
    approval.approve(returned, by=manager)

    returned.refresh_from_db()
    assert (returned.returned_why, returned.returned_about) == ("", {})


def test_a_colleague_with_a_part_is_told_of_her_questions(
    client, submitted, manager, school, django_capture_on_commit_callbacks
):
    colleague = make.make_member(school, Role.READER)
    function = colleague.standing.functions[0]
    portion = make.make_portion(submitted, function=function, done_at=submitted.submitted_at)
    client.force_login(manager)

    with django_capture_on_commit_callbacks(execute=True):
        client.post(send_back(submitted), POINTED)

    portion.refresh_from_db()
    assert portion.done_at is None
    assert [colleague.email] in [letter.to for letter in mail.outbox]


def test_who_answers_by_a_link_gets_it_back_the_same_way(
    client, submitted, manager, django_capture_on_commit_callbacks
):
    Assessment.objects.filter(pk=submitted.pk).update(reporter=None)
    _link, token = links.issue(submitted, ADA, by=None)
    client.force_login(manager)
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post(send_back(submitted), POINTED, follow=True)
    client.logout()
    client.get(reverse("assessments:open_link", args=[token]))

    sheet = client.get(submitted.get_absolute_url()).content.decode()

    assert answer.status_code == 200
    assert [letter.to for letter in mail.outbox] == [[ADA]]
    assert "Lägg till beslutet." in sheet


@pytest.mark.parametrize("count", [1, 3])
def test_reviewing_costs_the_same(
    client, ekvik, school, reporter, manager, count, django_assert_max_num_queries
):
    version = make.make_version(*[{"key": f"f{n}"} for n in range(count * 10)])
    one = make.make_assessment(
        make.make_round(ekvik, version=version),
        school,
        reporter=reporter.standing.functions[0],
        approver=manager.standing.functions[0],
    )
    make.fill(one, *[2] * count * 10)
    approval.submit(one, by=reporter)
    approval.send_back(one, by=manager, why="Se över.", about={"f0": "Vad?"})
    approval.submit(one, by=reporter)
    for number in range(count * 10):
        make.make_remark(one, version.questions.get(key=f"f{number}"), by=manager)
    client.force_login(manager)
    client.get(one.review_url)

    with django_assert_max_num_queries(20):
        client.get(one.review_url)
