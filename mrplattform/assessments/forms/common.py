"""What the forms share."""

from __future__ import annotations

from django.utils.translation import gettext_lazy

from mrplattform.organisations.models import Circle

ROUND_CIRCLES = [
    (Circle.AUTHORITY, gettext_lazy("Den egna organisationen")),
    (Circle.SHARED, gettext_lazy("Den egna organisationen och de som vi har delat med")),
    (Circle.SIGNED_IN, gettext_lazy("Alla som är inloggade på plattformen")),
]


def initial_of(thing, names) -> dict:
    """The stored values of those fields, as a form wants them."""
    found = {}
    for name in names:
        if not hasattr(thing, name):
            continue
        is_foreign_key = hasattr(thing, f"{name}_id")
        found[name] = getattr(thing, f"{name}_id" if is_foreign_key else name)
    return found
