"""Agreement against examples that are worked out by hand."""

import pytest

from mrplattform.assessments.agreement import in_words, kappa, measure, observed

YES, NO = True, False


def pairs(both=0, only_first=0, only_second=0, neither=0):
    return (
        [(YES, YES)] * both
        + [(YES, NO)] * only_first
        + [(NO, YES)] * only_second
        + [(NO, NO)] * neither
    )


def test_fifty_texts_worked_out_by_hand():
    said = pairs(both=20, only_first=5, only_second=10, neither=15)

    # They agree on 35 of 50. By chance: 25/50 · 30/50 + 25/50 · 20/50 = 0.5.
    assert observed(said) == pytest.approx(0.7)
    assert kappa(said) == pytest.approx((0.7 - 0.5) / (1 - 0.5))


def test_several_categories_worked_out_by_hand():
    said = [("a", "a")] * 3 + [("a", "b")] + [("b", "b")] * 2 + [("c", "c")] + [("c", "a")]

    # 6 of 8. By chance: a 4·4, b 2·3, c 2·1 of 64 = 24/64.
    assert kappa(said) == pytest.approx((6 / 8 - 24 / 64) / (1 - 24 / 64))


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (pairs(both=3, neither=4), 1),  # all agree, on two things
        (pairs(only_first=2, only_second=2), -1),  # never
        (pairs(both=1, only_first=1, only_second=1, neither=1), 0),  # as chance would
        (pairs(both=5), None),  # one category: chance alone would agree
        ([], None),  # nothing that both have read
    ],
)
def test_the_ends_of_the_scale(said, expected):
    found = kappa(said)

    assert found is None if expected is None else found == pytest.approx(expected)


def test_nothing_to_compare_has_no_share():
    assert observed([]) is None
    assert measure([], [1]).observed is None


def test_texts_are_the_same_when_all_their_themes_are():
    sets = [({1, 2}, {1, 2}), ({1, 2}, {1}), (set(), set()), (set(), {2})]
    found = measure([(frozenset(a), frozenset(b)) for a, b in sets], [1, 2])

    assert (found.same, found.texts) == (2, 4)
    # Sets as categories: {1,2} 2·1, {} 2·1, {1} 0·1, {2} 0·1 of 16 = 4/16 by chance.
    assert found.kappa == pytest.approx((0.5 - 0.25) / 0.75)
    one, two = found.themes
    assert (one.both, one.only_first, one.only_second, one.neither) == (2, 0, 0, 2)
    assert (two.both, two.only_first, two.only_second, two.neither) == (1, 1, 1, 1)
    assert found.read_differently == [two]
    assert two.same == 2
    assert two.texts == 4


@pytest.mark.parametrize(
    ("sets", "said"),
    [
        ([], ["Ingen text är läst av båda än."]),
        ([({1}, {1})], ["Ni är överens om 1 av 1 text."]),
        (
            [({1}, {1}), ({2}, set())],
            ["Ni är överens om 1 av 2 texter.", "Temat Tid tolkar ni olika."],
        ),
        (
            [({1, 2}, {3})],
            ["Ni är överens om 0 av 1 text.", "Temana Barn, Tid och Pengar tolkar ni olika."],
        ),
    ],
)
def test_it_is_said_in_words(sets, said):
    found = measure([(frozenset(a), frozenset(b)) for a, b in sets], [1, 2, 3])

    assert in_words(found, {1: "Barn", 2: "Tid", 3: "Pengar"}) == said
