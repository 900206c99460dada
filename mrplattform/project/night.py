"""What falls due by itself, whoever is at work: each part may be run at any time, any number of
times, and one that fails stops none of the others."""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Callable

from django.core.management import call_command
from django_tasks_db.models import DBTaskResult

from mrplattform.assessments.services import due
from mrplattform.core import jobs, mail
from mrplattform.core.dates import now
from mrplattform.core.models import Attachment, DemoMail, Job, Letter
from mrplattform.organisations.duties import hanging
from mrplattform.organisations.services import files, people, periods, signin
from mrplattform.project import reminders
from mrplattform.project.index import refresh as index
from mrplattform.project.models import IndexMark

logger = logging.getLogger(__name__)

# A job that says nothing for so long has lost its worker.
JOB_IS_LOST_AFTER = dt.timedelta(minutes=30)
# The promises of the page about personal data (personal_data.py).
LETTERS_ARE_KEPT = dt.timedelta(days=90)
JOBS_ARE_KEPT = dt.timedelta(days=30)
TASKS_ARE_KEPT = dt.timedelta(days=1)
INDEX_IS_GONE_THROUGH_EVERY = dt.timedelta(days=1)


def run() -> dict[str, str]:
    """Do all of it; gives what failed, by the name of the part."""
    failed = {}
    for name, part in PARTS.items():
        try:
            part()
        except Exception as problem:
            logger.exception("Night work failed: %s", name)
            failed[name] = f"{type(problem).__name__}: {problem}"
    return failed


def read_history() -> None:
    index.refresh()
    mark = IndexMark.objects.first()
    last = mark.gone_through_at if mark else None
    if last is None or last < now() - INDEX_IS_GONE_THROUGH_EVERY:
        index.go_through()


def pick_up_jobs() -> None:
    jobs.pick_up_lost(now() - JOB_IS_LOST_AFTER)


def forget_letters() -> None:
    sent = Letter.objects.filter(state=Letter.State.SENT, sent_at__lt=now() - LETTERS_ARE_KEPT)
    sent.delete()  # no history: what the letter told of has its own
    shown = DemoMail.objects.filter(at__lt=now() - LETTERS_ARE_KEPT)
    shown.delete()  # no history: the demo's page


def forget_jobs() -> None:
    """The job and the file that it gave, unless somebody has put the file to use."""
    for job in Job.objects.filter(ended_at__lt=now() - JOBS_ARE_KEPT).select_related("result"):
        file = job.result
        job.delete()
        if file and not any(one.rows.exists() for one in hanging(Attachment, [file.pk])):
            file.file.delete(save=False)
            file.delete()


def forget_sessions() -> None:
    call_command("clearsessions", verbosity=0)


def forget_tasks() -> None:
    tasks = DBTaskResult.objects
    done = tasks.successful().filter(finished_at__lt=now() - TASKS_ARE_KEPT)
    done.delete()  # no history: the queue's own notes
    failed = tasks.failed().filter(finished_at__lt=now() - JOBS_ARE_KEPT)
    failed.delete()  # no history: the queue's own notes


PARTS: dict[str, Callable] = {
    "planned changes": periods.catch_up,
    "files that were tried and never read in": files.forget_unread,
    "accounts of those who have left": people.close_departed,
    "rounds that open": due.open_due,
    "rounds that remind": due.remind_due,
    "rounds that close": due.close_due,
    "meetings that nobody ended": due.end_meetings,
    "reminders of what falls due": reminders.send_due,
    "letters that have not left": mail.send_waiting,
    "jobs that lost their worker": pick_up_jobs,
    "the index": read_history,
    "old sign-in links": signin.clear_old_links,
    "old letters": forget_letters,
    "old jobs": forget_jobs,
    "old sessions": forget_sessions,
    "old tasks": forget_tasks,
}
