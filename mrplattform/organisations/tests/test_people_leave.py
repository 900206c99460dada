"""Somebody leaves: nothing is orphaned, and the door closes after the last day."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from mrplattform.core.dates import now, today
from mrplattform.core.history import history
from mrplattform.organisations.models import Function, Role
from mrplattform.organisations.services import invitations, people, sessions, signin
from mrplattform.organisations.tests.signin import (
    PASSWORD,
    letters,
    link_in,
    log_in,
    signed_in_as,
    words,
)
from tests import make

DAY = dt.timedelta(days=1)


@pytest.fixture
def reporter(reporter):
    reporter.set_password(PASSWORD)
    reporter.save()
    return reporter


def save(client, person, **fields):
    form = {"last_day": today().isoformat()} | fields
    return client.post(reverse("organisations:person_leave", args=[person.pk]), form)


def test_the_page_shows_what_is_handed_over(client, strategist, reporter, ekvik, school):
    function = reporter.holdings.get().function
    group = make.make_group(ekvik)
    make.make_seat(group, school, function=function)
    client.force_login(strategist)

    page = words(client.get(reverse("organisations:person_leave", args=[reporter.pk])))

    assert "Uppgiftslämnare, Barn- och utbildningsförvaltningen" in page
    assert "Barnrättsgruppen" in page
    assert "Ingen mer" in page
    assert f"?funktion={function.pk}" in page


def test_the_last_day_ends_every_holding_and_the_account(client, strategist, reporter, school):
    second = make.make_function(school, role=Role.READER, holder=reporter)
    client.force_login(strategist)

    answer = save(client, reporter, why="Ny tjänst")

    assert answer.url == reporter.get_absolute_url()
    assert {holding.ends for holding in reporter.holdings.all()} == {today()}
    reporter.refresh_from_db()
    assert reporter.is_active  # the last day is a whole day
    assert timezone.localtime(reporter.left_at).date() == today() + DAY
    assert "blir vakant" in words(client.get(answer.url))
    assert second in Function.objects.vacant(today() + DAY)
    assert history(reporter)[0].why == "Ny tjänst"


def test_on_the_last_day_she_is_in_and_the_day_after_she_is_out(client, strategist, reporter):
    log_in(client, reporter.email)
    people.leave(reporter, last_day=today(), by=strategist)
    assert client.get("/konto/").status_code == 200

    reporter.refresh_from_db()
    reporter.left_at = now()
    reporter.save()

    answer = client.get("/konto/")
    assert answer.url == reverse("account_inactive")
    assert signed_in_as(client) is None
    assert log_in(client, reporter.email).url == reverse("account_inactive")
    assert signed_in_as(client) is None


def test_the_night_closes_the_account(client, strategist, reporter):
    log_in(client, reporter.email)
    signin.mail_link(reporter, "/konto/", key="a link")
    people.leave(reporter, last_day=today(), by=strategist)

    assert people.close_departed() == 0
    assert people.close_departed(now() + DAY) == 0  # holds the function still, today
    reporter.refresh_from_db()
    assert reporter.left_at is None


def test_closed_there_is_no_way_in(client, strategist, reporter):
    log_in(client, reporter.email)
    signin.mail_link(reporter, "/konto/", key="a link")
    link = link_in(letters(reporter.email)[0])

    people.leave(reporter, last_day=today() - DAY, by=strategist)

    reporter.refresh_from_db()
    assert not reporter.is_active
    assert sessions.sessions_of(reporter) == []
    assert client.get("/konto/").status_code == 302
    assert client.post(link).status_code == 410
    client.post(reverse("account_request_login_code"), {"email": reporter.email})
    assert "finns inte här" in letters(reporter.email)[0].subject
    assert reporter.sign_in_links.filter(revoked_at__isnull=True).count() == 0


def test_what_she_did_stays_hers(strategist, reporter):
    function = reporter.holdings.get().function
    people.leave(reporter, last_day=today() - DAY, by=strategist)

    assert function.holder(today() - DAY) == reporter
    assert function.holder() is None


def test_a_function_that_somebody_shares_does_not_become_vacant(strategist, reporter, manager):
    function = reporter.holdings.get().function
    make.make_holding(function, manager)

    assert people.leave(reporter, last_day=today(), by=strategist) == []


def test_a_holding_that_has_not_begun_never_does(strategist, reporter, school):
    later = make.make_function(school)
    make.make_holding(later, reporter, starts=today() + 10 * DAY)

    people.leave(reporter, last_day=today() + DAY, by=strategist)

    assert not later.holdings.exists()


def test_a_strategist_ends_only_what_is_in_her_own_municipality(
    client, strategist, reporter, neighbour
):
    granby = neighbour.holdings.get().function.organisation
    elsewhere = make.make_function(granby, role=Role.REVIEWER, holder=reporter)
    client.force_login(strategist)

    save(client, reporter)

    assert elsewhere.holdings.get().ends is None
    reporter.refresh_from_db()
    assert reporter.left_at is None
    assert reporter.holdings.filter(ends=today()).count() == 1


def test_open_invitations_are_taken_back(strategist, reporter, school):
    function = make.make_function(school)
    invitation = invitations.invite(function, email=reporter.email, name="Bo", by=strategist)

    people.leave(reporter, last_day=today(), by=strategist)

    invitation.refresh_from_db()
    assert invitation.revoked_at


def test_the_only_administrator_cannot_leave(client, administrator):
    client.force_login(administrator)

    answer = save(client, administrator)

    assert "den enda administratören" in words(answer)
    make.make_person("Två", is_administrator=True)
    people.leave(administrator, last_day=today() - DAY, by=administrator)
    administrator.refresh_from_db()
    assert not administrator.is_administrator


@pytest.mark.parametrize(
    ("day", "told"),
    [("2001-01-01", "Välj en dag det senaste året"), ("nyss", "Skriv datumet"), ("", "Fyll i")],
)
def test_a_day_that_cannot_be_is_told(client, strategist, reporter, day, told):
    client.force_login(strategist)

    assert told in words(save(client, reporter, last_day=day))
    assert reporter.holdings.get().ends is None


def test_a_last_day_before_the_first_is_told(strategist, reporter, school):
    function = make.make_function(school)
    make.make_holding(function, reporter, starts=today() - DAY)

    with pytest.raises(ValidationError, match="Innehavet började"):
        people.leave(reporter, last_day=today() - 5 * DAY, by=strategist)


@pytest.mark.parametrize(
    ("who", "status"),
    [("manager", 403), ("reader", 403), ("elected", 403), ("neighbour", 404)],
)
def test_leaving_is_refused(client, request, reporter, who, status):
    client.force_login(request.getfixturevalue(who))

    assert save(client, reporter).status_code == status
    assert reporter.holdings.get().ends is None


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_costs_the_same(
    client, strategist, reporter, school, count, django_assert_max_num_queries
):
    for _ in range(count):
        function = make.make_function(school, holder=reporter)
        make.make_holding(function, make.make_person())
    client.force_login(strategist)

    with django_assert_max_num_queries(20):
        client.get(reverse("organisations:person_leave", args=[reporter.pk]))
