"""Makes deeds of a told plan, each on its day, by whoever then answered for it."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from functools import partial
from typing import Any

from demo.organisations import deeds
from demo.plans.told import (
    Adoption,
    GoalTold,
    Judgement,
    MessageTold,
    MoneyTold,
    PlanTold,
    RiskTold,
    Told,
    day,
)
from demo.story import Story
from mrplattform.assessments.models import Finding
from mrplattform.core.dates import today
from mrplattform.organisations.models import Circle, Function, Organisation, Person, Role
from mrplattform.organisations.services import holdings
from mrplattform.plans.models import (
    BudgetLine,
    Direction,
    Goal,
    Measure,
    Message,
    Plan,
    PlanPart,
    Risk,
)
from mrplattform.plans.services import measures, notes, parts, plans, reasons
from mrplattform.rights.models import Recommendation, Topic

WORDS = ("title", "aim", "starts", "ends", "cost", "resource", "activity", "effect")
WORDS += ("measured_on", "heard", "partners", "continuity")
IN_THE_END = ("output", "evidence", "learned", "lives_on")


class Telling:
    def __init__(
        self, told: PlanTold, authority: Organisation, units: dict, by: Person, world
    ) -> None:
        self.told, self.authority, self.units = told, authority, units
        self.by, self.world = by, world
        self.plan: Plan
        self.directions: list[Direction] = []
        self.goals: list[Goal] = []
        self.measures: dict[str, Measure] = {}

    def enter(self, story: Story) -> None:
        made = day(self.told.made)
        story.on(made, self._begin)
        for goal in self.told.goals:
            self._enter_goal(story, goal, made)
        for one in self.told.measures:
            self._enter_measure(story, one, one.made or made)
        for risk in self.told.risks:
            self._enter_risk(story, risk, made)
        for message in self.told.messages:
            self._enter_message(story, message, made)
        for money in self.told.money:
            self._enter_money(story, money, made)
        for adoption in self.told.adoptions:
            story.on(day(adoption.day), partial(self._adopt, adoption))

    # --- The plan ------------------------------------------------------------------------------

    def _begin(self) -> None:
        self.plan = plans.create(
            self.authority,
            by=self.by,
            title=self.told.title,
            aim=self.told.aim,
            starts=day(self.told.starts),
            ends=day(self.told.ends),
            owner=Function.objects.get(authority=self.authority, role=Role.STRATEGIST),
            circle=Circle.SIGNED_IN,
        )
        for order, (title, aim) in enumerate(self.told.directions, start=1):
            self.directions.append(self._part(Direction, title=title, aim=aim, order=order))

    def _adopt(self, one: Adoption) -> None:
        rules = self.authority.retention_rules.filter(years=None)
        plans.adopt(
            self.plan,
            by=self.by,
            changed=one.changed,
            why=one.why,
            body=self.units["Kommunfullmäktige"],
            day=day(one.day),
            paragraph=one.paragraph,
            registry_number=one.registry_number,
            title=self.plan.title,
            wording=one.wording,
            retention=rules.order_by("pk").first(),
        )

    # --- Measures ------------------------------------------------------------------------------

    def _enter_measure(self, story: Story, told: Told, made: dt.date) -> None:
        story.on(made, partial(self._make, told))
        for when, words in told.notes:
            story.on(day(when), partial(self._note, told, words))
        for when, promised in told.promises.items():
            story.on(day(when), partial(self._promise, told, promised))
        for judgement in told.judgements:
            story.on(judgement.day, partial(self._judge, told, judgement))
        found = self._finding(told)
        if found:
            known = max(found.created_at.date() + dt.timedelta(days=1), made)
            story.on(known, partial(self._add_reason, told, found))

    def _make(self, told: Told) -> None:
        self.measures[told.title] = measures.create(
            self.plan,
            by=self.by,
            reasons=list(self._reasons(told)),
            topics=Topic.objects.filter(key__in=told.principles),
            responsible=self._function(told.responsible),
            supporting=[self._function(one) for one in told.supporting],
            pilots=[self.units[name] for name in told.pilots],
            goals=[self.goals[place] for place in told.goals],
            direction=self.directions[told.direction],
            circle=self.plan.circle,
            **{name: getattr(told, name) for name in WORDS},
        )

    def _reasons(self, told: Told):
        for criterion in Topic.objects.filter(key__in=told.criteria):
            yield reasons.from_criterion(criterion)
        for recommendation in Recommendation.objects.filter(key__in=told.recommendations):
            yield reasons.from_recommendation(recommendation)

    def _finding(self, told: Told) -> Finding | None:
        if not told.finding:
            return None
        rows = Finding.objects.filter(authority=self.authority, title__icontains=told.finding)
        return rows.order_by("-pk").first()

    def _add_reason(self, told: Told, finding: Finding) -> None:
        reasons.add(self.measures[told.title], [reasons.from_finding(finding)], by=self.by)

    def _note(self, told: Told, words: str) -> None:
        measure = self.measures[told.title]
        notes.write(measure, by=self._who(measure), day=today(), text=words)

    def _promise(self, told: Told, promised: dict[str, Any]) -> None:
        measure = self.measures[told.title]
        measures.edit(measure, by=self.by, edition=measure.edition, **promised)

    def _judge(self, told: Told, one: Judgement) -> None:
        measure = self.measures[told.title]
        by = self._who(measure)
        came_of_it = {name: getattr(told, name) for name in IN_THE_END if getattr(told, name)}
        if one is told.judgements[-1] and came_of_it:
            measures.edit(measure, by=by, edition=measure.edition, **came_of_it)
        measures.judge(
            measure, by=by, edition=measure.edition, state=one.state, judgement=one.words
        )

    # --- The other parts -----------------------------------------------------------------------

    def _enter_goal(self, story: Story, told: GoalTold, made: dt.date) -> None:
        story.on(made, partial(self._make_goal, told))
        place = self.told.goals.index(told)
        for when, (words, count) in told.wants_more.items():
            self._later(story, when, self.goals, place, wanted=words, wanted_number=Decimal(count))
        for when, (words, number) in told.now.items():
            told_now = {"now": words} | ({"now_number": Decimal(number)} if number else {})
            self._later(story, when, self.goals, place, **told_now)

    def _make_goal(self, told: GoalTold) -> None:
        was, wanted = told.numbers or (None, None)
        names = ("title", "was", "wanted", "unit", "more_is_better", "ends", "known_by")
        names += ("heard", "changed_by_hearing")
        self.goals.append(
            self._part(
                Goal,
                direction=self.directions[told.direction],
                owner=self._function(told.owner),
                was_number=was and Decimal(was),
                wanted_number=wanted and Decimal(wanted),
                **{name: getattr(told, name) for name in names},
            )
        )

    def _enter_risk(self, story: Story, told: RiskTold, made: dt.date) -> None:
        names = ("title", "likelihood", "consequence", "consequence_for", "response")
        kept = self._enter_part(story, made, Risk, told, names, measure=told.measure)
        if told.over:
            self._later(story, told.over, kept, 0, is_over=True)
        if told.lower:
            self._later(story, told.lower[0], kept, 0, likelihood=told.lower[1])

    def _enter_message(self, story: Story, told: MessageTold, made: dt.date) -> None:
        kept: list[PlanPart] = []
        names = {name: getattr(told, name) for name in ("title", "audience", "channel")}

        def make() -> None:
            owner = self._function(told.owner)
            kept.append(self._part(Message, owner=owner, day=day(told.day), **names))

        story.on(made, make)
        if told.done_on:
            done = {"done_on": day(told.done_on), "came_of_it": told.came_of_it}
            self._later(story, told.done_on, kept, 0, **done)

    def _enter_money(self, story: Story, told: MoneyTold, made: dt.date) -> None:
        kept: list[PlanPart] = []
        budgeted = max(made, dt.date(told.year - 1, 11, 24))

        def make() -> None:
            measure = self.measures.get(told.measure)
            kept.append(
                self._part(
                    BudgetLine,
                    year=told.year,
                    title=told.title,
                    amount=told.amount * 100,
                    source=told.source,
                    measure=measure,
                )
            )

        story.on(budgeted, make)
        if told.used is not None:
            counted = min(dt.date(told.year + 1, 1, 19), dt.date(2026, 11, 16))
            self._later(story, counted.isoformat(), kept, 0, used=told.used * 100)

    def _enter_part(self, story, made, model, told, names, *, measure: str = "") -> list[PlanPart]:
        """Made with the plan, or with the measure that it is about; in the list once it is."""
        kept: list[PlanPart] = []
        about = next((one for one in self.told.measures if one.title == measure), None)

        def make() -> None:
            values = {name: getattr(told, name) for name in names}
            values |= {"measure": self.measures[measure]} if about else {}
            kept.append(self._part(model, owner=self._function(told.owner), **values))

        story.on(max(made, about.made or made) if about else made, make)
        return kept

    def _later(self, story: Story, when: str, kept: list, place: int, **values: Any) -> None:
        def change() -> None:
            part = kept[place]
            parts.edit(part, by=self.by, edition=part.edition, **values)

        story.on(day(when), change)

    def _part(self, model, **values: Any):
        return parts.create(model, self.plan, by=self.by, **values)

    # --- Who -----------------------------------------------------------------------------------

    def _who(self, measure: Measure) -> Person:
        return measure.responsible.holder() or self.by

    def _function(self, where: tuple[str, str]) -> Function:
        """The unit's function of that title; opened when the unit has none, with its holder."""
        title, unit = where
        there = Function.objects.on(today()).filter(organisation=self.units[unit])
        found = there.filter(title=title).first()
        if found:
            return found
        names = [self.told.holders[title]] if title in self.told.holders else []
        opened = deeds.held(
            self.world, self.units[unit], title, Role.READER, *names, starts=today()
        )
        if title in self.told.deputies:
            deputy = deeds.person(self.world, self.told.deputies[title], self.units[unit])
            holdings.begin_holding(opened, deputy, starts=today(), stand_in=True, by=self.by)
        return opened
