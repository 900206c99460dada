"""The page of long work: how far, its file, another try; only for who started it."""

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse

from mrplattform.core.models import Attachment, Job

pytestmark = pytest.mark.django_db


@pytest.fixture
def job(strategist):
    return Job.objects.create(key="k", work="builtins.dict", title="Excel med allt", by=strategist)


def address(job, name="job"):
    return reverse(f"core:{name}", args=[job.pk])


def set_to(job, **fields):
    for name, value in fields.items():
        setattr(job, name, value)
    job.save()
    return job


def test_waiting_and_running_ask_again_by_themselves(client, strategist, job):
    client.force_login(strategist)
    page = client.get(address(job)).content.decode()
    assert "Väntar på sin tur" in page
    assert f'hx-get="{address(job)}"' in page
    assert "Uppdatera sidan" in page  # without JavaScript

    set_to(job, state=Job.State.RUNNING, done=300, total=1200, step="Läser svar")
    page = client.get(address(job)).content.decode()
    assert "Läser svar" in page
    assert '<progress max="1200" value="300">' in page


def test_only_the_moving_part_is_sent_when_the_page_asks(client, strategist, job):
    client.force_login(strategist)

    part = client.get(address(job), headers={"HX-Request": "true"})

    assert "<html" not in part.content.decode()
    assert "Väntar" in part.content.decode()


def test_when_it_is_done_the_page_is_read_anew(client, strategist, job):
    set_to(job, state=Job.State.DONE)
    client.force_login(strategist)

    part = client.get(address(job), headers={"HX-Request": "true"})

    assert part.headers["HX-Refresh"] == "true"


def test_the_file_is_fetched_by_its_owner_only(
    client, strategist, reporter, job, settings, tmp_path
):
    settings.MEDIA_ROOT = tmp_path
    file = Attachment(name="Åtgärder.csv", content_type="text/csv", size=3, sha256="0" * 64)
    file.file.save("x", ContentFile("Åäö".encode()))
    set_to(job, state=Job.State.DONE, result=file)
    client.force_login(strategist)
    assert "Hämta Åtgärder.csv" in client.get(address(job)).content.decode()

    response = client.get(address(job, "job_file"))
    assert b"".join(response.streaming_content).decode() == "Åäö"
    assert "utf-8''%C3%85tg%C3%A4rder.csv" in response["Content-Disposition"]

    client.force_login(reporter)
    assert client.get(address(job)).status_code == 404
    assert client.get(address(job, "job_file")).status_code == 404


def test_a_failed_job_can_be_tried_again(client, strategist, job):
    set_to(job, state=Job.State.FAILED, message="ValueError: disken är full")
    client.force_login(strategist)
    page = client.get(address(job)).content.decode()
    assert "Det gick inte" in page
    assert "disken är full" in page

    response = client.post(address(job, "job_retry"))

    new = Job.objects.latest("pk")
    assert new != job
    assert response.url == address(new)


def test_a_done_job_is_not_tried_again(client, strategist, job):
    set_to(job, state=Job.State.DONE)
    client.force_login(strategist)

    assert client.post(address(job, "job_retry")).status_code == 403
    assert client.get(address(job, "job_retry")).status_code == 405
