"""Ekvik's situation reports: last year's, locked at the council's decision, and this year's draft."""

from __future__ import annotations

import datetime as dt

from demo.clock import at
from demo.plans import go_on
from mrplattform.assessments.models import Round
from mrplattform.organisations.models import Circle, Organisation
from mrplattform.reports.services import reports

INTRO_2026 = (
    "Stödet när rättigheter krockar är fortfarande svagast. Räddningstjänsten och Ekvik Energi AB "
    "behöver stöd för att komma igång."
)
SUMMARY_2026 = (
    "Barnets bästa prövas på rätt nivå i fler verksamheter. Barn och unga får oftare svar på sina "
    "förslag. Upphandlingen ställer krav men följer sällan upp dem."
)
UNKNOWN_2026 = (
    "Flera enheter vet inte om någon grupp drabbas oftare av klagomål. Vi tar upp det med "
    "kvalitetsansvariga i februari."
)
SUMMARY_2024 = (
    "Vi har frågat för första gången. Räddningstjänsten har inte lämnat in och energibolaget var "
    "inte med. De flesta enheter står vid början, och flera visste inte svaret."
)
SUMMARY_2025 = (
    "Det här är vår andra samlade bild, och den första där alla har svarat. De flesta har börjat. "
    "Få har följt upp om arbetet gör skillnad för invånarna."
)


def build(world) -> None:
    body = world.units["Kommunfullmäktige"]
    _decided(world.ekvik_2024, None, body, SUMMARY_2024, "231")
    _decided(world.ekvik_2025, world.ekvik_2024, body, SUMMARY_2025, "212")
    go_on(world)
    _draft(world.ekvik_2026, world.ekvik_2025)


def _decided(
    round: Round, earlier: Round | None, body: Organisation, summary: str, paragraph: str
) -> None:
    by = round.owner.holder(round.closes) or round.owner.holder()
    day = round.closes + dt.timedelta(days=24)
    with at(round.closes + dt.timedelta(days=7)):
        report = reports.create(
            round,
            by=by,
            title=f"Mänskliga rättigheter i Ekvik {round.closes.year}",
            compared_with=earlier,
            owner=round.owner,
            circle=Circle.SIGNED_IN,
        )
        reports.write(report, block="summary", text=summary, edition=0, by=by)
    with at(day):
        reports.lock(
            report,
            by=by,
            body=body,
            day=day,
            paragraph=paragraph,
            registry_number=f"KS {round.closes.year}/0398",
            title=report.title,
            wording="Kommunfullmäktige godkänner rapporten och ger kommunstyrelsen i uppdrag att "
            "återkomma med en ny om ett år.",
            retention=round.authority.retention_rules.filter(years=None).order_by("-pk").first(),
        )


def _draft(round: Round, earlier: Round) -> None:
    by = round.owner.holder()
    report = reports.create(
        round,
        by=by,
        title=f"Mänskliga rättigheter i Ekvik {round.closes.year}",
        compared_with=earlier,
        owner=round.owner,
        circle=Circle.AUTHORITY,
    )
    for block, text in (
        ("intro", INTRO_2026),
        ("summary", SUMMARY_2026),
        ("unknown", UNKNOWN_2026),
    ):
        reports.write(report, block=block, text=text, edition=0, by=by)
