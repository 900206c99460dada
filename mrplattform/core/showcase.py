"""What the page /utseende/ shows: every element with text as it reads in real work.

All people, places and figures are invented. Nothing here comes from the database.
"""

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace
from zoneinfo import ZoneInfo

from django import forms
from django.utils.html import format_html
from django.utils.translation import gettext as _

from mrplattform.core import charts
from mrplattform.core.forms import (
    DateField,
    GuardedCharField,
    GuardedTextField,
    MoneyField,
    UploadField,
)
from mrplattform.core.matrix import Matrix, MatrixCell, MatrixColumn, MatrixGroup, MatrixRow
from mrplattform.core.tables import Column, FilterForm, Table
from mrplattform.core.templatetags.mr import tone_icon

LEVELS = ["Inte påbörjat", "Påbörjat", "Beslutat", "Genomfört", "Följt upp med effekt"]


def showcase(request) -> dict:
    return {
        "colours": COLOURS,
        "levels": list(enumerate(LEVELS)),
        "level_demos": [
            *enumerate(LEVELS),
            ("u", "Vet ej"),
            ("m", "Svar saknas"),
            ("n", "Inte aktuellt"),
        ],
        "crumbs": [("Ekvik", "/utseende/"), ("Uppföljning", "/utseende/#tabeller-och-listor")],
        "tabs": [
            {"label": "Lista", "url": "/utseende/#tabeller-och-listor", "current": True},
            {"label": "Tidslinje", "url": "/utseende/#tabeller-och-listor", "current": False},
        ],
        "blank_form": MeasureForm(auto_id="tom_%s"),
        "refused_form": refused_form(),
        "table": Table(
            request,
            measures(),
            MEASURE_COLUMNS,
            order="klar",
            name=_("Insatser"),
            filters=MeasureFilter,
            page_size=4,
        ),
        "facts": FACTS,
        "agenda": AGENDA,
        "choices": choices(),
        "matrix": matrix(),
        "ridge": ridge(),
        "points": charts.three_points(54, 61, 80),
        "points_back": charts.three_points(71, 68, 85),
        "lines": lines(),
        "bars": bars(),
        "deeds": deeds(),
        "conflict": CONFLICT,
        "saved_at": _time(20),
    }


COLOURS = [
    ("Bläck", "#16262b", "15,6:1 på papper"),
    ("Fjord", "#0e5a66", "7,9:1 på papper"),
    ("Fjorddjup", "#073037", "14,1:1 mot vitt"),
    ("Ljung", "#6a3c6e", "8,5:1 på papper"),
    ("Hjortron", "#8a4706", "7,0:1 på papper"),
    ("Lingon", "#a3263a", "7,3:1 på papper"),
    ("Mossa", "#3c6428", "6,9:1 på papper"),
    ("Björk", "#f4f3ee", "bara som yta"),
]

FACTS = [
    ("Ansvarig funktion", "Enhetschef, Vård- och omsorgsförvaltningen"),
    ("Tid", "1 februari 2026 – 30 juni 2027"),
    ("Beslut", "Vård- och omsorgsnämnden, § 31, 18 mars 2026, VON 2026/0088"),
    ("Följs upp i", "Nämndens ordinarie årsrapport"),
]

AGENDA = [
    {
        "date": dt.date(2026, 11, 24),
        "title": "Barnrättsgruppen",
        "url": "/utseende/",
        "text": "13.00–15.00, Kommunhuset",
    },
    {
        "date": dt.date(2026, 11, 27),
        "title": "Kartläggningen stänger",
        "url": "/utseende/",
        "text": "Plattformen 2026",
    },
    {
        "date": dt.date(2026, 12, 2),
        "title": "Kommunstyrelsen",
        "url": "",
        "text": "Nulägesrapporten, punkt 14",
    },
]

CONFLICT = [
    {
        "label": "Nivå",
        "mine": "3 Genomfört",
        "theirs": "2 Beslutat",
    },
    {
        "label": "Motivering",
        "mine": "Alla rektorer använder modellen sedan augusti.",
        "theirs": "Rektorerna har beslutat om modellen.\nFyra skolor har inte börjat.",
    },
]


# --- Forms ------------------------------------------------------------------------------------


class MeasureForm(forms.Form):
    title = GuardedCharField(
        label="Vad ska ni göra?", help_text="En mening som börjar med ett verb."
    )
    why = GuardedTextField(
        label="Varför behövs det?", help_text="Två till fyra meningar räcker.", rows=3
    )
    state = forms.ChoiceField(
        label="Läge",
        choices=[("plan", "Enligt plan"), ("watch", "Avviker"), ("stop", "Stopp")],
        widget=forms.RadioSelect,
    )
    groups = forms.MultipleChoiceField(
        label="Vilka grupper gäller det?",
        choices=[("barn", "Barn och unga"), ("aldre", "Äldre"), ("minoritet", "Minoriteter")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    role = forms.ChoiceField(
        label="Roll",
        choices=[("", "Välj en roll"), ("soc", "Samhällsaktör"), ("val", "Välfärdsaktör")],
    )
    due = DateField(label="Klar senast", required=False)
    cost = MoneyField(label="Kostnad, kronor", help_text="Till exempel 450 000", required=False)
    basis = UploadField(label="Underlag", help_text="Högst 20 MB.", required=False)
    shared = forms.BooleanField(label="Visa för andra kommuner i nätverket", required=False)


def refused_form() -> MeasureForm:
    """The same form after an attempt that leaves three things to change."""
    typed = {
        "title": "Ge stöd till familjen",
        "why": "Gäller 811218-9876 som fått avslag.",
        "state": "watch",
        "role": "val",
        "cost": "fyra tusen",
    }
    form = MeasureForm(typed, auto_id="fel_%s")
    form.add_error("title", "Skriv om rubriken så att den gäller en grupp eller en regel.")
    return form


class MeasureFilter(FilterForm):
    sok = forms.CharField(label="Sök", widget=forms.TextInput(attrs={"type": "search"}))
    lage = forms.ChoiceField(
        label="Läge",
        choices=[
            ("", "Alla lägen"),
            ("stop", "Stopp"),
            ("watch", "Avviker"),
            ("plan", "Enligt plan"),
        ],
    )

    def narrow_sok(self, rows, text):
        return [row for row in rows if text.casefold() in row.title.casefold()]

    def narrow_lage(self, rows, tone):
        return [row for row in rows if row.tone == tone]


# --- Lists ------------------------------------------------------------------------------------

STATES = {"stop": "Stopp", "watch": "Avviker", "plan": "Enligt plan", "good": "Klar"}


def measures() -> list[SimpleNamespace]:
    rows = [
        ("Rutin för rättighetskrockar", "stop", "Kanslichef", dt.date(2027, 3, 1), 0),
        ("Tolk och klarspråk i omsorgen", "watch", "Enhetschef", dt.date(2027, 6, 30), 45_000_000),
        (
            "Trygga gångvägar vid Norra stationen",
            "watch",
            "Gatuchef",
            dt.date(2027, 4, 30),
            190_000_000,
        ),
        (
            "Ni sa – vi gjorde: svar till elever",
            "plan",
            "Utvecklingschef",
            dt.date(2027, 3, 31),
            12_000_000,
        ),
        ("Ökad närvaro i skolan", "plan", "Skolchef", dt.date(2027, 12, 31), None),
        ("Äldre i beslut om färdtjänst", "plan", "Utredare", None, 2_550_050),
        (
            "Valambassadörer i tre valdistrikt",
            "good",
            "Demokratistrateg",
            dt.date(2026, 9, 13),
            21_000_000,
        ),
    ]
    names = ("title", "tone", "owner", "due", "cost")
    return [SimpleNamespace(**dict(zip(names, row, strict=True))) for row in rows]


def _state_cell(row):
    return format_html(
        '<span class="mr-mark" data-tone="{}" data-box>{}{}</span>',
        row.tone,
        tone_icon(row.tone),
        STATES[row.tone],
    )


MEASURE_COLUMNS = [
    Column(
        "insats",
        "Insats",
        "title",
        sort=True,
        cell=lambda row: format_html('<a href="/utseende/">{}</a>', row.title),
    ),
    Column("lage", "Läge", lambda row: STATES[row.tone], sort=True, cell=_state_cell),
    Column("ansvarig", "Ansvarig funktion", "owner", sort=True),
    Column("klar", "Klar senast", "due", sort=True, kind="date"),
    Column("kostnad", "Kostnad", "cost", sort=True, kind="money"),
]


# --- Pictures ---------------------------------------------------------------------------------


def choices() -> list[dict]:
    texts = [
        "Inget arbete har påbörjats.",
        "Vi har börjat, men det finns inget beslut.",
        "Nämnden eller ledningen har beslutat hur vi ska göra.",
        "Vi gör så här i vardagen, i hela verksamheten.",
        "Vi har följt upp och kan visa vad det betytt för barn och unga.",
    ]
    rows = [
        {"value": level, "level": level, "label": label, "text": text, "checked": level == 3}
        for level, (label, text) in enumerate(zip(LEVELS, texts, strict=True))
    ]
    rows[2]["last"] = "Ert svar hösten 2025"
    unknown = {"value": "u", "label": "Vet ej", "unknown": True}
    return [*rows, unknown | {"text": "Ett riktigt svar. Skriv gärna vem som kan veta."}]


def matrix() -> Matrix:
    columns = [
        MatrixColumn("Ledning", "Kommunledningskontoret"),
        MatrixColumn("Skola", "Barn- och utbildningsförvaltningen"),
        MatrixColumn("Omsorg", "Vård- och omsorgsförvaltningen"),
        MatrixColumn("Överförm.", "Överförmyndarkontoret"),
        MatrixColumn("Energi", "Ekvik Energi AB"),
    ]
    sections = ["Icke-diskriminering och jämlikhet", "Delaktighet och inkludering"]
    answers = {
        "Samhällsaktör": [[2, 3, "1+", "2", 1], [4, "2+", "2-", 2, 0]],
        "Demokratiaktör": [[2, 2, "2", "0-", "m"], ["2-", "2+", 3, "u", "n"]],
    }
    return Matrix(
        "Mittersta nivå per avsnitt och enhet, med förflyttning sedan 2025",
        columns,
        [
            MatrixGroup(
                role,
                [
                    MatrixRow(section, [_cell(answer) for answer in row])
                    for section, row in zip(sections, rows, strict=True)
                ],
            )
            for role, rows in answers.items()
        ],
        since="2025",
    )


def _cell(answer) -> MatrixCell:
    text = str(answer)
    level, move = text[0], {"+": "up", "-": "down"}.get(text[1:], "")
    words = LEVELS[int(level)] if level.isdigit() else ""
    url = "" if level == "n" else "/utseende/"
    return MatrixCell(level, words, move, url)


def ridge() -> charts.Chart:
    return charts.ridge(
        [1, 15, 16, 4, 1],
        LEVELS,
        unknown=2,
        before=[3, 17, 14, 3, 2],
        subject="Samhällsaktör, icke-diskriminering och jämlikhet",
        now_label="2026",
        before_label="2025",
    )


def lines() -> charts.Chart:
    return charts.lines(
        [
            charts.Line("Centrum", [74, 75, 73, 76, 79, 81]),
            charts.Line("Norra", [58, 55, 57, 61, 60, 66]),
            charts.Line("Hamnen", [69, 66, None, 67, 70, 71]),
            charts.Line("Landsbygd", [80, 83, 84, 83, 86, 87]),
        ],
        ["2021", "2022", "2023", "2024", "2025", "2026"],
        subject="Andel som känner sig trygga, per område 2021 till 2026",
        what="Område",
    )


def bars() -> charts.Chart:
    return charts.bars(
        [
            charts.Bars("Flickor", [57, 63]),
            charts.Bars("Pojkar", [61, 64]),
            charts.Bars("Annat eller vill ej svara", [charts.HIDDEN, 48]),
        ],
        ["2025", "2026"],
        subject="Andel unga som vet vart de kan vända sig, per kön",
        what="Kön",
    )


def deeds() -> list[SimpleNamespace]:
    return [
        _deed(
            "Mona Lind",
            "Förvaltningschef",
            "skickade tillbaka",
            19,
            "Motiveringen till nivå 4 saknas.",
        ),
        _deed(
            "Bo Hedlund",
            "Utvecklingsledare",
            "ändrade",
            18,
            changes={"nivå": ["2 Beslutat", "3 Genomfört"], "underlag": [None, "Rutin.pdf"]},
        ),
        _deed("", "", "påminde om svaret", 16),
    ]


def _deed(name, function, verb, day, why="", changes=None):
    return SimpleNamespace(
        at=_time(day),
        by_name=name,
        by_function=function,
        verb=verb,
        why=why,
        changes=changes or {},
        content_type_id=None,
    )


def _time(day: int) -> dt.datetime:
    return dt.datetime(2026, 11, day, 14, 32, tzinfo=ZoneInfo("Europe/Stockholm"))
