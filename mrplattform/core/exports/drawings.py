"""The page's drawings, made to stand alone on paper: own colours, own signs, no page around."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from django.template.loader import render_to_string
from django.utils.safestring import mark_safe

MARK = Path(__file__).resolve().parents[1] / "static" / "core" / "mark.svg"
# On paper a ridge is a thumb wide; its numbers must still be readable.
PAPER = "<style>.mr-ridge text{font-size:19px}</style>"
# The part of the mark's square that is drawn on.
MARK_BOX = "0 0 44 34"


def standalone(svg: str) -> str:
    """A page's drawing as a file of its own, with the light theme's colours."""
    opening, body = svg.split(">", 1)
    attributes = dict(re.findall(r'([\w-]+)="([^"]*)"', opening))
    width, height = attributes.get("viewBox", "0 0 100 100").split()[2:]
    return render_to_string(
        "core/chart.svg",
        {
            "width": width,
            "height": height,
            "css": attributes.get("class", ""),
            "alt": mark_safe(attributes.get("aria-label", "")),  # escaped where it was drawn
            "body": mark_safe(PAPER + body.rsplit("</svg>", 1)[0]),
        },
    )


@cache
def sign(name: str) -> str:
    """One of the levels' signs, "g2" say, as a drawing of its own."""
    return standalone(f'<svg viewBox="0 0 24 24"><use href="#{name}"/></svg>')


@cache
def mark() -> str:
    return re.sub(r'viewBox="[^"]*"', f'viewBox="{MARK_BOX}"', MARK.read_text(encoding="utf8"))
