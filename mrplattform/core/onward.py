"""The red thread read forwards: what later rows know of a thing, shown on its own page.

An app knows no later app, but the page of a finding should tell which measures came of it. The
template asks {% onward finding %}; settings.MR_ONWARD names the one function, in the last row,
that answers.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.db.models import Model
from django.utils.module_loading import import_string


@dataclass(frozen=True)
class Onward:
    """What came of a thing: titled links, each with a word on how it goes, and the next step."""

    title: str
    empty: str
    steps: list[dict[str, Any]] = field(default_factory=list)  # title, address, mark, tone, icon
    more: list[tuple[str, str]] = field(default_factory=list)  # label, address
    action: tuple[str, str] | None = None  # label, address


def onward(user, thing: Model) -> Onward | None:
    return import_string(settings.MR_ONWARD)(user, thing)
