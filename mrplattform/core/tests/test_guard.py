"""Personal identity numbers are found in text, and ordinary numbers are left alone."""

import pytest
from django import forms
from django.core.exceptions import ValidationError

from mrplattform.core.forms import GuardedCharField, GuardedTextField
from mrplattform.core.guard import find_identity_numbers, refuse_identity_numbers

# Numbers that the tax agency keeps for tests, and coordination numbers made from them.
FOUND = [
    "811218-9876",
    "8112189876",
    "19811218-9876",
    "198112189876",
    "811218+9876",
    "811218–9876",  # the dash that a word processor makes
    "811218 9876",
    "811218 - 9876",
    "19811278-9873",  # a coordination number: day 18 + 60
]


@pytest.mark.parametrize("number", FOUND)
def test_number_is_found(number):
    assert find_identity_numbers(f"Gäller {number}, enligt beslutet.") == [number]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Budgeten är 1 250 000 kronor.",
        "VON 2026/0088",
        "811218-9875",  # wrong check digit
        "811318-9876",  # no thirteenth month
        "810230-1234",
        "Telefon 08-123 456 78",
        "212000-0142",  # a municipality's organisation number
        "556012-5790",
        "12345678901234567890",
        "2026-11-27",
    ],
)
def test_other_numbers_are_left_alone(text):
    assert find_identity_numbers(text) == []


def test_all_are_found():
    assert len(find_identity_numbers("811218-9876 och 19811278-9873")) == 2


def test_refusal_says_what_to_do_and_does_not_repeat_the_number():
    with pytest.raises(ValidationError) as refusal:
        refuse_identity_numbers("Gäller 811218-9876.")
    message = refusal.value.messages[0]
    assert "Ta bort personnumret (811218…)" in message
    assert "9876" not in message


@pytest.mark.parametrize("field", [GuardedCharField(), GuardedTextField()])
def test_form_keeps_what_was_typed(field):
    form = type("F", (forms.Form,), {"text": field})({"text": "Gäller 811218-9876"})
    assert not form.is_valid()
    assert "811218-9876" in str(form["text"])


def test_text_field_is_as_tall_as_asked():
    assert 'rows="3"' in str(type("F", (forms.Form,), {"t": GuardedTextField(rows=3)})()["t"])
