"""What people in six of Granby's units answered without their names, two autumns running."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

TIME, SECOND, LEADERS = "Tid att göra det", "Fler än en som kan", "Chefer som säger vad som gäller"
BACK, NEAR = "Svar tillbaka till oss", "Utbildning nära jobbet"
# What belongs to each theme, as the two readers agreed.
THEMES = {
    TIME: "Schema, bemanning, timmar. Också när tiden finns på papper men inte i vardagen.",
    SECOND: "Att arbetet hänger på en person, eller att det behövs fler som kan.",
    LEADERS: "Att någon som bestämmer säger att det ska göras, och frågar efter det.",
    BACK: "Att få veta vad det man sagt ledde till.",
    NEAR: "Kunskap i det egna arbetslaget, med egna exempel.",
}


@dataclass(frozen=True)
class Year:
    title: str
    opens: dt.date
    closes: dt.date
    # Of each unit how many were asked, and the level of each who answered.
    units: dict[str, tuple[int, str]]


YEARS = [
    Year(
        "Gapet mellan beslut och vardag, hösten 2025",
        dt.date(2025, 9, 29),
        dt.date(2025, 10, 17),
        {
            "Granskolan": (21, "11120112211021"),
            "Byskolorna i Hult och Norrsjö": (9, "221123"),
            "Förskolorna": (18, "111202112110"),
            "Lindgården": (13, "221121302"),
            "Hemtjänsten": (14, "11001010"),
            "Individ- och familjeomsorgen": (5, "2122"),
        },
    ),
    Year(
        "Gapet mellan beslut och vardag, hösten 2026",
        dt.date(2026, 10, 5),
        dt.date(2026, 10, 23),
        {
            "Granskolan": (22, "12221212213222131"),
            "Byskolorna i Hult och Norrsjö": (9, "3223232"),
            "Förskolorna": (19, "2121222123112"),
            "Lindgården": (14, "22232131232"),
            "Hemtjänsten": (15, "100110121"),
            "Individ- och familjeomsorgen": (5, "232"),
        },
    ),
]


@dataclass(frozen=True)
class Said:
    """The next step in somebody's words; what the first and the second reader saw, and what they
    agreed on where they differed (nothing where they have not talked yet)."""

    text: str
    first: tuple[str, ...]
    second: tuple[str, ...] | None = None
    agreed: tuple[str, ...] | None = None


NEXT_STEPS = [
    Said("Ge oss en timme i månaden. Det räcker, om ingen tar den.", (TIME,)),
    Said("Att någon mer än Nils kan svara på frågor.", (SECOND,)),
    Said("Chefen behöver säga att det här går före något annat.", (LEADERS,)),
    Said("Berätta vad ni gjorde med det vi skrev i fjol.", (BACK,)),
    Said("En halv dag med exempel från vårt eget arbetslag.", (NEAR,)),
    Said("Ta det på arbetsplatsträffen, men först på dagordningen och inte sist.", (TIME,)),
    Said(
        "Vi vill att chefen är med när vi pratar om svåra lägen, inte bara läser efteråt.",
        (LEADERS,),
        (LEADERS, NEAR),
        (LEADERS,),
    ),
    Said("Utbilda två i varje hus i stället för alla en gång.", (NEAR, SECOND)),
    Said("Mer folk på kvällen. Utan det blir allt annat ord.", (TIME,)),
    Said("Att det vi säger kommer fram och att någon svarar, också när det är nej.", (BACK,)),
    Said(
        "En lapp med fem rader om vad beslutet betyder här hos oss.",
        (NEAR,),
        (LEADERS,),
        (NEAR, LEADERS),
    ),
    Said("Låt oss gå med på ett besök någon annanstans och se hur de gör.", (NEAR,)),
    Said("Bestäm vem som har det när Nils är borta.", (SECOND,)),
    Said("Vi behöver vikarier så att alla kan vara med samtidigt.", (TIME,)),
    Said("Rektorn ska fråga efter det, varje månad, som hon frågar efter budgeten.", (LEADERS,)),
    Said("Svar från nämnden på elevrådets frågor innan terminen är slut.", (BACK,)),
    Said("Någon som ringer tillbaka när vi har skrivit en synpunkt.", (BACK,)),
    Said(
        "Skriv om rutinen så att en vikarie förstår den på fem minuter.",
        (NEAR,),
        (TIME,),
        (NEAR,),
    ),
    Said("Ge oss tiden först och kraven sedan.", (TIME,)),
    Said("En kollega från varje enhet som träffas på hösten.", (SECOND,)),
    Said("Att ledningen står för beslutet när anhöriga blir arga.", (LEADERS,)),
    Said("Öva på riktiga händelser, utan namn.", (NEAR,)),
    Said("Sluta skicka blanketter och kom hit i stället.", (NEAR,), (BACK,), None),
    Said("Säg vad som får stå tillbaka. Allt kan inte vara viktigt.", (LEADERS, TIME), (LEADERS,)),
    Said("Att få veta hur det gick för de andra enheterna.", (BACK,)),
    Said("Två timmar i veckan för någon här på plats.", (TIME, SECOND)),
    Said("Jag vet inte vilket beslut det gäller. Börja med att berätta det.", (LEADERS,), (BACK,)),
    Said("Fråga barnen, och gå sedan tillbaka till dem.", (BACK,)),
    Said("En enkel mall som är ifylld som exempel.", (NEAR,)),
    Said("Turerna är lagda så att vi aldrig ses. Ändra det.", (TIME,)),
    Said("Någon att dela ansvaret med.", (SECOND,)),
    Said("Chefer som stannar mer än ett år.", (LEADERS,)),
    Said("Det är bra som det är hos oss.", ()),
    Said("Läs upp det fina vi har gjort också.", (BACK,)),
    Said("Tolk på plats när vi berättar om rättigheter för nya familjer.", (NEAR,), (TIME,), None),
    Said("Ett samtal i halvåret om vad som har blivit annorlunda.", (BACK, LEADERS), (BACK,)),
]
# The words of two of them, as they may be quoted.
QUOTES = [
    ("Ge oss tiden först och kraven sedan.", TIME),
    ("Att det vi säger kommer fram och att någon svarar, också när det är nej.", BACK),
]
LOST = [
    "Kontakterna med byalagen.",
    "Ingen skulle veta vad vi har bestämt.",
    "Listan med svåra lägen ligger i en persons dator.",
    "Utbildningen, eftersom bara en kan hålla den.",
    "Lugnet. Nu vet vi vem vi ska fråga.",
    "Allt utom det som redan sitter på väggen.",
]
