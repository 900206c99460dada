"""A plan is adopted again: what is new and why, each version readable, changes seen against it."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from mrplattform.organisations.models import Circle
from mrplattform.plans.models import Measure
from mrplattform.plans.services import plans as services
from mrplattform.plans.versions import changes_since
from tests import make


def adopt(plan, **more):
    return services.adopt(
        plan,
        by=None,
        body=plan.authority,
        day=dt.date(2026, 3, 2),
        title=plan.title,
        wording="Planen antas.",
        **more,
    )


def test_versions_are_numbered_and_keep_their_words(client, strategist, plan):
    measure = make.make_measure(plan, title="Tolk")
    adopt(plan)
    Measure.objects.filter(pk=measure.pk).update(title="Tolk och klarspråk")
    adopt(plan, changed="En insats är större.", why="Omsorgen bad om det.")
    client.force_login(strategist)

    first = client.get(reverse("plans:plan-adopted", args=[plan.pk, 1])).content.decode()
    latest = client.get(reverse("plans:plan-adopted", args=[plan.pk])).content.decode()
    page = client.get(reverse("plans:plan-versions", args=[plan.pk])).content.decode()

    assert "Tolk och klarspråk" not in first
    assert "Tolk och klarspråk" in latest
    assert "Omsorgen bad om det." in page
    assert [one.number for one in plan.versions.all()] == [2, 1]


def test_adopting_again_asks_why(client, strategist, plan, ekvik):
    adopt(plan)
    with pytest.raises(ValidationError):
        adopt(plan)
    client.force_login(strategist)
    given = {"body": ekvik.pk, "day": "2026-04-01", "wording": "Antas.", "access": "public"}

    page = client.post(reverse("plans:plan-adopt", args=[plan.pk]), given).content.decode()

    assert "Varför ändras planen?" in page
    assert plan.versions.count() == 1


def test_later_changes_show_against_the_version(client, strategist, plan):
    owner = strategist.standing.functions[0]
    kept = make.make_measure(plan, title="Oförändrad")
    changed = make.make_measure(plan, title="Tolk", cost=100)
    gone = make.make_measure(plan, title="Borttagen")
    goal = plan.goals.create(title="Alla förstår", wanted="80", owner=owner)
    version = adopt(plan)

    Measure.objects.filter(pk=changed.pk).update(cost=250, judgement="Går bra")
    Measure.objects.filter(pk=gone.pk).update(removed_at="2026-05-01T12:00Z")
    new = make.make_measure(plan, title="Ny insats")
    plan.goals.filter(pk=goal.pk).update(wanted="90", now="Nu vet vi mer")

    found = {change.title: change for change in changes_since(plan.versions.get())}

    assert set(found) == {"Tolk", "Borttagen", "Ny insats", "Alla förstår"}
    assert [(row.label, row.after) for row in found["Tolk"].rows] == [("Kostnad", "2,50\xa0kr")]
    assert found["Borttagen"].words == "Finns inte längre i planen"
    assert found["Ny insats"].address == new.get_absolute_url()
    assert [row.label for row in found["Alla förstår"].rows] == ["Dit vi vill"]
    assert kept.title not in found
    client.force_login(strategist)
    address = reverse("plans:plan-compare", args=[plan.pk, version.number])
    assert "Ny sedan beslutet" in client.get(address).content.decode()


def test_another_function_is_told_by_its_name(plan, strategist):
    measure = make.make_measure(plan, title="Tolk")
    before = str(measure.responsible)
    adopt(plan)
    Measure.objects.filter(pk=measure.pk).update(responsible=strategist.standing.functions[0])

    (change,) = changes_since(plan.versions.get())

    assert change.rows[0].before == before
    assert change.rows[0].after == str(strategist.standing.functions[0])


def test_a_narrower_measure_is_no_part_of_what_is_adopted(plan):
    make.make_measure(plan, title="Skolans egen", circle=Circle.UNIT)
    adopt(plan)
    assert changes_since(plan.versions.get()) == []


def test_two_versions_are_compared_as_they_were(client, strategist, plan):
    """Photographs: what has happened since shows in neither."""
    measure = make.make_measure(plan, title="Tolk", cost=100)
    gone = make.make_measure(plan, title="Borttagen")
    adopt(plan)
    Measure.objects.filter(pk=measure.pk).update(cost=250)
    Measure.objects.filter(pk=gone.pk).update(removed_at="2026-05-01T12:00Z")
    new = make.make_measure(plan, title="Läsombud")
    adopt(plan, why="Ny kartläggning")
    Measure.objects.filter(pk=measure.pk).update(cost=999)
    Measure.objects.filter(pk=new.pk).update(removed_at="2026-06-01T12:00Z")
    client.force_login(strategist)
    address = reverse("plans:plan-compare", args=[plan.pk, 1])

    response = client.get(address, {"med": 2})
    found = {change.title: change for change in response.context["changes"]}

    assert set(found) == {"Tolk", "Borttagen", "Läsombud"}
    assert [row.after for row in found["Tolk"].rows] == ["2,50\xa0kr"]
    assert found["Läsombud"].address == ""  # it has no page any more
    assert "Ny kartläggning" in response.content.decode()
    listed = client.get(reverse("plans:plan-versions", args=[plan.pk])).content.decode()
    assert f"{address}?med=2" in listed


@pytest.mark.parametrize("other", ["1", "0", "7", "x", "-2"])
def test_no_such_versions_to_compare(client, strategist, plan, other):
    adopt(plan)
    client.force_login(strategist)
    address = reverse("plans:plan-compare", args=[plan.pk, 1])
    assert client.get(address, {"med": other}).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_comparison_queries(client, strategist, plan, count, django_assert_max_num_queries):
    measures = [make.make_measure(plan) for _ in range(count)]
    adopt(plan)
    Measure.objects.filter(pk__in=[one.pk for one in measures]).update(cost=5)
    client.force_login(strategist)
    with django_assert_max_num_queries(16):
        client.get(reverse("plans:plan-compare", args=[plan.pk, 1]))


@pytest.mark.parametrize(("person", "status"), [("reader", 200), ("neighbour", 404)])
def test_who_reads_versions(client, request, plan, person, status):
    adopt(plan)
    client.force_login(request.getfixturevalue(person))
    for name, args in [
        ("plan-versions", [plan.pk]),
        ("plan-compare", [plan.pk, 1]),
        ("plan-adopted", [plan.pk, 1]),
    ]:
        assert client.get(reverse(f"plans:{name}", args=args)).status_code == status
