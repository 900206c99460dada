"""What can be computed from sums: exact linear algebra for core.disclosure.

A row says how often each atom is counted, as whole numbers. The span of the shown rows is all that
can be computed from them. It is kept reduced: each row has a pivot, an atom that no other row has.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from math import gcd

Row = dict[int, int]

PRIME = 2**61 - 1
# Signed sums looked through before we give up and hide.
MOST_SUMS = 400_000


class Span:
    """The sums of what is shown, as long as they are safe.

    `weights` are the atoms' sizes. Safe: no row of the span but the empty one rests on atoms that
    together weigh less than `smallest`, and none is one of the `secrets`.
    """

    def __init__(self, weights: list[int], smallest: int, secrets: Iterable[Iterable[int]]):
        self.weights, self.smallest = weights, smallest
        self.rows: dict[int, Row] = {}
        self.secrets = [dict.fromkeys(one, 1) for one in secrets]

    def with_one(self, atoms: Iterable[int]) -> Span | None:
        """The span with one row more; None when that would not be safe."""
        wider = self._copy()
        changed = wider._add(dict.fromkeys(atoms, 1))
        return wider if wider._is_safe(changed) else None

    def with_all(self, rows: Iterable[Iterable[int]]) -> Span | None:
        wider = self._copy()
        for atoms in rows:
            wider._add(dict.fromkeys(atoms, 1))
        return wider if wider._is_safe(wider.rows) else None

    def _copy(self) -> Span:
        copy = Span(self.weights, self.smallest, ())
        copy.rows, copy.secrets = dict(self.rows), list(self.secrets)
        return copy

    def _add(self, row: Row) -> set[int]:
        """Take the row in; answers the pivots of the rows that are new or changed."""
        for pivot in [atom for atom in row if atom in self.rows]:
            row = without(row, pivot, self.rows[pivot])
        if not row:
            return set()  # it could be computed already
        # The heavy first: a row with a light pivot then rests on light atoms alone.
        pivot = min(row, key=lambda atom: (-self.weights[atom], atom))
        changed = {other for other, one in self.rows.items() if pivot in one}
        for other in changed:
            self.rows[other] = without(self.rows[other], pivot, row)
        self.rows[pivot] = row
        self.secrets = [without(one, pivot, row) for one in self.secrets]
        return changed | {pivot}

    def _is_safe(self, pivots: Iterable[int]) -> bool:
        """Whether the rows with these pivots, and those that share atoms with them, are."""
        if not all(self.secrets):
            return False
        # No sum with a heavy pivot's row rests on light atoms alone.
        left = {pivot for pivot in pivots if self.weights[pivot] < self.smallest}
        while left:
            rows = self._around(left.pop())
            if self._has_light_sum(rows):
                return False
            left -= rows.keys()
        return True

    def _around(self, pivot: int) -> dict[int, Row]:
        """The light rows that share atoms with that one, and those that share with them, and on."""
        left = {one: row for one, row in self.rows.items() if self.weights[one] < self.smallest}
        found = {pivot: left.pop(pivot)}
        new = set(found[pivot])
        while touching := [other for other, row in left.items() if not new.isdisjoint(row)]:
            new = {atom for other in touching for atom in left[other]}
            found |= {other: left.pop(other) for other in touching}
        return found

    def _has_light_sum(self, rows: dict[int, Row]) -> bool:
        if len(rows) == 1:
            (row,) = rows.values()
            return sum(self.weights[atom] for atom in row) < self.smallest
        key = keys(rows)
        lightest: dict[int, int] = {0: 0}  # the empty sum
        for number, (weight, value) in enumerate(self._sums(key)):
            other = lightest.get(value, self.smallest)
            if number > MOST_SUMS or weight + other < self.smallest:
                return True
            lightest[value] = min(weight, other)
        return False

    def _sums(self, key: dict[int, int]) -> Iterator[tuple[int, int]]:
        """Weight and key of the sums of some of the atoms, at most half as many as a light row
        can have. Two sums with the same key differ by a row of the span: its other half."""
        most = self.smallest - 1
        weights = self.weights
        atoms = sorted((a for a in key if weights[a] <= most), key=lambda a: weights[a])
        light = [(weights[atom], key[atom]) for atom in atoms]
        yield from ((weight, _unsigned(2 * value)) for weight, value in light)
        sums = [(0, 0, 0)]  # weight, key, and the first atom that may still join
        for _count in range((most + 1) // 2):
            longer = []
            for some in sums:
                for one in _joined(*some, light, most):
                    longer.append(one)
                    yield one[0], _unsigned(one[1])
            sums = longer


def _joined(weight: int, value: int, start: int, light: list[tuple[int, int]], most: int):
    """The sum with each of the later atoms, added and taken away."""
    for place in range(start, len(light)):
        more, key = light[place]
        if weight + more > most:  # and so do those after it
            return
        yield weight + more, value + key, place + 1
        if weight:
            yield weight + more, value - key, place + 1


def _unsigned(value: int) -> int:
    """The same for a sum and for its opposite."""
    value %= PRIME
    return min(value, PRIME - value)


def without(row: Row, atom: int, other: Row) -> Row:
    """The row, less so much of the other that the atom is gone."""
    if atom not in row:
        return row
    mine, theirs = row[atom], other[atom]
    out = {place: count * theirs for place, count in row.items()}
    for place, count in other.items():
        out[place] = out.get(place, 0) - count * mine
    out = {place: count for place, count in out.items() if count}
    factor = gcd(*out.values())
    return {place: count // factor for place, count in out.items()} if factor > 1 else out


def keys(rows: dict[int, Row]) -> dict[int, int]:
    """A number for each atom, drawn so that each of the rows sums to 0. A sum of atoms is 0 for
    certain when it is a row of the span; for others only by a chance of 1 in 2⁶¹, and then we
    hide what could have been shown."""
    chance = random.Random(0)  # noqa: S311 (the same each time; nobody gains by guessing it)
    key = {
        atom: chance.randrange(1, PRIME)
        for atom in sorted({atom for row in rows.values() for atom in row} - rows.keys())
    }
    for pivot, row in rows.items():
        rest = sum(count * key[atom] for atom, count in row.items() if atom != pivot)
        key[pivot] = -rest * pow(row[pivot], -1, PRIME) % PRIME
    return key
