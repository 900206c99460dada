"""The situation report, section by section. Each generated sentence leads to what is behind it,
and a section without basis says so in print."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from mrplattform.assessments.models import Finding
from mrplattform.assessments.papers import rests_on_law_alone
from mrplattform.core.dates import long_date, period, today
from mrplattform.core.exports.document import (
    BulletList,
    Cell,
    Column,
    Facts,
    Heading,
    Note,
    Paragraph,
    Run,
    Table,
    sentence,
    text,
)
from mrplattform.plans.models import Measure
from mrplattform.questions.reading import display_value
from mrplattform.reports import figures
from mrplattform.reports.material import Material
from mrplattform.reports.sections import effect_words, paragraphs
from mrplattform.rights.models import Topic

# The sections in order. The first three fill the first page.
TITLES = {
    "intro": "",
    "summary": gettext_lazy("Slutsatser i korthet"),
    "situation": gettext_lazy("Läget, roll för roll"),
    "findings": gettext_lazy("Slutsatser"),
    "units": gettext_lazy("Enhet för enhet"),
    "criteria": gettext_lazy("Fråga för fråga"),
    "measures": gettext_lazy("Insatser"),
    "unknown": gettext_lazy("Det vi inte vet"),
    "method": gettext_lazy("Så är rapporten gjord"),
}
FIRST_PAGE = ("intro", "summary", "situation")
SHOWN_IN_SHORT = 5
# A question that at least every third unit could not answer is named.
OFTEN_UNKNOWN = 1 / 3
MOST_NAMED = 10


# --- The first page -------------------------------------------------------------------------


def intro(material: Material):
    yield Paragraph(_movement(material), lead=True)
    total, round = material.total, material.round
    handed_in, asked = len(material.results.assessments), len(material.units)
    yield Facts(
        (
            (_("Omfattar"), text(_scope(material))),
            (
                _("Har svarat"),
                sentence(
                    _("[{handed_in} av {asked} enheter]"),
                    round.get_absolute_url(),
                    handed_in=handed_in,
                    asked=asked,
                ),
            ),
            (_("Svarsperiod"), text(period(round.opens, round.closes))),
            (
                _("Vet ej, saknas"),
                sentence(
                    _("[{unknown} och {missing} svar]"),
                    _results(material),
                    unknown=total.unknown,
                    missing=total.missing,
                ),
            ),
        )
    )


def _movement(material: Material):
    total, name = material.total, material.report.authority.name
    earlier = material.report.compared_with
    if not material.results.assessments:
        return text(_("Ingen enhet har skickat in sina svar än."))
    if not earlier or not (total.forward or total.backward or total.same):
        return sentence(
            _("Så här ser [svaren] ut i {name}. Det finns inget tidigare att jämföra med."),
            _results(material),
            name=name,
        )
    moved = sentence(
        ngettext(
            "[Ett svar] har gått upp sedan {year}, {down} har gått ner och {same} står stilla. ",
            "[{up} svar] har gått upp sedan {year}, {down} har gått ner och {same} står stilla. ",
            total.forward,
        ),
        _results(material),
        up=total.forward,
        down=total.backward,
        same=total.same,
        year=earlier.opens.year,
    )
    return text(moved, _where_forward(material))


def _where_forward(material: Material) -> str:
    """In which roles more went forward than back. Roles are never added up or put in order."""
    by_role: dict[str, int] = {}
    for one in material.places:
        step = one.now.forward - one.now.backward
        by_role[one.role.name] = by_role.get(one.role.name, 0) + step
    forward = [name for name, step in by_role.items() if step > 0]
    if not by_role:
        return ""
    if len(forward) == len(by_role):
        return _("Fler har gått upp än ner i alla roller.")
    if not forward:
        return _("I ingen roll har fler gått upp än ner.")
    names = ", ".join(name.lower() for name in forward)
    return _("Fler har gått upp än ner i rollen %(names)s.") % {"names": names}


def _scope(material: Material) -> str:
    number = len(material.results.questions)
    about_criteria = any(
        topic.kind == Topic.Kind.CRITERION
        for one in material.results.questions
        for topic in one.topics.all()
    )
    questions = (
        ngettext("%d kriterium", "%d kriterier", number)
        if about_criteria
        else ngettext("%d fråga", "%d frågor", number)
    ) % number
    units = ngettext("%d enhet", "%d enheter", len(material.units)) % len(material.units)
    return f"{units}, {questions}"


def summary(material: Material):
    findings = material.findings
    if not findings:
        yield Paragraph(_("Det finns inga slutsatser i underlaget."))
        return
    shown = findings[:SHOWN_IN_SHORT]
    yield BulletList(
        tuple(
            text(Run(one.title, href=one.get_absolute_url()), f" ({_kind(one)})") for one in shown
        )
    )
    left = len(findings) - len(shown)
    if left:
        words = ngettext(
            "En slutsats till står längre fram.", "%d slutsatser till står längre fram.", left
        )
        yield Paragraph(words % left if "%d" in words else words)


def situation(material: Material):
    if not material.results.assessments:
        yield Paragraph(_("Det finns inga inskickade svar i underlaget."))
    elif not material.places or not material.levels:
        yield Paragraph(
            _("Frågorna är inte märkta med roll och princip. Svaren står fråga för fråga.")
        )
    else:
        yield figures.grid(material)
        yield figures.legend(material)


# --- Findings -------------------------------------------------------------------------------


def findings(material: Material):
    if not material.findings:
        yield Paragraph(_("Det finns inga slutsatser i underlaget."))
    for one in material.findings:
        yield Heading(one.title, 3)
        yield Paragraph(text(Run(_kind(one, whole=True), href=one.get_absolute_url(), bold=True)))
        yield from paragraphs(one.text)
        is_strength = one.kind == Finding.Kind.STRENGTH
        for term, words in (
            (_("Varför det är viktigt") if is_strength else _("Varför det är allvarligt"), one.why),
            (_("Vilka har blivit hörda"), one.heard),
        ):
            if words:
                yield Paragraph((Run(f"{term}: ", bold=True), Run(words)))
        if not is_strength:
            yield Paragraph(_answered_by(material.measures_by_reason[one.key]))


def _kind(finding: Finding, *, whole: bool = False) -> str:
    kind = str(finding.get_kind_display())
    if finding.kind == Finding.Kind.STRENGTH:
        return kind if whole else kind.lower()
    weight = str(finding.get_weight_display()).lower()
    return f"{kind}, {weight}" if whole else f"{kind.lower()}, {weight}"


def _answered_by(measures: list[Measure]):
    if not measures:
        return text(_("Ingen insats svarar på slutsatsen än."))
    parts: list = [Run(_("Insatser: "), bold=True)]
    for place, measure in enumerate(measures):
        parts += ["; "] if place else []
        state = str(measure.get_state_display()).lower()
        parts += [Run(measure.title, href=measure.get_absolute_url()), f" ({state})"]
    return text(*parts)


# --- Units and questions --------------------------------------------------------------------


def units(material: Material):
    if not material.units:
        yield Paragraph(_("Ingen enhet har fått frågorna."))
        return
    compared = material.report.compared_with is not None
    columns = [
        Column(_("Enhet"), share=4),
        Column(_("Läge"), share=2),
        Column(_("Besvarade"), "number"),
        Column(_("Vet ej"), "number"),
        Column(_("Saknas"), "number"),
    ]
    if compared:
        columns += [Column(_("Framåt"), "number"), Column(_("Bakåt"), "number")]
    rows = []
    for one in material.units:
        tally = material.by_unit[one.pk] if one.is_handed_in else None
        numbers = (tally.answered, tally.unknown, tally.missing) if tally else (None,) * 3
        moves = ((tally.forward, tally.backward) if tally else (None, None)) if compared else ()
        name = Run(material.name(one), href=one.review_url if one.is_handed_in else "")
        rows.append((name, one.get_state_display(), *numbers, *moves))
    yield Table(_("Enheterna i bokstavsordning"), tuple(columns), rows, name=_("Enheter"))


def criteria(material: Material):
    if not material.results.assessments or not material.criteria:
        yield Paragraph(_("Det finns inga svar på beskrivna nivåer i underlaget."))
        return
    columns = (
        Column(_("Fråga"), share=1),
        *(Column(str(level), "number") for level in range(len(material.levels))),
        Column(_("Vet ej"), "number"),
        Column(_("Ej aktuellt"), "number"),
        Column(_("Saknas"), "number"),
    )
    rows = []
    for question in material.criteria:
        tally = material.by_question[question.key]
        where = reverse("assessments:section", args=[material.round.pk, question.section.key])
        label = Cell(text(Run(question.text, href=where)), note=text(question.section.title))
        rest = (tally.not_applicable, tally.missing)
        rows.append((label, *figures.counts(tally, material), *rest))
    yield Table(_("Antal svar per fråga och nivå"), columns, rows, name=_("Frågor"))
    if count := sum(material.law_alone.values()):
        words = ngettext(
            "[{count} svar] vilar bara på att lagen kräver det, utan underlag: enligt lag, effekt "
            "okänd.",
            "[{count} svar] vilar bara på att lagen kräver det, utan underlag: enligt lag, effekt "
            "okänd.",
            count,
        )
        yield Paragraph(sentence(words, _results(material), count=count))


# --- Measures -------------------------------------------------------------------------------


def measures(material: Material):
    found = material.measures
    if not found:
        yield Paragraph(_("Det finns inga insatser i underlaget."))
        return
    shown = sum(one.shows_effect for one in found)
    yield Paragraph(
        sentence(
            ngettext(
                "[En insats] ingår i planen. Effekt för rättighetsbärare är visad för {shown}.",
                "[{count} insatser] ingår i planerna. Effekt för rättighetsbärare är visad för "
                "{shown} av dem.",
                len(found),
            ),
            reverse("plans:measures"),
            count=len(found),
            shown=shown,
        )
    )
    yield Table(
        _("Insatser, läge och bedömning"),
        (
            Column(_("Insats"), share=4),
            Column(_("Läge"), share=2),
            Column(_("Bedömning"), share=5),
            Column(_("Ansvarig funktion"), share=4),
            Column(_("Klar senast"), "date", share=2),
            Column(_("Effekt"), share=2),
        ),
        [
            (
                Run(one.title, href=one.get_absolute_url()),
                one.get_state_display(),
                one.judgement or _("Inte bedömd än"),
                str(one.responsible),
                one.ends,
                effect_words(one),
            )
            for one in found
        ],
        name=_("Insatser"),
    )


# --- What we do not know, and how it was made -----------------------------------------------


def unknown(material: Material):
    total = material.total
    if not (total.unknown or total.missing or material.silent):
        yield Paragraph(_("Alla enheter har svarat på alla frågor, och ingen har svarat vet ej."))
        return
    yield Paragraph(
        sentence(
            _("[{unknown} svar] är ”vet ej” och {missing} saknas. Det är också ett resultat."),
            _results(material),
            unknown=total.unknown,
            missing=total.missing,
        )
    )
    if material.silent:
        names = ", ".join(material.name(one) for one in material.silent)
        words = ngettext(
            "En enhet har inte skickat in: ",
            "%d enheter har inte skickat in: ",
            len(material.silent),
        )
        words = words % len(material.silent) if "%d" in words else words
        yield Paragraph(text(Run(words, bold=True), names, "."))
    often = _often_unknown(material)
    if often:
        yield Paragraph(text(Run(_("Det här vet minst var tredje enhet inte:"), bold=True)))
        yield BulletList(tuple(often))


def _often_unknown(material: Material):
    found = []
    for question in material.results.questions:
        tally = material.by_question.get(question.key)
        if tally and tally.unknown and tally.unknown >= OFTEN_UNKNOWN * tally.asked:
            where = reverse("assessments:section", args=[material.round.pk, question.section.key])
            said = _(" (%(unknown)d av %(asked)d)") % {
                "unknown": tally.unknown,
                "asked": tally.asked,
            }
            found.append(text(Run(question.text, href=where), said))
    return found[:MOST_NAMED]


def method(material: Material):
    round, version = material.round, material.round.version
    yield Paragraph(
        sentence(
            _(
                "Rapporten bygger på [{title}]. Frågorna kommer från {framework}. Varje enhet har "
                "bedömt sig själv, och en chef har godkänt svaren. Siffrorna är antal svar. "
                "De läggs inte ihop till ett betyg, och enheterna rangordnas inte."
            ),
            round.get_absolute_url(),
            title=round.title,
            framework=version.title,
        )
    )
    if version.wording_note:
        yield Paragraph(version.wording_note)
    if round.purpose:
        yield from paragraphs(round.purpose)
    earlier = material.report.compared_with
    if earlier:
        yield Paragraph(
            sentence(
                _(
                    "Förflyttning räknas mot [{title}], för de enheter som svarade på samma fråga "
                    "båda gångerna."
                ),
                earlier.get_absolute_url(),
                title=earlier.title,
            )
        )
    if material.levels:
        yield Paragraph(text(Run(_("Nivåerna:"), bold=True)))
        yield BulletList(
            tuple(text(f"{level} {label}") for level, label in enumerate(material.levels))
        )
    yield Note(_("Siffrorna är hämtade %(day)s.") % {"day": long_date(today())})


def behind(material: Material):
    """Every answer that was handed in, for those who want to count themselves."""
    if not material.shows_answers or not material.results.assessments:
        return
    answers = material.results.full_answers(material.results.questions)
    rows = []
    for assessment, question, _plain, before in material.pairs():
        answer = answers[assessment.sheet_id].get(question.key)
        rows.append(
            (
                material.name(assessment),
                question.section.title,
                question.text,
                _said(answer),
                answer.level if answer else None,
                before.level if before else None,
            )
        )
    columns = (
        Column(_("Enhet")),
        Column(_("Avsnitt")),
        Column(_("Fråga")),
        Column(_("Svar")),
        Column(_("Nivå"), "number"),
        Column(_("Nivå förra gången"), "number"),
    )
    yield Table(_("Alla svar"), columns, rows, name=_("Alla svar"))


def _said(answer) -> str:
    """The answer in words; a level that only the law vouches for says so wherever it leaves."""
    said = display_value(answer) or _("Svar saknas")
    return f"{said} ({_('enligt lag, effekt okänd')})" if rests_on_law_alone(answer) else said


def _results(material: Material) -> str:
    return reverse("assessments:results", args=[material.round.pk])


WRITERS = {
    "intro": intro,
    "summary": summary,
    "situation": situation,
    "findings": findings,
    "units": units,
    "criteria": criteria,
    "measures": measures,
    "unknown": unknown,
    "method": method,
}
