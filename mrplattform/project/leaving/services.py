"""Fetching everything as work in the background, kept for whoever asked until jobs are forgotten."""

from __future__ import annotations

from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mrplattform.core import jobs
from mrplattform.core.attachments import keep_made
from mrplattform.core.dates import today
from mrplattform.core.history import VERBS, record
from mrplattform.core.models import Attachment, Job
from mrplattform.organisations.models import Organisation
from mrplattform.project.leaving.write import written

VERBS.update(everything_fetched=gettext_lazy("hämtade allt som hör till organisationen"))


def fetch_everything(authority: Organisation, *, by) -> Job:
    record(by, "everything_fetched", authority)
    return jobs.start(
        "mrplattform.project.leaving.services.write_file",
        by=by,
        key=f"leaving:{authority.pk}",
        title=_("Allt från %s") % authority.name,
        authority_id=authority.pk,
    )


def write_file(job: Job, authority_id: int) -> Attachment:
    """Bears being run twice: each run makes a file of its own, and the job keeps the last."""
    authority = Organisation.objects.get(pk=authority_id)
    file = written(authority, lambda done, total, step: jobs.progress(job, done, total, step))
    name = f"{slugify(authority.name)}-{today()}.zip"
    return keep_made(file, name=name, content_type="application/zip", by=job.by)
