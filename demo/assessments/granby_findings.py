"""What Granby's answers of 2026 mean. Few, so that they can be kept."""

from __future__ import annotations

import datetime as dt

from demo.assessments.findings import Told
from mrplattform.assessments.models import Finding

GRANBY_FINDINGS = [
    Told(
        dt.date(2026, 11, 19),
        Finding.Kind.STRENGTH,
        2,
        "Föreningarna bär en del av det vi lovar",
        "Biblioteket, byskolorna och torget i centrum bygger på avtal och samtal med byalag och "
        "föreningar. Det kostar lite och når långt.",
        "Om avtalen inte förlängs försvinner öppettider och rundvandringar direkt.",
        "Byalagen i Hult och Norrsjö, på en bykväll i oktober.",
        ("S6", "S3"),
        ("role.society", "principle.participation", "criterion.S6"),
    ),
    Told(
        dt.date(2026, 11, 19),
        Finding.Kind.GAP,
        3,
        "Den som blir illa behandlad har ingen att vända sig till som inte är granne",
        "Klagomål tas muntligt och skrivs sällan upp. Flera enheter skriver att folk inte vill ses "
        "i väntrummet eller säga något om en kollega.",
        "Utan skydd för den som berättar får vi aldrig veta vad som är fel.",
        "Anhörigföreningen. De föreslog att någon i en annan kommun tar emot samtalet.",
        ("D7", "A6", "A9"),
        ("role.democracy", "principle.accountability", "criterion.D7"),
    ),
    Told(
        dt.date(2026, 11, 20),
        Finding.Kind.NEED,
        2,
        "Arbetet hänger på en dag i veckan",
        "Nio av tretton enheter väntar på att Nils ska komma ut. Hemtjänsten har inte svarat alls, "
        "eftersom planeraren har slutat.",
        "När en person är sjuk eller slutar står det still i hela kommunen.",
        "",
        ("A4", "A3"),
        ("role.employer", "principle.accountability", "criterion.A4"),
    ),
]
