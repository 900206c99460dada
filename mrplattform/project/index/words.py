"""Swedish words reduced to their base forms, so that 'bostäder' finds 'bostad' on any database."""

from __future__ import annotations

import re
from functools import lru_cache

import simplemma

# Letters and digits, as both databases cut words: hyphens, underscores and signs part them.
WORD = re.compile(r"[^\W_]+")
# "rättighetskrockar" is in no dictionary, "krockar" is: Swedish puts words together freely.
SHORTEST_PART = 4


def words(text: str) -> list[str]:
    """'Åtta barns rätt' → ['åtta', 'barns', 'rätt']."""
    return WORD.findall(text.lower())


@lru_cache(maxsize=50_000)
def base_form(word: str) -> str:
    lemma = simplemma.lemmatize(word, lang="sv").lower()
    return lemma if lemma != word else _compound(word)


def searchable(text: str) -> str:
    """What the index keeps of a text: each word, followed by its base form where that differs."""
    kept = []
    for word in words(text):
        kept.append(word)
        if (base := base_form(word)) != word:
            kept.append(base)
    return " ".join(kept)


def terms(query: str) -> list[list[str]]:
    """The query's words, each with the forms that would do."""
    return [sorted({word, base_form(word)}) for word in words(query)]


def _compound(word: str) -> str:
    """Reduce the last part that the dictionary knows; keep the word when there is none."""
    for start in range(1, len(word) - SHORTEST_PART + 1):
        part = word[start:]
        lemma = simplemma.lemmatize(part, lang="sv").lower()
        if lemma != part:
            return word[:start] + lemma
        if simplemma.is_known(part, lang="sv"):
            break
    return word
