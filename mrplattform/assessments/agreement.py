"""How alike two people read the same texts: what they agreed on, and how far beyond chance.

A measure of the themes more than of the readers: where two see different things, the words of a
theme are seldom clear. Nothing here is a grade.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

# What each of the two saw in one text: keys of themes.
Pair = tuple[frozenset[int], frozenset[int]]


def observed(pairs: Sequence[tuple[Hashable, Hashable]]) -> float | None:
    """The share on which both said the same; None without anything to compare."""
    if not pairs:
        return None
    return sum(a == b for a, b in pairs) / len(pairs)


def kappa(pairs: Sequence[tuple[Hashable, Hashable]]) -> float | None:
    """Cohen's kappa: 1 when they always agree, 0 when no more than chance would give.

    None when there is nothing to compare, or when both always said one and the same thing: then
    chance alone would agree too, and the measure says nothing.
    """
    same = observed(pairs)
    if same is None:
        return None
    first, second = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    by_chance = sum(count * second[said] for said, count in first.items()) / len(pairs) ** 2
    if by_chance == 1:
        return None
    return (same - by_chance) / (1 - by_chance)


@dataclass(frozen=True)
class ThemeAgreement:
    """One theme in the texts that both have read."""

    theme: int
    both: int
    only_first: int
    only_second: int
    neither: int
    kappa: float | None

    @property
    def same(self) -> int:
        return self.both + self.neither

    @property
    def texts(self) -> int:
        return self.same + self.only_first + self.only_second

    @property
    def is_read_differently(self) -> bool:
        """More often chosen by one of them than by both."""
        return self.only_first + self.only_second > self.both


@dataclass(frozen=True)
class Agreement:
    """`same` of `texts` were given exactly the same themes."""

    texts: int
    same: int
    kappa: float | None
    themes: list[ThemeAgreement]

    @property
    def observed(self) -> float | None:
        return self.same / self.texts if self.texts else None

    @property
    def read_differently(self) -> list[ThemeAgreement]:
        return [one for one in self.themes if one.is_read_differently]


def measure(pairs: Sequence[Pair], themes: Iterable[int]) -> Agreement:
    return Agreement(
        texts=len(pairs),
        same=sum(first == second for first, second in pairs),
        kappa=kappa(pairs),
        themes=[_on(theme, pairs) for theme in themes],
    )


def in_words(found: Agreement, names: Mapping[int, str]) -> list[str]:
    """'Ni är överens om 41 av 50 texter.' 'Temat Tidsbrist tolkar ni olika.'"""
    if not found.texts:
        return [_("Ingen text är läst av båda än.")]
    words = ngettext(
        "Ni är överens om %(same)d av %(count)d text.",
        "Ni är överens om %(same)d av %(count)d texter.",
        found.texts,
    )
    said = [words % {"same": found.same, "count": found.texts}]
    if different := [names[one.theme] for one in found.read_differently]:
        words = ngettext("Temat %s tolkar ni olika.", "Temana %s tolkar ni olika.", len(different))
        *most, last = different
        said.append(words % (_(" och ").join([", ".join(most), last]) if most else last))
    return said


def _on(theme: int, pairs: Sequence[Pair]) -> ThemeAgreement:
    said = [(theme in first, theme in second) for first, second in pairs]
    count = Counter(said)
    return ThemeAgreement(
        theme=theme,
        both=count[True, True],
        only_first=count[True, False],
        only_second=count[False, True],
        neither=count[False, False],
        kappa=kappa(said),
    )
