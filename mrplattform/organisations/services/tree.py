"""Authorities: the register of all of them, and taking one into use. The tree below: reorganise."""

from __future__ import annotations

import csv
import datetime as dt
from dataclasses import dataclass
from pathlib import Path

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from mrplattform.core.dates import today
from mrplattform.core.history import changed_values, record, record_many
from mrplattform.organisations.models import (
    Function,
    OfficialCode,
    Organisation,
    OrganisationPeriod,
    Role,
)
from mrplattform.organisations.services import periods, words  # noqa: F401 (words names the deeds)
from mrplattform.organisations.services.decisions import add_default_rules
from mrplattform.organisations.services.editions import next_edition
from mrplattform.organisations.services.functions import create_function
from mrplattform.organisations.services.holdings import open_term

REGISTER = Path(__file__).parents[1] / "data" / "authorities.csv"
# Since the latest new municipality (Knivsta) these are the 310; the names are today's.
REGISTER_STARTS = dt.date(2003, 1, 1)
# Terms of office are four years and begin in the year after the election.
FIRST_TERM_YEAR, TERM_YEARS = 2023, 4


@dataclass(frozen=True)
class Registered:
    new: int
    renamed: int
    unchanged: int


@transaction.atomic
def load_register(*, by=None, day: dt.date | None = None) -> Registered:
    """All municipalities and regions with their official codes. Done again it adds what is missing
    and renames what has got a new name, from that day."""
    lines = _register_lines()
    known = {
        code.code: code.organisation for code in OfficialCode.objects.select_related("organisation")
    }
    missing = [line for line in lines if not any(code in known for code in line["codes"])]
    renamed = 0
    for line in lines:
        organisation = known.get(line["codes"][0])
        if organisation and periods.latest(organisation).name != line["name"]:
            _rename(organisation, line["name"], day, by)
            renamed += 1
    _register(missing, by)
    return Registered(len(missing), renamed, len(lines) - len(missing) - renamed)


@transaction.atomic
def open_authority(
    *, name: str, sector: str, starts: dt.date, by, codes=(), invented: bool = False
) -> Organisation:
    """A root outside the register: an invented municipality, a federation of municipalities."""
    authority = Organisation.objects.create(
        kind=Organisation.Kind.AUTHORITY,
        sector=sector,
        name=name,
        starts=starts,
        invented=invented,
    )
    authority.authority = authority
    authority.save(update_fields=["authority"])
    OrganisationPeriod.objects.create(organisation=authority, name=name, starts=starts)
    for code in codes:
        OfficialCode.objects.create(organisation=authority, code=code)
    record(by, "opened", authority, changes={"starts": [None, starts.isoformat()]})
    return authority


@transaction.atomic
def take_into_use(authority: Organisation, *, starts: dt.date, by) -> Function:
    """Terms of office, retention rules, and a vacant strategist to invite somebody to."""
    if authority.all_functions.exists():
        raise ValidationError(_("%s är redan i bruk.") % authority)
    first = FIRST_TERM_YEAR + (starts.year - FIRST_TERM_YEAR) // TERM_YEARS * TERM_YEARS
    for year in (first, first + TERM_YEARS):
        if not authority.terms.filter(starts__year=year).exists():
            open_term(
                authority,
                starts=dt.date(year, 1, 1),
                ends=dt.date(year + TERM_YEARS - 1, 12, 31),
                by=by,
            )
    add_default_rules(authority)
    record(by, "began_use", authority, changes={"starts": [None, starts.isoformat()]})
    return create_function(
        authority, title=str(Role.STRATEGIST.label), role=Role.STRATEGIST, starts=starts, by=by
    )


@transaction.atomic
def edit_organisation(
    organisation: Organisation,
    *,
    kind: str,
    short_name: str,
    external_id: str,
    size: int | None = None,
    edition: int,
    by,
    why: str = "",
) -> dict:
    """Correct what is not dated. A new name from a day is a reorganisation."""
    taken = organisation.authority.members.exclude(pk=organisation.pk)
    if external_id and taken.filter(external_id=external_id).exists():
        raise ValidationError(
            {"external_id": _("Id:t används av en annan enhet. Skriv ett annat.")}
        )
    changes = changed_values(
        organisation, kind=kind, short_name=short_name, external_id=external_id, size=size
    )
    if changes:
        next_edition(organisation, edition)
        organisation.save(update_fields=[*changes, "edition"])
        if "short_name" in changes:
            period = organisation.on() or periods.latest(organisation)
            period.short_name = short_name
            period.save(update_fields=["short_name"])
        record(by, "edited", organisation, why=why, changes=changes)
    return changes


def _register_lines() -> list[dict]:
    with REGISTER.open(encoding="utf-8", newline="") as file:
        return [
            row | {"codes": row["codes"].split()} for row in csv.DictReader(file, delimiter=";")
        ]


def _register(lines: list[dict], by) -> None:
    made = Organisation.objects.bulk_create(
        Organisation(
            kind=Organisation.Kind.AUTHORITY,
            sector=line["sector"],
            name=line["name"],
            starts=REGISTER_STARTS,
        )
        for line in lines
    )
    for organisation in made:
        organisation.authority = organisation
    Organisation.objects.bulk_update(made, ["authority"])
    OrganisationPeriod.objects.bulk_create(
        OrganisationPeriod(organisation=one, name=one.name, starts=one.starts) for one in made
    )
    OfficialCode.objects.bulk_create(
        OfficialCode(organisation=one, code=code)
        for one, line in zip(made, lines, strict=True)
        for code in line["codes"]
    )
    record_many(by, "registered", made)


def _rename(organisation: Organisation, name: str, day: dt.date | None, by) -> None:
    day = day or today()
    changes = {"name": [organisation.name, name], "starts": [None, day.isoformat()]}
    periods.change_from(organisation, day, name=name)
    record(by, "renamed", organisation, changes=changes)
