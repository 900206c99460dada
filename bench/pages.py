"""The pages that are timed, each with the bare question that it cannot do without."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property

from django.urls import reverse

from mrplattform.assessments.models import Assessment, Round
from mrplattform.organisations.models import Function, Organisation, Role
from mrplattform.plans.models import Measure
from mrplattform.project.models import Entry
from mrplattform.questions.models import Answer


class World:
    """One municipality of the national world, and the people that meet it."""

    @cached_property
    def authority(self) -> Organisation:
        return Organisation.objects.authorities().filter(invented=True).order_by("pk").first()

    @cached_property
    def strategist(self):
        return self.authority.all_functions.get(role=Role.STRATEGIST).holder()

    @cached_property
    def round(self) -> Round:
        return self.authority.rounds.order_by("-opens").first()

    @cached_property
    def assessment(self) -> Assessment:
        return self.round.assessments.order_by("pk").first()

    @cached_property
    def reporter(self):
        return Function.objects.get(pk=self.assessment.reporter_id).holder()


@dataclass
class Page:
    title: str
    address: str
    bare: Callable
    act: Callable | None = None
    needs_client: Callable | None = None


def rows(queryset) -> Callable:
    return lambda: list(queryset.values_list())


def pages(w: World) -> Iterator[Page]:
    answers = Answer.objects.filter(sheet__assessment__round=w.round)
    own = Measure.objects.filter(authority=w.authority)
    yield Page("Start", reverse("project:start"), rows(w.round.assessments.all()))
    yield Page("Nuläge", reverse("project:situation"), rows(answers))
    yield Page(
        "Authorities, first page",
        reverse("organisations:organisations"),
        rows(Organisation.objects.authorities().order_by("name")[:50]),
    )
    yield Page(
        "Tree of an authority",
        reverse("organisations:tree", args=[w.authority.pk]),
        rows(Organisation.objects.filter(authority=w.authority)),
    )
    yield Page(
        "Round overview",
        reverse("assessments:round", args=[w.round.pk]),
        rows(w.round.assessments.all()),
    )
    yield Page("Results matrix", reverse("assessments:results", args=[w.round.pk]), rows(answers))
    yield Page(
        "A unit's sheet",
        reverse("assessments:sheet", args=[w.assessment.pk]),
        rows(w.assessment.sheet.answers.all()),
    )
    yield Page("Measures, first page", reverse("plans:measures"), rows(own.order_by("ends")[:50]))
    yield Page(
        "Search",
        reverse("project:search") + "?q=insatser",
        rows(Entry.objects.filter(authority_id=w.authority.pk)[:50]),
    )
    yield from saving(w)


def saving(w: World) -> Iterator[Page]:
    """One answer saved by its reporter, through the page."""
    from django.test import Client  # noqa: PLC0415

    client = Client()
    client.force_login(w.reporter, backend="django.contrib.auth.backends.ModelBackend")
    question = w.assessment.sheet.version.questions.order_by("order").first()
    address = reverse("assessments:question", args=[w.assessment.pk, question.key])
    levels = itertools.cycle("01234")

    def save():
        stored = Answer.objects.filter(sheet=w.assessment.sheet, question=question).first()
        data = {
            "value": next(levels),
            "comment": "Prov",
            "edition": stored.edition if stored else 0,
        }
        return client.post(address, data)

    yield Page("Saving one answer", address, rows(w.assessment.sheet.answers.all()[:1]), act=save)
