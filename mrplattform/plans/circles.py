"""Which things everyone of a circle may see: what is told widely holds nothing of the narrower."""

from __future__ import annotations

from mrplattform.organisations.models import Circle

# From closed to open.
CIRCLES = list(Circle)


def open_to(circle: str) -> list[Circle]:
    """The circles whose things everyone of this circle may see."""
    return CIRCLES[CIRCLES.index(Circle(circle)) :]


def narrower_than(circle: str) -> list[Circle]:
    return CIRCLES[: CIRCLES.index(Circle(circle))]
