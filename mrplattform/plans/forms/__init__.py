from mrplattform.plans.forms.adoption import AdoptionForm
from mrplattform.plans.forms.measures import JudgeForm, MeasureForm, ReasonForm
from mrplattform.plans.forms.plans import PlanForm

__all__ = ["AdoptionForm", "JudgeForm", "MeasureForm", "PlanForm", "ReasonForm"]
