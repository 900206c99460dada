"""The post of the demo world: what was sent on earlier days has arrived, and nobody gets it now."""

from __future__ import annotations

import datetime as dt

from django.db.models import F
from django.utils import timezone

from mrplattform.core.dates import today
from mrplattform.core.mail import FORGOTTEN
from mrplattform.core.models import Job, Letter


def deliver(_world) -> None:
    """Letters and jobs from before today are done; today's are left for the worker."""
    midnight = timezone.make_aware(dt.datetime.combine(today(), dt.time()))
    letters = Letter.objects.filter(state=Letter.State.QUEUED, created_at__lt=midnight)
    letters.filter(key__startswith=FORGOTTEN).update(text="")  # no history: letters are no deeds
    letters.update(state=Letter.State.SENT, sent_at=F("created_at"))  # no history: as above
    jobs = Job.objects.filter(state=Job.State.WAITING, created_at__lt=midnight)
    jobs.update(state=Job.State.DONE, ended_at=F("created_at"))  # no history: jobs are no deeds
