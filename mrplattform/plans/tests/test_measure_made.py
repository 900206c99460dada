"""A finding becomes a measure that keeps the reason in its own words."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from mrplattform.core.history import history
from mrplattform.plans.models import Measure
from mrplattform.plans.services import measures as services
from mrplattform.plans.services.reasons import ReasonData, measures_for
from tests import make


def written(function, **more):
    return {
        "title": "Tolk och klarspråk i omsorgen",
        "aim": "Äldre ska förstå sina beslut.",
        "responsible": function.pk,
        "starts": "2026-02-01",
        "ends": "2027-06-30",
        "cost": "450 000",
        "circle": "authority",
        **more,
    }


def test_strategist_makes_a_measure_of_a_finding(client, strategist, plan, finding, headmaster):
    client.force_login(strategist)
    address = reverse("plans:plan-measure-new", args=[plan.pk])
    function = headmaster.standing.functions[0]

    form = client.get(f"{address}?skal={finding.key}").content.decode()
    client.post(address, written(function, finding=finding.pk))

    assert f'<option value="{finding.pk}" selected>' in form
    measure = Measure.objects.get()
    reason = measure.reasons.get()
    assert (reason.kind, reason.key) == ("finding", finding.key)
    assert reason.wording == "Alla förstår inte sina biståndsbeslut"
    assert reason.address == finding.get_absolute_url()
    assert measure.cost == 45_000_000
    assert measure.authority == plan.authority
    assert [deed.verb for deed in history(measure)] == ["reason_added", "measure_created"]


def test_the_thread_reads_from_the_finding_too(plan, finding, strategist):
    reason = ReasonData("finding", finding.key, finding.title, "/x/")
    measure = services.create(
        plan,
        by=strategist,
        reasons=[reason, reason],
        title="Tolk",
        responsible=plan.owner,
        starts=plan.starts,
        ends=plan.ends,
    )

    assert list(measures_for(finding.key)) == [measure]
    assert measure.reasons.count() == 1


def test_the_reason_keeps_its_words_when_the_finding_changes(plan, finding, strategist):
    services.create(
        plan,
        by=strategist,
        reasons=[ReasonData("finding", finding.key, finding.title)],
        title="Tolk",
        responsible=plan.owner,
        starts=plan.starts,
        ends=plan.ends,
    )
    finding.delete()

    assert Measure.objects.get().reasons.get().wording == "Alla förstår inte sina biståndsbeslut"


def test_a_single_plan_is_not_asked_for(client, strategist, plan):
    client.force_login(strategist)
    response = client.get(reverse("plans:measure-new") + "?skal=finding:3")
    assert response.url == reverse("plans:plan-measure-new", args=[plan.pk]) + "?skal=finding%3A3"


def test_without_a_plan_the_page_says_to_begin_with_one(client, strategist):
    client.force_login(strategist)
    page = client.get(reverse("plans:measure-new")).content.decode()
    assert reverse("plans:plan-new") in page


def test_foreign_functions_are_refused(client, strategist, plan, neighbour):
    client.force_login(strategist)
    foreign = neighbour.standing.functions[0]
    address = reverse("plans:plan-measure-new", args=[plan.pk])

    client.post(address, written(foreign))
    client.post(address, written(plan.owner, supporting=[foreign.pk]))

    assert not Measure.objects.exists()
    with pytest.raises(ValidationError):
        services.create(plan, by=strategist, title="x", responsible=foreign)


def test_personal_identity_numbers_are_refused(client, strategist, plan):
    client.force_login(strategist)
    page = client.post(
        reverse("plans:plan-measure-new", args=[plan.pk]),
        written(plan.owner, heard="Samtal med 811218-9876"),
    ).content.decode()
    assert not Measure.objects.exists()
    assert "Ta bort personnumret" in page
    assert "Tolk och klarspråk i omsorgen" in page  # what was typed is kept


def test_evidence_needs_an_effect_to_show(client, strategist, plan):
    client.force_login(strategist)
    page = client.post(
        reverse("plans:plan-measure-new", args=[plan.pk]),
        written(plan.owner, evidence="Enkät i mars"),
    ).content.decode()
    assert "Skriv vilken effekt det är som visas" in page


@pytest.mark.parametrize(
    ("person", "status"),
    [("reporter", 403), ("manager", 403), ("reader", 403), ("neighbour", 404)],
)
def test_making_a_measure_is_refused(client, request, plan, person, status):
    client.force_login(request.getfixturevalue(person))
    address = reverse("plans:plan-measure-new", args=[plan.pk])
    assert client.get(address).status_code == status


@pytest.mark.parametrize("count", [1, 3])
def test_form_queries(
    client, strategist, plan, ekvik, finding, count, django_assert_max_num_queries
):
    for _ in range(count):
        make.make_function(ekvik)
    client.force_login(strategist)
    with django_assert_max_num_queries(20):
        client.get(reverse("plans:plan-measure-new", args=[plan.pk]))
