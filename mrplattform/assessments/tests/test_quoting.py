"""A quote tells nothing of who wrote it."""

import pytest

from mrplattform.assessments.quoting import Names, propose, revealing

NAMES = Names(
    people=frozenset({"Karin Åsberg", "Bo Hedlund", "Eva von Platen"}),
    units=frozenset({"Barn- och utbildningsförvaltningen", "BUF", "Hem", "Karins förskola"}),
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Karin Åsberg bestämmer.", "[namn] bestämmer."),
        ("Vi frågar alltid Karin.", "Vi frågar alltid [namn]."),
        ("Det var Åsbergs förslag.", "Det var [namn] förslag."),
        ("Platen håller i mötet.", "[namn] håller i mötet."),
        ("KARIN ÅSBERG ringde.", "[namn] ringde."),
        ("barn- och utbildningsförvaltningens chef", "[enhet] chef"),
        ("BUF:s rutin, inte bufs", "[enhet] rutin, inte bufs"),
        ("Vi går hem efter Hem.", "Vi går hem efter [enhet]."),
        ("På Karins förskola hörs alla.", "På [enhet] hörs alla."),
        ("Skriv till bo.h@ekvik.se!", "Skriv till [e-post]!"),
        ("Ring 070-123 45 67 eller +46 8 123 456 78.", "Ring [telefon] eller [telefon]."),
        ("Född 121212-1212.", "Född [personnummer]."),
        ("Född 19121212 1212", "Född [personnummer]"),
        ("Bor på Storgatan 12 B.", "Bor på [adress]."),
        ("Bor på Karl Johans gata 5.", "Bor på [adress]."),
        ("Boxen i 123 45 Ekvik.", "Boxen i [adress]."),
    ],
)
def test_what_could_tell_is_replaced(text, expected):
    assert propose(text, NAMES) == expected
    if text != expected:
        assert revealing(text, NAMES)
    assert revealing(propose(text, NAMES), NAMES) == []


@pytest.mark.parametrize(
    "text",
    [
        "Boendet är bra, och Karinas rapport var lång.",
        "Mellan 2019 och 2026 ökade det från 0,5 till 12 procent.",
        "På vägen meter för meter.",
        "Budgeten är 1 250 000 kronor.",
        "Läs avsnitt 12 i planen.",
    ],
)
def test_ordinary_words_stay(text):
    assert propose(text, NAMES) == text
    assert revealing(text, NAMES) == []


def test_what_is_found_is_told_but_no_identity_number_is_repeated():
    found = revealing("Karin Åsberg, 121212-1212, Karin, BUF", NAMES)

    assert "Karin Åsberg" in found
    assert "BUF" in found
    assert "[personnummer]" in found
    assert not any("1212" in one for one in found)


def test_nobody_known_leaves_the_text():
    assert propose("Karin säger ja.", Names()) == "Karin säger ja."
