"""What falls due by itself; run twice it does nothing twice."""

import datetime as dt

import pytest
from django.core.files.base import ContentFile
from django.core.management import CommandError, call_command

from mrplattform.core.dates import now, today
from mrplattform.core.models import Attachment, Job, Letter
from mrplattform.organisations.models import Organisation, Person
from mrplattform.organisations.services.people import leave
from mrplattform.organisations.services.reorganise import rename
from mrplattform.project import night
from mrplattform.project.models import Entry, IndexMark
from tests import make

pytestmark = pytest.mark.django_db


def long_ago(days):
    return now() - dt.timedelta(days=days)


def test_a_night_is_run_on_an_empty_world():
    call_command("night")
    call_command("night")

    assert IndexMark.objects.get().gone_through_at


def test_one_part_that_fails_stops_none_of_the_others(monkeypatch, ekvik, settings, caplog):
    def fails():
        raise ConnectionError("mail server away")

    monkeypatch.setitem(night.PARTS, "letters that have not left", fails)

    with pytest.raises(CommandError, match="mail server away"):
        call_command("night")

    assert Entry.objects.filter(title="Ekvik").exists()


def test_letters_that_did_not_leave_leave(mailoutbox):
    Letter.objects.create(key="a", to="a@example.se", subject="Hej", text="…")

    call_command("night")
    call_command("night")

    assert len(mailoutbox) == 1


def test_a_job_without_a_worker_is_picked_up():
    job = Job.objects.create(
        key="k",
        work="builtins.dict",
        title="t",
        state=Job.State.RUNNING,
        tries=1,
        started_at=long_ago(1),
    )
    call_command("night")

    job.refresh_from_db()
    assert job.tries == 2


def test_the_account_of_who_left_closes_the_day_after(strategist, administrator, ekvik):
    make.make_member(ekvik, role="strategist")
    leave(strategist, last_day=today(), by=administrator)
    Person.objects.filter(pk=strategist.pk).update(left_at=long_ago(0))
    strategist.holdings.update(ends=today() - dt.timedelta(days=1))

    call_command("night")

    strategist.refresh_from_db()
    assert not strategist.is_active


def test_a_planned_name_comes_into_force_and_into_the_index(school, strategist):
    tomorrow = today() + dt.timedelta(days=1)
    rename(school, name="Lärandeförvaltningen", day=tomorrow, by=strategist)
    school.periods.filter(starts=tomorrow).update(starts=today())
    school.periods.exclude(starts=today()).update(ends=today() - dt.timedelta(days=1))

    call_command("night")

    assert Organisation.objects.get(pk=school.pk).name == "Lärandeförvaltningen"
    assert Entry.objects.filter(title="Lärandeförvaltningen").exists()


@pytest.mark.parametrize(("days", "kept"), [(89, True), (91, False)])
def test_sent_letters_are_kept_as_long_as_we_say(days, kept):
    Letter.objects.create(
        key="a", to="a@example.se", subject="s", state=Letter.State.SENT, sent_at=long_ago(days)
    )
    call_command("night")

    assert Letter.objects.exists() is kept


@pytest.mark.parametrize(("days", "kept"), [(29, True), (31, False)])
def test_jobs_and_their_files_are_kept_as_long_as_we_say(days, kept, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    file = Attachment(name="f", content_type="text/plain", size=1, sha256="0" * 64)
    file.file.save("f", ContentFile(b"f"))
    Job.objects.create(
        key="k", work="w", title="t", state=Job.State.DONE, result=file, ended_at=long_ago(days)
    )
    call_command("night")

    assert Job.objects.exists() is kept
    assert Attachment.objects.exists() is kept
    assert (tmp_path / file.file.name).exists() is kept


def test_a_file_that_was_put_to_use_stays_when_its_job_goes(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    file = Attachment(name="f", content_type="text/plain", size=1, sha256="0" * 64)
    file.file.save("f", ContentFile(b"f"))
    decision = make.make_decision()
    type(decision).objects.filter(pk=decision.pk).update(copy_file=file)
    Job.objects.create(
        key="k", work="w", title="t", state=Job.State.DONE, result=file, ended_at=long_ago(40)
    )

    call_command("night")

    assert not Job.objects.exists()
    assert (tmp_path / file.file.name).exists()
