"""Word with real headings, Swedish as its language, repeated table heads and words for pictures."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from typing import Any

import docx
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from mrplattform.core.dates import now
from mrplattform.core.exports import document as tree
from mrplattform.core.exports.drawings import standalone
from mrplattform.core.exports.pdf import absolute
from mrplattform.core.exports.typesetting import typeset

TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
LANGUAGES = {"sv": "sv-SE", "en": "en-GB"}
FONT = "Calibri"  # what municipalities' computers have
INK, SOFT, FJORD = (
    RGBColor(0x16, 0x26, 0x2B),
    RGBColor(0x46, 0x56, 0x5B),
    RGBColor(0x0E, 0x5A, 0x66),
)
TEXT_WIDTH = 160  # millimetres between the margins
PIXELS_PER_INCH = 220


def render_word(document: tree.Document) -> bytes:
    paper = docx.Document()
    _prepare(paper, document)
    paper.add_heading(document.title, level=1)
    writer = _Writer(paper, _drawn(document))
    for block in document.all_blocks:
        writer.write(block)
    out = io.BytesIO()
    paper.save(out)
    return out.getvalue()


class _Writer:
    def __init__(self, paper, drawn: dict[str, bytes]):
        self.paper = paper
        self.drawn = drawn

    def write(self, block: tree.Block) -> None:
        match block:
            case tree.Heading(text=text, level=level):
                self.paper.add_heading(text, level=level)
            case tree.Paragraph(text=text, lead=lead):
                _fill(self.paper.add_paragraph(style="Lead" if lead else None), text)
            case tree.BulletList(items=items):
                for item in items:
                    _fill(self.paper.add_paragraph(style="List Bullet"), item)
            case tree.Facts(items=items):
                for term, value in items:
                    paragraph = self.paper.add_paragraph(style="Fact")
                    paragraph.add_run(term).font.color.rgb = SOFT
                    paragraph.add_run("\t")
                    _fill(paragraph, value)
            case tree.Note(text=text, title=title):
                if title:
                    self.paper.add_paragraph(style="Note").add_run(title).bold = True
                _fill(self.paper.add_paragraph(style="Note"), text)
            case tree.PageBreak():
                self.paper.add_page_break()
            case tree.Figure(caption=caption, picture=picture):
                self.caption(caption)
                self.draw(self.paper.add_paragraph(), picture, picture.width)
            case tree.Table():
                self.table(block)

    def caption(self, caption: tree.Text) -> None:
        paragraph = self.paper.add_paragraph(style="Caption")
        paragraph.paragraph_format.keep_with_next = True
        _fill(paragraph, caption)

    def table(self, table: tree.Table) -> None:
        self.caption(table.caption)
        made = self.paper.add_table(rows=1, cols=len(table.columns))
        _quiet_borders(made)
        _describe(made, tree.words(table.caption))
        widths = _widths(table)
        head = made.rows[0]
        _repeat(head)
        for place, column in enumerate(table.columns):
            paragraph = head.cells[place].paragraphs[0]
            _restyle(paragraph, "TableText")
            paragraph.add_run(column.label).bold = True
            if column.is_number:
                paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        for row in table.rows:
            line = made.add_row()
            _keep_whole(line)
            cells = line.cells  # asked once: each asking reads the whole row anew
            for place, (column, value) in enumerate(zip(table.columns, row, strict=True)):
                self.cell(cells[place], column, value, is_header=place == 0, width=widths[place])
        for place, width in enumerate(widths):
            made.columns[place].width = Mm(width)
        self.paper.add_paragraph(style="Table Text")

    def cell(self, cell, column: tree.Column, value: Any, *, is_header: bool, width: float) -> None:
        paragraph = cell.paragraphs[0]
        _restyle(paragraph, "TableText")
        cell.width = Mm(width)
        if isinstance(value, tree.Cell):
            _fill(paragraph, value.text, bold=is_header)
            if value.picture:
                self.draw(self.more(cell), value.picture, width - 4)
            if value.note:
                _fill(self.more(cell), value.note)
            return
        if not isinstance(value, tuple | tree.Run):
            value = tree.show(value, column.kind)
        _fill(paragraph, tree.text(value), bold=is_header)
        if column.is_number:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT

    def more(self, cell):
        """One more paragraph in a cell."""
        return _restyle(cell.add_paragraph(), "TableText")

    def draw(self, paragraph, picture: tree.Picture, width: float) -> None:
        shape = paragraph.add_run().add_picture(
            io.BytesIO(self.drawn[picture.svg]), width=Mm(min(width, TEXT_WIDTH))
        )
        named = shape._inline.docPr
        named.set("descr", picture.alt)
        named.set("name", f"Figur {named.get('id')}")


# --- Text -----------------------------------------------------------------------------------


def _fill(paragraph, text: tree.Text, *, bold: bool = False) -> None:
    for run in text:
        if run.href:
            _link(paragraph, run)
        else:
            made = paragraph.add_run(run.text)
            made.bold = bold or run.bold or None


def _restyle(paragraph, style_id: str):
    """By identifier: the library looks a name up among all styles each time."""
    paragraph._p.get_or_add_pPr().style = style_id
    return paragraph


def _link(paragraph, run: tree.Run) -> None:
    where = paragraph.part.relate_to(
        absolute(run.href), RELATIONSHIP_TYPE.HYPERLINK, is_external=True
    )
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), where)
    made = paragraph.add_run(run.text)
    made._r.style = "Link"
    made.bold = run.bold or None
    link.append(made._r)
    paragraph._p.append(link)


# --- The paper ------------------------------------------------------------------------------


def _prepare(paper, document: tree.Document) -> None:
    language = LANGUAGES.get(document.language, document.language)
    about = paper.core_properties
    about.title, about.author, about.subject = document.title, document.author, document.subject
    about.language, about.comments, about.keywords = language, "", ""
    about.last_modified_by = document.author
    about.created = about.modified = now().replace(tzinfo=None)
    _set_language(paper, language)
    _set_styles(paper)
    page = paper.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin, page.right_margin = Mm(26), Mm(210 - 26 - TEXT_WIDTH)
    page.top_margin, page.bottom_margin = Mm(28), Mm(22)
    _running_lines(page, document)


def _set_language(paper, language: str) -> None:
    defaults = paper.styles.element.find(qn("w:docDefaults"))
    for mark in defaults.iter(qn("w:lang")):
        mark.set(qn("w:val"), language)
    theme = OxmlElement("w:themeFontLang")
    theme.set(qn("w:val"), language)
    settings = paper.settings.element
    for old in settings.findall(qn("w:themeFontLang")):
        settings.remove(old)
    # The schema wants it before the colour map.
    before = settings.find(qn("w:clrSchemeMapping"))
    before.addprevious(theme) if before is not None else settings.append(theme)
    hyphenate = OxmlElement("w:autoHyphenation")
    settings.find(qn("w:defaultTabStop")).addprevious(hyphenate)


def _set_styles(paper) -> None:
    styles = paper.styles
    for style in styles:
        if style.type in (WD_STYLE_TYPE.PARAGRAPH, WD_STYLE_TYPE.CHARACTER):
            _set_font(style)
    normal = styles["Normal"]
    normal.font.size, normal.font.color.rgb = Pt(11), INK
    normal.paragraph_format.space_after = Pt(6)
    for level, size, before, after in (
        (1, 26, 0, 8),
        (2, 16, 16, 4),
        (3, 13, 12, 3),
        (4, 11, 10, 2),
    ):
        style = styles[f"Heading {level}"]
        style.font.size, style.font.bold, style.font.color.rgb = Pt(size), True, INK
        style.paragraph_format.space_before, style.paragraph_format.space_after = (
            Pt(before),
            Pt(after),
        )
        style.paragraph_format.keep_with_next = True
    caption = styles["Caption"]
    caption.font.size, caption.font.bold, caption.font.color.rgb = Pt(9.5), False, SOFT
    caption.paragraph_format.space_before, caption.paragraph_format.space_after = Pt(8), Pt(3)
    _add_style(styles, "Lead", size=14, after=10)
    table = _add_style(styles, "Table Text", size=9.5, after=0)
    table.paragraph_format.space_before = Pt(1)
    fact = _add_style(styles, "Fact", size=10.5, after=2)
    fact.paragraph_format.left_indent, fact.paragraph_format.first_line_indent = Mm(40), Mm(-40)
    fact.paragraph_format.tab_stops.add_tab_stop(Mm(40))
    note = _add_style(styles, "Note", size=11, after=6)
    note.paragraph_format.left_indent = Mm(5)
    link = styles.add_style("Link", WD_STYLE_TYPE.CHARACTER)
    link.font.color.rgb, link.font.underline = FJORD, True


def _add_style(styles, name: str, *, size: float, after: float):
    style = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = styles["Normal"]
    style.font.size, style.paragraph_format.space_after = Pt(size), Pt(after)
    return style


def _set_font(style) -> None:
    """One font everywhere; the template's theme fonts would win over a plain name."""
    properties = style.element.get_or_add_rPr()
    for old in properties.findall(qn("w:rFonts")):
        properties.remove(old)
    style.font.name = FONT


def _running_lines(page, document: tree.Document) -> None:
    head = page.header.paragraphs[0]
    head.text = " · ".join(filter(None, (document.author, document.line)))
    foot = page.footer.paragraphs[0]
    for tabs in list(foot.style.element.iter(qn("w:tabs"))):  # made for a paper of another width
        tabs.getparent().remove(tabs)
    foot.paragraph_format.tab_stops.add_tab_stop(Mm(TEXT_WIDTH), WD_TAB_ALIGNMENT.RIGHT)
    foot.add_run(f"{document.title}\t")
    _field(foot, "PAGE")
    foot.add_run(" (")
    _field(foot, "NUMPAGES")
    foot.add_run(")")
    for paragraph in (head, foot):
        for run in paragraph.runs:
            run.font.size, run.font.color.rgb = Pt(9), SOFT


def _field(paragraph, name: str) -> None:
    run = paragraph.add_run()
    for kind, content in (
        ("begin", None),
        (None, name),
        ("separate", None),
        ("", "1"),
        ("end", None),
    ):
        if kind:
            part = OxmlElement("w:fldChar")
            part.set(qn("w:fldCharType"), kind)
        else:
            part = OxmlElement("w:instrText" if kind is None else "w:t")
            part.text = content
        run._r.append(part)


# --- Tables ---------------------------------------------------------------------------------


def _widths(table: tree.Table) -> list[float]:
    """Millimetres per column; numbers take what they need, the rest goes by share."""
    needed = [26.0 if column.is_number else 0.0 for column in table.columns]
    shares = sum(column.share for column in table.columns if not column.is_number) or 1
    left = max(TEXT_WIDTH - sum(needed), TEXT_WIDTH / 2)
    return [
        need or left * column.share / shares
        for need, column in zip(needed, table.columns, strict=True)
    ]


def _quiet_borders(table) -> None:
    borders = OxmlElement("w:tblBorders")
    for side, size in (
        ("top", 0),
        ("left", 0),
        ("bottom", 4),
        ("right", 0),
        ("insideH", 4),
        ("insideV", 0),
    ):
        border = OxmlElement(f"w:{side}")
        border.set(qn("w:val"), "single" if size else "nil")
        border.set(qn("w:sz"), str(size))
        border.set(qn("w:color"), "6F7E82")
        borders.append(border)
    properties = table._tbl.tblPr
    # The schema has its order: borders before the look of first rows and columns.
    properties.find(qn("w:tblLook")).addprevious(borders)


def _describe(table, words: str) -> None:
    """What screen readers say of the table; first row and first column are heads."""
    properties = table._tbl.tblPr
    described = OxmlElement("w:tblCaption")
    described.set(qn("w:val"), words[:255])
    properties.append(described)


def _repeat(row) -> None:
    mark = OxmlElement("w:tblHeader")
    row._tr.get_or_add_trPr().append(mark)
    _keep_whole(row)


def _keep_whole(row) -> None:
    row._tr.get_or_add_trPr().insert(0, OxmlElement("w:cantSplit"))


# --- Pictures -------------------------------------------------------------------------------


def _drawn(document: tree.Document) -> dict[str, bytes]:
    """Every picture as PNG, drawn in one go: Word shows SVG only in its newer versions."""
    wanted = list(dict.fromkeys(picture.svg for picture in _pictures(document.all_blocks)))
    if not wanted:
        return {}
    made = typeset(
        "pictures.typ", [standalone(svg) for svg in wanted], format="png", ppi=PIXELS_PER_INCH
    )
    return dict(zip(wanted, [made] if isinstance(made, bytes) else made, strict=True))


def _pictures(blocks: Iterable[tree.Block]) -> Iterator[tree.Picture]:
    for block in blocks:
        if isinstance(block, tree.Figure):
            yield block.picture
        elif isinstance(block, tree.Table):
            for row in block.rows:
                for value in row:
                    if isinstance(value, tree.Cell) and value.picture:
                        yield value.picture
