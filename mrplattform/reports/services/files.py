"""The file of a report on very many answer sheets, made in the background while one waits."""

from __future__ import annotations

from django.core.files.base import ContentFile
from django.utils.text import slugify
from django.utils.translation import get_language, gettext, override

from mrplattform.core import jobs
from mrplattform.core.attachments import keep_made
from mrplattform.core.exports.files import FORMATS, render
from mrplattform.core.models import Attachment, Job
from mrplattform.organisations.papers import template_of
from mrplattform.reports.documents import document_of
from mrplattform.reports.models import Report

# Up to here a file is there in a second or two, also on a small machine.
MOST_AT_ONCE = 100
STEPS = 3


def takes_long(report: Report) -> bool:
    """Locked reports are read from their copy, and need no answers."""
    return bool(
        not report.is_locked and report.round and report.round.assessments.count() > MOST_AT_ONCE
    )


def make(report: Report, ending: str, *, by) -> Job:
    return jobs.start(
        "mrplattform.reports.services.files.write_file",
        by=by,
        key=f"report:{report.pk}:{ending}:{by.pk}",
        title=f"{report.title} ({ending})",
        report_id=report.pk,
        ending=ending,
        language=get_language() or "sv",
    )


def write_file(job: Job, report_id: int, ending: str, language: str) -> Attachment:
    """Bears being run twice: each run makes a file of its own, and the job keeps the last."""
    with override(language):
        jobs.progress(job, 0, STEPS, gettext("Läser svar, slutsatser och insatser"))
        report = Report.objects.get(pk=report_id)
        document = document_of(report, whole=ending == "xlsx")
        jobs.progress(job, 1, STEPS, gettext("Ritar bilder och skriver filen"))
        template = template_of(report.authority_id) if ending == "docx" else None
        made = ContentFile(render(document, ending, template))
        jobs.progress(job, 2, STEPS, gettext("Sparar filen"))
        name = f"{slugify(report.title) or 'rapport'}.{ending}"
        return keep_made(made, name=name, content_type=FORMATS[ending][1], by=job.by)
