from mrplattform.plans.models.measures import Measure, Reason, Telling
from mrplattform.plans.models.plans import Plan

__all__ = ["Measure", "Plan", "Reason", "Telling"]
