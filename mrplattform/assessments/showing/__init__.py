"""Results as people look at them: matrices, what to notice, and rows for files."""

from __future__ import annotations

from django.utils.translation import gettext as _

from mrplattform.assessments.models import Round
from mrplattform.assessments.showing.matrices import Shown, Wish
from mrplattform.questions.reading import season

__all__ = ["Shown", "Wish", "describe"]


def describe(round: Round) -> str:
    """'Svar från hösten 2026': how fresh it is."""
    return _("Svar från %s") % season(round.opens)
