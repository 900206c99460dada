"""Preparing a round: what it asks, when, whom, and which questions each kind of unit is asked."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from mrplattform.assessments.models import AskedUnit, Round
from mrplattform.assessments.services.errors import WrongState
from mrplattform.core.dates import today
from mrplattform.core.history import VERBS, changed_values, record
from mrplattform.organisations.models import Function, Organisation
from mrplattform.organisations.services.editions import ChangedMeanwhile
from mrplattform.questions.models import FrameworkVersion

VERBS.update(
    round_created=gettext_lazy("förberedde kartläggningen"),
    round_changed=gettext_lazy("ändrade kartläggningen"),
    round_units_chosen=gettext_lazy("valde enheter"),
    round_questions_chosen=gettext_lazy("valde frågor för varje slag av enhet"),
)
# More than this and the history tells only how many units were chosen.
NAMES_IN_HISTORY = 50
# More units than this with the same lack are told in one line.
TOLD_ONE_BY_ONE = 5


@dataclass(frozen=True)
class Choice:
    """A unit that a round asks: the functions that answer and approve for it, or an address for
    who has no account; without names addresses, one a line, and a number of codes to print."""

    organisation: Organisation
    reporter: Function | None = None
    approver: Function | None = None
    email: str = ""
    emails: str = ""
    codes: int = 0


@transaction.atomic
def create_round(authority: Organisation, *, by, owner: Function, **values) -> Round:
    """A draft. Its values are those of the form."""
    round = Round.objects.create(authority=authority, owner=owner, **values)
    record(by, "round_created", round)
    return round


@transaction.atomic
def change_round(round: Round, *, edition: int, by, **values) -> Round:
    """Change what the draft says. Who saves on top of another's edition is asked to choose."""
    current = held(round)
    only(current, Round.State.DRAFT)
    if current.edition != edition:
        raise ChangedMeanwhile(current)
    changes = changed_values(current, **values)
    if "version" in changes:
        current.left_out = _still_there(current)
    if "reach" in changes:
        current.asked.all().delete()
    if changes:
        current.edition += 1
        current.save()
        record(by, "round_changed", current, changes=changes)
    return current


@transaction.atomic
def leave_out(round: Round, left_out: dict[str, list[str]], *, edition: int, by) -> Round:
    """Say which questions each kind of unit is not asked."""
    current = held(round)
    only(current, Round.State.DRAFT)
    if current.edition != edition:
        raise ChangedMeanwhile(current)
    if current.left_out != left_out:
        told = [left_out_words(current.left_out), left_out_words(left_out)]
        current.left_out = left_out
        current.edition += 1
        current.save(update_fields=["left_out", "edition"])
        record(by, "round_questions_chosen", current, changes={"questions": told})
    return current


def left_out_words(left_out: dict[str, list[str]]) -> str:
    """'Enhet: alla utom 3 frågor', by kind."""
    return "; ".join(
        ngettext("%(kind)s: alla utom en fråga", "%(kind)s: alla utom %(count)d frågor", len(keys))
        % {"kind": Organisation.Kind(kind).label, "count": len(keys)}
        for kind, keys in left_out.items()
    )


def _still_there(round: Round) -> dict[str, list[str]]:
    """What is left out, of the questions that the chosen version has."""
    there = set(round.version.questions.values_list("key", flat=True))
    kept = {kind: [key for key in keys if key in there] for kind, keys in round.left_out.items()}
    return {kind: keys for kind, keys in kept.items() if keys}


@transaction.atomic
def choose_units(
    round: Round, choices: Iterable[Choice], *, by, among: Collection[int] | None = None
) -> None:
    """Say which units the draft will ask; earlier choices are replaced, all of them or those of
    the units in `among`: a page at a time."""
    current = held(round)
    only(current, Round.State.DRAFT)
    choices = list(choices)
    before = _names(current.asked.values_list("organisation__name", flat=True))
    replaced = current.asked.all()
    if among is not None:
        replaced = replaced.filter(organisation__in=among)
    replaced.delete()
    AskedUnit.objects.bulk_create(
        [AskedUnit(round=current, **vars(choice)) for choice in choices], batch_size=500
    )
    after = _names(current.asked.values_list("organisation__name", flat=True))
    if after != before:
        record(by, "round_units_chosen", current, changes={"units": [before, after]})


# --- What is missing -------------------------------------------------------------------------


def reasons_not_to_open(round: Round) -> list[str]:
    """What must be put right before the round can open, in words for the strategist."""
    reasons = []
    if round.closes < today():
        reasons.append(_("Slutdagen har passerat. Välj en senare dag."))
    if round.version.state != FrameworkVersion.State.PUBLISHED:
        reasons.append(_("Frågorna är inte publicerade längre. Välj en annan version."))
    if round.kind == Round.Kind.LIVE:
        return reasons  # whoever is in the room answers
    asked = list(round.asked.select_related("organisation"))
    if not asked:
        reasons.insert(0, _("Välj minst en enhet."))
    return reasons + _lacks(round, asked)


def _lacks(round: Round, asked: list[AskedUnit]) -> list[str]:
    if round.is_anonymous:
        lacking = [one for one in asked if not one.emails and not one.codes]
        return _told(lacking, _("%s saknar både adresser och koder."))
    unanswered = [one for one in asked if not one.reporter_id and not one.email]
    unapproved = [one for one in asked if round.needs_approval and not one.approver_id]
    return [
        *_told(unanswered, _("%s saknar uppgiftslämnare.")),
        *_told(unapproved, _("%s saknar chef som godkänner.")),
    ]


def _told(lacking: list[AskedUnit], words: str) -> list[str]:
    names = [one.organisation.name for one in lacking]
    if len(names) <= TOLD_ONE_BY_ONE:
        return [words % name for name in names]
    some = ", ".join(names[:TOLD_ONE_BY_ONE])
    more = _("%(names)s och %(count)d till") % {
        "names": some,
        "count": len(names) - TOLD_ONE_BY_ONE,
    }
    return [words % more]


# --- Steps -----------------------------------------------------------------------------------


def held(round: Round) -> Round:
    """The round as it stands now, held until the transaction ends."""
    rows = Round.objects.select_for_update(of=("self",)).select_related("version", "owner")
    return rows.get(pk=round.pk)


def only(round: Round, *states: str) -> None:
    if round.state not in states:
        raise WrongState(round)


def _names(names: Iterable[str]) -> str:
    names = sorted(names)
    if len(names) > NAMES_IN_HISTORY:
        return _("%d enheter") % len(names)
    return ", ".join(names)
