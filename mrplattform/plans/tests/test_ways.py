"""The same measures along the years, by function and by topic; and several changed at once."""

import datetime as dt

import pytest
from django.urls import reverse

from mrplattform.core.history import history
from mrplattform.plans.models import Measure
from mrplattform.plans.timeline import timeline
from mrplattform.rights.models import Topic
from tests import make


@pytest.mark.parametrize("name", ["tidslinje", "funktion", "amne"])
@pytest.mark.parametrize("count", [1, 3])
def test_a_way_shows_the_measures(
    client, strategist, plan, name, count, django_assert_max_num_queries
):
    for n in range(count):
        measure = make.make_measure(plan, title=f"Insats {n}")
        measure.topics.add(Topic.objects.create(key=f"role.{n}", kind=Topic.Kind.ROLE))
    client.force_login(strategist)
    with django_assert_max_num_queries(14):
        page = client.get(reverse("plans:way", args=[name])).content.decode()
    assert all(f"Insats {n}" in page for n in range(count))


def test_the_filter_goes_along_between_the_ways(client, strategist, plan):
    make.make_measure(plan, title="Tolk")
    make.make_measure(plan, title="Belysning")
    client.force_login(strategist)

    page = client.get(reverse("plans:way", args=["funktion"]) + "?sok=tolk").content.decode()

    assert "Tolk" in page
    assert "Belysning" not in page
    assert "/insatser/sett/tidslinje/?sok=tolk" in page


def test_bars_are_drawn_to_scale(plan):
    early = make.make_measure(plan, starts=dt.date(2025, 1, 1), ends=dt.date(2025, 12, 31))
    late = make.make_measure(plan, starts=dt.date(2027, 1, 1), ends=dt.date(2028, 12, 31))

    drawn = timeline([early, late], on=dt.date(2026, 7, 1))

    assert drawn.years == [2025, 2026, 2027, 2028]
    assert 'x="0"' in drawn.bars[0].svg
    assert 'x="300"' in drawn.bars[1].svg
    assert "skulle ha varit klar" in drawn.bars[0].words


def test_several_measures_change_at_once_with_the_reason(client, strategist, plan, school):
    measures = [make.make_measure(plan) for _ in range(2)]
    untouched = make.make_measure(plan)
    function = make.make_function(school)
    client.force_login(strategist)
    chosen = {"insats": [one.pk for one in measures]}
    address = reverse("plans:change-many")

    asked = client.post(address, chosen).content.decode()
    assert all(one.title in asked for one in measures)
    client.post(address, chosen | {"responsible": function.pk, "why": "Ny organisation"})

    assert set(Measure.objects.filter(responsible=function)) == set(measures)
    deed = history(measures[0]).first()
    assert (deed.verb, deed.why) == ("measure_edited", "Ny organisation")
    assert not history(untouched).exists()


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"why": "Skäl"}, "Välj minst en sak att ändra"),
        ({"ends": "2028-01-01", "why": ""}, "Fyll i den här uppgiften"),
        ({"ends": "2001-01-01", "why": "Skäl"}, "Någon av insatserna börjar senare"),
    ],
)
def test_an_unclear_change_to_several_is_refused(client, strategist, measure, wrong, words):
    client.force_login(strategist)
    page = client.post(reverse("plans:change-many"), {"insats": [measure.pk], **wrong})
    assert words in page.content.decode()


def test_another_authoritys_measures_are_not_touched(client, neighbour, measure):
    client.force_login(neighbour)
    client.post(
        reverse("plans:change-many"), {"insats": [measure.pk], "ends": "2028-01-01", "why": "X"}
    )
    measure.refresh_from_db()
    assert measure.ends == dt.date(2028, 6, 30) or measure.edition == 1


def test_a_finished_plan_lies_in_the_archive(client, strategist, ekvik):
    make.make_plan(ekvik, title="Gammal", starts=dt.date(2019, 1, 1), ends=dt.date(2022, 12, 31))
    make.make_plan(ekvik, title="Gällande")
    client.force_login(strategist)

    now = client.get(reverse("plans:plans")).content.decode()
    then = client.get(reverse("plans:plans") + "?arkiv=1").content.decode()

    assert ("Gällande" in now, "Gammal" in now) == (True, False)
    assert ("Gällande" in then, "Gammal" in then) == (False, True)
