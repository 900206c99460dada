from mrplattform.plans.models.measures import Measure, ProgressNote, Reason, Telling
from mrplattform.plans.models.parts import PARTS, BudgetLine, Goal, Message, Risk
from mrplattform.plans.models.plans import Direction, Plan, PlanPart, PlanVersion

__all__ = [
    "PARTS",
    "BudgetLine",
    "Direction",
    "Goal",
    "Measure",
    "Message",
    "Plan",
    "PlanPart",
    "PlanVersion",
    "ProgressNote",
    "Reason",
    "Risk",
    "Telling",
]
