"""From the wording of an agreement to days, also when they are counted from each other."""

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mrplattform.agreements.clock import add_months, in_order, in_words, planned

STARTS, ENDS = dt.date(2014, 6, 13), dt.date(2017, 9, 1)
DAYS = st.dates(dt.date(1990, 1, 1), dt.date(2100, 12, 31))


def rule(clock="standing", **fields):
    empty = dict.fromkeys(
        ("day", "month", "month_day", "first_year", "last_year", "anchor_id", "count")
    )
    return SimpleNamespace(**{"pk": 1, "clock": clock, "unit": "months"} | empty | fields)


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


@pytest.mark.parametrize(
    ("given_rule", "anchor", "expected"),
    [
        (rule("day", day=day("2014-09-01")), {}, {0: "2014-09-01"}),
        # "senast i maj månad" is the last of May
        (
            rule("yearly", month=5, first_year=2015, last_year=2017),
            {},
            {2015: "2015-05-31", 2016: "2016-05-31", 2017: "2017-05-31"},
        ),
        (rule("yearly", month=2, first_year=2016, last_year=2016), {}, {2016: "2016-02-29"}),
        (
            rule("yearly", month=2, month_day=30, first_year=2015, last_year=2015),
            {},
            {2015: "2015-02-28"},
        ),
        # as long as the agreement holds
        (
            rule("yearly", month=1, month_day=15),
            {},
            {year: f"{year}-01-15" for year in (2014, 2015, 2016, 2017)},
        ),
        (rule("before"), {2015: day("2015-05-31")}, {2015: "2015-05-30"}),
        (rule("before", count=2, unit="weeks"), {0: day("2015-05-31")}, {0: "2015-05-17"}),
        (rule("after", count=3), {0: day("2014-11-30")}, {0: "2015-02-28"}),
        (rule("after", count=10, unit="days"), {0: day("2014-12-25")}, {0: "2015-01-04"}),
        (rule("after"), {0: day("2015-02-01")}, {0: None}),
        (rule("after", count=3), {0: None}, {0: None}),
        (rule("after", count=3), {}, {0: None}),
        (rule(), {}, {0: None}),
    ],
)
def test_days_of_a_rule(given_rule, anchor, expected):
    found = planned(given_rule, STARTS, ENDS, anchor)
    assert found == {year: day(text) if text else None for year, text in expected.items()}


@pytest.mark.parametrize(
    ("given_rule", "words"),
    [
        (
            rule("yearly", month=5, first_year=2015, last_year=2017),
            "senast i maj varje år 2015–2017",
        ),
        (rule("yearly", month=5, month_day=1, first_year=2015), "senast 1 maj varje år 2015"),
        (rule("before"), "före: Samråd"),
        (rule("after", count=3), "senast 3 månader efter: Samråd"),
        (rule("before", count=1, unit="weeks"), "senast 1 vecka före: Samråd"),
        (rule(), "löpande"),
    ],
)
def test_the_rule_in_words(given_rule, words):
    assert in_words(given_rule, "Samråd", "maj") == words


@given(DAYS, st.integers(-600, 600))
def test_months_lead_to_the_month_asked_for(start, months):
    end = add_months(start, months)
    assert (end.year * 12 + end.month) - (start.year * 12 + start.month) == months
    assert end.day <= start.day
    assert end.day == start.day or (end + dt.timedelta(days=1)).day == 1


@given(DAYS, st.integers(0, 40))
def test_before_is_before_and_after_is_after(anchor, count):
    before = planned(rule("before", count=count), STARTS, ENDS, {0: anchor})[0]
    after = planned(rule("after", count=count), STARTS, ENDS, {0: anchor})[0]
    assert before <= anchor <= after


@given(st.permutations(range(1, 7)))
def test_each_comes_after_what_it_is_counted_from(order):
    rules = [rule("after", pk=pk, anchor_id=pk - 1 or None) for pk in order]
    assert [one.pk for one in in_order(rules)] == [1, 2, 3, 4, 5, 6]


def test_those_that_wait_for_each_other_are_refused():
    with pytest.raises(ValueError, match="counted from itself"):
        in_order([rule("after", pk=1, anchor_id=2), rule("after", pk=2, anchor_id=1)])
