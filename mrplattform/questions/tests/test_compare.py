"""What differs between two versions: in the questions, in their answers, in their order."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from mrplattform.questions.comparing import _longest_rising, changes
from mrplattform.questions.models import Kind
from tests import make

TWO_LEVELS = make.LEVELS[:2]
OTHER_LABEL = [make.LEVELS[0], make.LEVELS[1] | {"label": {"sv": "På gång"}}]
OTHER_WORDS = [make.LEVELS[0], make.LEVELS[1] | {"description": {"sv": "Någon har börjat."}}]


def differ(before: list[dict], after: list[dict]):
    versions = [[{"texts": {"sv": "Fråga"}} | one for one in rows] for rows in (before, after)]
    return changes(*(make.make_version(*rows) for rows in versions))


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("before", "after", "wording", "scale"),
    [
        ({}, {}, False, False),
        ({}, {"texts": {"sv": "Med andra ord"}}, True, False),
        ({}, {"helps": {"sv": "Så här menar vi"}}, True, False),
        ({"texts": {"sv": "A"}}, {"texts": {"sv": "A", "en": "A"}}, True, False),
        ({"options": TWO_LEVELS}, {"options": OTHER_WORDS}, True, False),
        ({"options": TWO_LEVELS}, {"options": OTHER_LABEL}, False, True),
        ({"options": TWO_LEVELS}, {"options": make.LEVELS}, False, True),
        ({}, {"kind": Kind.YES_NO}, False, True),
        ({"kind": Kind.NUMBER}, {"kind": Kind.NUMBER, "unit": "procent"}, False, True),
        ({}, {"required": True}, False, False),
    ],
)
def test_other_words_and_another_scale_are_told_apart(before, after, wording, scale):
    [change] = differ([before], [after]).values()

    assert (change.wording_changed, change.scale_changed) == (wording, scale)
    assert change.is_same == (before == after)


@pytest.mark.django_db
def test_new_and_gone_questions_are_named_by_their_keys():
    found = differ([{"key": "a"}, {"key": "b"}], [{"key": "c"}, {"key": "a"}])

    assert list(found) == ["c", "a", "b"]
    assert (found["c"].is_new, found["a"].is_same, found["b"].is_gone) == (True, True, True)


@pytest.mark.django_db
def test_only_the_question_that_moved_is_said_to_have_moved():
    keys = [{"key": key} for key in "abcd"]

    found = differ(keys, [keys[3], *keys[:3]])

    assert [key for key, change in found.items() if change.moved] == ["d"]


@pytest.mark.django_db
def test_another_section_is_a_move():
    before, after = (
        make.make_version({"key": "a"}),
        make.make_version({"key": "a"}, published=False),
    )
    after.sections.update(key="other")

    assert changes(before, after)["a"].moved


@pytest.mark.django_db
def test_other_topics_are_a_change():
    topic = make.make_topic("group.x")

    [change] = differ([{}], [{"topics": [topic]}]).values()

    assert change.parts == {"topics"}


@pytest.mark.django_db
@pytest.mark.parametrize("count", [1, 30])
def test_comparing_costs_the_same_whatever_the_questions(count, django_assert_num_queries):
    before, after = make.make_version(*[{}] * count), make.make_version(*[{}] * count)

    with django_assert_num_queries(6):
        changes(before, after)


@given(some.permutations(range(8)))
def test_those_that_stayed_rise_and_no_longer_run_does(numbers):
    stayed = _longest_rising(numbers)

    run = [one for one in numbers if one in stayed]
    assert run == sorted(run)
    longest = {}
    for place, one in enumerate(numbers):
        longest[one] = 1 + max((longest[two] for two in numbers[:place] if two < one), default=0)
    assert len(run) == max(longest.values())
