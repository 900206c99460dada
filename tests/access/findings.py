"""Who may read and write findings, and what they may be made to rest on."""

from tests.access.row import EVERYONE, OURS, Row, but

FILE = "?format=csv"
ONLY_STRATEGIST = {"opens": "strategist", "refused": but(OURS, "strategist")}


def written_finding(w, **more):
    return {
        "title": "Slutsats",
        "kind": "gap",
        "weight": "2",
        "circle": "authority",
        "edition": 1,
        **more,
    }


def foreign_answer(w):
    return written_finding(w, answers=[w.sheets.theirs.sheet.answers.get().pk])


ROWS = [
    Row("assessments:findings", opens=EVERYONE),
    Row("assessments:findings", query=FILE, opens=EVERYONE),
    Row("assessments:finding", args=lambda w: [w.written.pk], opens=OURS),
    Row(
        "assessments:finding_new",
        opens="strategist neighbour",
        refused=but(EVERYONE, "strategist neighbour"),
    ),
    Row(
        "assessments:finding_new",
        post=foreign_answer,
        invalid="strategist neighbour",
        refused=but(EVERYONE, "strategist neighbour"),
        note="another's answer",
    ),
    Row("assessments:finding_edit", args=lambda w: [w.written.pk], **ONLY_STRATEGIST),
    Row(
        "assessments:finding_edit",
        args=lambda w: [w.written.pk],
        post=written_finding,
        **ONLY_STRATEGIST,
    ),
    Row(
        "assessments:finding_edit",
        args=lambda w: [w.written.pk],
        post=foreign_answer,
        invalid="strategist",
        refused=but(OURS, "strategist"),
        note="another's answer",
    ),
    Row(
        "assessments:finding_edit",
        args=lambda w: [w.written.pk],
        post=lambda w: written_finding(w, topics=[w.granby_topic.pk]),
        invalid="strategist",
        refused=but(OURS, "strategist"),
        note="another's topic",
    ),
    Row(
        "assessments:finding_remove",
        args=lambda w: [w.written.pk],
        post={},
        **ONLY_STRATEGIST,
    ),
    Row(
        "assessments:removed",
        opens="strategist neighbour",
        refused=but(EVERYONE, "strategist neighbour"),
    ),
    Row(
        "assessments:finding_restore",
        args=lambda w: [w.removed_finding.pk],
        post={},
        **ONLY_STRATEGIST,
    ),
    # What it rests on among many: another's round, another's unit, another's theme
    Row(
        "assessments:finding_new",
        post=lambda w: written_finding(w, bases=[f"{w.sheets.theirs.round_id}|s|||"]),
        invalid="strategist",
        opens="neighbour",
        refused=but(EVERYONE, "strategist neighbour"),
        note="another's round",
    ),
    Row(
        "assessments:finding_edit",
        args=lambda w: [w.written.pk],
        post=lambda w: written_finding(w, bases=[f"{w.written.round_id}|s||{w.granby_school.pk}|"]),
        invalid="strategist",
        refused=but(OURS, "strategist"),
        note="another's unit",
    ),
    Row(
        "assessments:finding_edit",
        args=lambda w: [w.written.pk],
        post=lambda w: written_finding(w, theme=[w.granby_theme.pk]),
        invalid="strategist",
        refused=but(OURS, "strategist"),
        note="another's theme",
    ),
    Row(
        "assessments:finding_edit",
        args=lambda w: [w.written.pk],
        post=lambda w: {"do": "round", "picker_round": w.sheets.theirs.round_id},
        refused=but(OURS, "strategist"),
        note="another's round in the picker",
    ),
    Row(
        "assessments:finding_new",
        query="?tema=999999",
        note="a theme that is not there",
    ),
]
