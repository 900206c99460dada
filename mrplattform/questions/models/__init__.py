from mrplattform.questions.models.answers import Answer, AnswerSheet, Evidence
from mrplattform.questions.models.frameworks import (
    Framework,
    FrameworkVersion,
    Kind,
    Question,
    Section,
)

__all__ = [
    "Answer",
    "AnswerSheet",
    "Evidence",
    "Framework",
    "FrameworkVersion",
    "Kind",
    "Question",
    "Section",
]
