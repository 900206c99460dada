from mrplattform.organisations.models.decisions import Decision, Locked, RetentionRule
from mrplattform.organisations.models.functions import (
    Function,
    FunctionPeriod,
    Holding,
    Role,
    Term,
)
from mrplattform.organisations.models.groups import Group, Seat
from mrplattform.organisations.models.imports import Import
from mrplattform.organisations.models.papers import WordTemplate
from mrplattform.organisations.models.people import Invitation, Person, SignInLink, SignInRules
from mrplattform.organisations.models.sharing import Circle, Share
from mrplattform.organisations.models.tree import (
    OfficialCode,
    Organisation,
    OrganisationPeriod,
    Reorganisation,
    Succession,
)

__all__ = [
    "Circle",
    "Decision",
    "Function",
    "FunctionPeriod",
    "Group",
    "Holding",
    "Import",
    "Invitation",
    "Locked",
    "OfficialCode",
    "Organisation",
    "OrganisationPeriod",
    "Person",
    "Reorganisation",
    "RetentionRule",
    "Role",
    "Seat",
    "Share",
    "SignInLink",
    "SignInRules",
    "Succession",
    "Term",
    "WordTemplate",
]
