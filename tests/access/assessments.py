"""Who may open what of rounds, sheets and results.

The reporter and the manager hold the functions that answer and approve for the school. Everyone
of Ekvik sees an open round; before the school has handed in, its answers are for the school and
the strategist.
"""

from tests.access.row import EVERYONE, OURS, Row, but

SCHOOL = "strategist reporter manager"
# At the root: they see that the school was asked, also from inside the answering pages.
ABOVE = "elected auditor reader network_coordinator reviewer researcher national_coordinator"


def of(name):
    """The round in that state."""
    return lambda w: [getattr(w.rounds, name).pk]


def sheet(name, *more):
    return lambda w: [getattr(w.sheets, name).pk, *more]


def results(name, *, section=False, cell=False):
    def args(w):
        one = getattr(w.sheets, name)
        return [one.round_id, *(["s"] if section or cell else []), *([one.pk] if cell else [])]

    return args


def written_round(w, **more):
    return {
        "title": "Plattformen 2027",
        "version": w.version.pk,
        "opens": "2027-01-01",
        "closes": "2099-01-01",
        "circle": "authority",
        "owner": w.functions["strategist"].pk,
        "edition": 1,
        **more,
    }


def chosen_unit(w, **more):
    unit = w.social.pk
    reporter, manager = w.functions["other_reporter"].pk, w.functions["strategist"].pk
    return {
        f"unit_{unit}": "on",
        f"reporter_{unit}": reporter,
        f"approver_{unit}": manager,
        **more,
    }


def foreign_function(w):
    return chosen_unit(w, **{f"reporter_{w.social.pk}": w.functions["neighbour"].pk})


LATER = {"closes": "2099-01-01", "why": "Fler behöver tid."}
FILE = "?format=csv"
ONLY_STRATEGIST = {"opens": "strategist", "refused": but(OURS, "strategist")}

ROWS = [
    # Preparing
    Row("assessments:rounds", opens=EVERYONE),
    Row("assessments:rounds", query=FILE, opens=EVERYONE),
    Row(
        "assessments:round_new",
        opens="strategist neighbour",
        refused=but(EVERYONE, "strategist neighbour"),
    ),
    Row(
        "assessments:round_new",
        post=written_round,
        opens="strategist",
        invalid="neighbour",
        refused=but(EVERYONE, "strategist neighbour"),
        note="another's function",
    ),
    Row(
        "assessments:round_new",
        post=lambda w: written_round(w, version=w.granby_version.pk),
        invalid="strategist neighbour",
        refused=but(EVERYONE, "strategist neighbour"),
        note="another's questions",
    ),
    Row("assessments:round", args=of("draft"), opens="strategist", note="draft"),
    Row("assessments:round_edit", args=of("draft"), opens="strategist"),
    Row("assessments:round_edit", args=of("draft"), post=written_round, opens="strategist"),
    Row(
        "assessments:round_edit",
        args=of("draft"),
        post=lambda w: written_round(w, owner=w.functions["neighbour"].pk),
        invalid="strategist",
        note="another's function",
    ),
    Row("assessments:round_edit", args=of("open"), **ONLY_STRATEGIST, note="open"),
    Row("assessments:round_units", args=of("draft"), opens="strategist"),
    Row("assessments:round_units", args=of("draft"), post=chosen_unit, opens="strategist"),
    Row(
        "assessments:round_units",
        args=of("draft"),
        post=foreign_function,
        invalid="strategist",
        note="another's function",
    ),
    Row("assessments:open", args=of("draft"), post={}, opens="strategist"),
    # Running
    Row("assessments:round", args=of("open"), opens=OURS),
    Row("assessments:round", args=of("open"), query=FILE, opens=OURS),
    Row("assessments:add_units", args=of("open"), **ONLY_STRATEGIST),
    Row("assessments:add_units", args=of("open"), post=chosen_unit, **ONLY_STRATEGIST),
    Row(
        "assessments:add_units",
        args=of("open"),
        post=foreign_function,
        invalid="strategist",
        refused=but(OURS, "strategist"),
        note="another's function",
    ),
    Row("assessments:remind", args=of("open"), post={}, **ONLY_STRATEGIST),
    Row("assessments:extend", args=of("open"), **ONLY_STRATEGIST),
    Row("assessments:extend", args=of("open"), post=LATER, **ONLY_STRATEGIST),
    Row("assessments:close", args=of("open"), post={}, **ONLY_STRATEGIST),
    Row("assessments:reopen", args=of("closed"), **ONLY_STRATEGIST),
    Row("assessments:reopen", args=of("closed"), post=LATER, **ONLY_STRATEGIST),
    Row(
        "assessments:functions",
        args=sheet("draft"),
        opens="strategist",
        refused=f"reporter manager {ABOVE}",
    ),
    Row(
        "assessments:functions",
        args=sheet("draft"),
        post=lambda w: {
            "reporter": w.functions["neighbour"].pk,
            "approver": w.functions["manager"].pk,
        },
        invalid="strategist",
        refused=f"reporter manager {ABOVE}",
        note="another's function",
    ),
    # Results
    Row("assessments:results", args=results("draft"), opens=OURS),
    Row("assessments:results", args=results("draft"), query=FILE, opens=OURS),
    Row("assessments:results", args=of("draft"), note="a draft has none"),
    Row("assessments:section", args=results("draft", section=True), opens=OURS),
    Row("assessments:section", args=results("draft", section=True), query=FILE, opens=OURS),
    Row(
        "assessments:cell",
        args=results("draft", cell=True),
        opens=SCHOOL,
        refused=but(OURS, SCHOOL),
    ),
    Row(
        "assessments:cell",
        args=results("draft", cell=True),
        query=FILE,
        opens=SCHOOL,
        refused=but(OURS, SCHOOL),
    ),
    Row("assessments:cell", args=results("submitted", cell=True), opens=OURS),
]
