"""Answering without a name, on a phone with a code, and a meeting with three phones and a screen."""

from __future__ import annotations

import datetime as dt
import re

from playwright.sync_api import Browser, Page, expect

from tests.journeys.visitor import Visitor

STRATEGIST = "Astrid Sandell"
KEYS = "Implementeringsnycklar"
SCHOOL = "Barn- och utbildningsförvaltningen"


def day(ahead: int) -> str:
    return (dt.date.today() + dt.timedelta(days=ahead)).isoformat()  # noqa: DTZ011


def prepares(v: Visitor, name: str, kind: str) -> None:
    v.becomes(STRATEGIST)
    v.goes("Uppföljning")
    v.presses("Ny kartläggning")
    v.fills("Namn", name)
    v.chooses_like("Frågor", KEYS)
    v.used.append("Frågor")
    v.page.get_by_label(kind).check()
    v.used.append(kind)
    v.fills("Öppnar", day(0))
    v.fills("Stänger", day(20))
    v.presses("Välj enheter")


def phone(browser: Browser, address: str) -> Visitor:
    return Visitor(browser.new_context(viewport={"width": 360, "height": 740}), address)


def picks(page: Page, words: str, nth: int = 0) -> None:
    page.get_by_text(words, exact=True).nth(nth).click()


# --- With a code -----------------------------------------------------------------------------


def test_a_round_without_names(visitor: Visitor, browser: Browser):
    v = visitor
    prepares(v, "Vad tycker ni?", "Många per enhet, utan namn")
    for box in v.page.get_by_role("checkbox").all():
        box.set_checked(box.evaluate("e => e.labels[0].innerText.trim()").startswith(SCHOOL))
    v.page.get_by_label(f"E-postadresser i {SCHOOL}").fill("anna@example.se")
    v.page.get_by_label(f"Antal koder att skriva ut för {SCHOOL}").fill("6")
    v.presses("Spara enheterna")
    v.confirms("Öppna kartläggningen")
    v.reads("0 av 7 inbjudna har svarat")
    round_page = v.page.url

    link = re.search(r"https?://\S+/kod/#\S+", v.letter("Svara utan namn: Vad tycker ni?"))[0]
    answers_by_the_letter(phone(browser, v.address), link, v)

    v.opens(round_page)
    v.presses("Koder och påminnelser")
    v.presses("Skriv ut lappar", begins=True)
    slips = v.page.locator(".mr-slips strong").all_inner_texts()
    assert len(slips) == 6
    v.page.go_back()
    v.presses("Påminn dem som inte har svarat")
    for code in slips[:5]:
        answers_by_a_slip(phone(browser, v.address), code)

    v.opens(round_page)
    v.reads("6 av 7 inbjudna har svarat")
    v.presses("Se resultat")
    v.reads("Resultatet visas när kartläggningen är stängd")
    v.opens(round_page)
    v.confirms("Stäng kartläggningen")
    v.presses("Se resultat")
    v.reads("6 av 7 inbjudna svarade")
    v.reads("Mittersta svaret")
    v.used += ["Dela upp efter", "Visa", "Kod"]  # one unit and no choice: nothing to part here
    v.followed("38-utan-namn")


def answers_by_the_letter(p: Visitor, link: str, v: Visitor) -> None:
    p.opens(link)
    assert "#" not in p.page.url  # nor in the history of the browser
    p.presses("Visa frågorna")
    v.used.append("Visa frågorna")
    picks(p.page, "Stämmer helt")
    expect(p.page.locator("[data-status]")).to_contain_text("Du har svarat på 1 av")
    p.context.set_offline(True)
    p.page.get_by_role("button", name="Lämna svaren").click()
    expect(p.page.locator("[data-status]")).to_contain_text("Svaren finns kvar på enheten")
    p.context.set_offline(False)
    p.faults.clear()  # the browser tells of the request that could not leave

    # The letter is opened again in the same tab: what was chosen is still there.
    opens_anew(p, link)
    p.presses("Visa frågorna")
    assert p.page.locator("input:checked").count() == 1
    hands_in(p)
    v.used.append("Lämna svaren")
    assert "mr-kod" not in p.page.evaluate("JSON.stringify(sessionStorage)")

    opens_anew(p, link)
    p.presses("Visa frågorna")
    p.heading("Svaren är redan lämnade med den här koden")
    assert {cookie["name"] for cookie in p.context.cookies()} <= {"csrftoken"}


def hands_in(p: Visitor) -> None:
    """The page asks for the connection first, so that it leaves a moment after the press."""
    p.page.get_by_role("button", name="Lämna svaren").click()
    p.page.wait_for_url("**/kod/tack/")
    p.looks()
    p.heading("Tack för dina svar")


def opens_anew(p: Visitor, link: str) -> None:
    p.page.goto("about:blank")  # else only what stands after # would change
    p.opens(link)


def answers_by_a_slip(p: Visitor, code: str) -> None:
    p.opens("/kod/")
    p.fills("Kod", code.lower())
    p.presses("Visa frågorna")
    picks(p.page, "Stämmer delvis")
    hands_in(p)


# --- In a meeting ----------------------------------------------------------------------------


def test_a_meeting_with_three_phones_and_a_screen(visitor: Visitor, browser: Browser):
    v = visitor
    prepares(v, "Nycklarna i ledningsgruppen", "Tillsammans på ett möte")
    v.confirms("Öppna mötet")
    v.presses("Visa mötet på skärmen")
    code = v.page.locator(".mr-screen-code").inner_text()
    phones = [phone(browser, v.address) for _ in range(3)]
    for p in phones:
        p.opens(f"/mote/#{code}")
        p.presses("Gå med")
    expect(v.page.locator("[data-phones]")).to_have_text("3")

    for p, words in zip(phones, ["Stämmer helt", "Stämmer lite", "Stämmer lite"], strict=True):
        picks(p.page, words)
        p.presses("Svara")
        p.reads("Ditt svar är framme")
    expect(v.page.locator("[data-answered]")).to_have_text("3")

    v.presses("Visa svaren")
    v.reads("3 svar")
    v.reads("Mittersta svaret: 1 Stämmer lite.")
    for p in phones:
        expect(p.page.locator("body")).to_contain_text("Svaren visas på skärmen")
        p.looks()

    before = phones[0].page.get_by_role("heading", level=1).inner_text()
    v.presses("Nästa fråga")
    for p in phones:
        expect(p.page.get_by_role("heading", level=1)).not_to_have_text(before)
        p.looks()

    v.confirms("Avsluta mötet")
    v.reads("3 telefoner var med")
    for p in phones:
        expect(p.page.locator("body")).to_contain_text("är slut")
    v.used += ["Kod", "Gå med", "Svara"]
    v.followed("39-mote")
