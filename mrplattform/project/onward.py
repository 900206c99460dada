"""What came of a finding, a recommendation or a criterion: the measures that answer it."""

from __future__ import annotations

from urllib.parse import urlencode

from django.db.models import Model
from django.urls import reverse
from django.utils.translation import gettext as _

from mrplattform.assessments.models import Finding
from mrplattform.core.onward import Onward
from mrplattform.plans.models import Measure
from mrplattform.plans.rules import can_create_plan
from mrplattform.plans.services.reasons import measures_for
from mrplattform.rights.models import Recommendation, Topic

MOST_SHOWN = 10


def onward(user, thing: Model) -> Onward | None:
    """The measures that the user may see, and the way to a new one for who may make it."""
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
