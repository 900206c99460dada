"""What is done, not only read: saving an answer, opening a round. Done through the page."""

from __future__ import annotations

import itertools
from collections.abc import Callable

from django.db import transaction
from django.test import Client, TestCase
from django.urls import reverse

from bench.world import World
from mrplattform.core.models import Job
from mrplattform.questions.models import Answer


def saving(w: World) -> Callable:
    """Another level for one answer each time, as the form saves by itself."""
    client = _client(w.reporter)
    address = reverse("assessments:question", args=[w.assessment.pk, w.question.key])
    levels = itertools.cycle("01234")
    answers = Answer.objects.filter(sheet=w.assessment.sheet, question=w.question)
    edition = itertools.count(answers.values_list("edition", flat=True)[0])

    def save() -> None:
        data = {"choice": next(levels), "comment": "Prov", "edition": next(edition)}
        response = client.post(address, data, headers={"X-Autosave": "1"})
        assert response.status_code == 200, response.content[:300]
        assert response.json()["words"].startswith("Sparat"), response.content

    return save


def opening(w: World) -> Callable:
    """All units get their sheets and the invitations are queued; then it is undone."""
    client = _client(w.coordinator)
    address = reverse("assessments:open", args=[w.draft.pk])
    units = w.draft.asked.count()

    def open_() -> None:
        with transaction.atomic():
            with TestCase.captureOnCommitCallbacks(execute=True):
                response = client.post(address)
            assert response.status_code == 302, response.content[:300]
            assert w.draft.assessments.count() == units
            assert Job.objects.filter(key__startswith=f"round:{w.draft.pk}:").exists()
            transaction.set_rollback(True)

    return open_


def _client(person) -> Client:
    client = Client()
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return client
