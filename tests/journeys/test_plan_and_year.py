"""From a plan to a decided report, the dated things of a year, and leaving or discarding what was."""

from __future__ import annotations

import datetime as dt
import json
import zipfile

import pypdf

from tests.journeys.visitor import Visitor

PLAN = "Plan för tillgänglighet"
MEASURE = "Ledsagning på sammanträden"
FINDING = "Räddningstjänsten behöver stöd för att komma igång"
EKVIKS = "Plan för mänskliga rättigheter 2025–2028"


def day(ahead: int = 0) -> str:
    return (dt.date.today() + dt.timedelta(days=ahead)).isoformat()  # noqa: DTZ011


def test_40_from_finding_to_measure_in_an_adopted_plan(visitor: Visitor):
    v = visitor
    v.becomes("Astrid Sandell")
    v.goes("Insatser")
    v.presses("Planer")
    v.presses("Ny plan")
    v.fills("Namn", PLAN)
    v.fills("Från och med", day())
    v.fills("Till och med", day(700))
    v.chooses_like("Ansvarig funktion", "MR-strateg, Kommunledningskontoret")
    v.presses("Skapa planen")
    v.heading(PLAN)
    plan = v.page.url

    v.goes("Insatser")
    v.presses("Ny insats")
    v.heading("Vilken plan hör insatsen till?")
    v.goes("Uppföljning")
    v.presses("Slutsatser")
    v.presses(FINDING)
    v.presses("Gör till insats")
    v.presses(PLAN)
    v.reads(FINDING)
    v.fills("Insats", MEASURE)
    v.chooses_like("Ansvarig funktion", "Kanslichef, Kommunledningskontoret")
    v.fills("Från och med", day())
    v.fills("Klar senast", day(200))
    v.presses("Skapa insatsen")
    v.heading(MEASURE)
    v.reads(FINDING)

    v.presses("Ny bedömning")
    v.reads("Läge")
    v.ticks("Enligt plan")
    v.fills("Bedömning", "Två ledsagare är utbildade. De provar på nästa sammanträde.")
    v.presses("Spara bedömningen")
    v.reads("Två ledsagare är utbildade.")

    v.opens(plan)
    v.presses("För in beslut")
    v.chooses("Beslutande organ", "Kommunstyrelsen")
    v.fills("Beslutsdatum", day())
    v.fills("Beslutet, ord för ord", "Kommunstyrelsen antar planen.")
    v.presses("För in beslutet")
    v.reads("Antagen av Kommunstyrelsen")
    v.presses("Som den antogs")
    v.reads(MEASURE)
    v.followed("40-insats")


def test_41_reports_are_written_commented_and_locked(visitor: Visitor):
    v = visitor
    v.becomes("Astrid Sandell")
    v.goes("Uppföljning")
    v.presses("Plattformen 2025")
    v.presses("Gör en rapport")
    v.presses("Skapa utkastet")
    v.presses("Skriv egna ord", begins=True)
    v.fills("Egna ord", "Skolan har gått längst.\n\nRäddningstjänsten behöver hjälp.")
    v.presses("Spara")
    v.reads("Räddningstjänsten behöver hjälp.")
    v.presses("Kommentera", begins=True)
    v.fills("Kommentar", "Ska vi nämna energibolaget också?")
    v.presses("Spara kommentaren")
    v.reads("Ska vi nämna energibolaget också?")
    v.presses("Klar", begins=True)

    v.goes("Uppföljning")
    v.presses("Rapporter")
    v.presses("Följ upp ett år")
    v.ticks("En sida till de förtroendevalda")
    v.chooses("Plan", EKVIKS)
    v.page.get_by_label("År", exact=True).fill(str(dt.date.today().year))  # noqa: DTZ011
    v.used.append("År")
    v.presses("Skapa utkastet")
    v.reads("Det här kan ni fråga om")
    v.presses("För in beslut")
    v.chooses("Beslutande organ", "Kommunfullmäktige")
    v.fills("Beslutsdatum", day())
    v.fills("Beslutet, ord för ord", "Kommunfullmäktige tar del av sidan.")
    v.presses("Lås rapporten")
    v.reads("Låst med beslutet")
    assert len(pypdf.PdfReader(v.downloads("Hämta som PDF")).pages) <= 2  # and its table twin
    v.followed("41-rapport")


def test_53_what_is_dated_in_agenda_calendar_letters_and_wheel(visitor: Visitor):
    v = visitor
    v.becomes("Astrid Sandell")
    v.presses("Hela agendan")
    for whose in ("Mitt", "Min enhet", "Hela organisationen"):
        v.presses(whose)
    v.reads("Samråd med sverigefinnar")
    v.presses("Prenumerera i kalender")
    v.chooses("Vad ska kalendern visa?", "Hela organisationen")
    v.presses("Skapa länken")
    address = v.page.locator("code").inner_text()
    calendar = v.context.request.get(address).text()
    assert calendar.count("BEGIN:VEVENT") > 10
    v.presses("Ta tillbaka", begins=True)
    assert v.context.request.get(address).status == 404

    v.goes("Insatser")
    v.presses("Agenda")
    v.presses("Ställ in påminnelser")
    v.ticks("Varje måndag när det finns något")
    v.presses("Spara")

    v.becomes("Nils Ek")
    v.presses("Årshjul", within=v.page.get_by_role("main"))
    v.presses("Lägg in styråret")
    v.reads("Delårsrapport")
    v.presses("Nytt steg")
    v.fills("Steg", "Bykväll i Hult")
    v.presses("Spara")
    v.reads("Bykväll i Hult")
    v.followed("53-agenda")


def test_61_all_that_is_ours_in_one_file(visitor: Visitor):
    v = visitor
    v.becomes("Astrid Sandell")
    v.presses("Hämta allt")
    v.presses("Hämta allt")
    link = v.page.get_by_role("link", name="zip")
    for _ in range(60):
        if link.count():
            break
        v.page.wait_for_timeout(500)
        v.page.reload()
    v.looks()
    with v.page.expect_download() as waiting:
        link.first.click()
    with zipfile.ZipFile(waiting.value.path()) as file:
        names = file.namelist()
        rows = file.read("tables/plans.measure.jsonl").decode().splitlines()
    assert any(name == "csv/plans.measure.csv" for name in names)
    assert len([json.loads(row) for row in rows]) == 44
    v.followed("61-hamta-allt")


def test_62_what_is_old_is_discarded_and_a_name_is_forgotten(visitor: Visitor):
    v = visitor
    v.becomes("Astrid Sandell")
    v.presses("Gallring")
    v.presses("Ändra reglerna")
    v.presses("Ändra Svar på uppföljningar")
    v.fills("Gallras efter antal år", "1")
    v.presses("Spara")
    v.opens("/gallring/")
    v.reads("Plattformen 2024")
    v.presses("Gallra", begins=True)
    v.page.get_by_role("dialog").get_by_role("button", name="Gallra", exact=True).click()
    v.looks()
    v.reads("gallrade svaren")

    v.opens("/")
    v.presses("Personer")
    v.fills("Namn, e-post eller funktion", "Vera Lindell")
    v.chooses("Visa", "De som har slutat")
    v.presses("Visa")
    v.presses("Vera Lindell")
    v.presses("Ta bort namnet")
    v.fills("Varför?", "Hon har bett om det, och hennes uppdrag är överlämnat.")
    v.presses("Ta bort namnet")
    assert "Vera Lindell" not in v.page.inner_text("h1")
    v.followed("62-gallra")


def test_10_the_organisation_as_it_is_and_as_it_was(visitor: Visitor):
    v = visitor
    v.becomes("Astrid Sandell")
    v.presses("Organisation och funktioner")
    v.heading("Hur är vi organiserade?")
    v.reads("Hur är vi organiserade?")
    v.page.locator("summary", has_text="8 enheter").first.click()
    v.used.append("8 enheter")
    v.presses("Öppna hela trädet")
    v.fills("Visa som det var", "2024-05-01")
    v.presses("Visa")
    v.reads("Som det var 1 maj 2024")
    v.reads("Arbetsmarknadsförvaltningen")
    v.presses("Kommunledningskontoret")
    v.reads("Vera Lindell")  # who held it that day
    assert not v.page.get_by_role("link", name="Ändra uppgifter").count()
    v.presses("Visa som det är i dag")
    v.reads("Astrid Sandell")
    v.presses("Ändra uppgifter")
    v.fills("Kort namn", "KLK")
    v.presses("Spara")
    v.followed("10-organisation")


def test_54_the_grid_and_what_stands_behind_each_place(visitor: Visitor):
    v = visitor
    v.becomes("Yasmin Darwish")
    v.goes("Nuläge")
    v.chooses("Kartläggning", "Plattformen 2026")
    v.chooses("Jämför med", "Plattformen 2024")
    v.chooses("Enheter", "Socialförvaltningen")
    v.presses("Visa")
    v.reads("Nuläget som tabell")
    assert v.downloads("Hämta som Excel").stat().st_size > 1000
    v.chooses("Enheter", "Alla enheter")
    v.presses("Visa")
    v.presses("Välfärdsaktör: Transparens och ansvar", begins=True)
    v.heading("Välfärdsaktör: Transparens och ansvar")
    for words in ("Kriterier", "Slutsatser", "Insatser"):
        v.reads(words)
    v.reads("Rutin för rättighetskrockar saknas i nästan alla verksamheter")
    v.presses("Läs svaren")
    v.followed("54-nulage")


def test_50_something_is_found_in_any_of_its_forms(visitor: Visitor):
    v = visitor
    v.becomes("Astrid Sandell")
    menu = v.page.locator("summary", has_text="Meny")
    if menu.is_visible():
        menu.click()
    v.page.get_by_role("link", name="Sök").locator("visible=true").first.click()
    v.looks()
    v.page.locator("main input[type=search]").fill("förslaget")
    v.reads("Vad letar du efter?")
    v.presses("Sök", within=v.page.get_by_role("main"))
    v.reads("Ungas förslag i fullmäktige")
    v.followed("50-sok")
