"""Who answers for a measure changes it; two at once lose nothing; it can go and come back."""

import pytest
from django.urls import reverse

from mrplattform.core.history import history
from mrplattform.plans.forms import MeasureForm
from mrplattform.plans.models import Measure
from mrplattform.plans.services import measures as services
from mrplattform.rights.models import Topic


def as_posted(measure, user, **more):
    """What the form would send if nothing but `more` was changed."""
    form = MeasureForm(user=user, plan=measure.plan, measure=measure)
    posted = {}
    for field in form:
        value = field.value()
        if value is not None:
            posted[field.name] = getattr(value, "pk", value)
    return posted | more


def test_the_responsible_function_changes_its_measure(client, headmaster, measure):
    client.force_login(headmaster)
    address = reverse("plans:measure-edit", args=[measure.pk])

    client.post(address, as_posted(measure, headmaster, activity="Varje klass får svar i april."))

    measure.refresh_from_db()
    assert measure.activity == "Varje klass får svar i april."
    assert measure.edition == 2
    assert history(measure).first().changes == {"activity": ["", "Varje klass får svar i april."]}


def test_two_change_a_measure_at_once(client, strategist, headmaster, measure):
    client.force_login(strategist)
    mine = as_posted(measure, strategist, aim="Elever ska få svar", edition=1)
    services.edit(measure, by=headmaster, edition=1, aim="Alla elever ska få svar i tid")
    address = reverse("plans:measure-edit", args=[measure.pk])

    page = client.post(address, mine).content.decode()

    measure.refresh_from_db()
    assert measure.aim == "Alla elever ska få svar i tid"
    assert "Rut Rektor sparade samtidigt" in page
    assert "Alla elever ska få svar i tid" in page
    assert "Elever ska få svar" in page

    client.post(address, mine | {"edition": 2, "keep": "mine"})

    measure.refresh_from_db()
    assert (measure.aim, measure.edition) == ("Elever ska få svar", 3)


def test_a_third_who_saves_meanwhile_is_not_overwritten(client, strategist, headmaster, measure):
    client.force_login(strategist)
    mine = as_posted(measure, strategist, aim="Mitt", edition=1)
    services.edit(measure, by=headmaster, edition=1, aim="Ruts")
    services.edit(measure, by=headmaster, edition=2, aim="Ruts igen")

    client.post(
        reverse("plans:measure-edit", args=[measure.pk]), mine | {"edition": 2, "keep": "mine"}
    )

    measure.refresh_from_db()
    assert measure.aim == "Ruts igen"


def test_topics_from_reasons_stay_when_the_form_is_saved(client, strategist, measure):
    criterion = Topic.objects.create(key="criterion.d6", kind=Topic.Kind.CRITERION)
    role = Topic.objects.create(key="role.test", kind=Topic.Kind.ROLE)
    measure.topics.add(criterion)
    client.force_login(strategist)

    client.post(
        reverse("plans:measure-edit", args=[measure.pk]),
        as_posted(measure, strategist, tags=[role.pk]),
    )

    assert set(measure.topics.all()) == {criterion, role}


def test_removed_and_put_back(client, strategist, measure):
    client.force_login(strategist)

    client.post(reverse("plans:measure-remove", args=[measure.pk]))

    assert client.get(measure.get_absolute_url()).status_code == 404
    assert measure.title in client.get(reverse("plans:removed")).content.decode()

    client.post(reverse("plans:measure-restore", args=[measure.pk]))

    assert client.get(measure.get_absolute_url()).status_code == 200
    assert [deed.verb for deed in history(measure)][:2] == ["measure_restored", "measure_removed"]


def test_reasons_are_added_and_removed(client, strategist, measure, finding):
    client.force_login(strategist)
    address = reverse("plans:reasons", args=[measure.pk])

    client.post(address, {"finding": finding.pk})
    assert {reason.key for reason in measure.reasons.all()} == {"finding:901", finding.key}

    first = measure.reasons.first()
    client.post(reverse("plans:reason-remove", args=[measure.pk, first.pk]))
    assert [reason.key for reason in measure.reasons.all()] == [finding.key]
    assert client.get(measure.get_absolute_url()).status_code == 200  # the history reads too
    assert "Välj minst ett skäl" in client.post(address, {"finding": ""}).content.decode()


@pytest.mark.parametrize(
    ("person", "status"),
    [("reporter", 403), ("manager", 200), ("reader", 403), ("elected", 403), ("neighbour", 404)],
)
def test_who_changes_a_measure(client, request, measure, person, status):
    client.force_login(request.getfixturevalue(person))
    for name in ("plans:measure-edit", "plans:measure-judge", "plans:reasons"):
        assert client.get(reverse(name, args=[measure.pk])).status_code == status, name


@pytest.mark.parametrize(
    ("person", "status"), [("manager", 403), ("reporter", 403), ("neighbour", 404)]
)
def test_removing_is_refused(client, request, measure, person, status):
    client.force_login(request.getfixturevalue(person))
    response = client.post(reverse("plans:measure-remove", args=[measure.pk]))
    assert response.status_code == status
    assert Measure.objects.filter(removed_at__isnull=True).exists()
