"""A strategist records a partnership, and its days are met, moved and received."""

from __future__ import annotations

import datetime as dt
import re

from playwright.sync_api import expect

from tests.journeys.visitor import Visitor

TITLE = "Partnerskap om läxhjälp"
YEAR = dt.date.today().year + 1  # noqa: DTZ011


def test_from_signature_to_delivery(visitor: Visitor):
    v = visitor
    v.becomes("Astrid Sandell")
    page = records(v)
    promises(v)
    moves_a_day(v, page)
    delivers(v, page)
    anyone_reads_a_public_one(v)
    v.followed("90-overenskommelse")


def records(v: Visitor) -> str:
    v.goes("Samverkan")
    v.presses("Ny överenskommelse")
    v.chooses("Slag", "Idéburet offentligt partnerskap")
    v.page.get_by_label("Namn", exact=True).fill(TITLE)
    v.used.append("Namn")
    v.fills("Gäller från", f"{YEAR}-01-01")
    v.chooses_like("Ansvarig funktion", "MR-strateg")
    v.presses("Spara")
    for name in ("Kommunen", "Läxhjälpen"):
        v.presses("Ny part")
        v.page.get_by_label("Part", exact=True).fill(name)
        v.presses("Spara")
    v.used.append("Part")
    return v.page.url.split("#")[0]


def promises(v: Visitor) -> None:
    v.presses("Nytt åtagande")
    v.page.get_by_label("Åtagande", exact=True).fill("Årligt möte")
    v.used.append("Åtagande")
    v.fills("Så står det", "varje år, senast i maj månad")
    v.chooses("Part som ska göra det", "Kommunen")
    v.chooses_like("Ansvarig funktion hos er", "MR-strateg")
    v.page.get_by_label("När", exact=True).select_option(label="Varje år")
    v.used.append("När")
    v.chooses("Månad", "maj")
    v.fills("Första året", str(YEAR))
    v.fills("Sista året", str(YEAR + 1))
    v.presses("Spara")
    v.reads(f"senast i maj varje år {YEAR}–{YEAR + 1}")
    v.reads(f"Senast 31 maj {YEAR}")


def moves_a_day(v: Visitor, page: str) -> None:
    v.opens(page)
    v.presses(str(YEAR + 1))
    v.presses("Flytta dagen")
    v.fills("Ny dag", f"{YEAR + 1}-06-10")
    v.fills("Skäl", "Mötet flyttades enligt protokoll i mars.")
    v.presses("Spara")
    v.reads("Mötet flyttades enligt protokoll i mars.")
    v.reads("Dag som gäller nu")


def delivers(v: Visitor, page: str) -> None:
    v.opens(page)
    v.presses(str(YEAR))
    v.presses("Registrera leveransen")
    v.fills("Vad som lämnades", "Protokoll från mötet.")
    v.presses("Spara")
    v.presses("Registrera mottagandet")
    v.fills("Mottaget av (funktion)", "Föreningens ordförande")
    v.presses("Spara")
    v.reads("Mottaget")


def anyone_reads_a_public_one(v: Visitor) -> None:
    """Without signing in, with the real agreement's days and nothing said of how it went."""
    v.goes("Samverkan")
    v.presses("Avslutade överenskommelser")
    v.presses("Överenskommelse 2014 om mänskliga rättigheter på kommunal nivå")
    address = v.page.url
    v.context.clear_cookies()
    v.opens(address)
    v.reads("senast i maj varje år 2015–2017")
    v.reads("Senast 1 sep 2014")
    expect(v.page.locator("main")).not_to_contain_text(re.compile("Skulle ha lämnats"))
