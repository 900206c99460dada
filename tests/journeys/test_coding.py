"""Free text into themes: two read by keyboard, compare, settle; a quote and a finding come of it."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.journeys.visitor import Visitor

FIRST, SECOND = "Astrid Sandell", "Bo Hedlund"
TITLE = "Vad hindrar oss?"


def test_two_read_agree_quote_and_conclude(visitor: Visitor):
    v = visitor
    coding = starts(v)
    writes_themes(v)
    v.opens(coding)
    v.presses("Börja läsa")
    adds_a_theme_while_reading(v)
    reads_with_keys(v, ["1", "1", "2", "0"])
    v.reads("Du har läst alla texter.")
    v.becomes(SECOND)
    v.reads("Läs 10 texter")
    v.opens(coding)
    v.presses("Jämförelse")
    v.reads("Läs dina texter först")
    v.presses("Läs vidare")
    reads_with_keys(v, ["1", "2", "2", "0"])
    settles(v, coding)
    v.becomes(FIRST)
    quotes_and_concludes(v, coding)
    v.followed("42-koda-texter")


def starts(v: Visitor) -> str:
    v.becomes(FIRST)
    v.goes("Uppföljning")
    v.presses("Kodningar")
    v.presses("Ny kodning")
    v.page.get_by_label("Kartläggning", exact=True).select_option(label="Plattformen 2026")
    v.presses("Välj frågor")
    v.fills("Namn", TITLE)
    v.page.locator("fieldset summary").first.click()
    v.page.locator("input[name=questions]").first.check()
    v.chooses_like("Vem läser också?", second_function(v))
    v.presses("Se vilka texter som kommer in")
    v.reads("10 texter kommer in")
    v.presses("Börja koda")
    v.heading(TITLE)
    return v.page.url


def second_function(v: Visitor) -> str:
    options = v.page.get_by_label("Vem läser också?").locator("option").all_inner_texts()
    return next(words for words in options if SECOND in words)


def writes_themes(v: Visitor) -> None:
    v.presses("Ändra teman")
    for name in ("Tid", "Rutiner"):
        v.fills("Namn på temat", name)
        v.fills("Vad hör hit?", f"Om {name.lower()}, också när det saknas.")
        v.presses("Lägg till temat")


def adds_a_theme_while_reading(v: Visitor) -> None:
    v.page.keyboard.press("n")
    expect(v.page.get_by_label("Nytt tema")).to_be_focused()
    v.fills("Nytt tema", "Ledning")
    v.presses("Lägg till")
    expect(v.page.get_by_role("checkbox", name=re.compile("Ledning"))).to_be_checked()
    v.presses("Nästa text")
    v.presses("Inget tema passar")


def reads_with_keys(v: Visitor, keys: list[str]) -> None:
    """The rest with nothing but the keyboard, the same few keys over and over."""
    number = 0
    while "/las/" in v.page.url:
        here = v.page.url
        key = keys[number % len(keys)]
        v.page.keyboard.press(key)
        if key != "0":  # none fits goes on at once
            expect(v.page.locator("[data-status]")).to_contain_text("Sparat")
            v.page.keyboard.press("Enter")
        v.page.wait_for_url(lambda url, here=here: url != here)
        v.looks()
        number += 1


def settles(v: Visitor, coding: str) -> None:
    v.opens(coding)
    v.presses("Jämförelse")
    v.reads("Ni är överens om")
    v.presses("Kom överens om texterna")
    while "/jamfor/" in v.page.url and v.page.get_by_role("button", name="Spara och").count():
        v.page.get_by_role("checkbox").first.check()
        v.presses("Spara och gå vidare")
    expect(v.page.get_by_role("link", name="Kom överens om texterna")).to_have_count(0)


def quotes_and_concludes(v: Visitor, coding: str) -> None:
    v.opens(coding)
    v.presses("Resultat")
    v.page.get_by_role("link", name="Tid", exact=True).first.click()
    theme = v.page.url
    v.presses("Citera", begins=True)
    v.fills("Citat", "Ring Mona Lind på 070-123 45 67.")
    v.presses("Spara citatet")
    v.reads("Citatet visar fortfarande")
    v.fills("Citat", "Ring [namn], vi hinner inte.")
    v.presses("Spara citatet")
    v.reads("Ring [namn], vi hinner inte.")
    v.opens(theme)
    v.presses("Skriv slutsats")
    v.fills("Slutsats i en mening", "Tiden räcker inte för uppföljning")
    v.ticks("Brist")
    v.presses("Spara slutsatsen")
    v.heading("Tiden räcker inte för uppföljning")
    v.reads("Temat Tid i Vad hindrar oss?")
    v.reads("Ring [namn], vi hinner inte.")


def test_a_finding_rests_on_many_answers(visitor: Visitor):
    v = visitor
    v.becomes(FIRST)
    v.opens("/uppfoljning/slutsatser/")
    v.presses("Skriv slutsats")
    v.fills("Slutsats i en mening", "Barn får sällan svar")
    v.ticks("Brist")
    v.page.locator("summary", has_text="Lägg till svar").click()
    v.used.append("Lägg till svar")
    v.page.get_by_label("Ur kartläggningen").select_option(label="Plattformen 2026")
    v.presses("Visa frågor")
    v.fills("Sök fråga eller enhet", "barn och unga")
    v.presses("Sök", within=v.page.locator("#underlag"))
    v.page.get_by_role("checkbox", name="Barn och unga kan påverka").check()
    v.presses("Lägg till det valda")
    v.reads("Alla svar på ”Barn och unga kan påverka")
    v.presses("Spara slutsatsen")
    v.heading("Barn får sällan svar")
    v.reads("svar, mest")
    v.followed("34-slutsats")
