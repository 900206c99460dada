"""Starting to read many texts together, taking in more, and being done.

Whoever has texts may start a coding: a round's free text is one source of several. The texts come
in an order drawn at random and bear nothing of who wrote them.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Sequence

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mrplattform.assessments.models import Coding, Passage, Round
from mrplattform.assessments.passages import Text, try_texts
from mrplattform.assessments.services.errors import NotReady, WrongState
from mrplattform.core.history import VERBS, change, changed_values, record
from mrplattform.organisations.models import Function, Organisation
from mrplattform.organisations.services.editions import ChangedMeanwhile

VERBS.update(
    coding_started=gettext_lazy("började koda texter"),
    coding_changed=gettext_lazy("ändrade kodningen"),
    coding_texts_added=gettext_lazy("hämtade fler texter"),
    coding_closed=gettext_lazy("avslutade kodningen"),
    coding_reopened=gettext_lazy("öppnade kodningen igen"),
)
BATCH = 500


@transaction.atomic
def start(
    authority: Organisation,
    *,
    title: str,
    texts: Iterable[Text],
    first: Function,
    second: Function | None = None,
    second_reads: int = Coding.Part.ALL,
    purpose: str = "",
    round: Round | None = None,
    question_keys: Sequence[str] = (),
    by,
) -> Coding:
    coding = Coding.objects.create(
        authority=authority,
        title=title,
        purpose=purpose,
        first=first,
        second=second,
        second_reads=second_reads,
        round=round,
        question_keys=list(question_keys),
    )
    count = _take_in(coding, texts)
    record(by, "coding_started", coding, changes={_("texter"): [None, count]})
    return coding


@transaction.atomic
def add_texts(
    coding: Coding, texts: Iterable[Text], *, question_keys: Sequence[str] = (), by
) -> int:
    """Take in those that are not there already; how many that was."""
    current = held(coding)
    count = _take_in(current, texts)
    current.question_keys = list(dict.fromkeys([*current.question_keys, *question_keys]))
    current.save(update_fields=["question_keys"])
    record(by, "coding_texts_added", current, changes={_("texter"): [None, count]})
    return count


@transaction.atomic
def change_coding(coding: Coding, *, edition: int, by, **values) -> Coding:
    """Who saves on top of another's edition is asked to choose."""
    current = held(coding)
    if current.edition != edition:
        raise ChangedMeanwhile(current)
    changes = changed_values(current, **values)
    if changes:
        current.edition += 1
        current.save()
        record(by, "coding_changed", current, changes=changes)
    return current


@transaction.atomic
def close(coding: Coding, *, by) -> None:
    change(by, "coding_closed", held(coding), state=Coding.State.CLOSED)


@transaction.atomic
def reopen(coding: Coding, *, by) -> None:
    current = Coding.objects.select_for_update().get(pk=coding.pk)
    change(by, "coding_reopened", current, state=Coding.State.OPEN)


def held(coding: Coding) -> Coding:
    """The coding as it stands now, held until the transaction ends; it must still be open."""
    current = Coding.objects.select_for_update(of=("self",)).get(pk=coding.pk)
    if current.state != Coding.State.OPEN:
        raise WrongState(current)
    return current


def _take_in(coding: Coding, texts: Iterable[Text]) -> int:
    intake = try_texts(texts, coding)
    if intake.problem:
        raise NotReady([intake.problem])
    secrets.SystemRandom().shuffle(intake.new)
    last = coding.passages.aggregate(last=Max("place"))["last"] or 0
    rows = [
        Passage(coding=coding, place=place, text=one.text, source=one.source)
        for place, one in enumerate(intake.new, start=last + 1)
    ]
    Passage.objects.bulk_create(rows, batch_size=BATCH)  # no history: the caller records the count
    return len(rows)
