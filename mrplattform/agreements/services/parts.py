"""Parties, stages and obligations: made, changed, removed and put back, all in one way."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from mrplattform.agreements import clock
from mrplattform.agreements.models import Agreement, AgreementPart, Obligation, Party
from mrplattform.agreements.services import words  # noqa: F401 (words names the deeds)
from mrplattform.agreements.services.days import set_dues
from mrplattform.core.dates import now
from mrplattform.core.history import change, changed_values, record
from mrplattform.organisations.services.editions import next_edition


@transaction.atomic
def create(model: type[AgreementPart], agreement: Agreement, *, by, **values: Any) -> Any:
    waits_for = values.pop("waits_for", ())
    part = model(agreement=agreement, **values)  # type: ignore[misc]  # the parts name their own
    _must_hold(part, agreement, waits_for)
    part.save()
    _settle(part, agreement, waits_for)
    record(by, "agreement_part_added", part)
    return part


@transaction.atomic
def edit(part: AgreementPart, *, by, edition: int, **values: Any) -> None:
    """Raises ChangedMeanwhile when somebody saved since `edition` was read."""
    agreement: Agreement = part.agreement  # type: ignore[attr-defined]
    waits_for = values.pop("waits_for", ())
    next_edition(part, edition)
    changes = changed_values(part, **values)
    _must_hold(part, agreement, waits_for)
    part.save()
    _settle(part, agreement, waits_for)
    if changes:
        record(by, "agreement_part_changed", part, changes=changes)


@transaction.atomic
def remove(part: AgreementPart, *, by) -> None:
    if isinstance(part, Party) and part.obligations.current().exists():  # type: ignore[attr-defined]
        raise ValidationError(_("Parten har åtaganden. Flytta eller ta bort dem först."))
    if isinstance(part, Obligation) and part.counted_from.current().exists():  # type: ignore[attr-defined]
        raise ValidationError(_("Andra åtaganden räknas från det. Ändra dem först."))
    change(by, "agreement_part_removed", part, removed_at=now())


@transaction.atomic
def restore(part: AgreementPart, *, by) -> None:
    change(by, "agreement_part_restored", part, removed_at=None)
    set_dues(part.agreement)  # type: ignore[attr-defined]


def _settle(part: AgreementPart, agreement: Agreement, waits_for) -> None:
    if isinstance(part, Obligation):
        part.waits_for.set(waits_for)
        set_dues(agreement)


def _must_hold(part: AgreementPart, agreement: Agreement, waits_for) -> None:
    if not isinstance(part, Obligation):
        return
    if part.owner and part.owner.authority_id != agreement.authority_id:
        raise ValidationError({"owner": _("Välj en funktion i er egen organisation.")})
    others = {"party": part.party, "stage": part.stage, "anchor": part.anchor}
    for name, other in others.items():
        if other and other.agreement_id != agreement.pk:
            raise ValidationError({name: _("Välj något i listan.")})
    if any(one.agreement_id != agreement.pk for one in waits_for):
        raise ValidationError({"waits_for": _("Välj något i listan.")})
    _must_have_clock(part)
    rules = [one for one in agreement.obligations.current() if one.pk != part.pk]
    try:
        clock.in_order([*rules, part])
    except ValueError as circle:
        raise ValidationError(
            {"anchor": _("De två räknas från varandra. Välj något annat att räkna från.")}
        ) from circle


def _must_have_clock(part: Obligation) -> None:
    if part.clock == "day" and not part.day:
        raise ValidationError({"day": _("Skriv dagen.")})
    if part.clock == "yearly" and not part.month:
        raise ValidationError({"month": _("Välj månad.")})
    if part.clock in ("before", "after") and not part.anchor_id:
        raise ValidationError({"anchor": _("Välj vad det räknas från.")})
    if part.first_year and part.last_year and part.last_year < part.first_year:
        raise ValidationError({"last_year": _("Sista året måste komma efter det första.")})
