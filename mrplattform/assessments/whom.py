"""Whom a draft can ask, narrowed by a filter and a page at a time, with what it asks so far."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

from django.core.paginator import Page, Paginator
from django.utils.translation import gettext as _

from mrplattform.assessments.candidates import (
    KINDS,
    Candidate,
    candidates,
    holder_names,
    over_the_country,
)
from mrplattform.assessments.models import AskedUnit, Round
from mrplattform.assessments.services.preparing import Choice
from mrplattform.organisations.models import Function

PAGE_SIZE = 50


class Whom:
    """`narrow` is a function of the candidates, such as a filter form's."""

    def __init__(self, round: Round, *, without: Iterable[int] = ()):
        self.round = round
        self.without = set(without)

    @cached_property
    def candidates(self) -> list[Candidate]:
        if self.round.asks_country:
            found = over_the_country()
        else:
            found = candidates(self.round.authority, kinds=KINDS)
        return [one for one in found if one.unit.pk not in self.without]

    @cached_property
    def asked(self) -> dict[int, AskedUnit]:
        rows = self.round.asked.select_related(
            "round", "organisation", "reporter__organisation", "approver__organisation"
        )
        return {one.organisation_id: one for one in rows}

    @property
    def lacking(self) -> int:
        """How many of the chosen that nobody answers for yet."""
        return sum(not one.is_ready for one in self.asked.values())

    def page(self, rows: list[Candidate], number) -> Page:
        return Paginator(rows, PAGE_SIZE).get_page(number)

    def names(self, functions: Iterable[Function]) -> dict[int, str]:
        """Who holds each function. Who works in other organisations is not told, only that
        somebody does."""
        names = holder_names(functions)
        if self.round.asks_country:
            names = dict.fromkeys(names, _("använder plattformen"))
        return names

    def choice(self, candidate: Candidate) -> Choice:
        """As it is chosen now, else as we propose."""
        one = self.asked.get(candidate.unit.pk)
        if one is None:
            return Choice(candidate.unit, candidate.reporter, candidate.approver)
        return Choice(candidate.unit, one.reporter, one.approver, one.email, one.emails, one.codes)
