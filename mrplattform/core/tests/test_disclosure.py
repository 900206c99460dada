"""What is hidden for small groups' sake, case by case; the attack on it is in its own file."""

import io
import json

import pytest
from django.test import RequestFactory
from hypothesis import given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from mrplattform.core import charts
from mrplattform.core.charts import Bars, bars
from mrplattform.core.disclosure import hidden, why
from mrplattform.core.exports import csv, keep
from mrplattform.core.exports import document as tree
from mrplattform.core.exports.files import render
from mrplattform.core.exports.sheets import SheetColumn
from mrplattform.core.look import HIDDEN
from mrplattform.core.tables import Column, Table
from mrplattform.core.tests.attackers import families, leaks, shown, weight


def parts(**sizes):
    """A total and its parts, each part an atom."""
    return {"all": set(sizes)} | {name: {name} for name in sizes}, sizes


CASES = [
    ("nobody small", {"a": 9, "b": 8}, set()),
    ("nobody there", {"a": 9, "b": 0, "c": 7}, set()),
    ("the small and the smallest that covers it", {"a": 12, "b": 9, "c": 3}, {"b", "c"}),
    ("two small that cover each other", {"a": 12, "b": 3, "c": 2}, {"b", "c"}),
    ("two small that are too few together", {"a": 12, "b": 9, "c": 1, "d": 2}, {"b", "c", "d"}),
    ("everyone small", {"a": 3, "b": 3}, {"a", "b"}),
    ("all of it small", {"a": 3, "b": 1}, {"all", "a", "b"}),
    ("of equals the first is shown", {"a": 7, "b": 7, "c": 2}, {"b", "c"}),
]


@pytest.mark.parametrize(("why", "sizes", "expected"), CASES)
def test_parts_of_a_total(why, sizes, expected):
    groups, sizes = parts(**sizes)
    assert hidden(groups, sizes, 5) == expected, why


def test_without_a_total_only_the_small_is_hidden():
    assert hidden({"a": {1}, "b": {2}}, {1: 9, 2: 3}, 5) == {"b"}


def test_those_who_chose_to_be_seen_cover_nobody():
    """A hidden group beside one that everybody can read by itself is as good as shown."""
    groups, sizes = parts(small=2, open=0, large=30)
    assert hidden(groups, sizes, 5) == {"small", "large"}


def test_a_kind_that_is_hidden_may_show_units_as_long_as_it_stays_hidden():
    groups = {"all": {1, 2, 3, 4}, "kind": {1, 2}, 1: {1}, 2: {2}, "other": {3, 4}, 3: {3}, 4: {4}}
    sizes = {1: 6, 2: 8, 3: 2, 4: 1}
    assert hidden(groups, sizes, 5) == {"kind", "other", 1, 3, 4}


def test_two_names_for_the_same_group_hide_together():
    groups = {"all": {1, 2}, "schools": {1}, "unit": {1}, "small": {2}}
    assert hidden(groups, {1: 20, 2: 3}, 5) == {"schools", "unit", "small"}


def test_the_difference_of_two_overlapping_groups_is_hidden():
    """Ten women and eleven in the north; eight are both: the rest would be a woman or two."""
    groups = {"women": {"nw", "sw"}, "north": {"nw", "nm"}}
    assert hidden(groups, {"nw": 8, "sw": 2, "nm": 3}, 5) == set()
    assert hidden(groups, {"nw": 8, "sw": 1, "nm": 2}, 5) == {"women"}


def test_a_group_may_tell_of_another_by_what_it_takes_from_it():
    """The second group leaves one atom of the whole, and shares none with it."""
    groups = {"first": {0, 1}, "second": {0, 2}, "all": {0, 1, 2}}
    assert hidden(groups, {0: 1, 1: 4, 2: 4}, 5) == {"first", "second"}


def test_a_table_in_two_directions_needs_four_cells():
    sizes = {(row, column): 9 for row in "abc" for column in "xyz"} | {("a", "x"): 2}
    groups = {cell: {cell} for cell in sizes} | {"all": set(sizes)}
    for one in "abc":
        groups[one] = {cell for cell in sizes if cell[0] == one}
    for one in "xyz":
        groups[one] = {cell for cell in sizes if cell[1] == one}

    kept = hidden(groups, sizes, 5)

    assert ("a", "x") in kept
    assert len(kept) == 4
    assert all(key in sizes for key in kept)  # the margins stay


def test_what_the_earlier_round_hides_is_hidden_too_and_cannot_be_computed():
    groups, sizes = parts(a=12, b=9, c=7, d=6)
    assert hidden(groups, sizes, 5) == set()
    assert hidden(groups, sizes, 5, also={"a"}) == {"a", "d"}
    assert hidden(groups, sizes, 5, also={"a", "b"}) == {"a", "b"}
    assert hidden(groups, sizes, 5, also={"not there"}) == set()


def test_the_words_are_the_same_for_small_and_covering():
    assert why(5) == (
        "Vi visar inte svar från färre än fem, och inte heller det som de kan räknas ut av."
    )
    assert "färre än 20," in why(20)


@pytest.mark.parametrize("kind", ["text", "number", "money", "date"])
def test_page_chart_and_files_say_the_same_of_what_is_hidden(kind):
    """And none of them fails on it, breaks the order, or says which of the two it is."""
    column = Column("antal", "Antal", "antal", sort=True, kind=kind)
    rows = [{"antal": HIDDEN}, {"antal": None}]
    table = Table(RequestFactory().get("/?format=csv"), rows, [column], order="antal")
    cells = [SheetColumn("Antal", kind)]
    document = tree.Document(
        "Svar",
        [tree.Table("Svar", [tree.Column("Grupp"), tree.Column("Antal", kind)], [["A", HIDDEN]])],
    )
    kept = keep.from_json(json.loads(json.dumps(keep.to_json(document))))

    assert [column.show(row) for row in table.rows] == ["visas inte", ""]
    assert csv.write_csv(cells, [[HIDDEN]]).decode("utf-8-sig") == "Antal\r\nvisas inte\r\n"
    assert "visas inte" in "".join(document.words())
    assert kept == document
    for made in (document, kept):
        book = CalamineWorkbook.from_filelike(io.BytesIO(render(made, "xlsx")))
        assert book.get_sheet_by_index(1).to_python()[1] == ["A", "visas inte"]
        assert "visas inte" in render(made, "html").decode()
    chart = bars([Bars("A", [charts.HIDDEN, 48])], ["2025", "2026"], subject="x")
    assert chart.rows == [["A", "visas inte", "48 %"]]


# --- For any family -------------------------------------------------------------------------

unhurried = settings(deadline=None)  # a busy machine is no fault


@unhurried
@given(families(), st.integers(1, 6))
def test_no_small_group_is_shown(family, smallest):
    groups, sizes = family
    for key in groups.keys() - hidden(groups, sizes, smallest):
        assert not 0 < weight(groups[key], sizes) < smallest


@unhurried
@given(families(), st.integers(1, 6))
def test_nothing_is_hidden_that_could_be_shown(family, smallest):
    """Each group that is large enough by itself would tell of a small one beside those shown."""
    groups, sizes = family
    kept = hidden(groups, sizes, smallest)
    for key in kept:
        if weight(groups[key], sizes) >= smallest:
            assert leaks([*shown(groups, kept), groups[key]], sizes, smallest)


@unhurried
@given(families(), st.integers(2, 6), st.data())
def test_also_adds_and_never_shows_more(family, smallest, data):
    groups, sizes = family
    also = data.draw(st.sets(st.sampled_from(sorted(groups))))
    assert hidden(groups, sizes, smallest, also) >= hidden(groups, sizes, smallest) | also


@unhurried
@given(families(), st.integers(2, 6), st.randoms())
def test_names_decide_nothing(family, smallest, chance):
    groups, sizes = family
    names = list(sizes)
    chance.shuffle(names)
    new = dict(zip(sizes, names, strict=True))
    renamed = {key: {new[atom] for atom in atoms} for key, atoms in groups.items()}
    assert hidden(groups, sizes, smallest) == hidden(
        renamed, {new[atom]: size for atom, size in sizes.items()}, smallest
    )
