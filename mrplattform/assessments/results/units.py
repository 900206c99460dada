"""The units that a round asked: which of their answers one person may read, and how fresh they are."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cached_property

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mrplattform.assessments import rules
from mrplattform.assessments.models import Assessment, Round
from mrplattform.assessments.results.past import lightly

NAMED = 6  # more units than this are counted instead of named


class Units:
    """One question to the database, however many units there are. With `drafts` false only what
    was handed in is read: on a wall, everyone in the room sees what one of them may see."""

    def __init__(self, round: Round, user, *, drafts: bool = True):
        self.round, self.user, self.drafts = round, user, drafts

    @cached_property
    def asked(self) -> list[Assessment]:
        return list(lightly(self.round.assessments.all()))

    @cached_property
    def readable(self) -> list[Assessment]:
        return [
            one
            for one in self.asked
            if (self.drafts or one.is_handed_in) and rules.can_read_answers(self.user, one)
        ]

    @property
    def listed(self) -> list[Assessment]:
        """Those that stand in a matrix: over the country not even the names of who has not
        answered or not shared, but for the organisation that asks."""
        if self.round.asks_country and not rules.reads_round(self.user, self.round):
            return self.readable
        return self.asked

    @property
    def not_ready(self) -> list[str]:
        """The units whose answers may still come or change."""
        return [one.organisation.name for one in self.listed if not one.is_handed_in]

    @property
    def not_ready_words(self) -> str:
        """'Serviceförvaltningen, räddningstjänsten och två till'."""
        names = self.not_ready
        if len(names) > NAMED:
            count = len(names) - NAMED + 1
            names = [*names[: NAMED - 1], _("%d till") % count]
        return _(" och ").join([", ".join(names[:-1]), names[-1]] if names[1:] else names)

    @cached_property
    def freshness(self) -> Freshness:
        handed_in = [one for one in self.asked if one.is_handed_in]
        shown = sum(not one.is_handed_in for one in self.readable)
        return Freshness(
            who=_("kommuner och regioner") if self.round.asks_country else _("enheter"),
            opens=self.round.opens,
            closes=self.round.closes,
            units=len(self.asked),
            handed_in=len(handed_in),
            latest=max((one.submitted_at for one in handed_in if one.submitted_at), default=None),
            drafts_shown=shown,
            drafts_hidden=len(self.asked) - len(handed_in) - shown,
        )


@dataclass(frozen=True)
class Freshness:
    """When it was asked, when it last changed, and how much of it is there: the same words on each
    page and in each file. Locked answers cannot change, so the last to come in is the last change;
    when drafts were changed is nobody else's business."""

    who: str
    opens: dt.date
    closes: dt.date
    units: int
    handed_in: int
    latest: dt.datetime | None
    drafts_shown: int = 0
    drafts_hidden: int = 0

    @property
    def words(self) -> str:
        return " ".join(part for part in (self._asked, self._came, self._drafts) if part)

    @property
    def _asked(self) -> str:
        return _("Frågorna ställdes %(opens)s–%(closes)s.") % {
            "opens": _day(self.opens),
            "closes": _day(self.closes),
        }

    @property
    def _came(self) -> str:
        counts = {"handed_in": self.handed_in, "units": self.units, "who": self.who}
        if not self.latest:
            return _("%(handed_in)d av %(units)d %(who)s har skickat in.") % counts
        counts["day"] = _day(timezone.localtime(self.latest))
        return _("%(handed_in)d av %(units)d %(who)s har skickat in, den senaste %(day)s.") % counts

    @property
    def _drafts(self) -> str:
        """Whoever sees drafts is told that others do not."""
        said = []
        if count := self.drafts_shown:
            said.append(
                ngettext(
                    "%d utkast är med, men visas inte för andra.",
                    "%d utkast är med, men visas inte för andra.",
                    count,
                )
                % count
            )
        if count := self.drafts_hidden:
            said.append(
                ngettext(
                    "%d utkast är inte med.",
                    "%d utkast är inte med.",
                    count,
                )
                % count
            )
        return " ".join(said)


def _day(value) -> str:
    return date_format(value, "j F Y").lower()
