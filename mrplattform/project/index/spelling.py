"""'Menade du …': when nothing was found, the nearest words of what the person can find."""

from __future__ import annotations

from difflib import get_close_matches

from mrplattform.project.index.find import Search, visible_entries
from mrplattform.project.index.words import WORD, words

# Words from the newest titles are enough to spell by, and quick to compare with.
MOST_TITLES = 3000
SHORTEST = 4
# Of the letters; two of three for a word of six would already be another word.
NEAR = 0.75


def corrected(user, query: str) -> str:
    """The query as it was probably meant; empty when that would find nothing either.

    Only words from things that the person may see are proposed, so nothing is told by a proposal.
    """
    known = _vocabulary(user)
    meant = WORD.sub(lambda match: _nearest(match[0], known), query)
    return meant if meant != query and Search(user, meant).hits else ""


def _vocabulary(user) -> set[str]:
    newest = visible_entries(user).order_by("-pk")
    titles = newest.values_list("title", flat=True)[:MOST_TITLES]
    return {word for title in titles for word in words(title) if len(word) >= SHORTEST}


def _nearest(word: str, known: set[str]) -> str:
    lower = word.lower()
    if lower in known or len(word) < SHORTEST:
        return word
    return next(iter(get_close_matches(lower, known, n=1, cutoff=NEAR)), word)
