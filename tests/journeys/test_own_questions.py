"""A strategist replaces one wording by SKR's, adds a question, and sends the rest by Excel."""

from __future__ import annotations

import re

from tests.journeys.visitor import Visitor

CRITERIA = "Plattformens kriterier"
OLD = "Barn och unga kan påverka före beslut och får svar efteråt"
NEW = "Barn och unga har inflytande innan beslut fattas och får återkoppling"


def test_from_our_wording_to_skrs_in_five_minutes(visitor: Visitor):
    v = visitor
    v.becomes("Astrid Sandell")
    reads_the_questions(v)
    draft = replaces_one_wording(v)
    adds_a_question(v, draft)
    compares_and_publishes(v, draft)
    sends_it_as_excel(v)
    v.followed("22-frageramverk", "23-egna-fragor", "24-fragor-i-excel")


def finds(v: Visitor) -> None:
    v.goes("Uppföljning")
    v.presses("Se frågorna")
    v.presses(CRITERIA)


def reads_the_questions(v: Visitor) -> None:
    finds(v)
    v.presses(
        "1. En återkommande nulägesbild visar skillnader i livsvillkor mellan grupper och områden"
    )
    v.presses("Nästa fråga")
    v.presses("Alla frågor")
    v.presses("Prova hela formuläret")
    v.page.get_by_text("Beslutat", exact=True).click()
    v.presses("Nästa fråga")
    v.reads("Fråga 2 av 40")
    v.presses("Avsluta provet")


def replaces_one_wording(v: Visitor) -> str:
    """The address of the draft."""
    finds(v)
    v.presses("Kopiera och ändra")
    v.reads("Vår formulering av samma frågor")
    v.presses("Skapa utkastet")
    v.reads("Utkast, ser bara ni")
    draft = v.page.url
    v.page.get_by_role("link", name=re.compile(re.escape(OLD))).click()
    v.looks()
    v.fills("Fråga på svenska", NEW)
    v.fills("Om texten: vems ord är det?", "SKR:s formulering")
    v.presses("Spara frågan")
    v.reads(NEW)
    v.presses("Jämför versioner")
    v.chooses_like("Jämför med", f"{CRITERIA} (1), allas")
    v.presses("Visa")
    v.reads("Andra ord: 1")
    assert v.page.locator("del", has_text="före").count() == 1
    assert v.page.locator("ins", has_text="inflytande").count() == 1
    return draft


def adds_a_question(v: Visitor, draft: str) -> None:
    v.opens(draft)
    v.presses("Ny fråga", begins=True)
    v.ticks("Ja eller nej")
    v.presses("Skriv frågan")
    v.fills("Fråga på svenska", "Får unga ersättning för sin medverkan?")
    v.page.locator("summary", has_text="Regler och villkor").click()
    v.used.append("Regler och villkor")
    v.presses("Spara frågan")
    v.reads("Texten saknas på engelska.")  # said at once, beside the question
    v.presses("Granska och publicera")
    v.heading("Utkastet är inte färdigt")
    v.page.get_by_role("link", name=re.compile("Får unga ersättning")).click()
    v.looks()
    v.fills("Fråga på engelska", "Are young people paid for taking part?")
    v.presses("Spara frågan")


def compares_and_publishes(v: Visitor, draft: str) -> None:
    v.opens(draft)
    v.presses("Granska och publicera")
    v.heading("Ska versionen publiceras?")
    v.reads("Nya frågor: 1")
    v.presses("Publicera")
    v.reads("Nu går den att välja i en kartläggning.")
    v.heading(CRITERIA)


def sends_it_as_excel(v: Visitor) -> None:
    file = v.downloads("Hämta som Excel")
    v.goes("Uppföljning")
    v.presses("Se frågorna")
    v.presses("Läs in från fil")
    v.page.get_by_label("Fil").set_input_files(
        {"name": "kriterier.xlsx", "mimeType": "application/x", "buffer": file.read_bytes()}
    )
    v.used.append("Fil")
    v.presses("Kontrollera filen")
    v.heading("Filen ändrar ingenting")
    text = "key: platform-criteria\nversion: 1\ntitle: Kortare\nsource: S\nwording_note: W\n"
    text += "sections:\n- key: s\n  title: A\n  questions:\n"
    text += "  - {key: D4, kind: text, text: Hur får barnen svar?}\n"
    v.presses("Välj en annan fil")
    v.page.get_by_label("Fil").set_input_files(
        {"name": "kort.yaml", "mimeType": "text/yaml", "buffer": text.encode()}
    )
    v.presses("Kontrollera filen")
    v.heading("Ska filen läsas in?")
    v.reads("Borttagna frågor: 40")
    v.presses("Läs in")
    v.reads("Filen är inläst som ett utkast.")
