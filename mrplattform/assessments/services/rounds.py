"""Preparing a round, opening it, and following it to its close."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mrplattform.assessments.models import AskedUnit, Assessment, Round
from mrplattform.assessments.services import letters
from mrplattform.assessments.services.errors import NotReady, WrongState
from mrplattform.core.dates import today
from mrplattform.core.history import VERBS, change, changed_values, record, record_many
from mrplattform.organisations.models import Function, Organisation
from mrplattform.organisations.services.editions import ChangedMeanwhile
from mrplattform.questions.models import FrameworkVersion
from mrplattform.questions.services.sheets import open_sheets

VERBS.update(
    round_created=gettext_lazy("förberedde kartläggningen"),
    round_changed=gettext_lazy("ändrade kartläggningen"),
    round_units_chosen=gettext_lazy("valde enheter"),
    round_opened=gettext_lazy("öppnade kartläggningen"),
    round_extended=gettext_lazy("flyttade slutdagen"),
    round_closed=gettext_lazy("stängde kartläggningen"),
    round_reopened=gettext_lazy("öppnade kartläggningen igen"),
    round_reminded=gettext_lazy("påminde dem som inte har skickat in"),
    unit_added=gettext_lazy("lade till en enhet"),
    assessment_opened=gettext_lazy("bjöd in enheten att svara"),
    assessment_functions_changed=gettext_lazy("bytte uppgiftslämnare eller godkännare"),
)
# More than this and the history tells only how many units were chosen.
NAMES_IN_HISTORY = 50


@dataclass(frozen=True)
class Choice:
    """A unit that a round asks, with the functions that answer and approve for it."""

    organisation: Organisation
    reporter: Function | None
    approver: Function | None


# --- Preparing -------------------------------------------------------------------------------


@transaction.atomic
def create_round(authority: Organisation, *, by, owner: Function, **values) -> Round:
    """A draft. Its values are version, title, purpose, opens, closes and circle."""
    round = Round.objects.create(authority=authority, owner=owner, **values)
    record(by, "round_created", round)
    return round


@transaction.atomic
def change_round(round: Round, *, edition: int, by, **values) -> Round:
    """Change what the draft says. Who saves on top of another's edition is asked to choose."""
    current = held(round)
    _only(current, Round.State.DRAFT)
    if current.edition != edition:
        raise ChangedMeanwhile(current)
    changes = changed_values(current, **values)
    if changes:
        current.edition += 1
        current.save()
        record(by, "round_changed", current, changes=changes)
    return current


@transaction.atomic
def choose_units(round: Round, choices: Iterable[Choice], *, by) -> None:
    """Say which units the draft will ask; earlier choices are replaced."""
    current = held(round)
    _only(current, Round.State.DRAFT)
    choices = list(choices)
    before = _names(current.asked.values_list("organisation__name", flat=True))
    current.asked.all().delete()
    AskedUnit.objects.bulk_create(
        [
            AskedUnit(
                round=current,
                organisation=choice.organisation,
                reporter=choice.reporter,
                approver=choice.approver,
            )
            for choice in choices
        ],
        batch_size=500,
    )
    after = _names(choice.organisation.name for choice in choices)
    if after != before:
        record(by, "round_units_chosen", current, changes={"units": [before, after]})


def reasons_not_to_open(round: Round) -> list[str]:
    """What must be put right before the round can open, in words for the strategist."""
    asked = list(round.asked.select_related("organisation"))
    reasons = []
    if not asked:
        reasons.append(_("Välj minst en enhet."))
    if round.closes < today():
        reasons.append(_("Slutdagen har passerat. Välj en senare dag."))
    if round.version.state != FrameworkVersion.State.PUBLISHED:
        reasons.append(_("Frågorna är inte publicerade längre. Välj en annan version."))
    for one in asked:
        if not one.reporter_id:
            reasons.append(_("%s saknar uppgiftslämnare.") % one.organisation.name)
        if not one.approver_id:
            reasons.append(_("%s saknar chef som godkänner.") % one.organisation.name)
    return reasons


# --- Opening, closing ------------------------------------------------------------------------


@transaction.atomic
def open_round(round: Round, *, by, on: dt.date | None = None) -> Round:
    """Give every chosen unit its sheet, and queue the invitations."""
    on = on or today()
    current = held(round)
    _only(current, Round.State.DRAFT)
    if reasons := reasons_not_to_open(current):
        raise NotReady(reasons)
    asked = current.asked.select_related("organisation", "reporter", "approver")
    # Opened before its first day, it opens that day instead.
    change(by, "round_opened", current, state=Round.State.OPEN, opens=min(current.opens, on))
    _ask(current, asked.order_by("pk"), by=by)
    current.asked.all().delete()
    letters.queue_invitations(current, by=by)
    return current


@transaction.atomic
def add_unit(round: Round, choice: Choice, *, by) -> Assessment:
    """Ask one more unit while the round is open."""
    current = held(round)
    _only(current, Round.State.OPEN)
    if not (choice.reporter and choice.approver):
        raise NotReady([_("Välj både uppgiftslämnare och chef som godkänner.")])
    if current.assessments.filter(organisation=choice.organisation).exists():
        raise NotReady([_("%s är redan med i kartläggningen.") % choice.organisation.name])
    assessment = _ask(current, [choice], by=by)[0]
    record(by, "unit_added", current, changes={"units": ["", choice.organisation.name]})
    letters.queue_invitations(current, by=by, what=f"unit:{assessment.pk}")
    return assessment


@transaction.atomic
def extend(round: Round, closes: dt.date, *, by, why: str = "") -> Round:
    current = held(round)
    _only(current, Round.State.OPEN)
    change(by, "round_extended", current, why=why, closes=closes)
    return current


@transaction.atomic
def close(round: Round, *, by) -> Round:
    """No more answers. What was not handed in stays as it is, and shows as such."""
    return _move(round, Round.State.CLOSED, "round_closed", by=by)


@transaction.atomic
def reopen(round: Round, *, by, why: str, closes: dt.date) -> Round:
    current = _move(round, Round.State.OPEN, "round_reopened", by=by, why=why)
    change(by, "round_extended", current, closes=closes)
    return current


@transaction.atomic
def change_functions(
    assessment: Assessment, *, reporter: Function, approver: Function, by
) -> Assessment:
    """Let other functions answer or approve; what is done stays as it is."""
    change(by, "assessment_functions_changed", assessment, reporter=reporter, approver=approver)
    return assessment


@transaction.atomic
def remind(round: Round, *, by, on: dt.date | None = None) -> int:
    """Remind all who have not handed in and were not reminded today. Gives how many they are."""
    on = on or today()
    current = held(round)
    _only(current, Round.State.OPEN)
    count = len(letters.to_remind(current, on))
    if count:
        record(by, "round_reminded", current, changes={"reminded": ["", count]})
        letters.queue_reminders(current, by=by, on=on)
    return count


# --- Steps -----------------------------------------------------------------------------------


def held(round: Round) -> Round:
    """The round as it stands now, held until the transaction ends."""
    return Round.objects.select_for_update(of=("self",)).select_related("version").get(pk=round.pk)


def _only(round: Round, state: str) -> None:
    if round.state != state:
        raise WrongState(round)


def _move(round: Round, state: str, verb: str, *, by, why: str = "") -> Round:
    current = held(round)
    if not current.may_become(state):
        raise WrongState(current)
    change(by, verb, current, why=why, state=state)
    return current


def _ask(round: Round, choices: Iterable[AskedUnit | Choice], *, by) -> list[Assessment]:
    """A sheet and an assessment each, in a few inserts however many they are."""
    choices = list(choices)
    sheets = open_sheets(round.version, [one.organisation for one in choices], round.opens, by=by)
    assessments = Assessment.objects.bulk_create(
        [
            Assessment(
                round=round,
                authority_id=round.authority_id,
                organisation=one.organisation,
                sheet=sheet,
                reporter=one.reporter,
                approver=one.approver,
            )
            for one, sheet in zip(choices, sheets, strict=True)
        ],
        batch_size=500,
    )
    record_many(by, "assessment_opened", assessments)
    return assessments


def _names(names: Iterable[str]) -> str:
    names = sorted(names)
    if len(names) > NAMES_IN_HISTORY:
        return _("%d enheter") % len(names)
    return ", ".join(names)
