from mrplattform.questions.models.answers import Answer, AnswerSheet, Evidence, random_key
from mrplattform.questions.models.frameworks import (
    EDITORS,
    Framework,
    FrameworkVersion,
    Frozen,
    Kind,
    Option,
    Question,
    Section,
)

__all__ = [
    "EDITORS",
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
