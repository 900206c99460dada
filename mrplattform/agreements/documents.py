"""An agreement on paper: who, what, when, and how it went."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from mrplattform.agreements.showing import Whole
from mrplattform.core.dates import period
from mrplattform.core.exports.document import (
    Block,
    BulletList,
    Column,
    Document,
    Facts,
    Figure,
    Heading,
    Paragraph,
    Picture,
    Run,
    Table,
    text,
)
from mrplattform.core.look import short_date


def agreement_document(whole: Whole) -> Document:
    agreement = whole.agreement
    return Document(
        title=agreement.title,
        author=agreement.authority.name,
        line=" · ".join(
            filter(None, (agreement.get_kind_display(), agreement.registry_number))  # type: ignore[arg-type]
        ),
        day=agreement.signed_on,
        blocks=tuple(_blocks(whole)),
    )


def _blocks(whole: Whole) -> Iterator[Block]:
    agreement = whole.agreement
    if agreement.aim:
        yield Paragraph(agreement.aim, lead=True)
    yield Facts(_facts(whole))
    if whole.chain:
        yield Heading(_("Hör ihop med"))
        yield BulletList(
            [
                text(
                    Run(one.agreement.title, href=one.agreement.get_absolute_url()),
                    f", {one.words}",
                )
                for one in whole.chain
            ]
        )
    if whole.stages:
        yield Heading(_("Delar"))
        columns = (Column(_("Del"), share=2), Column(_("När")), Column(_("Innehåll"), share=3))
        rows = [(one.title, period(one.starts, one.ends), one.text) for one in whole.stages]
        yield Table(_("Delarna och när de genomförs"), columns, rows, name=_("Delar"))
    yield Heading(_("Åtaganden"))
    if not whole.obligations:
        yield Paragraph(_("Inga åtaganden är införda."))
        return
    if chart := whole.picture:
        yield Figure(
            _("Planerat och lämnat"),
            Picture(chart.svg, chart.alt),
            Table(
                _("Dagarna"), [Column(label) for label in chart.head], chart.rows, name=_("Dagar")
            ),
        )
    yield _obligations(whole)


def _facts(whole: Whole) -> list[tuple]:
    agreement = whole.agreement
    parties = ", ".join(
        f"{one.name} ({one.signatory})" if one.signatory else one.name for one in whole.parties
    )
    facts = [
        (_("Parter"), parties),
        (_("Gäller"), agreement.period),
        (_("Undertecknad"), short_date(agreement.signed_on)),
        (_("Beslutat av"), agreement.deciding_body),
        (_("Diarienummer"), agreement.registry_number),
        (_("Vad som är nytt"), agreement.what_changed),
    ]
    return [(term, value) for term, value in facts if value]


def _obligations(whole: Whole) -> Table:
    columns = (
        Column(_("Åtagande"), share=3),
        Column(_("Part"), share=2),
        Column(_("Så står det"), share=4),
        Column(_("Så räknar vi"), share=2),
        Column(_("Läge"), share=2),
    )
    rows = []
    for one in whole.obligations:
        for shown in one.dues:
            rows.append(
                (
                    text(Run(str(shown.due), href=shown.due.get_absolute_url())),
                    one.obligation.party.name if one.obligation.party else "",
                    one.obligation.wording,
                    one.rule,
                    shown.words,
                )
            )
    return Table(_("Åtagandena i den ordning de ska göras"), columns, rows, name=_("Åtaganden"))
