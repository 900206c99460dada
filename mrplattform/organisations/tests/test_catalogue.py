"""What can be found, with how many questions, and in which circle."""

from __future__ import annotations

import pytest

from mrplattform.organisations.catalogue import CATALOGUE
from mrplattform.organisations.models import Circle, Decision, Organisation
from tests import make


def entries(model, rows=None):
    findable = next(one for one in CATALOGUE if one.model is model)
    return {entry.title: entry for entry in findable.rows(rows or model.objects.all())}


def test_a_root_is_open_and_a_unit_is_its_houses(ekvik, school):
    found = entries(Organisation)

    assert found["Ekvik"].circle == Circle.SIGNED_IN
    assert found[school.name].circle == Circle.AUTHORITY
    assert found[school.name].authority_id == ekvik.pk
    assert found[school.name].address == school.get_absolute_url()


def test_a_restricted_decision_is_its_houses(school):
    make.make_decision(school, title="Öppet")
    make.make_decision(school, title="Slutet", access="restricted", secrecy_ground="OSL 26:1")
    found = entries(Decision)

    assert found["Öppet"].circle == Circle.SIGNED_IN
    assert found["Slutet"].circle == Circle.AUTHORITY


@pytest.mark.parametrize("findable", CATALOGUE, ids=lambda one: one.model.__name__)
@pytest.mark.parametrize("count", [1, 3])
def test_rows_ask_the_same_for_one_and_for_three(
    ekvik, findable, count, django_assert_max_num_queries
):
    for number in range(count):
        unit = make.make_administration(ekvik)
        make.make_function(unit)
        make.make_group(ekvik, f"Grupp {number}")
        make.make_decision(unit)
        make.make_reorganisation(unit)
    with django_assert_max_num_queries(3):
        found = list(findable.rows(findable.model.objects.all()))

    assert len(found) >= count
    assert all(entry.title and entry.address for entry in found)
