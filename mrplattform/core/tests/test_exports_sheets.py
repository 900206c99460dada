"""Excel and CSV: numbers stay numbers, text stays text, and nothing is run as a formula."""

import datetime as dt
import io
import zipfile

import pytest
from python_calamine import CalamineWorkbook

from mrplattform.core.exports.csv import write_csv
from mrplattform.core.exports.excel import write_xlsx
from mrplattform.core.exports.sheets import Sheet, SheetColumn, neutral

COLUMNS = [
    SheetColumn("Insats"),
    SheetColumn("Antal", "number"),
    SheetColumn("Kostnad, kr", "money"),
    SheetColumn("Klar senast", "date"),
]
ROWS = [
    ["Tolk och klarspråk", 12, 45_000_000, dt.date(2027, 6, 30)],
    ["=HYPERLINK(0)", None, 12_550, None],
]


def read(data: bytes):
    return CalamineWorkbook.from_filelike(io.BytesIO(data))


def test_excel_keeps_numbers_money_and_dates():
    rows = read(write_xlsx([Sheet("Insatser", COLUMNS, ROWS)])).get_sheet_by_name("Insatser")

    assert rows.to_python() == [
        ["Insats", "Antal", "Kostnad, kr", "Klar senast"],
        ["Tolk och klarspråk", 12.0, 450000.0, dt.date(2027, 6, 30)],
        ["=HYPERLINK(0)", "", 125.5, ""],
    ]


def test_excel_holds_no_formula_whatever_is_written():
    with zipfile.ZipFile(io.BytesIO(write_xlsx([Sheet("A", COLUMNS, ROWS)]))) as archive:
        assert b"<f>" not in archive.read("xl/worksheets/sheet1.xml")


def test_sheet_names_are_made_legal_and_different():
    long = "Vård- och omsorgsförvaltningen: läget roll för roll"
    sheets = [Sheet(name, COLUMNS, []) for name in (long, long, "[]", "a/b")]

    names = read(write_xlsx(sheets)).sheet_names

    assert names == [
        "Vård- och omsorgsförvaltningen",
        "Vård- och omsorgsförvaltninge 2",
        "Blad",
        "ab",
    ]


def test_csv_opens_in_swedish_excel():
    data = write_csv(COLUMNS, ROWS)

    assert data.startswith(b"\xef\xbb\xbf")
    assert data.decode("utf-8-sig").splitlines() == [
        "Insats;Antal;Kostnad, kr;Klar senast",
        "Tolk och klarspråk;12;450000,00;2027-06-30",
        "'=HYPERLINK(0);;125,50;",
    ]


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "\r", "\n", "＝"])
def test_a_text_that_starts_as_a_formula_is_made_harmless(sign):
    assert neutral(sign + "1+1") == "'" + sign + "1+1"


@pytest.mark.parametrize("value", ["Tolk", "– streck", -5, None, dt.date(2027, 1, 1)])
def test_other_values_are_left_alone(value):
    assert neutral(value) == value
