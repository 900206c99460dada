"""Word with real headings, Swedish as its language, repeated table heads and words for pictures."""

from mrplattform.core.exports.word.writer import TYPE, render_word

__all__ = ["TYPE", "render_word"]
