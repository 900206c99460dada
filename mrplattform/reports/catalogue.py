"""What of reports can be found, and what functions answer for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _

from mrplattform.core.catalogue import Duty, EntryData, Findable
from mrplattform.core.exports.keep import from_json
from mrplattform.reports.models import Report


def report_entries(rows) -> Iterator[EntryData]:
    """A decided report is found by all its words, a draft by those written so far."""
    rows = (
        rows.filter(removed_at__isnull=True)
        .prefetch_related("own_words")
        .select_related("decision")
    )
    for report in rows:
        if report.is_locked:
            text = "\n".join(from_json(report.locked_copy).words())
        else:
            text = "\n".join(own.text for own in report.own_words.all() if own.text)
        yield EntryData(
            thing=report,
            title=report.title,
            address=report.get_absolute_url(),
            text=text,
            authority_id=report.authority_id,
            circle=report.circle,
            day=report.decision.day if report.decision else None,
        )


CATALOGUE = [Findable(Report, report_entries)]


def duties(function_ids: Iterable[int]) -> Iterator[Duty]:
    """Drafts that wait for their decision."""
    drafts = Report.objects.filter(
        owner__in=list(function_ids), decision__isnull=True, removed_at__isnull=True
    )
    for report in drafts:
        yield Duty(report.owner_id, _("Rapport"), report.title, report.get_absolute_url())
