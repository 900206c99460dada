from mrplattform.questions.models.answers import Answer, AnswerSheet, Evidence, random_key
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
    "random_key",
]
