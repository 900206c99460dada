"""Where a person stands decides everything about access."""

import datetime as dt

from mrplattform.organisations.models import Organisation, Role
from tests import make


def test_a_function_opens_its_unit_and_all_below(school, reporter):
    pupil_health = make.make_organisation(parent=school)

    assert {school.pk, pupil_health.pk} <= reporter.standing.unit_ids
    assert reporter.standing.has_role_over(pupil_health.pk, Role.REPORTER)


def test_an_ended_holding_opens_nothing(school):
    person = make.make_person()
    function = make.make_function(school)
    make.make_holding(function, person, ends=dt.date(2021, 1, 1))

    assert person.standing.functions == []
    assert not Organisation.objects.visible_to(person).filter(pk=school.pk).exists()


def test_roots_are_a_register_but_a_neighbours_units_are_not(neighbour, school):
    visible = Organisation.objects.visible_to(neighbour)

    assert visible.filter(pk=school.authority_id).exists()
    assert not visible.filter(pk=school.pk).exists()


def test_standing_asks_three_questions(django_assert_max_num_queries, reporter, school):
    make.make_function(school, holder=reporter)

    with django_assert_max_num_queries(5):
        assert reporter.standing.unit_ids
        assert reporter.standing.authority_ids
        assert reporter.standing.function_ids
