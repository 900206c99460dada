"""What a person should do now with rounds: answer, approve, remind, write down what it means."""

from __future__ import annotations

import datetime as dt

from django.db.models import Count, Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mrplattform.assessments.coded import Left, left_to_read
from mrplattform.assessments.models import HANDED_IN, LEADERS, Assessment, Portion, Round
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
    items = [_missed(one) if is_late(one, on) else _answer(one, on) for one in unfinished(user, on)]
    items += [_portion(one) for one in portions(user, on)]
    items += [_approve(one, on) for one in approving(user)]
    for round in _led(user, on):
        items += _lead(round, on)
    items += [_read(one) for one in left_to_read(user.standing.function_ids)[:MOST]]
    return items


def answering(user, on: dt.date | None = None) -> list[Assessment]:
    """What the person's functions can still answer, with `answered`."""
    on = on or today()
    return [one for one in unfinished(user, on) if not is_late(one, on)]


def unfinished(user, on: dt.date) -> list[Assessment]:
    """What the person's functions have left to answer, late or not, with `answered`."""
    rows = (
        Assessment.objects.filter(state__in=[State.DRAFT, State.RETURNED])
        .filter(round__state=Round.State.OPEN, round__opens__lte=on)
        .filter(reporter_id__in=user.standing.function_ids)
        .select_related("round__version", "organisation")
        .order_by("round__closes", "pk")[:MOST]
    )
    rows = list(rows)
    sheets = Answer.objects.filter(sheet__in=[one.sheet_id for one in rows]).values_list("sheet")
    answered = dict(sheets.annotate(Count("pk")).order_by()) if rows else {}
    for one in rows:
        one.answered = answered.get(one.sheet_id, 0)
    return rows


def is_late(one: Assessment, on: dt.date) -> bool:
    """Its own last day has passed. What was returned may be put right all the same."""
    return one.state == State.DRAFT and one.last_day < on


def portions(user, on: dt.date | None = None) -> list[Portion]:
    """The sections that a colleague has given to the person and that she has not said are ready."""
    on = on or today()
    in_time = Q(assessment__round__closes__gte=on) | Q(assessment__closes__gte=on)
    answerable = Q(in_time, assessment__state=State.DRAFT)
    rows = Portion.objects.of(user).filter(
        answerable | Q(assessment__state=State.RETURNED),
        assessment__round__state=Round.State.OPEN,
        done_at__isnull=True,
    )
    rows = rows.select_related("section", "assessment__round", "assessment__organisation")
    return list(rows.order_by("assessment__round__closes", "pk")[:MOST])


def approving(user) -> list[Assessment]:
    """What waits for the person's approval, oldest first."""
    rows = Assessment.objects.filter(
        state=State.SUBMITTED,
        approver_id__in=user.standing.function_ids,
        round__needs_approval=True,
    ).select_related("round", "organisation")
    return list(rows.order_by("submitted_at")[:MOST])


def _led(user, on: dt.date):
    """Rounds that the person leads, with how they are going."""
    standing = user.standing
    own = standing.authorities_as(*LEADERS)
    country = standing.authorities_as(Role.NATIONAL_COORDINATOR)
    if not own:
        return []
    recent = on - dt.timedelta(days=FRESH_DAYS)
    led = Q(authority__in=own, reach=Round.Reach.OWN)
    led |= Q(authority__in=country, reach=Round.Reach.COUNTRY)
    return (
        Round.objects.filter(led, closes__gte=recent)
        .annotate(
            units=Count("assessments", distinct=True),
            handed_in=Count(
                "assessments", filter=Q(assessments__state__in=HANDED_IN), distinct=True
            ),
            given_more=Count("assessments", filter=Q(assessments__closes__gte=on), distinct=True),
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
    left = (one.last_day - on).days
    words = {"unit": unit, "count": one.answered}
    detail = ngettext(
        "%(unit)s. Ett svar är sparat.", "%(unit)s. %(count)d svar är sparade.", one.answered
    )
    return TodoItem(
        _("Svara på %s") % one.round.title,
        one.get_absolute_url(),
        due=one.last_day,
        tone="watch" if left <= SOON_DAYS else "calm",
        detail=detail % words if one.answered else _("%s har inte börjat svara.") % unit,
        order=LATE if left <= SOON_DAYS else SOON,
    )


def _missed(one: Assessment) -> TodoItem:
    return TodoItem(
        _("Svaren på %s är sena") % one.round.title,
        one.get_absolute_url(),
        due=one.last_day,
        tone="stop",
        detail=_("%s har inte skickat in. Be den som frågar om mer tid.") % one.organisation.name,
        order=LATE,
    )


def _portion(one: Portion) -> TodoItem:
    assessment = one.assessment
    words = {"section": one.section.title, "round": assessment.round.title}
    return TodoItem(
        _("Svara på avsnittet %(section)s i %(round)s") % words,
        assessment.get_absolute_url(),
        due=assessment.last_day,
        detail=one.note or assessment.organisation.name,
        order=OTHERS_WAIT,
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
    if round.state == Round.State.PLANNED:
        return _planned(round, on)
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


def _planned(round: Round, on: dt.date) -> list[TodoItem]:
    """It opens by itself; when it did not, something is missing."""
    if round.opens >= on:
        return []
    return [
        TodoItem(
            _("%s kunde inte öppna") % round.title,
            round.get_absolute_url(),
            due=round.opens,
            tone="stop",
            detail=_("Något saknas. Kartläggningens sida säger vad."),
            order=LATE,
        )
    ]


def _follow(round: Round, on: dt.date) -> list[TodoItem]:
    left = (round.closes - on).days
    waiting = round.units - round.handed_in
    if left < 0 and (round.closes_by_itself or round.given_more):
        return []
    if left < 0 or (not waiting and not round.is_anonymous):
        return [
            TodoItem(
                _("Stäng %s") % round.title,
                round.get_absolute_url(),
                due=round.closes,
                detail=_("Alla har skickat in.")
                if not waiting and not round.is_anonymous
                else _("Slutdagen har passerat. Stäng, eller flytta slutdagen."),
                order=SOON,
            )
        ]
    if left > SOON_DAYS or not waiting:
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


def _read(one: Left) -> TodoItem:
    title = ngettext("Läs en text", "Läs %(count)d texter", one.count) % {"count": one.count}
    return TodoItem(title, one.coding.get_absolute_url(), detail=one.coding.title, order=SOME_DAY)
