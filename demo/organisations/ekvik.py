"""Ekvik as it was at the beginning of 2024: committees, units, functions and who held them."""

from __future__ import annotations

COUNCIL, BOARD = "Kommunfullmäktige", "Kommunstyrelsen"
OFFICE = "Kommunledningskontoret"
SCHOOL = "Barn- och utbildningsförvaltningen"
SOCIAL = "Socialförvaltningen"
CARE = "Vård- och omsorgsförvaltningen"
CULTURE = "Kultur- och fritidsförvaltningen"
BUILDING = "Samhällsbyggnadsförvaltningen"
ENVIRONMENT = "Miljöförvaltningen"
WORK = "Förvaltningen för arbete och vuxenutbildning"
SERVICE = "Serviceförvaltningen"
RESCUE = "Ekviks räddningstjänst"
GUARDIANS = "Överförmyndarkontoret"
HOUSING = "Ekviksbostäder AB"
ENERGY = "Ekvik Energi AB"

COMMITTEES = [
    (COUNCIL, "KF"),
    (BOARD, "KS"),
    ("Barn- och utbildningsnämnden", "BUN"),
    ("Socialnämnden", "SN"),
    ("Vård- och omsorgsnämnden", "VON"),
    ("Kultur- och fritidsnämnden", "KFN"),
    ("Samhällsbyggnadsnämnden", "SBN"),
    ("Miljönämnden", "MN"),
]
# Each administration and company with its short name and the units below.
TREE: dict[str, tuple[str, list[str]]] = {
    OFFICE: ("KLK", ["Kansliavdelningen", "Ekonomiavdelningen", "HR-avdelningen", "Kontaktcenter"]),
    SCHOOL: (
        "BUF",
        [
            "Förskolan Igelkotten",
            "Förskolan Strandgården",
            "Ekskolan",
            "Vikskolan",
            "Norrskolan",
            "Ekviks gymnasium",
            "Elevhälsan",
            "Kulturskolan",
        ],
    ),
    SOCIAL: ("SOF", ["Barn och familj", "Ekonomiskt bistånd", "Ungdomsmottagningen", "Boendestöd"]),
    CARE: (
        "VOF",
        [
            "Hemtjänst norr",
            "Hemtjänst söder",
            "Solgläntans äldreboende",
            "Strandhems äldreboende",
            "Daglig verksamhet",
        ],
    ),
    CULTURE: ("KFF", ["Biblioteken", "Fritidsgårdarna", "Simhallen"]),
    BUILDING: ("SBF", ["Plan och bygg", "Gata och park", "Vatten och avlopp"]),
    ENVIRONMENT: ("MF", ["Livsmedelskontroll", "Naturvård"]),
    SERVICE: ("SEF", ["Kost", "Lokalvård", "Fastighet"]),
    RESCUE: ("RTJ", ["Station Ekvik", "Station Norra"]),
    GUARDIANS: ("ÖFK", []),
    HOUSING: ("EBO", ["Förvaltning söder", "Förvaltning norr"]),
    ENERGY: ("EEAB", ["Fjärrvärme", "Elnät"]),
}
# Who answers for it, and who approves.
POSTS = {
    OFFICE: (("Utredare", "Idun Falk"), ("Kommundirektör", "Håkan Brandt")),
    SCHOOL: (("Kvalitetsutvecklare", "Bo Hedlund"), ("Förvaltningschef", "Mona Lind")),
    SOCIAL: (("Verksamhetsutvecklare", "Leila Amiri"), ("Förvaltningschef", "Rolf Sundin")),
    CARE: (("Kvalitetssamordnare", "Ylva Hammar"), ("Förvaltningschef", "Jesper Ahlgren")),
    CULTURE: (("Utvecklingsledare", "Miriam Olofsson"), ("Förvaltningschef", "Gustav Lindh")),
    BUILDING: (("Planarkitekt", "Hanna Viklund"), ("Förvaltningschef", "Kent Rydell")),
    ENVIRONMENT: (("Miljöinspektör", "Sofia Norén"), ("Förvaltningschef", "Pär Tegnér")),
    SERVICE: (("Kostutvecklare", "Danijel Horvat"), ("Förvaltningschef", "Carina Hult")),
    RESCUE: (("Brandinspektör", "Emil Lagerqvist"), ("Räddningschef", "Stefan Modig")),
    GUARDIANS: (("Handläggare", "Anja Kallio"), ("Kontorschef", "Birgitta Frisk")),
    HOUSING: (("Hållbarhetsansvarig", "Niklas Palm"), ("Verkställande direktör", "Åsa Grahn")),
    ENERGY: (("Hållbarhetsansvarig", "Petra Ekvall"), ("Verkställande direktör", "Tord Melin")),
}
# What became Förvaltningen för arbete och vuxenutbildning in 2025.
MERGED: dict[str, tuple[str, list[str]]] = {
    "Arbetsmarknadsförvaltningen": ("AMF", ["Jobbcentrum", "Feriearbete"]),
    "Vuxenutbildningen": ("VUX", ["Komvux", "Svenska för invandrare"]),
}
MERGED_POSTS = {
    "Arbetsmarknadsförvaltningen": (
        ("Arbetsmarknadsutvecklare", "Selam Tesfaye"),
        ("Förvaltningschef", "Monica Björk"),
    ),
    "Vuxenutbildningen": (
        ("Kvalitetsledare", "Oskar Wiberg"),
        ("Rektor för vuxenutbildningen", "Irene Lust"),
    ),
}
ELECTED = {
    COUNCIL: [("Ordförande i fullmäktige", ["Elsa Berg"])],
    BOARD: [
        ("Kommunalråd", ["Mats Granlund"]),
        ("Ledamot i kommunstyrelsen", ["Yasmin Darwish", "Lars Edvin Ros", "Annika Törn"]),
    ],
    "Barn- och utbildningsnämnden": [("Ordförande i nämnden", ["Omar Haddad"])],
    "Socialnämnden": [("Ordförande i nämnden", ["Kerstin Alm"])],
}
