"""Pictures tell the truth: heights are shares, bars start at 0, text is escaped, a twin always."""

import itertools
import re

import pytest

from mrplattform.core import charts
from mrplattform.core.charts import HIDDEN, Bars, Line
from mrplattform.core.exports.drawings import standalone

LEVELS = ["Inte påbörjat", "Påbörjat", "Beslutat", "Genomfört", "Följt upp med effekt"]


def rects(svg: str) -> list[dict]:
    return [dict(re.findall(r'([\w-]+)="([^"]*)"', tag)) for tag in re.findall(r"<rect[^>]*>", svg)]


def heights(chart) -> list[float]:
    return [float(rect["height"]) for rect in rects(chart.svg)]


# --- Ridge ------------------------------------------------------------------------------------


def test_ridge_heights_are_shares():
    chart = charts.ridge([10, 20, 40, 20, 5], LEVELS, unknown=5)
    first, second, third, fourth, fifth, unknown = heights(chart)
    assert second == pytest.approx(2 * first, abs=0.1)
    assert third == pytest.approx(4 * first, abs=0.1)
    assert (fourth, fifth) == (second, unknown)


def test_ridge_stands_on_its_line():
    for rect in rects(charts.ridge([1, 15, 16, 4, 1], LEVELS, unknown=2).svg):
        assert float(rect["y"]) + float(rect["height"]) == pytest.approx(100, abs=0.11)


def test_ridge_says_its_numbers():
    chart = charts.ridge([1, 15, 16, 4, 0], LEVELS, unknown=2, subject="Arbetsgivare")
    assert chart.alt == (
        "Arbetsgivare. Antal svar per nivå: inte påbörjat 1, påbörjat 15, beslutat 16, "
        "genomfört 4, följt upp med effekt 0, vet ej 2."
    )
    assert f'aria-label="{chart.alt}"' in chart.svg
    assert chart.rows[-1] == ["Vet ej", "2"]


def test_no_bar_where_nobody_answered():
    chart = charts.ridge([0, 4, 0, 0, 0], LEVELS)
    assert len(rects(chart.svg)) == 1
    assert chart.svg.count(">0</text>") == 5


def test_last_time_is_dashed_and_in_the_twin():
    chart = charts.ridge(
        [0, 10, 0, 0, 0], LEVELS, before=[10, 0, 0, 0, 0], now_label="2026", before_label="2025"
    )
    points = re.search(r'class="then" points="([^"]*)"', chart.svg)[1].split()
    ys = [float(point.split(",")[1]) for point in points]
    assert ys == [28, 28, 100, 100, 100, 100, 100, 100, 100, 100]
    assert chart.head == ["Nivå", "2025", "2026"]
    assert chart.rows[0] == ["Inte påbörjat", "10", "0"]


def test_number_stands_above_both_bar_and_dashed_line():
    chart = charts.ridge([1, 9, 0, 0, 0], LEVELS, before=[9, 1, 0, 0, 0])
    y = float(re.search(r'<text x="27\.5" y="([\d.]+)">1<', chart.svg)[1])
    assert y < 100 - 72, "above last time's line, which is the taller"


def test_ridges_can_be_compared():
    tallest = charts.tallest_share([10, 0, 0, 0, 0, 0], [5, 5, 0, 0, 0, 0])
    alone = charts.ridge([5, 5, 0, 0, 0], LEVELS)
    beside = charts.ridge([5, 5, 0, 0, 0], LEVELS, tallest=tallest)
    assert tallest == 1
    assert heights(beside)[0] == pytest.approx(heights(alone)[0] / 2, abs=0.1)


def test_ridge_of_nothing():
    chart = charts.ridge([0] * 5, LEVELS)
    assert rects(chart.svg) == []


def test_ridge_of_other_scale():
    chart = charts.ridge([1, 2, 3], ["Nej", "Delvis", "Ja"])
    widths = {rect["width"] for rect in rects(chart.svg)}
    assert len(rects(chart.svg)) == 3
    assert widths == {"77.3"}


def test_ridge_needs_one_count_per_level():
    with pytest.raises(ValueError, match="one count per level"):
        charts.ridge([1, 2], LEVELS)


# --- Three points -----------------------------------------------------------------------------


def place(svg: str, css: str) -> float:
    found = re.search(rf'class="{css}" (?:cx|d)="m?([\d.]+)', svg)
    return float(found[1])


def test_points_lie_in_proportion():
    svg = charts.three_points(0, 50, 100).svg
    assert place(svg, "p-then") == 16
    assert place(svg, "p-now") == 160
    assert place(svg, "p-want") == 304


@pytest.mark.parametrize(
    ("was", "now", "more_is_better", "css"),
    [
        (54, 61, True, "went"),
        (71, 68, True, "back"),
        (71, 68, False, "went"),
        (5, 9, False, "back"),
    ],
)
def test_direction_is_told(was, now, more_is_better, css):
    svg = charts.three_points(was, now, 80, more_is_better=more_is_better).svg
    assert f'class="{css}"' in svg
    assert ('class="went"' in svg) + ('class="back"' in svg) == 1


def test_points_say_their_values():
    chart = charts.three_points(54, 61, 80)
    assert chart.alt == "Var 54 procent, är 61 procent, vill nå 80 procent."
    assert chart.rows == [["Var", "54 %"], ["Är", "61 %"], ["Vill", "80 %"]]


def test_missing_points_are_said_to_be_missing():
    chart = charts.three_points(None, 61, None)
    assert chart.alt == "Är 61 procent."
    assert "p-want" not in chart.svg
    assert chart.rows[0] == ["Var", "saknas"]
    assert charts.three_points(None, None, None).alt == "Inga värden."


def test_range_widens_for_values_outside_it():
    svg = charts.three_points(50, 200, 100).svg
    assert place(svg, "p-now") == 304


def test_texts_keep_apart_and_inside():
    svg = charts.three_points(0, 50, 1).svg
    low = sorted(float(x) for x in re.findall(r'<text x="([\d.]+)" y="55"', svg))
    assert low[1] - low[0] > 25
    assert low[0] > 10


def test_one_decimal_when_there_is_one():
    assert "61,5 %" in charts.three_points(54, 61.5, 80).svg


# --- Bars -------------------------------------------------------------------------------------


def test_bars_start_at_zero_and_are_in_proportion():
    chart = charts.bars([Bars("A", [20, 80]), Bars("B", [40, 0])], ["2025", "2026"], subject="x")
    assert {rect["x"] for rect in rects(chart.svg)} == {"0"}
    widths = [float(rect["width"]) for rect in rects(chart.svg)]
    assert widths == [60, 240, 120, 0]


def test_small_group_is_hidden_in_picture_and_twin():
    chart = charts.bars([Bars("Flickor", [HIDDEN, 48])], ["2025", "2026"], subject="x")
    assert "visas inte 2025" in chart.svg
    assert len(rects(chart.svg)) == 1
    assert chart.rows == [["Flickor", "visas inte", "48 %"]]


def test_negative_bars_are_refused():
    with pytest.raises(ValueError, match="start at 0"):
        charts.bars([Bars("A", [-1])], ["2026"], subject="x")


def test_long_label_is_broken_in_lines():
    label = "Vet vart de kan vända sig om de blir illa behandlade av kommunen"
    svg = charts.bars([Bars(label, [5])], ["2026"], subject="x").svg
    lines = re.findall(r'<text x="0" [^>]*>([^<]*)<', svg)
    assert " ".join(lines) == label
    assert max(map(len, lines)) <= 42


# --- Lines ------------------------------------------------------------------------------------


def points(svg: str, css: str) -> list[tuple[float, float]]:
    group = re.search(rf'<g class="{css}">(.*?)</g>', svg)[1]
    path = re.search(r'class="line" d="([^"]*)"', group)[1]
    return [tuple(map(float, pair.split())) for pair in re.split("[ML]", path) if pair]


def test_lines_rise_with_their_values():
    chart = charts.lines([Line("A", [10, 20, 40])], ["2024", "2025", "2026"], subject="x")
    (_, first), (_, second), (_, third) = points(chart.svg, "s1")
    assert first - third == pytest.approx(3 * (first - second), abs=0.2)
    assert [x for x, _y in points(chart.svg, "s1")] == [34, 189, 344]


def test_line_breaks_where_a_value_is_missing():
    chart = charts.lines([Line("A", [10, None, 40])], ["2024", "2025", "2026"], subject="x")
    path = re.search(r'class="line" d="([^"]*)"', chart.svg)[1]
    assert path.count("M") == 2
    assert "L" not in path
    assert chart.rows == [["A", "10 %", "saknas", "40 %"]]


def test_each_line_has_a_mark_of_its_own():
    chart = charts.lines([Line(name, [1, 2]) for name in "ABCD"], ["2025", "2026"], subject="x")
    shapes = [
        re.search(rf'<g class="s{n}">.*?<(\w+) class="pt" (\w+)', chart.svg) for n in range(1, 5)
    ]
    assert [shape[1] for shape in shapes] == ["circle", "path", "rect", "path"]


def test_names_at_line_ends_do_not_touch():
    rows = [Line(name, [50, value]) for name, value in zip("ABCD", [50, 50, 50.1, 90], strict=True)]
    svg = charts.lines(rows, ["2025", "2026"], subject="x").svg
    ys = sorted(float(y) for y in re.findall(r'<text x="358" y="([\d.]+)"', svg))
    assert min(b - a for a, b in itertools.pairwise(ys)) >= 18.9
    assert ys[-1] <= 240


def test_scale_holds_all_values():
    ticks = charts._ticks(55, 87)
    assert ticks[0] <= 55
    assert ticks[-1] >= 87
    assert 4 <= len(ticks) <= 8
    assert charts._ticks(3, 3)[0] < 3 < charts._ticks(3, 3)[-1]
    assert charts._ticks(0, 0) == [0, 0.2, 0.4, 0.6, 0.8, 1]


def test_many_years_are_thinned_from_the_newest():
    times = [str(year) for year in range(2000, 2027)]
    svg = charts.lines([Line("A", list(range(27)))], times, subject="x").svg
    shown = re.findall(r'y="258"[^>]*>(\d+)<', svg)
    assert "2026" in shown
    assert len(shown) <= 7


@pytest.mark.parametrize("count", [0, 5])
def test_one_to_four_lines(count):
    with pytest.raises(ValueError, match="one to four"):
        charts.lines([Line("A", [1])] * count, ["2026"], subject="x")


# --- All --------------------------------------------------------------------------------------

HOSTILE = '<script>alert("x")</script>'


@pytest.mark.parametrize(
    "chart",
    [
        charts.ridge([1, 2], [HOSTILE, "b"], subject=HOSTILE),
        charts.three_points(1, 2, 3, unit=HOSTILE),
        charts.bars([Bars(HOSTILE, [1])], [HOSTILE], subject=HOSTILE, unit=HOSTILE),
        charts.lines([Line(HOSTILE, [1, 2])], [HOSTILE, "b"], subject=HOSTILE, unit=HOSTILE),
    ],
)
def test_text_cannot_become_markup(chart):
    assert "<script" not in chart.svg
    assert "style=" not in chart.svg
    assert "<script" not in standalone(chart.svg)


def test_same_numbers_give_the_same_picture():
    one, other = (charts.ridge([1, 2, 3, 4, 5], LEVELS, unknown=1).svg for _ in range(2))
    assert one == other
