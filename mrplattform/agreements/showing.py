"""An agreement as its pages and its files tell it: read once, in a constant number of questions."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from django.db.models import Prefetch
from django.utils.translation import gettext as _

from mrplattform.agreements import clock
from mrplattform.agreements.models import Agreement, Due, Obligation, Paper, Party, Stage
from mrplattform.agreements.picture import picture
from mrplattform.core.look import short_date


def rule_words(obligation: Obligation) -> str:
    """How we count the days, in words; the day itself for a single day."""
    if obligation.clock == Obligation.Clock.DAY:
        return _("senast %(day)s") % {"day": short_date(obligation.day)}
    anchor = obligation.anchor.title if obligation.anchor else ""
    return clock.in_words(obligation, anchor, str(obligation.get_month_display() or ""))


@dataclass(frozen=True)
class DueShown:
    """One delivery with how it stands, in words with a tone and a sign beside."""

    due: Due

    @property
    def _state(self) -> tuple[str, str, str]:
        """Words, tone, icon."""
        due = self.due
        if due.received_on:
            return _("Mottaget %(day)s") % {"day": short_date(due.received_on)}, "good", "check"
        if due.delivered_on:
            words = _("Lämnat %(day)s") % {"day": short_date(due.delivered_on)}
            if due.is_late():
                return f"{words}, {_('efter utsatt dag')}", "watch", ""
            return words, "good", "check"
        if not due.day:
            return _("Ingen dag satt"), "calm", "none"
        words = _("Senast %(day)s") % {"day": short_date(due.day)}
        if not due.obligation.agreement.is_followed:
            return words, "calm", "cal"
        if due.is_late():
            return _("Skulle ha lämnats %(day)s") % {"day": short_date(due.day)}, "stop", ""
        return words, "watch" if due.is_soon() else "calm", "cal"

    @property
    def words(self) -> str:
        return self._state[0]

    @property
    def tone(self) -> str:
        return self._state[1]

    @property
    def icon(self) -> str:
        return self._state[2]


@dataclass(frozen=True)
class ObligationShown:
    obligation: Obligation
    rule: str
    dues: list[DueShown]

    @property
    def waits_for(self) -> list[Obligation]:
        """What it waits for that is not delivered."""
        return [
            other
            for other in self.obligation.waits_for.all()
            if other.removed_at is None
            and any(due.delivered_on is None for due in other.dues.all())
        ]


@dataclass(frozen=True)
class Link:
    """Another agreement in the chain, and how the two belong together."""

    agreement: Agreement
    words: str


class Whole:
    """Everything that stands in one agreement, as one person may see it."""

    def __init__(self, agreement: Agreement, user):
        self.agreement = agreement
        self.user = user

    @cached_property
    def parties(self) -> list[Party]:
        return list(self.agreement.parties.current().select_related("organisation"))

    @cached_property
    def stages(self) -> list[Stage]:
        return list(self.agreement.stages.current())

    @cached_property
    def papers(self) -> list[Paper]:
        return list(self.agreement.papers.current().select_related("file"))

    @cached_property
    def obligations(self) -> list[ObligationShown]:
        rows = (
            self.agreement.obligations.current()
            .select_related("party", "stage", "owner__organisation", "anchor")
            .prefetch_related(
                Prefetch("dues", Due.objects.order_by("year")), "waits_for", "waits_for__dues"
            )
        )
        shown = []
        for one in rows:
            one.agreement = self.agreement
            for due in one.dues.all():
                due.obligation = one
            shown.append(
                ObligationShown(one, rule_words(one), [DueShown(due) for due in one.dues.all()])
            )
        return sorted(shown, key=_by_day)

    @property
    def dues(self) -> list[Due]:
        return [shown.due for one in self.obligations for shown in one.dues]

    @cached_property
    def picture(self):
        return picture(self.agreement, self.dues)

    @cached_property
    def chain(self) -> list[Link]:
        """What it builds on and what builds on it, the earliest first, as far as one may see."""
        seen = Agreement.objects.visible_to(self.user)
        before: list[Link] = []
        earlier = self.agreement
        while earlier.follows_id and len(before) < 20:
            found = seen.filter(pk=earlier.follows_id).select_related("follows").first()
            if not found:
                break
            before.append(Link(found, earlier.get_relation_display()))
            earlier = found
        after = [
            Link(one, one.get_relation_display())
            for one in seen.filter(follows=self.agreement).order_by("starts", "pk")
        ]
        return [*reversed(before), *after]

    @cached_property
    def removed(self) -> list:
        agreement = self.agreement
        return [
            *agreement.parties.removed(),
            *agreement.stages.removed(),
            *agreement.obligations.removed(),
        ]


def _by_day(shown: ObligationShown) -> tuple:
    """The earliest day first; what has no day comes last, in the order it was written."""
    days = [one.due.day for one in shown.dues if one.due.day]
    return (0, min(days), shown.obligation.pk) if days else (1, shown.obligation.pk)
