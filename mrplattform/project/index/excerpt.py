"""The part of a text that answers a search, with the words marked."""

from __future__ import annotations

import re

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from mrplattform.project.index.words import WORD, forms, terms

LENGTH = 220
BEFORE = 60


def excerpt(text: str, query: str) -> SafeString:
    """Around the first word that was asked for; from the beginning when none stands here."""
    text = " ".join(text.split())
    start = next((match.start() for match in _hits(text, query)), 0)
    start = _word_start(text, max(0, start - BEFORE))
    part = text[start : start + LENGTH]
    if start + LENGTH < len(text):
        part = part[: part.rfind(" ")] if " " in part else part
        return format_html("{}{} …", "… " if start else "", marked(part, query))
    return format_html("{}{}", "… " if start else "", marked(part, query))


def marked(text: str, query: str) -> SafeString:
    pieces, end = [], 0
    for match in _hits(text, query):
        pieces += [(text[end : match.start()], match[0])]
        end = match.end()
    return format_html("{}{}", format_html_join("", "{}<mark>{}</mark>", pieces), text[end:])


def _hits(text: str, query: str) -> list[re.Match]:
    wanted = terms(query)
    if not wanted:
        return []
    asked = {form for some in wanted for form in some}
    return [match for match in WORD.finditer(text) if _is_hit(match[0].lower(), asked, wanted[-1])]


def _is_hit(word: str, asked: set[str], beginning: tuple[str, ...]) -> bool:
    return bool(asked.intersection(forms(word))) or word.startswith(beginning)


def _word_start(text: str, place: int) -> int:
    return text.find(" ", place) + 1 if place else 0
