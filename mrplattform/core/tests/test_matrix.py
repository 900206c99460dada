"""The matrix says each tile in words: which unit, which level, which way it moved."""

import re

import pytest

from mrplattform.core.matrix import Matrix, MatrixCell, MatrixColumn, MatrixGroup, MatrixRow
from mrplattform.core.tests.elements import element

COLUMNS = [
    MatrixColumn("Skola", "Barn- och utbildningsförvaltningen"),
    MatrixColumn("Energi", "Energi"),
]


def make_matrix(*cells, since="2025", columns=COLUMNS) -> Matrix:
    row = MatrixRow("Delaktighet och inkludering", cells)
    return Matrix("Nivåer", columns, [MatrixGroup("Demokratiaktör", [row])], since=since)


def render(matrix: Matrix) -> str:
    return element('<c-matrix :matrix="matrix" />', matrix=matrix)


def test_link_names_unit_level_and_movement():
    html = render(
        make_matrix(MatrixCell(2, "Beslutat", "up", "/svar/"), MatrixCell(0, "Inte påbörjat"))
    )
    assert (
        'href="/svar/" aria-label="Barn- och utbildningsförvaltningen: 2 beslutat, framåt sedan 2025"'
        in html
    )
    assert "#t-up" in html
    assert '<span class="mr-vh">Energi: 0 inte påbörjat</span>' in html


@pytest.mark.parametrize(
    ("level", "said", "sign"),
    [("u", "vet ej", "#gu"), (None, "svar saknas", "Saknas"), ("n", "inte aktuellt", "#gn")],
)
def test_what_is_no_level_is_said_in_words(level, said, sign):
    html = render(make_matrix(MatrixCell(level), MatrixCell(1, "Påbörjat")))
    assert f"Barn- och utbildningsförvaltningen: {said}" in html
    assert sign in html


def test_short_heads_are_explained():
    html = render(make_matrix(MatrixCell(1), MatrixCell(1)))
    assert '<abbr title="Barn- och utbildningsförvaltningen">Skola</abbr>' in html
    assert "<b>Skola</b> Barn- och utbildningsförvaltningen" in html
    assert "<b>Energi</b>" not in html


def test_table_is_a_table_for_ears():
    html = render(make_matrix(MatrixCell(1), MatrixCell(1)))
    assert len(re.findall(r'role="columnheader" scope="col"', html)) == 3
    assert html.count('role="cell"') == 2
    assert '<caption class="mr-vh">Nivåer</caption>' in html


def test_wide_matrix_scrolls():
    columns = [MatrixColumn(str(n), str(n)) for n in range(15)]
    html = render(make_matrix(*[MatrixCell(1)] * 15, columns=columns))
    assert 'class="mr-scroll" tabindex="0" role="region" aria-label="Nivåer"' in html


def test_rows_must_fit_their_columns():
    with pytest.raises(ValueError, match="1 of 2 cells"):
        make_matrix(MatrixCell(1))


def test_names_cannot_become_markup():
    hostile = [MatrixColumn("<b>x</b>", "<i>y</i>"), COLUMNS[1]]
    html = render(
        make_matrix(MatrixCell(1, "<u>z</u>", url='"><script>'), MatrixCell(1), columns=hostile)
    )
    assert not re.search(r"<(b>x|i>|u>|script)", html)
