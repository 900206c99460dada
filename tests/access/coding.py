"""Who may read texts and give them themes.

The strategist's function reads first and the reader's second; both have read the texts. The
national coordinator of Ekvik coordinates without reading.
"""

from tests.access.row import EVERYONE, Row, but

CODE = "strategist reader"
LEAD = "strategist national_coordinator"
SEE = f"{CODE} national_coordinator"
START = "strategist national_coordinator neighbour"


def coding(w):
    return [w.coding.pk]


def text(w):
    return [w.coding.pk, 1]


def theme(w):
    return [w.theme.pk]


def quote(w):
    return [w.quote.pk]


def pasted(who, **more):
    """Texts that somebody pastes, read by that person's function."""
    fields = {"title": "Ny", "words": "En text", "parted": "line", "edition": 1, **more}
    return lambda w: fields | {"first": w.functions[who].pk}


def seen(w):
    return {"saw": "-", "themes": [w.theme.pk]}


def foreign_theme(w):
    return {"saw": "-", "themes": [w.granby_theme.pk]}


ROWS = [
    Row("assessments:codings", opens=EVERYONE),
    Row("assessments:codings", query="?format=csv", opens=EVERYONE),
    Row("assessments:coding_new", opens=START, refused=but(EVERYONE, START)),
    Row(
        "assessments:coding_new",
        query="?egna=1",
        post=pasted("strategist"),
        opens=LEAD,
        invalid="neighbour",
        refused=but(EVERYONE, START),
        note="another's function",
    ),
    Row(
        "assessments:coding_new",
        query="?egna=1",
        post=pasted("neighbour"),
        opens="neighbour",
        invalid=LEAD,
        refused=but(EVERYONE, START),
        note="another's function",
    ),
    # One coding
    Row("assessments:coding", args=coding, opens=SEE),
    Row("assessments:coding", args=lambda w: [w.granby_coding.pk], opens="neighbour"),
    Row("assessments:coding_edit", args=coding, opens=LEAD, refused="reader"),
    Row(
        "assessments:coding_edit",
        args=coding,
        post=pasted("neighbour"),
        invalid=LEAD,
        refused="reader",
        note="another's function",
    ),
    Row("assessments:coding_texts", args=coding, opens=LEAD, refused="reader"),
    Row(
        "assessments:coding_texts",
        args=coding,
        post={"words": "En text till", "parted": "line"},
        opens=LEAD,
        refused="reader",
    ),
    Row("assessments:coding_close", args=coding, post={}, opens=LEAD, refused="reader"),
    Row("assessments:coding_reopen", args=coding, post={}, opens=LEAD, refused="reader"),
    # Reading
    Row("assessments:coding_read", args=coding, opens=CODE, refused="national_coordinator"),
    Row("assessments:coding_text", args=text, opens=CODE, refused="national_coordinator"),
    Row(
        "assessments:coding_text",
        args=lambda w: [w.unread_coding.pk, 1],
        post=foreign_theme,
        invalid="strategist",
        refused="national_coordinator",
        note="another's theme",
    ),
    # Themes
    Row("assessments:coding_themes", args=coding, opens=SEE),
    Row("assessments:coding_themes", args=coding, query="?format=csv", opens=SEE),
    Row("assessments:coding_themes", args=coding, post={"name": "Nytt"}, opens=SEE),
    Row("assessments:coding_theme", args=theme, opens=SEE),
    Row("assessments:theme_edit", args=theme, opens=SEE),
    Row("assessments:theme_edit", args=theme, post={"name": "X", "edition": 1}, opens=SEE),
    Row("assessments:theme_move", args=theme, post={"do": "down"}, opens=SEE),
    Row("assessments:theme_merge", args=theme, opens=SEE),
    Row(
        "assessments:theme_merge",
        args=theme,
        post=lambda w: {"into": w.granby_theme.pk},
        invalid=SEE,
        note="another's theme",
    ),
    Row("assessments:theme_split", args=theme, opens=SEE),
    Row(
        "assessments:theme_split",
        args=theme,
        post=lambda w: {"name": "Eget", "passages": [w.granby_coding.passages.get().pk]},
        invalid=SEE,
        note="another's text",
    ),
    Row("assessments:theme_remove", args=theme, post={"then": "again"}, opens=SEE),
    # Comparing and results
    Row("assessments:coding_compare", args=coding, opens=SEE),
    Row("assessments:coding_compare", args=coding, query="?format=csv", opens=SEE),
    Row("assessments:coding_settle", args=text, opens=SEE),
    Row("assessments:coding_settle", args=text, post=seen, opens=SEE),
    Row(
        "assessments:coding_settle",
        args=text,
        post=foreign_theme,
        invalid=SEE,
        note="another's theme",
    ),
    Row("assessments:coding_result", args=coding, opens=SEE),
    Row("assessments:coding_result", args=coding, query="?format=xlsx", opens=SEE),
    Row("assessments:coding_result", args=coding, query="?format=texter", opens=SEE),
    Row("assessments:quote_new", args=text, opens=LEAD, refused="reader"),
    Row(
        "assessments:quote_new",
        args=text,
        post=lambda w: {"text": "Ord", "theme": w.granby_theme.pk},
        invalid=LEAD,
        refused="reader",
        note="another's theme",
    ),
    Row("assessments:quote_remove", args=quote, post={}, opens=LEAD, refused="reader"),
]
