"""A person leaves: the name is gone everywhere, the deeds remain with the function."""

import datetime as dt

import pytest
from django.apps import apps
from django.db import models
from django.urls import reverse

from mrplattform.core.dates import now
from mrplattform.core.history import history, record
from mrplattform.organisations.models import Person, Role
from mrplattform.organisations.services import holdings, people
from mrplattform.plans.services import notes
from mrplattform.project import calendars, erasure, reminders
from tests import make

NAME, EMAIL = "Åsa Öberg-Ärlig", "asa.oberg@ekvik.example"


@pytest.fixture
def leaver(ekvik, strategist):
    """Somebody who has done things of many kinds, and left last month."""
    person = people.enter_person(name=NAME, email=EMAIL, by=strategist)
    function = make.make_function(ekvik, role=Role.REPORTER, title="Utredare")
    holdings.begin_holding(function, person, starts=dt.date(2024, 1, 1), by=strategist)
    person.__dict__.pop("standing", None)
    assessment = make.make_assessment(make.make_round(ekvik), reporter=function)
    make.make_answer(assessment.sheet, by=person, comment="Så är det.")
    assessment.remarks.create(
        question=assessment.sheet.version.questions.first(), text="?", by=person, by_name=NAME
    )
    measure = make.make_measure(make.make_plan(ekvik), responsible=function)
    notes.write(measure, by=person, day=dt.date(2026, 10, 1), text="Klart.")
    record(person, "measure_judged", measure)
    calendars.open_link(person, "mine")
    reminders.choose(person, often="daily", days_before=3)
    Person.objects.filter(pk=person.pk).update(left_at=now() - dt.timedelta(days=30))
    person.refresh_from_db()
    return person


def everywhere(text: str) -> list[str]:
    """Every text column of every table where the words stand."""
    found = []
    for model in apps.get_models(include_auto_created=True):
        if not model._meta.managed or model._meta.proxy:
            continue
        for field in model._meta.concrete_fields:
            if isinstance(field, models.CharField | models.TextField | models.JSONField):
                for value in model._base_manager.values_list(field.attname, flat=True):
                    if text in str(value):
                        found.append(f"{model._meta.label}.{field.name}: {value}")
    return found


def test_the_name_is_gone_everywhere_and_the_deeds_remain(strategist, leaver):
    assert everywhere(NAME)
    assert everywhere(EMAIL)

    erasure.erase(leaver, by=strategist, why="Begärt av personen")

    assert everywhere(NAME) == []
    assert everywhere(EMAIL) == []
    leaver.refresh_from_db()
    assert history(leaver).first().why == "Begärt av personen"
    deed = leaver.holdings.get().function.to_answer.get().sheet.answers.get()
    assert deed.comment == "Så är det."
    assert deed.changed_as.title == "Utredare"
    assert not leaver.is_active


@pytest.mark.parametrize("reason", ["still here", "already gone"])
def test_too_early_or_twice_is_refused_in_words(client, strategist, leaver, reason):
    if reason == "still here":
        Person.objects.filter(pk=leaver.pk).update(left_at=None)
    else:
        erasure.erase(leaver, by=strategist, why="Begärt")
    client.force_login(strategist)
    address = reverse("project:erase", args=[leaver.pk])

    page = client.post(address, {"why": "Begärt"}).content.decode()

    assert "Det går inte än" in page


def test_strategist_erases_from_the_persons_page(client, strategist, leaver):
    client.force_login(strategist)
    assert (
        reverse("project:erase", args=[leaver.pk])
        in client.get(leaver.get_absolute_url()).content.decode()
    )

    client.post(reverse("project:erase", args=[leaver.pk]), {"why": "Begärt"})

    leaver.refresh_from_db()
    assert leaver.name == "Borttagen person"


@pytest.mark.parametrize(
    ("person", "status"), [("reporter", 403), ("elected", 403), ("neighbour", 404)]
)
def test_erasing_is_refused(client, request, leaver, person, status):
    client.force_login(request.getfixturevalue(person))
    assert client.get(reverse("project:erase", args=[leaver.pk])).status_code == status


def test_who_served_elsewhere_too_is_erased_by_an_administrator_only(
    client, strategist, neighbour, administrator, leaver
):
    granby = neighbour.standing.functions[0].authority
    make.make_holding(make.make_function(granby), leaver)
    address = reverse("project:erase", args=[leaver.pk])
    client.force_login(strategist)
    assert client.get(address).status_code == 403
    client.force_login(administrator)
    assert client.get(address).status_code == 200
