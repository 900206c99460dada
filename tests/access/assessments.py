"""Who may open what of rounds and sheets.

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


def written_round(w, **more):
    return {
        "title": "Plattformen 2027",
        "version": w.version.pk,
        "opens": "2027-01-01",
        "closes": "2099-01-01",
        "kind": "named",
        "reach": "own",
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
LEADERS = "strategist national_coordinator"
ONLY_STRATEGIST = {"opens": "strategist", "refused": but(OURS, "strategist")}
ONLY_LEADERS = {"opens": LEADERS, "refused": but(OURS, LEADERS)}
ONLY_NATIONAL = {"opens": "national_coordinator", "refused": "strategist"}
ONE_UNIT = {"opens": LEADERS, "refused": but(f"{SCHOOL} {ABOVE}", LEADERS)}

ROWS = [
    # Preparing
    Row("assessments:rounds", opens=EVERYONE),
    Row("assessments:rounds", query=FILE, opens=EVERYONE),
    Row("assessments:calendar", opens=EVERYONE),
    Row(
        "assessments:round_new",
        opens=f"{LEADERS} neighbour",
        refused=but(EVERYONE, LEADERS, "neighbour"),
    ),
    Row(
        "assessments:round_new",
        post=written_round,
        opens="strategist",
        invalid="neighbour national_coordinator",
        refused=but(EVERYONE, LEADERS, "neighbour"),
        note="another's function",
    ),
    Row(
        "assessments:round_new",
        post=lambda w: written_round(w, version=w.granby_version.pk),
        invalid=f"{LEADERS} neighbour",
        refused=but(EVERYONE, LEADERS, "neighbour"),
        note="another's questions",
    ),
    Row(
        "assessments:round_new",
        post=lambda w: written_round(
            w, reach="country", owner=w.functions["national_coordinator"].pk
        ),
        opens="national_coordinator",
        invalid="strategist neighbour",
        refused=but(EVERYONE, LEADERS, "neighbour"),
        note="the whole country",
    ),
    Row("assessments:round", args=of("draft"), opens=LEADERS, note="draft"),
    Row("assessments:round_edit", args=of("draft"), opens=LEADERS),
    Row(
        "assessments:round_edit",
        args=of("draft"),
        post=written_round,
        opens=LEADERS,
    ),
    Row(
        "assessments:round_edit",
        args=of("draft"),
        post=lambda w: written_round(w, owner=w.functions["neighbour"].pk),
        invalid=LEADERS,
        note="another's function",
    ),
    Row("assessments:round_edit", args=of("open"), **ONLY_LEADERS, note="open"),
    Row("assessments:round_units", args=of("draft"), opens=LEADERS),
    Row("assessments:round_units", args=of("draft"), post=chosen_unit, opens=LEADERS),
    Row(
        "assessments:round_units",
        args=of("draft"),
        post=foreign_function,
        invalid=LEADERS,
        note="another's function",
    ),
    Row("assessments:round_units", args=of("country_draft"), **ONLY_NATIONAL),
    Row("assessments:round_list", args=of("draft"), opens=LEADERS),
    Row(
        "assessments:round_list",
        args=of("draft"),
        post={"text": "Granby skolförvaltning", "sure": "1"},
        opens=LEADERS,
        note="another's unit is not found",
    ),
    Row("assessments:round_list", args=of("country_draft"), **ONLY_NATIONAL),
    Row("assessments:round_questions", args=of("draft"), opens=LEADERS),
    Row("assessments:round_questions", args=of("open"), **ONLY_LEADERS, note="open"),
    Row("assessments:open", args=of("draft"), post={}, opens=LEADERS),
    Row("assessments:plan", args=of("draft"), post={}, opens=LEADERS),
    Row("assessments:draft_again", args=of("planned"), post={}, opens=LEADERS),
    # Running
    Row("assessments:round", args=of("open"), opens=OURS),
    Row("assessments:round", args=of("open"), query=FILE, opens=OURS),
    Row("assessments:response", args=of("open"), opens=OURS),
    Row("assessments:response", args=of("open"), query=FILE, opens=OURS),
    Row("assessments:response", args=of("country"), opens=OURS, refused="neighbour"),
    Row("assessments:calendar_file", args=of("open"), opens=OURS),
    Row("assessments:calendar_file", args=of("country"), opens=f"{OURS} neighbour"),
    Row("assessments:preview", args=of("open"), **ONLY_LEADERS),
    Row("assessments:preview_question", args=lambda w: [w.rounds.open.pk, "f1"], **ONLY_LEADERS),
    Row("assessments:add_units", args=of("open"), **ONLY_LEADERS),
    Row("assessments:add_units", args=of("open"), post=chosen_unit, **ONLY_LEADERS),
    Row(
        "assessments:add_units",
        args=of("open"),
        post=foreign_function,
        invalid=LEADERS,
        refused=but(OURS, LEADERS),
        note="another's function",
    ),
    Row("assessments:remind", args=of("open"), post={}, **ONLY_LEADERS),
    Row("assessments:extend", args=of("open"), **ONLY_LEADERS),
    Row("assessments:extend", args=of("open"), post=LATER, **ONLY_LEADERS),
    Row("assessments:close", args=of("open"), post={}, **ONLY_LEADERS),
    Row(
        "assessments:close",
        args=of("country"),
        post={},
        opens="national_coordinator",
        refused=f"{but(OURS, 'national_coordinator')} neighbour",
    ),
    Row("assessments:reopen", args=of("closed"), **ONLY_LEADERS),
    Row("assessments:reopen", args=of("closed"), post=LATER, **ONLY_LEADERS),
    # One unit
    Row("assessments:asked", args=sheet("draft"), **ONE_UNIT),
    Row("assessments:asked", args=sheet("theirs"), opens="neighbour", note="Granby's"),
    Row(
        "assessments:asked",
        args=sheet("country"),
        opens="national_coordinator",
        refused="strategist neighbour",
    ),
    Row("assessments:remind_one", args=sheet("draft"), post={}, **ONE_UNIT),
    Row("assessments:extend_one", args=sheet("draft"), **ONE_UNIT),
    Row("assessments:extend_one", args=sheet("draft"), post=LATER, **ONE_UNIT),
    Row("assessments:functions", args=sheet("draft"), **ONE_UNIT),
    Row(
        "assessments:functions",
        args=sheet("draft"),
        post=lambda w: {
            "reporter": w.functions["neighbour"].pk,
            "approver": w.functions["manager"].pk,
        },
        invalid=LEADERS,
        refused=ONE_UNIT["refused"],
        note="another's function",
    ),
    Row(
        "assessments:share",
        args=sheet("country"),
        post={"shared": "1"},
        opens="neighbour",
        refused=LEADERS,
    ),
    Row(
        "assessments:share",
        args=sheet("draft"),
        post={"shared": "1"},
        refused=f"{SCHOOL} {ABOVE}",
        note="only over the country",
    ),
]
