"""Somebody without an account answers by a personal link: her sheet, and nothing else."""

import datetime as dt
import re

import pytest
from django.core import mail
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from mrplattform.assessments.models import AnswerLink, Assessment
from mrplattform.assessments.services import links
from mrplattform.core.dates import now, today
from mrplattform.core.history import history
from mrplattform.core.models import Letter
from mrplattform.questions.models import Answer, AnswerSheet, Evidence
from mrplattform.questions.reading import answer_history
from tests import make

pytestmark = pytest.mark.django_db

ADA = "ada@bolaget.se"
TWO = {"choice": "2", "comment": "Så gör vi."}


@pytest.fixture
def assessment(ekvik, school, reporter, manager):
    return make.make_assessment(
        make.make_round(ekvik),
        school,
        reporter=reporter.standing.functions[0],
        approver=manager.standing.functions[0],
    )


@pytest.fixture
def unheld(assessment):
    """Nobody there has an account that answers."""
    Assessment.objects.filter(pk=assessment.pk).update(reporter=None)
    assessment.refresh_from_db()
    return assessment


@pytest.fixture
def token(unheld) -> str:
    return links.issue(unheld, ADA, by=None)[1]


def question(assessment, key="f1"):
    return reverse("assessments:question", args=[assessment.pk, key])


def address(token):
    return reverse("assessments:open_link", args=[token])


def test_the_link_opens_the_sheet_at_an_address_without_the_secret(client, unheld, token):
    response = client.get(address(token), follow=True)

    page = response.content.decode()
    assert response.redirect_chain == [(unheld.get_absolute_url(), 302)]
    assert token not in page
    assert ADA not in page
    assert response["Referrer-Policy"] == "same-origin"
    assert AnswerLink.objects.get().opened_at


def test_she_answers_attaches_comments_and_hands_in(
    client, unheld, token, django_capture_on_commit_callbacks
):
    client.get(address(token))

    saved = client.post(question(unheld), TWO, headers={"X-Autosave": "1"}).json()
    file = SimpleUploadedFile("rutin.txt", b"Rutin")
    evidence = {"file": file, "title": "Rutin", "edition": saved["edition"]}
    client.post(question(unheld), TWO | evidence | {"remark": "Stämmer det?"})
    with django_capture_on_commit_callbacks(execute=True):
        handed_in = client.post(reverse("assessments:submit", args=[unheld.pk]), follow=True)

    unheld.refresh_from_db()
    answer = unheld.sheet.answers.get()
    deeds = {deed.verb: deed for deed in history(unheld)}
    assert unheld.state == Assessment.State.SUBMITTED
    assert (answer.level, answer.changed_by) == (2, None)
    assert answer_history(answer)[-1].note == f"via personlig länk ({ADA})"
    assert deeds["submitted"].by is None
    assert deeds["submitted"].by_name == f"{ADA} (personlig länk)"
    assert unheld.remarks.get().by_name == f"{ADA} (personlig länk)"
    assert Evidence.objects.get().by is None
    assert "2 Beslutat" in handed_in.content.decode()  # she can still read what she answered
    assert "Svar att godkänna" in mail.outbox[-1].subject


def test_no_trace_of_the_secret_is_kept(client, unheld, token):
    client.get(address(token))
    client.post(question(unheld), TWO)

    told = str([(d.by_name, d.why, d.changes) for d in history(unheld)])
    assert token not in told
    assert token not in str(dict(client.session))
    assert not AnswerLink.objects.filter(token_hash=token).exists()


def test_she_fetches_and_removes_her_own_file(client, unheld, token):
    client.get(address(token))
    answer = make.make_answer(unheld.sheet)
    evidence = make.make_evidence(answer)

    got = client.get(reverse("assessments:evidence", args=[evidence.pk]))
    client.post(reverse("assessments:remove_evidence", args=[evidence.pk]))

    evidence.refresh_from_db()
    assert got.status_code == 200
    assert evidence.removed_at
    assert history(unheld.sheet)[0].by_name == f"{ADA} (personlig länk)"


@pytest.mark.parametrize(
    "name", ["assessments:rounds", "project:start", "project:search", "assessments:findings"]
)
def test_the_rest_of_the_platform_stays_shut(client, token, name):
    client.get(address(token))

    assert client.get(reverse(name))["Location"].startswith(reverse("account_login"))


def test_another_sheet_and_the_pages_of_results_stay_shut(client, unheld, token, ekvik):
    other = make.make_assessment(unheld.round)
    client.get(address(token))

    for path in (
        other.get_absolute_url(),
        question(other),
        unheld.review_url,
        unheld.round.get_absolute_url(),
        unheld.round.results_url,
    ):
        assert client.get(path)["Location"].startswith(reverse("account_login"))
    assert 'href="/uppfoljning/"' not in client.get(unheld.get_absolute_url()).content.decode()


def test_a_visitor_without_a_link_is_led_to_sign_in(client, unheld):
    assert client.get(question(unheld))["Location"].startswith(reverse("account_login"))
    assert client.post(question(unheld), TWO)["Location"].startswith(reverse("account_login"))
    assert not Answer.objects.exists()


@pytest.mark.parametrize("change", [{"revoked_at": now()}, {"expires_at": now()}])
def test_a_link_that_no_longer_holds_says_so_and_shuts_what_it_opened(
    client, unheld, token, change
):
    client.get(address(token))
    AnswerLink.objects.update(**change)

    gone = client.get(address(token))
    refused = client.post(question(unheld), TWO)

    assert gone.status_code == 410
    assert ADA not in gone.content.decode()
    assert refused["Location"].startswith(reverse("account_login"))
    assert not Answer.objects.exists()


def test_an_expired_link_is_exchanged_by_mail_to_the_same_address(
    client, unheld, token, django_capture_on_commit_callbacks
):
    AnswerLink.objects.update(expires_at=now())

    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("assessments:new_link", args=[token]))

    fresh = re.search(r"/lank/([\w-]+)/", mail.outbox[0].body)[1]
    assert mail.outbox[0].to == [ADA]
    assert fresh != token
    assert client.get(address(fresh))["Location"] == unheld.get_absolute_url()
    assert Letter.objects.get().text == ""  # the secret is forgotten once it has left


@pytest.mark.parametrize("token", ["wrong", "x" * 43])
def test_a_wrong_link_gets_the_same_answer_and_no_letter(client, unheld, token):
    assert client.get(address(token)).status_code == 410
    answer = client.post(reverse("assessments:new_link", args=[token]))
    assert answer["Location"] == reverse("assessments:link_sent")
    assert not Letter.objects.exists()


def test_a_link_taken_back_is_not_sent_again(client, token):
    links.revoke(AnswerLink.objects.get(), by=None)

    client.post(reverse("assessments:new_link", args=[token]))

    assert not Letter.objects.exists()


def test_all_links_to_the_address_are_taken_back_together(client, unheld, token, strategist):
    link, second = links.issue(unheld, ADA, by=strategist)
    _others, third = links.issue(unheld, "bo@bolaget.se", by=strategist)

    links.revoke(link, by=strategist, why="Har slutat.")

    assert client.get(address(token)).status_code == 410
    assert client.get(address(second)).status_code == 410
    assert client.get(address(third)).status_code == 302
    assert history(unheld)[0].why == "Har slutat."


def test_guessing_is_slowed_down(client, db):
    cache.clear()
    answers = [client.get(address(f"gissning-{n}")).status_code for n in range(62)]

    assert answers[0] == 410
    assert answers[-1] == 429


def test_one_link_cannot_be_hammered(client, token):
    cache.clear()
    assert {client.get(address(token)).status_code for _ in range(25)} == {302, 429}


def test_the_key_is_separate_from_who_is_signed_in(client, unheld, token, neighbour):
    """What was opened before signing in is not lent to the account, nor the other way round."""
    client.get(address(token))
    client.force_login(neighbour)

    assert client.get(question(unheld)).status_code == 404
    client.get(address(token))
    assert client.get(question(unheld)).status_code == 200
    client.logout()
    assert client.get(question(unheld))["Location"].startswith(reverse("account_login"))


def test_her_account_comes_before_the_link(client, assessment, reporter):
    _link, token = links.issue(assessment, ADA, by=None)
    client.force_login(reporter)
    client.get(address(token))

    client.post(question(assessment), TWO)

    assert Answer.objects.get().changed_by == reporter


def test_leaving_shuts_the_sheet_on_this_device(client, unheld, token):
    client.get(address(token))

    client.post(reverse("assessments:leave", args=[unheld.pk]))

    assert client.get(question(unheld))["Location"].startswith(reverse("account_login"))
    assert client.get(address(token)).status_code == 302


# --- For who coordinates ---------------------------------------------------------------------


def test_the_strategist_sends_sees_renews_and_takes_back(
    client, strategist, unheld, django_capture_on_commit_callbacks
):
    client.force_login(strategist)
    page = reverse("assessments:links", args=[unheld.pk])

    with django_capture_on_commit_callbacks(execute=True):
        client.post(page, {"email": ADA})
        link = AnswerLink.objects.get()
        client.post(reverse("assessments:renew_link", args=[unheld.pk, link.pk]))

    assert [letter.to for letter in mail.outbox] == [[ADA], [ADA]]
    assert client.get(page).content.decode().count(f'<th scope="row">{ADA}') == 1
    client.post(reverse("assessments:revoke_link", args=[unheld.pk, link.pk]))
    assert not AnswerLink.objects.filter(revoked_at__isnull=True).exists()
    assert next(deed.verb for deed in history(unheld)) == "link_revoked"


def test_links_last_some_days_longer_than_the_unit_has_to_answer(unheld):
    Assessment.objects.filter(pk=unheld.pk).update(closes=today() + dt.timedelta(days=40))
    unheld.refresh_from_db()

    link, _token = links.issue(unheld, ADA, by=None)

    assert (link.expires_at.date() - unheld.last_day).days in (links.DAYS_AFTER, 15)


@pytest.mark.parametrize("count", [1, 3])
def test_many_links_cost_the_same_as_one(ekvik, count, django_assert_num_queries):
    round = make.make_round(ekvik)
    rows = [make.make_assessment(round) for _ in range(count)]
    emails = {one.organisation_id: f"{one.pk}@bolaget.se" for one in rows}

    with django_assert_num_queries(4):  # two inserts in a transaction
        made = links.issue_many(rows, by=None, emails=emails)

    assert [link.email for link, _token in made] == list(emails.values())


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_of_links_costs_the_same(
    client, strategist, unheld, count, django_assert_max_num_queries
):
    for number in range(count):
        links.issue(unheld, f"{number}@bolaget.se", by=None)
    client.force_login(strategist)
    client.get(reverse("assessments:links", args=[unheld.pk]))

    with django_assert_max_num_queries(14):
        client.get(reverse("assessments:links", args=[unheld.pk]))


def test_saving_by_a_link_costs_no_more_than_with_an_account(
    client, unheld, token, django_assert_max_num_queries
):
    client.get(address(token))
    client.post(question(unheld), TWO, headers={"X-Autosave": "1"})

    with django_assert_max_num_queries(10):  # savepoint and release are two of them
        client.post(
            question(unheld), TWO | {"choice": "3", "edition": 1}, headers={"X-Autosave": "1"}
        )

    assert Answer.objects.get().level == 3


def test_a_question_that_the_sheet_leaves_out_is_not_there(client, unheld, token):
    AnswerSheet.objects.filter(pk=unheld.sheet_id).update(left_out=["f2"])
    client.get(address(token))

    assert client.get(question(unheld, "f2")).status_code == 404
    saved = client.post(question(unheld, "f2"), TWO, headers={"X-Autosave": "1"})
    assert saved.status_code == 404
    assert "Fråga 2 av 2" in client.get(question(unheld, "f3")).content.decode()
