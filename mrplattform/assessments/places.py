"""Where a municipality or region lies, and how large it is: what a round over the country chooses
by, and what tells whose answers are missing."""

from __future__ import annotations

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from mrplattform.organisations.models import OfficialCode, Organisation

# The county codes of Statistics Sweden.
COUNTIES = {
    "01": "Stockholms län",
    "03": "Uppsala län",
    "04": "Södermanlands län",
    "05": "Östergötlands län",
    "06": "Jönköpings län",
    "07": "Kronobergs län",
    "08": "Kalmar län",
    "09": "Gotlands län",
    "10": "Blekinge län",
    "12": "Skåne län",
    "13": "Hallands län",
    "14": "Västra Götalands län",
    "17": "Värmlands län",
    "18": "Örebro län",
    "19": "Västmanlands län",
    "20": "Dalarnas län",
    "21": "Gävleborgs län",
    "22": "Västernorrlands län",
    "23": "Jämtlands län",
    "24": "Västerbottens län",
    "25": "Norrbottens län",
}
# From this many inhabitants, or employees, the largest first.
INHABITANTS = [
    (100_000, _("100 000 invånare eller fler")),
    (30_000, _("30 000–99 999 invånare")),
    (10_000, _("10 000–29 999 invånare")),
    (0, _("Färre än 10 000 invånare")),
]
EMPLOYEES = [
    (1_000, _("1 000 anställda eller fler")),
    (200, _("200–999 anställda")),
    (50, _("50–199 anställda")),
    (0, _("Färre än 50 anställda")),
]
SIZES = {f"i{least}": label for least, label in INHABITANTS} | {
    f"a{least}": label for least, label in EMPLOYEES
}


def county(organisation: Organisation) -> str:
    """The code of its county by its official codes, which must be at hand; "" without one. A
    region's code is the county's after two zeroes."""
    codes = sorted(one.code for one in organisation.codes.all())
    code = codes[-1] if codes else ""
    county = code[2:4] if code.startswith("00") else code[:2]
    return county if county in COUNTIES else ""


def size_class(organisation: Organisation) -> str:
    """A key of SIZES; "" when nobody has told the size."""
    if organisation.size is None:
        return ""
    sign, classes = ("i", INHABITANTS) if organisation.is_authority else ("a", EMPLOYEES)
    return f"{sign}{next(least for least, _label in classes if organisation.size >= least)}"


def in_county(code: str):
    """The official codes of those in a county, for a filter on organisations."""
    return OfficialCode.objects.filter(Q(code__startswith=code) | Q(code=f"00{code}"))


def of_size(key: str, prefix: str = "") -> Q:
    """The condition for a key of SIZES, for a relation by prefix."""
    least = int(key[1:])
    classes = INHABITANTS if key.startswith("i") else EMPLOYEES
    above = min((one for one, _label in classes if one > least), default=None)
    known = Q(**{f"{prefix}size__gte": least})
    return known & Q(**{f"{prefix}size__lt": above}) if above else known
