from mrplattform.assessments.models.assessments import (
    HANDED_IN,
    AnswerLink,
    Assessment,
    Portion,
    Remark,
)
from mrplattform.assessments.models.coding import Coding, Passage, Quote, Reading, Theme
from mrplattform.assessments.models.findings import Basis, Finding
from mrplattform.assessments.models.nameless import Ballot, LiveSession, Ticket
from mrplattform.assessments.models.rounds import LEADERS, AskedUnit, Round

__all__ = [
    "HANDED_IN",
    "LEADERS",
    "AnswerLink",
    "AskedUnit",
    "Assessment",
    "Ballot",
    "Basis",
    "Coding",
    "Finding",
    "LiveSession",
    "Passage",
    "Portion",
    "Quote",
    "Reading",
    "Remark",
    "Round",
    "Theme",
    "Ticket",
]
