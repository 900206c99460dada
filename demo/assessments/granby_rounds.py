"""Granby's autumns: the first with questions that many could not answer, then shorter ones for
the units, each closed when the winter came."""

from __future__ import annotations

import datetime as dt

from demo.assessments.autumn import Autumn, MoreTime, Return
from demo.organisations.granby import (
    CARE,
    EDUCATION,
    HOMECARE,
    HOUSING,
    LIBRARY,
    LINDGARDEN,
    OFFICE,
    PLACE,
    PRESCHOOLS,
    RESCUE,
    SCHOOL,
    SOCIAL,
    VILLAGES,
)

UNITS = (OFFICE, EDUCATION, SCHOOL, VILLAGES, PRESCHOOLS, LIBRARY, CARE, HOMECARE, LINDGARDEN)
UNITS += (SOCIAL, PLACE, RESCUE, HOUSING)
# Nobody below an administration could say anything of these the first year. They are not asked.
NOT_FOR_UNITS = ["S5", "S8", "S9", "S10", "D1", "D2", "D8", "D9", "V9", "A2", "A5"]

AUTUMN_2024 = Autumn(
    title="Hur har vi det i Granby 2024?",
    purpose="Vi frågar för första gången, med samma frågor till alla. Skriv om en fråga inte passar "
    "er, så kortar vi listan till nästa år.",
    opens=dt.date(2024, 10, 14),
    closes=dt.date(2024, 12, 6),
    closed=dt.date(2024, 12, 19),
    units=UNITS,
    first=20,
    pace=2,
    returns={
        LINDGARDEN: Return(
            "Skriv inget som gör att en enskild känns igen. Ta bort berättelsen om flytten och "
            "skriv vad ni lärde er i stället.",
            {"V4": "Här känner alla i Granby igen vem det är."},
            rewritten={
                "V4": "Två svåra lägen om larm och frihet är nedskrivna, utan sådant som går att "
                "känna igen. Vi lärde oss att fråga anhöriga tidigare."
            },
            again=3,
        ),
    },
    more_time={
        PLACE: MoreTime(
            dt.date(2024, 12, 5),
            dt.date(2024, 12, 18),
            "Stormen tog ut alla i två veckor.",
        ),
    },
    never={HOUSING: None},
)
AUTUMN_2025 = Autumn(
    title="Hur har vi det i Granby 2025?",
    purpose="Enheterna får färre frågor än i fjol. Skriv gärna vad som har ändrats.",
    opens=dt.date(2025, 10, 6),
    closes=dt.date(2025, 11, 28),
    closed=dt.date(2025, 12, 9),
    units=UNITS,
    first=22,
    pace=2,
    returns={
        HOUSING: Return(
            "Ni har svarat att inget är gjort. Det stämmer inte. Ring mig, så går vi igenom det.",
            {"A3": "Ni var med på halvdagen i mars. Räkna den."},
            rewritten={"A3": "Två av tre var med på kommunens halvdag i mars."},
            levels={"A3": 1},
            again=5,
        ),
    },
    more_time={
        RESCUE: MoreTime(
            dt.date(2025, 11, 26),
            dt.date(2025, 12, 5),
            "Brandmästaren har varit på räddningsinsats i en annan del av landet.",
        ),
    },
    left_out={"unit": NOT_FOR_UNITS},
)
AUTUMN_2026 = Autumn(
    title="Hur har vi det i Granby 2026?",
    purpose="Tredje året. Titta på det ni skrev i fjol och säg vad som har hänt sedan dess.",
    opens=dt.date(2026, 9, 21),
    closes=dt.date(2026, 11, 6),
    closed=dt.date(2026, 11, 18),
    units=UNITS,
    first=18,
    pace=2,
    returns={
        PRESCHOOLS: Return(
            "Bra att ni skriver att ni är osäkra. Säg också vad ni behöver för att bli säkra.",
            {"V2": "Vad skulle ni behöva?"},
            rewritten={
                "V2": "Vi är osäkra på vad som räknas som prövning. Vi behöver två exempel från "
                "förskolan och någon att ringa."
            },
            again=4,
        ),
    },
    more_time={
        SOCIAL: MoreTime(
            dt.date(2026, 11, 5),
            dt.date(2026, 11, 16),
            "Två av sju var borta, och mottagningen går först.",
        ),
    },
    never={HOMECARE: None},
    unapproved={VILLAGES: dt.date(2026, 11, 4)},
    left_out={"unit": NOT_FOR_UNITS},
)
