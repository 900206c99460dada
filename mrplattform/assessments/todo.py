"""What a person should do now with rounds: answer, approve, remind, write down what it means."""

from __future__ import annotations

import datetime as dt

from django.db.models import Count, Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mrplattform.assessments.models import HANDED_IN, Assessment, Round
from mrplattform.core.dates import today
from mrplattform.core.look import short_date
from mrplattform.core.todo import LATE, OTHERS_WAIT, SOME_DAY, SOON, TodoItem
from mrplattform.organisations.models import Role
from mrplattform.questions.models import Answer

State = Assessment.State
SOON_DAYS = 7
# A round that closed longer ago than this is no longer asked about.
FRESH_DAYS = 180
# A list on the start page; the rest stands on the list of rounds.
MOST = 20


def todo(user, on: dt.date | None = None) -> list[TodoItem]:
    on = on or today()
    items = [_answer(one, on) for one in answering(user, on)]
    items += [_approve(one, on) for one in approving(user)]
    for round in _led(user, on):
        items += _lead(round, on)
    return items


def answering(user, on: dt.date | None = None) -> list[Assessment]:
    """What the person's functions have left to answer, with `answered` and `questions`."""
    on = on or today()
    open_now = Q(state=State.DRAFT, round__opens__lte=on, round__closes__gte=on)
    rows = (
        Assessment.objects.filter(open_now | Q(state=State.RETURNED))
        .filter(round__state=Round.State.OPEN, reporter_id__in=user.standing.function_ids)
        .select_related("round__version", "organisation")
        .order_by("round__closes", "pk")[:MOST]
    )
    rows = list(rows)
    sheets = Answer.objects.filter(sheet__in=[one.sheet_id for one in rows]).values_list("sheet")
    answered = dict(sheets.annotate(Count("pk")).order_by()) if rows else {}
    for one in rows:
        one.answered = answered.get(one.sheet_id, 0)
    return rows


def approving(user) -> list[Assessment]:
    """What waits for the person's approval, oldest first."""
    rows = Assessment.objects.filter(
        state=State.SUBMITTED, approver_id__in=user.standing.function_ids
    ).select_related("round", "organisation")
    return list(rows.order_by("submitted_at")[:MOST])


def _led(user, on: dt.date):
    """Rounds of the authorities that the person coordinates, with how they are going."""
    authorities = user.standing.authorities_as(Role.STRATEGIST)
    if not authorities:
        return []
    recent = on - dt.timedelta(days=FRESH_DAYS)
    return (
        Round.objects.filter(authority__in=authorities, closes__gte=recent)
        .annotate(
            units=Count("assessments", distinct=True),
            handed_in=Count(
                "assessments", filter=Q(assessments__state__in=HANDED_IN), distinct=True
            ),
            written=Count("findings", filter=Q(findings__removed_at__isnull=True), distinct=True),
        )
        .order_by("closes")[:MOST]
    )


def _answer(one: Assessment, on: dt.date) -> TodoItem:
    unit = one.organisation.name
    if one.state == State.RETURNED:
        return TodoItem(
            _("Rätta svaren i %s") % one.round.title,
            one.get_absolute_url(),
            due=_("Återlämnat"),
            tone="watch",
            detail=_("%(unit)s: %(why)s") % {"unit": unit, "why": one.returned_why},
            order=OTHERS_WAIT,
        )
    left = (one.round.closes - on).days
    words = {"unit": unit, "count": one.answered}
    detail = ngettext(
        "%(unit)s. Ett svar är sparat.", "%(unit)s. %(count)d svar är sparade.", one.answered
    )
    return TodoItem(
        _("Svara på %s") % one.round.title,
        one.get_absolute_url(),
        due=one.round.closes,
        tone="watch" if left <= SOON_DAYS else "calm",
        detail=detail % words if one.answered else _("%s har inte börjat svara.") % unit,
        order=LATE if left <= SOON_DAYS else SOON,
    )


def _approve(one: Assessment, on: dt.date) -> TodoItem:
    return TodoItem(
        _("Godkänn svar från %s") % one.organisation.name,
        one.review_url,
        due=_("Inkom %s") % short_date(one.submitted_at),
        detail=one.round.title,
        order=OTHERS_WAIT,
    )


def _lead(round: Round, on: dt.date) -> list[TodoItem]:
    """For who coordinates: open the draft, remind, close, write findings."""
    if round.is_draft:
        return [
            TodoItem(
                _("Öppna kartläggningen %s") % round.title,
                round.get_absolute_url(),
                due=round.opens,
                tone="watch" if round.opens < on else "calm",
                detail=_("Den är ett utkast och ingen har fått den än."),
                order=SOON if round.opens <= on else SOME_DAY,
            )
        ]
    if round.state == Round.State.OPEN:
        return _follow(round, on)
    if not round.written:
        return [
            TodoItem(
                _("Skriv slutsatser av %s") % round.title,
                round.results_url,
                detail=_("Kartläggningen är stängd. Vad betyder svaren?"),
                order=SOME_DAY,
            )
        ]
    return []


def _follow(round: Round, on: dt.date) -> list[TodoItem]:
    left = (round.closes - on).days
    waiting = round.units - round.handed_in
    if not waiting or left < 0:
        return [
            TodoItem(
                _("Stäng %s") % round.title,
                round.get_absolute_url(),
                due=round.closes,
                detail=_("Alla har skickat in.")
                if not waiting
                else _("Slutdagen har passerat. Stäng, eller flytta slutdagen."),
                order=SOON,
            )
        ]
    if left > SOON_DAYS:
        return []
    title = ngettext(
        "En enhet har inte skickat in svar", "%(count)d enheter har inte skickat in svar", waiting
    )
    return [
        TodoItem(
            title % {"count": waiting},
            round.get_absolute_url(),
            due=round.closes,
            tone="watch",
            detail=_("%(round)s stänger %(day)s. Påminn dem med ett tryck.")
            % {"round": round.title, "day": short_date(round.closes)},
            order=LATE,
        )
    ]
