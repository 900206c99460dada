"""Rounds of other authorities that ask the same questions and that one may see."""

from __future__ import annotations

from mrplattform.assessments.models import Round
from mrplattform.core.sorting import swedish_key

MOST = 4  # others beside one's own


def others(user, round: Round) -> list[Round]:
    """Those that are shared with the reader or open to her, by the authority's name, each one's
    newest first."""
    rows = (
        Round.objects.visible_to(user)
        .opened()
        .by_units()
        .filter(version__framework__key=round.version.framework.key)
        .exclude(authority=round.authority_id)
        .select_related("authority", "version__framework")
    )
    return sorted(rows, key=lambda one: (swedish_key(one.authority.name), -one.opens.toordinal()))


def newest_of_each(rounds: list[Round]) -> list[Round]:
    newest: dict[int, Round] = {}
    for one in rounds:
        newest.setdefault(one.authority_id, one)
    return list(newest.values())[:MOST]
