"""Who has no account is asked by an address: the letters carry a personal link."""

import datetime as dt
import re

import pytest
from django.core import mail
from django.urls import reverse

from mrplattform.assessments import rules
from mrplattform.assessments.models import HANDED_IN, Assessment, Round
from mrplattform.assessments.services import letters
from mrplattform.assessments.services import rounds as services
from mrplattform.core.history import history
from mrplattform.core.models import Job, Letter
from mrplattform.organisations.models import Role
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(ekvik, strategist, school, manager):
    round = make.make_round(ekvik, owner=strategist.standing.functions[0], state=Round.State.DRAFT)
    approver = manager.standing.functions[0]
    choice = services.Choice(school, None, approver, email="Ada@Skolan.se")
    services.choose_units(round, [choice], by=strategist)
    return round


@pytest.fixture
def opened(draft, strategist, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        return services.open_round(draft, by=strategist)


def link_in(letter) -> str:
    return "/" + re.search(r"https?://[^/]+/(\S+)", letter.body)[1]


def test_the_invitation_carries_a_personal_link(client, opened, school):
    letter = mail.outbox[0]

    assert letter.to == ["ada@skolan.se"]
    assert str(school) in letter.subject
    assert "Du behöver inget konto" in letter.body
    assert client.get(link_in(letter), follow=True).status_code == 200
    assert Letter.objects.get().text == ""  # what opens a sheet is not kept
    deed = history(opened.assessments.get()).get(verb="assessment_opened")
    assert deed.changes == {"email": ["", "Ada@Skolan.se"]}


def test_the_job_run_again_invites_nobody_twice(opened, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        letters.send_invitations(Job.objects.get(), opened.pk)

    assert len(mail.outbox) == 1


def test_a_reminder_carries_a_fresh_link_and_the_old_one_goes_on(
    client, opened, strategist, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        assert services.remind(opened, by=strategist) == 1

    first, second = map(link_in, mail.outbox)
    assert first != second
    for link in (first, second):
        assert client.get(link, follow=True).status_code == 200


def test_who_has_handed_in_by_a_link_is_not_reminded(opened, strategist):
    opened.assessments.update(state=Assessment.State.SUBMITTED)

    assert opened.assessments.get().state in HANDED_IN
    assert letters.waiting(opened) == []
    assert services.remind(opened, by=strategist) == 0


def test_more_time_is_told_by_a_link_that_holds_as_long(
    opened, strategist, django_capture_on_commit_callbacks
):
    one = opened.assessments.select_related("round").get()
    later = opened.closes + dt.timedelta(days=40)

    with django_capture_on_commit_callbacks(execute=True):
        services.extend_one(one, later, by=strategist, why="Semester")

    assert "Semester" in mail.outbox[-1].body
    assert all(link.expires_at.date() > later for link in one.links.all())


def test_the_pages_say_the_address(client, opened, strategist):
    client.force_login(strategist)
    one = opened.assessments.get()

    for url in (opened.get_absolute_url(), one.asked_url):
        assert "ada@skolan.se" in client.get(url).content.decode()


@pytest.fixture
def change(client, strategist, opened, django_capture_on_commit_callbacks):
    one = opened.assessments.get()
    client.force_login(strategist)

    def post(**data):
        with django_capture_on_commit_callbacks(execute=True):
            return client.post(
                reverse("assessments:functions", args=[one.pk]),
                {"approver": one.approver_id} | data,
            )

    return post


def test_another_address_takes_over(client, opened, change):
    old = link_in(mail.outbox[0])

    change(email="bo@skolan.se")

    assert mail.outbox[-1].to == ["bo@skolan.se"]
    client.logout()
    assert client.get(old).status_code == 410


def test_a_function_takes_over(opened, school, change):
    function = make.make_function(school, role=Role.REPORTER)

    change(reporter=function.pk)

    one = opened.assessments.get()
    assert one.reporter == function
    assert all(link.revoked_at for link in one.links.all())


def test_an_address_takes_over_from_a_function(ekvik, strategist, school, client):
    round = make.make_round(ekvik, owner=strategist.standing.functions[0])
    one = make.make_assessment(round, school)
    client.force_login(strategist)

    client.post(
        reverse("assessments:functions", args=[one.pk]),
        {"approver": one.approver_id, "email": "ada@skolan.se"},
    )

    one.refresh_from_db()
    assert one.reporter is None
    assert one.links.get().email == "ada@skolan.se"


@pytest.mark.parametrize("data", [{}, {"email": "fel"}])
def test_somebody_must_answer(change, data):
    assert change(**data).context["form"].errors


def test_a_unit_is_added_by_address(client, strategist, opened, django_capture_on_commit_callbacks):
    social = make.make_administration(opened.authority, "Socialförvaltningen")
    chief = make.make_member(social, Role.MANAGER)
    client.force_login(strategist)

    with django_capture_on_commit_callbacks(execute=True):
        client.post(
            reverse("assessments:add_units", args=[opened.pk]),
            {
                f"unit_{social.pk}": "on",
                f"email_{social.pk}": "bo@social.se",
                f"approver_{social.pk}": chief.standing.functions[0].pk,
            },
        )

    assert mail.outbox[-1].to == ["bo@social.se"]
    assert opened.assessments.get(organisation=social).reporter is None


# --- Sharing over the country ----------------------------------------------------------------


@pytest.fixture
def country(ekvik, neighbour):
    """Two municipalities have answered what Ekvik's coordinator asked."""
    owner = make.make_function(ekvik, role=Role.NATIONAL_COORDINATOR)
    round = make.make_round(ekvik, owner=owner, reach="country", needs_approval=False)
    granby = neighbour.standing.functions[0]
    mine = make.make_assessment(
        round, granby.authority, reporter=granby, approver=owner, state="submitted"
    )
    other = make.make_municipality("Norrby")
    colleague = make.make_member(other, Role.STRATEGIST)
    make.make_assessment(
        round, other, reporter=colleague.standing.functions[0], approver=owner, state="submitted"
    )
    return mine, colleague


def test_an_authority_shares_its_answers_and_takes_them_back(client, neighbour, country):
    mine, colleague = country
    client.force_login(neighbour)
    assert "Dela våra svar" in client.get(mine.get_absolute_url()).content.decode()
    assert not rules.can_read_answers(colleague, mine)

    client.post(reverse("assessments:share", args=[mine.pk]), {"shared": "1"})
    mine.refresh_from_db()
    assert rules.can_read_answers(colleague, mine)
    assert "Sluta dela" in client.get(mine.get_absolute_url()).content.decode()

    client.post(reverse("assessments:share", args=[mine.pk]), {"shared": "0"})
    mine.refresh_from_db()
    assert not rules.can_read_answers(colleague, mine)
    assert [deed.verb for deed in history(mine)][:2] == ["answers_withdrawn", "answers_shared"]


@pytest.mark.parametrize(("who", "status"), [("strategist", 403), ("reporter", 404)])
def test_nobody_else_shares_them(client, request, country, who, status):
    client.force_login(request.getfixturevalue(who))

    url = reverse("assessments:share", args=[country[0].pk])

    assert client.post(url, {"shared": "1"}).status_code == status
    assert not Assessment.objects.filter(shared=True).exists()
