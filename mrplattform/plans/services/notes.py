"""Progress notes: what happened along the way, with what shows it."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from mrplattform.core.attachments import keep
from mrplattform.core.history import record
from mrplattform.plans.models import Measure, ProgressNote
from mrplattform.plans.services import words  # noqa: F401 (words names the deeds)


@transaction.atomic
def write(
    measure: Measure, *, by, day: dt.date, text: str, file=None, link: str = ""
) -> ProgressNote:
    note = ProgressNote.objects.create(
        measure=measure,
        day=day,
        text=text,
        attachment=keep(file, by=by) if file else None,
        link=link,
        by=by,
        by_name=by.name if by else "",
        by_function=by.function_title if by else "",
    )
    record(by, "progress_noted", measure, changes={"text": [None, text]})
    return note
