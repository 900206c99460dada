"""Which groups are hidden, for all questions of a round and all breakdowns at once.

Which they are follows from how many answered alone, and is remembered by a digest of that: it may
take a second to find out where many small groups cross.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Hashable, Mapping

from django.core.cache import cache

from mrplattform.core.disclosure import hidden

# A group: a breakdown and one of its values. An atom: the groups that somebody belongs to.
Group = tuple[str, Hashable]
Atom = tuple[Group, ...]
DAYS = 30


def kept(asked: Mapping[int, Counter[Atom]], smallest: int) -> dict[int, set[Group]]:
    """{question: its hidden groups}, from {question: how many answered in each atom}."""
    rows = sorted((pk, sorted(sizes.items(), key=repr)) for pk, sizes in asked.items())
    digest = hashlib.sha256(repr((smallest, rows)).encode()).hexdigest()
    key = f"nameless-hidden:{digest}"
    found = cache.get(key)
    if found is None:
        found = _decide(asked, smallest)
        cache.set(key, found, DAYS * 24 * 3600)
    return found


def _decide(asked: Mapping[int, Counter[Atom]], smallest: int) -> dict[int, set[Group]]:
    """First for the largest numbers that any question has; what is hidden there is hidden in all,
    so that most questions need no more than a look."""
    found: dict[int, set[Group]] = {}
    most: dict[tuple, Counter[Atom]] = defaultdict(Counter)
    for sizes in asked.values():
        most[_breakdowns(sizes)] |= sizes
    first = {by: hidden(_groups(sizes), sizes, smallest) for by, sizes in most.items()}
    for pk, sizes in asked.items():
        before = first[_breakdowns(sizes)]
        left = {key: atoms for key, atoms in _groups(sizes).items() if key not in before}
        found[pk] = before | hidden(left, sizes, smallest)
    return found


def _breakdowns(sizes: Counter[Atom]) -> tuple[str, ...]:
    """The same for all atoms of a question."""
    return next((tuple(by for by, _value in atom) for atom in sizes), ())


def _groups(sizes: Counter[Atom]) -> dict[Group, set[Atom]]:
    found: dict[Group, set[Atom]] = defaultdict(set)
    for atom in sizes:
        for group in atom:
            found[group].add(atom)
    # In the same order whoever asks and whenever: of equals the first is shown.
    order = {by: place for place, by in enumerate(_breakdowns(sizes))}
    return dict(sorted(found.items(), key=lambda one: (order[one[0][0]], repr(one[0][1]))))
