import pytest

from mrplattform.assessments.models import Finding
from mrplattform.organisations.models import Role
from tests import make


@pytest.fixture
def plan(ekvik, strategist):
    return make.make_plan(
        ekvik,
        owner=strategist.standing.functions[0],
        title="Plan för mänskliga rättigheter 2025–2028",
    )


@pytest.fixture
def headmaster(school):
    """The function that carries most measures in these tests, and who holds it."""
    return make.make_member(school, Role.REPORTER, name="Rut Rektor")


@pytest.fixture
def measure(plan, headmaster):
    return make.make_measure(
        plan,
        title="Ni sa – vi gjorde: svar till elever",
        responsible=headmaster.standing.functions[0],
        reasons=[("finding", "finding:901", "Elever får sällan svar")],
    )


@pytest.fixture
def finding(ekvik):
    return Finding.objects.create(
        authority=ekvik, kind=Finding.Kind.GAP, title="Alla förstår inte sina biståndsbeslut"
    )


@pytest.fixture
def colleague(ekvik):
    """A reader in another administration."""
    social = make.make_administration(ekvik, "Socialförvaltningen")
    return make.make_member(social, Role.READER, name="Siv Social")
