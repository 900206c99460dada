"""A strategist lays in the municipality's own Word template and fetches a report in it."""

from __future__ import annotations

from pathlib import Path

import docx

from tests.journeys.visitor import Visitor


def test_the_report_leaves_in_our_own_template(visitor: Visitor, tmp_path):
    v = visitor
    v.becomes("Astrid Sandell")
    v.goes("Uppföljning")
    v.presses("Rapporter")
    v.presses("Egen Word-mall")
    v.page.get_by_label("Er mall", exact=True).set_input_files(a_template(tmp_path))
    v.used.append("Er mall")
    v.presses("Använd mallen")
    v.reads("Mallen används nu")
    sample = docx.Document(str(v.downloads("Hämta ett prov")))
    assert sample.paragraphs[0].text == "Ekvik: Prov på er Word-mall"
    v.followed("16-word-mall")


def a_template(folder: Path) -> Path:
    paper = docx.Document()
    paper.add_paragraph("{{avsändare}}: {{titel}}", style="Title")
    file = folder / "mall.docx"
    paper.save(str(file))
    return file
