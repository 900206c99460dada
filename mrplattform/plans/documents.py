"""The plan as a document: what a body adopts, and what leaves as PDF, Word and Excel."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from mrplattform.core.dates import long_date, period
from mrplattform.core.exports.document import (
    Block,
    Column,
    Document,
    Facts,
    Heading,
    Note,
    Paragraph,
    Run,
    Table,
    text,
)
from mrplattform.core.exports.keep import to_json
from mrplattform.plans.circles import open_to
from mrplattform.plans.models import Measure, Plan
from mrplattform.plans.told import part_blocks
from mrplattform.plans.versions import adopted_things


def measures_of(plan: Plan):
    """The plan's measures with all that is told of them, in a constant number of questions."""
    return (
        plan.measures.filter(removed_at__isnull=True)
        .select_related("responsible__organisation")
        .prefetch_related("reasons", "topics", "supporting__organisation")
        .worst_first()
    )


def plan_document(plan: Plan, measures: list[Measure]) -> Document:
    blocks: list[Block] = []
    if plan.aim:
        blocks.append(Paragraph(text(plan.aim), lead=True))
    blocks.append(_facts(plan, measures))
    blocks += part_blocks(plan)
    if measures:
        blocks.append(Heading(_("Insatser")))
        blocks.append(_overview(measures))
        for measure in measures:
            blocks += _told(measure)
    else:
        blocks.append(Note(_("Planen har inga insatser än.")))
    return Document(
        title=plan.title,
        author=plan.authority.name,
        subject=_("Plan"),
        line=decision_line(plan.decision) or _("Utkast"),
        blocks=tuple(blocks),
        behind=(_all_fields(measures),) if measures else (),
    )


def adopted_copy(plan: Plan) -> dict[str, Any]:
    """What is locked at the decision: the document, and what each part of it then promised."""
    measures = list(measures_of(plan).filter(circle__in=open_to(plan.circle)))
    return {"document": to_json(plan_document(plan, measures)), **adopted_things(plan)}


def decision_line(decision) -> str:
    """'KS 2026/0412 · Beslutad 2 december 2026, § 187'."""
    if not decision:
        return ""
    day = _("Beslutad %(day)s") % {"day": long_date(decision.day)}
    paragraph = f", § {decision.paragraph}" if decision.paragraph else ""
    return " · ".join(filter(None, (decision.registry_number, f"{day}{paragraph}")))


def _facts(plan: Plan, measures: list[Measure]) -> Facts:
    return Facts(
        (
            (_("Gäller"), text(period(plan.starts, plan.ends))),
            (_("Insatser"), text(len(measures))),
            (_("Ansvarig"), text(str(plan.owner))),
        )
    )


def _overview(measures: list[Measure]) -> Table:
    columns = (
        Column(_("Insats"), share=4),
        Column(_("Läge"), share=2),
        Column(_("Ansvarig funktion"), share=4),
        Column(_("Klar senast"), "date", share=2),
        Column(_("Kostnad"), "money"),
    )
    rows = [
        (
            Run(measure.title, href=measure.get_absolute_url()),
            measure.get_state_display(),
            str(measure.responsible),
            measure.ends,
            measure.cost,
        )
        for measure in measures
    ]
    return Table(_("Insatserna i planen"), columns, rows, name=_("Insatser"))


def _told(measure: Measure) -> list[Block]:
    told: list[Block] = [Heading(measure.title, 2)]
    if measure.aim:
        told.append(Paragraph(text(measure.aim)))
    items = [
        (_("Skäl"), _reasons(measure)),
        (_("Ansvarig funktion"), text(str(measure.responsible))),
        (_("Stödjer"), text(", ".join(str(one) for one in measure.supporting.all()))),
        (_("Tid"), text(period(measure.starts, measure.ends))),
        (
            _("Läge"),
            text(measure.get_state_display(), ". " if measure.judgement else "", measure.judgement),
        ),
        (_("Resurs"), text(measure.resource)),
        (_("Aktivitet"), text(measure.activity)),
        (_("Prestation"), text(measure.output)),
        (_("Effekt för rättighetsbärare"), text(measure.effect)),
        (_("Vad som visar effekten"), text(measure.evidence)),
        (_("Vilka har blivit hörda"), text(measure.heard)),
        (_("Samarbetar med"), text(measure.partners)),
        (_("Om den ansvarige slutar"), text(measure.continuity)),
        (_("Vad vi lärde oss"), text(measure.learned)),
        (_("Hur det lever vidare"), text(measure.lives_on)),
    ]
    told += [Paragraph((Run(f"{term}: ", bold=True), *value)) for term, value in items if value]
    return told


def _reasons(measure: Measure):
    parts: list[Any] = []
    for reason in measure.reasons.all():
        if parts:
            parts.append("\n")
        parts += [f"{reason.get_kind_display()}: ", Run(reason.wording, href=reason.address)]
    return text(*parts)


def _all_fields(measures: list[Measure]) -> Table:
    columns = (
        Column(_("Insats")),
        Column(_("Läge")),
        Column(_("Bedömning")),
        Column(_("Skäl")),
        Column(_("Ansvarig funktion")),
        Column(_("Från och med"), "date"),
        Column(_("Klar senast"), "date"),
        Column(_("Kostnad, kr"), "money"),
        Column(_("Resurs")),
        Column(_("Aktivitet")),
        Column(_("Prestation")),
        Column(_("Effekt")),
        Column(_("Vad som visar effekten")),
        Column(_("Vilka har blivit hörda")),
    )
    rows = [
        (
            Run(one.title, href=one.get_absolute_url()),
            one.get_state_display(),
            one.judgement,
            "\n".join(reason.wording for reason in one.reasons.all()),
            str(one.responsible),
            one.starts,
            one.ends,
            one.cost,
            one.resource,
            one.activity,
            one.output,
            one.effect,
            one.evidence,
            one.heard,
        )
        for one in measures
    ]
    return Table(_("Alla uppgifter om insatserna"), columns, rows, name=_("Alla uppgifter"))
