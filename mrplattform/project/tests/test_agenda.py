"""What is ahead: whose it is, in one's own calendar by a secret address, and told by mail."""

import datetime as dt

import pytest
from django.core import mail
from django.urls import reverse
from icalendar import Calendar

from mrplattform.core.dates import today
from mrplattform.organisations.models import Role
from mrplattform.project import calendars, reminders
from mrplattform.project.agenda import happenings
from mrplattform.project.index import refresh
from mrplattform.project.models import CalendarLink, ReminderWish, Scope
from tests import make

Often = ReminderWish.Often
MONDAY = dt.date(2026, 11, 23)


def measure_of(person, days, title="Tolk i omsorgen", **fields):
    function = person.standing.functions[0]
    plan = make.make_plan(function.authority)
    return make.make_measure(
        plan, responsible=function, title=title, ends=today() + dt.timedelta(days=days), **fields
    )


# --- The page --------------------------------------------------------------------------------


def test_a_reporter_sees_her_own_days(client, reporter, manager):
    measure_of(reporter, 5)
    measure_of(manager, 5, "Chefens insats")
    client.force_login(reporter)

    page = client.get(reverse("project:agenda")).content.decode()

    assert "Tolk i omsorgen" in page
    assert "Chefens insats" not in page
    assert "Chefens insats" in client.get(reverse("project:agenda") + "?vems=unit").content.decode()
    assert "Hela organisationen" not in page


def test_a_strategist_sees_the_whole(client, strategist, reporter):
    measure_of(reporter, 5)
    refresh.go_through()
    client.force_login(strategist)

    page = client.get(reverse("project:agenda")).content.decode()

    assert "Tolk i omsorgen" in page


def test_who_may_not_see_the_whole_gets_her_own(client, reporter, strategist):
    measure_of(strategist, 5, "Strategens insats")
    refresh.go_through()
    client.force_login(reporter)
    page = client.get(reverse("project:agenda") + "?vems=authority").content.decode()
    assert "Strategens insats" not in page


def test_what_has_passed_or_is_far_away_is_left_out(reporter):
    measure_of(reporter, -3, "Sen", starts=dt.date(2020, 1, 1))
    measure_of(reporter, 500, "Långt fram")
    measure_of(reporter, 30, "Snart")
    found = happenings(reporter, Scope.MINE, today())
    assert [one.title for one in found] == ["Snart"]


@pytest.mark.parametrize("count", [1, 3])
def test_agenda_queries(client, strategist, count, django_assert_max_num_queries):
    for n in range(count):
        measure_of(strategist, 5 + n)
    refresh.go_through()
    client.force_login(strategist)
    for scope in Scope.values:
        with django_assert_max_num_queries(20):
            client.get(reverse("project:agenda") + f"?vems={scope}")


# --- One's own calendar ------------------------------------------------------------------------


def test_a_calendar_reads_the_secret_address(client, reporter):
    measure = measure_of(reporter, 5)
    client.force_login(reporter)
    page = client.post(reverse("project:own_calendar"), {"scope": "mine"})
    address = page.context["address"]
    client.logout()

    response = client.get(address)

    assert response["Content-Type"].startswith("text/calendar")
    [event] = Calendar.from_ical(response.content).walk("VEVENT")
    assert event["summary"] == measure.title
    assert event.decoded("dtstart") == measure.ends
    assert event["url"].endswith(measure.get_absolute_url())
    link = CalendarLink.objects.get()
    assert link.read_on == today()
    assert link.token_hash not in address
    # Shown once: the page does not know it any more.
    client.force_login(reporter)
    assert address not in client.get(reverse("project:own_calendar")).content.decode()


def test_the_same_thing_keeps_its_name_when_it_moves(reporter):
    measure = measure_of(reporter, 5)
    before = happenings(reporter, Scope.MINE, today())[0]
    measure.ends += dt.timedelta(days=3)
    measure.save()
    after = happenings(reporter, Scope.MINE, today())[0]
    assert before.key == after.key
    assert before.date != after.date


@pytest.mark.parametrize("end", ["revoked", "left", "closed", "wrong"])
def test_a_link_that_no_longer_holds_tells_nothing(client, reporter, end):
    link, address = calendars.open_link(reporter, Scope.MINE)
    if end == "revoked":
        calendars.close_link(link, by=reporter)
    elif end == "left":
        reporter.left_at = today() - dt.timedelta(days=1)
        reporter.left_at = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
        reporter.save()
    elif end == "closed":
        reporter.is_active = False
        reporter.save()
    else:
        address = reverse("project:calendar", args=["gissning"])
    assert client.get(address).status_code == 404


def test_a_whole_calendar_shrinks_with_the_role(client, strategist, reporter):
    """Who no longer may see the whole gets her own, by the same address."""
    measure_of(strategist, 5, "Strategens insats")
    refresh.go_through()
    _link, address = calendars.open_link(reporter, Scope.AUTHORITY)
    assert b"Strategens" not in client.get(address).content


def test_only_the_owner_takes_a_link_back(client, reporter, manager):
    link, _address = calendars.open_link(reporter, Scope.MINE)
    client.force_login(manager)
    assert client.post(reverse("project:close_calendar", args=[link.pk])).status_code == 404
    client.force_login(reporter)
    client.post(reverse("project:close_calendar", args=[link.pk]))
    link.refresh_from_db()
    assert link.revoked_at


# --- Reminders by mail -------------------------------------------------------------------------


@pytest.fixture
def monday(monkeypatch):
    monkeypatch.setattr("mrplattform.project.reminders.today", lambda: MONDAY)
    return MONDAY


def due(person, day, title="Tolk i omsorgen"):
    function = person.standing.functions[0]
    plan = make.make_plan(function.authority)
    return make.make_measure(
        plan, responsible=function, title=title, starts=dt.date(2020, 1, 1), ends=day
    )


def test_one_mail_gathers_what_is_near(reporter, monday, django_capture_on_commit_callbacks):
    due(reporter, monday + dt.timedelta(days=3))
    due(reporter, monday - dt.timedelta(days=2), "Redan sen")
    due(reporter, monday + dt.timedelta(days=40), "Långt fram")

    with django_capture_on_commit_callbacks(execute=True):
        assert reminders.send_due() == 1
        assert reminders.send_due() == 0  # the same day once more

    [letter] = mail.outbox
    assert letter.to == [reporter.email]
    assert "Tolk i omsorgen" in letter.body
    assert "Redan sen" in letter.body
    assert "Långt fram" not in letter.body
    assert reverse("project:reminders") in letter.body


@pytest.mark.parametrize(
    ("often", "days_before", "weekday", "expected"),
    [
        (Often.DAILY, 7, 2, 1),
        (Often.DAILY, 1, 2, 0),
        (Often.WEEKLY, 7, 2, 0),
        (Often.WEEKLY, 7, 0, 1),
        (Often.NEVER, 30, 0, 0),
        (Often.DAILY, 7, 5, 0),  # a Saturday
    ],
)
def test_everyone_is_reminded_as_they_wish(reporter, often, days_before, weekday, expected):
    on = MONDAY + dt.timedelta(days=weekday)
    due(reporter, on + dt.timedelta(days=3))
    reminders.choose(reporter, often=often, days_before=days_before)
    assert reminders.send_due(on) == expected


def test_what_nobody_holds_goes_to_the_stand_in_else_to_who_leads(
    ekvik, school, strategist, monday, django_capture_on_commit_callbacks
):
    vacant = make.make_function(school, role=Role.MANAGER, title="Rektor")
    helped = make.make_function(school, role=Role.READER, title="Kurator")
    stand_in = make.make_person("Sture Ersättare")
    make.make_holding(helped, stand_in, stand_in=True)
    plan = make.make_plan(ekvik)
    for function, title in ((vacant, "Ingens insats"), (helped, "Ersättarens insats")):
        make.make_measure(plan, responsible=function, title=title, ends=monday)

    with django_capture_on_commit_callbacks(execute=True):
        reminders.send_due()

    letters = {one.to[0]: one.body for one in mail.outbox}
    assert "Ersättarens insats" in letters[stand_in.email]
    assert "Ingens insats" in letters[strategist.email]
    assert "Rektor" in letters[strategist.email]
    assert "Ersättarens insats" not in letters[strategist.email]


@pytest.mark.parametrize("count", [1, 3])
def test_reminding_asks_the_same_for_one_and_three(
    ekvik, count, monday, django_assert_max_num_queries
):
    people = [make.make_member(ekvik, Role.READER) for _ in range(count)]
    for person in people:
        due(person, monday + dt.timedelta(days=40))
    with django_assert_max_num_queries(20):
        reminders.send_due()


def test_the_page_keeps_the_choice(client, reporter):
    client.force_login(reporter)
    client.post(reverse("project:reminders"), {"often": "daily", "days_before": 3})
    wish = ReminderWish.objects.get(person=reporter)
    assert (wish.often, wish.days_before) == ("daily", 3)
