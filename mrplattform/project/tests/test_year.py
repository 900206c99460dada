"""The annual wheel: the ordinary steering year with the rounds in it, as picture and as list."""

import datetime as dt

import pytest
from django.urls import reverse

from mrplattform.core.history import history
from mrplattform.project.models import YearStep
from mrplattform.project.wheel import wheel
from tests import make


def given(**more):
    return {
        "title": "Text till årsredovisningen",
        "track": "follow_up",
        "from_day": 2,
        "from_month": 1,
        "to_day": 20,
        "to_month": 1,
        **more,
    }


def test_a_year_begins_with_the_usual_steps_once(client, strategist, ekvik):
    client.force_login(strategist)

    client.post(reverse("project:year_begin"))
    client.post(reverse("project:year_begin"))

    titles = YearStep.objects.filter(authority=ekvik).values_list("title", flat=True)
    assert len(titles) == len(set(titles)) == 8
    assert history(ekvik).first().verb == "year_begun"


def test_rounds_stand_among_the_steps_with_the_same_numbers(client, strategist, ekvik):
    make.make_round(
        ekvik,
        owner=strategist.standing.functions[0],
        title="Plattformen",
        opens=dt.date(2026, 9, 1),
        closes=dt.date(2026, 11, 27),
    )
    client.force_login(strategist)
    client.post(reverse("project:year_step_new"), given())

    found = wheel(strategist, ekvik, 2026, dt.date(2026, 11, 20))

    assert [(one.number, one.title) for one in found.steps] == [
        (1, "Text till årsredovisningen"),
        (2, "Kartläggning: Plattformen"),
    ]
    assert found.svg.count('class="numt"') == 2
    assert "needle" in found.svg
    assert "needle" not in wheel(strategist, ekvik, 2025, dt.date(2026, 11, 20)).svg
    page = client.get(reverse("project:year") + "?ar=2026").content.decode()
    assert "2–20 januari · Uppföljning" in page
    body = client.get(reverse("project:year") + "?ar=2026&format=csv")
    text = b"".join(body.streaming_content) if body.streaming else body.content
    assert "Kartläggning: Plattformen" in text.decode("utf-8-sig")


@pytest.mark.parametrize(
    ("days", "words"),
    [
        ({"from_day": 1, "to_day": 31, "from_month": 3, "to_month": 3}, "Mars"),
        ({"from_day": 1, "to_day": 31, "from_month": 2, "to_month": 3}, "Februari–mars"),
        ({"from_day": 2, "to_day": 2, "from_month": 12, "to_month": 12}, "2 december"),
        ({"from_day": 10, "to_day": 5, "from_month": 4, "to_month": 6}, "10 april – 5 juni"),
        ({"from_day": 31, "to_day": 31, "from_month": 2, "to_month": 2}, "28 februari"),
    ],
)
def test_when_is_said_as_one_says_it(ekvik, strategist, days, words):
    YearStep.objects.create(authority=ekvik, title="Steg", track="steering", **days)
    assert wheel(strategist, ekvik, 2026).steps[0].when == words


def test_two_who_change_a_step_see_both(client, strategist, ekvik):
    step = YearStep.objects.create(authority=ekvik, edition=2, **given(title="Karins ord"))
    client.force_login(strategist)

    page = client.post(
        reverse("project:year_step", args=[step.pk]), given(title="Mina ord", edition=1)
    ).content.decode()

    assert "Karins ord" in page
    assert "Mina ord" in page
    step.refresh_from_db()
    assert step.title == "Karins ord"


def test_a_step_that_ends_before_it_begins_is_refused(client, strategist):
    client.force_login(strategist)
    page = client.post(reverse("project:year_step_new"), given(from_month=12)).content.decode()
    assert "Dela det vid årsskiftet" in page
    assert not YearStep.objects.exists()


def test_a_removed_step_stands_in_the_history(client, strategist, ekvik):
    step = YearStep.objects.create(authority=ekvik, **given())
    client.force_login(strategist)
    client.post(reverse("project:year_step_remove", args=[step.pk]))
    assert not YearStep.objects.exists()
    assert "2/1–20/1" in str(history(ekvik).first().changes)


@pytest.mark.parametrize(("person", "status"), [("reader", 403), ("neighbour", 404)])
def test_changing_the_year_is_refused(client, request, ekvik, person, status):
    step = YearStep.objects.create(authority=ekvik, **given())
    client.force_login(request.getfixturevalue(person))
    assert client.get(reverse("project:year_step", args=[step.pk])).status_code == status


@pytest.mark.parametrize("count", [1, 3])
def test_year_queries(client, strategist, ekvik, count, django_assert_max_num_queries):
    for n in range(count):
        YearStep.objects.create(
            authority=ekvik, owner=make.make_function(ekvik), **given(title=f"Steg {n}")
        )
    client.force_login(strategist)
    with django_assert_max_num_queries(12):
        client.get(reverse("project:year"))


def test_the_usual_year_can_be_put_in_also_beside_a_round(client, strategist, ekvik):
    make.make_round(ekvik, opens=dt.date(2026, 9, 28), closes=dt.date(2026, 11, 30))
    client.force_login(strategist)
    page = client.get(reverse("project:year"), {"ar": 2026}).content.decode()
    assert "Lägg in styråret" in page
    assert "mr-wheel" in page

    client.post(reverse("project:year_begin"))

    assert (
        "Lägg in styråret" not in client.get(reverse("project:year"), {"ar": 2026}).content.decode()
    )
