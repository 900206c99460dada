"""A report from the command line: the same document as on the page, written to a file."""

from __future__ import annotations

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db.models import Q

from mrplattform.assessments.models import Round
from mrplattform.core.exports.files import FORMATS, render
from mrplattform.organisations.models import Circle, Organisation
from mrplattform.organisations.papers import template_of
from mrplattform.reports.documents import document_of
from mrplattform.reports.models import Report


class Command(BaseCommand):
    help = "Write the situation report of an organisation's latest round to a file."

    def add_arguments(self, parser):
        parser.add_argument("kind", choices=["situation"])
        parser.add_argument(
            "--organisation",
            required=True,
            metavar="CODE",
            help="official code, own id or name of a municipality or region",
        )
        parser.add_argument("--format", choices=sorted(FORMATS), default="pdf")
        parser.add_argument("--out", required=True, metavar="FILE")

    def handle(self, *, organisation, out, **options):
        authority = find_authority(organisation)
        report = latest_report(authority)
        document = document_of(report, whole=options["format"] == "xlsx")
        path = Path(out)
        try:
            path.write_bytes(render(document, options["format"], template_of(authority.pk)))
        except OSError as problem:
            raise CommandError(f"{path} could not be written: {problem.strerror}") from problem
        self.stdout.write(f"{path}: {document.title}")


def find_authority(code: str) -> Organisation:
    named = Q(codes__code=code) | Q(external_id=code) | Q(name__iexact=code)
    found = list(
        Organisation.objects.filter(named)
        .select_related("authority")
        .order_by("pk")
        .distinct()[:20]
    )
    authorities = {one.authority.pk: one.authority for one in found if one.authority}
    if not authorities:
        raise CommandError(f"No organisation has the code, id or name {code!r}.")
    if len(authorities) > 1:
        names = ", ".join(sorted(one.name for one in authorities.values()))
        raise CommandError(f"{code!r} is found in {names}. Use the official code.")
    return next(iter(authorities.values()))


def latest_report(authority: Organisation) -> Report:
    """The newest report on the latest round; one that fills itself when nobody has begun any."""
    latest = (
        Round.objects.by_units()
        .opened()
        .filter(authority=authority)
        .select_related("version", "authority", "owner__organisation")
        .order_by("-opens", "-pk")
        .first()
    )
    if latest is None:
        raise CommandError(f"{authority.name} has no round to report on.")
    begun = latest.reports.filter(removed_at__isnull=True).order_by("-pk").first()
    if begun:
        return begun
    return Report(
        authority=authority,
        round=latest,
        compared_with=Round.objects.earlier_than(latest).first(),
        title=f"Mänskliga rättigheter i {authority.name} {latest.closes.year}",
        owner=latest.owner,
        circle=Circle.AUTHORITY,
    )
