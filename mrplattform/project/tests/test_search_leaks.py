"""Nothing leaks: random people in a random world, also between a deed and the refresh."""

import datetime as dt

import pytest
from django.contrib.contenttypes.models import ContentType
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from mrplattform.assessments.models import Finding, Round
from mrplattform.core.dates import now, today
from mrplattform.organisations.models import Circle, Holding, Role, Share
from mrplattform.plans.models import Measure, Plan
from mrplattform.project import house
from mrplattform.project.index import refresh
from mrplattform.project.index.find import Search, visible_entries
from mrplattform.project.models import Entry
from tests import make

CIRCLED = [Measure, Finding, Round, Plan]
circles = st.sampled_from(Circle.values)
places = st.integers(0, 5)
YESTERDAY = today() - dt.timedelta(days=1)

# What stands where: (kind, place, circle, removed). Who holds what where: (place, role).
things = st.lists(
    st.tuples(st.sampled_from(CIRCLED), places, circles, st.booleans()), min_size=1, max_size=8
)
people = st.lists(st.tuples(places, st.sampled_from(Role.values)), min_size=1, max_size=4)
# Which thing is shared with whose place.
shares = st.lists(st.tuples(st.integers(0, 7), places), max_size=3)
# What happens after the index was read: (what, which).
changes = st.lists(
    st.tuples(
        st.sampled_from(["narrow", "widen", "remove", "unshare", "leave", "move"]),
        st.integers(0, 7),
    ),
    max_size=6,
)


class World:
    """Two municipalities with two units each; places 0–5 are the roots and the units."""

    def __init__(self, things, people, shares):
        self.places = []
        for _number in range(2):
            root = make.make_municipality()
            self.places += [root, *(make.make_administration(root) for _unit in range(2))]
        self.carriers = [make.make_function(place) for place in self.places]
        self.things = [self.thing(*one) for one in things]
        self.people = [make.make_member(self.places[where], role) for where, role in people]
        self.people.append(make.make_person())
        self.people.append(make.make_person(is_administrator=True))
        for which, where in shares:
            self.share(self.things[which % len(self.things)], self.places[where])

    def thing(self, kind, where, circle, removed):
        unit, carrier = self.places[where], self.carriers[where]
        root = unit.authority
        if kind is Round:
            round = make.make_round(root, title="Tolk", circle=circle, owner=carrier)
            make.make_assessment(round, unit)
            return round
        if kind is Finding:
            return make.make_finding(
                root, title="Tolk", circle=circle, removed_at=now() if removed else None
            )
        plan = make.make_plan(root, title="Tolk", circle=circle, owner=carrier)
        if kind is Plan:
            return plan
        gone = now() if removed else None
        return make.make_measure(
            plan, title="Tolk", circle=circle, responsible=carrier, removed_at=gone
        )

    def share(self, thing, place):
        Share.objects.create(
            thing=thing, authority=thing.authority, to_organisation=place, starts=YESTERDAY
        )

    def change(self, what, which):
        """Straight in the database, as a deed that the index has not read of yet."""
        thing = self.things[which % len(self.things)]
        rows = type(thing).objects.filter(pk=thing.pk)
        person = self.people[which % len(self.people)]
        match what:
            case "narrow":
                rows.update(circle=Circle.UNIT)
            case "widen":
                rows.update(circle=Circle.SIGNED_IN)
            case "remove" if isinstance(thing, Measure | Finding):
                rows.update(removed_at=now())
            case "unshare":
                kind = ContentType.objects.get_for_model(thing)
                shares = Share.objects.filter(content_type=kind, object_id=thing.pk)
                shares.update(starts=YESTERDAY - dt.timedelta(days=9), ends=YESTERDAY)
            case "leave":
                Holding.objects.filter(person=person).update(ends=YESTERDAY)
            case "move" if isinstance(thing, Measure):
                near = [c for c in self.carriers if c.authority_id == thing.authority_id]
                rows.update(responsible=near[which % len(near)])


def leaks(person) -> list:
    """Entries that the person finds though she may not see the thing."""
    found, seen = asked(person)
    search = Search(person, "tolkar")
    wrong = [title for kind, number, title in found if number not in seen[kind]]
    wrong += [hit for hit in search.hits if (hit.entry, hit.kind) not in found.values()]
    if sum(search.kinds.values()) > len(found):
        wrong.append("counted")
    return wrong


def hidden(person) -> list:
    """Things in the index that the person may see and does not find, when all is read."""
    found, seen = asked(person)
    there = {(kind, number) for kind, number, _title in found}
    entries = Entry.objects.values_list("content_type", "object_id", "title")
    return [
        title
        for kind, number, title in entries
        if number in seen[kind] and (kind, number) not in there
    ]


def asked(person) -> tuple[dict, dict]:
    """What the person finds, and what each model's own visible_to opens to her."""
    person.__dict__.pop("standing", None)  # a new request
    rows = visible_entries(person).values_list("content_type", "object_id", "title", "pk")
    seen = {
        kind: set(findable.model._default_manager.visible_to(person).values_list("pk", flat=True))
        for kind, findable in house.findables().items()
    }
    return {(kind, number, title): (pk, kind) for kind, number, title, pk in rows}, seen


class NothingLeaks(TestCase):
    @settings(
        max_examples=15,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        phases=[Phase.explicit, Phase.generate],  # each world takes long to build: don't shrink
    )
    @given(things, people, shares, changes)
    def test_nobody_finds_what_she_may_not_see(self, things, people, shares, changes):
        world = World(things, people, shares)
        refresh.go_through()
        for person in world.people:
            assert leaks(person) == []
            assert hidden(person) == []

        for change in changes:
            world.change(*change)
        for person in world.people:
            assert leaks(person) == []

        refresh.go_through()
        for person in world.people:
            assert leaks(person) == []
            assert hidden(person) == []


@pytest.mark.django_db
def test_the_check_sees_a_leak(monkeypatch, ekvik):
    """Were visible_to not asked, the test above would say so."""
    plan = make.make_plan(ekvik, title="Tolk", circle=Circle.AUTHORITY)
    outsider = make.make_member(make.make_administration(ekvik), Role.READER)
    refresh.go_through()
    Plan.objects.filter(pk=plan.pk).update(circle=Circle.UNIT)
    assert leaks(outsider) == []

    everything = Entry.objects.filter(authority_id=ekvik.pk)
    monkeypatch.setattr(f"{__name__}.visible_entries", lambda person: everything)
    assert "Tolk" in leaks(outsider)


@pytest.mark.django_db
def test_every_findable_thing_is_visible_by_circle(ekvik):
    """A kind that is left out of the world above is at least asked the same way."""
    for findable in house.findables().values():
        assert hasattr(findable.model._default_manager.all(), "visible_to"), findable.model
