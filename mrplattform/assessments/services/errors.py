"""Why a deed was not done; each carries what the page needs to say what to do."""

from __future__ import annotations


class WrongState(Exception):
    """The thing has moved on since the page was read: opened, closed, handed in."""


class NotReady(Exception):
    """`reasons`: what is missing, in words."""

    def __init__(self, reasons: list[str]):
        self.reasons = reasons
        super().__init__(reasons)
