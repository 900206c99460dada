from __future__ import annotations

import io
from collections.abc import Iterable, Iterator

import docx

from mrplattform.core.exports import document as tree
from mrplattform.core.exports.drawings import standalone
from mrplattform.core.exports.typesetting import typeset
from mrplattform.core.exports.word import template as templates
from mrplattform.core.exports.word.elements import draw, fill
from mrplattform.core.exports.word.paper import SOFT, TEXT_WIDTH, add_styles, prepare, tell_about
from mrplattform.core.exports.word.tables import write_table

TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PIXELS_PER_INCH = 300


def render_word(document: tree.Document, template: bytes | None = None) -> bytes:
    """On our own paper, or in a municipality's own template (raises template.Unusable)."""
    out = io.BytesIO()
    (_in_template(document, template) if template else _on_own_paper(document)).save(out)
    return out.getvalue()


def _on_own_paper(document: tree.Document):
    paper = docx.Document()
    prepare(paper, document)
    writer = _Writer(paper, _drawn(document))
    writer.write(tree.Heading(document.title, level=1))
    writer.write_all(document)
    return paper


def _in_template(document: tree.Document, data: bytes):
    """A title on the template's cover is not said again; the headings then move up a step."""
    paper = templates.open_template(data)
    tell_about(paper, document)
    add_styles(paper)
    place = templates.content_place(paper)
    width = templates.text_width(paper, place)
    has_title = templates.fill_places(paper, document)
    writer = _Writer(paper, _drawn(document), width=width, up=1 if has_title else 0)
    start = len(paper.element.body) - 1  # the last is the paper itself
    if not has_title:
        writer.write(tree.Heading(document.title, level=1))
    writer.write_all(document)
    if place is not None:
        templates.move_to(place, list(paper.element.body)[start:-1])
    return paper


class _Writer:
    def __init__(self, paper, drawn: dict[str, bytes], *, width: float = TEXT_WIDTH, up: int = 0):
        self.paper = paper
        self.drawn = drawn
        self.width = width
        self.up = up  # how many steps the headings are raised

    def write_all(self, document: tree.Document) -> None:
        for block in document.all_blocks:
            self.write(block)

    def write(self, block: tree.Block) -> None:
        match block:
            case tree.Heading(text=text, level=level):
                self.paper.add_heading(text, level=level - self.up)
            case tree.Paragraph(text=text, lead=lead):
                self.say(text, style="Lead" if lead else None)
            case tree.BulletList(items=items):
                for item in items:
                    self.say(item, style="List Bullet")
            case tree.Facts(items=items):
                for term, value in items:
                    paragraph = self.paper.add_paragraph(style="Fact")
                    paragraph.add_run(term).font.color.rgb = SOFT
                    paragraph.add_run("\t")
                    fill(self.paper.part, paragraph._p, value)
            case tree.Note(text=text, title=title):
                if title:
                    self.say((tree.Run(title, bold=True),), style="Note")
                self.say(text, style="Note")
            case tree.PageBreak():
                self.paper.add_page_break()
            case tree.Figure(caption=caption, picture=picture):
                self.caption(caption)
                where = self.paper.add_paragraph()
                width = min(picture.width, self.width)
                draw(where._p, where._parent, self.drawn[picture.svg], picture.alt, width)
            case tree.Table():
                self.caption(block.caption)
                write_table(self.paper, block, self.drawn, self.width)
                self.paper.add_paragraph(style="Table Text")

    def say(self, text: tree.Text, *, style: str | None = None):
        paragraph = self.paper.add_paragraph(style=style)
        fill(self.paper.part, paragraph._p, text)
        return paragraph

    def caption(self, caption: tree.Text) -> None:
        self.say(caption, style="Caption").paragraph_format.keep_with_next = True


# --- Pictures -------------------------------------------------------------------------------


def _drawn(document: tree.Document) -> dict[str, bytes]:
    """Every picture as PNG, drawn in one go: Word shows SVG only in its newer versions."""
    wanted = {picture.svg: picture for picture in _pictures(document.all_blocks)}
    if not wanted:
        return {}
    data = [{"svg": standalone(one.svg), "width": one.width} for one in wanted.values()]
    made = typeset("pictures.typ", data, format="png", ppi=PIXELS_PER_INCH)
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
