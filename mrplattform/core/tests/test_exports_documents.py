"""One document, four forms, the same content. The PDF is checked as a screen reader would meet it."""

from __future__ import annotations

import datetime as dt
import html as entities
import io
import re
import zipfile

import docx
import pdfua
import pytest
from docx.oxml.ns import qn
from pypdf import PdfReader
from python_calamine import CalamineWorkbook

from mrplattform.core import charts
from mrplattform.core.exports.document import (
    BulletList,
    Cell,
    Column,
    Document,
    Facts,
    Figure,
    Heading,
    Note,
    PageBreak,
    Paragraph,
    Picture,
    Run,
    Table,
    sentence,
    text,
)
from mrplattform.core.exports.files import FORMATS, render
from mrplattform.core.exports.html import html_blocks
from mrplattform.core.exports.keep import fingerprint, from_json, to_json
from mrplattform.core.exports.pdf import render_pdf
from mrplattform.core.exports.typesetting import TypesettingError, typeset

LEVELS = ["Inte påbörjat", "Påbörjat", "Beslutat", "Genomfört", "Följt upp med effekt"]
# Text that would do harm if anyone took it for markup, a formula or a command.
WICKED = "#panic() *x* <script>alert(1)</script> {{ 7 }} $a$ =1+1 \\ & åäö ÅÄÖ"

EMPTY = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"/>'


def a_picture(subject: str = "Samhällsaktör") -> Picture:
    chart = charts.ridge(
        [1, 15, 16, 4, 1], LEVELS, unknown=2, before=[3, 9, 9, 2, 0], subject=subject
    )
    return Picture(chart.svg, chart.alt)


def a_twin(name: str) -> Table:
    columns = [Column("Roll"), *(Column(level, "number") for level in LEVELS)]
    return Table(name, columns, [["Samhällsaktör", 1, 15, 16, 4, 1]])


def a_document() -> Document:
    return Document(
        title="Mänskliga rättigheter i Ekvik 2026",
        author="Ekviks kommun",
        subject="Nulägesrapport",
        line="KS 2026/0412 · Nulägesrapport",
        blocks=(
            Paragraph(
                sentence("[{up} svar] har gått upp sedan {year}.", "/x/1/", up=82, year="2025"),
                lead=True,
            ),
            Facts(
                (
                    ("Omfattar", "13 enheter"),
                    ("Ansvarig", text("MR-strateg, ", Run("Ekvik", href="/y/"))),
                )
            ),
            Heading("Slutsatser i korthet"),
            Paragraph(WICKED),
            BulletList(("Barnets bästa prövas", "Upphandlingen följs sällan upp")),
            Note("Det finns inga slutsatser i underlaget.", title="Underlag saknas"),
            Heading("Läget", 2),
            Heading("Roll för roll", 3),
            Table(
                "Figur 1. Vanligaste nivå",
                (Column("Roll"), Column("Delaktighet och inkludering", share=3)),
                [
                    [
                        r,
                        Cell(
                            Run("Beslutat", sign="g2", bold=True), a_picture(r), "8 framåt, 3 bakåt"
                        ),
                    ]
                    for r in ("Samhällsaktör", "Arbetsgivare")
                ],
                twin=a_twin("Tabell 1. Antal svar per nivå"),
            ),
            Figure("Figur 2. Alla svar", a_picture("Alla svar"), a_twin("Tabell 2. Alla svar")),
            PageBreak(),
            Heading("Insatser"),
            Table(
                "Insatser i planen",
                (
                    Column("Insats", share=3),
                    Column("Klar senast", "date"),
                    Column("Kostnad", "money"),
                ),
                [
                    [
                        Run("Tolk och klarspråk", href="/insatser/1/"),
                        dt.date(2027, 6, 30),
                        45_000_000,
                    ],
                    ["=SUMMA(A1)", None, None],
                ],
                name="Insatser",
            ),
        ),
        behind=(Table("Alla svar", (Column("Enhet"), Column("Nivå", "number")), [["Skolan", 3]]),),
    )


def squeezed(said: str) -> str:
    """Without spaces and hyphens, which each form breaks lines with in its own way."""
    return re.sub(r"[\s\u00a0\u00ad\u200b-]+", "", said)


def words_of_pdf(data: bytes) -> str:
    return "".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages)


def words_of_word(data: bytes) -> str:
    body = docx.Document(io.BytesIO(data)).element.body
    return "".join(node.text or "" for node in body.iter(qn("w:t")))


def words_of_page(data: bytes) -> str:
    page = re.sub(r"<(style|svg).*?</\1>", "", data.decode(), flags=re.S)
    body = page.split("<main", 1)[1].split(">", 1)[1]
    return entities.unescape(re.sub(r"<[^>]*>", "", body))


def words_of_excel(data: bytes) -> str:
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    return "".join(
        str(value)
        for name in book.sheet_names
        for row in book.get_sheet_by_name(name).to_python()
        for value in row
    )


WORDS_OF = {"pdf": words_of_pdf, "docx": words_of_word, "html": words_of_page}


def missing_in(document: Document, ending: str) -> list[str]:
    """What the file does not say, or not in its place."""
    said = squeezed(WORDS_OF[ending](render(document, ending)))
    place, missing = 0, []
    for piece in document.words():
        found = said.find(squeezed(piece), place)
        if found < 0:
            missing.append(piece)
        else:
            place = found + len(squeezed(piece))
    return missing


@pytest.mark.parametrize("ending", WORDS_OF)
def test_everything_is_said_in_order(ending):
    assert missing_in(a_document(), ending) == []


def faults_for_readers(data: bytes, path) -> list[str]:
    """What the validator of PDF/UA finds."""
    path.write_bytes(data)
    return [finding.message for finding in pdfua.validate(path).findings]


def test_word_and_page_say_nothing_else():
    document = a_document()
    said = "".join(squeezed(piece) for piece in document.words())
    page = squeezed(words_of_page(render(document, "html")))

    assert squeezed(words_of_word(render(document, "docx"))) == said
    assert (
        page.replace(squeezed(document.author + document.line), "").replace(
            squeezed(document.line), ""
        )
        == said
    )


def test_excel_says_everything_and_the_rows_behind():
    document = a_document()
    said = squeezed(words_of_excel(render(document, "xlsx")))
    for piece in document.words():
        if piece not in ("30 jun 2027", "450\u00a0000\u00a0kr"):  # there a date and a number
            assert squeezed(piece) in said, piece
    book = CalamineWorkbook.from_filelike(io.BytesIO(render(document, "xlsx")))
    assert book.get_sheet_by_name("Insatser").to_python()[1] == [
        "Tolk och klarspråk",
        dt.date(2027, 6, 30),
        450000.0,
        "http://localhost:8000/insatser/1/",
    ]
    assert book.get_sheet_by_name("Alla svar").to_python() == [["Enhet", "Nivå"], ["Skolan", 3.0]]


def test_pdf_passes_the_check_for_pdf_ua(tmp_path):
    assert faults_for_readers(render_pdf(a_document()), tmp_path / "report.pdf") == []


def test_the_check_for_pdf_ua_sees_faults(tmp_path):
    """A PDF without tags, so that the test above is known to be able to fail."""
    data = typeset(
        "pictures.typ",
        [{"svg": EMPTY, "width": 40}],
        format="pdf",
        pdf_tags=False,
    )

    assert faults_for_readers(data, tmp_path / "untagged.pdf")


def test_pdf_is_tagged_titled_swedish_and_for_the_archive():
    reader = PdfReader(io.BytesIO(render_pdf(a_document())))
    root = reader.trailer["/Root"]
    about = reader.xmp_metadata.stream.get_data().decode()

    assert reader.metadata.title == "Mänskliga rättigheter i Ekvik 2026"
    assert root["/Lang"].startswith("sv")
    assert root["/MarkInfo"]["/Marked"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert "pdfuaid:part" in about
    assert "pdfaid:part" in about


def test_pdf_says_every_picture_in_words_and_names_heads():
    tags = list(structure(render_pdf(a_document())))
    alts = [str(tag.get("/Alt")) for tag in tags if tag["/S"] == "/Figure"]

    assert len(alts) == 3
    assert all("Antal svar per nivå" in alt for alt in alts)
    assert [str(tag["/S"]) for tag in tags if str(tag["/S"]) in ("/H1", "/H2", "/H3")] == [
        "/H1",
        "/H2",
        "/H2",
        "/H3",
        "/H2",
        "/H2",
    ]
    assert sum(tag["/S"] == "/TH" for tag in tags) >= 2 + 3 + 6 + 6


def structure(data: bytes):
    def walk(node):
        node = node.get_object()
        if isinstance(node, list):
            for one in node:
                yield from walk(one)
        elif isinstance(node, dict) and "/S" in node:
            yield node
            if "/K" in node:
                yield from walk(node["/K"])

    yield from walk(PdfReader(io.BytesIO(data)).trailer["/Root"]["/StructTreeRoot"]["/K"])


def test_the_fonts_are_our_own():
    fonts = set()
    for page in PdfReader(io.BytesIO(render_pdf(a_document()))).pages:
        for font in page["/Resources"]["/Font"].values():
            fonts.add(str(font.get_object()["/BaseFont"]))
    assert fonts
    assert all("SourceSans3" in font for font in fonts), fonts


def test_a_warning_stops_the_document():
    with pytest.raises(TypesettingError):
        typeset("tests/unknown_font.typ", {}, format="pdf")


def test_word_is_swedish_with_heads_that_repeat_and_pictures_in_words():
    data = render(a_document(), "docx")
    paper = docx.Document(io.BytesIO(data))
    xml = zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml").decode()
    styles = zipfile.ZipFile(io.BytesIO(data)).read("word/styles.xml").decode()

    assert paper.core_properties.language == "sv-SE"
    assert paper.core_properties.title == "Mänskliga rättigheter i Ekvik 2026"
    assert paper.core_properties.author == "Ekviks kommun"
    assert 'w:lang w:val="sv-SE"' in styles
    assert 'w:lang w:val="en-US"' not in styles
    assert [p.style.name for p in paper.paragraphs if p.style.name.startswith("Heading")] == [
        "Heading 1",
        "Heading 2",
        "Heading 2",
        "Heading 3",
        "Heading 2",
        "Heading 2",
    ]
    assert xml.count("<w:tblHeader/>") == len(paper.tables) == 4
    assert len(re.findall(r'<wp:docPr [^>]*descr="[^"]*Antal svar per nivå', xml)) == 3


def test_the_page_escapes_what_people_write():
    page = html_blocks((Paragraph(WICKED),))
    assert "<script>" not in page
    assert "&lt;script&gt;" in page


def test_what_was_kept_reads_as_it_was():
    document = a_document()
    again = from_json(to_json(document))

    assert again == document
    assert fingerprint(again) == fingerprint(document)
    for ending in FORMATS:
        assert render(again, ending)


def test_only_open_addresses_are_kept():
    assert Run("x", href="javascript:alert(1)").href == ""
    assert Run("x", href="/insatser/1/").href == "/insatser/1/"


def test_brackets_in_what_people_write_are_no_links():
    runs = sentence("[{title}] är klar.", "/insatser/1/", title="Tolk [pilot] {x}")
    assert runs == (Run("Tolk [pilot] {x}", href="/insatser/1/"), Run(" är klar."))


def test_a_picture_needs_words_and_a_twin():
    with pytest.raises(ValueError, match="alt"):
        Picture("<svg/>", "")
    with pytest.raises(ValueError, match="twin"):
        Table("x", (Column("a"), Column("b")), [["r", Cell("x", a_picture())]])


def test_a_row_of_the_wrong_length_is_refused():
    with pytest.raises(ValueError, match="cells"):
        Table("x", (Column("a"), Column("b")), [["r"]])
