"""Lists: filtered, sorted, paged, and taken out as Excel or CSV.

table = Table(request, Measure.objects.visible_to(user), COLUMNS, order="klar", name=_("Insatser"))
if table.wants_file:
    return table.file()
return render(request, "plans/measures.html", {"table": table})
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from django import forms
from django.conf import settings
from django.core.paginator import Paginator
from django.db.models import F, QuerySet
from django.http import StreamingHttpResponse
from django.utils.functional import cached_property

from mrplattform.core import look
from mrplattform.core.exports.sheets import Sheet, SheetColumn
from mrplattform.core.exports.streams import csv_response, xlsx_response
from mrplattform.core.sorting import swedish, swedish_key

SORT, PAGE, FORMAT = "sortera", "sida", "format"
FETCHED = 2000  # rows at a time, on their way to a file


@dataclass(frozen=True)
class Column:
    """One column. `value` is what leaves in the file; `cell` is how the page shows it.

    `value` is a dotted attribute ("unit.name") or a function of the row. `sort` is a database
    path or expression; True sorts by `value`'s own path. Text is sorted in Swedish order.
    """

    key: str
    label: Any
    value: str | Callable[[Any], Any] | None = None
    sort: Any = None
    kind: str = "text"  # text, number, money (öre), date
    cell: Callable[[Any], Any] | None = None
    only_in_file: bool = False

    def read(self, row) -> Any:
        source = self.value if self.value is not None else self.key
        if callable(source):
            return source(row)
        for name in source.split("."):
            row = row.get(name) if isinstance(row, dict) else getattr(row, name, None)
            if callable(row):
                row = row()
            if row is None:
                return None
        return row

    def show(self, row) -> Any:
        if self.cell:
            return self.cell(row)
        value = self.read(row)
        if value is look.HIDDEN:
            return str(value)
        if self.kind == "money":
            return look.money(value)
        if self.kind == "number":
            return look.number(value) if value is not None else ""
        if self.kind == "date":
            return look.short_date(value)
        return "" if value is None else value

    @property
    def is_number(self) -> bool:
        return self.kind in ("number", "money")

    def order(self) -> Any:
        """The database expression that sorts by this column."""
        path = self.sort
        if path is True:
            path = (self.value if isinstance(self.value, str) else self.key).replace(".", "__")
        if not isinstance(path, str):
            return path
        return swedish(path) if self.kind == "text" else F(path)


@dataclass(frozen=True)
class Header:
    column: Column
    url: str
    direction: str  # "", "ascending", "descending": the values of aria-sort


class FilterForm(forms.Form):
    """A row of filters. Each field narrows by its own name, or by a method narrow_<field>."""

    say_optional = False

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.required = False

    def narrow(self, rows):
        if not self.is_valid():
            return rows
        for name, value in self.cleaned_data.items():
            if value in (None, "", []) or (hasattr(value, "exists") and not value):
                continue
            method = getattr(self, f"narrow_{name}", None)
            rows = method(rows, value) if method else rows.filter(**{name: value})
        return rows

    @property
    def is_used(self) -> bool:
        return self.is_valid() and any(self.cleaned_data.values())


class Table:
    def __init__(
        self,
        request,
        rows: QuerySet | Iterable,
        columns: list[Column],
        *,
        order: str = "",
        name: Any = "",
        filters: FilterForm | type[FilterForm] | None = None,
        page_size: int | None = None,
    ):
        self.params = request.GET
        self.columns = columns
        self.name = name
        self.page_size = page_size or settings.PAGE_SIZE
        self.default_order = order
        self.filters = filters(request.GET) if isinstance(filters, type) else filters
        self._rows = self.filters.narrow(rows) if self.filters else rows

    # --- What is shown -----------------------------------------------------------------------

    @cached_property
    def sorted_rows(self):
        key, falling = self._order
        column = next((one for one in self.columns if one.key == key and one.sort), None)
        if column is None:
            return self._rows
        if not isinstance(self._rows, QuerySet):
            return sorted(self._rows, key=lambda row: _sort_key(column.read(row)), reverse=falling)
        order = column.order()
        order = order.desc(nulls_last=True) if falling else order.asc(nulls_last=True)
        # The primary key settles ties, or a row could show on two pages.
        return self._rows.order_by(order, "pk")

    @cached_property
    def page(self):
        rows = self.sorted_rows
        if not isinstance(rows, QuerySet):
            rows = list(rows)
        return Paginator(rows, self.page_size).get_page(self.params.get(PAGE))

    @cached_property
    def rows(self) -> list:
        return self._prepared(self.page.object_list)

    @property
    def count(self) -> int:
        return self.page.paginator.count

    @property
    def shown_columns(self) -> list[Column]:
        return [column for column in self.columns if not column.only_in_file]

    @property
    def lines(self) -> Iterable[list[tuple[Column, Any]]]:
        """The page's rows as cells, for a table that is not written by hand."""
        for row in self.rows:
            yield [(column, column.show(row)) for column in self.shown_columns]

    @property
    def headers(self) -> list[Header]:
        return [self._header(column) for column in self.shown_columns]

    @property
    def pages(self) -> list[tuple[Any, str]]:
        """Page numbers with their addresses; None where some are left out."""
        numbers = self.page.paginator.get_elided_page_range(
            self.page.number, on_each_side=2, on_ends=1
        )
        return [(n, self.url(**{PAGE: n})) if isinstance(n, int) else (None, "") for n in numbers]

    @property
    def previous_url(self) -> str:
        return self.url(**{PAGE: self.page.number - 1}) if self.page.has_previous() else ""

    @property
    def next_url(self) -> str:
        return self.url(**{PAGE: self.page.number + 1}) if self.page.has_next() else ""

    @property
    def xlsx_url(self) -> str:
        return self.url(**{FORMAT: "xlsx", PAGE: None})

    @property
    def csv_url(self) -> str:
        return self.url(**{FORMAT: "csv", PAGE: None})

    def url(self, **changes) -> str:
        """This list's address with some parameters changed and the others kept."""
        params = self.params.copy()
        params.pop(FORMAT, None)
        for key, value in changes.items():
            if value is None:
                params.pop(key, None)
            else:
                params[key] = str(value)
        return "?" + params.urlencode()

    # --- What leaves as a file ---------------------------------------------------------------

    @property
    def wants_file(self) -> bool:
        return self.params.get(FORMAT) in ("xlsx", "csv")

    def file(self) -> StreamingHttpResponse:
        """Everything that the filters let through, in the order of the page."""
        columns = [SheetColumn(column.label, column.kind) for column in self.columns]
        rows = ([column.read(row) for column in self.columns] for row in self._all_rows())
        if self.params[FORMAT] == "xlsx":
            return xlsx_response([Sheet(self.name, columns, rows)], name=self.name)
        return csv_response(columns, rows, name=self.name)

    def _all_rows(self) -> Iterator:
        found = self.sorted_rows
        if isinstance(found, QuerySet):
            found = found.iterator(chunk_size=FETCHED)
        rows = iter(found)
        while some := self._prepared(islice(rows, FETCHED)):
            yield from some

    def prepare(self, rows: list) -> None:
        """For a list whose rows need what one question tells of many: asked for the rows of a
        page, and for some at a time on their way to a file."""

    def _prepared(self, rows: Iterable) -> list:
        rows = list(rows)
        if rows:
            self.prepare(rows)
        return rows

    # --- Order -------------------------------------------------------------------------------

    @property
    def _order(self) -> tuple[str, bool]:
        wanted = self.params.get(SORT) or self.default_order
        sortable = {column.key for column in self.columns if column.sort}
        if wanted.removeprefix("-") not in sortable:
            wanted = self.default_order
        return wanted.removeprefix("-"), wanted.startswith("-")

    def _header(self, column: Column) -> Header:
        key, falling = self._order
        if not column.sort:
            return Header(column, "", "")
        if column.key != key:
            return Header(column, self.url(**{SORT: column.key, PAGE: None}), "")
        turned = column.key if falling else f"-{column.key}"
        url = self.url(**{SORT: turned, PAGE: None})
        return Header(column, url, "descending" if falling else "ascending")


def _sort_key(value) -> tuple:
    """Values of one column in order, the missing last."""
    if value is None or value == "" or value is look.HIDDEN:
        return (1, 0)
    return (0, swedish_key(value) if isinstance(value, str) else value)
