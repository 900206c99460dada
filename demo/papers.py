"""Ekvik's own Word template: a cover, a top line and the municipality's colour on its headings."""

from __future__ import annotations

import datetime as dt
import io

import docx
from django.core.files.uploadedfile import SimpleUploadedFile
from docx.enum.section import WD_SECTION
from docx.shared import Mm, Pt, RGBColor

from demo.clock import at
from mrplattform.organisations.services.papers import use_template

DAY = dt.date(2026, 3, 16)
LAKE = RGBColor(0x1F, 0x4E, 0x79)


def build(world) -> None:
    with at(DAY):
        file = SimpleUploadedFile("Rapportmall Ekvik.docx", template())
        use_template(world.ekvik, file, by=world.strategist)


def template() -> bytes:
    paper = docx.Document()
    for name in ("Title", "Heading 1", "Heading 2", "Heading 3"):
        paper.styles[name].font.color.rgb = LAKE
    page = paper.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin = page.right_margin = Mm(28)
    page.top_margin = Mm(90)
    paper.add_paragraph("{{titel}}", style="Title")
    lines = paper.add_paragraph("{{avsändare}}\n{{uppgifter}}\n{{datum}}")
    lines.runs[0].font.size = Pt(14)
    text = paper.add_section(WD_SECTION.NEW_PAGE)
    text.top_margin = Mm(30)
    text.header.is_linked_to_previous = False
    text.header.paragraphs[0].text = "{{avsändare}} · {{titel}}"
    paper.add_paragraph("{{innehåll}}")
    out = io.BytesIO()
    paper.save(out)
    return out.getvalue()
