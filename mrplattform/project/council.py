"""The page for elected representatives: two minutes of reading, at most 350 words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mrplattform.assessments.models import Finding
from mrplattform.project.situation import Situation, latest, most_common
from mrplattform.reports.models import Report

MOST_WORDS = 350
MOST_QUESTIONS = 3  # of what to take a stand on, the most serious first


@dataclass
class CouncilPage:
    situation: Situation | None
    sentences: list[str] = field(default_factory=list)
    unknown: str = ""
    findings: list[Finding] = field(default_factory=list)
    report: Report | None = None

    @property
    def is_this_rounds_report(self) -> bool:
        return bool(self.situation and self.report and self.report.round == self.situation.round)


def council_page(user) -> CouncilPage:
    situation = latest(user)
    if not situation:
        return CouncilPage(None)
    authority = situation.round.authority_id
    findings = Finding.objects.visible_to(user).filter(authority=authority)
    serious = findings.filter(weight__gte=Finding.Weight.SERIOUS).exclude(
        kind=Finding.Kind.STRENGTH
    )
    reports = Report.objects.visible_to(user).filter(authority=authority)
    return CouncilPage(
        situation,
        list(_sentences(situation)),
        _unknown(situation),
        list(serious.order_by("-weight", "-pk")[:MOST_QUESTIONS]),
        reports.select_related("round").order_by("-round__opens", "-pk").first(),
    )


def _sentences(situation: Situation) -> Iterator[str]:
    """The situation in three sentences, made of the answers."""
    total = situation.total
    if situation.compared_with:
        yield _("%(up)d svar har gått framåt och %(down)d bakåt sedan %(year)s.") % {
            "up": total.forward,
            "down": total.backward,
            "year": situation.since,
        }
    else:
        units = situation.handed_in
        yield ngettext(
            "En enhet har svarat på %(questions)d frågor.",
            "%(units)d enheter har svarat på %(questions)d frågor.",
            units,
        ) % {"units": units, "questions": len(situation.results.questions)}
    yield from _largest_step(situation)
    yield from _most_common(situation)


def _largest_step(situation: Situation) -> Iterator[str]:
    best = max(situation.cells, key=lambda one: one.now.forward - one.now.backward, default=None)
    if best and best.now.forward > best.now.backward:
        yield _(
            "Störst är steget som %(role)s i fråga om %(principle)s: "
            "%(up)d svar framåt och %(down)d bakåt."
        ) % {
            "role": _small(best.role.name),
            "principle": _small(best.principle.name),
            "up": best.now.forward,
            "down": best.now.backward,
        }


def _most_common(situation: Situation) -> Iterator[str]:
    total = situation.total
    common = most_common(situation, total)
    if len(common) == 1:
        level, label = common[0]
        yield _("Det vanligaste svaret är ”%(label)s”, %(count)d av %(all)d svar.") % {
            "label": _small(label),
            "count": total.levels[level],
            "all": total.levels.total(),
        }


def _small(words: str) -> str:
    return words[:1].lower() + words[1:]


def _unknown(situation: Situation) -> str:
    total = situation.total
    missing = situation.shown.not_ready
    counts = {"unknown": total.unknown, "missing": total.missing}
    words = [_("%(unknown)d svar är ”vet ej”.") % counts]
    if total.missing:
        words = [_("%(unknown)d svar är ”vet ej” och %(missing)d saknas.") % counts]
    if missing:
        more = _(" och %d till") % (len(missing) - 2) if len(missing) > 2 else ""
        names = _(" och ").join(missing[:2]) if not more else ", ".join(missing[:2])
        words.append(_("Inte klara: %(units)s.") % {"units": f"{names}{more}"})
    return " ".join(words)
