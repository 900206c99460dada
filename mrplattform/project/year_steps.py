"""The steps of the year that comes again: begun from the usual ones, made, changed, removed."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mrplattform.core.history import VERBS, changed_values, record
from mrplattform.organisations.models import Organisation
from mrplattform.organisations.services.editions import next_edition
from mrplattform.project.models import YearStep
from mrplattform.project.wheel import usual_steps

VERBS.update(
    year_begun=gettext_lazy("lade in det vanliga styråret"),
    year_step_added=gettext_lazy("lade till ett steg i årshjulet"),
    year_step_changed=gettext_lazy("ändrade ett steg i årshjulet"),
    year_step_removed=gettext_lazy("tog bort ett steg ur årshjulet"),
)


@transaction.atomic
def begin(authority: Organisation, *, by) -> int:
    """The usual steering year, for an authority that has no steps yet."""
    Organisation.objects.select_for_update().get(pk=authority.pk)  # pressed twice, done once
    if YearStep.objects.filter(authority=authority).exists():
        return 0
    made = YearStep.objects.bulk_create(usual_steps(authority))  # no history: told on the authority
    record(by, "year_begun", authority, changes={"steg": [None, len(made)]})
    return len(made)


@transaction.atomic
def add(authority: Organisation, *, by, **values: Any) -> YearStep:
    _must_belong(authority, values)
    step = YearStep.objects.create(authority=authority, **values)
    record(by, "year_step_added", authority, changes={"steg": [None, step.title]})
    return step


@transaction.atomic
def change(step: YearStep, *, by, edition: int, **values: Any) -> None:
    """Raises ChangedMeanwhile when somebody saved since `edition` was read."""
    _must_belong(step.authority, values)
    next_edition(step, edition)
    changes = changed_values(step, **values)
    step.save()
    if changes:
        record(by, "year_step_changed", step, changes=changes)


@transaction.atomic
def remove(step: YearStep, *, by) -> None:
    """Every word of it stands in the authority's history."""
    record(by, "year_step_removed", step.authority, changes={"steg": [_told(step), None]})
    step.delete()


def _told(step: YearStep) -> str:
    days = f"{step.from_day}/{step.from_month}–{step.to_day}/{step.to_month}"
    return f"{step.title}, {step.get_track_display()}, {days}. {step.what}".strip()


def _must_belong(authority: Organisation, values: dict[str, Any]) -> None:
    owner = values.get("owner")
    if owner and owner.authority_id != authority.pk:
        raise ValidationError({"owner": _("Välj en funktion i er egen organisation.")})
