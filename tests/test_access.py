"""The access table: every address × every role × own and foreign organisation.

An address that is missing from the table fails the test, so the table grows with the platform.
"""

from __future__ import annotations

import copy
import shutil
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.conf import settings
from django.db import transaction
from django.test import Client, override_settings
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.access import (
    agreements,
    answering,
    assessments,
    coding,
    core,
    findings,
    nameless,
    organisations,
    people,
    plans,
    project,
    questions,
    reports,
    results,
    rights,
    world,
)
from tests.access.row import HIDDEN, INVALID, OPENS, REFUSED, Row

TABLES = [
    core,
    organisations,
    people,
    rights,
    questions,
    assessments,
    answering,
    coding,
    findings,
    nameless,
    results,
    plans,
    agreements,
    reports,
    project,
]
ROWS: list[Row] = [row for table in TABLES for row in table.ROWS]
MEANING = {OPENS: {200, 204, 302}, REFUSED: {403}, HIDDEN: {404}, INVALID: {200, 400}}


def addresses(patterns=None, prefix="") -> set[str]:
    """The names of all addresses, with their namespaces."""
    names = set()
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix
            names |= addresses(pattern.url_patterns, inner)
        elif isinstance(pattern, URLPattern):
            names.add(prefix + (pattern.name or str(pattern.pattern)))
    return names


def test_every_address_is_in_the_table():
    missing = addresses() - {row.name for row in ROWS}
    assert not missing, f"Say in tests/access/ who may open: {sorted(missing)}"


def test_the_table_names_only_addresses_that_exist():
    assert not {row.name for row in ROWS} - addresses()


@pytest.mark.django_db
@pytest.mark.parametrize("row", ROWS, ids=str)
def test_who_gets_what(row, visits):
    wrong = []
    for who in [*visits.sessions, "anonymous"]:
        status, location = visits.visit(row, who)
        if who == "anonymous" and not row.public:
            fine = status == 302 and location.startswith(reverse("account_login"))
            expected = "led to sign-in"
        else:
            expected = row.expected(who)
            fine = status in MEANING[expected]
            if expected == OPENS and status == 302:
                fine = not location.startswith(reverse("account_login"))
        if not fine:
            wrong.append(f"{who}: {status} {location}, not {expected}")
    assert not wrong, "\n".join(wrong)


def test_every_visitor_meets_the_same_world(visits):
    """What one does is undone: in the database, in the files, and in the world's own things."""

    def meet() -> tuple:
        rows = [list(model.objects.order_by("pk").values_list()) for model in apps.get_models()]
        return rows, sorted(Path(settings.MEDIA_ROOT).rglob("*")), vars(visits.world)["ekvik"].name

    before = meet()
    changing = [row for row in ROWS if row.post is not None and "strategist" in row.opens.split()]
    for row in changing[::10]:
        visits.visit(row, "strategist")
    assert meet() == before


# --- The world, built once -------------------------------------------------------------------


@pytest.fixture(scope="module")
def built(django_db_setup, django_db_blocker, tmp_path_factory):
    """The world with a session for each of its people and its files, in a transaction that is
    never committed: what a test does on top is rolled back to here."""
    files = tmp_path_factory.mktemp("world") / "files"
    files.mkdir()
    with django_db_blocker.unblock(), undone():
        with override_settings(MEDIA_ROOT=files):
            w = world.build()
        yield Visits(w, {who: session_of(person) for who, person in w.people.items()}), files


@pytest.fixture
def visits(db, built, settings):
    """With a copy of the world's things and files for each test."""
    visits, files = built
    shutil.copytree(files, settings.MEDIA_ROOT)
    return copy.deepcopy(visits)


@contextmanager
def undone():
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def session_of(person) -> str:
    client = Client()
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return client.session.session_key


@dataclass
class Visits:
    world: SimpleNamespace
    sessions: dict[str, str]

    def visit(self, row: Row, who: str) -> tuple[int, str]:
        """One visit that is undone, so that every visitor meets the same world."""
        client = Client(raise_request_exception=True)
        if who != "anonymous":
            client.cookies[settings.SESSION_COOKIE_NAME] = self.sessions[who]
        with undone():
            w = self.world
            address = reverse(row.name, args=row.args(w)) + row.query
            if row.post is None:
                response = client.get(address)
            else:
                response = client.post(address, row.post(w) if callable(row.post) else row.post)
            if getattr(response, "streaming", False):
                response.getvalue()
        return response.status_code, response.headers.get("Location", "")
