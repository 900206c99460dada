"""How a plan's parts are laid out: the pages of a plan, their tables, sums and pictures."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, Q, Sum
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mrplattform.core.charts import Chart, three_points
from mrplattform.core.tables import Column, Table
from mrplattform.plans.circles import open_to
from mrplattform.plans.models import BudgetLine, Direction, Goal, Message, Plan, Risk
from mrplattform.plans.models.parts import GRAVE, LIKELY


@dataclass(frozen=True)
class Tab:
    label: Any
    url: str
    current: bool


@dataclass(frozen=True)
class PartPage:
    """One kind of part: its page, its words, and what the page shows besides the list."""

    kind: str
    heading: Any
    lead: Any
    new: Any
    change: Any
    empty: Any
    template: str
    columns: list[Column]
    rows: Callable[[Plan], Any]
    context: Callable[[Plan], dict[str, Any]]


def plan_tabs(plan: Plan, current: str = "") -> list[Tab]:
    rows = [
        ("", _("Insatser"), plan.get_absolute_url()),
        *((kind, page.heading, _url(plan, kind)) for kind, page in PAGES.items()),
        ("versioner", _("Versioner"), reverse("plans:plan-versions", args=[plan.pk])),
    ]
    return [Tab(label, url, key == current) for key, label, url in rows]


def part_table(request, plan: Plan, kind: str) -> Table:
    page = PAGES[kind]
    name = f"{page.heading} {plan.title}"
    return Table(request, page.rows(plan), page.columns, name=name, page_size=200)


def _url(plan: Plan, kind: str) -> str:
    return reverse("plans:parts", args=[plan.pk, kind])


# --- Goals -----------------------------------------------------------------------------------


def movement(goal: Goal) -> Chart | None:
    """Where it was, where it is, where it shall be, when that can be told in numbers."""
    if not goal.has_numbers:
        return None
    was, now, wanted = (None if one is None else float(one) for one in goal.numbers)
    known = [one for one in (was, now, wanted) if one is not None]
    return three_points(
        was,
        now,
        wanted,
        low=0,
        high=max([*known, 1]),
        unit="%" if goal.unit.lower().startswith(("procent", "%")) else "",
        more_is_better=goal.more_is_better,
    )


def _goals(plan: Plan):
    rows = plan.goals.current().select_related("owner__organisation", "direction", "plan")
    return rows.prefetch_related("measures").order_by("direction__order", "direction_id", "pk")


def _goal_groups(plan: Plan) -> dict[str, Any]:
    """Directions with their goals, and the goals that stand by themselves."""
    goals = list(_goals(plan))
    for goal in goals:
        goal.chart = movement(goal)
        goal.answered_by = [one for one in goal.measures.all() if one.removed_at is None]
    groups = [
        (direction, [one for one in goals if one.direction_id == direction.pk])
        for direction in plan.directions.current()
    ]
    loose = [one for one in goals if one.direction_id is None or one.direction.removed_at]
    return {"groups": [*groups, (None, loose)] if loose else groups}


GOAL_COLUMNS = [
    Column("inriktning", gettext_lazy("Inriktning"), "direction.title"),
    Column("mal", gettext_lazy("Mål"), "title"),
    Column("var", gettext_lazy("Utgångsläge"), "was"),
    Column("nu", gettext_lazy("Nu"), "now"),
    Column("vill", gettext_lazy("Dit vi vill"), "wanted"),
    Column("vart", gettext_lazy("Utgångsläge i tal"), "was_number", kind="number"),
    Column("nut", gettext_lazy("Nu i tal"), "now_number", kind="number"),
    Column("villt", gettext_lazy("Dit vi vill i tal"), "wanted_number", kind="number"),
    Column("enhet", gettext_lazy("Vad talet räknar"), "unit"),
    Column("senast", gettext_lazy("Nått senast"), "ends", kind="date"),
    Column("horda", gettext_lazy("Vilka har blivit hörda"), "heard"),
    Column("andrade", gettext_lazy("Vad det ändrade"), "changed_by_hearing"),
    Column("ansvarig", gettext_lazy("Ansvarig funktion"), "owner"),
]

# --- Risks -----------------------------------------------------------------------------------


def _risks(plan: Plan):
    rows = plan.risks.current().select_related("owner__organisation", "measure", "plan")
    return rows.order_by("is_over", (F("likelihood") * F("consequence")).desc(), "pk")


def _risk_picture(plan: Plan) -> dict[str, Any]:
    """Likelihood by consequence, the likeliest at the top, with the risks by number in each."""
    risks = [one for one in _risks(plan) if not one.is_over]
    for number, one in enumerate(risks, 1):
        one.number = number
    rows = [
        (
            words,
            [
                {
                    "words": grave,
                    "example": Risk(likelihood=likely, consequence=size),
                    "risks": [r for r in risks if (r.likelihood, r.consequence) == (likely, size)],
                }
                for size, grave in GRAVE
            ],
        )
        for likely, words in reversed(LIKELY)
    ]
    return {"risk_rows": rows, "grave": [words for _n, words in GRAVE], "any_risk": bool(risks)}


RISK_COLUMNS = [
    Column("risk", gettext_lazy("Risk"), "title"),
    Column("lage", gettext_lazy("Läge"), "words"),
    Column("sannolikhet", gettext_lazy("Sannolikhet"), "get_likelihood_display"),
    Column("konsekvens", gettext_lazy("Konsekvens"), "get_consequence_display"),
    Column("vem", gettext_lazy("Vad händer, och för vem"), "consequence_for"),
    Column("svar", gettext_lazy("Vad vi gör åt den"), "response"),
    Column("insats", gettext_lazy("Insats"), "measure.title"),
    Column("ansvarig", gettext_lazy("Ansvarig funktion"), "owner"),
]

# --- Messages --------------------------------------------------------------------------------


def _messages(plan: Plan):
    return plan.communications.current().select_related("owner__organisation", "plan")


MESSAGE_COLUMNS = [
    Column("nar", gettext_lazy("När"), "day", kind="date"),
    Column("vilka", gettext_lazy("Vilka"), "audience"),
    Column("budskap", gettext_lazy("Budskap"), "title"),
    Column("hur", gettext_lazy("Hur"), "channel"),
    Column("ansvarig", gettext_lazy("Ansvarig funktion"), "owner"),
    Column("gjort", gettext_lazy("Gjort"), "done_on", kind="date"),
    Column("ledde", gettext_lazy("Vad det ledde till"), "came_of_it"),
]

# --- Budget ----------------------------------------------------------------------------------


def _budget(plan: Plan):
    return plan.budget_lines.current().select_related("measure", "plan")


def _budget_sums(plan: Plan) -> dict[str, Any]:
    rows = plan.budget_lines.current().order_by().values("year")
    sums = rows.annotate(budget=Sum("amount"), spent=Sum("used")).order_by("year")
    sums = [one | {"left": one["budget"] - (one["spent"] or 0)} for one in sums]
    total = {name: sum(one[name] or 0 for one in sums) for name in ("budget", "spent", "left")}
    return {"sums": sums, "total": total}


BUDGET_COLUMNS = [
    Column("ar", gettext_lazy("År"), "year", kind="text"),
    Column("till", gettext_lazy("Går till"), "title"),
    Column("insats", gettext_lazy("Insats"), "measure.title"),
    Column("budget", gettext_lazy("Budget, kr"), "amount", kind="money"),
    Column("anvant", gettext_lazy("Använt, kr"), "used", kind="money"),
    Column("varifran", gettext_lazy("Varifrån"), "source"),
]

# --- Directions ------------------------------------------------------------------------------


DIRECTION_COLUMNS = [
    Column("plats", gettext_lazy("Plats"), "order", kind="number"),
    Column("inriktning", gettext_lazy("Inriktning"), "title"),
    Column("leda", gettext_lazy("Vad den ska leda till"), "aim"),
]


def _directions(plan: Plan):
    """With how much gathers under each, of what everyone who may read the plan may read."""
    measures = Q(measures__removed_at=None, measures__circle__in=open_to(plan.circle))
    return (
        plan.directions.current()
        .select_related("plan")
        .order_by("order", "pk")
        .annotate(
            goal_count=Count("goals", filter=Q(goals__removed_at=None), distinct=True),
            measure_count=Count("measures", filter=measures, distinct=True),
        )
    )


def _nothing(plan: Plan) -> dict[str, Any]:
    return {}


PAGES: dict[str, PartPage] = {
    page.kind: page
    for page in (
        PartPage(
            Direction.SLUG,
            gettext_lazy("Inriktningar"),
            gettext_lazy("De linjer som planen följer. Mål och insatser samlas under dem."),
            gettext_lazy("Ny inriktning"),
            gettext_lazy("Ändra inriktningen"),
            gettext_lazy("En plan kan ha några få inriktningar, till exempel Lika bemötande."),
            "plans/directions.html",
            DIRECTION_COLUMNS,
            _directions,
            _nothing,
        ),
        PartPage(
            Goal.SLUG,
            gettext_lazy("Mål"),
            gettext_lazy("Vad som ska bli annorlunda för rättighetsbärare: var, är, vill."),
            gettext_lazy("Nytt mål"),
            gettext_lazy("Ändra målet"),
            gettext_lazy("Ett mål säger vad som ska vara annorlunda för dem det gäller."),
            "plans/goals.html",
            GOAL_COLUMNS,
            _goals,
            _goal_groups,
        ),
        PartPage(
            Risk.SLUG,
            gettext_lazy("Risker"),
            gettext_lazy("Vad som kan hindra planen, och vad ni gör åt det."),
            gettext_lazy("Ny risk"),
            gettext_lazy("Ändra risken"),
            gettext_lazy("Skriv det ni oroar er för, och vem som håller ögonen på det."),
            "plans/risks.html",
            RISK_COLUMNS,
            _risks,
            _risk_picture,
        ),
        PartPage(
            Message.SLUG,
            gettext_lazy("Kommunikation"),
            gettext_lazy("Vilka som ska få veta vad, hur och när. Från första dagen."),
            gettext_lazy("Nytt budskap"),
            gettext_lazy("Ändra budskapet"),
            gettext_lazy("Börja med dem som blev hörda: vad ska de få veta, och när?"),
            "plans/messages.html",
            MESSAGE_COLUMNS,
            _messages,
            _nothing,
        ),
        PartPage(
            BudgetLine.SLUG,
            gettext_lazy("Budget"),
            gettext_lazy("Vad planen kostar år för år, och varifrån pengarna kommer."),
            gettext_lazy("Ny budgetrad"),
            gettext_lazy("Ändra budgetraden"),
            gettext_lazy("En rad per år och ändamål räcker."),
            "plans/budget.html",
            BUDGET_COLUMNS,
            _budget,
            _budget_sums,
        ),
    )
}
