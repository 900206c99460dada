"""Files are looked into before they are kept. The hostile ones are made here."""

import io
import zipfile
import zlib

import docx
import pytest
import xlsxwriter
from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from pypdf import PdfWriter
from pypdf.generic import DictionaryObject, NameObject, TextStringObject

from mrplattform.core.forms import UploadField
from mrplattform.core.uploads import SHEETS, check_upload

CONTENT_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override '
    'PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.'
    'wordprocessingml.document.main+xml"/></Types>'
)


def make_docx() -> bytes:
    out = io.BytesIO()
    document = docx.Document()
    document.add_paragraph("Så här gör vi i Ekvik.")
    document.save(out)
    return out.getvalue()


def make_xlsx() -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        book.add_worksheet().write(0, 0, "Åre")
    return out.getvalue()


def make_odf(kind: str) -> bytes:
    return make_zip(
        {"mimetype": f"application/vnd.oasis.opendocument.{kind}", "content.xml": "<x/>"}
    )


def make_zip(parts: dict, compression=zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compression) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def make_pdf(change=None) -> bytes:
    out = io.BytesIO()
    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    if change:
        change(writer)
    writer.write(out)
    return out.getvalue()


def upload(name: str, data: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data)


PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1\x08\6\0\0\0" + b"\0" * 20
JPEG = b"\xff\xd8\xff\xe0\0\x10JFIF\0\1" + b"\0" * 40


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("beslut.docx", make_docx()),
        ("lista.xlsx", make_xlsx()),
        ("brev.odt", make_odf("text")),
        ("siffror.ods", make_odf("spreadsheet")),
        ("rapport.PDF", make_pdf()),
        ("bild.png", PNG),
        ("bild.jpg", JPEG),
        ("bild.jpeg", JPEG),
        ("enheter.csv", "Enhet;Kod\r\nÅre skola;1\r\n".encode("utf-8-sig")),
        ("enheter.csv", "Enhet;Kod\r\nÅre skola;1\r\n".encode("cp1252")),
        ("anteckning.txt", "Så här sa barnen.".encode()),
    ],
)
def test_ordinary_file_may_be_kept(name, data):
    file = upload(name, data)
    assert check_upload(file) == name.rsplit(".", 1)[1].lower()
    assert file.read() == data, "the file is handed on from its start"


def refusal(name: str, data: bytes, **options) -> ValidationError:
    with pytest.raises(ValidationError) as refused:
        check_upload(upload(name, data), **options)
    return refused.value


def test_empty_file():
    assert "tom" in refusal("a.txt", b"").messages[0]


def test_too_large_file(settings):
    settings.MAX_UPLOAD_BYTES = 1024 * 1024
    assert refusal("a.txt", b"x" * (1024 * 1024 + 1)).messages == [
        "Filen är för stor. Högst 1 MB går bra."
    ]


@pytest.mark.parametrize("name", ["a.exe", "a.html", "a.zip", "a", "a.docx.exe", "a.js"])
def test_unknown_kind_names_those_that_work(name):
    assert "PDF, DOCX" in refusal(name, b"x").messages[0]


def test_only_what_is_asked_for():
    assert refusal("a.pdf", make_pdf(), allowed=SHEETS).code == "kind"


@pytest.mark.parametrize("name", ["a.docm", "a.xlsm", "a.XLSB", "a.pptm", "a.dotm"])
def test_macro_files_by_name(name):
    assert refusal(name, make_docx()).code == "macros"


def test_svg():
    assert refusal("a.svg", b'<svg xmlns="http://www.w3.org/2000/svg"/>').code == "svg"


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.pdf", b"MZ\x90\0" + b"\0" * 200),
        ("a.pdf", b"MZ%PDF-1.4 " + b"\0" * 200),
        ("a.png", JPEG),
        ("a.jpg", b"<html><script>alert(1)</script>"),
        ("a.docx", make_xlsx()),
        ("a.xlsx", make_docx()),
        ("a.odt", make_odf("spreadsheet")),
        ("a.docx", make_zip({"hej.txt": "hej"})),
        ("a.csv", make_xlsx()),
        ("a.txt", b"%PDF-1.4"),
        ("a.csv", b"  <!DOCTYPE html><script>"),
        ("a.txt", b"\xef\xbb\xbf<svg onload='x'>"),
        ("a.csv", b"a;b\0c"),
    ],
)
def test_content_that_is_not_what_the_name_says(name, data):
    assert refusal(name, data).code == "content"


def test_text_that_is_no_zip():
    assert refusal("a.docx", b"hej").code == "broken"


def test_cut_off_zip():
    assert refusal("a.docx", make_docx()[:-200]).code == "broken"


@pytest.mark.parametrize(
    "parts",
    [
        {"word/vbaProject.bin": b"x"},
        {"word/VBAPROJECT.BIN": b"x"},
        {"word/activeX/activeX1.xml": "<x/>"},
        {"xl/macrosheets/sheet1.xml": "<x/>"},
        {"Basic/Standard/Module1.xml": "<x/>"},
    ],
)
def test_hidden_macros(parts):
    data = make_zip({"[Content_Types].xml": CONTENT_TYPES, "word/document.xml": "<x/>", **parts})
    assert refusal("a.docx", data).code == "macros"


def test_macros_that_only_the_table_of_contents_tells():
    types = CONTENT_TYPES.replace(
        "openxmlformats-officedocument.wordprocessingml.document.main",
        "ms-word.document.macroEnabled.main",
    )
    data = make_zip({"[Content_Types].xml": types, "word/document.xml": "<x/>"})
    assert refusal("a.docx", data).code == "macros"


def test_zip_bomb_in_one_part():
    data = make_zip({"[Content_Types].xml": CONTENT_TYPES, "word/document.xml": b"\0" * 30_000_000})
    assert len(data) < 100_000
    assert refusal("a.docx", data).code == "bomb"


def test_zip_bomb_of_many_parts():
    parts = {f"word/{number}.xml": b"x" for number in range(5001)}
    data = make_zip({"[Content_Types].xml": CONTENT_TYPES, **parts})
    assert refusal("a.docx", data).code == "bomb"


def test_zip_that_lies_about_its_size():
    body = b"<x>" + b"\0" * 2_000_000
    data = bytearray(make_zip({"[Content_Types].xml": CONTENT_TYPES, "word/document.xml": body}))
    true_size = len(body).to_bytes(4, "little")
    assert data.count(true_size) == 2
    lied = bytes(data).replace(true_size, (100).to_bytes(4, "little"))
    assert refusal("a.docx", lied).code == "broken"


def test_zip_with_a_way_out():
    data = make_zip({"[Content_Types].xml": CONTENT_TYPES, "../../etc/passwd": "x"})
    assert refusal("a.docx", data).code == "broken"


def test_entities_that_expand():
    bomb = '<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY lol "lol">]><lolz>&lol;</lolz>'
    data = make_zip({"[Content_Types].xml": CONTENT_TYPES, "word/document.xml": bomb})
    assert refusal("a.docx", data).code == "broken"


def test_entities_in_another_encoding():
    bomb = '<!DOCTYPE lolz [<!ENTITY lol "lol">]>'.encode("utf-16")
    data = make_zip({"[Content_Types].xml": CONTENT_TYPES, "word/document.xml": bomb})
    assert refusal("a.docx", data).code == "broken"


def script_at_start(writer):
    writer.root_object[NameObject("/OpenAction")] = DictionaryObject(
        {NameObject("/S"): NameObject("/JavaScript"), NameObject("/JS"): TextStringObject("x()")}
    )


def launch(writer):
    writer.root_object[NameObject("/OpenAction")] = DictionaryObject(
        {NameObject("/S"): NameObject("/Launch"), NameObject("/F"): TextStringObject("cmd.exe")}
    )


def script_on_page(writer):
    writer.pages[0][NameObject("/AA")] = DictionaryObject(
        {
            NameObject("/O"): DictionaryObject(
                {
                    NameObject("/S"): NameObject("/Rendition"),
                    NameObject("/JS"): TextStringObject("x"),
                }
            )
        }
    )


@pytest.mark.parametrize("change", [script_at_start, launch, script_on_page])
def test_pdf_that_runs_something(change):
    error = refusal("a.pdf", make_pdf(change))
    assert error.code == "actions"
    assert "Skriv ut den till en ny PDF" in error.messages[0]


def test_pdf_that_hides_the_name():
    hidden = make_pdf(launch).replace(b"/Launch", b"/L#61unch")
    assert refusal("a.pdf", hidden).code == "actions"


def test_pdf_that_packs_its_script_in_an_object_stream():
    assert refusal("a.pdf", packed_pdf(b"<< /S /JavaScript /JS (app.alert\\(1\\)) >>")).code == (
        "actions"
    )


def test_packed_pdf_without_script_is_kept():
    assert check_upload(upload("a.pdf", packed_pdf(b"<< /Title (Beslut) >>"))) == "pdf"


def packed_pdf(action: bytes) -> bytes:
    """A PDF whose fourth object lies compressed inside an object stream."""
    packed = b"4 0 " + action
    stream = zlib.compress(packed)
    body, places = b"%PDF-1.5\n", {}
    objects = {
        1: b"<< /Type /Catalog /Pages 2 0 R /Extra 4 0 R >>",
        2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        3: b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>",
        5: b"<< /Type /ObjStm /N 1 /First 4 /Filter /FlateDecode /Length %d >>\nstream\n%s\nendstream"
        % (len(stream), stream),
    }
    for number, content in objects.items():
        places[number] = len(body)
        body += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(body)
    table = b"\0\0\0\0\0"
    for number in range(1, 7):
        if number == 4:
            table += b"\2" + (5).to_bytes(3, "big") + b"\0"
        else:
            table += b"\1" + places.get(number, start).to_bytes(3, "big") + b"\0"
    return body + (
        b"6 0 obj\n<< /Type /XRef /Size 7 /W [1 3 1] /Root 1 0 R /Length %d >>\nstream\n%s\nendstream"
        b"\nendobj\nstartxref\n%d\n%%%%EOF" % (len(table), table, start)
    )


def test_locked_pdf():
    assert refusal("a.pdf", make_pdf(lambda writer: writer.encrypt("hemligt"))).code == "locked"


def test_broken_pdf():
    assert refusal("a.pdf", b"%PDF-1.4\n" + "skräp".encode() * 50).code == "broken"


def test_refused_file_shows_in_the_form():
    form = type("F", (forms.Form,), {"basis": UploadField(allowed=SHEETS)})(
        {}, {"basis": upload("a.xlsm", make_xlsx())}
    )
    assert form.errors["basis"] == [
        "Filen innehåller makron. Spara den utan makron (docx, xlsx eller PDF)."
    ]
    assert 'accept=".xlsx,.ods,.csv"' in str(form["basis"])
