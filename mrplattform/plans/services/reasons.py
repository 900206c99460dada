"""Why measures are done. The thread is kept as kind, wording and address, so that it can be read
from both ends without a relation to the later app that gave the reason."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from mrplattform.assessments.models import Finding
from mrplattform.core.history import record
from mrplattform.plans.models import Measure, Reason
from mrplattform.plans.services import words  # noqa: F401 (words names the deeds)
from mrplattform.rights.models import Recommendation, Topic

# The field of the form that asks for each kind of thing.
FIELDS = {"finding": "finding", "topic": "criterion", "recommendation": "recommendation"}
ADDRESS_LENGTH: int = Reason._meta.get_field("address").max_length or 0


@dataclass(frozen=True)
class ReasonData:
    """A reason as the app that has it describes it. `key` names the thing: "finding:17",
    "topic:criterion.S4", "recommendation:crc.2015.3"."""

    kind: str
    key: str
    wording: str
    address: str = ""
    # Passed on to the measure, so that it is found under the same words.
    topic_ids: tuple[int, ...] = ()


def from_finding(finding: Finding) -> ReasonData:
    return ReasonData(
        Reason.Kind.FINDING,
        finding.key,
        finding.title,
        finding.get_absolute_url(),
        tuple(topic.pk for topic in finding.topics.all()),
    )


def from_recommendation(recommendation: Recommendation) -> ReasonData:
    return ReasonData(
        Reason.Kind.RECOMMENDATION,
        f"recommendation:{recommendation.key}",
        recommendation.text,
        recommendation.get_absolute_url(),
        tuple(topic.pk for topic in recommendation.topics.all()),
    )


def from_criterion(criterion: Topic) -> ReasonData:
    number = f"{criterion.number} " if criterion.number else ""
    return ReasonData(
        Reason.Kind.CRITERION,
        f"topic:{criterion.key}",
        f"{number}{criterion.name}",
        criterion.get_absolute_url(),
        # Its role comes along.
        tuple(pk for pk in (criterion.pk, criterion.parent_id) if pk),
    )


@transaction.atomic
def add(measure: Measure, reasons: Iterable[ReasonData], *, by) -> list[Reason]:
    """Give the measure reasons; one that it already has is left as it is."""
    added = []
    for data in reasons:
        reason, created = Reason.objects.get_or_create(
            measure=measure,
            key=data.key,
            defaults={
                "kind": data.kind,
                "wording": data.wording,
                "address": data.address if len(data.address) <= ADDRESS_LENGTH else "",
            },
        )
        if created:
            measure.topics.add(*data.topic_ids)
            record(by, "reason_added", measure, changes={_("skäl"): [None, _tell(reason)]})
            added.append(reason)
    return added


@transaction.atomic
def remove(reason: Reason, *, by) -> None:
    record(by, "reason_removed", reason.measure, changes={_("skäl"): [_tell(reason), None]})
    reason.delete()


def chosen_by(keys: Iterable[str]) -> dict[str, str]:
    """{"finding": "17"} of ["finding:17"]: what the form starts with when a page led here."""
    parts = (key.partition(":") for key in keys)
    return {FIELDS[kind]: key for kind, _colon, key in parts if kind in FIELDS}


def measures_for(key: str):
    """The measures that answer this thing ("finding:17"); ask visible_to before showing them."""
    return Measure.objects.filter(reasons__key=key).select_related("responsible__organisation")


def _tell(reason: Reason) -> str:
    return _("%(kind)s: %(wording)s") % {
        "kind": reason.get_kind_display(),
        "wording": reason.wording,
    }
