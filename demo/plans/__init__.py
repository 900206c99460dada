"""Ekvik's plan for human rights 2025–2028: twelve measures, going well, badly and not at all."""

from __future__ import annotations

import datetime as dt

from demo.clock import at
from demo.organisations import deeds
from demo.organisations.ekvik_story import BEGINNING
from demo.plans.measures import HOLDERS, MEASURES, Told
from mrplattform.assessments.models import Finding
from mrplattform.organisations.models import Circle, Function, Role
from mrplattform.plans.models import Measure, Plan
from mrplattform.plans.services import measures, plans, reasons
from mrplattform.rights.models import Recommendation, Topic


def build(world) -> None:
    """The plan as it was adopted. How it went since is told by go_on(), after last year's report."""
    ekvik, by = world.ekvik, world.strategist
    owner = Function.objects.get(authority=ekvik, role=Role.STRATEGIST)
    with at(dt.date(2025, 1, 20)):
        plan = plans.create(
            ekvik,
            by=by,
            title="Plan för mänskliga rättigheter 2025–2028",
            aim="Invånarna i Ekvik ska känna igen sina rättigheter i mötet med kommunen, och vi "
            "ska kunna visa vad som har blivit bättre.",
            starts=dt.date(2025, 1, 1),
            ends=dt.date(2028, 12, 31),
            owner=owner,
            circle=Circle.SIGNED_IN,
        )
        world.ekvik_measures = [(told, _make(world, plan, told)) for told in MEASURES]
    with at(dt.date(2025, 2, 26)):
        _adopt(world, plan)
    world.ekvik_plan = plan


def go_on(world) -> None:
    """What came later: how it went, what was finished, what was seen to change."""
    by = world.strategist
    for told, measure in world.ekvik_measures:
        person = measure.responsible.holder() or by
        for place, judgement in enumerate(told.judgements):
            with at(judgement.day):
                if place == len(told.judgements) - 1 and (told.output or told.evidence):
                    measures.edit(
                        measure,
                        by=person,
                        edition=measure.edition,
                        output=told.output,
                        evidence=told.evidence,
                    )
                measures.judge(
                    measure,
                    by=person,
                    edition=measure.edition,
                    state=judgement.state,
                    judgement=judgement.words,
                )
        finding = (
            told.finding
            and Finding.objects.filter(authority=measure.authority, title__icontains=told.finding)
            .order_by("-pk")
            .first()
        )
        if finding:
            reasons.add(measure, [reasons.from_finding(finding)], by=by)


def _make(world, plan: Plan, told: Told) -> Measure:
    names = ("title", "aim", "starts", "ends", "cost", "resource", "activity", "effect")
    names += ("measured_on", "heard")
    return measures.create(
        plan,
        by=world.strategist,
        reasons=list(_reasons(told)),
        topics=Topic.objects.filter(key__in=told.principles),
        responsible=_function(world, *told.responsible),
        supporting=[_function(world, *one) for one in told.supporting],
        circle=plan.circle,
        **{name: getattr(told, name) for name in names},
    )


def _reasons(told: Told):
    for criterion in Topic.objects.filter(key__in=told.criteria):
        yield reasons.from_criterion(criterion)
    for recommendation in Recommendation.objects.filter(key__in=told.recommendations):
        yield reasons.from_recommendation(recommendation)


def _adopt(world, plan: Plan) -> None:
    plans.adopt(
        plan,
        by=world.strategist,
        body=world.units["Kommunfullmäktige"],
        day=dt.date(2025, 2, 24),
        paragraph="18",
        registry_number="KS 2024/0311",
        title=plan.title,
        wording="Kommunfullmäktige antar Plan för mänskliga rättigheter 2025–2028. Nämnder och "
        "bolag ska redovisa sina insatser i årsredovisningen.",
        retention=world.ekvik.retention_rules.filter(years=None).order_by("pk").first(),
    )


def _function(world, title: str, unit: str) -> Function:
    """The unit's function of that title; opened, with its holder, when the unit has none."""
    where = world.units[unit]
    found = where.functions.filter(title=title).first()
    if found:
        return found
    names = [HOLDERS[title]] if title in HOLDERS else []
    return deeds.held(world, where, title, Role.READER, *names, starts=BEGINNING)
