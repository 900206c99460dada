"""What happened along the way is noted, with a file or a link that shows it."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from mrplattform.core.history import history
from mrplattform.plans.models import ProgressNote


def note(**more):
    return {"day": "2026-11-02", "text": "Sju av tolv mallar är klara.", **more}


def test_a_note_with_a_file(client, strategist, measure):
    client.force_login(strategist)
    file = SimpleUploadedFile("mallar.txt", b"sju av tolv")

    client.post(reverse("plans:note-new", args=[measure.pk]), note(file=file))

    kept = ProgressNote.objects.get()
    assert kept.by_function == strategist.function_title
    assert history(measure).first().verb == "progress_noted"
    page = client.get(measure.get_absolute_url()).content.decode()
    assert "Sju av tolv mallar" in page
    assert "mallar.txt" in page
    response = client.get(reverse("plans:note-file", args=[kept.pk]))
    assert b"".join(response.streaming_content) == b"sju av tolv"
    assert "attachment" in response.headers["Content-Disposition"]


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"text": "Personnummer 19811228-9874"}, "Ta bort personnumret"),
        ({"day": "2099-01-01"}, "Skriv det när det har hänt"),
        ({"file": SimpleUploadedFile("virus.exe", b"MZ")}, "Filtypen tas inte emot"),
    ],
)
def test_a_bad_note_is_refused_in_words(client, strategist, measure, wrong, words):
    client.force_login(strategist)

    page = client.post(reverse("plans:note-new", args=[measure.pk]), note(**wrong)).content.decode()

    assert words in page
    assert not ProgressNote.objects.exists()


@pytest.mark.parametrize(
    ("person", "status"), [("reader", 403), ("elected", 403), ("neighbour", 404)]
)
def test_noting_is_refused(client, request, measure, person, status):
    client.force_login(request.getfixturevalue(person))
    assert client.get(reverse("plans:note-new", args=[measure.pk])).status_code == status
