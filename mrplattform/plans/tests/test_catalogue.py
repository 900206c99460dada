"""What can be found of plans, and what a function answers for."""

from mrplattform.plans.catalogue import CATALOGUE, duties
from mrplattform.plans.models import Measure, Plan
from tests import make


def entries(model):
    findable = next(one for one in CATALOGUE if one.model is model)
    return list(findable.rows(model.objects.all()))


def test_measures_and_plans_are_found(plan, measure):
    [entry] = entries(Measure)
    assert entry.title == measure.title
    assert "Elever får sällan svar" in entry.text
    assert (entry.day, entry.authority_id) == (measure.ends, plan.authority_id)
    assert [one.title for one in entries(Plan)] == [plan.title]


def test_removed_measures_are_not_found(measure):
    Measure.objects.update(removed_at="2026-11-01T12:00Z")
    assert entries(Measure) == []


def test_a_function_answers_for_its_open_measures_and_plans(plan, measure, headmaster):
    make.make_measure(plan, responsible=measure.responsible, state=Measure.State.DONE)
    found = duties([measure.responsible_id, plan.owner_id])
    assert {(duty.function_id, duty.title) for duty in found} == {
        (measure.responsible_id, measure.title),
        (plan.owner_id, plan.title),
    }


def test_entries_cost_the_same_for_all(plan, django_assert_num_queries):
    for _ in range(3):
        make.make_measure(plan)
    with django_assert_num_queries(3):
        entries(Measure)
