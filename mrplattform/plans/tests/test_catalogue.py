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


def test_goals_risks_and_messages_hang_on_their_functions(plan, ekvik):
    function = make.make_function(ekvik)
    for kind in ("mal", "risker", "kommunikation"):
        make.make_part(plan, kind, owner=function, title=kind)
        make.make_part(plan, kind, owner=function, removed_at="2026-11-01T12:00Z")
    make.make_part(plan, "kommunikation", owner=function, done_on="2026-11-01")
    make.make_part(plan, "risker", owner=function, is_over=True)

    found = sorted(duties([function.pk]), key=lambda duty: duty.kind, reverse=True)

    assert [(duty.kind, duty.title) for duty in found] == [
        ("Risk", "risker"),
        ("Mål", "mal"),
        ("Kommunikation", "kommunikation"),
    ]
    assert found[1].address.endswith(f"/mal/#mal-{plan.goals.first().pk}")
