from mrplattform.agreements.models.agreements import Agreement, AgreementPart, Paper, Party, Stage
from mrplattform.agreements.models.obligations import Due, Move, Obligation

# The parts that are made, changed, removed and put back in the same way, by their addresses.
PARTS: dict[str, type[AgreementPart]] = {one.SLUG: one for one in (Party, Stage, Obligation)}

__all__ = [
    "PARTS",
    "Agreement",
    "AgreementPart",
    "Due",
    "Move",
    "Obligation",
    "Paper",
    "Party",
    "Stage",
]
