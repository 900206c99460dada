"""Reading answers without names: how many have answered, what the closed round tells, the texts."""

from mrplattform.assessments.nameless.box import Box, Breakdown, Group, Spread, texts
from mrplattform.assessments.nameless.turnout import Turnout, turnout

__all__ = ["Box", "Breakdown", "Group", "Spread", "Turnout", "texts", "turnout"]
