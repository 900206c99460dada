"""Word in a municipality's own template: its covers, styles and paper, our words."""

from __future__ import annotations

import io
import re
import zipfile
from typing import Any

import docx
import pytest
from docx.enum.section import WD_SECTION
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import nsdecls, qn
from docx.oxml.parser import parse_xml
from docx.shared import Mm, Pt

from mrplattform.core.exports.document import BulletList, Document, Heading, Paragraph
from mrplattform.core.exports.word import Unusable, open_template, places_in, render_word
from mrplattform.core.exports.word.template import DOCUMENT_TYPE, TEMPLATE_TYPE
from mrplattform.core.tests.test_exports_documents import a_document

W = nsdecls("w")


def a_template() -> Any:
    """As municipalities have them: a cover, a page of contents, a section of its own for the text."""
    paper = docx.Document()
    paper.styles["Heading 1"].font.name = "Granby Sans"
    cover = paper.add_paragraph(style="Title")
    for piece in ("{{ti", "tel", "}} "):  # as Word cuts it
        cover.add_run(piece)
    paper.add_paragraph("Granby, {{ Datum }}")
    paper.sections[0].header.paragraphs[0].text = "{{avsändare}} | {{uppgifter}}"
    contents = f'<w:p {W}><w:fldSimple w:instr="TOC"><w:r><w:t>x</w:t></w:r></w:fldSimple></w:p>'
    paper.element.body.insert(2, parse_xml(contents))
    text = paper.add_section(WD_SECTION.NEW_PAGE)
    text.left_margin = text.right_margin = Mm(50)
    paper.add_paragraph("{{innehåll}}")
    paper.add_paragraph("Granby kommun, 123 45 Granby")
    return paper


def data_of(paper: Any) -> bytes:
    out = io.BytesIO()
    paper.save(out)
    return out.getvalue()


def written(document: Document, template: bytes) -> Any:
    return docx.Document(io.BytesIO(render_word(document, template)))


def said(paper: Any) -> list[str]:
    return [one.text for one in paper.paragraphs if one.text.strip()]


def short() -> Document:
    return Document(
        title="Läget {{innehåll}} i Granby",
        author="Granby kommun",
        line="Utkast",
        blocks=(
            Heading("Skolan"),
            Paragraph("Så är det."),
            BulletList(("Ett", "Två")),
        ),
    )


def test_cover_top_and_text_are_filled_where_the_template_says():
    paper = written(short(), data_of(a_template()))

    assert said(paper)[0].startswith("Läget {{innehåll}} i Granby")
    assert said(paper)[-1] == "Granby kommun, 123 45 Granby"
    assert "Så är det." in said(paper)
    assert paper.sections[0].header.paragraphs[0].text == "Granby kommun | Utkast"


def test_a_title_on_the_cover_is_not_said_twice_and_headings_move_up():
    paper = written(short(), data_of(a_template()))

    headings = [
        (one.text, one.style.name)
        for one in paper.paragraphs
        if one.style.name.startswith("Heading")
    ]
    assert headings == [("Skolan", "Heading 1")]
    assert paper.styles["Heading 1"].font.name == "Granby Sans"


def test_the_paper_stays_as_the_template_has_it():
    template = a_template()

    paper = written(a_document(), data_of(template))

    before, after = [
        [(one.page_width, one.left_margin) for one in some.sections] for some in (template, paper)
    ]
    assert after == before
    widths = [int(one.get(qn("w:w"))) for one in paper.element.body.iter(qn("w:gridCol"))]
    assert widths
    room = paper.sections[1].page_width - 2 * Mm(50)
    for table in paper.tables:
        columns = table._tbl.tblGrid.iterchildren(qn("w:gridCol"))
        assert sum(int(one.get(qn("w:w"))) for one in columns) <= room / Pt(1) * 20 + 20


def test_everything_that_our_own_paper_says_is_said():
    own = re.sub(r"\s", "", " ".join(said(docx.Document(io.BytesIO(render_word(a_document()))))))
    other = re.sub(r"\s", "", " ".join(said(written(a_document(), data_of(docx.Document())))))

    assert other == own


def test_words_own_fields_are_counted_anew():
    paper = written(short(), data_of(a_template()))

    field = next(paper.element.body.iter(qn("w:fldSimple")))
    assert field.get(qn("w:dirty")) == "true"
    assert paper.core_properties.title == short().title


def test_a_control_tied_to_the_title_is_filled_as_on_words_own_covers():
    template = docx.Document()
    control = parse_xml(
        f"<w:sdt {W}><w:sdtPr><w:showingPlcHdr/><w:dataBinding"
        ' w:xpath="/ns1:coreProperties[1]/ns0:title[1]" w:storeItemID="{1}"/></w:sdtPr>'
        "<w:sdtContent><w:p><w:r><w:t>[Dokumentrubrik]</w:t></w:r></w:p></w:sdtContent></w:sdt>"
    )
    template.element.body.insert(0, control)
    template.element.body.insert(
        1,
        parse_xml(
            f'<w:sdt {W}><w:sdtPr><w:tag w:val="Avsändare"/></w:sdtPr><w:sdtContent><w:p/>'
            "</w:sdtContent></w:sdt>"
        ),
    )

    paper = written(short(), data_of(template))

    filled = ["".join(t.text or "" for t in one.iter(qn("w:t"))) for one in _controls(paper)]
    assert filled == [short().title, "Granby kommun"]
    assert places_in(template) == ["titel", "avsändare"]
    assert not list(paper.element.body.iter(qn("w:showingPlcHdr")))


def _controls(paper: Any) -> list[Any]:
    return list(paper.element.body.iter(qn("w:sdt")))


def test_a_template_without_our_styles_gets_what_it_lacks():
    """One that knows only its body text, and has no lists."""
    template = docx.Document()
    for style in list(template.styles.element):
        if style.tag == qn("w:style") and style.get(qn("w:styleId")) != "Normal":
            template.styles.element.remove(style)
    for key, link in list(template.part.rels.items()):
        if link.reltype.endswith("/numbering"):
            del template.part.rels[key]

    paper = written(a_document(), data_of(template))

    bullets = [one for one in paper.paragraphs if one.style.name == "List Bullet"]
    assert bullets
    number = bullets[0].style.element.find(f".//{qn('w:numId')}").get(qn("w:val"))
    numbering = paper.part.numbering_part.element
    assert number in [one.get(qn("w:numId")) for one in numbering.iter(qn("w:num"))]
    assert paper.styles["Heading 2"].element.find(f".//{qn('w:outlineLvl')}") is not None


def test_a_dotx_is_used_as_a_docx():
    source, out = zipfile.ZipFile(io.BytesIO(data_of(a_template()))), io.BytesIO()
    with zipfile.ZipFile(out, "w") as target:
        for entry in source.infolist():
            target.writestr(entry, source.read(entry).replace(DOCUMENT_TYPE, TEMPLATE_TYPE))

    assert "Så är det." in said(written(short(), out.getvalue()))


def test_a_template_that_points_at_a_server_forgets_it():
    template = docx.Document()
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate"
    key = template.part.part_related_by(RELATIONSHIP_TYPE.SETTINGS).relate_to(
        "file:///H:/mall.dotx", kind, is_external=True
    )
    attached = parse_xml(f'<w:attachedTemplate {nsdecls("w", "r")} r:id="{key}"/>')
    template.settings.element.insert(0, attached)

    made = zipfile.ZipFile(io.BytesIO(render_word(short(), data_of(template))))

    assert not any(b"mall.dotx" in made.read(one) for one in made.namelist())


def unknown_place() -> bytes:
    paper = docx.Document()
    paper.add_paragraph("Diarienummer {{dnr}}")
    return data_of(paper)


def content_in_a_table() -> bytes:
    paper = docx.Document()
    paper.add_table(1, 1).cell(0, 0).text = "{{innehåll}}"
    return data_of(paper)


def content_beside_words() -> bytes:
    paper = docx.Document()
    paper.add_paragraph("Här: {{innehåll}}")
    return data_of(paper)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (unknown_place(), "{{dnr}}"),
        (content_in_a_table(), "eget stycke"),
        (content_beside_words(), "eget stycke"),
        (b"PK\x03\x04 no archive", "går inte att läsa"),
        (b"", "går inte att läsa"),
    ],
)
def test_what_cannot_be_used_says_why(data, reason):
    with pytest.raises(Unusable, match=re.escape(reason)):
        open_template(data)
