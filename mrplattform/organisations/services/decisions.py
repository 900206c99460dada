"""Register a decision with a locked copy of what it adopted, and the rules for how long it is kept."""

from __future__ import annotations

import datetime as dt
import json

from django.core.exceptions import ValidationError
from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mrplattform.core.history import changed_values, record
from mrplattform.organisations.models import Decision, Organisation, RetentionRule
from mrplattform.organisations.services import words  # noqa: F401 (words names the deeds)

# What an authority starts from. Its own document plan decides; the page lets them change all of it.
DEFAULT_RULES = [
    (gettext_lazy("Beslut, program och planer"), None, RetentionRule.Covers.DECISIONS),
    (gettext_lazy("Nulägesrapporter och bokslut"), None, RetentionRule.Covers.DECISIONS),
    (gettext_lazy("Svar på uppföljningar"), 10, RetentionRule.Covers.ANSWERS),
    (gettext_lazy("Arbetsmaterial"), 2, RetentionRule.Covers.REMOVED),
]


@transaction.atomic
def decide(
    thing=None,
    *,
    body: Organisation,
    day: dt.date,
    title: str,
    wording: str,
    by,
    paragraph: str = "",
    registry_number: str = "",
    copy: dict | None = None,
    copy_file=None,
    access: str = Decision.Access.PUBLIC,
    secrecy_ground: str = "",
    retention: RetentionRule | None = None,
) -> Decision:
    """What the body adopted. `copy` is the adopted thing as data, word for word; from now on
    nothing of it moves. `thing` may be None for a decision about nothing in the platform."""
    if access == Decision.Access.RESTRICTED and not secrecy_ground:
        raise ValidationError(
            {"secrecy_ground": _("Skriv vilken bestämmelse som sekretessen bygger på.")}
        )
    if retention and retention.authority_id != body.authority_id:
        raise ValidationError({"retention": _("Välj en regel i listan.")})
    decision = Decision(
        authority=body.authority,
        body=body,
        day=day,
        paragraph=paragraph,
        registry_number=registry_number,
        title=title,
        wording=wording,
        thing=thing,
        copy=json.loads(json.dumps(copy or {}, cls=DjangoJSONEncoder)),
        copy_file=copy_file,
        access=access,
        secrecy_ground=secrecy_ground,
        retention=retention,
        discard_after=discard_day(retention, day),
    )
    decision.copy_sha256 = decision.seal
    decision.save()
    record(by, "decided", decision)
    return decision


@transaction.atomic
def correct_decision(decision: Decision, *, by, why: str, **values) -> dict:
    """What the registrar learns later (paragraph, registry number), and how long it is kept.
    What was adopted stays locked."""
    changes = changed_values(decision, **values)
    if changes:
        decision.discard_after = discard_day(decision.retention, decision.day)
        decision.save()
        record(by, "corrected", decision, why=why, changes=changes)
    return changes


def verify(decision: Decision) -> bool:
    """Does the copy, read from the database again, still read as at the decision?"""
    return Decision.objects.get(pk=decision.pk).is_unbroken


def discard_day(rule: RetentionRule | None, decided: dt.date) -> dt.date | None:
    """Counted in whole calendar years after the one in which it was decided."""
    if rule is None or rule.years is None:
        return None
    return dt.date(decided.year + rule.years, 12, 31)


def add_default_rules(authority: Organisation) -> None:
    for name, years, covers in DEFAULT_RULES:
        RetentionRule.objects.get_or_create(
            authority=authority, name=str(name), defaults={"years": years, "covers": covers}
        )


@transaction.atomic
def save_rule(
    rule: RetentionRule,
    *,
    name: str,
    years: int | None,
    reference: str,
    by,
    covers: str = RetentionRule.Covers.DECISIONS,
) -> None:
    """A new rule or a changed one. Decisions already made keep the day that was counted then."""
    before = _tell(rule) if rule.pk else None
    rule.name, rule.years, rule.reference, rule.covers = name, years, reference, covers
    rule.save()
    record(by, "rule_changed", rule.authority, changes={"gallringsregel": [before, _tell(rule)]})


@transaction.atomic
def remove_rule(rule: RetentionRule, *, by) -> None:
    if rule.decision_set.exists():
        raise ValidationError(_("Regeln används av beslut. Ändra den i stället."))
    record(by, "rule_changed", rule.authority, changes={"gallringsregel": [_tell(rule), None]})
    rule.delete()


def _tell(rule: RetentionRule) -> str:
    return f"{rule.name}: {rule.time}"
