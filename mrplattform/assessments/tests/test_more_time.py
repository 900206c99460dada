"""More time for one, with a reason that it is told."""

import datetime as dt

import pytest
from django.core import mail
from django.urls import reverse

from mrplattform.assessments import rules
from mrplattform.assessments.catalogue import duties
from mrplattform.assessments.models import Round
from mrplattform.assessments.services import rounds as services
from mrplattform.assessments.services.errors import WrongState
from mrplattform.assessments.todo import answering, todo
from mrplattform.core.dates import today
from mrplattform.core.history import history
from tests import make

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


@pytest.fixture
def late(ekvik, strategist, school, reporter, manager):
    """The school's, whose last day was yesterday."""
    round = make.make_round(ekvik, owner=strategist.standing.functions[0], closes=today() - DAY)
    return make.make_assessment(round, school)


def give(client, assessment, **data):
    url = reverse("assessments:extend_one", args=[assessment.pk])
    return client.post(url, data)


def test_the_strategist_gives_one_more_time(
    client, strategist, reporter, late, django_capture_on_commit_callbacks
):
    other = make.make_assessment(late.round, make.make_administration(late.authority))
    client.force_login(strategist)
    day = today() + 5 * DAY

    with django_capture_on_commit_callbacks(execute=True):
        response = give(client, late, closes=day.isoformat(), why="Rektor var sjuk")

    late.refresh_from_db()
    assert response["Location"] == late.asked_url
    assert late.last_day == day
    assert rules.can_answer(reporter, late)
    assert not rules.is_answerable(other)
    assert history(late).first().why == "Rektor var sjuk"
    assert "Rektor var sjuk" in mail.outbox[0].body
    assert mail.outbox[0].to == [reporter.email]


@pytest.mark.parametrize(
    ("data", "field"),
    [
        ({"why": ""}, "why"),
        ({"closes": ""}, "closes"),
        ({"closes": (today() - 2 * DAY).isoformat()}, "closes"),
        ({"closes": (today() - DAY).isoformat()}, "closes"),
        ({"why": "Hon är 19121212-1212"}, "why"),
    ],
)
def test_a_reason_and_a_later_day_are_needed(client, strategist, late, data, field):
    client.force_login(strategist)
    good = {"closes": (today() + DAY).isoformat(), "why": "Sjukdom"}

    response = give(client, late, **(good | data))

    assert field in response.context["form"].errors
    late.refresh_from_db()
    assert late.closes is None


def test_a_closed_round_gives_nobody_more_time(strategist, late):
    services.close(late.round, by=strategist)

    with pytest.raises(WrongState):
        services.extend_one(late, today() + DAY, by=strategist, why="Sjukdom")


def test_who_is_late_is_told_and_then_can_answer(reporter, strategist, late):
    assert answering(reporter) == []
    assert [one.title for one in todo(reporter)] == ["Svaren på Plattformen 2026 är sena"]

    services.extend_one(late, today() + DAY, by=strategist, why="Sjukdom")

    assert answering(reporter) == [late]
    assert todo(reporter)[0].due == today() + DAY
    function = reporter.standing.functions[0]
    assert [duty.day for duty in duties([function.pk])] == [today() + DAY]


def test_the_calendar_file_tells_ones_own_last_day(client, reporter, strategist, late):
    services.extend_one(late, today() + 5 * DAY, by=strategist, why="Sjukdom")
    Round.objects.filter(pk=late.round_id).update(remind_days=[1])
    url = reverse("assessments:calendar_file", args=[late.round_id])

    client.force_login(reporter)
    text = client.get(url).content.decode()
    client.force_login(strategist)
    led = client.get(url).content.decode()

    assert text.startswith("BEGIN:VCALENDAR")
    assert f"DTSTART;VALUE=DATE:{today() + 5 * DAY:%Y%m%d}" in text
    assert "påminnelse" not in text
    assert "påminnelse går ut" in led
