"""A plan's directions, goals, risks, messages and budget as blocks of its document."""

from __future__ import annotations

from django.utils.translation import gettext as _

from mrplattform.core.exports.document import Block, Column, Heading, Paragraph, Run, Table, text
from mrplattform.plans.models import Goal, Plan


def part_blocks(plan: Plan) -> list[Block]:
    """In the order in which a plan is read; a part that is empty is left out."""
    return [*_goals(plan), *_budget(plan), *_risks(plan), *_messages(plan)]


def _goals(plan: Plan) -> list[Block]:
    directions = list(plan.directions.current())
    rows = plan.goals.current().select_related("owner__organisation", "plan")
    by_direction: dict[int | None, list[Goal]] = {}
    for goal in rows:
        by_direction.setdefault(goal.direction_id, []).append(goal)
    blocks: list[Block] = []
    for direction in directions:
        blocks += [Heading(direction.title), *_aim(direction.aim)]
        blocks += _goal_table(by_direction.pop(direction.pk, []), direction.title)
    loose = [goal for goals in by_direction.values() for goal in goals]
    if loose:
        blocks += [Heading(_("Mål")), *_goal_table(loose, _("Mål"))]
    return blocks


def _aim(aim: str) -> list[Block]:
    return [Paragraph(text(aim))] if aim else []


def _goal_table(goals: list[Goal], name: str) -> list[Block]:
    if not goals:
        return []
    columns = (
        Column(_("Mål"), share=3),
        Column(_("Var"), share=3),
        Column(_("Är"), share=3),
        Column(_("Vill"), share=3),
        Column(_("Nått senast"), "date", share=2),
        Column(_("Ansvarig funktion"), share=3),
    )
    cells = [
        (
            Run(one.title, href=one.get_absolute_url()),
            one.was,
            one.now,
            one.wanted,
            one.ends,
            str(one.owner),
        )
        for one in goals
    ]
    return [Table(_("Mål: %s") % name, columns, cells, name=name[:30])]


def _budget(plan: Plan) -> list[Block]:
    rows = list(plan.budget_lines.current().select_related("measure"))
    if not rows:
        return []
    columns = (
        Column(_("Går till"), share=4),
        Column(_("År")),
        Column(_("Budget"), "money", share=2),
        Column(_("Använt"), "money", share=2),
        Column(_("Varifrån"), share=3),
    )
    cells = [(one.title, str(one.year), one.amount, one.used, one.source) for one in rows]
    return [Heading(_("Budget")), Table(_("Budget"), columns, cells, name=_("Budget"))]


def _risks(plan: Plan) -> list[Block]:
    rows = list(plan.risks.current().select_related("owner__organisation"))
    if not rows:
        return []
    columns = (
        Column(_("Risk"), share=3),
        Column(_("Sannolikhet"), share=2),
        Column(_("Konsekvens"), share=2),
        Column(_("Vad vi gör åt den"), share=4),
        Column(_("Ansvarig funktion"), share=3),
    )
    cells = [
        (
            one.title,
            str(one.get_likelihood_display()),
            str(one.get_consequence_display()),
            one.response,
            str(one.owner),
        )
        for one in rows
    ]
    return [Heading(_("Risker")), Table(_("Risker"), columns, cells, name=_("Risker"))]


def _messages(plan: Plan) -> list[Block]:
    rows = list(plan.communications.current().select_related("owner__organisation"))
    if not rows:
        return []
    columns = (
        Column(_("Budskap"), share=4),
        Column(_("Vilka"), share=3),
        Column(_("Hur"), share=3),
        Column(_("När"), "date", share=2),
        Column(_("Ansvarig funktion"), share=3),
    )
    cells = [(one.title, one.audience, one.channel, one.day, str(one.owner)) for one in rows]
    name = _("Kommunikation")
    return [Heading(name), Table(name, columns, cells, name=name)]
