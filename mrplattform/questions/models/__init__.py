from mrplattform.questions.models.answers import Answer, AnswerSheet, Evidence
from mrplattform.questions.models.frameworks import (
    Framework,
    FrameworkVersion,
    Frozen,
    Kind,
    Option,
    Question,
    Section,
)

__all__ = [
    "Answer",
    "AnswerSheet",
    "Evidence",
    "Framework",
    "FrameworkVersion",
    "Frozen",
    "Kind",
    "Option",
    "Question",
    "Section",
]
