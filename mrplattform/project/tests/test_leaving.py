"""An authority leaves with everything: nothing of others, read back equal in an empty place."""

import io
import json
import zipfile

import pytest
from django.urls import reverse

from mrplattform.core.models import Job
from mrplattform.organisations.models import Organisation, Person
from mrplattform.plans.models import Measure
from mrplattform.project import backup, restore
from mrplattform.project.leaving import ownership
from mrplattform.project.leaving.write import write


def taken(authority) -> tuple[zipfile.ZipFile, dict]:
    out = io.BytesIO()
    manifest = write(authority, out)
    return zipfile.ZipFile(out), manifest


def rows(archive, table) -> list[dict]:
    lines = archive.read(f"tables/{table}.jsonl").decode().splitlines()
    return [json.loads(line) for line in lines]


def test_every_table_is_owned_shared_or_left_with_a_reason():
    told = {*ownership.OWNED, *ownership.SHARED, *ownership.FOLLOWS, *ownership.NOT_TAKEN}
    assert set(backup.tables()) == told, set(backup.tables()) ^ told


def test_nothing_of_another_authority_goes_along(access_world):
    w = access_world
    archive, _manifest = taken(w.ekvik)

    assert {one["authority_id"] for one in rows(archive, "plans.measure")} == {w.ekvik.pk}
    assert {one["authority_id"] for one in rows(archive, "assessments.finding")} == {w.ekvik.pk}
    units = {one["id"] for one in rows(archive, "organisations.organisation")}
    assert w.school.pk in units
    assert w.granby_school.pk not in units
    people = {one["id"] for one in rows(archive, "organisations.person")}
    assert w.people["strategist"].pk in people
    assert w.people["neighbour"].pk not in people
    assert "mfa.authenticator" in ownership.NOT_TAKEN
    assert rows(archive, "organisations.signinlink") == []


def test_the_file_explains_itself_and_has_csv(access_world):
    archive, _manifest = taken(access_world.ekvik)
    words = archive.read("LAS-MIG.md").decode()
    assert "plans.measure" in words
    assert "done = Klar" in words
    sheet = archive.read("csv/plans.measure.csv").decode("utf-8-sig").splitlines()
    assert sheet[0].startswith("id;")
    assert len(sheet) == 1 + Measure.objects.filter(authority=access_world.ekvik).count()


@pytest.mark.django_db(transaction=True)
def test_it_is_read_back_equal_in_an_empty_installation(access_world, tmp_path):
    path = tmp_path / "ekvik.zip"
    with path.open("wb") as out:
        before = write(access_world.ekvik, out)

    restore.restore(path, replace=True)

    assert not Person.objects.filter(pk=access_world.people["neighbour"].pk).exists()
    ekvik = Organisation.objects.get(pk=access_world.ekvik.pk)
    _archive, after = taken(ekvik)
    assert after["tables"] == before["tables"]
    assert after["files"] == before["files"]


def test_strategist_fetches_it_as_work_in_the_background(
    client, strategist, ekvik, django_capture_on_commit_callbacks
):
    client.force_login(strategist)
    with django_capture_on_commit_callbacks(execute=True):
        response = client.post(reverse("project:fetch_everything"))
    job = Job.objects.get(key=f"leaving:{ekvik.pk}")
    assert response["Location"] == reverse("core:job", args=[job.pk])
    assert job.state == Job.State.DONE, job.message
    assert zipfile.ZipFile(job.result.file.open()).namelist()


@pytest.mark.parametrize("person", ["reader", "reporter", "elected", "administrator"])
def test_fetching_is_refused(client, request, person):
    client.force_login(request.getfixturevalue(person))
    assert client.post(reverse("project:fetch_everything")).status_code in (403, 404)
