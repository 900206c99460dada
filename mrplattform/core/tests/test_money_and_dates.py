"""Kronor and dates as people write them."""

import datetime as dt

import pytest
from django import forms
from django.core.exceptions import ValidationError

from mrplattform.core import look
from mrplattform.core.forms import DateField, MoneyField
from mrplattform.core.templatetags import mr


@pytest.mark.parametrize(
    ("typed", "ore"),
    [
        ("450000", 45_000_000),
        ("450 000", 45_000_000),
        ("450\u00a0000 kr", 45_000_000),
        ("1 250 000 kronor", 125_000_000),
        ("99,50", 9950),
        ("99.50", 9950),
        ("0", 0),
        ("", None),
    ],
)
def test_kronor_become_ore(typed, ore):
    assert MoneyField(required=False).clean(typed) == ore


@pytest.mark.parametrize(
    "typed", ["fyra", "1.2.3", "1,234", "450.000", "1e5", "--1", "1 000 %", "nan"]
)
def test_unclear_amount_is_refused(typed):
    with pytest.raises(ValidationError, match="Skriv beloppet i kronor"):
        MoneyField().clean(typed)


def test_negative_amount_needs_permission():
    with pytest.raises(ValidationError, match="noll eller större"):
        MoneyField().clean("-100")
    assert MoneyField(allow_negative=True).clean("−100") == -10_000


def test_absurd_amount_is_refused():
    with pytest.raises(ValidationError, match="för stort"):
        MoneyField().clean("9" * 20)


def test_amount_is_shown_as_it_is_typed():
    form = type("F", (forms.Form,), {"cost": MoneyField()})(initial={"cost": 125_050})
    assert 'value="1 250,50"' in str(form["cost"])
    assert 'inputmode="decimal"' in str(form["cost"])


def test_unchanged_amount_has_not_changed():
    field = MoneyField()
    assert not field.has_changed(45_000_000, "450 000")
    assert field.has_changed(45_000_000, "450 001")
    assert field.has_changed(45_000_000, "fyra")


@pytest.mark.parametrize(
    ("ore", "shown"),
    [
        (45_000_000, "450\u00a0000\u00a0kr"),
        (12_550, "125,50\u00a0kr"),
        (0, "0\u00a0kr"),
        (None, ""),
    ],
)
def test_ore_are_shown_as_kronor(ore, shown):
    assert look.money(ore) == shown


def test_date_input_is_the_browsers_own():
    form = type("F", (forms.Form,), {"due": DateField()})(initial={"due": dt.date(2026, 11, 27)})
    assert 'type="date"' in str(form["due"])
    assert 'value="2026-11-27"' in str(form["due"])


def test_date_error_gives_an_example():
    with pytest.raises(ValidationError, match="2026-11-27"):
        DateField().clean("i morgon")


@pytest.mark.parametrize(
    ("size", "shown"), [(200, "1 kB"), (245_760, "240 kB"), (3_355_443, "3,2 MB"), (None, "1 kB")]
)
def test_file_sizes(size, shown):
    assert mr.file_size(size) == shown


def test_days_as_people_write_them():
    assert mr.day(dt.date(2026, 11, 7)) == "7 november 2026"
    assert mr.short_day(dt.date(2026, 11, 7)) == "7 nov 2026"
    assert mr.day(None) == ""


@pytest.mark.parametrize(("count", "word"), [(0, "noll"), (2, "två"), (12, "tolv"), (13, "13")])
def test_small_numbers_are_words(count, word):
    assert mr.in_words(count) == word
