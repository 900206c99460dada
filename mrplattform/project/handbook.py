"""The handbook: Markdown files that the help pages show, and search."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import nh3
from django.conf import settings
from django.urls import reverse
from django.utils.html import strip_tags
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import slugify
from markdown_it import MarkdownIt

from mrplattform.project.index.words import searchable, terms

NAME = re.compile(r"(?P<number>\d\d)-(?P<slug>[a-z0-9-]+)\.md")
TAGS = nh3.ALLOWED_TAGS
ATTRIBUTES = {**nh3.ALLOWED_ATTRIBUTES, "h2": {"id"}, "h3": {"id"}}


@dataclass(frozen=True)
class Page:
    slug: str
    title: str
    body: SafeString
    # (id, words) of each heading, so that a part can be linked to
    parts: tuple[tuple[str, str], ...]

    @property
    def address(self) -> str:
        return reverse("project:help_page", args=[self.slug])

    @property
    def text(self) -> str:
        return strip_tags(self.body)


def pages() -> list[Page]:
    """All pages in the order of their numbers; read again when a file changes."""
    files = sorted(Path(settings.HANDBOOK_DIR).glob("*.md"))
    return [_read(path, path.stat().st_mtime_ns) for path in files if NAME.fullmatch(path.name)]


def page(slug: str) -> Page | None:
    return next((one for one in pages() if one.slug == slug), None)


def search(query: str) -> list[Page]:
    """The pages that hold all the words, in any inflection; the last may be half written."""
    wanted = terms(query)
    if not wanted:
        return []
    return [one for one in pages() if _holds(_words(one.title + " " + one.text), wanted)]


@lru_cache(maxsize=200)
def _words(text: str) -> str:
    return f" {searchable(text)} "


def _holds(words: str, wanted: list[tuple[str, ...]]) -> bool:
    *whole, last = wanted
    return all(any(f" {form} " in words for form in forms) for forms in whole) and any(
        f" {form}" in words for form in last
    )


@lru_cache(maxsize=200)
def _read(path: Path, changed: int) -> Page:
    title, parts = path.stem, []
    markdown = MarkdownIt("commonmark").enable("table")
    tokens = markdown.parse(path.read_text(encoding="utf8"))
    for place, token in enumerate(tokens):
        if token.type != "heading_open":
            continue
        words = tokens[place + 1].content
        if token.tag == "h1":
            title = words
        elif token.tag == "h2":
            token.attrSet("id", slugify(words))
            parts.append((slugify(words), words))
    html = markdown.renderer.render(_without_title(tokens), markdown.options, {})
    clean = nh3.clean(_linked(html), tags=TAGS, attributes=ATTRIBUTES, link_rel=None)
    return Page(path.stem[3:], title, mark_safe(clean), tuple(parts))


def _without_title(tokens: list) -> list:
    """The page shows the title itself."""
    start = next((place for place, token in enumerate(tokens) if token.tag == "h1"), None)
    return tokens if start is None else tokens[:start] + tokens[start + 3 :]


def _linked(html: str) -> str:
    """Links between the files lead between the pages."""
    return re.sub(
        r'href="(?:\./)?' + NAME.pattern + r'(?P<part>#[^"]*)?"',
        lambda m: f'href="{reverse("project:help_page", args=[m["slug"]])}{m["part"] or ""}"',
        html,
    )
