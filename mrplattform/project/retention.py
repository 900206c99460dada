"""Discarding by the authority's own rules: shown first, done by a person, told in the history.

Nothing goes by itself. Decisions are listed by their rule on their own page; what is discarded here
are the answers of rounds that closed long ago, and what was removed and not put back.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mrplattform.agreements.models import Agreement, Obligation, Paper, Party, Stage
from mrplattform.assessments.models import Finding, Quote, Remark, Round
from mrplattform.core.dates import today
from mrplattform.core.history import VERBS, change, record
from mrplattform.core.models import Attachment
from mrplattform.organisations.duties import hanging
from mrplattform.organisations.models import RetentionRule
from mrplattform.plans.models import PARTS, Measure
from mrplattform.questions.models import Answer, AnswerSheet, Evidence
from mrplattform.reports.models import Report

Covers = RetentionRule.Covers
VERBS.update(discarded=gettext_lazy("gallrade"), answers_discarded=gettext_lazy("gallrade svaren"))


@dataclass(frozen=True)
class Due:
    """What a rule lets go today: how many of what, with the names of the first."""

    rule: RetentionRule
    counts: list[tuple[str, int]]
    named: list[str]

    @property
    def total(self) -> int:
        return sum(count for _what, count in self.counts)


def due(rule: RetentionRule, on: dt.date | None = None) -> Due:
    """A constant number of questions."""
    before = last_day_kept(rule, on or today())
    if before is None or rule.covers == Covers.DECISIONS:
        return Due(rule, [], [])
    if rule.covers == Covers.ANSWERS:
        rounds = list(_old_rounds(rule, before))
        answers = Answer.objects.filter(sheet__in=_sheets(rounds)).count()
        counts = [(str(_("kartläggningar")), len(rounds)), (str(_("svar")), answers)]
        return Due(rule, [one for one in counts if one[1]], [one.title for one in rounds[:10]])
    found = [
        (str(rows.model._meta.verbose_name_plural), rows.count()) for rows in _removed(rule, before)
    ]
    return Due(rule, [one for one in found if one[1]], [])


def last_day_kept(rule: RetentionRule, on: dt.date) -> dt.date | None:
    """What ended on that day or earlier goes: whole calendar years are counted, as for decisions."""
    return None if rule.years is None else dt.date(on.year - rule.years - 1, 12, 31)


@transaction.atomic
def discard(rule: RetentionRule, *, by, on: dt.date | None = None) -> Due:
    """Gone for good, with a line in the authority's history that says how much and by which rule."""
    on = on or today()
    rule = RetentionRule.objects.select_for_update().get(pk=rule.pk)
    found = due(rule, on)
    before = last_day_kept(rule, on)
    if before is None or not found.total:
        raise ValidationError(_("Inget är gammalt nog för den regeln."))
    if rule.covers == Covers.ANSWERS:
        for round in list(_old_rounds(rule, before)):
            _discard_answers(round, by=by, on=on)
    else:
        for rows in _removed(rule, before):
            rows.delete()  # no history: told for all of them below
    changes = {what: [count, 0] for what, count in found.counts}
    record(by, "discarded", rule.authority, why=f"{rule.name}. {rule.reference}", changes=changes)
    return found


# --- Answers -----------------------------------------------------------------------------------


def _old_rounds(rule: RetentionRule, before: dt.date):
    return Round.objects.filter(
        authority=rule.authority,
        state=Round.State.CLOSED,
        closes__lte=before,
        discarded_on__isnull=True,
    ).order_by("closes", "pk")


def _sheets(rounds: list[Round]):
    return AnswerSheet.objects.filter(
        models.Q(assessment__round__in=rounds) | models.Q(ballot__round__in=rounds)
    )


def _discard_answers(round: Round, *, by, on: dt.date) -> None:
    """Who was asked, handed in and approved stays; what they said goes, with its files."""
    sheets = list(_sheets([round]).values_list("pk", flat=True))
    evidence = Evidence.objects.filter(answer__sheet__in=sheets, attachment__isnull=False)
    files = list(evidence.values_list("attachment", flat=True))
    Remark.objects.filter(assessment__round=round).delete()  # no history: the same
    round_texts = Quote.objects.filter(passage__coding__round=round)
    round_texts.delete()  # no history: the same
    for coding in round.codings.all():
        coding.passages.all().delete()
    Answer.objects.filter(sheet__in=sheets).delete()  # no history: told with the round
    Answer.history.filter(sheet__in=sheets).delete()  # no history: last, since deleting adds to it
    _throw_away(files)
    change(by, "answers_discarded", round, discarded_on=on)


def _throw_away(pks: list[int]) -> None:
    for file in Attachment.objects.filter(pk__in=pks):
        if not any(one.rows.exists() for one in hanging(Attachment, [file.pk])):
            transaction.on_commit(partial(file.file.delete, save=False))
            file.delete()


# --- What was removed ----------------------------------------------------------------------------


def _removed(rule: RetentionRule, before: dt.date) -> Iterator[Any]:
    """Removed before that day and not put back; what something else still rests on is left."""
    gone = {"removed_at__date__lte": before}
    yield Finding.objects.filter(authority=rule.authority, **gone)
    yield Measure.objects.filter(authority=rule.authority, tellings__isnull=True, **gone)
    for model in PARTS.values():
        yield model.objects.filter(plan__authority=rule.authority, **gone)
    yield Report.objects.filter(
        authority=rule.authority, decision__isnull=True, replaced_by__isnull=True, **gone
    )
    yield Agreement.objects.filter(authority=rule.authority, followed_by__isnull=True, **gone)
    agreement = {"agreement__authority": rule.authority}
    yield Obligation.objects.filter(counted_from__isnull=True, **agreement, **gone)
    yield Party.objects.filter(obligations__isnull=True, **agreement, **gone)
    yield Stage.objects.filter(**agreement, **gone)
    yield Paper.objects.filter(**agreement, **gone)
