"""The national coordinator asks the whole country, as the handbook says."""

from __future__ import annotations

from tests.journeys.test_rounds import day
from tests.journeys.visitor import Visitor


def test_asking_the_whole_country(visitor: Visitor):
    v = visitor
    v.becomes("Sigbritt Landgren")
    v.goes("Uppföljning")
    v.presses("Ny kartläggning")
    v.fills("Namn", "Hur går det i landet?")
    v.page.get_by_label("Frågor").first.select_option(index=1)
    v.page.get_by_label("Kommuner och regioner i hela landet").check()
    v.used.append("Kommuner och regioner i hela landet")
    v.fills("Öppnar", day(3))
    v.fills("Stänger", day(40))
    v.presses("Välj enheter")
    v.chooses("Län", "Uppsala län")
    v.presses("Visa")
    v.presses("Alla", begins=True)
    v.used.append("Alla")
    v.reads("enheter är valda")
    v.presses("Klistra in eller läs in en lista")
    v.fills("Lista", "1280;namn@kommun.example")
    v.presses("Prova listan")
    v.reads("Malmö")
    v.presses("Lägg till enheten")
    v.followed("37-hela-landet")
