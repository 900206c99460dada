"""The handbook's page on plans, followed step by step in a browser."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from mrplattform.organisations.tests.test_signin_browser import chromium  # noqa: F401
from tests import make
from tests.journeys.visitor import Visitor

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


@pytest.fixture(params=[1280, 360], ids=["wide", "narrow"])
def visitor(request, chromium, live_server, strategist):  # noqa: F811
    context = chromium.new_context(viewport={"width": request.param, "height": 800}, locale="sv-SE")
    client = Client()
    client.force_login(strategist, backend="django.contrib.auth.backends.ModelBackend")
    secret = client.cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": secret, "url": live_server.url}])
    yield Visitor(context, live_server.url)
    context.close()


def tab(visitor, name: str) -> None:
    visitor.presses(name, within=visitor.page.get_by_role("navigation", name="Planens delar"))


def test_52_a_plan_from_first_line_to_second_version(visitor, strategist, ekvik, tmp_path):
    owner = str(strategist.standing.functions[0])
    plan = make.make_plan(ekvik, owner=strategist.standing.functions[0], title="Vår plan")
    make.make_measure(plan, title="Tolk i omsorgen", responsible=plan.owner)
    visitor.opens("/")
    visitor.goes("Insatser")
    visitor.presses("Planer")
    visitor.presses("Vår plan")

    tab(visitor, "Inriktningar")
    visitor.presses("Ny inriktning", nth=0)
    visitor.fills("Inriktning", "Lika bemötande")
    visitor.presses("Spara")
    visitor.reads("Lika bemötande")

    tab(visitor, "Mål")
    visitor.presses("Nytt mål", nth=0)
    visitor.fills("Mål", "Äldre förstår sina beslut")
    visitor.fills("Hur var det när planen började?", "54 av 100 förstod")
    visitor.fills("Hur ska det vara?", "80 av 100 förstår")
    visitor.chooses("Ansvarig funktion", owner)
    visitor.presses("Spara")
    visitor.reads("80 av 100 förstår")

    tab(visitor, "Risker")
    visitor.presses("Ny risk", nth=0)
    visitor.fills("Risk", "Upphandlingen överklagas")
    visitor.ticks("Troligt")
    visitor.ticks("Stor")
    visitor.fills("Vad gör ni åt den?", "Avtal med grannen under tiden")
    visitor.chooses("Ansvarig funktion", owner)
    visitor.presses("Spara")

    tab(visitor, "Kommunikation")
    visitor.presses("Nytt budskap", nth=0)
    visitor.fills("Vilka ska få veta?", "Elevråden")
    visitor.fills("Vad ska de få veta?", "Det här ändrade era svar")
    visitor.fills("Hur?", "Möte")
    visitor.fills("När?", "2026-12-10")
    visitor.chooses("Ansvarig funktion", owner)
    visitor.presses("Spara")

    tab(visitor, "Budget")
    visitor.presses("Ny budgetrad", nth=0)
    visitor.fills("År", "2026")
    visitor.fills("Vad går pengarna till?", "Tolk")
    visitor.fills("Budget i kronor", "450 000")
    visitor.presses("Spara")

    visitor.opens(plan.get_absolute_url())
    visitor.presses("För in beslut")
    visitor.chooses("Beslutande organ", "Ekvik")
    visitor.fills("Beslutsdatum", "2026-03-02")
    visitor.fills("Beslutet, ord för ord", "Planen antas.")
    visitor.presses("För in beslutet")
    tab(visitor, "Versioner")
    visitor.presses("Jämför med planen nu", begins=True)
    visitor.reads("Inget har ändrats")

    visitor.opens(reverse("plans:measures"))
    for way in ("Tidslinje", "Per funktion", "Per ämne"):
        visitor.presses(way)
        visitor.reads("Tolk i omsorgen")
    visitor.opens(reverse("plans:measures"))
    visitor.ticks("Välj Tolk i omsorgen")
    visitor.presses("Ändra de förkryssade")
    visitor.fills("Ny sista dag", "2027-12-31")
    visitor.fills("Varför?", "Upphandlingen tog tid")
    visitor.presses("Ändra")

    visitor.opens(plan.get_absolute_url())
    file = visitor.downloads("Hämta insatserna att ändra i Excel")
    changed = tmp_path / "insatser.csv"
    number = plan.measures.get().pk
    changed.write_text(f"Nr;Insats\n{number};Tolk och genomgång i omsorgen\n", encoding="utf8")
    assert file.stat().st_size > 1000
    visitor.presses("Läs in insatser från Excel")
    visitor.page.locator("input[type=file]").set_input_files(changed)
    visitor.presses("Visa vad som ändras")
    visitor.presses("Läs in filen")
    visitor.reads("Tolk och genomgång i omsorgen")

    visitor.opens(plan.measures.get().get_absolute_url())
    visitor.presses("Anteckna")
    visitor.fills("Vad har hänt?", "Sju av tolv mallar är klara.")
    visitor.presses("Spara anteckningen")
    visitor.reads("Sju av tolv mallar är klara.")
    visitor.followed("52-plan")
