"""Opening, locking and unlocking answer sheets."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from mrplattform.core.history import VERBS, change, record_many
from mrplattform.organisations.models import Organisation
from mrplattform.questions.models import AnswerSheet, FrameworkVersion

VERBS.update(
    sheet_opened=_("öppnade svarsblanketten"),
    sheet_locked=_("låste svaren"),
    sheet_unlocked=_("låste upp svaren"),
)


class SheetLocked(Exception):
    """The sheet can only be read. Unlocking it needs a reason."""


class NotPublished(Exception):
    """Only a published version can be answered."""


def open_sheet(
    version: FrameworkVersion, organisation: Organisation, day: dt.date, *, by, anonymous=False
) -> AnswerSheet:
    return open_sheets(version, [organisation], day, by=by, anonymous=anonymous)[0]


@transaction.atomic
def open_sheets(
    version: FrameworkVersion,
    organisations: Iterable[Organisation],
    day: dt.date,
    *,
    by,
    anonymous: bool = False,
    left_out: Mapping[str, list[str]] | None = None,
) -> list[AnswerSheet]:
    """One sheet each, in two inserts however many they are. `left_out`: the keys of questions that
    organisations of a kind are not asked."""
    if version.state != FrameworkVersion.State.PUBLISHED:
        raise NotPublished(version)
    sheets = AnswerSheet.objects.bulk_create(
        [
            AnswerSheet(
                version=version,
                organisation=organisation,
                authority_id=organisation.authority_id or organisation.pk,
                day=day,
                anonymous=anonymous,
                left_out=(left_out or {}).get(organisation.kind, []),
            )
            for organisation in organisations
        ],
        batch_size=500,
    )
    if not anonymous:
        record_many(by, "sheet_opened", sheets)
    return sheets


@transaction.atomic
def lock(sheet: AnswerSheet, *, by, by_name: str = "") -> None:
    """Waits for a save under way; the next one is refused."""
    sheet.locked = held(sheet).locked
    change(by, "sheet_locked", sheet, locked=True, by_name=by_name)


@transaction.atomic
def unlock(sheet: AnswerSheet, *, by, why: str) -> None:
    sheet.locked = held(sheet).locked
    change(by, "sheet_unlocked", sheet, why=why, locked=False)


def held(sheet: AnswerSheet) -> AnswerSheet:
    """The sheet as it stands now, held until the transaction ends."""
    return AnswerSheet.objects.select_for_update().get(pk=sheet.pk)


def held_open(sheet: AnswerSheet) -> AnswerSheet:
    current = held(sheet)
    if current.locked:
        raise SheetLocked(current)
    return current
