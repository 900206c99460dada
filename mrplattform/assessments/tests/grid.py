"""Rounds whose questions stand in a grid of roles and principles, and their answers, for tests."""

import datetime as dt

from mrplattform.assessments.models import Assessment, Round
from mrplattform.questions.models import Framework, FrameworkVersion, Section
from mrplattform.rights.models import Topic
from tests import make

ROLES = ["society", "democracy"]
PRINCIPLES = ["equality", "participation"]
CELLS = [(role, principle) for role in ROLES for principle in PRINCIPLES]


def topic(kind, key, order=0, name=None):
    found, _ = Topic.objects.get_or_create(
        key=key, defaults={"kind": kind, "order": order, "names": {"sv": name or key}}
    )
    return found


def grid_version(number=1, key="plattformen", cells=None, published=True):
    """Sections of one role and one principle each, with two questions."""
    framework, _ = Framework.objects.get_or_create(key=key)
    version = FrameworkVersion.objects.create(
        framework=framework, number=number, titles={"sv": "Plattformens kriterier"}
    )
    for order, (role, principle) in enumerate(cells or CELLS, start=1):
        section = Section.objects.create(
            version=version, key=f"{role}.{principle}", order=order, titles={"sv": f"{role}"}
        )
        topics = [
            topic("role", f"role.{role}", ROLES.index(role), role.title()),
            topic("principle", f"principle.{principle}", PRINCIPLES.index(principle), principle),
        ]
        for place in (1, 2):
            make.make_question(section, key=f"{role}.{principle}.{place}", topics=topics)
    if published:
        version.state = FrameworkVersion.State.PUBLISHED
        version.save(update_fields=["state"])
    return version


def answered(round, unit, *levels, state=Assessment.State.APPROVED, **fields):
    return make.fill(make.make_assessment(round, unit, state=state, **fields), *levels)


def past_round(authority, version, year=2025, **fields):
    """A closed round of an earlier autumn."""
    day = dt.date(year, 10, 1)
    fields.setdefault("title", f"Plattformen {year}")
    return make.make_round(
        authority, version=version, opens=day, closes=day, state=Round.State.CLOSED, **fields
    )


def sent(response) -> str:
    """The text of a file that is sent bit by bit."""
    return b"".join(response).decode("utf-8-sig")
