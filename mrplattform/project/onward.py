"""What later rows know of a thing: the measures that answer a finding, a recommendation or a
criterion; the duties that hang on a function, and its handover file."""

from __future__ import annotations

import datetime as dt
from urllib.parse import urlencode

from django.db.models import Model
from django.urls import reverse
from django.utils.translation import gettext as _

from mrplattform.assessments.models import Finding, Round
from mrplattform.core.look import short_date
from mrplattform.core.onward import Onward
from mrplattform.organisations.models import Function, Person
from mrplattform.plans.models import Measure
from mrplattform.plans.rules import can_create_plan
from mrplattform.plans.services.reasons import measures_for
from mrplattform.project import house, rules
from mrplattform.project.erasure import is_erased
from mrplattform.reports.models import Report
from mrplattform.reports.rules import leads
from mrplattform.rights.models import Recommendation, Topic

MOST_SHOWN = 10


def onward(user, thing: Model) -> Onward | None:
    """The measures that the user may see, and the way to a new one for who may make it."""
    if isinstance(thing, Function):
        return carried(user, thing)
    if isinstance(thing, Round):
        return told(user, thing)
    if isinstance(thing, Person):
        return forgotten(user, thing)
    key = reason_key(thing)
    everywhere = []
    if isinstance(thing, Topic):
        everywhere = [
            (_("Allt om ämnet på plattformen"), reverse("project:topic", args=[thing.key]))
        ]
    if not user.is_authenticated or (not key and not everywhere):
        return None
    return Onward(
        title=_("Vad det leder till"),
        empty=_("Ingen insats svarar mot det än."),
        steps=measures(user, key) if key else [],
        more=everywhere,
        action=new_measure(user, key),
    )


def told(user, round: Round) -> Onward | None:
    """The reports on a round that the user may see, and the way to a new one."""
    if not user.is_authenticated or round.is_draft:
        return None
    reports = Report.objects.visible_to(user).filter(round=round)[:MOST_SHOWN]
    address = f"{reverse('reports:report-new')}?{urlencode({'kartlaggning': round.pk})}"
    return Onward(
        title=_("Rapporter"),
        empty=_("Ingen rapport är beslutad än."),
        steps=[
            {
                "title": one.title,
                "address": one.get_absolute_url(),
                "mark": _("Beslutad") if one.is_locked else _("Utkast"),
                "tone": "good" if one.is_locked else "calm",
                "icon": "" if one.is_locked else "doc",
            }
            for one in reports.defer("locked_copy")
        ],
        more=[(_("Alla rapporter"), reverse("reports:reports"))],
        action=(_("Gör en rapport"), address) if leads(user, round.authority_id) else None,
    )


def forgotten(user, person: Person) -> Onward | None:
    """The way to taking the name away, once the person has left."""
    may = user.is_authenticated and person.has_left and rules.can_erase(user, person)
    if not may or is_erased(person):
        return None
    return Onward(
        title=_("När någon har slutat"),
        empty=_("Det personen har gjort finns kvar i funktionens namn."),
        action=(_("Ta bort namnet"), reverse("project:erase", args=[person.pk])),
    )


def carried(user, function: Function) -> Onward | None:
    """What waits in the function, for those who may read its handover file."""
    if not user.is_authenticated or not rules.can_read_handover(user, function):
        return None
    duties = sorted(
        house.duties([function.pk]), key=lambda one: (one.day or dt.date.max, one.title)
    )
    return Onward(
        title=_("Det här ansvarar funktionen för"),
        empty=_("Ingen uppgift väntar just nu."),
        steps=[
            {
                "title": duty.title,
                "address": duty.address,
                "mark": f"{duty.kind}, {short_date(duty.day)}" if duty.day else duty.kind,
                "tone": "calm",
                "icon": "cal" if duty.day else "none",
            }
            for duty in duties[:MOST_SHOWN]
        ],
        more=[
            (_("Överlämningen: allt som hör hit"), reverse("project:handover", args=[function.pk]))
        ],
    )


def reason_key(thing: Model) -> str:
    """How a measure names the thing as its reason; empty when it can be none."""
    if isinstance(thing, Finding):
        return thing.key
    if isinstance(thing, Recommendation):
        return f"recommendation:{thing.key}"
    if isinstance(thing, Topic) and thing.kind == Topic.Kind.CRITERION:
        return f"topic:{thing.key}"
    return ""


def measures(user, key: str) -> list[dict]:
    seen = Measure.objects.visible_to(user).values("pk")
    return [
        {
            "title": one.title,
            "address": one.get_absolute_url(),
            "mark": one.get_state_display(),
            "tone": one.tone,
            "icon": one.icon,
        }
        for one in measures_for(key).filter(pk__in=seen)[:MOST_SHOWN]
    ]


def new_measure(user, key: str) -> tuple[str, str] | None:
    if not key or not can_create_plan(user):
        return None
    return _("Gör till insats"), f"{reverse('plans:measure-new')}?{urlencode({'skal': key})}"
