"""Word with real headings, Swedish as its language, repeated table heads and words for pictures."""

from mrplattform.core.exports.word.template import PLACES, Unusable, open_template, places_in
from mrplattform.core.exports.word.writer import TYPE, render_word

__all__ = ["PLACES", "TYPE", "Unusable", "open_template", "places_in", "render_word"]
