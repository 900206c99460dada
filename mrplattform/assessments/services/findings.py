"""Findings: written on answers, changed with care, removed for a while before they are gone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext_lazy

from mrplattform.assessments.models import Basis, Finding
from mrplattform.core.dates import now
from mrplattform.core.history import VERBS, change, changed_values, record
from mrplattform.organisations.models import Organisation
from mrplattform.organisations.services.editions import ChangedMeanwhile

VERBS.update(
    finding_written=gettext_lazy("skrev slutsatsen"),
    finding_changed=gettext_lazy("ändrade slutsatsen"),
    finding_removed=gettext_lazy("tog bort slutsatsen"),
    finding_restored=gettext_lazy("lade tillbaka slutsatsen"),
)
# A removed finding can be put back for a year: as long as the report that used it is worked on.
KEPT_DAYS = 365


@transaction.atomic
def write_finding(
    authority: Organisation,
    *,
    by,
    topics: Iterable = (),
    answers: Iterable = (),
    bases: Iterable[Basis] = (),
    **values,
) -> Finding:
    """`bases` are unsaved."""
    finding = Finding.objects.create(authority=authority, **values)
    finding.topics.set(topics)
    finding.answers.set(answers)
    _rest_on(finding, bases)
    record(by, "finding_written", finding)
    return finding


@transaction.atomic
def change_finding(
    finding: Finding,
    *,
    edition: int,
    by,
    topics: Iterable,
    answers: Iterable,
    bases: Iterable[Basis] | None = None,
    **values,
) -> Finding:
    """Who saves on top of another's edition is asked to choose. Without `bases` they stay."""
    current = held(finding)
    if current.edition != edition:
        raise ChangedMeanwhile(current)
    changes = changed_values(current, **values)
    changes |= _relate(current, "topics", topics) | _relate(current, "answers", answers)
    if bases is not None:
        changes |= _rest_on(current, bases)
    if changes:
        current.edition += 1
        current.save()
        record(by, "finding_changed", current, changes=changes)
    return current


@transaction.atomic
def remove_finding(finding: Finding, *, by, why: str = "") -> None:
    change(by, "finding_removed", held(finding), why=why, removed_at=now())


@transaction.atomic
def restore_finding(finding: Finding, *, by) -> Finding:
    current = held(finding)
    change(by, "finding_restored", current, removed_at=None)
    return current


def removed_findings(authority_ids: Iterable[int], at: dt.datetime | None = None):
    """Those that can still be put back."""
    since = (at or now()) - dt.timedelta(days=KEPT_DAYS)
    return Finding.objects.filter(authority__in=authority_ids, removed_at__gte=since)


def held(finding: Finding) -> Finding:
    return Finding.objects.select_for_update(of=("self",)).get(pk=finding.pk)


def _relate(finding: Finding, name: str, things: Iterable) -> dict[str, list]:
    """Set a relation; what changed, as the history tells it."""
    relation = getattr(finding, name)
    before, after = {one.pk: one for one in relation.all()}, {one.pk: one for one in things}
    if before.keys() == after.keys():
        return {}
    relation.set(after.values())
    if name == "answers":  # forty of them in words help nobody
        return {name: [len(before), len(after)]}
    return {name: [", ".join(map(str, before.values())), ", ".join(map(str, after.values()))]}


def _rest_on(finding: Finding, bases: Iterable[Basis]) -> dict[str, list]:
    """Exactly these; how many there were and are, as the history tells it."""
    before = {one.place: one for one in finding.bases.all()}
    after = {one.place: one for one in bases}
    if before.keys() == after.keys():
        return {}
    gone = [one.pk for place, one in before.items() if place not in after]
    finding.bases.filter(pk__in=gone).delete()  # no history: the caller records
    for place, one in after.items():
        if place not in before:
            one.finding = finding
            one.save()
    return {"bases": [len(before), len(after)]}
