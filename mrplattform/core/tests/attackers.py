"""Those who try to find out what core.disclosure hides, by force; and the families they try on.

They know every size, every group and all that is shown. None of them shares a line of code with
what they attack.
"""

from fractions import Fraction
from itertools import combinations, product

from hypothesis import strategies as st


def weight(atoms, sizes) -> int:
    return sum(sizes[atom] for atom in atoms)


def shown(groups, kept) -> list[set]:
    return [atoms for key, atoms in groups.items() if key not in kept]


# --- Families --------------------------------------------------------------------------------


@st.composite
def hierarchies(draw, largest=8):
    """Units of kinds of the whole; the whole may go unshown."""
    kinds = draw(st.lists(st.integers(1, 3), min_size=1, max_size=3))
    units = [(kind, unit) for kind, count in enumerate(kinds) for unit in range(count)]
    groups = {str(unit): {unit} for unit in units}
    groups |= {f"kind {kind}": {u for u in units if u[0] == kind} for kind in range(len(kinds))}
    if draw(st.booleans()):
        groups["all"] = set(units)
    return groups, {unit: draw(st.integers(0, largest)) for unit in units}


@st.composite
def tables(draw, largest=8, most=3):
    """Rows and columns with their margins, with or without the cells."""
    rows, columns = draw(st.integers(1, most)), draw(st.integers(1, most))
    cells = list(product(range(rows), range(columns)))
    groups = {"all": set(cells)}
    groups |= {f"row {n}": {c for c in cells if c[0] == n} for n in range(rows)}
    groups |= {f"column {n}": {c for c in cells if c[1] == n} for n in range(columns)}
    if draw(st.booleans()):
        groups |= {f"cell {cell}": {cell} for cell in cells}
    return groups, {cell: draw(st.integers(0, largest)) for cell in cells}


@st.composite
def tangles(draw, largest=8):
    """Any groups of a few atoms."""
    count = draw(st.integers(1, 6))
    sizes = {atom: draw(st.integers(0, largest)) for atom in range(count)}
    some = st.sets(st.integers(0, count - 1), min_size=1)
    found = draw(st.lists(some, min_size=1, max_size=6))
    return {f"group {n}": atoms for n, atoms in enumerate(found)}, sizes


def families():
    return st.one_of(hierarchies(), tables(), tangles())


# --- By algebra ------------------------------------------------------------------------------


def leaks(rows, sizes, smallest) -> list[tuple]:
    """Sets of atoms that weigh too little and that some combination of the rows rests on, whatever
    its weights. A row is a set of atoms or a dict of how often each is counted."""
    atoms = [atom for atom, size in sizes.items() if size]
    matrix = [
        [Fraction(row.get(a, 0) if isinstance(row, dict) else a in row) for a in atoms]
        for row in rows
    ]
    whole = rank(matrix)
    found = []
    for count in range(1, min(smallest, len(atoms) + 1)):
        for some in combinations(range(len(atoms)), count):
            if sum(sizes[atoms[place]] for place in some) < smallest:
                rest = [[v for place, v in enumerate(row) if place not in some] for row in matrix]
                if rank(rest) < whole:
                    found.append(tuple(atoms[place] for place in some))
    return found


def rank(matrix) -> int:
    matrix = [row[:] for row in matrix]
    found = 0
    for column in range(len(matrix[0]) if matrix else 0):
        pivot = next((n for n in range(found, len(matrix)) if matrix[n][column]), None)
        if pivot is None:
            continue
        matrix[found], matrix[pivot] = matrix[pivot], matrix[found]
        for n in range(found + 1, len(matrix)):
            factor = matrix[n][column] / matrix[found][column]
            if factor:
                matrix[n] = [a - factor * b for a, b in zip(matrix[n], matrix[found], strict=True)]
        found += 1
    return found


def sums(rows, sizes, smallest, weights=(-1, 0, 1)) -> list[dict]:
    """Every combination of the rows with these weights that rests on too few."""
    atoms = [atom for atom, size in sizes.items() if size]
    found = []
    for signs in product(weights, repeat=len(rows)):
        told = {a: sum(s for s, row in zip(signs, rows, strict=True) if a in row) for a in atoms}
        told = {atom: times for atom, times in told.items() if times}
        if told and weight(told, sizes) < smallest:
            found.append(told)
    return found


# --- By trying every table -------------------------------------------------------------------


def histograms(size, levels=2):
    """The ways in which so many can answer."""
    if levels == 1:
        return [(size,)]
    return [
        (count, *rest) for count in range(size + 1) for rest in histograms(size - count, levels - 1)
    ]


def total(table, atoms) -> tuple:
    return tuple(map(sum, zip(*(table[atom] for atom in atoms), strict=True)))


def tables_that_fit(rows, truth, levels=2) -> list[dict]:
    """All that the answers may have been, by what is shown."""
    told = [(row, total(truth, row)) for row in rows]
    ways = [histograms(sum(one), levels) for one in truth.values()]
    tried = (dict(zip(truth, some, strict=True)) for some in product(*ways))
    return [table for table in tried if all(total(table, row) == what for row, what in told)]


def determined(groups, kept, truth, levels=2) -> set:
    """Keys of hidden groups whose histogram can be nothing else than it is."""
    fitting = tables_that_fit(shown(groups, kept), truth, levels)
    assert truth in fitting
    return {key for key in kept if len({total(table, groups[key]) for table in fitting}) == 1}
