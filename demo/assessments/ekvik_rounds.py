"""Ekvik's autumns: the first one before the merger, a closed one, and one that is open now."""

from __future__ import annotations

import datetime as dt

from demo.assessments.autumn import Autumn, MoreTime, Return
from demo.clock import workday
from demo.organisations.ekvik import (
    BUILDING,
    CARE,
    CULTURE,
    ENERGY,
    ENVIRONMENT,
    GUARDIANS,
    HOUSING,
    OFFICE,
    RESCUE,
    SCHOOL,
    SERVICE,
    SOCIAL,
    WORK,
)
from mrplattform.core.dates import today

PURPOSE = (
    "Svaren visar hur långt vi har kommit med mänskliga rättigheter. De blir underlag till "
    "årsredovisningen, och varje enhet får tillbaka sin egen bild."
)
# In the order in which the strategist chose them.
UNITS = (OFFICE, SCHOOL, SOCIAL, CARE, CULTURE, BUILDING, ENVIRONMENT, WORK, SERVICE, RESCUE)
UNITS += (GUARDIANS, HOUSING, ENERGY)
LABOUR, ADULTS = "Arbetsmarknadsförvaltningen", "Vuxenutbildningen"
# Thirteen in 2024 too: two that were merged later, and not yet the energy company.
UNITS_2024 = tuple(unit for unit in UNITS if unit not in (WORK, ENERGY)) + (LABOUR, ADULTS)

AUTUMN_2024 = Autumn(
    title="Plattformen 2024",
    purpose="Första gången vi frågar alla. Svara som det är. Det är ingen tävling, och vi börjar "
    "där vi står.",
    opens=dt.date(2024, 9, 30),
    closes=dt.date(2024, 11, 29),
    closed=dt.date(2024, 12, 16),
    units=UNITS_2024,
    first=26,
    pace=2,
    returns={
        SOCIAL: Return(
            "Ni skriver att prövningen av barnets bästa är genomförd. Det är den inte på "
            "mottagningen. Skriv hur det är, och säg vad som fattas.",
            {"V2": "Gäller det också mottagningen? Skriv ut vilka enheter som är med."},
            rewritten={
                "V2": "Prövningen görs på barn och familj, men inte på mottagningen och inte i "
                "ekonomiskt bistånd. Vi börjar där efter jul."
            },
            levels={"V2": 2},
        ),
    },
    more_time={
        ENVIRONMENT: MoreTime(
            dt.date(2024, 11, 28),
            dt.date(2024, 12, 9),
            "Inspektören som håller i svaren har varit sjuk i tre veckor.",
        ),
    },
    never={RESCUE: dt.date(2024, 11, 27)},
    like={LABOUR: WORK, ADULTS: WORK},
)
AUTUMN_2025 = Autumn(
    title="Plattformen 2025",
    purpose=PURPOSE,
    opens=dt.date(2025, 9, 29),
    closes=dt.date(2025, 11, 28),
    closed=dt.date(2025, 12, 5),
    units=UNITS,
    first=28,
    pace=2,
    returns={
        BUILDING: Return(
            "Svaret om planer går inte att följa. Skriv hur många det gäller.",
            {"S3": "Hur många av årets planer hade en prövning före samrådet?"},
            rewritten={
                "S3": "Fyra av sju planer i år hade en prövning. I de andra gjordes den efter "
                "samrådet, och då räknar vi den inte."
            },
            again=4,
        ),
    },
    more_time={
        ENERGY: MoreTime(
            dt.date(2025, 11, 27),
            dt.date(2025, 12, 4),
            "Bolaget är med för första gången, och styrelsen ville läsa svaren först.",
        ),
    },
)


def autumn_2026() -> Autumn:
    """Closes on Friday 27 November, or a few days from today when that day has passed."""
    closes = max(dt.date(2026, 11, 27), workday(today() + dt.timedelta(days=4)))
    opens = dt.date(2026, 9, 28)
    return Autumn(
        title="Plattformen 2026",
        purpose=PURPOSE,
        opens=opens,
        closes=closes,
        units=UNITS,
        first=24,
        pace=2,
        returns={
            SERVICE: Return(
                "Tack för svaren. Två saker saknas, och sedan är vi klara.",
                {
                    "S4": "Skriv hur många leverantörer ni har följt upp.",
                    "A8": "Vad säger skyddsronden om arbetsplatserna?",
                },
                after=5,
            ),
        },
        more_time={
            ENERGY: MoreTime(
                today() - dt.timedelta(days=2),
                closes + dt.timedelta(days=10),
                "Styrelsen vill läsa svaren på sitt möte i december.",
            ),
        },
        never={
            RESCUE: opens + dt.timedelta(days=42),
            ENERGY: opens + dt.timedelta(days=48),
        },
        unapproved={CULTURE: today() - dt.timedelta(days=1)},
    )
