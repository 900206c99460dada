"""An attack by force: who knows every size and all that is shown tries to recover what is hidden."""

from itertools import pairwise

import pytest
from hypothesis import HealthCheck, find, given, settings
from hypothesis import strategies as st

from mrplattform.core.disclosure import hidden
from mrplattform.core.tests.attackers import (
    determined,
    families,
    hierarchies,
    leaks,
    shown,
    sums,
    tables,
    total,
    weight,
)

SMALLEST = st.integers(2, 6)
thorough = settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def only_small(groups, sizes, smallest, also=()):
    """What hiding would be without hiding others for the small ones' sake."""
    return {key for key, atoms in groups.items() if 0 < weight(atoms, sizes) < smallest}


# --- Sums and differences --------------------------------------------------------------------


@thorough
@given(families(), SMALLEST)
def test_no_combination_whatever_its_weights_rests_on_few(family, smallest):
    groups, sizes = family
    assert not leaks(shown(groups, hidden(groups, sizes, smallest)), sizes, smallest)


@thorough
@given(families().filter(lambda one: len(one[0]) <= 8), SMALLEST)
def test_no_sum_or_difference_rests_on_few(family, smallest):
    groups, sizes = family
    assert not sums(shown(groups, hidden(groups, sizes, smallest)), sizes, smallest)


@thorough
@given(families().filter(lambda one: len(one[0]) <= 5), SMALLEST)
def test_no_sum_that_counts_twice_rests_on_few(family, smallest):
    groups, sizes = family
    told = shown(groups, hidden(groups, sizes, smallest))
    assert not sums(told, sizes, smallest, weights=(-2, -1, 0, 1, 2))


# --- Every table that fits -------------------------------------------------------------------


@st.composite
def answered(draw, family, levels=2, both=False):
    """A family and what its atoms answered: a table of histograms. `both`: somebody at each level
    of every atom that holds any."""
    groups, sizes = draw(family)
    truth = {}
    for atom, size in sizes.items():
        least = both if size else 0
        cuts = sorted(draw(st.integers(least, size - least)) for _ in range(levels - 1))
        truth[atom] = tuple(b - a for a, b in pairwise([0, *cuts, size]))
    return groups, sizes, truth


def one_mind(groups, kept, truth, key) -> bool:
    """Whether all whom the hidden group is hidden with answered the same. In a hierarchy they are
    what is left of the smallest shown group around each of its atoms."""
    for atom in groups[key]:
        around = [atoms for atoms in shown(groups, kept) if atom in atoms]
        if not around:
            return False  # nothing is told of them at all
        whole = min(around, key=len)
        left = whole - {a for atoms in shown(groups, kept) if atoms < whole for a in atoms}
        held = {a for a in left if sum(truth[a])}
        if held - groups[key] and held & groups[key] and sum(map(bool, total(truth, left))) > 1:
            return False
    return True


@thorough
@pytest.mark.parametrize("levels", [2, 3])
@given(data=st.data(), smallest=st.integers(2, 5))
def test_in_a_hierarchy_only_one_mind_tells(levels, data, smallest):
    small = hierarchies(largest=6 if levels == 2 else 4).filter(lambda one: len(one[1]) <= 4)
    groups, sizes, truth = data.draw(answered(small, levels))
    kept = hidden(groups, sizes, smallest)
    told = determined(groups, kept, truth, levels)
    assert told == {key for key in kept if one_mind(groups, kept, truth, key)}


@thorough
@given(answered(tables(largest=4, most=2).filter(lambda t: 1 not in t[1].values()), both=True))
def test_in_a_table_nothing_is_told_where_there_is_room(world):
    groups, sizes, truth = world
    kept = hidden(groups, sizes, 4)
    assert not determined(groups, kept, truth)


# --- Two rounds ------------------------------------------------------------------------------


def two_rounds(groups, before, after, smallest, hide=hidden, also=True):
    """All rows that a reader of both rounds and of their difference sees, and all sizes."""
    kept = [hide(groups, before, smallest), hide(groups, after, smallest)]
    moved = hide(groups, after, smallest, kept[0] if also else ())
    rows = [{(time, a): 1 for a in atoms} for time in (0, 1) for atoms in shown(groups, kept[time])]
    rows += [
        {(time, a): 2 * time - 1 for a in row for time in (0, 1)} for row in shown(groups, moved)
    ]
    return rows, {(0, a): n for a, n in before.items()} | {(1, a): n for a, n in after.items()}


@st.composite
def twice(draw):
    groups, before = draw(families().filter(lambda one: len(one[1]) <= 4))
    return groups, before, {atom: draw(st.integers(0, 8)) for atom in before}


@thorough
@given(twice(), SMALLEST)
def test_movement_between_rounds_reveals_neither(world, smallest):
    assert not leaks(*two_rounds(*world, smallest), smallest)


# --- The attack bites ------------------------------------------------------------------------

FEW = settings(max_examples=2000, deadline=None, suppress_health_check=list(HealthCheck))


@pytest.mark.parametrize("family", [hierarchies(), tables()])
def test_without_cover_the_small_are_found_by_sums(family):
    groups, sizes = find(
        family,
        lambda one: sums(shown(one[0], only_small(*one, 5)), one[1], 5),
        settings=FEW,
    )
    assert leaks(shown(groups, only_small(groups, sizes, 5)), sizes, 5)


def test_without_cover_a_table_has_one_answer():
    sizes = {"a": 6, "b": 3}
    groups = {"all": {"a", "b"}, "a": {"a"}, "b": {"b"}}
    truth = {"a": (4, 2), "b": (1, 2)}
    assert determined(groups, only_small(groups, sizes, 5), truth) == {"b"}
    assert determined(groups, hidden(groups, sizes, 5), truth) == set()


def test_a_movement_that_forgets_the_earlier_round_is_found_out():
    groups = {"a": {"a"}, "b": {"b"}}
    before, after = {"a": 3, "b": 9}, {"a": 9, "b": 9}
    assert leaks(*two_rounds(groups, before, after, 5, also=False), 5)
    assert not leaks(*two_rounds(groups, before, after, 5), 5)
