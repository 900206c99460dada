from mrplattform.assessments.models.assessments import HANDED_IN, Assessment
from mrplattform.assessments.models.findings import Finding
from mrplattform.assessments.models.rounds import AskedUnit, Round

__all__ = ["HANDED_IN", "AskedUnit", "Assessment", "Finding", "Round"]
