"""The access table: every address × every role × own and foreign organisation.

An address that is missing from the table fails the test, so the table grows with the platform.
"""

from __future__ import annotations

import pytest
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.access import (
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
    rights,
)
from tests.access.row import HIDDEN, INVALID, OPENS, REFUSED, Row

TABLES = [core, organisations, people, rights, questions, assessments, answering, coding, findings, nameless, plans, reports, project]
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
def test_who_gets_what(row, access_world):
    wrong = []
    for who in [*access_world.people, "anonymous"]:
        status, location = visit(row, access_world, who)
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


def visit(row: Row, w, who: str) -> tuple[int, str]:
    """One visit in a transaction that is rolled back, so that every visitor meets the same world."""
    address = reverse(row.name, args=row.args(w)) + row.query
    client = Client(raise_request_exception=True)
    with transaction.atomic():
        if who != "anonymous":
            client.force_login(w.people[who], backend="django.contrib.auth.backends.ModelBackend")
        if row.post is None:
            response = client.get(address)
        else:
            data = row.post(w) if callable(row.post) else row.post
            response = client.post(address, data)
        if getattr(response, "streaming", False):
            b"".join(response.streaming_content)
        transaction.set_rollback(True)
    return response.status_code, response.headers.get("Location", "")
