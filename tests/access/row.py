"""One line of the access table: an address, and who gets what there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

OPENS, REFUSED, HIDDEN, INVALID = "opens", "refused", "hidden", "invalid"


def nothing(world) -> list:
    return []


@dataclass(frozen=True)
class Row:
    """`opens`, `refused` and `invalid` name people (see world.py), divided by spaces.

    Who is in `opens` gets the page (200) or is led on (302); `refused` 403; `invalid` a form with
    errors and nothing saved (200 or 400); all others signed in 404. Anonymous is led to sign-in
    unless `public`; `closed` is 404 for everyone. `args` and `post` may be functions of the world.
    `htmx` sends HX-Request.
    """

    name: str
    args: Callable = nothing
    post: Callable | dict | None = None
    query: str = ""
    opens: str = ""
    refused: str = ""
    invalid: str = ""
    public: bool = False
    closed: bool = False
    note: str = ""

    def expected(self, who: str) -> str:
        if self.closed:
            return HIDDEN
        if who in self.opens.split():
            return OPENS
        if who in self.refused.split():
            return REFUSED
        if who in self.invalid.split():
            return INVALID
        return OPENS if self.public else HIDDEN

    def __str__(self) -> str:
        return (
            f"{self.name}{' POST' if self.post is not None else ''}{self.query} {self.note}".strip()
        )


EVERYONE = (
    "strategist reporter manager elected auditor reader other_reporter network_coordinator "
    "reviewer researcher national_coordinator neighbour administrator"
)
OURS = (
    "strategist reporter manager elected auditor reader other_reporter network_coordinator "
    "reviewer researcher national_coordinator"
)


def but(people: str, *left_out: str) -> str:
    """`people` without these: but(OURS, "reader")."""
    gone = {name for names in left_out for name in names.split()}
    return " ".join(name for name in people.split() if name not in gone)
