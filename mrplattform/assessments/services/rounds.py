"""Opening a round, and following it to its close. Preparing it: services/preparing.py."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mrplattform.assessments.models import AskedUnit, Assessment, Round
from mrplattform.assessments.services import letters, links, live, tickets
from mrplattform.assessments.services.errors import NotReady, WrongState
from mrplattform.assessments.services.preparing import (
    Choice,
    change_round,
    choose_units,
    create_round,
    held,
    leave_out,
    only,
    reasons_not_to_open,
)
from mrplattform.core.dates import today
from mrplattform.core.history import VERBS, change, record, record_many
from mrplattform.organisations.models import Function
from mrplattform.questions.services.sheets import open_sheets

__all__ = [
    "Choice",
    "add_unit",
    "change_functions",
    "change_round",
    "choose_units",
    "close",
    "create_round",
    "draft_again",
    "extend",
    "extend_one",
    "held",
    "leave_out",
    "open_round",
    "plan",
    "reasons_not_to_open",
    "remind",
    "reopen",
    "share",
]

VERBS.update(
    round_planned=gettext_lazy("lät kartläggningen öppna av sig själv"),
    round_draft_again=gettext_lazy("gjorde kartläggningen till utkast igen"),
    round_opened=gettext_lazy("öppnade kartläggningen"),
    round_extended=gettext_lazy("flyttade slutdagen"),
    round_closed=gettext_lazy("stängde kartläggningen"),
    round_reopened=gettext_lazy("öppnade kartläggningen igen"),
    round_reminded=gettext_lazy("påminde dem som inte har skickat in"),
    unit_added=gettext_lazy("lade till en enhet"),
    assessment_opened=gettext_lazy("bjöd in enheten att svara"),
    assessment_extended=gettext_lazy("gav enheten mer tid"),
    assessment_functions_changed=gettext_lazy("bytte uppgiftslämnare eller godkännare"),
    answers_shared=gettext_lazy("delade svaren med de andra som svarar"),
    answers_withdrawn=gettext_lazy("slutade dela svaren"),
)
State = Round.State


# --- Opening, closing ------------------------------------------------------------------------


@transaction.atomic
def plan(round: Round, *, by) -> Round:
    """Let the round open by itself on its day (services/due.py)."""
    current = held(round)
    only(current, State.DRAFT)
    reasons = reasons_not_to_open(current)
    if current.kind == Round.Kind.LIVE:
        reasons.append(_("Ett möte öppnar du själv när alla är på plats."))
    if current.opens <= today():
        reasons.append(_("Dagen då kartläggningen öppnar är redan här. Öppna den nu."))
    if reasons:
        raise NotReady(reasons)
    change(by, "round_planned", current, state=State.PLANNED)
    return current


@transaction.atomic
def draft_again(round: Round, *, by) -> Round:
    """It no longer opens by itself, and can be changed."""
    current = held(round)
    only(current, State.PLANNED)
    change(by, "round_draft_again", current, state=State.DRAFT)
    return current


@transaction.atomic
def open_round(round: Round, *, by, on: dt.date | None = None) -> Round:
    """Give every chosen unit its sheet, or tickets where nobody answers by name, and queue the
    invitations."""
    on = on or today()
    current = held(round)
    only(current, *Round.UNOPENED)
    if reasons := reasons_not_to_open(current):
        raise NotReady(reasons)
    asked = current.asked.select_related("organisation", "reporter", "approver")
    # Opened before its first day, it opens that day instead.
    change(by, "round_opened", current, state=State.OPEN, opens=min(current.opens, on))
    if current.kind == Round.Kind.LIVE:
        live.begin(current, by=by)
    elif current.kind == Round.Kind.ANONYMOUS:
        tickets.issue(current, asked.order_by("pk"), by=by)
    else:
        _ask(current, asked.order_by("pk"), by=by)
        letters.queue_invitations(current, by=by)
    current.asked.all().delete()
    return current


@transaction.atomic
def add_unit(round: Round, choice: Choice, *, by) -> Assessment:
    """Ask one more unit while the round is open."""
    current = held(round)
    only(current, State.OPEN)
    if not (choice.reporter or choice.email):
        raise NotReady([_("Välj vem som svarar.")])
    if current.needs_approval and not choice.approver:
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
    only(current, State.OPEN)
    _move_last_day(current, closes, by=by, why=why)
    return current


@transaction.atomic
def extend_one(assessment: Assessment, closes: dt.date, *, by, why: str) -> Assessment:
    """More time for one unit; it is told, with the reason."""
    only(held(assessment.round), State.OPEN)
    if change(by, "assessment_extended", assessment, why=why, closes=closes):
        links.prolong([assessment])
        letters.tell_extended(assessment, why=why)
    return assessment


@transaction.atomic
def close(round: Round, *, by) -> Round:
    """No more answers. What was not handed in stays as it is, and shows as such."""
    current = _move(round, State.CLOSED, "round_closed", by=by)
    if current.kind == Round.Kind.LIVE:
        live.end(current, by=by)
    elif current.kind == Round.Kind.ANONYMOUS:
        tickets.close(current)
    return current


@transaction.atomic
def reopen(round: Round, *, by, why: str, closes: dt.date) -> Round:
    current = _move(round, State.OPEN, "round_reopened", by=by, why=why)
    _move_last_day(current, closes, by=by)
    return current


@transaction.atomic
def remind(
    round: Round, *, by, on: dt.date | None = None, only_these: Collection[int] | None = None
) -> int:
    """Remind those who have not handed in and were not reminded today, all or some of them by the
    numbers of their assessments. Gives how many they are."""
    on = on or today()
    current = held(round)
    only(current, State.OPEN)
    left = letters.to_remind(current, on, only_these)
    if left:
        record(by, "round_reminded", current, changes={"reminded": ["", len(left)]})
        letters.queue_reminders(current, left, by=by, on=on)
    return len(left)


# --- One unit --------------------------------------------------------------------------------


@transaction.atomic
def change_functions(
    assessment: Assessment, *, reporter: Function | None, approver: Function, by, email: str = ""
) -> Assessment:
    """Let others answer or approve; what is done stays as it is. With an address instead of a
    function, a personal link is mailed to it."""
    values = {"reporter": reporter, "approver": approver}
    change(by, "assessment_functions_changed", assessment, **values)
    known = links.addresses([assessment]).get(assessment.pk, "")
    if reporter and known:
        _take_back(assessment, by=by)
    elif not reporter and email.lower() != known:
        _take_back(assessment, by=by)
        letters.invite_another(assessment, email, by=by)
    return assessment


@transaction.atomic
def share(assessment: Assessment, shared: bool, *, by) -> Assessment:
    """Over the country: the authority lets the others who answer see its answers, or no longer."""
    verb = "answers_shared" if shared else "answers_withdrawn"
    change(by, verb, assessment, shared=shared)
    return assessment


def _take_back(assessment: Assessment, *, by) -> None:
    for link in assessment.links.filter(partial=False, revoked_at__isnull=True):
        links.revoke(link, by=by)


# --- Steps -----------------------------------------------------------------------------------


def _move(round: Round, state: str, verb: str, *, by, why: str = "") -> Round:
    current = held(round)
    if not current.may_become(state):
        raise WrongState(current)
    change(by, verb, current, why=why, state=state)
    return current


def _move_last_day(round: Round, closes: dt.date, *, by, why: str = "") -> None:
    change(by, "round_extended", round, why=why, closes=closes)
    by_link = round.assessments.filter(links__isnull=False).select_related("round")
    links.prolong(by_link.distinct())


def _ask(round: Round, choices: Iterable[AskedUnit | Choice], *, by) -> list[Assessment]:
    """A sheet and an assessment each, in a few inserts however many they are. Who answers by a
    personal link is written to at once: its secret is kept nowhere."""
    choices = list(choices)
    units = [one.organisation for one in choices]
    day = round.period_ends or round.opens  # what the answers tell of
    sheets = open_sheets(round.version, units, day, by=by, left_out=round.left_out)
    assessments = Assessment.objects.bulk_create(
        [
            Assessment(
                round=round,
                authority_id=one.organisation.authority_id,
                organisation=one.organisation,
                sheet=sheet,
                reporter=one.reporter,
                # Where nobody approves, who leads the round reads what comes in.
                approver=one.approver if round.needs_approval else round.owner,
            )
            for one, sheet in zip(choices, sheets, strict=True)
        ],
        batch_size=500,
    )
    emails = {
        assessment: one.email
        for one, assessment in zip(choices, assessments, strict=True)
        if one.email and not one.reporter
    }
    invited = {one.pk: {"email": ["", email]} for one, email in emails.items()}
    record_many(by, "assessment_opened", assessments, changes=lambda one: invited.get(one.pk))
    letters.invite_by_link(emails, by=by)
    return assessments
