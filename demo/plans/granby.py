"""Granby's plan 2025–2027, made by one person one day a week."""

from __future__ import annotations

from demo.organisations.granby import CARE, EDUCATION, LIBRARY, OFFICE, SOCIAL
from demo.plans.granby_measures import GRANBY_MEASURES
from demo.plans.told import Adoption, GoalTold, MessageTold, MoneyTold, PlanTold, RiskTold, day

STRATEGIST = ("MR-strateg", OFFICE)
GRANBY_PLAN = PlanTold(
    title="Handlingsplan för mänskliga rättigheter 2025–2027",
    aim="Den som bor långt från centrum ska ha samma rättigheter i vardagen som den som bor nära.",
    made="2025-02-03",
    starts="2025-03-01",
    ends="2027-12-31",
    directions=[
        ("Nära, också långt bort", "Stöd och skydd ska finnas där man bor."),
        ("Tryggt att säga ifrån", "Ingen ska behöva klaga hos sin granne."),
        ("Barn räknas med", "Barn får svar, och deras bästa prövas före beslut."),
    ],
    goals=[
        GoalTold(
            title="Lika nära till stöd i norr",
            direction=0,
            owner=("Enhetschef", SOCIAL),
            was="Nio mil till skydd och stöd.",
            wanted="Högst tre mil.",
            numbers=("90", "30"),
            unit="kilometer till skydd",
            more_is_better=False,
            ends=day("2027-06-30"),
            known_by="Avståndet till närmaste plats som är redo.",
            heard="Två kvinnor som har flytt, och byalaget i Norrsjö.",
            changed_by_hearing="Barnens skola kom med i målet.",
            now={
                "2025-11-03": (
                    "Lägenheten ligger tre mil bort, men är inte bemannad alla nätter.",
                    "34",
                )
            },
        ),
        GoalTold(
            title="Synpunkter leder till ändring",
            direction=1,
            owner=("Förvaltningschef", CARE),
            was="Synpunkter skrevs sällan upp.",
            wanted="Minst tre ändringar om året som bygger på synpunkter.",
            numbers=("0", "3"),
            unit="ändringar om året",
            ends=day("2027-12-31"),
            known_by="Listan över synpunkter.",
            now={"2026-06-24": ("En ändring, tiderna i hemtjänsten i norr.", "1")},
        ),
        GoalTold(
            title="Elever tycker att det är lönt att säga vad de tycker",
            direction=2,
            owner=("Förvaltningschef", EDUCATION),
            was="Knappt hälften tyckte det.",
            wanted="Nio av tio.",
            ends=day("2027-06-11"),
            known_by="Byskolornas och Granskolans enkät.",
            heard="Tre elevråd.",
            changed_by_hearing="Svaren ges på film.",
            now={"2025-12-17": ("Åtta av tio på byskolorna. Granskolan är inte mätt.", None)},
        ),
    ],
    measures=GRANBY_MEASURES,
    risks=[
        RiskTold(
            title="Allt hänger på en dag i veckan",
            owner=("Kommunchef", OFFICE),
            likelihood=4,
            consequence=3,
            consequence_for="Blir strategen sjuk står arbetet still i hela kommunen.",
            response="Ersättare ska utses. Det har inte gått än.",
            measure="En ersättare för MR-strategen",
        ),
        RiskTold(
            title="Föreningarna orkar inte",
            owner=("Kultur- och fritidschef", LIBRARY),
            likelihood=2,
            consequence=3,
            consequence_for="Lördagarna i Hult och Norrsjö försvinner.",
            response="Treårigt avtal och ersättning från 2026.",
            measure="Öppet bibliotek med föreningarna",
            lower=("2026-04-01", 1),
        ),
        RiskTold(
            title="Människor blir igenkända i små grupper",
            owner=STRATEGIST,
            likelihood=2,
            consequence=4,
            consequence_for="Den som har berättat kan pekas ut.",
            response="Inga grupper under fem visas, inte ens internt.",
        ),
    ],
    messages=[
        MessageTold(
            "Tretton sidor blev en",
            "Alla invånare",
            "Anslagstavlor i byarna och biblioteket",
            "2025-03-18",
            STRATEGIST,
            "2025-03-18",
            "Folk läste den i kön till kassan.",
        ),
        MessageTold(
            "Det här har ni ändrat",
            "Byalagen och anhörigföreningen",
            "Bykväll med fika",
            "2025-10-21",
            ("Kommunchef", OFFICE),
            "2025-10-23",
            "Frågan om en mottagare utanför kommunen kom härifrån.",
        ),
        MessageTold(
            "Vad som inte blev av, och varför",
            "Fullmäktige",
            "Muntligt på mötet",
            "2026-10-05",
            STRATEGIST,
            "2026-10-05",
            "Tre ledamöter bad om ersättare för strategen.",
        ),
        MessageTold(
            "Så vänder du dig till någon utanför Granby",
            "Alla invånare",
            "Utskick till hushållen",
            "2027-01-20",
            ("Kommunchef", OFFICE),
        ),
    ],
    money=[
        MoneyTold(
            2025,
            "Öppet bibliotek",
            40_000,
            "Bildningsnämnden",
            38_000,
            "Öppet bibliotek med föreningarna",
        ),
        MoneyTold(
            2026,
            "Lägenhet för skydd",
            110_000,
            "Omsorgsnämnden",
            104_000,
            "Skydd nära hemmet vid våld",
        ),
        MoneyTold(
            2027,
            "Mottagare utanför kommunen",
            60_000,
            "Kommunstyrelsen",
            measure="Samtal hos grannkommunen",
        ),
    ],
    adoptions=[
        Adoption(
            "2025-03-17",
            "22",
            "KS 2025/41",
            "Kommunfullmäktige antar handlingsplanen.",
        ),
        Adoption(
            "2026-03-16",
            "19",
            "KS 2026/17",
            "Kommunfullmäktige antar handlingsplanen i ny version.",
            "Granskolan, Lindgården och byarna får egna insatser. Webbplatsen utgår.",
            "Invånarna ville fråga någon, inte läsa mer.",
        ),
        Adoption(
            "2026-10-05",
            "63",
            "KS 2026/88",
            "Kommunfullmäktige antar handlingsplanen i ny version och ger kommunchefen i uppdrag "
            "att utse en ersättare för MR-strategen.",
            "En mottagare utanför kommunen är ny. Tillgänglighetsrundan utgår.",
            "Anhörigföreningen bad om någon som inte är granne, och vi klarar inte 24 lokaler.",
        ),
    ],
)
