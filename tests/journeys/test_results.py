"""The handbook's pages on results: to read them, through time, beside others, and in a meeting."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.journeys.visitor import Visitor

MERGED = "Förvaltningen för arbete och vuxenutbildning"


def test_reading_results_in_every_way(visitor: Visitor):
    results = strategist_opens_the_results(visitor)
    visitor.followed("33-resultat")
    she_follows_a_merged_unit_through_time(visitor)
    she_reads_what_moved(visitor, results)
    she_reads_spread_and_texts(visitor, results)
    visitor.followed("47-forflyttning")
    she_looks_for_others(visitor, results)
    visitor.followed("48-jamfor-med-andra")
    she_holds_a_meeting(visitor, results)
    visitor.followed("49-resultat-pa-mote")


def cell(v: Visitor):
    return v.page.locator("a.mr-lv").first


def strategist_opens_the_results(v: Visitor) -> str:
    v.becomes("Astrid Sandell")
    v.goes("Uppföljning")
    v.page.get_by_role("link", name="Plattformen 2026", exact=True).first.click()
    v.presses("Se resultat")
    v.reads("enheter har skickat in")
    results = v.page.url
    cell(v).click()
    v.reads("Svaren bakom rutan")
    v.looks()
    v.opens(results)
    return results


def she_follows_a_merged_unit_through_time(v: Visitor) -> None:
    v.presses("Över tid")
    v.chooses("Vems svar", MERGED)
    v.chooses("Rader", "Frågor")
    v.presses("Visa")
    v.used += ["Frågor"]
    v.heading(f"{MERGED} över tid")
    v.reads("Ny sedan sammanslagningen")
    cell(v).click()
    v.reads("Svaren bakom rutan")
    v.looks()


def she_reads_what_moved(v: Visitor, results: str) -> None:
    v.opens(results)
    v.presses("Förflyttning")
    v.heading("Vad har rört sig?")
    v.chooses("Rörelse", "Bakåt")
    v.used += ["Bakåt"]
    v.presses("Visa")
    v.reads("Svaren som har rört sig")
    v.downloads("Hämta som Excel")


def she_reads_spread_and_texts(v: Visitor, results: str) -> None:
    v.opens(results)
    v.presses("Spridning")
    v.presses("Fråga för fråga", begins=True)
    v.presses("Texter")
    v.fills("Sök i texten", "barn")
    v.presses("Visa")
    v.chooses("Fråga", "Barn och unga kan påverka före beslut och får svar efteråt")
    v.presses("Visa")
    v.heading("Barn och unga kan påverka före beslut")


def she_looks_for_others(v: Visitor, results: str) -> None:
    v.opens(results)
    v.presses("Andra")
    v.heading("Hur ser det ut hos andra?")


def she_holds_a_meeting(v: Visitor, results: str) -> None:
    v.opens(results)
    v.presses("För mötet")
    first = v.page.locator("h1").inner_text()
    v.reads("Samtala om")
    v.presses("Nästa")
    expect(v.page.locator("h1")).not_to_have_text(first)
    v.page.keyboard.press("ArrowRight")
    v.reads("avsnitt 3 av 12")
    v.presses("Förra")
    v.page.locator("summary", has_text="Fråga för fråga").click()
    v.page.locator("details a").last.click()
    v.reads(re.search(r"fråga \d+ av 40", v.page.inner_text("main"))[0])
    v.looks()
    v.presses("Alla avsnitt på papper")
    v.page.emulate_media(media="print")
    assert v.page.locator(".mr-meeting-page").count() == 12
    v.page.emulate_media(media="screen")
    expect(v.page.get_by_role("button", name="Skriv ut")).to_be_visible()
    v.used.append("Skriv ut")
    v.presses("Tillbaka till ett avsnitt i taget")
    v.fills("Det här säger gruppen", "Vi vet för lite om hyresgästerna.")
    v.presses("Gör till slutsats")
    expect(v.page.get_by_label("Beskriv vad svaren visar")).to_have_value(
        "Vi vet för lite om hyresgästerna."
    )
