"""Ekvik with two rounds: three administrations asked on roles and principles, two of them twice."""

import datetime as dt

import pytest

from mrplattform.assessments.models import Assessment
from mrplattform.organisations.models import Organisation
from mrplattform.reports.services import reports as services
from mrplattform.reports.views.writing import drafted
from mrplattform.rights.models import Topic
from tests import make

ROLES = [("role.society", "Samhällsaktör"), ("role.employer", "Arbetsgivare")]
PRINCIPLES = [("principle.a", "Icke-diskriminering och jämlikhet"), ("principle.b", "Delaktighet")]


@pytest.fixture
def version(db):
    """Four questions, one for each role and principle."""
    topics = {}
    for order, (kind, rows) in enumerate(
        [(Topic.Kind.ROLE, ROLES), (Topic.Kind.PRINCIPLE, PRINCIPLES)]
    ):
        for place, (key, name) in enumerate(rows):
            topics[key], _made = Topic.objects.get_or_create(
                key=key, defaults={"kind": kind, "order": 10 * order + place, "names": {"sv": name}}
            )
    questions = [
        {"topics": [topics[role], topics[principle]], "texts": {"sv": f"{name}: {word.lower()}?"}}
        for role, name in ROLES
        for principle, word in PRINCIPLES
    ]
    questions[0]["law"] = "Diskrimineringslagen 3 kap."
    return make.make_version(*questions)


@pytest.fixture
def units(school, ekvik):
    return [
        school,
        make.make_administration(ekvik, "Socialförvaltningen"),
        make.make_administration(ekvik, "Överförmyndarkontoret"),
    ]


@pytest.fixture
def last_year(ekvik, version, units):
    round = make.make_round(
        ekvik,
        version=version,
        title="Plattformen 2025",
        opens=dt.date(2025, 9, 1),
        closes=dt.date(2025, 11, 28),
        state="closed",
    )
    answered(round, units[0], 1, 2, 0, 1)
    answered(round, units[1], 2, 2, 2, 2)
    return round


@pytest.fixture
def round(ekvik, version, units, last_year):
    round = make.make_round(
        ekvik,
        version=version,
        title="Plattformen 2026",
        opens=dt.date(2026, 9, 1),
        closes=dt.date(2026, 11, 27),
    )
    answered(round, units[0], 2, 2, 1, "u")
    answered(round, units[1], 1, 3, 2, None)
    make.fill(make.make_assessment(round, units[2]), 4, 4, 4, 4)  # not handed in
    return round


def answered(round, unit, *levels):
    assessment = make.make_assessment(round, unit, state=Assessment.State.APPROVED)
    return make.fill(assessment, *levels)


@pytest.fixture
def report(round, strategist):
    return services.create(by=strategist, **drafted(round, strategist))


@pytest.fixture
def council(ekvik):
    return make.make_organisation(
        parent=ekvik, kind=Organisation.Kind.COMMITTEE, name="Kommunfullmäktige"
    )
