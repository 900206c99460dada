"""Quotes without what could tell who wrote them.

Finds the names of people and units that are known, addresses, numbers; it cannot know a name that
nobody has entered. So a person reads the quote too, and the page says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from mrplattform.core.guard import PATTERN

# Names shorter than this, and in one word, are only known with their capital letter.
LONG_NAME = 12
SHORTEST_PART = 3

EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
SIGNED_NUMBER = re.compile(r"(?<!\d)(?:\d{2})?\d{6}\s?[-+–−]\s?\d{4}(?!\d)")
PHONE = re.compile(r"(?<![\d.,])(?:\+46|0046|0)[\s()-]*\d(?:[\s()-]{0,2}\d){5,10}(?!\d)")
STREET = re.compile(
    r"\b(?:[A-ZÅÄÖ][\w-]*\s+){0,2}[A-ZÅÄÖa-zåäö][\w-]*"
    r"(?:gatan?|vägen|väg|gränden?|gränd|stigen?|allén?|torget?|backen?|gården|leden|esplanaden)"
    r"\s+\d+(?:\s?[A-Za-z])?\b"
)
# "Karl Johans gata 5"
PARTED_STREET = re.compile(
    r"\b[A-ZÅÄÖ][\w-]*\s+(?:[A-ZÅÄÖ][\w-]*\s+)?(?:gata|väg|stig|plan)\s+\d+\b"
)
POSTCODE = re.compile(r"(?<!\d)\d{3}\s\d{2}\s+[A-ZÅÄÖ][\w-]+")
ENDING = r"(?:[:’']?s)?"  # Karins, BUN:s


@dataclass(frozen=True)
class Names:
    """What is known by name and must not be read in a quote."""

    people: frozenset[str] = frozenset()
    units: frozenset[str] = frozenset()

    @property
    def patterns(self) -> list[tuple[re.Pattern, str]]:
        """Units before people: 'Karin Boyes förskola' is a place."""
        found = [(_pattern(self.units), _("[enhet]")), (self._people_pattern, _("[namn]"))]
        return [(pattern, mark) for pattern, mark in found if pattern]

    @property
    def _people_pattern(self) -> re.Pattern | None:
        parts = {part for name in self.people for part in name.split() if _is_name(part)}
        return _pattern(self.people | parts)


def propose(text: str, names: Names) -> str:
    """The text with a mark in place of each thing that could tell who wrote it."""
    for pattern, mark in _patterns(names):
        text = pattern.sub(mark, text)
    return text


def revealing(text: str, names: Names) -> list[str]:
    """What still stands in the text, as it stands there; identity numbers are not repeated."""
    found: list[str] = []
    for pattern, mark in _patterns(names):
        said = [match[0].strip() for match in pattern.finditer(text)]
        found += dict.fromkeys([mark] if said and mark == _("[personnummer]") else said)
        text = pattern.sub(" ", text)
    return found


def _patterns(names: Names) -> list[tuple[re.Pattern, str]]:
    """In the order that they are looked for: a part of one may look like another."""
    return [
        (EMAIL, _("[e-post]")),
        (SIGNED_NUMBER, _("[personnummer]")),
        (PHONE, _("[telefon]")),
        (PATTERN, _("[personnummer]")),  # ten or twelve digits, whatever their check digit
        *[(one, _("[adress]")) for one in (PARTED_STREET, STREET, POSTCODE)],
        *names.patterns,
    ]


def _is_name(part: str) -> bool:
    """'von', 'af' and initials say nothing by themselves."""
    return len(part) >= SHORTEST_PART and part[0].isupper()


def _pattern(names: Iterable[str]) -> re.Pattern | None:
    """Whole words, the longest name first. A long name, or one of several words, is known in any
    case; a short one only as it is written, or every 'hem' would be a name."""
    known = sorted({name.strip() for name in names if name.strip()}, key=len, reverse=True)
    if not known:
        return None
    spelled = [f"(?i:{re.escape(one)})" if _is_plain(one) else re.escape(one) for one in known]
    return re.compile(rf"(?<![\w-])(?:{'|'.join(spelled)}){ENDING}(?![\w-])")


def _is_plain(name: str) -> bool:
    return len(name) >= LONG_NAME or " " in name
