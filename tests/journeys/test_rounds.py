"""The handbook's pages on whom to ask and how to follow the answers, as they are written."""

from __future__ import annotations

import datetime as dt
import re

from tests.journeys.visitor import Visitor


def day(ahead: int) -> str:
    return (dt.date.today() + dt.timedelta(days=ahead)).isoformat()  # noqa: DTZ011


def test_choosing_whom_to_ask_and_following_the_answers(visitor: Visitor):
    draft = strategist_prepares(visitor)
    she_chooses_by_kind(visitor, draft)
    she_adds_a_list(visitor)
    she_leaves_questions_out(visitor)
    visitor.followed("35-valj-enheter")
    she_reminds(visitor)
    she_gives_one_more_time(visitor)
    she_sees_who_answers(visitor)
    visitor.followed("36-folj-svaren")


def strategist_prepares(v: Visitor) -> str:
    v.becomes("Astrid Sandell")
    v.goes("Uppföljning")
    v.presses("Kalender")
    v.presses("Ny kartläggning")
    v.fills("Namn", "Enheternas egen bild")
    v.chooses("Frågor", "Plattformens kriterier (version 1)")
    v.fills("Öppnar", day(3))
    v.fills("Stänger", day(25))
    v.presses("Välj enheter")
    return v.page.url.removesuffix("enheter/")


def she_chooses_by_kind(v: Visitor, draft: str) -> None:
    v.opens(draft)
    v.presses("Välj enheter")
    v.ticks("Enhet")
    v.presses("Visa")
    v.presses("Alla", begins=True)
    v.used.append("Alla")
    v.reads("enheter är valda")
    v.presses("Inga")
    v.reads("0 enheter är valda")
    v.page.locator("summary", has_text="Eller e-post").first.click()
    v.used.append("Eller e-post")
    v.page.locator("input[type=email]").first.fill("utan.konto@ekvik.example")
    v.page.locator(".mr-pick-table tbody input[type=checkbox]").first.check()
    save = v.page.get_by_role("button", name=re.compile("^Spara (sidan|enheterna)$"))
    save.click()
    v.used.append("Spara sidan")
    v.looks()
    v.opens(draft)
    v.reads("utan.konto@ekvik.example")


def she_adds_a_list(v: Visitor) -> None:
    v.presses("Välj enheter")
    v.presses("Klistra in eller läs in en lista")
    v.fills("Lista", "Socialförvaltningen\nFinns inte")
    v.presses("Prova listan")
    v.reads("En rad hittades inte")
    v.presses("Lägg till enheten")
    v.reads("Socialförvaltningen")


def she_leaves_questions_out(v: Visitor) -> None:
    v.presses("Välj frågor för varje slag")
    v.page.locator("main table input[type=checkbox]").first.uncheck()
    v.reads("Hela avsnittet")
    v.presses("Spara frågorna")
    v.reads("alla utom")
    v.presses("Se som svarande")
    v.presses("Börja svara")
    v.reads("Inget sparas här.")


def she_reminds(v: Visitor) -> None:
    v.goes("Uppföljning")
    v.presses("Plattformen 2026")
    v.presses("Påminn dem")
    v.chooses("Läge", "Inte inskickade")
    v.presses("Visa")
    v.reads("Påminn dem i urvalet")


def she_gives_one_more_time(v: Visitor) -> None:
    v.page.get_by_role("table", name="Enheter").get_by_role("link").nth(3).click()
    v.looks()
    v.presses("Ge mer tid")
    v.fills("Ny slutdag", day(60))
    v.fills("Varför behövs mer tid?", "Halva kontoret är sjukt.")
    v.presses("Ge mer tid")
    v.reads("Den som svarar får ett mejl med den nya dagen.")


def she_sees_who_answers(v: Visitor) -> None:
    v.presses("Plattformen 2026")
    v.presses("Vilka svarar?")
    v.page.locator("summary", has_text="Kopiera till en rapport").click()
    v.used.append("Kopiera till en rapport")
    v.downloads("Hämta som Excel")
