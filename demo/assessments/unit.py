"""What a unit says of its own."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Unit:
    """Whom it is there for and where it works; of each role a sentence for when little is done
    and one for when more is."""

    whom: str
    where: str
    society: tuple[str, str]
    democracy: tuple[str, str]
    welfare: tuple[str, str]
    employer: tuple[str, str]

    def own(self, role: str, level: int) -> str:
        return getattr(self, role)[level >= 2]
