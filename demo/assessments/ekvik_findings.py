"""What Ekvik's answers of 2026 mean, in the strategist's words."""

from __future__ import annotations

import datetime as dt

from demo.assessments.findings import Told
from demo.organisations.ekvik import RESCUE
from mrplattform.assessments.models import Finding

EKVIK_FINDINGS = [
    Told(
        dt.date(2026, 11, 9),
        Finding.Kind.STRENGTH,
        2,
        "Prövningar av barnets bästa görs på rätt nivå i fler verksamheter",
        "Fem förvaltningar har gått framåt sedan i fjol. Skolan och socialförvaltningen har läst "
        "sina egna prövningar och rättat mallen.",
        "Barn som berörs blir synliga innan det är bestämt. Det som fungerar behöver skyddas när "
        "mallen ska bli kortare.",
        "Barnrättsgruppen, och två elevråd som läste mallen.",
        ("V2",),
        ("role.welfare", "principle.participation", "criterion.V2", "crc.3"),
    ),
    Told(
        dt.date(2026, 11, 10),
        Finding.Kind.STRENGTH,
        1,
        "Barn och unga får oftare svar på sina förslag",
        "Skolan svarar inom tre veckor. Kultur och fritid har börjat med samma modell på "
        "fritidsgårdarna.",
        "Den som får svar vågar säga vad den tycker igen.",
        "Elevråden på fjorton skolor. De vill ha svaret muntligt, i klassrummet.",
        ("D4",),
        ("role.democracy", "principle.participation", "criterion.D4", "crc.12"),
    ),
    Told(
        dt.date(2026, 11, 12),
        Finding.Kind.GAP,
        3,
        "Rutin för rättighetskrockar saknas i nästan alla verksamheter",
        "Ingen enhet har en rutin som används. Sex har inte börjat. Flera skriver att krockarna "
        "löses från fall till fall.",
        "Den som får stå tillbaka får inte veta hur vi vägde, och kan inte få det prövat.",
        "Tre arbetslag i socialförvaltningen och på skolorna beskrev sina svåraste lägen.",
        ("V4",),
        ("role.welfare", "principle.accountability", "criterion.V4"),
    ),
    Told(
        dt.date(2026, 11, 12),
        Finding.Kind.GAP,
        2,
        "Upphandlingen ställer rättighetskrav men följer sällan upp dem",
        "Tre enheter har kraven i sina mallar. Ingen följer upp dem på plats som en vana.",
        "De som städar och lagar mat åt kommunen kan ha sämre villkor än våra egna anställda utan "
        "att vi vet det.",
        "",
        ("S4", "V10"),
        ("role.society", "principle.accountability", "criterion.S4", "criterion.V10"),
    ),
    Told(
        dt.date(2026, 11, 16),
        Finding.Kind.NEED,
        2,
        "Beslut och brev är svåra att förstå för den som talar ett annat språk",
        "Mallarna skrivs om på klarspråk, men långsamt. Äldre som talar finska eller arabiska får "
        "sina besked på svenska.",
        "Den som inte förstår sitt beslut kan inte heller överklaga det.",
        "Pensionärsrådet och finska föreningen i Ekvik. De vill ha en genomgång före brevet.",
        ("D6", "V6"),
        ("role.democracy", "principle.equality", "criterion.D6", "criterion.V6"),
    ),
    Told(
        dt.date(2026, 11, 18),
        Finding.Kind.NEED,
        2,
        "Räddningstjänsten behöver stöd för att komma igång",
        "De flesta av räddningstjänstens svar ligger på de två lägsta nivåerna, och tre har gått "
        "bakåt. Frågorna om arbetsgivarrollen är inte besvarade.",
        "Den som larmar ska bemötas lika, oavsett språk och funktionsnedsättning.",
        "Samtal med två skiftlag. De ville ha övningar, inte en rutin till.",
        ("D2", "D6", "D8", "S2"),
        ("role.employer", "principle.equality"),
        RESCUE,
    ),
    Told(
        dt.date(2026, 11, 19),
        Finding.Kind.GAP,
        2,
        "Ansvar är svagast i två av fyra roller",
        "Som samhällsaktör och välfärdsaktör ligger avsnitten om ansvar lägre än de andra. Det "
        "gäller de flesta enheter, alla tre åren.",
        "Det som inte följs upp går inte att rätta, och den som drabbas får inget svar.",
        "Ledningsgruppen och de förtroendevalda revisorerna.",
        (),
        ("principle.accountability", "role.society", "role.welfare"),
        sections=("society-accountability", "welfare-accountability"),
    ),
]
