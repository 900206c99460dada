"""Documents as files, in Word on the paper of the authority that they belong to."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils.translation import gettext as _

from mrplattform.core.dates import today
from mrplattform.core.exports import document as tree
from mrplattform.core.exports.files import file_response
from mrplattform.core.exports.word import open_template, places_in
from mrplattform.organisations.models import Organisation, WordTemplate


def file_of(
    document: tree.Document, ending: str, authority_id: int | None, *, name: str = ""
) -> HttpResponse:
    """As core's, in the authority's own template when the file is for Word."""
    template = template_of(authority_id) if ending == "docx" else None
    return file_response(document, ending, name=name, template=template)


def template_of(authority_id: int | None) -> bytes | None:
    current = (
        WordTemplate.objects.filter(authority_id=authority_id, ended_at__isnull=True)
        .select_related("file")
        .first()
    )
    return read(current) if current else None


def read(template: WordTemplate) -> bytes:
    with template.file.file.open("rb") as kept:
        return kept.read()


def places_of(template: WordTemplate) -> list[str]:
    return places_in(open_template(read(template)))


def sample(authority: Organisation) -> tree.Document:
    """A short document with every kind of block, to see a template with."""
    columns = (tree.Column(_("Insats")), tree.Column(_("Kostnad"), "money"))
    return tree.Document(
        title=_("Prov på er Word-mall"),
        author=authority.name,
        line=_("Prov"),
        day=today(),
        blocks=(
            tree.Paragraph(_("Så här ser våra dokument ut i er mall."), lead=True),
            tree.Heading(_("Rubrik på första nivån")),
            tree.Paragraph(
                tree.sentence(_("Vanlig text, med en [länk till det som ligger bakom]."), "/")
            ),
            tree.BulletList((_("En punkt i en lista"), _("En punkt till"))),
            tree.Heading(_("Rubrik på andra nivån"), level=3),
            tree.Facts(((_("Ansvarig"), _("MR-strateg")), (_("Klart"), today()))),
            tree.Note(_("En upplysning som ska märkas."), title=_("Tänk på")),
            tree.Table(
                caption=_("En tabell"),
                columns=columns,
                rows=((_("Utbildning i barnets rättigheter"), 4_500_000),),
            ),
        ),
    )
