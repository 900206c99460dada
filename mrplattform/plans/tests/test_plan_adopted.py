"""A body adopts the plan; what it adopted is locked, and later changes show against it."""

import datetime as dt

import pytest
from django.urls import reverse

from mrplattform.core.exports.keep import from_json
from mrplattform.organisations.models import Decision, Organisation
from mrplattform.plans.models import Plan
from mrplattform.plans.services import measures as services
from tests import make


@pytest.fixture
def council(ekvik):
    return make.make_organisation(
        parent=ekvik, kind=Organisation.Kind.COMMITTEE, name="Kommunfullmäktige"
    )


def decision(council, **more):
    return {
        "body": council.pk,
        "day": "2025-02-24",
        "paragraph": "18",
        "registry_number": "KS 2024/0311",
        "wording": "Kommunfullmäktige antar planen.",
        "access": "public",
        **more,
    }


def test_strategist_registers_the_decision(client, strategist, plan, measure, council):
    client.force_login(strategist)

    client.post(reverse("plans:plan-adopt", args=[plan.pk]), decision(council))

    plan.refresh_from_db()
    assert plan.decision.body == council
    assert plan.decision.thing == plan
    adopted = from_json(plan.decision.copy["document"])
    assert "Ni sa – vi gjorde: svar till elever" in list(adopted.words())
    assert plan.decision.is_unbroken
    assert "har ändrats sedan beslutet" not in client.get(plan.get_absolute_url()).content.decode()


def test_what_is_changed_later_shows_against_the_decision(
    client, strategist, plan, measure, council
):
    client.force_login(strategist)
    client.post(reverse("plans:plan-adopt", args=[plan.pk]), decision(council))
    services.judge(measure, by=strategist, edition=1, state="on_track", judgement="Det rullar.")
    assert "har ändrats sedan beslutet" not in client.get(plan.get_absolute_url()).content.decode()
    services.edit(measure, by=strategist, edition=2, title="Svar till alla elever")
    make.make_measure(plan)

    page = client.get(plan.get_absolute_url()).content.decode()

    assert "2 insatser är nya eller ändrade" in page
    plan.refresh_from_db()
    assert "Svar till alla elever" not in str(plan.decision.copy)


def test_a_decision_lies_in_the_past(client, strategist, plan, council):
    client.force_login(strategist)
    tomorrow = (dt.date.today() + dt.timedelta(days=1)).isoformat()  # noqa: DTZ011

    page = client.post(
        reverse("plans:plan-adopt", args=[plan.pk]), decision(council, day=tomorrow)
    ).content.decode()

    assert not Decision.objects.exists()
    assert "Skriv in beslutet när det är fattat" in page


def test_secrecy_needs_its_ground(client, strategist, plan, council):
    client.force_login(strategist)

    page = client.post(
        reverse("plans:plan-adopt", args=[plan.pk]), decision(council, access="restricted")
    ).content.decode()

    assert not Decision.objects.exists()
    assert "Skriv vilken bestämmelse som sekretessen bygger på" in page


def test_the_body_is_one_of_ours(client, strategist, plan, neighbour):
    client.force_login(strategist)
    foreign = neighbour.standing.functions[0].organisation

    client.post(reverse("plans:plan-adopt", args=[plan.pk]), decision(foreign))

    assert not Decision.objects.exists()


@pytest.mark.parametrize("person", ["reporter", "manager", "elected"])
def test_registering_a_decision_is_refused(client, request, plan, person):
    client.force_login(request.getfixturevalue(person))
    assert client.get(reverse("plans:plan-adopt", args=[plan.pk])).status_code == 403


def test_the_adopted_plan_reads_as_it_was(client, strategist, plan, measure, council, colleague):
    hidden = make.make_measure(plan, title="Bara för enheten", circle="unit")
    client.force_login(strategist)
    client.post(reverse("plans:plan-adopt", args=[plan.pk]), decision(council))
    services.edit(measure, by=strategist, edition=1, title="Svar till alla elever")
    client.force_login(colleague)

    page = client.get(reverse("plans:plan-adopted", args=[plan.pk])).content.decode()

    assert "Ni sa – vi gjorde: svar till elever" in page
    assert "Svar till alla elever" not in page
    assert hidden.title not in page


def test_a_plan_without_decision_has_no_adopted_copy(client, strategist, plan):
    client.force_login(strategist)
    assert client.get(reverse("plans:plan-adopted", args=[plan.pk])).status_code == 404


def test_a_restricted_decision_is_for_its_own(client, strategist, plan, council, neighbour):
    Plan.objects.filter(pk=plan.pk).update(circle="signed_in")
    client.force_login(strategist)
    client.post(
        reverse("plans:plan-adopt", args=[plan.pk]),
        decision(council, access="restricted", secrecy_ground="OSL 19 kap. 1 §"),
    )
    client.force_login(neighbour)
    assert client.get(plan.get_absolute_url()).status_code == 200
    assert client.get(reverse("plans:plan-adopted", args=[plan.pk])).status_code == 404
