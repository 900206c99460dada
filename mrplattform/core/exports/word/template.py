"""A municipality's own Word template: its paper, covers and styles, and where our words go.

A place is a word in double braces, {{titel}}, or a content control with that word as its tag (or tied
to the file's own title, as on Word's ready-made covers). It may stand on a cover, in a text box, at
the top or bottom of the pages. {{innehåll}} stands in a paragraph of its own; without it everything
comes last. Whatever the template does not say is ours.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any

import docx
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from docx.shared import Mm

from mrplattform.core.exports import document as tree
from mrplattform.core.exports.word.elements import make
from mrplattform.core.look import short_date

CONTENT = "innehåll"
PLACES = {
    "titel": gettext_lazy("Dokumentets rubrik"),
    "avsändare": gettext_lazy("Kommunens eller regionens namn"),
    "uppgifter": gettext_lazy(
        "Slag av dokument, diarienummer och beslut, eller att det är ett utkast"
    ),
    "datum": gettext_lazy("Dagen då dokumentet blev till"),
    CONTENT: gettext_lazy("Allt innehåll, i ett eget stycke"),
}
ATTACHED = RELATIONSHIP_TYPE.OFFICE_DOCUMENT.rsplit("/", 1)[0] + "/attachedTemplate"
MARK = re.compile(r"\{\{\s*([^{}]*?)\s*\}\}")
# What Word ties a control to in the file's own properties.
BOUND = {"title": "titel", "creator": "avsändare", "subject": "uppgifter"}
WRITTEN_IN = re.compile(r"/word/(document|header\d*|footer\d*)\.xml")
A4_WIDTH, MARGIN = Mm(210), Mm(25)
TEMPLATE_TYPE = b"wordprocessingml.template.main+xml"
DOCUMENT_TYPE = b"wordprocessingml.document.main+xml"


class Unusable(ValueError):
    """The template can't be used; says why to the one who sent it."""


def open_template(data: bytes) -> Any:
    """The template as a paper to write on. Raises Unusable."""
    try:
        paper = docx.Document(io.BytesIO(_as_document(data)))
        paper.element.body.get_or_add_sectPr()
        found = set(_marked(paper))
    except Exception as error:  # whatever a broken file makes the reader stumble on
        raise Unusable(
            _("Mallen går inte att läsa. Spara om den i Word och försök igen.")
        ) from error
    if unknown := sorted(found - set(PLACES)):
        raise Unusable(
            _("Mallen har platsen {{%(unknown)s}}, som inte finns. De här finns: %(places)s.")
            % {"unknown": unknown[0], "places": ", ".join(f"{{{{{one}}}}}" for one in PLACES)}
        )
    if CONTENT in found and content_place(paper) is None:
        raise Unusable(
            _("{{innehåll}} måste stå i ett eget stycke i löptexten, inte i en tabell eller ruta.")
        )
    return paper


def content_place(paper: Any) -> Any:
    """The paragraph {{innehåll}}, or None. Ask before anything is filled: a title may say so too."""
    return next(
        (
            one
            for one in paper.element.body.findall(qn("w:p"))
            if _marks(one) == [CONTENT] and not MARK.sub("", _said(one)).strip()
        ),
        None,
    )


def places_in(paper: Any) -> list[str]:
    """The places that the template has, in our order."""
    found = set(_marked(paper)) | {place for place, _control in _controls(paper)}
    return [place for place in PLACES if place in found]


def fill_places(paper: Any, document: tree.Document) -> bool:
    """Write what is known of the document in its places; True when its title stands in the text."""
    values = {
        "titel": document.title,
        "avsändare": document.author,
        "uppgifter": document.line,
        "datum": short_date(document.day) if document.day else "",
    }
    has_title = any(
        element is paper.element and "titel" in _marks(paragraph)
        for element, paragraph in _paragraphs(paper)
    )
    for _element, paragraph in _paragraphs(paper):
        _replace(paragraph, values)
    for place, control in _controls(paper):
        has_title = has_title or (place == "titel" and paper.element in control.iterancestors())
        _fill_control(control, values.get(place, ""))
    _renew_fields(paper)
    _forget_source(paper)
    return has_title


def move_to(place: Any, written: list[Any]) -> None:
    """What was written last is moved to {{innehåll}}."""
    for element in written:
        place.addprevious(element)
    if place.find(qn("w:pPr") + "/" + qn("w:sectPr")) is None:
        place.getparent().remove(place)
    else:  # it also ends a section, whose paper must stay
        for run in place.findall(qn("w:r")):
            place.remove(run)


def text_width(paper: Any, place: Any) -> float:
    """Millimetres between the margins where the content goes."""
    section = paper.sections[_sections_before(place, paper)]
    margins = (section.left_margin or MARGIN) + (section.right_margin or MARGIN)
    return ((section.page_width or A4_WIDTH) - margins) / Mm(1)


# --- What stands in it ----------------------------------------------------------------------


def _as_document(data: bytes) -> bytes:
    """A .dotx differs from a .docx only in what it says that it is."""
    with zipfile.ZipFile(io.BytesIO(data)) as source:
        types = source.read("[Content_Types].xml")
        if TEMPLATE_TYPE not in types:
            return data
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
            for entry in source.infolist():
                part = source.read(entry)
                if entry.filename == "[Content_Types].xml":
                    part = types.replace(TEMPLATE_TYPE, DOCUMENT_TYPE)
                target.writestr(entry.filename, part)
    return out.getvalue()


def _elements(paper: Any) -> Iterator[Any]:
    for part in paper.part.package.iter_parts():
        if WRITTEN_IN.fullmatch(str(part.partname)):
            yield part.element


def _paragraphs(paper: Any) -> Iterator[tuple[Any, Any]]:
    for element in _elements(paper):
        for paragraph in element.iter(qn("w:p")):
            yield element, paragraph


def _texts(paragraph: Any) -> list[Any]:
    """The pieces of text of the paragraph itself, not of a text box that hangs in it."""
    return [
        piece
        for piece in paragraph.iter(qn("w:t"))
        if next(piece.iterancestors(qn("w:p"))) is paragraph
    ]


def _said(paragraph: Any) -> str:
    return "".join(piece.text or "" for piece in _texts(paragraph))


def _marks(paragraph: Any) -> list[str]:
    return [name.lower() for name in MARK.findall(_said(paragraph))]


def _marked(paper: Any) -> Iterator[str]:
    for _element, paragraph in _paragraphs(paper):
        yield from _marks(paragraph)


def _controls(paper: Any) -> Iterator[tuple[str, Any]]:
    for element in _elements(paper):
        for control in element.iter(qn("w:sdt")):
            if place := _place_of(control):
                yield place, control


def _place_of(control: Any) -> str:
    about = control.find(qn("w:sdtPr"))
    if about is None:
        return ""
    tag = about.find(qn("w:tag"))
    said = (tag.get(qn("w:val")) or "").strip().lower() if tag is not None else ""
    if said in PLACES and said != CONTENT:
        return said
    binding = about.find(qn("w:dataBinding"))
    path = (binding.get(qn("w:xpath")) or "") if binding is not None else ""
    last = re.search(r"coreProperties.*?:(\w+)\[1\]$", path)
    return BOUND.get(last[1], "") if last else ""


def _sections_before(place: Any, paper: Any) -> int:
    breaks = paper.element.body.findall(f"{qn('w:p')}/{qn('w:pPr')}/{qn('w:sectPr')}")
    if place is None:
        return len(breaks)
    body = list(paper.element.body)
    at = body.index(place)
    return sum(1 for one in breaks if body.index(one.getparent().getparent()) < at)


# --- Filling --------------------------------------------------------------------------------


def _replace(paragraph: Any, values: dict[str, str]) -> None:
    """Word cuts a word in pieces as it likes: what is found across pieces is put in the first."""
    for _turn in range(20):
        pieces = _texts(paragraph)
        said = "".join(piece.text or "" for piece in pieces)
        found = next((one for one in MARK.finditer(said) if one[1].lower() in values), None)
        if not found:
            return
        at = 0
        new = values[found[1].lower()]
        for piece in pieces:
            text = piece.text or ""
            start, end = max(found.start() - at, 0), min(found.end() - at, len(text))
            if start < end:
                _say(piece, text[:start] + new + text[end:])
                new = ""
            at += len(text)


def _say(piece: Any, words: str) -> None:
    piece.text = words
    piece.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")


def _fill_control(control: Any, words: str) -> None:
    pieces = list(control.iter(qn("w:t")))
    if pieces:
        for place, piece in enumerate(pieces):
            _say(piece, words if place == 0 else "")
    elif (paragraph := next(control.iter(qn("w:p")), None)) is not None:
        run = make("w:r", make("w:t"))
        _say(run[0], words)
        paragraph.append(run)
    for shown in control.findall(f"{qn('w:sdtPr')}/{qn('w:showingPlcHdr')}"):
        shown.getparent().remove(shown)


def _renew_fields(paper: Any) -> None:
    """Word counts its own fields (contents, title, pages) anew when the file is opened."""
    for element in _elements(paper):
        for field in element.iter(qn("w:fldSimple")):
            field.set(qn("w:dirty"), "true")
        for field in element.iter(qn("w:fldChar")):
            if field.get(qn("w:fldCharType")) == "begin":
                field.set(qn("w:dirty"), "true")


def _forget_source(paper: Any) -> None:
    """The template's own template lies on a server that readers don't have."""
    settings = paper.settings.element
    for attached in settings.findall(qn("w:attachedTemplate")):
        settings.remove(attached)
    links = paper.part.part_related_by(RELATIONSHIP_TYPE.SETTINGS).rels
    for key in [key for key, link in links.items() if link.reltype == ATTACHED]:
        del links[key]
