"""Those of the national world that the pages are about, and the people who meet them."""

from __future__ import annotations

from functools import cached_property

from mrplattform.assessments.models import Assessment, Round
from mrplattform.organisations.models import Function, Organisation, Person, Role
from mrplattform.plans.models import Plan
from mrplattform.questions.models import Question
from mrplattform.reports.models import Report


class World:
    """One municipality, its newest round, one of its units; and what the country is asked."""

    @cached_property
    def authority(self) -> Organisation:
        return Organisation.objects.authorities().filter(invented=True).order_by("pk").first()

    @cached_property
    def strategist(self) -> Person:
        return self.authority.all_functions.get(role=Role.STRATEGIST).holder()

    @cached_property
    def coordinator(self) -> Person:
        return Function.objects.get(role=Role.NATIONAL_COORDINATOR).holder()

    @cached_property
    def rounds(self) -> list[Round]:
        """Its own by name, newest first."""
        return list(self.authority.rounds.by_units().order_by("-opens"))

    @property
    def round(self) -> Round:
        return self.rounds[0]

    @cached_property
    def nameless(self) -> Round:
        return self.authority.rounds.get(kind=Round.Kind.ANONYMOUS)

    @cached_property
    def assessment(self) -> Assessment:
        return self.round.assessments.filter(state="draft").order_by("pk").first()

    @cached_property
    def reporter(self) -> Person:
        return self.assessment.reporter.holder()

    @cached_property
    def plan(self) -> Plan:
        return self.authority.plans.order_by("pk").first()

    @cached_property
    def report(self) -> Report:
        """A draft on the newest round, begun the first time that it is asked for."""
        made, _new = Report.objects.get_or_create(
            authority=self.authority,
            round=self.round,
            defaults={
                "title": "Mänskliga rättigheter",
                "owner": self.round.owner,
                "compared_with": self.rounds[1],
            },
        )
        return made

    @cached_property
    def question(self) -> Question:
        return self.round.version.questions.order_by("order").first()

    @cached_property
    def _country(self) -> dict[str, Round]:
        return {one.title: one for one in Round.objects.filter(reach=Round.Reach.COUNTRY)}

    @property
    def mapping(self) -> Round:
        return self._country["Nationell kartläggning"]

    @property
    def wide(self) -> Round:
        return self._country["Alla enheter i landet"]

    @property
    def draft(self) -> Round:
        return self._country["Att öppna"]
