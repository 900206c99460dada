"""After any sequence of departures and closings, every duty has a holder or stands as vacant."""

import datetime as dt

from django.core.exceptions import ValidationError
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from mrplattform.core.dates import today
from mrplattform.organisations.models import Function, Holding, Role
from mrplattform.organisations.services import functions as function_services
from mrplattform.organisations.services import holdings as holding_services
from mrplattform.organisations.services import people as people_services
from mrplattform.organisations.services import reorganise
from mrplattform.project import house
from mrplattform.project.vacancies import vacancies
from tests import make

YESTERDAY = today() - dt.timedelta(days=1)
deeds = st.lists(
    st.tuples(
        st.sampled_from(["leave", "end", "close function", "close unit", "hand over", "merge"]),
        st.integers(0, 5),
    ),
    max_size=7,
)


class World:
    def __init__(self):
        self.root = make.make_municipality()
        self.by = make.make_member(self.root, Role.STRATEGIST)
        self.units = [make.make_administration(self.root) for _number in range(3)]
        self.functions = [make.make_function(unit) for unit in self.units]
        self.people = [make.make_person() for _number in range(3)]
        for function, person in zip(self.functions, self.people, strict=True):
            make.make_holding(function, person)
        plan = make.make_plan(self.root, owner=self.by.standing.functions[0])
        round = make.make_round(self.root, owner=self.by.standing.functions[0])
        for function in self.functions:
            make.make_measure(plan, responsible=function)
            make.make_assessment(round, function.organisation, reporter=function)

    def do(self, what, which):
        """One deed through the services; what they refuse does not happen."""
        function = Function.objects.get(pk=self.functions[which % 3].pk)
        unit = function.organisation
        person = self.people[which % 3]
        try:
            match what:
                case "leave":
                    people_services.leave(person, last_day=YESTERDAY, by=self.by)
                case "end":
                    held = Holding.objects.on().filter(function=function).first()
                    if held:
                        holding_services.end_holding(held, ends=YESTERDAY, by=self.by)
                case "close function":
                    function_services.close_function(function, ends=YESTERDAY, by=self.by)
                case "close unit":
                    reorganise.close(unit, day=today(), by=self.by)
                case "merge":
                    others = [one for one in self.units if one.pk != unit.pk]
                    reorganise.merge(others[:1], into=unit, day=today(), by=self.by)
                case "hand over":
                    new = make.make_person()
                    holding_services.hand_over(function, new, starts=today(), by=self.by)
        except ValidationError:
            REFUSED.append(what)
        else:
            DONE.append(what)


DONE: list[str] = []
REFUSED: list[str] = []


def orphans(root) -> set[str]:
    """Duties whose function nobody holds, and which no strategist is told of."""
    all_functions = list(Function.objects.filter(authority=root).values_list("pk", flat=True))
    held = set(
        Holding.objects.of_open_functions()
        .filter(function__in=all_functions)
        .values_list("function", flat=True)
    )
    told = {duty.address for one in vacancies([root.pk]) for duty in one.duties}
    waiting = [one for one in house.duties(all_functions) if one.function_id not in held]
    return {duty.title for duty in waiting} - {
        duty.title for duty in waiting if duty.address in told
    }


class NothingIsOrphaned(TestCase):
    @settings(
        max_examples=20,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        phases=[Phase.explicit, Phase.generate],
    )
    @given(deeds)
    def test_every_duty_has_somebody_or_is_seen_as_vacant(self, deeds):
        world = World()
        before = len(list(house.duties([one.pk for one in world.functions])))
        for deed in deeds:
            world.do(*deed)
            assert orphans(world.root) == set()
        all_functions = Function.objects.filter(authority=world.root).values_list("pk", flat=True)
        assert len(list(house.duties(all_functions))) >= before


def test_the_deeds_above_are_real():
    """Were each of them refused, the test above would prove nothing."""
    if DONE or REFUSED:  # run alone, this test has seen none
        assert {"leave", "end", "close function", "hand over", "close unit"} <= set(DONE)
