"""Answers without names: laid in whole, and laid in again so that nothing tells when.

Sheets and answers get keys drawn at random and leave neither history, names nor moments. Who may
answer, and that they do so once, is for the app that asks.
"""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Collection, Mapping
from typing import Any

from django.db import transaction

from mrplattform.organisations.models import Organisation
from mrplattform.questions import values
from mrplattform.questions.models import Answer, AnswerSheet, FrameworkVersion, Question, random_key
from mrplattform.questions.services.sheets import SheetLocked

# The state of an answer and its value, which is None unless it is answered.
Given = tuple[str, Any]


def open_ballot(
    version: FrameworkVersion, organisation: Organisation, day: dt.date, **fields
) -> AnswerSheet:
    """An empty sheet that nobody may be asked about."""
    return AnswerSheet.objects.create(
        pk=random_key(),
        version=version,
        organisation=organisation,
        authority_id=organisation.authority_id or organisation.pk,
        day=day,
        anonymous=True,
        **fields,
    )


@transaction.atomic
def lay_in(
    version: FrameworkVersion,
    organisation: Organisation,
    day: dt.date,
    given: Mapping[Question, Given],
    *,
    left_out: Collection[str] = (),
) -> AnswerSheet:
    """One respondent's answers, all at once. Raises ValidationError for what may not be kept."""
    sheet = open_ballot(version, organisation, day, locked=True, left_out=list(left_out))
    Answer.objects.bulk_create(  # no history: an anonymous answer has none
        [
            Answer(pk=random_key(), sheet=sheet, question=question, **_kept(sheet, question, one))
            for question, one in given.items()
        ]
    )
    return sheet


@transaction.atomic
def put(sheet: AnswerSheet, question: Question, given: Given) -> None:
    """One answer on a sheet that is still open; it takes an earlier one's place."""
    if sheet.locked:
        raise SheetLocked(sheet)
    kept = _kept(sheet, question, given)
    Answer.objects.update_or_create(
        sheet=sheet, question=question, defaults=kept, create_defaults=kept | {"pk": random_key()}
    )


@transaction.atomic
def lay_again(sheets) -> dict[int, int]:
    """Write the sheets (a queryset) and their answers anew: other keys, in shuffled order, in one
    transaction, so that neither rows nor transaction numbers tell in which order they came.
    Gives {old key: new key}; what hangs on the old sheets is the caller's to write anew."""
    sheets = sheets.filter(anonymous=True)
    papers, answers = list(sheets), list(Answer.objects.filter(sheet__in=sheets))
    new = {paper.pk: random_key() for paper in papers}
    # Past the signals: they would ask for the sheet of each answer, to keep no history of it.
    for old in (Answer.objects.filter(sheet__in=sheets), sheets):
        old._raw_delete(old.db)
    for paper in papers:
        paper.pk, paper.locked = new[paper.pk], True
    for answer in answers:
        answer.pk, answer.sheet_id = random_key(), new[answer.sheet_id]
    _insert_shuffled(AnswerSheet, papers)
    _insert_shuffled(Answer, answers)
    return new


def _insert_shuffled(model, rows: list) -> None:
    secrets.SystemRandom().shuffle(rows)
    model.objects.bulk_create(rows, batch_size=500)  # no history: an anonymous answer has none


def _kept(sheet: AnswerSheet, question: Question, given: Given) -> dict[str, Any]:
    """The columns of an answer. Without names nobody has to say why a question is not for them."""
    state, value = given
    if question.version_id != sheet.version_id:
        raise ValueError(f"{question} is not asked by {sheet}")
    values.check(question, state, value, comment="-")
    kept = values.columns(question, value if state == Answer.State.ANSWERED else None)
    return kept | {"state": state, "authority_id": sheet.authority_id}
