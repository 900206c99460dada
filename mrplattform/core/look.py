"""The smallest parts of the look, shared by templates, tables and charts."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from functools import lru_cache

from django.core.exceptions import FieldDoesNotExist
from django.utils import timezone
from django.utils.formats import date_format, number_format
from django.utils.html import format_html
from django.utils.translation import gettext as _

from mrplattform.core.models import ContentType

LEVELS = {"0", "1", "2", "3", "4"}
UNKNOWN, MISSING, NOT_RELEVANT = "u", "m", "n"


class Hidden:
    """A value that is not shown, for a small group's sake (core.disclosure says which). It may
    stand in any cell, bar or file, and says the same for the small and for who covers them."""

    def __str__(self) -> str:
        return _("visas inte")


HIDDEN = Hidden()


def level_key(level) -> str:
    """What a level is called in class names and signs; nothing answered is 'missing'."""
    key = str(level) if level is not None else ""
    if key in LEVELS or key in (UNKNOWN, MISSING, NOT_RELEVANT):
        return key
    return MISSING


@lru_cache(maxsize=1000)
def use(symbol: str, label: str = "", css: str = "mr-icon"):
    """One drawing from the sprite (core/_sprite.html)."""
    if label:
        return format_html(
            '<svg class="{}" role="img" aria-label="{}"><use href="#{}"/></svg>', css, label, symbol
        )
    return format_html('<svg class="{}" aria-hidden="true"><use href="#{}"/></svg>', css, symbol)


def number(value, decimals: int = 0) -> str:
    """1234.5 → '1 235' (hard space); with decimals a comma."""
    if value is None or value == "":
        return ""
    return number_format(round(Decimal(str(value)), decimals), decimals, force_grouping=True)


def in_words(count) -> str:
    """Small numbers as words, as Swedish wants them in running text."""
    words = [_("noll"), _("en"), _("två"), _("tre"), _("fyra"), _("fem"), _("sex"), _("sju")]
    words += [_("åtta"), _("nio"), _("tio"), _("elva"), _("tolv")]
    return words[count] if 0 <= count < len(words) else number(count)


def money(ore) -> str:
    """Öre as kronor, with öre only when there are some."""
    if ore is None or ore == "":
        return ""
    decimals = 0 if int(ore) % 100 == 0 else 2
    return f"{number(Decimal(int(ore)) / 100, decimals)}\u00a0kr"


def changes(deed) -> list[dict]:
    """A deed's changed values with the model's own names for its fields."""
    # By its cache: a page of deeds must not ask for the kind of each.
    kind = ContentType.objects.get_for_id(deed.content_type_id) if deed.content_type_id else None
    model = kind.model_class() if kind else None
    return [
        {"label": _label(model, name), "before": _value(before), "after": _value(after)}
        for name, (before, after) in (deed.changes or {}).items()
    ]


def _label(model, name: str) -> str:
    try:
        label = str(model._meta.get_field(name).verbose_name) if model else name
    except FieldDoesNotExist:
        label = name
    return label[:1].upper() + label[1:]


def _value(value) -> str:
    if value is None or value == "" or value == []:
        return _("tomt")
    if isinstance(value, bool):
        return _("ja") if value else _("nej")
    if isinstance(value, dict):
        return str(value.get("text", value))
    if isinstance(value, list):
        return ", ".join(_value(one) for one in value)
    return str(value)


def short_date(value) -> str:
    """'27 nov 2026'."""
    if not value:
        return ""
    if isinstance(value, dt.datetime) and timezone.is_aware(value):
        value = timezone.localtime(value)
    return date_format(value, "j M Y").replace(".", "").lower()
