"""The paper: A4, language, styles, and the lines that run at top and bottom of every page."""

from __future__ import annotations

from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from mrplattform.core.dates import now
from mrplattform.core.exports import document as tree
from mrplattform.core.exports.word.elements import make
from mrplattform.core.exports.word.numbering import number_as_bullets

LANGUAGES = {"sv": "sv-SE", "en": "en-GB"}
FONT = "Calibri"  # what municipalities' computers have
INK, SOFT, FJORD = (
    RGBColor(0x16, 0x26, 0x2B),
    RGBColor(0x46, 0x56, 0x5B),
    RGBColor(0x0E, 0x5A, 0x66),
)
TEXT_WIDTH = 160  # millimetres between the margins
BUILT_IN = ("Heading 1", "Heading 2", "Heading 3", "Heading 4", "Caption", "List Bullet")
HEADING_SIZES = {1: 26, 2: 16, 3: 13, 4: 11}


def prepare(paper, document: tree.Document) -> None:
    """Our own paper, when the municipality has no template."""
    tell_about(paper, document)
    _set_styles(paper)
    add_styles(paper)
    link = paper.styles["Link"]
    link.font.color.rgb, link.font.underline = FJORD, True
    page = paper.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin, page.right_margin = Mm(26), Mm(210 - 26 - TEXT_WIDTH)
    page.top_margin, page.bottom_margin = Mm(28), Mm(22)
    _running_lines(page, document)


def tell_about(paper, document: tree.Document) -> None:
    language = LANGUAGES.get(document.language, document.language)
    about = paper.core_properties
    about.title, about.author, about.subject = document.title, document.author, document.subject
    about.language, about.comments, about.keywords = language, "", ""
    about.last_modified_by = document.author
    about.created = about.modified = now().replace(tzinfo=None)
    _set_language(paper, language)


def add_styles(paper) -> list[str]:
    """What our blocks need and the paper lacks; returns the names of Word's own among them.

    Nothing that the paper has is changed: a municipality forms its own "Lead" or "Note" so.
    """
    styles = paper.styles
    lacking = [name for name in BUILT_IN if name not in styles]
    for name in lacking:
        _add_built_in(paper, name)
    _add_style(styles, "Lead", size=14, after=10)
    if table := _add_style(styles, "Table Text", size=9.5, after=0):
        table.paragraph_format.space_before = Pt(1)
    if fact := _add_style(styles, "Fact", size=10.5, after=2):
        fact.paragraph_format.left_indent, fact.paragraph_format.first_line_indent = Mm(40), Mm(-40)
        fact.paragraph_format.tab_stops.add_tab_stop(Mm(40))
    if note := _add_style(styles, "Note", size=11, after=6):
        note.paragraph_format.left_indent = Mm(5)
    if "Link" not in styles:
        styles.add_style("Link", WD_STYLE_TYPE.CHARACTER).font.underline = True
    return lacking


def _add_built_in(paper, name: str) -> None:
    style = paper.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH, builtin=True)
    style.base_style = paper.styles["Normal"]
    properties = style.element.get_or_add_pPr()
    if name == "List Bullet":
        number_as_bullets(paper, properties)
    elif name != "Caption":
        level = int(name[-1])
        style.font.bold, style.font.size = True, Pt(HEADING_SIZES[level])
        style.paragraph_format.keep_with_next = True
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(12), Pt(4)
        properties.append(make("w:outlineLvl", val=str(level - 1)))


def _set_language(paper, language: str) -> None:
    for mark in paper.styles.element.iterfind(f"{qn('w:docDefaults')}//{qn('w:lang')}"):
        mark.set(qn("w:val"), language)
    theme = OxmlElement("w:themeFontLang")
    theme.set(qn("w:val"), language)
    settings = paper.settings.element
    for old in settings.findall(qn("w:themeFontLang")):
        settings.remove(old)
    # The schema wants it before the colour map.
    before = settings.find(qn("w:clrSchemeMapping"))
    before.addprevious(theme) if before is not None else settings.append(theme)
    stop = settings.find(qn("w:defaultTabStop"))
    if stop is not None and settings.find(qn("w:autoHyphenation")) is None:
        stop.addnext(OxmlElement("w:autoHyphenation"))


def _set_styles(paper) -> None:
    styles = paper.styles
    for style in styles:
        if style.type in (WD_STYLE_TYPE.PARAGRAPH, WD_STYLE_TYPE.CHARACTER):
            _set_font(style)
    normal = styles["Normal"]
    normal.font.size, normal.font.color.rgb = Pt(11), INK
    normal.paragraph_format.space_after = Pt(6)
    for level, before, after in ((1, 0, 8), (2, 16, 4), (3, 12, 3), (4, 10, 2)):
        style, size = styles[f"Heading {level}"], HEADING_SIZES[level]
        style.font.size, style.font.bold, style.font.color.rgb = Pt(size), True, INK
        style.paragraph_format.space_before, style.paragraph_format.space_after = (
            Pt(before),
            Pt(after),
        )
        style.paragraph_format.keep_with_next = True
    caption = styles["Caption"]
    caption.font.size, caption.font.bold, caption.font.color.rgb = Pt(9.5), False, SOFT
    caption.paragraph_format.space_before, caption.paragraph_format.space_after = Pt(8), Pt(3)
    for name in ("Header", "Footer"):
        running = styles[name]
        running.font.size, running.font.color.rgb = Pt(9), SOFT
        for tabs in list(running.element.iter(qn("w:tabs"))):  # made for another paper
            tabs.getparent().remove(tabs)
        running.paragraph_format.tab_stops.add_tab_stop(Mm(TEXT_WIDTH), WD_TAB_ALIGNMENT.RIGHT)


def _add_style(styles, name: str, *, size: float, after: float):
    """The new style, or None when the paper has one of that name."""
    if name in styles:
        return None
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
    page.header.paragraphs[0].text = " · ".join(filter(None, (document.author, document.line)))
    foot = page.footer.paragraphs[0]
    foot.add_run(f"{document.title}\t")
    for part in (_field("PAGE"), _text(" ("), _field("NUMPAGES"), _text(")")):
        foot._p.append(part)


def _field(instruction: str):
    """What Word counts itself; the figure is only there until it has."""
    return make("w:fldSimple", _text("1"), instr=instruction)


def _text(words: str):
    said = make("w:t")
    said.text = words
    said.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return make("w:r", said)
