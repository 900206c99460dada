"""Words, links and pictures as Word's own elements.

Built directly: the library's own way looks every style and property up anew, and a table of a few
hundred cells then takes seconds.
"""

from __future__ import annotations

import io
from functools import cache
from typing import Any

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm
from docx.text.paragraph import Paragraph

from mrplattform.core.exports import document as tree
from mrplattform.core.exports.pdf import absolute

name = cache(qn)
TWIPS_PER_MM = 1440 / 25.4


def make(tag: str, *children: Any, **attributes: str) -> Any:
    """make("w:p", make("w:r")); attributes are Word's own: val="center" becomes w:val."""
    element = OxmlElement(tag)
    for key, value in attributes.items():
        element.set(name(f"w:{key}"), value)
    element.extend(children)
    return element


def paragraph(
    part: Any, text: tree.Text, *, style: str = "", bold: bool = False, right: bool = False
) -> Any:
    """A paragraph with its words; `style` is the style's identifier."""
    properties = make("w:pPr")
    if style:
        properties.append(make("w:pStyle", val=style))
    if right:
        properties.append(make("w:jc", val="right"))
    made = make("w:p", properties)
    fill(part, made, text, bold=bold)
    return made


def fill(part: Any, element: Any, text: tree.Text, *, bold: bool = False) -> None:
    for run in text:
        words = _run(run.text, bold=bold or run.bold, style="Link" if run.href else "")
        if run.href:
            link = make("w:hyperlink", words)
            where = part.relate_to(
                absolute(run.href), RELATIONSHIP_TYPE.HYPERLINK, is_external=True
            )
            link.set(name("r:id"), where)
            words = link
        element.append(words)


def _run(words: str, *, bold: bool, style: str) -> Any:
    made = make("w:r")
    if bold or style:
        properties = make("w:rPr")
        if style:
            properties.append(make("w:rStyle", val=style))
        if bold:
            properties.append(make("w:b"))
        made.append(properties)
    for place, line in enumerate(words.split("\n")):
        if place:
            made.append(make("w:br"))
        said = OxmlElement("w:t")
        said.text = line
        said.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        made.append(said)
    return made


def draw(element: Any, parent: Any, drawn: bytes, alt: str, width: float) -> None:
    """A picture in the paragraph, with what it shows in words."""
    shape = Paragraph(element, parent).add_run().add_picture(io.BytesIO(drawn), width=Mm(width))
    named = shape._inline.docPr
    named.set("descr", alt)
    named.set("name", f"Figur {named.get('id')}")
