"""Who answers and who does not: response by kind of unit, size, sector and county, and what the
missing ones have in common, in words with the numbers beside."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property

from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mrplattform.assessments.following import vacant, with_begun
from mrplattform.assessments.models import Assessment, Round
from mrplattform.assessments.places import COUNTIES, SIZES, county, size_class
from mrplattform.assessments.services.letters import failed
from mrplattform.core.look import number
from mrplattform.core.models import Deed
from mrplattform.organisations.models import Organisation

# A share of fewer than this says nothing.
FEW = 5
# With fewer answers than this in all, chance alone may explain a difference.
FEW_IN_ALL = 10
# So much less often than all together, and a group is told to be missing.
NOTABLY_LESS = 0.1


@dataclass
class Group:
    """Those alike in one way: how many were asked and how many have answered."""

    label: str
    asked: int = 0
    answered: int = 0
    asked_in_all: int = 0
    answered_in_all: int = 0
    is_known: bool = True

    @property
    def is_small(self) -> bool:
        return self.asked < FEW

    @property
    def rate(self) -> float:
        return self.answered / self.asked if self.asked else 0

    @property
    def rate_in_all(self) -> float:
        return self.answered_in_all / self.asked_in_all if self.asked_in_all else 0

    @property
    def share_asked(self) -> float:
        return self.asked / self.asked_in_all if self.asked_in_all else 0

    @property
    def share_answered(self) -> float:
        return self.answered / self.answered_in_all if self.answered_in_all else 0

    @property
    def is_missing(self) -> bool:
        """Answers notably less often than all together."""
        return not self.is_small and self.rate < self.rate_in_all - NOTABLY_LESS

    @property
    def asked_words(self) -> str:
        return percent(self.share_asked)

    @property
    def answered_words(self) -> str:
        return percent(self.share_answered)

    @property
    def words(self) -> str:
        return _(
            "%(label)s: %(answered)d av %(asked)d har svarat. De är %(share_asked)s av de "
            "tillfrågade men %(share_answered)s av dem som har svarat."
        ) % {
            "label": self.label,
            "answered": self.answered,
            "asked": self.asked,
            "share_asked": percent(self.share_asked),
            "share_answered": percent(self.share_answered),
        }


@dataclass
class Division:
    """All that were asked, divided in one way."""

    key: str
    title: str
    groups: list[Group]

    @property
    def tells(self) -> bool:
        """Something is known of some of them."""
        return any(group.is_known for group in self.groups)


class Response:
    """Of a round where units answer by name; six questions to the database, however many units."""

    def __init__(self, round: Round):
        self.round = round

    @cached_property
    def assessments(self) -> list[Assessment]:
        codes = "organisation__codes" if self.round.asks_country else None
        rows = with_begun(self.round.assessments.select_related("organisation", "round"))
        return list(rows.prefetch_related(codes) if codes else rows)

    @property
    def asked(self) -> int:
        return len(self.assessments)

    @property
    def answered(self) -> int:
        return sum(one.is_handed_in for one in self.assessments)

    # --- Groups ------------------------------------------------------------------------------

    @cached_property
    def divisions(self) -> list[Division]:
        ways: list[tuple[str, str, Callable, dict]]
        if self.round.asks_country:
            sectors = dict(Organisation.Sector.choices)
            ways = [
                ("sektor", _("Kommun eller region"), lambda one: one.sector, sectors),
                ("storlek", _("Storlek"), size_class, SIZES),
                ("lan", _("Län"), county, COUNTIES),
            ]
        else:
            kinds = dict(Organisation.Kind.choices)
            ways = [
                ("slag", _("Slag av enhet"), lambda one: one.kind, kinds),
                ("storlek", _("Storlek"), size_class, SIZES),
            ]
        found = [
            Division(key, title, self._groups(group_of, labels))
            for key, title, group_of, labels in ways
        ]
        return [one for one in found if one.tells]

    def _groups(self, group_of: Callable, labels: dict) -> list[Group]:
        """In the order of the labels; those that nobody has told about come last."""
        found = {key: Group(str(label)) for key, label in labels.items()}
        found[""] = Group(_("Uppgift saknas"), is_known=False)
        for one in self.assessments:
            group = found[group_of(one.organisation)]
            group.asked += 1
            group.answered += one.is_handed_in
        for group in found.values():
            group.asked_in_all, group.answered_in_all = self.asked, self.answered
        return [group for group in found.values() if group.asked]

    @property
    def missing(self) -> list[Group]:
        groups = [group for division in self.divisions for group in division.groups]
        return [group for group in groups if group.is_missing]

    # --- Units -------------------------------------------------------------------------------

    @cached_property
    def begun(self) -> list[Assessment]:
        """Opened, but not handed in."""
        return [one for one in self.assessments if one.begun and not one.is_handed_in]

    @property
    def not_begun(self) -> int:
        return sum(not one.begun and not one.is_handed_in for one in self.assessments)

    @cached_property
    def vacant(self) -> list[Assessment]:
        return vacant(self.round)

    @cached_property
    def not_reached(self) -> list[tuple[Assessment, str]]:
        """Those that the latest letter did not reach, and where it was sent."""
        addresses = failed(self.round)
        return [(one, addresses[one.pk]) for one in self.assessments if one.pk in addresses]

    @cached_property
    def days(self) -> list[int]:
        """From invitation to answer, in days, for those who have answered."""
        done = {str(one.pk): one.submitted_at for one in self.assessments if one.submitted_at}
        deeds = Deed.objects.filter(
            content_type=ContentType.objects.get_for_model(Assessment),
            verb="assessment_opened",
            object_id__in=done,
        )
        local = timezone.localdate
        rows = deeds.values_list("object_id", "at") if done else ()
        return sorted(max((local(done[pk]) - local(at)).days, 0) for pk, at in rows)

    # --- Words -------------------------------------------------------------------------------

    @cached_property
    def sentences(self) -> list[str]:
        """Text that can be put into a report."""
        return [
            *self._overall(),
            *self._missing_words(),
            *self._unit_words(),
            *self._day_words(),
        ]

    @property
    def text(self) -> str:
        return "\n".join(self.sentences)

    def _overall(self) -> Iterable[str]:
        words = _("%(answered)d av %(asked)d har svarat på %(round)s.")
        if self.asked >= FEW_IN_ALL:
            words = _("%(answered)d av %(asked)d, %(share)s, har svarat på %(round)s.")
        yield words % {
            "answered": self.answered,
            "asked": self.asked,
            "round": self.round.title,
            "share": percent(self.answered / max(self.asked, 1)),
        }

    def _missing_words(self) -> Iterable[str]:
        if not self.answered or self.answered == self.asked:
            return
        yield from (group.words for group in self.missing)
        if self.answered < FEW_IN_ALL:
            yield _("Så få har svarat att skillnader mellan grupper kan bero på slumpen.")
        elif not self.missing:
            yield _("Ingen grupp svarar tydligt mer sällan än de andra.")

    def _unit_words(self) -> Iterable[str]:
        begun, not_begun = len(self.begun), self.not_begun
        if begun:
            words = ngettext(
                "En har börjat men inte skickat in.",
                "%(count)d har börjat men inte skickat in.",
                begun,
            )
            yield words % {"count": begun}
        if not_begun:
            words = ngettext("En har inte börjat.", "%(count)d har inte börjat.", not_begun)
            yield words % {"count": not_begun}
        if count := len(self.vacant):
            words = ngettext(
                "I en enhet är funktionen som ska svara eller godkänna vakant.",
                "I %(count)d enheter är funktionen som ska svara eller godkänna vakant.",
                count,
            )
            yield words % {"count": count}
        if count := len(self.not_reached):
            words = ngettext(
                "Till en enhet kom mejlet inte fram.",
                "Till %(count)d enheter kom mejlet inte fram.",
                count,
            )
            yield words % {"count": count}

    def _day_words(self) -> Iterable[str]:
        if len(self.days) >= FEW:
            words = _(
                "Hälften av svaren kom inom %(half)s dagar från inbjudan, det sista efter %(all)s."
            )
            half = number(statistics.median_high(self.days))
            yield words % {"half": half, "all": number(self.days[-1])}


def percent(share: float) -> str:
    return _("%s procent") % number(share * 100)
