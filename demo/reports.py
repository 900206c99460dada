"""Reports: those that the council has decided on, locked with what was true that day, and drafts
that people comment on. Between two of them the plans' story goes on."""

from __future__ import annotations

import datetime as dt

from demo.clock import at
from demo.organisations.ekvik import OFFICE
from demo.reports_words import (
    COMMENTS,
    COUNCIL_2025,
    COUNCIL_2026,
    FOLLOW_UP_2025,
    GRANBY_FOLLOW_UP_2025,
    INTRO_2026,
    SUMMARY_2024,
    SUMMARY_2025,
    SUMMARY_2026,
    SUMMARY_GRANBY_2025,
    UNKNOWN_2026,
)
from mrplattform.assessments.models import Round
from mrplattform.core.dates import today
from mrplattform.organisations.models import Circle, Function
from mrplattform.plans.models import Plan
from mrplattform.reports.models import Report
from mrplattform.reports.services import comments, reports

Kind = Report.Kind
DRAFTED = dt.date(2026, 11, 23)


def build(world) -> None:
    ekvik, granby = world.ekvik_telling, world.granby_telling
    _situation(world, world.ekvik_2024, None, SUMMARY_2024, "231")
    _situation(world, world.ekvik_2025, world.ekvik_2024, SUMMARY_2025, "212")
    _situation(world, world.granby_2025, world.granby_2024, SUMMARY_GRANBY_2025, "71")
    day = dt.date(2026, 4, 20)
    _of_year(world, granby.plan, Kind.FOLLOW_UP, GRANBY_FOLLOW_UP_2025, day, "31")
    day = dt.date(2026, 4, 27)
    _of_year(world, ekvik.plan, Kind.FOLLOW_UP, FOLLOW_UP_2025, day, "58")
    _of_year(world, ekvik.plan, Kind.COUNCIL, COUNCIL_2025, day, "59")
    world.story.until(today())
    with at(min(DRAFTED, today())):
        _drafts(world)


def _situation(world, round: Round, earlier: Round | None, summary: str, paragraph: str) -> None:
    by = round.owner.holder(round.closes) or round.owner.holder()
    begun = round.closes + dt.timedelta(days=7)
    world.story.until(begun)
    with at(begun):
        report = reports.create(
            round,
            by=by,
            title=f"Mänskliga rättigheter i {round.authority.name} {round.closes.year}",
            compared_with=earlier,
            owner=round.owner,
            circle=Circle.SIGNED_IN,
        )
        reports.write(report, block="summary", text=summary, edition=0, by=by)
    day = round.closes + dt.timedelta(days=24)
    wording = (
        "Kommunfullmäktige godkänner rapporten och ger kommunstyrelsen i uppdrag att återkomma med "
        "en ny om ett år."
    )
    _lock(world, report, by, day, paragraph, f"KS {round.closes.year}/0398", wording)


def _of_year(
    world, plan: Plan, kind: str, words: dict[str, str], day: dt.date, paragraph: str
) -> None:
    year, by = day.year - 1, plan.owner.holder(day)
    begun = day - dt.timedelta(days=60)
    world.story.until(begun)
    with at(begun):
        report = _begin_year(plan, kind, year, words, plan.owner, Circle.SIGNED_IN, by)
    wording = "Kommunfullmäktige godkänner uppföljningen och lägger den till årsredovisningen."
    _lock(world, report, by, day, paragraph, f"KS {day.year}/0107", wording)


def _begin_year(plan, kind, year, words, owner, circle, by) -> Report:
    """The draft, with what people wrote in it."""
    titles = {Kind.FOLLOW_UP: "Så gick det {year}", Kind.COUNCIL: "{year} på en sida"}
    report = reports.create_for_year(
        plan,
        kind=kind,
        year=year,
        by=by,
        title=f"{titles[kind].format(year=year)}: mänskliga rättigheter i {plan.authority.name}",
        owner=owner,
        circle=circle,
    )
    for block, text in words.items():
        reports.write(report, block=block, text=text, edition=0, by=by)
    return report


def _lock(world, report, by, day: dt.date, paragraph: str, number: str, wording: str) -> None:
    rules = report.authority.retention_rules.filter(years=None)
    council = report.authority.members.get(name="Kommunfullmäktige")
    world.story.until(day)
    with at(day, 15):
        reports.lock(
            report,
            by=by,
            body=council,
            day=day,
            paragraph=paragraph,
            registry_number=number,
            title=report.title,
            wording=wording,
            retention=rules.order_by("-pk").first(),
        )


def _drafts(world) -> None:
    """This autumn's report, and the page for the council, both with what colleagues say of them."""
    round, by = world.ekvik_2026, world.strategist
    there = Function.objects.filter(organisation=world.units[OFFICE])
    owner = there.get(title="Kanslichef")
    report = reports.create(
        round,
        by=by,
        title=f"Mänskliga rättigheter i Ekvik {round.closes.year}",
        compared_with=world.ekvik_2025,
        owner=owner,
        circle=Circle.AUTHORITY,
    )
    for block, text in (
        ("intro", INTRO_2026),
        ("summary", SUMMARY_2026),
        ("unknown", UNKNOWN_2026),
    ):
        reports.write(report, block=block, text=text, edition=0, by=by)
    for block, name, text, is_settled in COMMENTS:
        said = comments.comment(report, block=block, text=text, by=world.people[name])
        if is_settled:
            comments.settle(said, by=by)
    plan = world.ekvik_telling.plan
    writer = there.get(title="Kommunikatör")
    _begin_year(plan, Kind.COUNCIL, 2026, COUNCIL_2026, writer, Circle.AUTHORITY, by)
    _begin_year(plan, Kind.FOLLOW_UP, 2026, {}, plan.owner, Circle.AUTHORITY, by)
