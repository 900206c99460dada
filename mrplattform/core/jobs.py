"""Long work in the background, with progress, that can be started again without doubles."""

from __future__ import annotations

from functools import partial

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.module_loading import import_string
from django_tasks import task

from mrplattform.core.dates import now
from mrplattform.core.models import Attachment, Job

MOST_TRIES = 3


def start(work: str, *, by, key: str, title: str, **arguments) -> Job:
    """Start `work` (a dotted path to `def work(job, **arguments)`), or give the one under way.

    The function may call progress(job, ...) and return an Attachment, an address (str) or None.
    It must bear being run twice: a worker that is killed leaves its job to the next.
    """
    open_job = Job.objects.filter(key=key, state__in=["waiting", "running"]).first()
    if open_job:
        return open_job
    try:
        with transaction.atomic():
            job = Job.objects.create(key=key, work=work, arguments=arguments, title=title, by=by)
    except IntegrityError:  # somebody asked for the same in the same moment
        return Job.objects.get(key=key, state__in=["waiting", "running"])
    transaction.on_commit(partial(run.enqueue, job.pk))
    return job


def progress(job: Job, done: int, total: int, step: str = "") -> None:
    """Tell how far the work has come; outside the work's own transaction to be seen meanwhile."""
    job.done, job.total, job.step = done, total, step
    job.save(update_fields=["done", "total", "step"])


@task()
def run(job_id: int) -> None:
    """Do one job. Only one worker gets it; a failure is kept in words and may be tried again."""
    waiting = Job.objects.filter(pk=job_id, state=Job.State.WAITING)
    if not waiting.update(  # no history: a job is not a deed, what it does is
        state=Job.State.RUNNING, started_at=now(), tries=F("tries") + 1
    ):
        return
    job = Job.objects.get(pk=job_id)
    try:
        outcome = import_string(job.work)(job, **job.arguments)
    except Exception as problem:
        job.message = f"{type(problem).__name__}: {problem}"
        job.state = Job.State.FAILED
        job.ended_at = now()
        job.save(update_fields=["state", "message", "ended_at"])
        raise
    if isinstance(outcome, Attachment):
        job.result = outcome
    elif isinstance(outcome, str):
        job.address = outcome
    job.state, job.ended_at = Job.State.DONE, now()
    job.save(update_fields=["state", "result", "address", "ended_at"])


def retry(job: Job) -> Job:
    """Start a failed job again, with the same key and arguments."""
    arguments = {"by": job.by, "key": job.key, "title": job.title} | job.arguments
    return start(job.work, **arguments)


def pick_up_lost(older_than) -> int:
    """Queue again the jobs that a dead worker left since before `older_than`, and those whose
    place in the queue was lost. What has killed its worker too often is given up, aloud."""
    lost = Job.objects.filter(state=Job.State.RUNNING, started_at__lt=older_than)
    lost |= Job.objects.filter(state=Job.State.WAITING, created_at__lt=older_than)
    picked_up = 0
    for job in lost:
        if job.tries >= MOST_TRIES:
            job.state, job.ended_at = Job.State.FAILED, now()
            job.message = f"The worker died {job.tries} times while doing this."
            job.save(update_fields=["state", "ended_at", "message"])
            continue
        job.state = Job.State.WAITING
        job.save(update_fields=["state"])
        run.enqueue(job.pk)
        picked_up += 1
    return picked_up
