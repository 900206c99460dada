"""Agreements: recorded, changed, removed and put back; their documents."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files import File
from django.db import transaction
from django.utils.translation import gettext as _

from mrplattform.agreements.models import Agreement, Paper
from mrplattform.agreements.services import words  # noqa: F401 (words names the deeds)
from mrplattform.agreements.services.days import set_dues
from mrplattform.core.attachments import keep
from mrplattform.core.dates import now
from mrplattform.core.history import change, changed_values, record
from mrplattform.organisations.models import Organisation
from mrplattform.organisations.services.editions import next_edition


@transaction.atomic
def create(authority: Organisation, *, by, topics=(), **values: Any) -> Agreement:
    _must_hold(authority, None, values)
    agreement = Agreement.objects.create(authority=authority, **values)
    agreement.topics.set(topics)
    record(by, "agreement_created", agreement)
    return agreement


@transaction.atomic
def edit(agreement: Agreement, *, by, edition: int, topics=(), **values: Any) -> None:
    """Raises ChangedMeanwhile when somebody saved since `edition` was read."""
    _must_hold(agreement.authority, agreement, values)
    next_edition(agreement, edition)
    changes = changed_values(agreement, **values)
    agreement.save()
    agreement.topics.set(topics)
    set_dues(agreement)  # yearly obligations go on as long as it holds
    if changes:
        record(by, "agreement_edited", agreement, changes=changes)


@transaction.atomic
def remove(agreement: Agreement, *, by) -> None:
    if agreement.followed_by.current().exists():  # type: ignore[attr-defined]
        raise ValidationError(_("En annan överenskommelse bygger på den. Ta bort den först."))
    change(by, "agreement_removed", agreement, removed_at=now())


@transaction.atomic
def restore(agreement: Agreement, *, by) -> None:
    change(by, "agreement_restored", agreement, removed_at=None)


@transaction.atomic
def add_paper(agreement: Agreement, *, title: str, day: dt.date | None, file: File, by) -> Paper:
    paper = Paper.objects.create(agreement=agreement, title=title, day=day, file=keep(file, by=by))
    record(by, "agreement_paper_added", paper)
    return paper


@transaction.atomic
def remove_paper(paper: Paper, *, by) -> None:
    change(by, "agreement_paper_removed", paper, removed_at=now())


def _must_hold(
    authority: Organisation, agreement: Agreement | None, values: dict[str, Any]
) -> None:
    owner, follows = values.get("owner"), values.get("follows")
    if owner and owner.authority_id != authority.pk:
        raise ValidationError({"owner": _("Välj en funktion i er egen organisation.")})
    starts, ends = values.get("starts"), values.get("ends")
    if starts and ends and ends < starts:
        raise ValidationError({"ends": _("Sista dagen måste komma efter den första.")})
    while follows and agreement:
        if follows.pk == agreement.pk:
            raise ValidationError({"follows": _("En överenskommelse kan inte bygga på sig själv.")})
        follows = follows.follows
