"""A file of any length is made while it is fetched, in memory that does not grow with it."""

import gc
import io
import os
import tempfile
import tracemalloc

import pytest
from django.core.signals import request_finished
from django.db import close_old_connections
from django.http import StreamingHttpResponse
from django.test import RequestFactory
from django.utils import translation
from django.utils.translation import gettext_lazy
from python_calamine import CalamineWorkbook

from mrplattform.core.exports import excel
from mrplattform.core.exports.csv import stream_csv
from mrplattform.core.exports.excel import stream_xlsx
from mrplattform.core.exports.sheets import Sheet, SheetColumn
from mrplattform.core.exports.streams import csv_response, xlsx_response
from mrplattform.core.models import DemoMail
from mrplattform.core.tables import FETCHED, Column, Table

COLUMNS = [SheetColumn("Svar"), SheetColumn("Antal", "number")]
BOTH = pytest.mark.parametrize("form", ["csv", "xlsx"])


@pytest.fixture(autouse=True)
def connection_stays():
    """As in Django's own test client: a response that closes leaves the test's connection open."""
    request_finished.disconnect(close_old_connections)
    yield
    request_finished.connect(close_old_connections)


def rows(count):
    return ([f"=Ett ganska långt svar nummer {number} " * 4, number] for number in range(count))


def made(form, count):
    if form == "csv":
        return stream_csv(COLUMNS, rows(count))
    return stream_xlsx([Sheet("Svar", COLUMNS, rows(count))])


def peak(act) -> int:
    gc.collect()
    tracemalloc.start()
    act()
    _now, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return most


def read_all(chunks) -> None:
    for _chunk in chunks:
        pass
    chunks.close()


@BOTH
def test_memory_does_not_grow_with_the_rows(form):
    read_all(made(form, 10))  # what is loaded at the first file is loaded
    few = peak(lambda: read_all(made(form, 1_000)))
    many = peak(lambda: read_all(made(form, 20_000)))
    assert many < few + 200_000, f"{few:,} → {many:,} bytes for twenty times as many rows"


def test_memory_does_not_grow_with_the_rows_of_a_list(db):
    DemoMail.objects.bulk_create(
        DemoMail(subject=f"Brev {number}", to="a@b.se", text="ord " * 100)
        for number in range(5 * FETCHED)
    )

    def fetch(most):
        request = RequestFactory().get("/?format=csv")
        found = DemoMail.objects.filter(pk__lte=first + most)
        response = Table(request, found, [Column("text", "Text")], name="Brev").file()
        for _chunk in response.streaming_content:
            pass
        response.close()

    first = DemoMail.objects.order_by("pk").first().pk
    fetch(10)
    few, many = peak(lambda: fetch(2 * FETCHED)), peak(lambda: fetch(5 * FETCHED))
    assert many < few * 1.2, f"{few:,} → {many:,} bytes"


def test_excel_holds_all_rows_and_no_formula():
    data = b"".join(made("xlsx", 3_000))
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).to_python()
    assert len(sheet) == 3_001
    assert sheet[1][0].startswith("=Ett")
    assert sheet[3_000][1] == 2_999


def test_csv_comes_in_bits_that_are_harmless_and_whole():
    bits = list(made("csv", 3_000))
    lines = b"".join(bits).decode("utf-8-sig").splitlines()
    assert len(bits) > 3
    assert len(lines) == 3_001
    assert lines[1].startswith("'=Ett")
    assert lines[3_000].endswith(";2999")


def test_what_excel_has_no_room_for_goes_on_the_next_sheet(monkeypatch):
    monkeypatch.setattr(excel, "MOST_ROWS", 3)
    data = b"".join(stream_xlsx([Sheet("Svar", COLUMNS, rows(7)), Sheet("Tom", COLUMNS, [])]))
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    assert book.sheet_names == ["Svar", "Svar 2", "Svar 3", "Tom"]
    numbers = [
        row[1] for name in book.sheet_names for row in book.get_sheet_by_name(name).to_python()
    ]
    assert [n for n in numbers if n != "Antal"] == list(range(7))


# --- Nothing stays behind --------------------------------------------------------------------


@pytest.fixture
def left_open(monkeypatch, tmp_path):
    """Temporary files lie in a folder of their own; answers what is open or left there."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    made = []
    real = excel.TemporaryFile
    monkeypatch.setattr(excel, "TemporaryFile", lambda: made.append(real()) or made[-1])
    return lambda: [one for one in made if not one.closed] + os.listdir(tmp_path)


def test_the_file_is_gone_when_it_has_been_fetched(left_open):
    response = xlsx_response([Sheet("Svar", COLUMNS, rows(2_000))], name="Svar")
    assert left_open()
    assert response.getvalue()[:2] == b"PK"
    response.close()
    assert not left_open()


@pytest.mark.parametrize("fetched", [0, 1])
def test_the_file_is_gone_when_the_visitor_goes_away(left_open, fetched):
    response = xlsx_response([Sheet("Svar", COLUMNS, rows(2_000))], name="Svar")
    for _number in range(fetched):
        next(iter(response.streaming_content))
    response.close()
    assert not left_open()


def test_the_file_is_gone_when_a_row_fails(left_open):
    def broken():
        yield ["Ett", 1]
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        stream_xlsx([Sheet("Svar", COLUMNS, broken())])
    assert not left_open()


def test_the_rows_are_let_go_when_the_visitor_goes_away():
    closed = []

    def watched():
        try:
            yield from rows(10_000)
        finally:
            closed.append(True)

    response = csv_response(COLUMNS, watched(), name="Svar")
    next(iter(response.streaming_content))
    response.close()
    assert closed


# --- As the visitor reads it -----------------------------------------------------------------


def test_what_is_fetched_later_speaks_the_visitors_language():
    yes = gettext_lazy("Ja")
    with translation.override("en"):
        english = str(yes)
        response = csv_response([SheetColumn("A")], ([str(yes)] for _ in range(1)), name="Svar")
    assert english == "Yes"
    assert response.getvalue().decode("utf-8-sig").splitlines() == ["A", "Yes"]
    assert translation.get_language() == "sv"


@BOTH
def test_a_list_is_streamed_under_its_own_name(db, form):
    DemoMail.objects.create(subject="Brev", to="a@b.se", text="")
    request = RequestFactory().get(f"/?format={form}")
    table = Table(request, DemoMail.objects.all(), [Column("subject", "Ämne")], name="Brev & svar")
    response = table.file()
    assert isinstance(response, StreamingHttpResponse)
    assert response["Content-Disposition"] == f'attachment; filename="brev-svar.{form}"'


def test_what_many_rows_need_is_asked_once_for_many(db):
    DemoMail.objects.bulk_create(DemoMail(subject="B", to="a", text="") for _ in range(FETCHED + 1))
    asked = []

    class Prepared(Table):
        def prepare(self, rows):
            asked.append(len(rows))
            for row in rows:
                row.extra = "Med"

    table = Prepared(
        RequestFactory().get("/?format=csv"), DemoMail.objects.all(), [Column("extra", "Extra")]
    )
    assert table.rows[0].extra == "Med"
    assert table.file().getvalue().decode().count("Med") == FETCHED + 1
    assert asked == [table.page_size, FETCHED, 1]
