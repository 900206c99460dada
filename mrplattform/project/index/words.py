"""Swedish words reduced to their base forms, so that 'bostäder' finds 'bostad' on any database.

A dictionary knows that 'bostäder' are a 'bostad', but takes 'tolkar' for the verb; an ending taken
off brings 'tolkar' to 'tolk', but 'bostäder' nowhere. Both together find what either would miss.
"""

from __future__ import annotations

import re
from functools import lru_cache

import simplemma

# Letters and digits, as both databases cut words: hyphens, underscores and signs part them.
WORD = re.compile(r"[^\W_]+")
# "rättighetskrockar" is in no dictionary, "krockar" is: Swedish puts words together freely.
SHORTEST_PART = 4
ENDINGS = ("arna", "erna", "orna", "aren", "ar", "er", "or", "en", "et", "na", "n", "t")
VOWELS = set("aeiouyåäöé")


def words(text: str) -> list[str]:
    """'Åtta barns rätt' → ['åtta', 'barns', 'rätt']."""
    return WORD.findall(text.lower())


@lru_cache(maxsize=50_000)
def forms(word: str) -> tuple[str, ...]:
    """The word itself, its form in the dictionary, and it without its ending."""
    return tuple(dict.fromkeys([word, base_form(word), _without_ending(word)]))


def searchable(text: str) -> str:
    """What the index keeps of a text: each word with all its forms."""
    return " ".join(form for word in words(text) for form in forms(word))


def terms(query: str) -> list[tuple[str, ...]]:
    """The query's words, each with the forms that would do."""
    return [forms(word) for word in words(query)]


def base_form(word: str) -> str:
    lemma = simplemma.lemmatize(word, lang="sv").lower()
    return lemma if lemma != word else _compound(word)


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


def _without_ending(word: str) -> str:
    """Take off the possessive s and the longest ending that leaves something like a word."""
    if word.endswith("s") and not word.endswith("ss") and _is_stem(word[:-1]):
        word = word[:-1]
    for ending in ENDINGS:
        stem = word.removesuffix(ending)
        if stem != word and _is_stem(stem):
            return stem
    return word


def _is_stem(stem: str) -> bool:
    return len(stem) >= 3 and bool(VOWELS & set(stem))
