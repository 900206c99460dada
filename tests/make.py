"""Test data by plain functions without surprises. Each app's section makes what that app holds."""

from __future__ import annotations

import datetime as dt
import itertools

from mrplattform.organisations.models import (
    Decision,
    Function,
    FunctionPeriod,
    Group,
    Holding,
    Organisation,
    OrganisationPeriod,
    Person,
    RetentionRule,
    Role,
    Seat,
    Term,
)
from mrplattform.organisations.services.decisions import decide
from mrplattform.questions.models import (
    Answer,
    Framework,
    FrameworkVersion,
    Kind,
    Question,
    Section,
)
from mrplattform.questions.services.answers import save_answer
from mrplattform.questions.services.sheets import open_sheet

LONG_AGO = dt.date(2020, 1, 1)
_number = itertools.count(1)


# --- organisations ---------------------------------------------------------------------------


def make_organisation(
    *, parent=None, kind=Organisation.Kind.UNIT, name=None, starts=LONG_AGO, **fields
) -> Organisation:
    name = name or f"Enhet {next(_number)}"
    organisation = Organisation.objects.create(
        kind=kind,
        name=name,
        parent=parent,
        authority=parent.authority if parent else None,
        starts=starts,
        **fields,
    )
    if not parent:
        organisation.authority = organisation
        organisation.save()
    OrganisationPeriod.objects.create(
        organisation=organisation,
        name=name,
        short_name=organisation.short_name,
        parent=parent,
        starts=starts,
        ends=organisation.ends,
    )
    return organisation


def make_municipality(name=None, **fields) -> Organisation:
    return make_organisation(
        kind=Organisation.Kind.AUTHORITY,
        sector=Organisation.Sector.MUNICIPALITY,
        name=name or f"Kommun {next(_number)}",
        invented=True,
        **fields,
    )


def make_administration(parent=None, name=None, **fields) -> Organisation:
    return make_organisation(
        kind=Organisation.Kind.ADMINISTRATION,
        parent=parent or make_municipality(),
        name=name or f"Förvaltning {next(_number)}",
        **fields,
    )


def make_person(name=None, **fields) -> Person:
    number = next(_number)
    fields.setdefault("email", f"person{number}@example.se")
    return Person.objects.create_user(name=name or f"Person {number}", **fields)


def make_function(
    organisation=None, *, role=Role.REPORTER, title=None, holder=None, starts=LONG_AGO, **fields
) -> Function:
    organisation = organisation or make_administration()
    function = Function.objects.create(
        organisation=organisation,
        authority=organisation.authority,
        role=role,
        title=title or str(Role(role).label),
        starts=starts,
        **fields,
    )
    FunctionPeriod.objects.create(
        function=function, organisation=organisation, title=function.title, starts=starts
    )
    if holder:
        make_holding(function, holder, starts=starts)
    return function


def make_holding(function, person, *, starts=LONG_AGO, **fields) -> Holding:
    holding = Holding.objects.create(function=function, person=person, starts=starts, **fields)
    person.__dict__.pop("standing", None)  # read anew, as the next request would
    return holding


def make_term(authority, starts=dt.date(2023, 1, 1), ends=dt.date(2026, 12, 31)) -> Term:
    return Term.objects.create(authority=authority, starts=starts, ends=ends)


def make_group(authority=None, name="Barnrättsgruppen", starts=LONG_AGO, **fields) -> Group:
    fields.setdefault("mandate", "Följa barnets rättigheter i förvaltningarna")
    return Group.objects.create(
        authority=authority or make_municipality(), name=name, starts=starts, **fields
    )


def make_seat(group, organisation, function=None, starts=LONG_AGO, **fields) -> Seat:
    return Seat.objects.create(
        group=group, organisation=organisation, function=function, starts=starts, **fields
    )


def make_rule(authority, name="Beslut, program och planer", years=None) -> RetentionRule:
    return RetentionRule.objects.create(authority=authority, name=name, years=years)


def make_decision(body=None, *, by=None, **fields) -> Decision:
    fields.setdefault("day", dt.date(2026, 3, 2))
    fields.setdefault("title", "Program för mänskliga rättigheter")
    fields.setdefault("wording", "Nämnden antar programmet.")
    fields.setdefault("copy", {"mål": ["Alla får veta sina rättigheter"]})
    return decide(body=body or make_administration(), by=by, **fields)


def make_member(organisation=None, role=Role.REPORTER, **fields) -> Person:
    """A person who holds a function with that role in that organisation."""
    person = make_person(**fields)
    make_function(organisation, role=role, holder=person)
    return person


# --- questions -------------------------------------------------------------------------------


LEVELS = [
    {"value": value, "label": {"sv": label}, "description": {"sv": f"Så här: {label}"}}
    for value, label in enumerate(
        ["Inte påbörjat", "Påbörjat", "Beslutat", "Genomfört", "Följt upp med effekt"]
    )
]
CHOICES = [
    {"value": value, "label": {"sv": label}}
    for value, label in [("a", "Nämnden"), ("b", "Förvaltningen"), ("c", "Bolaget")]
]


def make_version(
    *questions: dict, authority=None, published=True, key=None, number=1, title="Våra frågor"
) -> FrameworkVersion:
    """A framework version with one section. Each question is a dict of Question fields; without
    any there are two levels and a text. `topics` in a question is a list of Topic."""
    framework, _created = Framework.objects.get_or_create(
        key=key or f"fragor-{next(_number)}", authority=authority
    )
    version = FrameworkVersion.objects.create(
        framework=framework, authority=authority, number=number, titles={"sv": title}
    )
    section = Section.objects.create(version=version, key="s", order=1, titles={"sv": "Avsnitt"})
    for fields in questions or [{}, {}, {"kind": Kind.TEXT}]:
        make_question(section, **fields)
    if published:
        version.state = FrameworkVersion.State.PUBLISHED
        version.save(update_fields=["state"])
    return version


def make_question(section, *, kind=Kind.LEVEL, key=None, topics=(), **fields) -> Question:
    order = section.version.questions.count() + 1
    if kind == Kind.LEVEL:
        fields.setdefault("options", LEVELS)
    elif kind in (Kind.CHOICE, Kind.SEVERAL):
        fields.setdefault("options", CHOICES)
    fields.setdefault("texts", {"sv": f"Fråga {order}"})
    fields.setdefault("allow_not_applicable", True)
    question = Question.objects.create(
        version=section.version,
        section=section,
        key=key or f"f{order}",
        order=order,
        kind=kind,
        **fields,
    )
    question.topics.set(topics)
    return question


def make_sheet(version=None, organisation=None, *, day=dt.date(2026, 11, 1), by=None, **fields):
    return open_sheet(
        version or make_version(), organisation or make_administration(), day, by=by, **fields
    )


def make_answer(sheet=None, question=None, *, value=3, state=Answer.State.ANSWERED, **fields):
    """An answer through the service; to the sheet's first question unless told."""
    sheet = sheet or make_sheet()
    question = question or sheet.version.questions.first()
    fields.setdefault("by", None)
    value = value if state == Answer.State.ANSWERED else None
    return save_answer(sheet, question, state=state, value=value, **fields)
