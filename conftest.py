"""The people that every test may meet. All belong to one invented municipality but the neighbour."""

import gc
import os

import pytest

from mrplattform.organisations.models import Role
from tests import make
from tests.access import world

# The browser tests share a loop, which makes Django believe that it runs asynchronously.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


def pytest_collection_finish():
    """What is loaded now stays: the collector need not go through it again and again (a sixth of
    a page's time)."""
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True)
def own_files(settings, tmp_path):
    """Uploaded files stay in the test's own folder."""
    settings.MEDIA_ROOT = tmp_path / "files"


@pytest.fixture
def ekvik(db):
    return make.make_municipality("Ekvik")


@pytest.fixture
def school(ekvik):
    return make.make_administration(ekvik, "Barn- och utbildningsförvaltningen")


@pytest.fixture
def strategist(ekvik):
    return make.make_member(ekvik, Role.STRATEGIST, name="Astrid Sandell")


@pytest.fixture
def reporter(school):
    return make.make_member(school, Role.REPORTER, name="Bo Hedlund")


@pytest.fixture
def manager(school):
    return make.make_member(school, Role.MANAGER, name="Mona Lind")


@pytest.fixture
def elected(ekvik):
    return make.make_member(ekvik, Role.ELECTED, name="Elsa Berg")


@pytest.fixture
def reader(ekvik):
    return make.make_member(ekvik, Role.READER, name="Rut Dahl")


@pytest.fixture
def neighbour(db):
    """Strategist of another municipality."""
    return make.make_member(make.make_municipality("Granby"), Role.STRATEGIST, name="Nils Ek")


@pytest.fixture
def administrator(db):
    return make.make_person("Ada Administratör", is_administrator=True)


@pytest.fixture
def access_world(db):
    """Ekvik and Granby with one of everything, for the access table."""
    return world.build()
