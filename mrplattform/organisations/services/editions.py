"""Two people who change the same thing: the second is told, and nothing is lost."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _


class ChangedMeanwhile(ValidationError):
    """Somebody saved since the form was opened. The form shows both and lets the person choose."""

    def __init__(self, thing: models.Model):
        super().__init__(
            _("Någon annan sparade medan du skrev. Jämför och välj vad som ska gälla."),
            code="edition",
        )
        self.thing = thing


def next_edition(thing: Any, seen: int) -> None:
    """Count one up when `seen` is still the stored edition; the caller saves."""
    stored = type(thing)._default_manager.select_for_update().get(pk=thing.pk)
    if stored.edition != seen:
        raise ChangedMeanwhile(stored)
    thing.edition = seen + 1
