"""Swedish order (å ä ö last) and search that finds Åre when asked for åre, on both databases."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from django.db.models import CharField, Func, TextField

COLLATION = "sv-x-icu"
# What PostgreSQL may call it: with ICU, or with the operating system's Swedish locale.
POSTGRES_NAMES = [COLLATION, "sv_SE.utf8", "sv_SE.UTF-8", "sv_SE"]
AFTER_Z = {"å": "\U0001d700", "ä": "\U0001d701", "æ": "\U0001d701", "ö": "\U0001d702"}
AFTER_Z["ø"] = AFTER_Z["ö"]


# For a PostgreSQL built without any Swedish order: capitals as small letters, accents taken off,
# and å ä ö as the three signs that follow z in the order of bytes.
CAPITALS, SMALL = "ABCDEFGHIJKLMNOPQRSTUVWXYZ", "abcdefghijklmnopqrstuvwxyz"
LETTERS = CAPITALS + "ÅÄÖåäöÆæØøÉéÈèÜüÁáÓó"
STAND_INS = SMALL + "{|}{|}||}}eeeeuuaaoo"


class Swedish(Func):
    """A text column in Swedish order, whatever the database was built with."""

    template = "(%(expressions)s COLLATE %(collation)s)"
    without = f"(translate(%(expressions)s, '{LETTERS}', '{STAND_INS}') COLLATE \"C\")"
    arity = 1

    def as_sql(self, compiler, connection, **extra_context):  # type: ignore[override]
        source = self.source_expressions[0]
        # Only text has an order of letters; PostgreSQL refuses the rest.
        if not isinstance(source.output_field, CharField | TextField):
            return compiler.compile(source)
        collation = getattr(connection, "swedish_collation", None)
        if not collation:
            extra_context["template"] = self.without
        else:
            extra_context["collation"] = connection.ops.quote_name(collation)
        return super().as_sql(compiler, connection, **extra_context)


def swedish(expression) -> Swedish:
    """For order_by: order_by(swedish("name")), order_by(swedish("name").desc())."""
    return Swedish(expression)


@lru_cache(maxsize=20_000)
def swedish_key(text: str | None) -> tuple[str, str]:
    """For sorted(): the same order in Python. Case and other accents only part equals."""
    text = text or ""
    letters = []
    for letter in unicodedata.normalize("NFC", text).casefold():
        letters.append(AFTER_Z.get(letter) or unicodedata.normalize("NFD", letter)[0])
    return "".join(letters), text.swapcase()


def prepare_connection(sender, connection, **kwargs) -> None:
    """Called for each new database connection (apps.py)."""
    if connection.vendor == "sqlite":
        connection.connection.create_collation(COLLATION, _compare)
        # SQLite's own LIKE folds A–Z only.
        connection.connection.create_function("like", 2, _like, deterministic=True)
        connection.connection.create_function("like", 3, _like, deterministic=True)
        connection.swedish_collation = COLLATION
    elif connection.vendor == "postgresql":
        connection.swedish_collation = _postgres_collation(connection)


def _postgres_collation(connection) -> str | None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT collname FROM pg_collation WHERE collname = ANY(%s)", [POSTGRES_NAMES]
        )
        there = {row[0] for row in cursor.fetchall()}
    return next((name for name in POSTGRES_NAMES if name in there), None)


def _compare(left: str, right: str) -> int:
    a, b = swedish_key(left), swedish_key(right)
    return (a > b) - (a < b)


def _like(pattern, text, escape=None):
    if pattern is None or text is None:
        return None
    return _pattern(str(pattern), escape).fullmatch(str(text)) is not None


@lru_cache(maxsize=500)
def _pattern(pattern: str, escape: str | None) -> re.Pattern:
    parts, letters = [], iter(pattern)
    for letter in letters:
        if escape and letter == escape:
            parts.append(re.escape(next(letters, "")))
        elif letter == "%":
            parts.append(".*")
        elif letter == "_":
            parts.append(".")
        else:
            parts.append(re.escape(letter))
    return re.compile("".join(parts), re.IGNORECASE | re.DOTALL)
