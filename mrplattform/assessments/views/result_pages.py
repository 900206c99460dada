"""What the pages of a round's results share: finding, tabs, freshness, files."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

from django.http import Http404, StreamingHttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from mrplattform.assessments import rules
from mrplattform.assessments.models import Round
from mrplattform.assessments.results.units import Units
from mrplattform.assessments.views.common import crumbs, find_round
from mrplattform.core.exports.sheets import Sheet, SheetColumn
from mrplattform.core.exports.streams import csv_response, xlsx_response
from mrplattform.core.tables import Column

MOST_EARLIER = 10  # rounds that can be chosen between
# More columns than this do not fit beside each other; then the units are paged.
UNITS_A_PAGE, AUTHORITIES_A_PAGE = 20, 12
FILES = ("xlsx", "csv")


def find_opened(user, pk) -> Round:
    """A round that has been opened: a draft has no results."""
    round = find_round(user, pk)
    if round.is_draft:
        raise Http404
    return round


def find_named(user, pk) -> Round:
    """One whose answers may be read unit by unit."""
    round = find_opened(user, pk)
    if round.is_anonymous:
        raise Http404
    return round


def find_whole(user, pk) -> Round | None:
    """One whose answers may be added up: over the country only for who asks, since of the others'
    answers one sees a few. None: its page is that of the country."""
    round = find_named(user, pk)
    return round if reads_all(user, round) else None


def reads_all(user, round: Round) -> bool:
    return not round.asks_country or rules.reads_round(user, round)


def units_a_page(round: Round) -> int:
    """Municipalities have longer names than administrations."""
    return AUTHORITIES_A_PAGE if round.asks_country else UNITS_A_PAGE


def earlier_rounds(user, round: Round) -> list[Round]:
    """What it can be compared with, newest first."""
    rows = Round.objects.visible_to(user).earlier_than(round)
    return list(rows.select_related("version__framework")[:MOST_EARLIER])


@dataclass(frozen=True)
class Tab:
    label: str
    url: str
    current: bool


def tabs(user, round: Round, current: str) -> list[Tab]:
    """The ways to look at the answers."""
    pages = [
        ("results", _("Enheter")),
        ("time", _("Över tid")),
        ("movement", _("Förflyttning")),
        ("spread", _("Spridning")),
        ("texts", _("Texter")),
        ("compare", _("Andra")),
        ("meeting", _("För mötet")),
    ]
    if round.asks_country:
        pages[5] = ("country", _("Landet"))
    if not reads_all(user, round):
        pages = [pages[5], pages[1], pages[4]]
    return [
        Tab(label, reverse(f"assessments:{name}", args=[round.pk]), name == current)
        for name, label in pages
    ]


def result_page(request, units: Units, current: str, **more) -> dict:
    """The context that every page of the results begins with."""
    round = units.round
    return {
        "round": round,
        "tabs": tabs(request.user, round, current),
        "freshness": units.freshness,
        "may_write": rules.can_write_finding(request.user, round.authority_id),
        "query": query_of(request),
        "crumbs": crumbs(round),
        **more,
    }


def query_of(request, *left_out: str) -> str:
    """What the reader chose, kept in the links."""
    params = request.GET.copy()
    for name in ("format", "sida", *left_out):
        params.pop(name, None)
    return f"?{params.urlencode()}" if params else ""


# --- Files -----------------------------------------------------------------------------------


@dataclass(frozen=True)
class Rows:
    """One table of a file."""

    name: Any
    columns: Sequence[Column]
    rows: Iterable


def wants_file(request) -> bool:
    return request.GET.get("format") in FILES


def send_file(request, name: str, units, *tables: Rows) -> StreamingHttpResponse:
    """The tables as Excel, a sheet each; or the first of them as CSV. How fresh the answers are
    follows with both. Rows may be many: they are read as the file is made."""
    if request.GET["format"] == "xlsx":
        return xlsx_response([*map(sheet_of, tables), about_sheet(units)], name=name)
    sheet = sheet_of(tables[0])
    last = [units.freshness.words, *[None] * (len(sheet.columns) - 1)]
    return csv_response(sheet.columns, chain(sheet.rows, [last]), name=name)


def sheet_of(table: Rows) -> Sheet:
    columns = [SheetColumn(column.label, column.kind) for column in table.columns]
    rows = ([column.read(row) for column in table.columns] for row in table.rows)
    return Sheet(table.name, columns, rows)


def about_sheet(units: Units) -> Sheet:
    columns = [SheetColumn(_("Om svaren"), width=100)]
    return Sheet(_("Om svaren"), columns, [[str(units.round)], [units.freshness.words]])
