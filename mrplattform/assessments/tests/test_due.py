"""The night opens, reminds and closes; run twice, or after nights that were missed, it does no more."""

import datetime as dt

import pytest
from django.core import mail
from django.urls import reverse

from mrplattform.assessments.models import Assessment, Round
from mrplattform.assessments.services import due
from mrplattform.assessments.services import rounds as services
from mrplattform.assessments.services.errors import NotReady
from mrplattform.assessments.todo import todo
from mrplattform.core.dates import today
from mrplattform.core.history import history
from mrplattform.project import night
from tests import make

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


@pytest.fixture
def draft(ekvik, strategist, school, reporter, manager):
    round = make.make_round(
        ekvik,
        owner=strategist.standing.functions[0],
        state=Round.State.DRAFT,
        opens=today() + 3 * DAY,
        closes=today() + 30 * DAY,
    )
    functions = [one.standing.functions[0] for one in (reporter, manager)]
    services.choose_units(round, [services.Choice(school, *functions)], by=strategist)
    return round


@pytest.fixture
def sending(django_capture_on_commit_callbacks):
    """Run a part of the night, and give how many letters left."""

    def run(part, day):
        before = len(mail.outbox)
        with django_capture_on_commit_callbacks(execute=True):
            part(day)
        return len(mail.outbox) - before

    return run


# --- Opening ---------------------------------------------------------------------------------


def test_a_planned_round_opens_on_its_day_and_once(client, strategist, draft, sending):
    client.force_login(strategist)
    client.post(reverse("assessments:plan", args=[draft.pk]))
    draft.refresh_from_db()
    assert draft.state == Round.State.PLANNED

    assert sending(due.open_due, today() + 2 * DAY) == 0
    assert sending(due.open_due, today() + 5 * DAY) == 1  # two nights were missed
    assert sending(due.open_due, today() + 5 * DAY) == 0

    draft.refresh_from_db()
    assert draft.state == Round.State.OPEN
    assert draft.opens == today() + 3 * DAY
    assert history(draft).first().by_name == ""


def test_a_planned_round_is_a_draft_again_in_one_press(client, strategist, draft):
    services.plan(draft, by=strategist)
    client.force_login(strategist)

    edited = client.get(reverse("assessments:round_edit", args=[draft.pk]), follow=True)
    assert "öppnar av sig själv" in edited.content.decode()
    client.post(reverse("assessments:draft_again", args=[draft.pk]))

    draft.refresh_from_db()
    assert draft.state == Round.State.DRAFT


def test_what_is_not_ready_waits_and_its_leader_is_told(strategist, draft):
    services.plan(draft, by=strategist)
    draft.asked.update(reporter=None)

    due.open_due(today() + 3 * DAY)

    draft.refresh_from_db()
    assert draft.state == Round.State.PLANNED
    titles = [one.title for one in todo(strategist, today() + 4 * DAY)]
    assert titles == ["Plattformen 2026 kunde inte öppna"]


@pytest.mark.parametrize("change", [{"opens": today()}, {"kind": Round.Kind.LIVE}])
def test_what_opens_today_or_in_a_meeting_is_not_planned(strategist, draft, change):
    Round.objects.filter(pk=draft.pk).update(**change)

    with pytest.raises(NotReady):
        services.plan(draft, by=strategist)


# --- Reminding -------------------------------------------------------------------------------


@pytest.fixture
def opened(draft, strategist):
    draft.remind_days = [7, 1]
    draft.opens = today()
    draft.save()
    return services.open_round(draft, by=strategist)


def test_reminders_leave_on_their_days_once(opened, sending):
    last = opened.closes

    assert sending(due.remind_due, last - 8 * DAY) == 0
    assert sending(due.remind_due, last - 7 * DAY) == 1
    assert sending(due.remind_due, last - 7 * DAY) == 0
    assert sending(due.remind_due, last - 3 * DAY) == 0
    assert sending(due.remind_due, last) == 1  # the night before was missed
    assert sending(due.remind_due, last) == 0
    assert sending(due.remind_due, last + DAY) == 0
    assert [deed.verb for deed in history(opened)][:2] == ["round_reminded"] * 2


def test_who_was_reminded_by_hand_that_day_is_not_reminded_again(opened, strategist, sending):
    day = opened.closes - 7 * DAY
    sending(lambda on: services.remind(opened, by=strategist, on=on), day)

    assert sending(due.remind_due, day + DAY) == 0


def test_one_with_more_time_is_reminded_before_its_own_last_day(opened, strategist, sending):
    one = opened.assessments.get()
    services.extend_one(one, opened.closes + 10 * DAY, by=strategist, why="Sjukdom")

    assert sending(due.remind_due, opened.closes - 7 * DAY) == 0
    assert sending(due.remind_due, opened.closes + 3 * DAY) == 1


def test_no_reminder_on_the_day_that_it_opens(opened, sending):
    opened.opens = opened.closes - 7 * DAY
    opened.save()

    assert sending(due.remind_due, opened.closes - 7 * DAY) == 0


def test_who_has_handed_in_is_left_in_peace(opened, sending):
    opened.assessments.update(state=Assessment.State.SUBMITTED)

    assert sending(due.remind_due, opened.closes - DAY) == 0


def test_codes_that_are_not_used_are_reminded_once(ekvik, school, sending):
    round = make.make_round(
        ekvik, kind="anonymous", remind_days=[4], opens=today() - 9 * DAY, closes=today() + 4 * DAY
    )
    make.make_tickets(round, school, 0, emails=["ada@ekvik.se"])
    mail.outbox.clear()

    assert sending(due.remind_due, today()) == 1
    assert sending(due.remind_due, today()) == 0


# --- Closing ---------------------------------------------------------------------------------


def test_a_round_closes_by_itself_the_day_after_its_last(opened):
    Round.objects.filter(pk=opened.pk).update(closes_by_itself=True)

    assert due.close_due(opened.closes) == 0
    assert due.close_due(opened.closes + 5 * DAY) == 1
    assert due.close_due(opened.closes + 5 * DAY) == 0


def test_it_stays_open_for_the_one_with_more_time(opened, strategist):
    Round.objects.filter(pk=opened.pk).update(closes_by_itself=True)
    later = opened.closes + 10 * DAY
    services.extend_one(opened.assessments.get(), later, by=strategist, why="Sjukdom")

    assert due.close_due(later) == 0
    assert due.close_due(later + DAY) == 1


def test_only_those_that_should_close(opened):
    assert due.close_due(opened.closes + 5 * DAY) == 0


def test_the_night_does_all_three():
    parts = list(night.PARTS)
    assert parts.index("rounds that open") < parts.index("rounds that remind")
    assert night.PARTS["rounds that close"] is due.close_due


def test_a_sheet_tells_of_the_time_that_the_answers_are_about(draft, strategist):
    ends = dt.date(2026, 6, 30)
    Round.objects.filter(pk=draft.pk).update(period_starts=dt.date(2026, 1, 1), period_ends=ends)

    opened = services.open_round(draft, by=strategist)

    assert opened.assessments.get().sheet.day == ends
