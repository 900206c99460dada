"""What may not be shown of small groups: one answer for pages, charts, exports and differences.

Whoever shows histograms or sums of several groups asks `hidden` about all of them together, and
shows nothing of those it answers:

    groups = {"all": {1, 2, 3}, "schools": {1, 2}, 1: {1}, 2: {2}, 3: {3}}   # key → its atoms
    sizes = {1: 12, 2: 3, 3: 20}                                  # atom → whom we protect there
    hidden(groups, sizes, 5) == {1, 2}            # 2 is small, and would be "schools" less 1

"Together" is everything that one reader may come to see of the same answers, on any page, chart or
file: two pages that each ask for their own groups may tell by their difference what neither shows.

**What is promised.** The attacker knows how many answered in every group, and everything shown.
No sum or difference of shown groups, however weighted, rests on fewer than `smallest` protected
respondents. That is exact for hierarchies and for tables in two directions, and for every set of
atoms; where breakdowns cross in more directions, also for what counts an atom twice. Which groups
are hidden follows from the sizes alone, so it tells nothing of the answers.

**What is not.** A group large enough to be shown may be of one mind, and says so of each in it: so
does a shown sum of groups that are hidden. In a hierarchy that is the only way in which a hidden
group's histogram can follow from what is shown; whenever those who are hidden together did not all
answer the same, at least two histograms fit. Where breakdowns cross, at least two fit when each
atom holds somebody at two of the levels, and may be the only one when not.

**Two rounds.** Ask for the later one with `also=` what the earlier hides. What is answered holds for
its own figures and for the difference: both rounds show the others by themselves, so that the
difference tells nothing more, and what the earlier hides follows from no sum either.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Mapping
from typing import TypeVar

from django.utils.translation import gettext as _

from mrplattform.core.look import in_words
from mrplattform.core.spans import Span

Key = TypeVar("Key", bound=Hashable)
Atom = TypeVar("Atom", bound=Hashable)


def hidden(
    groups: Mapping[Key, Collection[Atom]],
    sizes: Mapping[Atom, int],
    smallest: int,
    also: Iterable[Key] = (),
) -> set[Key]:
    """The keys of the groups that may not be shown when the others are.

    `groups` is everything that would be shown together, a total among them; `sizes` says how many
    each atom holds whom we protect, 0 where all chose to be seen. The large come first, so that
    what is hidden for another's sake is small, and nothing that could be shown beside them is
    hidden; of equals the first given is shown.
    """
    groups = {key: {atom for atom in atoms if sizes[atom]} for key, atoms in groups.items()}
    kept = {key for key, atoms in groups.items() if 0 < sum(sizes[a] for a in atoms) < smallest}
    kept |= _refused(groups, sizes, smallest, kept)
    if more := (set(also) & groups.keys()) - kept:
        kept |= more
        kept |= _refused(groups, sizes, smallest, kept)
    return kept


def why(smallest: int) -> str:
    """What stands in place of what is hidden, or beside it.

    The same words for the small and for those hidden with them: which of them is the small one
    tells how many answered, and that is not always shown.
    """
    return _(
        "Vi visar inte svar från färre än %(number)s, och inte heller det som de kan räknas ut av."
    ) % {"number": in_words(smallest)}


def _refused(groups, sizes, smallest: int, kept: set[Key]) -> set[Key]:
    """What else may not be shown, for the sake of those that are kept.

    Most often nothing, which one look tells; else the groups are tried one by one.
    """
    asked = sorted(
        (key for key in groups if key not in kept),
        key=lambda key: -sum(sizes[atom] for atom in groups[key]),
    )
    atoms = _merged([groups[key] for key in asked])
    place = {atom: number for number, alike in enumerate(atoms) for atom in alike}
    weights = [sum(sizes[atom] for atom in alike) for alike in atoms]
    secrets = [_as_places(groups[key], atoms, place) for key in kept]
    span = Span(weights, smallest, [one for one in secrets if one])
    places = {key: {place[atom] for atom in groups[key]} for key in asked}
    if span.with_all(places.values()):
        return set()
    refused = set()
    for key in asked:
        if wider := span.with_one(places[key]):
            span = wider
        else:
            refused.add(key)
    return refused


def _merged(rows: list[set[Atom]]) -> list[list[Atom]]:
    """Atoms that are in the same groups cannot be told apart, and count as one."""
    member: dict[Atom, list[int]] = {}
    for number, row in enumerate(rows):
        for atom in row:
            member.setdefault(atom, []).append(number)
    alike: dict[tuple[int, ...], list[Atom]] = {}
    for atom, numbers in member.items():
        alike.setdefault(tuple(numbers), []).append(atom)
    return [alike[numbers] for numbers in sorted(alike)]


def _as_places(row: set[Atom], atoms: list[list[Atom]], place: Mapping[Atom, int]) -> set[int]:
    """The group as merged atoms; empty when it cuts one of them, for then nothing shown can."""
    places = {place[atom] for atom in row if atom in place}
    whole = sum(len(atoms[number]) for number in places)
    return places if whole == len(row) else set()
