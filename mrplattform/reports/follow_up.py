"""The yearly follow-up of a plan, section by section: what became better first, what was done
after. Each generated sentence leads to what is behind it; a section without basis says so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from mrplattform.core import look
from mrplattform.core.charts import Bars, bars
from mrplattform.core.dates import long_date, period, today
from mrplattform.core.exports.document import (
    Block,
    BulletList,
    Column,
    Facts,
    Figure,
    Heading,
    Note,
    Paragraph,
    Picture,
    Run,
    Table,
    sentence,
    text,
)
from mrplattform.plans.models import Goal, Measure
from mrplattform.reports.sections import effect_words, paragraphs
from mrplattform.reports.year_material import YearMaterial

TITLES = {
    "intro": "",
    "effect": gettext_lazy("Vad har blivit annorlunda?"),
    "goals": gettext_lazy("Målen: var, är, vill"),
    "measures": gettext_lazy("Insatserna"),
    "trouble": gettext_lazy("Det som behöver någon"),
    "learned": gettext_lazy("Det vi har lärt oss"),
    "heard": gettext_lazy("Vilka har blivit hörda, och fått svar?"),
    "moved": gettext_lazy("Förflyttningen i svaren"),
    "money": gettext_lazy("Pengar"),
    "risks": gettext_lazy("Risker framåt"),
    "method": gettext_lazy("Så är uppföljningen gjord"),
}


def intro(material: YearMaterial) -> Iterator[Block]:
    found = material.measures
    if not found:
        yield Paragraph(_("Det finns inga insatser i underlaget."), lead=True)
        return
    words = ngettext(
        "[En insats] pågick under {year}. Effekt för rättighetsbärare är visad för {effect}, och "
        "{done} är klara.",
        "[{count} insatser] pågick under {year}. Effekt för rättighetsbärare är visad för "
        "{effect}, och {done} är klara.",
        len(found),
    )
    yield Paragraph(
        sentence(
            words,
            _plan_url(material),
            count=len(found),
            year=material.year,
            effect=len(material.with_effect),
            done=len(material.done),
        ),
        lead=True,
    )
    plan = material.plan
    assert plan
    yield Facts(
        (
            (_("Plan"), text(Run(plan.title, href=plan.get_absolute_url()))),
            (_("Planen gäller"), text(period(plan.starts, plan.ends))),
            (
                _("Bedömda under året"),
                text(_("%(judged)d av %(all)d") % {"judged": material.judged, "all": len(found)}),
            ),
        )
    )
    yield states_picture(material)


def states_picture(material: YearMaterial) -> Figure:
    """How many measures there are in each state, as bars with their table beside."""
    found = [state for state in Measure.BY_URGENCY if material.states[state]]
    labels = [str(Measure.State(state).label) for state in found]
    counts = [material.states[state] for state in found]
    drawn = bars(
        [Bars(label, [count]) for label, count in zip(labels, counts, strict=True)],
        [_("insatser")],
        subject=_("Insatserna efter läge"),
        unit="",
    )
    columns = (Column(_("Läge"), share=3), Column(_("Antal insatser"), "number"))
    twin = Table(
        _("Insatserna efter läge"),
        columns,
        list(zip(labels, counts, strict=True)),
        name=_("Lägen"),
    )
    picture = Picture(drawn.svg, drawn.alt, width=110)
    return Figure(_("Insatserna efter läge"), picture, twin)


def effect(material: YearMaterial) -> Iterator[Block]:
    """Busy never passes for better: only what somebody has seen change stands here."""
    if not material.with_effect:
        yield Paragraph(_("Ingen insats har en visad effekt än."))
    for one in material.with_effect:
        yield Heading(one.title, 3)
        yield Paragraph(text(Run(one.effect, href=one.get_absolute_url())))
        yield Paragraph((Run(_("Det visar sig i: "), bold=True), Run(one.evidence)))
    waiting = [one for one in material.measures if one.effect and not one.shows_effect]
    if waiting:
        words = ngettext(
            "En insats har en beskriven effekt som inte är visad än.",
            "%d insatser har en beskriven effekt som inte är visad än.",
            len(waiting),
        )
        yield Paragraph(words % len(waiting) if "%d" in words else words)


def goals(material: YearMaterial) -> Iterator[Block]:
    if not material.goals:
        yield Paragraph(_("Planen har inga mål."))
        return
    columns = (
        Column(_("Mål"), share=4),
        Column(_("Var"), share=4),
        Column(_("Är"), share=4),
        Column(_("Vill"), share=4),
    )
    rows = [
        (
            Run(one.title, href=one.get_absolute_url()),
            _point(one.was, one.was_number, one),
            _point(one.now, one.now_number, one) or _("Ingen har beskrivit läget nu."),
            _point(one.wanted, one.wanted_number, one),
        )
        for one in material.goals
    ]
    yield Table(_("Målen med utgångsläge, läge nu och önskat läge"), columns, rows, name=_("Mål"))


def _point(words: str, number, goal: Goal) -> str:
    """Words first, the number beside them."""
    if number is None:
        return words
    told = f"{look.number(number)} {goal.unit}".strip()
    return f"{words} ({told})" if words else told


def measures(material: YearMaterial) -> Iterator[Block]:
    if not material.measures:
        yield Paragraph(_("Det finns inga insatser i underlaget."))
        return
    columns = (
        Column(_("Insats"), share=4),
        Column(_("Läge"), share=2),
        Column(_("Bedömning"), share=6),
        Column(_("Ansvarig funktion"), share=4),
        Column(_("Effekt"), share=2),
    )
    rows = [
        (
            Run(one.title, href=one.get_absolute_url()),
            one.get_state_display(),
            one.judgement or _("Inte bedömd än"),
            str(one.responsible),
            effect_words(one),
        )
        for one in material.measures
    ]
    yield Table(_("Insatser, läge och bedömning"), columns, rows, name=_("Insatser"))
    if material.dropped:
        yield Paragraph(text(Run(_("Genomförs inte:"), bold=True)))
        yield BulletList([_with_words(one, one.judgement) for one in material.dropped])


def trouble(material: YearMaterial) -> Iterator[Block]:
    if not material.in_trouble:
        yield Paragraph(_("Ingen insats avviker, står stilla eller är försenad."))
        return
    yield BulletList(
        [_with_words(one, one.judgement or _("Inte bedömd än")) for one in material.in_trouble]
    )


def learned(material: YearMaterial) -> Iterator[Block]:
    found = [one for one in material.measures if one.learned or one.lives_on]
    if not found:
        yield Paragraph(_("Ingen har skrivit vad insatserna har lärt er."))
    for one in found:
        yield Heading(one.title, 3)
        yield from paragraphs(one.learned)
        if one.lives_on:
            yield Paragraph((Run(_("Så lever det vidare: "), bold=True), Run(one.lives_on)))


def heard(material: YearMaterial) -> Iterator[Block]:
    said: list[tuple[Measure | Goal, str]] = [
        (one, one.heard) for one in material.measures if one.heard
    ]
    said += [
        (goal, f"{goal.heard} {goal.changed_by_hearing}".strip())
        for goal in material.goals
        if goal.heard
    ]
    if not said:
        yield Paragraph(_("Ingen har skrivit vilka som har blivit hörda."))
    else:
        yield BulletList([_with_words(one, words) for one, words in said])
    if material.messages:
        done = sum(one.is_done for one in material.messages)
        words = _("Av [{count} planerade budskap] under året har {done} nått fram.")
        address = reverse("plans:parts", args=[material.report.plan_id, "kommunikation"])
        yield Paragraph(sentence(words, address, count=len(material.messages), done=done))


def moved(material: YearMaterial) -> Iterator[Block]:
    if material.round is None or not (material.results and material.results.assessments):
        yield Paragraph(_("Det finns inga inskickade svar från det här året."))
        return
    total, address = material.total, material.round.results_url
    if material.earlier is None:
        words = _("[{title}] är den första kartläggningen. Det finns inget att jämföra med.")
        yield Paragraph(sentence(words, address, title=material.round.title))
        return
    words = _(
        "I [{title}] har {up} svar gått framåt sedan {earlier}, {down} bakåt och {same} står stilla. "
        "{unknown} svar är ”vet ej”."
    )
    yield Paragraph(
        sentence(
            words,
            address,
            title=material.round.title,
            earlier=material.earlier.title,
            up=total.forward,
            down=total.backward,
            same=total.same,
            unknown=total.unknown,
        )
    )


def money(material: YearMaterial) -> Iterator[Block]:
    budget, used = material.money
    if not budget:
        yield Paragraph(_("Planen har ingen budget för året."))
        return
    words = _("[Budgeten för {year}] var {budget}. {used} är använt.")
    address = reverse("plans:parts", args=[material.report.plan_id, "budget"])
    yield Paragraph(
        sentence(
            words,
            address,
            year=material.year,
            budget=look.money(budget),
            used=look.money(used),
        )
    )


def risks(material: YearMaterial) -> Iterator[Block]:
    if not material.risks:
        yield Paragraph(_("Inga risker är beskrivna."))
        return
    columns = (
        Column(_("Risk"), share=4),
        Column(_("Läge"), share=2),
        Column(_("Vad vi gör åt den"), share=6),
    )
    rows = [
        (Run(one.title, href=one.get_absolute_url()), one.words, one.response)
        for one in material.risks
    ]
    yield Table(_("Risker, de största först"), columns, rows, name=_("Risker"))


def method(material: YearMaterial) -> Iterator[Block]:
    yield Paragraph(
        _(
            "Uppföljningen fyller sig själv ur planen. Ansvarig funktion har bedömt varje insats "
            "med ord. Det som görs och det som blir klart räknas aldrig som effekt."
        )
    )
    yield Note(_("Uppgifterna är hämtade %(day)s.") % {"day": long_date(today())})


def behind(material: YearMaterial) -> Iterable[Table]:
    """Every note of the year, for those who want to read on."""
    columns = (Column(_("Insats")), Column(_("Dag"), "date"), Column(_("Vad som har hänt")))
    rows = [
        (one.title, note.day, note.text)
        for one in material.measures
        for note in material.notes.get(one.pk, [])
    ]
    if rows:
        yield Table(_("Anteckningar under året"), columns, rows, name=_("Anteckningar"))


def _with_words(thing, words: str):
    return text(Run(str(thing), href=thing.get_absolute_url()), f": {words}" if words else "")


def _plan_url(material: YearMaterial) -> str:
    return material.plan.get_absolute_url() if material.plan else reverse("plans:measures")


WRITERS = {
    "intro": intro,
    "effect": effect,
    "goals": goals,
    "measures": measures,
    "trouble": trouble,
    "learned": learned,
    "heard": heard,
    "moved": moved,
    "money": money,
    "risks": risks,
    "method": method,
}
