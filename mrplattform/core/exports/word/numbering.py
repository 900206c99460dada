"""A bulleted list for a template that has none: the numbering part and the list in it."""

from __future__ import annotations

from typing import Any

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.oxml.ns import nsdecls, qn
from docx.oxml.parser import parse_xml
from docx.parts.numbering import NumberingPart

from mrplattform.core.exports.word.elements import make


def number_as_bullets(paper: Any, properties: Any) -> None:
    """Give a style's paragraphs a bullet; `properties` is its w:pPr."""
    numbering = _numbering(paper)
    number = str(_free(numbering, "w:num", "w:numId"))
    kind = str(_free(numbering, "w:abstractNum", "w:abstractNumId"))
    level = make(
        "w:lvl",
        make("w:start", val="1"),
        make("w:numFmt", val="bullet"),
        make("w:lvlText", val="•"),
        make("w:lvlJc", val="left"),
        make("w:pPr", make("w:ind", left="360", hanging="360")),
        ilvl="0",
    )
    bullets = make("w:abstractNum", make("w:multiLevelType", val="hybridMultilevel"), level)
    bullets.set(qn("w:abstractNumId"), kind)
    # The schema wants every kind before the first number.
    first = numbering.find(qn("w:num"))
    first.addprevious(bullets) if first is not None else numbering.append(bullets)
    numbering.append(make("w:num", make("w:abstractNumId", val=kind), numId=number))
    properties.append(make("w:numPr", make("w:numId", val=number)))


def _numbering(paper: Any) -> Any:
    part = paper.part
    try:
        return part.part_related_by(RELATIONSHIP_TYPE.NUMBERING).element
    except KeyError:
        made = NumberingPart(
            PackURI("/word/numbering.xml"),
            CONTENT_TYPE.WML_NUMBERING,
            parse_xml(f"<w:numbering {nsdecls('w')}/>"),
            part.package,
        )
        part.relate_to(made, RELATIONSHIP_TYPE.NUMBERING)
        return made.element


def _free(numbering: Any, tag: str, key: str) -> int:
    taken = [int(one.get(qn(key))) for one in numbering.findall(qn(tag))]
    return max(taken, default=0) + 1
