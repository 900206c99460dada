"""A strategist makes a plan and changes it; two who change it at once lose nothing."""

import pytest
from django.urls import reverse

from mrplattform.core.history import history
from mrplattform.plans.models import Plan
from tests import make


def written(strategist, **more):
    return {
        "title": "Plan för mänskliga rättigheter 2025–2028",
        "aim": "Invånarna ska känna igen sina rättigheter i mötet med kommunen.",
        "starts": "2025-01-01",
        "ends": "2028-12-31",
        "owner": strategist.standing.functions[0].pk,
        "circle": "authority",
        **more,
    }


def test_strategist_makes_a_plan(client, strategist, ekvik):
    client.force_login(strategist)

    response = client.post(reverse("plans:plan-new"), written(strategist), follow=True)

    plan = Plan.objects.get()
    assert plan.authority == ekvik
    assert plan.years == "2025–2028"
    assert [deed.verb for deed in history(plan)] == ["plan_created"]
    assert "Planen är skapad" in response.content.decode()


def test_a_plan_ends_after_it_starts(client, strategist):
    client.force_login(strategist)

    response = client.post(reverse("plans:plan-new"), written(strategist, ends="2024-01-01"))

    assert not Plan.objects.exists()
    assert "Välj ett datum efter 1 jan 2025" in response.content.decode()


def test_the_owner_is_one_of_our_own_functions(client, strategist, neighbour):
    client.force_login(strategist)
    foreign = neighbour.standing.functions[0].pk

    response = client.post(reverse("plans:plan-new"), written(strategist, owner=foreign))

    assert not Plan.objects.exists()
    assert "Välj något i listan" in response.content.decode()


def test_two_change_a_plan_at_once(client, strategist, plan):
    client.force_login(strategist)
    Plan.objects.filter(pk=plan.pk).update(aim="Det som Karin skrev", edition=2)
    mine = written(strategist, aim="Det som jag skrev", edition=1)
    address = reverse("plans:plan-edit", args=[plan.pk])

    page = client.post(address, mine).content.decode()

    plan.refresh_from_db()
    assert plan.aim == "Det som Karin skrev"
    assert "Det som Karin skrev" in page
    assert "Det som jag skrev" in page
    assert 'name="edition" value="2"' in page

    client.post(address, mine | {"edition": 2, "keep": "mine"})

    plan.refresh_from_db()
    assert plan.aim == "Det som jag skrev"
    assert history(plan).first().changes["aim"] == ["Det som Karin skrev", "Det som jag skrev"]


def test_the_other_version_may_be_kept(client, strategist, plan):
    client.force_login(strategist)
    mine = written(strategist, aim="Det som jag skrev", edition=1, keep="theirs")

    client.post(reverse("plans:plan-edit", args=[plan.pk]), mine)

    plan.refresh_from_db()
    assert plan.aim == ""


@pytest.mark.parametrize(
    ("person", "status"),
    [("reporter", 403), ("reader", 403), ("elected", 403), ("neighbour", 404)],
)
def test_changing_a_plan_is_refused(client, request, plan, person, status):
    client.force_login(request.getfixturevalue(person))
    assert client.get(reverse("plans:plan-edit", args=[plan.pk])).status_code == status


@pytest.mark.parametrize("count", [1, 3])
def test_plan_page_queries(client, strategist, ekvik, count, django_assert_max_num_queries):
    plan = make.make_plan(ekvik)
    for _ in range(count):
        make.make_measure(plan)
    client.force_login(strategist)
    with django_assert_max_num_queries(20) as seen:
        client.get(plan.get_absolute_url())
    assert len(seen) <= QUERIES["plan"]


@pytest.mark.parametrize("count", [1, 3])
def test_plans_list_queries(client, strategist, ekvik, count, django_assert_max_num_queries):
    for _ in range(count):
        make.make_measure(make.make_plan(ekvik))
    client.force_login(strategist)
    with django_assert_max_num_queries(20) as seen:
        client.get(reverse("plans:plans"))
    assert len(seen) <= QUERIES["plans"]


# The same for one row and for three.
QUERIES = {"plan": 14, "plans": 10}
