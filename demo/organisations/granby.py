"""Granby: a rural municipality of nine thousand, with schools in the villages and one company."""

from __future__ import annotations

COUNCIL, BOARD = "Kommunfullmäktige", "Kommunstyrelsen"
OFFICE = "Kommunkontoret"
EDUCATION = "Bildningsförvaltningen"
SCHOOL, VILLAGES, PRESCHOOLS = "Granskolan", "Byskolorna i Hult och Norrsjö", "Förskolorna"
LIBRARY = "Biblioteket"
CARE = "Omsorgsförvaltningen"
HOMECARE, LINDGARDEN = "Hemtjänsten", "Lindgården"
SOCIAL = "Individ- och familjeomsorgen"
PLACE, RESCUE = "Samhällsförvaltningen", "Granby räddningstjänst"
HOUSING = "Granbyhus AB"

COMMITTEES = [
    (COUNCIL, "KF"),
    (BOARD, "KS"),
    ("Bildningsnämnden", "BN"),
    ("Omsorgsnämnden", "ON"),
]
TREE: dict[str, tuple[str, list[str]]] = {
    OFFICE: ("KK", []),
    EDUCATION: ("BF", [SCHOOL, VILLAGES, PRESCHOOLS, LIBRARY]),
    CARE: ("OF", [HOMECARE, LINDGARDEN, SOCIAL]),
    PLACE: ("SF", [RESCUE]),
    HOUSING: ("GH", []),
}
# Who answers for it, and who approves. In a small place the round asks the units themselves.
POSTS = {
    OFFICE: (("Utredare", "Lina Dahlgren"), ("Kommunchef", "Roger Lantz")),
    EDUCATION: (("Kvalitetsutvecklare", "Amina Warsame"), ("Förvaltningschef", "Ove Stolpe")),
    SCHOOL: (("Biträdande rektor", "Malin Frost"), ("Rektor", "Jon Sved")),
    VILLAGES: (("Förstelärare", "Ida Myhr"), ("Rektor", "Kristina Barr")),
    PRESCHOOLS: (("Arbetslagsledare", "Yvonne Kald"), ("Rektor", "Sanna Ekroth")),
    LIBRARY: (("Bibliotekarie", "Elin Roos"), ("Kultur- och fritidschef", "Matti Saarela")),
    CARE: (("Verksamhetsutvecklare", "Tuva Kling"), ("Förvaltningschef", "Bengt Hörnfeldt")),
    HOMECARE: (("Planerare", "Siv Åkervall"), ("Enhetschef", "Fadumo Ali")),
    LINDGARDEN: (("Sjuksköterska", "Rita Holmkvist"), ("Enhetschef", "Torbjörn Kvist")),
    SOCIAL: (("Socialsekreterare", "Hedda Rönn"), ("Enhetschef", "Marika Salo")),
    PLACE: (("Handläggare", "Arvid Tjärnberg"), ("Samhällschef", "Ulla Hägg")),
    RESCUE: (("Brandmästare", "Kalle Nyrén"), ("Räddningschef", "Åke Lundmark")),
    HOUSING: (("Förvaltare", "Pia Moberg"), ("Verkställande direktör", "Simon Falck")),
}
ELECTED = {
    COUNCIL: [("Ordförande i fullmäktige", "Ingegerd Storm")],
    BOARD: [("Kommunalråd", "Per Olov Dahlin"), ("Oppositionsråd", "Jenny Krook")],
    "Bildningsnämnden": [("Ordförande i nämnden", "Sara Lindmark")],
}
