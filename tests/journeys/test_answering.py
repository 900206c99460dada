"""Answering on a phone: saved while one writes, through a lost connection, beside a colleague."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.visitor import Visitor

REPORTER = "Emil Lagerqvist"  # the rescue service has ten questions left
TEXT = "textarea[name=comment]"


@pytest.fixture
def question(visitor: Visitor) -> str:
    """The first question that the rescue service has not answered."""
    visitor.becomes(REPORTER)
    visitor.opens("/uppfoljning/")
    visitor.page.get_by_role("link", name="Plattformen 2026: Ekviks räddningstjänst").click()
    visitor.presses("Fortsätt svara")
    return visitor.page.url


def level(page: Page, name: str) -> None:
    page.locator("label", has=page.get_by_text(name, exact=True)).get_by_role("radio").check()


def status(page: Page, words: str) -> None:
    expect(page.locator("[data-status]")).to_contain_text(words)


def test_words_are_saved_while_they_are_written(visitor: Visitor, question: str):
    page = visitor.page
    level(page, "Påbörjat")
    page.fill(TEXT, "Vi har börjat undersöka riskerna.")
    page.wait_for_timeout(1200)
    status(page, "Sparat")

    visitor.opens(question)  # without pressing the button
    expect(page.locator(TEXT)).to_have_value("Vi har börjat undersöka riskerna.")
    expect(page.locator("label:has(:checked)")).to_contain_text("Vi har börjat")


def test_a_hasty_press_is_no_conflict_with_oneself(visitor: Visitor, question: str):
    page = visitor.page
    level(page, "Beslutat")
    page.locator(TEXT).press_sequentially("Planen är beslutad.", delay=15)
    page.wait_for_timeout(850)  # about when the words are on their way
    page.get_by_role("button", name="Nästa fråga").click()
    page.wait_for_url(lambda url: url != question)

    visitor.opens(question)
    expect(page.locator(TEXT)).to_have_value("Planen är beslutad.")


def test_a_lost_connection_loses_nothing(visitor: Visitor, question: str):
    page = visitor.page
    visitor.context.set_offline(True)
    level(page, "Genomfört")
    page.fill(TEXT, "Skrivet i en källare utan täckning.")
    status(page, "Ingen kontakt")
    visitor.faults.clear()  # the browser says so too

    visitor.context.set_offline(False)
    status(page, "Sparat")
    visitor.opens(question)
    expect(page.locator(TEXT)).to_have_value("Skrivet i en källare utan täckning.")


def test_a_tab_closed_without_connection_loses_nothing(visitor: Visitor, question: str):
    page = visitor.page
    visitor.context.set_offline(True)
    level(page, "Genomfört")
    page.fill(TEXT, "Sedan dog telefonen.")
    status(page, "Ingen kontakt")
    page.close()
    visitor.context.set_offline(False)

    again = visitor.context.new_page()
    again.goto(question)
    status(again, "Vi har lagt tillbaka")
    expect(again.locator(TEXT)).to_have_value("Sedan dog telefonen.")
    status(again, "Sparat")


def test_two_browsers_meet_both_versions_and_a_choice(visitor: Visitor, question: str):
    mine = visitor.page
    other = visitor.context.browser.new_context(locale="sv-SE")
    other.add_cookies(visitor.context.cookies())
    theirs = other.new_page()
    theirs.goto(question)
    level(theirs, "Påbörjat")
    theirs.fill(TEXT, "Kollegans ord.")
    status(theirs, "Sparat")
    theirs.wait_for_timeout(1200)

    level(mine, "Genomfört")
    mine.fill(TEXT, "Mina ord.")
    status(mine, "sparade samtidigt")
    visitor.presses("Jämför och välj")
    for words in ("Kollegans ord.", "Mina ord.", "1 Påbörjat", "3 Genomfört"):
        visitor.reads(words)
    visitor.presses("Behåll min version")

    theirs.goto(question)
    expect(theirs.locator(TEXT)).to_have_value("Mina ord.")
    other.close()


def test_the_button_saves_without_javascript(visitor: Visitor, question: str):
    plain = visitor.context.browser.new_context(java_script_enabled=False, locale="sv-SE")
    plain.add_cookies(visitor.context.cookies())
    page = plain.new_page()
    page.goto(question)
    level(page, "Påbörjat")
    page.fill(TEXT, "Utan skript.")
    page.get_by_role("button", name="Nästa fråga").click()
    page.goto(question)
    expect(page.locator(TEXT)).to_have_value("Utan skript.")
    plain.close()
