"""A file on its way in: received and looked into, tried as often as one likes, read in once."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable
from functools import partial
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files import File
from django.db import transaction
from django.utils.translation import gettext as _

from mrplattform.core.dates import now
from mrplattform.core.exports.excel import TYPE as XLSX
from mrplattform.core.history import record
from mrplattform.core.models import Attachment
from mrplattform.core.uploads import check_upload
from mrplattform.organisations.models import Import, Organisation
from mrplattform.organisations.services import imports, successors
from mrplattform.organisations.services.spreadsheets import SHEET_KINDS, Sheet

READ: dict[str, Callable[..., Sheet]] = {
    Import.Kind.TREE: imports.read_tree,
    Import.Kind.HOLDERS: successors.read_holders,
}
TRY: dict[str, Callable[..., Any]] = {
    Import.Kind.TREE: imports.try_tree,
    Import.Kind.HOLDERS: successors.try_holders,
}
# A file that was tried and never read in is thrown away.
KEPT_UNREAD = dt.timedelta(days=3)


@transaction.atomic
def receive(authority: Organisation, kind: str, file: File, *, day: dt.date, by) -> Import:
    """Keep the file until it is read in. One without a table that we know is refused at once."""
    ending = check_upload(file, allowed=SHEET_KINDS)
    name = str(file.name)
    data = file.read()
    READ[kind](data, ending)
    file.seek(0)
    attachment = Attachment.objects.create(
        file=file,
        name=name,
        content_type=XLSX if ending == "xlsx" else "text/csv",
        size=len(data),
        sha256=hashlib.sha256(data).hexdigest(),
        by=by,
    )
    return Import.objects.create(
        authority=authority, kind=kind, name=name, file=attachment, day=day, by=by
    )


def try_file(incoming: Import):
    """What it would change and what is wrong, as things stand now."""
    return TRY[incoming.kind](incoming.authority, _sheet(incoming), incoming.day)


@transaction.atomic
def carry_out(incoming: Import, *, by):
    """Read it in: all of it, or an ImportRefused with what is wrong. The file is then thrown away."""
    incoming = Import.objects.select_for_update().get(pk=incoming.pk)
    if incoming.done_at:
        raise ValidationError(_("Filen är redan inläst."))
    sheet, authority, day = _sheet(incoming), incoming.authority, incoming.day
    trial: Any
    if incoming.kind == Import.Kind.TREE:
        trial, incoming.reorganisation = imports.import_tree(authority, sheet, day, by=by)
    else:
        trial = successors.import_holders(authority, sheet, day, by=by)
    _throw_away(incoming)
    incoming.done_at, incoming.outcome = now(), trial.counts
    incoming.save()
    record(by, "imported", authority, changes={"fil": [None, incoming.name]} | _told(trial.counts))
    return trial


@transaction.atomic
def give_up(incoming: Import) -> None:
    """Forget a file that was only tried."""
    if incoming.done_at:
        raise ValidationError(_("Filen är redan inläst."))
    _throw_away(incoming)
    incoming.delete()


def forget_unread() -> int:
    """The nightly command calls this."""
    old = list(Import.objects.filter(done_at=None, at__lt=now() - KEPT_UNREAD))
    for incoming in old:
        give_up(incoming)
    return len(old)


def _sheet(incoming: Import) -> Sheet:
    if not incoming.file:
        raise ValidationError(_("Filen är borttagen. Läs in den igen."))
    ending = "xlsx" if incoming.file.content_type == XLSX else "csv"
    with incoming.file.file.open("rb") as file:
        return READ[incoming.kind](file.read(), ending)


def _throw_away(incoming: Import) -> None:
    attachment, incoming.file = incoming.file, None
    incoming.save(update_fields=["file"])
    if attachment:
        attachment.delete()
        # The file itself goes when nothing can be taken back any more.
        transaction.on_commit(partial(attachment.file.delete, save=False))


def _told(counts: dict[str, int]) -> dict:
    words = {
        "new": _("nya"),
        "renamed": _("bytte namn"),
        "moved": _("flyttade"),
        "edited": _("ändrade"),
        "ending": _("slutar"),
        "functions": _("nya funktioner"),
        "new_people": _("nya personer"),
    }
    return {words[key]: [None, n] for key, n in counts.items() if n and key in words}
