"""Who may open what of a round's results.

Everyone of Ekvik opens the pages of a round; what stands on them is another question, asked by
assessments/tests/test_results_leak.py. A unit's answers are for the school and the strategist
until they are handed in. Granby is asked by a round over the country, and opens that.
"""

from tests.access.row import OURS, Row, but

SCHOOL = "strategist reporter manager"
FILE, BOOK = "?format=csv", "?format=xlsx"
PAGES = ("time", "movement", "spread", "texts", "meeting")


def results(name, *more):
    """The round of that sheet."""
    return lambda w: [getattr(w.sheets, name).round_id, *more]


def cell(name):
    def args(w):
        one = getattr(w.sheets, name)
        return [one.round_id, "s", one.pk]

    return args


def of(name):
    return lambda w: [getattr(w.rounds, name).pk]


def granbys_unit(w):
    """Ekvik's round, Granby's sheet."""
    return [w.sheets.draft.round_id, "s", w.sheets.theirs.pk]


ASKED = f"{OURS} neighbour"

ROWS = [
    Row("assessments:results", args=results("draft"), opens=OURS),
    Row("assessments:results", args=results("draft"), query=FILE, opens=OURS),
    Row("assessments:results", args=results("draft"), query="?format=pdf", opens=OURS),
    Row("assessments:results", args=of("draft"), note="a draft has none"),
    Row("assessments:results", args=results("theirs"), opens="neighbour", note="Granby's"),
    Row("assessments:results", args=of("country"), opens=ASKED, note="the country"),
    Row("assessments:section", args=results("draft", "s"), opens=OURS),
    Row("assessments:section", args=results("draft", "s"), query=FILE, opens=OURS),
    Row("assessments:section", args=results("country", "s"), opens=ASKED, note="the country"),
    Row("assessments:cell", args=cell("draft"), opens=SCHOOL, refused=but(OURS, SCHOOL)),
    Row(
        "assessments:cell",
        args=cell("draft"),
        query=FILE,
        opens=SCHOOL,
        refused=but(OURS, SCHOOL),
    ),
    Row("assessments:cell", args=cell("submitted"), opens=OURS),
    Row("assessments:cell", args=granbys_unit, note="Granby's unit in Ekvik's round"),
    Row(
        "assessments:cell",
        args=cell("country"),
        opens="neighbour national_coordinator",
        refused=but(OURS, "national_coordinator"),
        note="the country",
    ),
    *[
        Row(f"assessments:{name}", args=results("draft"), query=query, opens=OURS)
        for name in (*PAGES, "compare")
        for query in ("", FILE, BOOK)
    ],
    *[
        Row(f"assessments:{name}", args=results("theirs"), opens="neighbour", note="Granby's")
        for name in (*PAGES, "compare", "workbook")
    ],
    *[
        Row(f"assessments:{name}", args=of("country"), query=query, opens=ASKED, note="the country")
        for name in (*PAGES, "country")
        for query in ("", FILE)
    ],
    Row("assessments:compare", args=of("country"), note="the country has a page of its own"),
    Row("assessments:country", args=results("draft"), note="no round over the country"),
    Row("assessments:workbook", args=results("draft"), opens=OURS),
    Row("assessments:workbook", args=of("country"), opens=ASKED, note="the country"),
    Row("assessments:workbook", args=of("draft"), note="a draft has none"),
    Row(
        "assessments:movement",
        args=results("draft"),
        query="?enhet=999999&jamfor=999999&avsnitt=x",
        opens=OURS,
        note="what does not exist",
    ),
    Row(
        "assessments:compare",
        args=results("draft"),
        query="?med=999999",
        opens=OURS,
        note="a round that is not shared",
    ),
]
