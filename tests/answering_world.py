"""Run as a script in a database of its own: people who answer, each with a sheet and a session.

    python tests/answering_world.py PEOPLE SHEETS_EACH QUESTIONS

Prints, as JSON, each person's session and the addresses where they answer.
"""

from __future__ import annotations

import json
import sys

import django

django.setup()

from django.test import Client  # noqa: E402
from django.urls import reverse  # noqa: E402

from mrplattform.organisations.models import Role  # noqa: E402
from tests import make  # noqa: E402

BACKEND = "django.contrib.auth.backends.ModelBackend"


def build(people: int, sheets: int, questions: int) -> list[dict]:
    authority = make.make_municipality("Ekvik")
    version = make.make_version(*[{} for _ in range(questions)])
    keys = list(version.questions.order_by("order").values_list("key", flat=True))
    rounds = [make.make_round(authority, version=version) for _ in range(sheets)]
    return [_person(authority, rounds, keys) for _ in range(people)]


def _person(authority, rounds, keys) -> dict:
    unit = make.make_administration(authority)
    person = make.make_member(unit, Role.REPORTER)
    function = person.standing.functions[0]
    addresses = []
    for round in rounds:
        one = make.make_assessment(round, unit, reporter=function)
        addresses += [reverse("assessments:question", args=[one.pk, key]) for key in keys]
    client = Client()
    client.force_login(person, backend=BACKEND)
    return {"session": client.cookies["sessionid"].value, "addresses": addresses}


if __name__ == "__main__":
    print(json.dumps({"people": build(*map(int, sys.argv[1:4]))}))
