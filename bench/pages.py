"""The pages that are timed, each with the rows that it cannot do without and the limits it keeps.

An address that does not exist yet is told as missing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.http import HttpResponse
from django.test import Client
from django.urls import NoReverseMatch, reverse

from bench import deeds
from bench.world import World
from mrplattform.assessments.models import Assessment
from mrplattform.organisations.models import Organisation
from mrplattform.plans.models import Measure
from mrplattform.project.models import Entry
from mrplattform.questions.models import Answer

__all__ = ["Page", "World", "pages"]


@dataclass
class Page:
    """`act` visits it; None when its address does not exist yet."""

    title: str
    act: Callable | None
    bare: Callable
    most_ms: int | None = 150
    most_queries: int | None = 20
    times: int = 15


# The longer the export, the more often it asks: some rows at a time.
EXPORTS = [
    ("Texts as CSV", "assessments:texts", "?format=csv"),
    ("Matrix as Excel", "assessments:results", "?format=xlsx"),
    ("Everything as Excel", "assessments:workbook", ""),
]


def pages(w: World) -> Iterator[Page]:
    strategist, reporter, national = (
        visitor(one) for one in (w.strategist, w.reporter, w.coordinator)
    )
    answers = of_rounds(w.round)
    own = Measure.objects.filter(authority=w.authority)
    sheet = rows(w.assessment.sheet.answers.all())
    yield strategist("Start", "project:start", rows(w.round.assessments.all()))
    yield strategist("Start, its agenda", "project:start_agenda", rows(w.authority.rounds.all()))
    yield strategist("Start, its movement", "project:start_movement", rows(answers))
    yield strategist("Nuläge", "project:situation", rows(answers))
    yield strategist(
        "Authorities, first page",
        "organisations:organisations",
        rows(Organisation.objects.authorities().order_by("name")[:50]),
    )
    yield strategist(
        "Tree of an authority",
        "organisations:tree",
        rows(Organisation.objects.filter(authority=w.authority)),
        w.authority.pk,
    )
    yield strategist(
        "Round overview", "assessments:round", rows(w.round.assessments.all()), w.round.pk
    )
    yield reporter("A unit's sheet", "assessments:sheet", sheet, w.assessment.pk)
    yield reporter(
        "A unit's question", "assessments:question", sheet, w.assessment.pk, w.question.key
    )
    yield Page("Saving one answer", deeds.saving(w), sheet, most_ms=40, most_queries=10, times=50)
    yield strategist("Matrix of a municipality", "assessments:results", rows(answers), w.round.pk)
    yield strategist(
        "Matrix, units × questions",
        "assessments:section",
        rows(answers),
        w.round.pk,
        w.question.section.key,
    )
    years = rows(of_rounds(*w.rounds[:5]))
    yield strategist("Movement over five rounds", "assessments:movement", years, w.round.pk)
    yield strategist("All rounds over time", "assessments:time", years, w.round.pk)
    yield strategist("Spread", "assessments:spread", rows(answers), w.round.pk)
    texts = answers.exclude(comment="")[:50]
    yield strategist("Free text", "assessments:texts", rows(texts), w.round.pk)
    yield strategist(
        "Results without names",
        "assessments:results",
        rows(Answer.objects.filter(sheet__ballot__round=w.nameless)),
        w.nameless.pk,
    )
    yield strategist("Findings", "assessments:findings", rows(w.authority.rounds.all()))
    yield strategist("Measures, first page", "plans:measures", rows(own.order_by("ends")[:50]))
    yield strategist(
        "Search",
        "project:search",
        rows(Entry.objects.filter(authority_id=w.authority.pk)[:50]),
        query="?q=insats",
    )
    yield from of_plans(w, strategist, own)
    yield from of_the_country(w, national)


def of_plans(w: World, strategist, own) -> Iterator[Page]:
    planned = rows(own)
    yield strategist("Plan with its measures", "plans:plan", planned, w.plan.pk)
    for title, way in (
        ("Timeline", "tidslinje"),
        ("By function", "funktion"),
        ("By topic", "amne"),
    ):
        yield strategist(f"Measures: {title.lower()}", "plans:way", planned, way)
    yield strategist("Draft report", "reports:report", rows(of_rounds(w.round)), w.report.pk)
    yield strategist("Agenda", "project:agenda", planned)
    yield strategist("Council page", "project:council", rows(of_rounds(w.round)))
    yield strategist("Agreements", "agreements:agreements", planned)
    files = [
        ("Draft report as PDF", "reports:report-file", (w.report.pk, "pdf"), ""),
        ("Draft report as Word", "reports:report-file", (w.report.pk, "docx"), ""),
        ("Measures as Excel", "plans:measures", (), "?format=xlsx"),
    ]
    for title, name, args, query in files:
        page = strategist(title, name, planned, *args, query=query)
        page.most_ms, page.most_queries, page.times = None, None, 3
        yield page


def of_the_country(w: World, national) -> Iterator[Page]:
    mapping, wide = of_rounds(w.mapping), of_rounds(w.wide)
    units = Assessment.objects.filter(round=w.mapping)
    yield national("Round over 310 authorities", "assessments:round", rows(units), w.mapping.pk)
    yield national(
        "Who answers, 310 authorities", "assessments:response", rows(units), w.mapping.pk
    )
    yield national("Matrix of 310 authorities", "assessments:results", rows(mapping), w.mapping.pk)
    yield national("The country's answers", "assessments:country", rows(mapping), w.mapping.pk)
    yield national("Spread over 310 authorities", "assessments:spread", rows(mapping), w.mapping.pk)
    yield national(
        "Free text of 310 authorities",
        "assessments:texts",
        rows(mapping.exclude(text="")[:50]),
        w.mapping.pk,
    )
    for title, round, bare in [
        ("310 authorities", w.mapping, mapping),
        ("3,700 units", w.wide, wide),
    ]:
        for what, name, query in EXPORTS:
            page = national(f"{what} of {title}", name, rows(bare), round.pk, query=query)
            page.most_ms, page.most_queries, page.times = None, None, 1
            yield page
    yield Page(
        "Opening a round for 3,700 units",
        deeds.opening(w),
        rows(w.draft.asked.all()),
        most_ms=10_000,
        most_queries=None,
        times=3,
    )


def rows(queryset) -> Callable:
    return lambda: list(queryset.values_list())


def of_rounds(*rounds):
    return Answer.objects.filter(sheet__assessment__round__in=rounds)


def visitor(person) -> Callable[..., Page]:
    """Makes pages that this person visits."""
    client = Client()
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")

    def page(title: str, name: str, bare: Callable, *args, query: str = "") -> Page:
        try:
            address = reverse(name, args=args) + query
        except NoReverseMatch:
            return Page(title, None, bare)
        return Page(title, lambda: read(client.get(address)), bare)

    return page


def read(response: HttpResponse) -> None:
    """All of it, and bit by bit when it comes so."""
    assert response.status_code == 200, response.status_code
    if response.streaming:
        for _bit in response.streaming_content:
            pass
    response.close()
