"""What the sections of every report share."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from mrplattform.core.dates import long_date, today
from mrplattform.core.exports.document import Block, Heading, Paragraph, text
from mrplattform.plans.documents import decision_line
from mrplattform.plans.models import Measure
from mrplattform.reports.models import Report


@dataclass(frozen=True)
class Section:
    key: str
    title: str
    blocks: tuple[Block, ...]
    own_words: str = ""

    @property
    def all_blocks(self) -> tuple[Block, ...]:
        own = paragraphs(self.own_words, lead=not self.title)
        if self.title:
            return (Heading(self.title), *own, *self.blocks)
        # The opening has no heading: its own words follow the first sentence.
        return (*self.blocks[:1], *own, *self.blocks[1:])


def paragraphs(words: str, *, lead: bool = False) -> tuple[Paragraph, ...]:
    """What people write: an empty line begins a new paragraph."""
    parts = words.replace("\r\n", "\n").split("\n\n")
    return tuple(Paragraph(text(part.strip()), lead) for part in parts if part.strip())


def line(report: Report, decision=None) -> str:
    """'KS 2026/0412 · Beslutad 2 december 2026, § 187 · Nulägesrapport', or that it is a draft."""
    decided = decision_line(decision or report.decision)
    state = decided or _("Utkast %(day)s") % {"day": long_date(today())}
    return f"{report.get_kind_display()} · {state}"


def effect_words(measure: Measure) -> str:
    if measure.shows_effect:
        return _("Visad")
    return _("Inte visad än") if measure.effect else _("Inte beskriven")
