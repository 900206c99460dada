"""Long work: once at a time, seen while it goes on, and done though its worker died."""

import datetime as dt
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.base import ContentFile

from mrplattform.core import jobs
from mrplattform.core.dates import now
from mrplattform.core.models import Attachment, Job, Letter
from tests import make

HERE = "mrplattform.core.tests.test_jobs"
ROOT = Path(settings.BASE_DIR)
done: list[str] = []


@pytest.fixture(autouse=True)
def forget():
    done.clear()


# --- Kinds of work ---------------------------------------------------------------------------


def count_to_three(job, word="x"):
    for number in range(3):
        jobs.progress(job, number, 3, f"Steg {number}")
    done.append(word)


def make_a_file(job):
    attachment = Attachment(name="lista.txt", content_type="text/plain", size=1, sha256="0" * 64)
    attachment.file.save("lista.txt", ContentFile(b"x"))
    return attachment


def lead_on(job):
    return "/rapporter/7/"


def stumble(job):
    Letter.objects.get_or_create(key="stumble", defaults={"to": "a@b.se", "subject": "s"})
    if job.tries == 1:
        raise ValueError("disken är full")


def start(work, **arguments) -> Job:
    by = arguments.pop("by", None) or make.make_person()
    return jobs.start(
        f"{HERE}.{work.__name__}", by=by, key=work.__name__, title="Arbete", **arguments
    )


def run(job: Job) -> Job:
    jobs.run.func(job.pk)
    job.refresh_from_db()
    return job


# --- Start -----------------------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_work_starts_when_what_asked_for_it_is_saved():
    job = start(count_to_three, word="klart")

    job.refresh_from_db()
    assert (job.state, done) == (Job.State.DONE, ["klart"])
    assert (job.done, job.total, job.step) == (2, 3, "Steg 2")
    assert job.started_at
    assert job.ended_at


@pytest.mark.django_db
def test_asking_twice_gives_the_work_under_way():
    assert start(count_to_three) == start(count_to_three)
    assert Job.objects.count() == 1


@pytest.mark.django_db
def test_after_it_is_done_the_same_may_be_asked_again():
    first = run(start(count_to_three))

    assert start(count_to_three) != first


@pytest.mark.django_db
def test_work_gives_a_file_or_an_address(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path

    assert run(start(make_a_file)).result.name == "lista.txt"
    assert run(start(lead_on)).address == "/rapporter/7/"


# --- Failure ---------------------------------------------------------------------------------


@pytest.mark.django_db
def test_a_failure_is_kept_in_words_and_a_retry_leaves_no_doubles():
    job = start(stumble)
    with pytest.raises(ValueError, match="disken"):
        run(job)
    job.refresh_from_db()
    assert (job.state, job.message) == (Job.State.FAILED, "ValueError: disken är full")

    again = jobs.retry(job)
    again.tries = 1
    again.save()
    assert run(again).state == Job.State.DONE
    assert Letter.objects.filter(key="stumble").count() == 1


@pytest.mark.django_db
def test_two_workers_who_get_the_same_job_do_it_once():
    job = start(count_to_three)
    run(job)
    run(job)

    assert done == ["x"]


@pytest.mark.django_db
def test_a_job_that_another_worker_runs_is_left_alone():
    job = start(count_to_three)
    job.state, job.started_at = Job.State.RUNNING, now()
    job.save()

    assert run(job).state == Job.State.RUNNING
    assert done == []


# --- A dead worker ---------------------------------------------------------------------------


def left_behind(*, minutes: int, tries: int = 1) -> Job:
    job = start(count_to_three)
    job.state, job.tries = Job.State.RUNNING, tries
    job.started_at = now() - dt.timedelta(minutes=minutes)
    job.save()
    return job


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("minutes", "tries", "state"),
    [
        (40, 1, Job.State.DONE),
        (5, 1, Job.State.RUNNING),
        (40, jobs.MOST_TRIES, Job.State.FAILED),
    ],
)
def test_what_a_dead_worker_left_is_picked_up(minutes, tries, state):
    job = left_behind(minutes=minutes, tries=tries)

    jobs.pick_up_lost(now() - dt.timedelta(minutes=30))

    job.refresh_from_db()
    assert job.state == state


@pytest.mark.django_db
def test_a_job_that_lost_its_place_in_the_queue_is_picked_up():
    job = start(count_to_three)
    Job.objects.filter(pk=job.pk).update(created_at=now() - dt.timedelta(hours=1))

    jobs.pick_up_lost(now() - dt.timedelta(minutes=30))

    job.refresh_from_db()
    assert job.state == Job.State.DONE


def sleep_once(job):
    """Long the first time, so that there is a worker to kill; then short."""
    jobs.progress(job, 1, 2)
    if job.tries == 1:
        time.sleep(60)
    Letter.objects.get_or_create(key="slept", defaults={"to": "a@b.se", "subject": "s"})


KILL_TEST = """
import django; django.setup()
import datetime as dt, os, signal, subprocess, sys, time
from django.core.management import call_command
from mrplattform.core import jobs
from mrplattform.core.dates import now
from mrplattform.core.models import Job, Letter

call_command("migrate", verbosity=0)
job = jobs.start(sys.argv[1], by=None, key="sleep", title="Arbete")
worker = [sys.executable, "manage.py", "db_worker", "--interval", "0.2"]
first = subprocess.Popen(worker)
for _ in range(150):
    job.refresh_from_db()
    if job.done:
        break
    time.sleep(0.2)
first.send_signal(signal.SIGKILL)
first.wait()
job.refresh_from_db()
print("after kill", job.state)
jobs.pick_up_lost(now())
subprocess.run([*worker, "--batch"], check=True)
job.refresh_from_db()
print("after next", job.state, job.tries, Letter.objects.count())
"""


@pytest.mark.slow
def test_a_worker_killed_in_the_middle_leaves_its_job_to_the_next(tmp_path):
    """A real worker, a real SIGKILL, a database of its own."""
    environment = {
        **os.environ,
        "DATABASE_URL": f"sqlite:///{tmp_path}/db.sqlite3",
        "MR_DATA_DIR": str(tmp_path),
        "MR_SECRET_KEY": "killed",
        "DJANGO_SETTINGS_MODULE": "mrplattform.project.settings",
        "PYTHONPATH": str(ROOT),
    }
    done = subprocess.run(
        [sys.executable, "-c", KILL_TEST, f"{HERE}.sleep_once"],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert "after kill running" in done.stdout, done.stderr
    assert "after next done 2 1" in done.stdout, done.stderr
