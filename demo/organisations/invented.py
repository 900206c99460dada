"""Invented municipalities and regions that answer a national round beside the real ones, which
are only asked. Their codes begin with their county's, as real ones do, and have a P that none has.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Invented:
    name: str
    county: str
    size: int
    # Who coordinates there and has an account; the others answer by a personal link.
    strategist: str = ""
    region: bool = False

    @property
    def full_name(self) -> str:
        """Says what it is, since it stands among real ones."""
        return f"{self.name} (påhittad)"


INVENTED = [
    Invented("Almfors", "05", 41_200, "Ester Holgersson"),
    Invented("Björnfors", "24", 6_400),
    Invented("Dunsjö", "23", 7_900),
    Invented("Enholm", "01", 88_700, "Rasmus Ståhlberg"),
    Invented("Fagerlid", "06", 29_500),
    Invented("Grönhamn", "14", 36_100, "Ylva Brännström"),
    Invented("Hägerby", "03", 17_300),
    Invented("Isfors", "25", 4_800),
    Invented("Jungfrusund", "08", 13_600),
    Invented("Klintås", "12", 31_900, "Dragan Petrov"),
    Invented("Kvarnsund", "19", 22_400),
    Invented("Lövhamn", "10", 28_200),
    Invented("Mossliden", "20", 10_900),
    Invented("Norrstad", "22", 101_500, "Elisabet Norin"),
    Invented("Odensal", "18", 15_700),
    Invented("Pilholmen", "12", 112_000, "Farid Mansour"),
    Invented("Rönnfors", "17", 9_300),
    Invented("Silversjö", "21", 38_800, "Agneta Wikman"),
    Invented("Solviken", "13", 65_400),
    Invented("Tallhed", "20", 11_200),
    Invented("Ulvfors", "07", 19_100),
    Invented("Videslätt", "14", 12_500),
    Invented("Västerlo", "14", 8_700),
    Invented("Yttersand", "04", 54_600, "Oskar Lidén"),
    Invented("Åmynne", "22", 18_400),
    Invented("Ängsholma", "01", 47_300),
    Invented("Ödeskog", "24", 3_900),
    Invented("Region Mellanskog", "20", 287_000, "Catharina Bergvall", region=True),
    Invented("Region Norrälven", "25", 249_000, region=True),
    Invented("Region Sydkust", "12", 640_000, "Mikael Thuresson", region=True),
    Invented("Region Västmark", "17", 283_000, region=True),
]
