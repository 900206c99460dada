"""What a year's follow-up is made of, read once: the plan's goals and measures, how they went, what
was seen to change, money and risks; and what moved in the round of the year, when there is one.

The report speaks to everyone of its circle, so it holds nothing that they may not see.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from functools import cached_property

from django.db.models import Sum

from mrplattform.assessments.models import HANDED_IN, Finding, Round
from mrplattform.assessments.results import Results, Tally
from mrplattform.core.dates import today
from mrplattform.core.models import ContentType, Deed
from mrplattform.plans.circles import narrower_than, open_to
from mrplattform.plans.models import Goal, Measure, Message, ProgressNote, Risk
from mrplattform.reports.models import Report

State = Measure.State


class YearMaterial:
    def __init__(self, report: Report):
        self.report, self.plan = report, report.plan
        self.year = report.year or today().year

    @property
    def first(self) -> dt.date:
        return dt.date(self.year, 1, 1)

    @property
    def last(self) -> dt.date:
        return dt.date(self.year, 12, 31)

    # --- Measures ----------------------------------------------------------------------------

    @cached_property
    def measures(self) -> list[Measure]:
        """Those of the plan that were under way some day of the year."""
        if self.plan is None:
            return []
        rows = self.plan.measures.filter(
            removed_at__isnull=True,
            circle__in=open_to(self.report.circle),
            starts__lte=self.last,
        ).select_related("responsible__organisation")
        rows = rows.prefetch_related("reasons").worst_first()
        return [one for one in rows if one.is_open or one.ends >= self.first or self._ended(one)]

    def _ended(self, measure: Measure) -> bool:
        """Its last judgement fell in the year."""
        return bool(measure.judged_at and measure.judged_at.year >= self.year)

    @cached_property
    def states(self) -> Counter[str]:
        return Counter(one.state for one in self.measures)

    @property
    def done(self) -> list[Measure]:
        return [one for one in self.measures if one.state == State.DONE]

    @property
    def dropped(self) -> list[Measure]:
        return [one for one in self.measures if one.state == State.DROPPED]

    @property
    def in_trouble(self) -> list[Measure]:
        """What needs somebody: stopped, off track, or late."""
        return [
            one
            for one in self.measures
            if one.state in (State.STOPPED, State.OFF_TRACK) or one.is_late(self.last_known)
        ]

    @property
    def last_known(self) -> dt.date:
        """The day as of which late is late: the year's end, or today while the year goes on."""
        return min(self.last, today())

    @property
    def with_effect(self) -> list[Measure]:
        return [one for one in self.measures if one.shows_effect]

    @cached_property
    def judged(self) -> int:
        """How many were judged in the year; the others are told as they last were."""
        kind = ContentType.objects.get_for_model(Measure)
        pks = [str(one.pk) for one in self.measures]
        rows = Deed.objects.filter(
            content_type=kind, object_id__in=pks, verb="measure_judged", at__year=self.year
        )
        return rows.values("object_id").distinct().count()

    @cached_property
    def notes(self) -> dict[int, list[ProgressNote]]:
        found: dict[int, list[ProgressNote]] = {}
        rows = ProgressNote.objects.filter(measure__in=self.measures, day__year=self.year)
        for note in rows.order_by("day", "pk"):
            found.setdefault(note.measure_id, []).append(note)
        return found

    # --- The rest of the plan ----------------------------------------------------------------

    @cached_property
    def goals(self) -> list[Goal]:
        if self.plan is None:
            return []
        rows = self.plan.goals.current().select_related("direction", "owner__organisation", "plan")
        return list(rows.order_by("direction__order", "pk"))

    @cached_property
    def risks(self) -> list[Risk]:
        if self.plan is None:
            return []
        rows = self.plan.risks.current().filter(is_over=False).select_related("plan")
        return sorted(rows, key=lambda one: -one.size)

    @cached_property
    def messages(self) -> list[Message]:
        if self.plan is None:
            return []
        return list(self.plan.communications.current().filter(day__year=self.year))

    @cached_property
    def money(self) -> tuple[int, int]:
        """(budget, used) of the year, in öre."""
        if self.plan is None:
            return 0, 0
        rows = self.plan.budget_lines.current().filter(year=self.year)
        sums = rows.aggregate(budget=Sum("amount"), used=Sum("used"))
        return sums["budget"] or 0, sums["used"] or 0

    # --- The round of the year ---------------------------------------------------------------

    @cached_property
    def round(self) -> Round | None:
        """The one that the report names, else the last that everyone of the circle may see."""
        if self.report.round_id:
            return self.report.round
        rows = (
            Round.objects.by_units()
            .opened()
            .filter(
                authority=self.report.authority_id,
                opens__year=self.year,
                circle__in=open_to(self.report.circle),
            )
        )
        return rows.select_related("version__framework").order_by("-opens", "-pk").first()

    @cached_property
    def earlier(self) -> Round | None:
        if self.report.compared_with_id:
            return self.report.compared_with
        return Round.objects.earlier_than(self.round).first() if self.round else None

    @cached_property
    def results(self) -> Results | None:
        """Only what was handed in."""
        if self.round is None:
            return None
        return Results(self.round, self.earlier, states=HANDED_IN)

    @cached_property
    def total(self) -> Tally:
        return self.results.total if self.results else Tally()

    @cached_property
    def findings(self) -> list[Finding]:
        """The most serious first; strengths last."""
        rows = Finding.objects.filter(
            authority=self.report.authority_id,
            removed_at__isnull=True,
            circle__in=open_to(self.report.circle),
        )
        rows = (
            rows.filter(round=self.round) if self.round else rows.filter(created_at__year=self.year)
        )
        return sorted(
            rows, key=lambda one: (one.kind == Finding.Kind.STRENGTH, -one.weight, one.pk)
        )

    @cached_property
    def left_out(self) -> int:
        """How many measures have a narrower circle than the report."""
        if self.plan is None:
            return 0
        narrower = narrower_than(self.report.circle)
        return self.plan.measures.filter(removed_at__isnull=True, circle__in=narrower).count()

    @property
    def silent(self) -> list:
        """Nobody is asked by this report itself."""
        return []

    @cached_property
    def own_words(self) -> dict[str, str]:
        return dict(self.report.own_words.values_list("block", "text")) if self.report.pk else {}
