"""One page for elected representatives: read in two minutes, on a phone or on one A4.

At most 350 words and one picture, whatever the plan holds: each list is short and its texts are
cut, and what was left out is one link away. A test holds the number.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from mrplattform.assessments.models import Finding
from mrplattform.core.exports.document import Block, BulletList, Paragraph, Run, sentence, text
from mrplattform.plans.models import Measure
from mrplattform.reports import follow_up
from mrplattform.reports.year_material import YearMaterial

MOST_WORDS = 350
# Three of each, of so many words.
MOST, WORDS = 3, 16
TITLES = {
    "intro": "",
    "better": gettext_lazy("Det här har blivit bättre"),
    "worse": gettext_lazy("Det här behöver ni veta"),
    "decide": gettext_lazy("Det här kan ni fråga om"),
}


def intro(material: YearMaterial) -> Iterator[Block]:
    found = material.measures
    if not found:
        yield Paragraph(_("Det finns inga insatser i underlaget."), lead=True)
        return
    words = ngettext(
        "Under {year} pågick [en insats] för mänskliga rättigheter. Vi ser effekt av {effect}.",
        "Under {year} pågick [{count} insatser] för mänskliga rättigheter. Vi ser effekt av "
        "{effect}.",
        len(found),
    )
    address = material.plan.get_absolute_url() if material.plan else ""
    yield Paragraph(
        sentence(
            words,
            address,
            year=material.year,
            count=len(found),
            effect=len(material.with_effect),
        ),
        lead=True,
    )
    if material.round and material.earlier:
        moved = _("I [kartläggningen] gick {up} svar framåt och {down} bakåt.")
        total = material.total
        yield Paragraph(
            sentence(moved, material.round.results_url, up=total.forward, down=total.backward)
        )
    yield follow_up.states_picture(material)


def better(material: YearMaterial) -> Iterator[Block]:
    shown: list[tuple[Measure | Finding, str]] = [
        (one, one.evidence) for one in material.with_effect
    ]
    strengths = [one for one in material.findings if one.kind == Finding.Kind.STRENGTH]
    shown += [(one, "") for one in strengths]
    yield from _few(shown, _("Ingen insats har en visad effekt än."))


def worse(material: YearMaterial) -> Iterator[Block]:
    gaps = [one for one in material.findings if one.kind != Finding.Kind.STRENGTH]
    shown: list[tuple[Measure | Finding, str]] = [(one, "") for one in gaps[:2]]
    shown += [(one, one.judgement) for one in material.in_trouble]
    yield from _few(shown, _("Inget avviker och ingen brist är beskriven."))


def decide(material: YearMaterial) -> Iterator[Block]:
    """Questions that the picture calls for; never a proposal that nobody has made."""
    asked = []
    if material.in_trouble:
        asked.append(_("Vad behövs för att det som står stilla ska komma vidare?"))
    missing = [one for one in material.measures if not one.shows_effect]
    if missing:
        asked.append(_("Hur får vi veta om insatserna gör skillnad för dem det gäller?"))
    if any(not one.heard for one in material.measures):
        asked.append(_("Vilka har inte blivit hörda än?"))
    yield BulletList(asked or [_("Vad vill ni veta mer om?")])


def _few(things: list, nothing: str) -> Iterator[Block]:
    if not things:
        yield Paragraph(nothing)
        return
    yield BulletList(
        [
            text(
                Run(_short(str(one)), href=one.get_absolute_url()),
                f": {_short(words)}" if words else "",
            )
            for one, words in things[:MOST]
        ]
    )


def _short(words: str) -> str:
    """Whole sentences while they fit; else as much of the first as there is room for."""
    kept = ""
    for one in re.findall(r".+?(?:[.!?](?=\s|$)|$)", words, re.DOTALL):
        if len((kept + one).split()) > WORDS:
            break
        kept += one
    return kept.strip() or Truncator(words).words(WORDS)


WRITERS = {"intro": intro, "better": better, "worse": worse, "decide": decide}
