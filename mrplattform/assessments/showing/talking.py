"""One picture at a time, for a group to talk about: what it shows, what moved, what nobody knows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mrplattform.assessments.models import Assessment
from mrplattform.assessments.results import Tally
from mrplattform.assessments.results.movement import Movement, Step
from mrplattform.assessments.showing.moving import moved_words
from mrplattform.assessments.showing.spreading import Lie
from mrplattform.core.charts import Chart
from mrplattform.questions.models import Question

# When a picture is one of its kind.
MANY_UNKNOWN = 1 / 3  # of those asked do not know or have not answered
FAR_APART = 0.8  # levels from the middle, on average
EARLY, FAR = 1, 3  # levels


@dataclass
class Talk:
    """`levels` names the units by the level of their middle answer, the furthest first."""

    lie: Lie
    chart: Chart
    levels: list[tuple[int, str, list[str]]] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    moved: str = ""

    @property
    def questions(self) -> list[str]:
        return questions_about(self.lie)

    @property
    def gaps(self) -> list[str]:
        """What we do not know, in words."""
        said = []
        if count := self.lie.now.unknown:
            said.append(ngettext("Ett svar är ”vet ej”.", "%(count)d svar är ”vet ej”.", count))
        if count := self.lie.now.missing:
            said.append(ngettext("Ett svar saknas.", "%(count)d svar saknas.", count))
        if count := self.lie.law:
            said.append(
                ngettext(
                    "En nivå vilar bara på lag. Vi vet inte vilken effekt den har.",
                    "%(count)d nivåer vilar bara på lag. Vi vet inte vilken effekt de har.",
                    count,
                )
            )
        counts = [self.lie.now.unknown, self.lie.now.missing, self.lie.law]
        return [
            words % {"count": n} for words, n in zip(said, [n for n in counts if n], strict=True)
        ]


def questions_about(lie: Lie) -> list[str]:
    """Three questions, by what kind of picture it is."""
    now = lie.now
    if now.asked and (now.unknown + now.missing) / now.asked >= MANY_UNKNOWN:
        return [
            _("Vad skulle vi behöva veta för att kunna svara?"),
            _("Vem kan ta reda på det, och hur snart?"),
            _("Vilka invånare berörs av att vi inte vet?"),
        ]
    if now.known and now.distance >= FAR_APART:
        return [
            _("Menar vi samma sak med nivåerna? Ge var sitt exempel."),
            _("Vad har de gjort som har kommit längst, och vad kan andra ta efter?"),
            _("Vilka skillnader beror på uppdraget, och vilka på hur vi arbetar?"),
        ]
    if lie.before and (lie.before.median or 0) > (now.median or 0):
        return [
            _("Vad har hänt sedan förra gången?"),
            _("Har vi blivit sämre, eller vet vi mer nu?"),
            _("Vad behövs för att komma tillbaka, och vem gör det?"),
        ]
    if now.median is not None and now.median >= FAR:
        return [
            _("Hur vet vi att det märks för dem det gäller?"),
            _("Vad skulle de själva säga, om vi frågade?"),
            _("Vad måste vi bevara när något ändras eller någon slutar?"),
        ]
    if now.median is not None and now.median <= EARLY:
        return [
            _("Vad är det som hindrar oss från att ta nästa steg?"),
            _("Vilka drabbas mest om det inte blir av?"),
            _("Vilket är det minsta vi kan göra i år som märks?"),
        ]
    return [
        _("Vad skiljer det vi har beslutat från det vi gör?"),
        _("För vilka fungerar det redan, och för vilka inte?"),
        _("Vad blir nästa steg, och hur ser vi att vi har tagit det?"),
    ]


def named(
    movement: Movement, questions: Sequence[Question], labels: dict[int, str]
) -> tuple[list[tuple[int, str, list[str]]], list[str], list[str]]:
    """The units by their middle level, those that do not know, and those that have not said."""
    keys = {one.key for one in questions}
    by_level: dict[int, list[str]] = {}
    unknown, missing = [], []
    for unit in movement.units(movement.round):
        tally = _tally(movement, unit, keys)
        name = unit.organisation.short_name or unit.organisation.name
        if tally.median is not None:
            by_level.setdefault(tally.median, []).append(name)
        elif tally.unknown:
            unknown.append(name)
        elif tally.missing:
            missing.append(name)
    levels = [(at, labels.get(at, str(at)), by_level[at]) for at in sorted(by_level, reverse=True)]
    return levels, unknown, missing


def _tally(movement: Movement, unit: Assessment, keys: set[str]) -> Tally:
    tally = Tally()
    for key, (question, answer) in movement.levels(unit).items():
        if key in keys:
            tally.count(question, answer)
    return tally


def moved_since(step: Step | None, questions: Sequence[Question]) -> str:
    return moved_words(step.of(questions)) if step else ""
