"""Answering together: by a personal link, a section each, as last time, and what came back."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.visitor import Visitor

STRATEGIST = "Astrid Sandell"
REPORTER = "Emil Lagerqvist"  # the rescue service has ten questions left
COLLEAGUE = "Räddningschef"
UNIT = "Ekviks räddningstjänst"
ADDRESS = "vikarie@example.se"
TEXT = "textarea[name=comment]"
SHEET_DEPTH = 6  # http://host/uppfoljning/svara/17; a question has its key besides
HANDED_IN = ("Miriam Olofsson", "Kultur- och fritidsförvaltningen")


def level(v: Visitor, name: str) -> None:
    v.page.locator("label", has=v.page.get_by_text(name, exact=True)).get_by_role("radio").check()


def signed_out(v: Visitor) -> None:
    """The session has run out, unseen."""
    v.context.clear_cookies(name="sessionid")


def status(v: Visitor, words: str) -> None:
    expect(v.page.locator("[data-status]")).to_contain_text(words)


def goes_to_the_sheet(v: Visitor, unit: str = UNIT) -> str:
    v.opens("/uppfoljning/")
    v.page.get_by_role("link", name=f"Plattformen 2026: {unit}").first.click()
    v.looks()
    return v.page.url


def finds_the_unit(v: Visitor, unit: str) -> str:
    """As who leads the round; the number in the addresses of the unit's answers."""
    v.opens("/uppfoljning/")
    v.page.get_by_role("link", name="Plattformen 2026").first.click()
    v.looks()
    v.page.get_by_role("link", name=unit).first.click()
    v.looks()
    return re.search(r"/(\d+)/", v.page.url)[1]


def answers_what_is_left(v: Visitor) -> None:
    v.page.get_by_role("link", name=re.compile("Fortsätt svara|Börja svara")).click()
    v.page.wait_for_load_state()
    while len(v.page.url.rstrip("/").split("/")) > SHEET_DEPTH:
        level(v, "Påbörjat")
        here = v.page.url
        v.page.get_by_role("button", name=re.compile("Nästa fråga|Spara och se")).click()
        v.page.wait_for_url(lambda url, here=here: url != here)


@pytest.fixture
def sheet(visitor: Visitor) -> str:
    visitor.becomes(REPORTER)
    return goes_to_the_sheet(visitor)


def test_somebody_without_an_account_answers_and_hands_in(visitor: Visitor, sheet: str):
    v = visitor
    v.becomes(STRATEGIST)
    finds_the_unit(v, UNIT)
    v.presses("Personliga länkar")
    v.fills("E-postadress", ADDRESS)
    v.presses("Skicka länken")
    letter = v.letter("Din länk till Plattformen 2026")
    v.context.clear_cookies()

    v.opens(re.search(r"https?://\S+/uppfoljning/lank/\S+", letter)[0])
    assert "/lank/" not in v.page.url
    expect(v.page.get_by_role("navigation", name="Huvudmeny")).to_have_count(0)
    v.used.append("Börja svara")  # the rescue service has begun: here it says Fortsätt svara
    v.presses("Fortsätt svara")
    question = v.page.url
    level(v, "Beslutat")
    v.page.fill(TEXT, "Skrivet utan konto.")
    status(v, "Sparat")
    v.presses("Nästa fråga")
    v.opens(question)
    expect(v.page.locator(TEXT)).to_have_value("Skrivet utan konto.")

    v.opens(sheet)
    answers_what_is_left(v)
    v.confirms("Skicka in")
    v.reads("Svaren är inskickade och låsta.")
    v.reads("Skrivet utan konto.")
    v.opens("/uppfoljning/")
    v.heading("Logga in")
    v.followed("43-svara-utan-konto")


def test_a_colleague_answers_a_section_and_says_that_it_is_done(visitor: Visitor, sheet: str):
    v = visitor
    section = v.page.get_by_role("region", name="Arbetsgivare: transparens och ansvar")
    section.get_by_role("link", name="Fördela").click()
    v.used.append("Fördela")
    v.looks()
    v.chooses_like("Kollega", COLLEAGUE)
    v.fills("Hälsning", "Gärna före fredag.")
    v.presses("Fördela")
    v.reads("får ett mejl")

    letter = v.letter("Svara på ett avsnitt: Arbetsgivare: transparens och ansvar")
    assert "Gärna före fredag." in letter
    v.context.clear_cookies()
    v.opens(re.search(r"https?://\S+/konto/lank/\S+", letter)[0])
    v.page.get_by_role("button", name=re.compile("Fortsätt som")).click()
    v.looks()
    v.heading("Plattformen 2026")
    v.reads("0 av 4 besvarade")
    answers_what_is_left(v)
    v.presses("Klart", begins=True)
    v.letter("Arbetsgivare: transparens och ansvar är klart")

    v.becomes(REPORTER)
    v.opens(sheet)
    v.reads("Klart")
    v.followed("44-fordela")


def test_last_times_answers_are_used_once_more(visitor: Visitor, sheet: str):
    v = visitor
    v.presses("Fortsätt svara")
    question = v.page.url
    v.presses("Använd förra svaret")
    status(v, "återanvände svaret från")
    assert v.page.locator("label:has(input:checked)").count() == 1
    v.presses("Nästa fråga")
    v.opens(question)
    assert v.page.locator("label:has(input:checked)").count() == 1

    v.opens(sheet)
    v.presses("Använd förra svaren", begins=True)
    v.reads("från förra gången")
    v.presses("Ta bort ifyllda svar", begins=True)
    v.followed("45-forra-svaret")


def test_what_came_back_is_all_that_is_put_right(visitor: Visitor):
    v = visitor
    reporter, unit = HANDED_IN
    v.becomes(STRATEGIST)
    number = finds_the_unit(v, unit)
    v.presses("Läs svaren")
    v.presses("Lämna tillbaka")
    v.page.get_by_label("Vad saknas?", exact=True).fill("Två frågor behöver mer.")
    v.used.append("Vad saknas?")
    for place, words in ((1, "Vilka skolor gäller det?"), (4, "Lägg till beslutet.")):
        box = v.page.get_by_role("checkbox").nth(place)
        box.check()
        v.page.locator(f"#{box.get_attribute('id').replace('tick_', 'about_')}").fill(words)
    v.looks()
    v.presses("Lämna tillbaka")
    v.reads("Svaren är återlämnade")

    v.becomes(reporter)
    v.opens(f"/uppfoljning/svara/{number}/")
    v.reads("Att rätta")
    v.reads("Vilka skolor gäller det?")
    v.presses("Rätta svaren")
    v.reads("Fråga 1 av 2")
    v.reads("Vilka skolor gäller det?")
    v.page.fill(TEXT, "Gäller Ekskolan och Norrskolan.")
    v.presses("Nästa fråga")
    v.reads("Lägg till beslutet.")
    v.presses("Spara och se alla frågor")
    v.confirms("Skicka in")

    v.becomes(STRATEGIST)
    v.opens(f"/uppfoljning/svar/{number}/")
    v.reads("Ändrat sedan svaren gick tillbaka")
    v.reads("Gäller Ekskolan och Norrskolan.")
    v.reads("Motiveringen före")
    v.followed("46-lamna-tillbaka")


def test_signed_out_while_writing_nothing_is_lost(visitor: Visitor, sheet: str):
    v = visitor
    v.presses("Fortsätt svara")
    question = v.page.url
    signed_out(v)
    level(v, "Genomfört")
    v.page.fill(TEXT, "Skrivet när sessionen gick ut.")
    status(v, "du är utloggad")
    v.page.get_by_role("button", name="Nästa fråga").click()
    v.heading("Logga in")

    v.becomes(REPORTER)
    v.opens(question)
    status(v, "Vi har lagt tillbaka")
    expect(v.page.locator(TEXT)).to_have_value("Skrivet när sessionen gick ut.")
    status(v, "Sparat")
    v.opens(question)
    expect(v.page.locator(TEXT)).to_have_value("Skrivet när sessionen gick ut.")


def test_pressing_the_button_signed_out_loses_nothing_wherever_one_lands(
    visitor: Visitor, sheet: str
):
    """Signed out unseen: the button is the first to meet it. Then another question comes first."""
    v = visitor
    v.presses("Fortsätt svara")
    question = v.page.url
    level(v, "Genomfört")
    v.page.fill(TEXT, "Ord före utloggningen.")
    status(v, "Sparat")
    signed_out(v)
    v.page.evaluate("document.querySelector('textarea[name=comment]').value = 'Ord efter.'")
    v.page.get_by_role("button", name="Nästa fråga").click()
    v.heading("Logga in")
    v.becomes(REPORTER)
    v.opens(sheet)
    v.page.locator("ol a").first.click()
    v.page.wait_for_load_state()

    v.opens(question)
    expect(v.page.locator(TEXT)).to_have_value("Ord efter.")


def test_a_question_takes_three_actions(visitor: Visitor, sheet: str):
    v = visitor
    v.presses("Fortsätt svara")
    before = v.page.url

    level(v, "Påbörjat")  # choose
    v.page.fill(TEXT, "Vi har börjat.")  # write
    v.page.get_by_role("button", name="Nästa fråga").click()  # next
    v.page.wait_for_url(lambda url: url != before)

    v.opens(before)
    expect(v.page.locator(TEXT)).to_have_value("Vi har börjat.")
