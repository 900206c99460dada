"""Å, Ä and Ö come last and in that order, and a search finds them whatever their case."""

import pytest
from django.db import connections

from mrplattform.core import sorting
from mrplattform.core.models import DemoMail
from mrplattform.core.sorting import swedish, swedish_key

NAMES = ["Ängelholm", "Öland", "Åre", "Zinkgruvan", "alingsås", "Ale", "Östersund", "Säter", "Sala"]
ORDERED = [
    "Ale",
    "alingsås",
    "Sala",
    "Säter",
    "Zinkgruvan",
    "Åre",
    "Ängelholm",
    "Öland",
    "Östersund",
]


@pytest.fixture
def places(db):
    for name in NAMES:
        DemoMail.objects.create(subject=name, to="", text="")


def subjects(rows) -> list[str]:
    return [row.subject for row in rows]


def test_database_orders_as_swedes_do(places):
    assert subjects(DemoMail.objects.order_by(swedish("subject"))) == ORDERED


def test_falling_order_is_the_same_backwards(places):
    rows = DemoMail.objects.order_by(swedish("subject").desc())
    assert subjects(rows) == ORDERED[::-1]


@pytest.mark.postgres_only
def test_postgresql_without_swedish_collation_still_orders(places, monkeypatch):
    monkeypatch.setattr(connections["default"], "swedish_collation", None)
    assert subjects(DemoMail.objects.order_by(swedish("subject"))) == ORDERED


def test_numbers_are_left_alone(places):
    first = DemoMail.objects.order_by(swedish("pk")).first()
    assert first.subject == NAMES[0]


def test_python_orders_as_the_database_does():
    assert sorted(NAMES, key=swedish_key) == ORDERED


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Zebra", "Åsa"),
        ("Åsa", "Ärla"),
        ("Ärla", "Öd"),
        ("Cafe", "Café"),  # an accent only parts equals
        ("Café", "Cafeteria"),
        ("", "A"),
        ("A 1", "Ab"),
    ],
)
def test_pairs_in_order(left, right):
    assert swedish_key(left) < swedish_key(right)


@pytest.mark.parametrize("asked", ["åre", "ÅRE", "Åre", "år"])
def test_search_finds_whatever_the_case(places, asked):
    assert subjects(DemoMail.objects.filter(subject__icontains=asked)) == ["Åre"]


def test_search_tells_a_from_å(places):
    assert subjects(DemoMail.objects.filter(subject__icontains="ale")) == ["Ale"]
    assert not DemoMail.objects.filter(subject__icontains="ala").filter(subject="Säter").exists()


@pytest.mark.parametrize("sign", ["%", "_", "\\"])
def test_search_takes_signs_as_they_are(db, sign):
    DemoMail.objects.create(subject=f"Mål 100{sign} nått", to="", text="")
    DemoMail.objects.create(subject="Mål 100x nått", to="", text="")
    assert DemoMail.objects.filter(subject__icontains=f"100{sign} n").count() == 1


def test_exact_and_start_ignore_case_too(places):
    assert DemoMail.objects.filter(subject__iexact="öland").count() == 1
    assert DemoMail.objects.filter(subject__istartswith="öST").count() == 1


def test_like_of_nothing_is_unknown():
    assert sorting._like("%a%", None) is None
    assert sorting._like(None, "a") is None
