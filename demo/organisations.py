"""Ekvik and Granby: units, functions, people, a merger, a child-rights group with an empty seat.

Everything here is invented. The 310 real authorities are lines in the register and nothing more.

Gives `world` its ekvik, granby, strategist (Astrid Sandell), `units` and `people` by name.
"""

from __future__ import annotations

import datetime as dt

from demo.clock import at
from mrplattform.organisations.models import Function, Organisation, Person, Role
from mrplattform.organisations.services import (
    decisions,
    functions,
    groups,
    holdings,
    imports,
    people,
    periods,
    reorganise,
    tree,
)

Kind = Organisation.Kind
LONG_AGO = dt.date(2020, 1, 1)
BEGINNING = dt.date(2024, 1, 1)
MERGER = dt.date(2025, 1, 1)
HANDOVER = dt.date(2025, 1, 13)
PLAIN = str.maketrans("åäöéü", "aaoeu")

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
# Each with its short name, who answers for it, who approves, and the units below.
UNITS: dict[str, tuple] = {
    OFFICE: (
        "KLK",
        ("Utredare", "Idun Falk"),
        ("Kommundirektör", "Håkan Brandt"),
        ("Kansliavdelningen", "Ekonomiavdelningen", "HR-avdelningen", "Kontaktcenter"),
    ),
    SCHOOL: (
        "BUF",
        ("Kvalitetsutvecklare", "Bo Hedlund"),
        ("Förvaltningschef", "Mona Lind"),
        ("Förskolan Igelkotten", "Förskolan Strandgården", "Ekskolan", "Vikskolan")
        + ("Norrskolan", "Ekviks gymnasium", "Elevhälsan", "Kulturskolan"),
    ),
    SOCIAL: (
        "SOF",
        ("Verksamhetsutvecklare", "Leila Amiri"),
        ("Förvaltningschef", "Rolf Sundin"),
        ("Barn och familj", "Ekonomiskt bistånd", "Ungdomsmottagningen", "Boendestöd"),
    ),
    CARE: (
        "VOF",
        ("Kvalitetssamordnare", "Ylva Hammar"),
        ("Förvaltningschef", "Jesper Ahlgren"),
        ("Hemtjänst norr", "Hemtjänst söder", "Solgläntans äldreboende")
        + ("Strandhems äldreboende", "Daglig verksamhet"),
    ),
    CULTURE: (
        "KFF",
        ("Utvecklingsledare", "Miriam Olofsson"),
        ("Förvaltningschef", "Gustav Lindh"),
        ("Biblioteken", "Fritidsgårdarna", "Simhallen"),
    ),
    BUILDING: (
        "SBF",
        ("Planarkitekt", "Hanna Viklund"),
        ("Förvaltningschef", "Kent Rydell"),
        ("Plan och bygg", "Gata och park", "Vatten och avlopp"),
    ),
    ENVIRONMENT: (
        "MF",
        ("Miljöinspektör", "Sofia Norén"),
        ("Förvaltningschef", "Pär Tegnér"),
        ("Livsmedelskontroll", "Naturvård"),
    ),
    SERVICE: (
        "SEF",
        ("Kostutvecklare", "Danijel Horvat"),
        ("Förvaltningschef", "Carina Hult"),
        ("Kost", "Lokalvård", "Fastighet"),
    ),
    RESCUE: (
        "RTJ",
        ("Brandinspektör", "Emil Lagerqvist"),
        ("Räddningschef", "Stefan Modig"),
        ("Station Ekvik", "Station Norra"),
    ),
    GUARDIANS: ("ÖFK", ("Handläggare", "Anja Kallio"), ("Kontorschef", "Birgitta Frisk"), ()),
    HOUSING: (
        "EBO",
        ("Hållbarhetsansvarig", "Niklas Palm"),
        ("Verkställande direktör", "Åsa Grahn"),
        ("Förvaltning söder", "Förvaltning norr"),
    ),
    ENERGY: (
        "EEAB",
        ("Hållbarhetsansvarig", "Petra Ekvall"),
        ("Verkställande direktör", "Tord Melin"),
        ("Fjärrvärme", "Elnät"),
    ),
}
# What became Förvaltningen för arbete och vuxenutbildning in 2025.
MERGED = {
    "Arbetsmarknadsförvaltningen": (
        "AMF",
        ("Arbetsmarknadsutvecklare", "Selam Tesfaye"),
        ("Förvaltningschef", "Monica Björk"),
        ("Jobbcentrum", "Feriearbete"),
    ),
    "Vuxenutbildningen": (
        "VUX",
        ("Kvalitetsledare", "Oskar Wiberg"),
        ("Rektor för vuxenutbildningen", "Irene Lust"),
        ("Komvux", "Svenska för invandrare"),
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
GRANBY = {
    "Kommunkontoret": ("KK", ("Utredare", "Lina Dahlgren"), ("Kommunchef", "Roger Lantz"), ()),
    "Bildningsförvaltningen": (
        "BF",
        ("Kvalitetsutvecklare", "Amina Warsame"),
        ("Förvaltningschef", "Ove Stolpe"),
        ("Granskolan", "Biblioteket"),
    ),
    "Omsorgsförvaltningen": (
        "OF",
        ("Verksamhetsutvecklare", "Tuva Kling"),
        ("Förvaltningschef", "Bengt Hörnfeldt"),
        ("Hemtjänsten",),
    ),
}


def build(world) -> None:
    tree.load_register()
    world.people, world.units = {}, {}
    _ekvik(world)
    _granby(world)
    # What was planned for a later day has come into force since.
    periods.catch_up()


def _ekvik(world) -> None:
    ekvik = world.ekvik = _open(world, "Ekvik")
    with at(BEGINNING):
        strategist = _take_into_use(world, ekvik, "Vera Lindell", BEGINNING)
        _read_in(world, ekvik, COMMITTEES, UNITS | MERGED, world.people["Vera Lindell"])
        functions.move_function(
            strategist, to=world.units[OFFICE], day=BEGINNING, by=None, why="KS § 8"
        )
        _others(world, ekvik)
    _merge(world)
    _hand_over(world, strategist)
    _group(world, ekvik)
    _leave_a_vacancy(world)
    _decide(world, ekvik)


def _granby(world) -> None:
    granby = world.granby = _open(world, "Granby")
    start = dt.date(2025, 9, 1)
    with at(start):
        _take_into_use(world, granby, "Nils Ek", start)
        _read_in(world, granby, [("Kommunstyrelsen", "KS")], GRANBY, world.people["Nils Ek"], start)


def _open(world, name: str) -> Organisation:
    with at(BEGINNING):
        return tree.open_authority(
            name=name,
            sector=Organisation.Sector.MUNICIPALITY,
            starts=LONG_AGO,
            by=None,
            invented=True,
        )


def _take_into_use(world, authority, first: str, day: dt.date) -> Function:
    strategist = tree.take_into_use(authority, starts=day, by=None)
    person = _person(world, first, authority)
    holdings.begin_holding(strategist, person, starts=day, by=None)
    return strategist


def _read_in(world, authority, committees, administrations: dict, by, day=BEGINNING) -> None:
    """The tree from a file, as a municipality would do it, and the people in each part of it."""
    lines = [("id", "namn", "kortnamn", "slag", "överordnad")]
    lines += [(short, name, short, "nämnd", "") for name, short in committees]
    for name, (short, _reporter, _manager, below) in administrations.items():
        kind = "bolag" if name.endswith(" AB") else "förvaltning"
        lines.append((short, name, short, kind, ""))
        lines += [
            (f"{short}-{number}", child, "", "enhet", short)
            for number, child in enumerate(below, start=1)
        ]
    text = "\n".join(";".join(line) for line in lines)
    sheet = imports.read_tree(text.encode(), "csv")
    imports.import_tree(authority, sheet, LONG_AGO, by=by)
    tops = Organisation.objects.filter(parent=authority)
    world.units |= {unit.name: unit for unit in tops if unit.name not in world.units}
    for unit in tops:
        if unit.name in administrations:
            _short, reporter, manager, _below = administrations[unit.name]
            _held(world, unit, reporter[0], Role.REPORTER, reporter[1], starts=day)
            _held(world, unit, manager[0], Role.MANAGER, manager[1], starts=day)


def _held(world, unit, title: str, role: str, *names: str, starts=BEGINNING) -> Function:
    function = functions.create_function(unit, title=title, role=role, starts=starts, by=None)
    for name in names:
        holdings.begin_holding(function, _person(world, name, unit), starts=starts, by=None)
    return function


def _person(world, name: str, unit: Organisation | None = None) -> Person:
    if name not in world.people:
        town = (unit.authority.name if unit else "Ekvik").lower()
        address = name.lower().replace(" ", ".").translate(PLAIN)
        world.people[name] = people.enter_person(
            name=name, email=f"{address}@{town}.example", by=None, invented=True
        )
    return world.people[name]


def _others(world, ekvik) -> None:
    """Elected ones, auditors, readers and a coordinator for children's rights."""
    for committee, posts in ELECTED.items():
        for title, names in posts:
            _held(world, world.units[committee], title, Role.ELECTED, *names)
    _held(world, ekvik, "Förtroendevald revisor", Role.AUDITOR, "Rut Dahl")
    _held(world, world.units[OFFICE], "Nämndsekreterare", Role.READER, "Filip Asp")
    _held(world, world.units[SOCIAL], "Barnrättssamordnare", Role.READER, "Tilde Öberg")


def _merge(world) -> None:
    """Decided in November, in force from the new year; planned changes show what they will do."""
    vera = world.people["Vera Lindell"]
    with at(dt.date(2024, 11, 20)):
        merger = reorganise.merge(
            [world.units.pop(name) for name in MERGED],
            into=reorganise.NewUnit(WORK, Kind.ADMINISTRATION, world.ekvik, "AVF"),
            day=MERGER,
            by=vera,
            why="Kommunfullmäktige § 164, KS 2024/0277",
        )
    world.units[WORK] = Organisation.objects.get(authority=world.ekvik, name=WORK)
    with at(MERGER):
        periods.catch_up()
        # Two reporters and two managers became one of each.
        for title, last in (
            ("Kvalitetsledare", "Oskar Wiberg"),
            ("Förvaltningschef", "Monica Björk"),
        ):
            function = Function.objects.get(organisation=world.units[WORK], title=title)
            holding = function.holdings.get(person__name=last)
            holdings.end_holding(holding, ends=dt.date(2025, 1, 31), by=vera, why=str(merger))
            functions.close_function(function, ends=dt.date(2025, 1, 31), by=vera)


def _hand_over(world, strategist: Function) -> None:
    vera = world.people["Vera Lindell"]
    astrid = world.strategist = _person(world, "Astrid Sandell")
    with at(HANDOVER - dt.timedelta(days=10)):
        holdings.hand_over(strategist, astrid, starts=HANDOVER, by=vera)
    with at(HANDOVER):
        people.leave(vera, last_day=HANDOVER, by=astrid)


def _group(world, ekvik) -> None:
    """Six seats: one was never filled, one belongs to a function that stands vacant."""
    day = dt.date(2025, 3, 3)
    with at(day):
        group = groups.create_group(
            ekvik,
            name="Barnrättsgruppen",
            mandate="Följa hur barnkonventionen tillämpas, ge stöd i prövningar av barnets bästa "
            "och föra barns synpunkter vidare. Fyra möten om året, på kommundirektörens uppdrag.",
            starts=day,
            by=world.strategist,
        )
        for unit, title in (
            (OFFICE, "Utredare"),
            (SCHOOL, "Kvalitetsutvecklare"),
            (SOCIAL, "Barnrättssamordnare"),
            (CULTURE, "Utvecklingsledare"),
            (HOUSING, "Hållbarhetsansvarig"),
            (CARE, None),
        ):
            there = world.units[unit].functions
            groups.add_seat(
                group,
                world.units[unit],
                function=there.get(title=title) if title else None,
                starts=day,
                by=world.strategist,
            )
    world.group = group


def _leave_a_vacancy(world) -> None:
    with at(dt.date(2026, 10, 12)):
        people.leave(
            world.people["Tilde Öberg"], last_day=dt.date(2026, 10, 31), by=world.strategist
        )


def _decide(world, ekvik) -> None:
    """A decision about nothing that lies in the platform."""
    day = dt.date(2024, 5, 27)
    with at(day + dt.timedelta(days=9)):
        decisions.decide(
            body=world.units[COUNCIL],
            day=day,
            paragraph="71",
            registry_number="KS 2024/0102",
            title="Ekvik ska vara en kommun för mänskliga rättigheter",
            wording="Kommunfullmäktige beslutar att mänskliga rättigheter ska vara utgångspunkt "
            "för all verksamhet i kommunen och dess bolag, och att läget ska redovisas varje år.",
            retention=ekvik.retention_rules.filter(years=None).first(),
            by=world.people["Vera Lindell"],
        )
