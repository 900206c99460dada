"""An invented body that coordinates nationally, and invented municipalities and regions that
answer it."""

from __future__ import annotations

import datetime as dt

from demo.clock import at
from demo.organisations import deeds
from demo.organisations.invented import INVENTED, Invented
from mrplattform.core.history import record_many
from mrplattform.organisations.models import (
    Function,
    OfficialCode,
    Organisation,
    OrganisationPeriod,
    Role,
)
from mrplattform.organisations.services import holdings, tree

BEGINNING = dt.date(2026, 2, 2)
NAME = "Nationella samordningen för mänskliga rättigheter (påhittad)"
COORDINATOR = "Sigbritt Landgren"


def build(world) -> None:
    with at(BEGINNING):
        nation = world.nation = tree.open_authority(
            name=NAME, sector="", starts=BEGINNING, by=None, invented=True
        )
        tree.edit_organisation(
            nation,
            kind=Organisation.Kind.STATE_BODY,
            short_name="Samordningen",
            external_id="",
            edition=nation.edition,
            by=None,
        )
        deeds.held(
            world,
            nation,
            "Nationell samordnare",
            Role.NATIONAL_COORDINATOR,
            COORDINATOR,
            starts=BEGINNING,
        )
        world.invented = _register()
        for told in INVENTED:
            if told.strategist:
                _take_into_use(world, world.invented[told.full_name], told.strategist)


def _register() -> dict[str, Organisation]:
    """As tree.load_register does it with the real ones, in a few inserts."""
    made = Organisation.objects.bulk_create([_authority(told) for told in INVENTED])
    for one in made:
        one.authority = one
    Organisation.objects.bulk_update(made, ["authority"])
    OrganisationPeriod.objects.bulk_create(
        OrganisationPeriod(organisation=one, name=one.name, starts=one.starts) for one in made
    )
    OfficialCode.objects.bulk_create(
        OfficialCode(organisation=one, code=_code(told, number))
        for number, (one, told) in enumerate(zip(made, INVENTED, strict=True), start=1)
    )
    record_many(None, "registered", made)
    return {one.name: one for one in made}


def _authority(told: Invented) -> Organisation:
    sector = Organisation.Sector.REGION if told.region else Organisation.Sector.MUNICIPALITY
    return Organisation(
        kind=Organisation.Kind.AUTHORITY,
        sector=sector,
        name=told.full_name,
        size=told.size,
        starts=deeds.LONG_AGO,
        invented=True,
    )


def _code(told: Invented, number: int) -> str:
    return f"00{told.county}P" if told.region else f"{told.county}P{number:02d}"


def _take_into_use(world, authority: Organisation, name: str) -> Function:
    """Just the strategist, whom the national round asks."""
    strategist = tree.take_into_use(authority, starts=BEGINNING, by=None)
    holdings.begin_holding(
        strategist, deeds.person(world, name, authority), starts=BEGINNING, by=None
    )
    return strategist
