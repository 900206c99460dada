"""The file of a report on very many units is made in the background; one sees how far it has come."""

from __future__ import annotations

import pytest
from django.urls import reverse

from mrplattform.core.models import Job
from mrplattform.reports.services import files


@pytest.fixture(autouse=True)
def few_are_many(monkeypatch, settings, tmp_path):
    monkeypatch.setattr(files, "MOST_AT_ONCE", 1)
    settings.MEDIA_ROOT = tmp_path


def fetch(client, report, ending="pdf"):
    return client.get(reverse("reports:report-file", args=[report.pk, ending]))


def test_a_large_one_leads_to_a_page_that_tells_how_far(
    client, strategist, report, django_capture_on_commit_callbacks
):
    client.force_login(strategist)
    with django_capture_on_commit_callbacks(execute=True):
        answer = fetch(client, report)

    job = Job.objects.get()
    assert answer["Location"] == reverse("core:job", args=[job.pk])
    assert (job.state, job.done, job.total) == ("done", 2, 3)
    file = client.get(reverse("core:job_file", args=[job.pk]))
    assert file.getvalue().startswith(b"%PDF")


def test_asked_for_twice_it_is_made_once(client, strategist, report):
    client.force_login(strategist)
    fetch(client, report)
    fetch(client, report)
    fetch(client, report, "docx")

    assert Job.objects.count() == 2


def test_a_small_one_comes_at_once(client, strategist, report, monkeypatch):
    monkeypatch.setattr(files, "MOST_AT_ONCE", 100)
    client.force_login(strategist)

    assert fetch(client, report).content.startswith(b"%PDF")
    assert not Job.objects.exists()


def test_no_other_sees_the_file(client, strategist, neighbour, report):
    client.force_login(strategist)
    fetch(client, report)
    client.force_login(neighbour)

    assert client.get(reverse("core:job", args=[Job.objects.get().pk])).status_code == 404


def test_an_unknown_form_is_not_there(client, strategist, report):
    client.force_login(strategist)
    assert fetch(client, report, "exe").status_code == 404
