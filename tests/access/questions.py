"""Frameworks are for everyone signed in, a municipality's own for its people, drafts for its
strategist; a file behind an answer for those who may read the answer."""

from tests.access.row import EVERYONE, OURS, Row

# The school's own people and the strategist: the sheet is being written.
READ_THE_SCHOOLS = "strategist reporter manager"

ROWS = [
    Row("questions:frameworks", opens=EVERYONE),
    Row("questions:frameworks", query="?format=xlsx", opens=EVERYONE),
    Row("questions:version", args=lambda w: [w.version.pk], opens=EVERYONE),
    Row("questions:version", args=lambda w: [w.own_version.pk], opens=OURS, note="(Ekvik's)"),
    Row("questions:version", args=lambda w: [w.draft.pk], opens="strategist", note="(draft)"),
    Row(
        "questions:version",
        args=lambda w: [w.granby_version.pk],
        opens="neighbour",
        note="(Granby's)",
    ),
    Row("questions:question", args=lambda w: [w.version.pk, "f1"], opens=EVERYONE),
    Row("questions:question", args=lambda w: [w.version.pk, "f9"], note="(no such question)"),
    Row(
        "questions:question",
        args=lambda w: [w.granby_version.pk, "f1"],
        opens="neighbour",
        note="(Granby's)",
    ),
    Row("questions:source", args=lambda w: [w.own_version.pk], opens=OURS),
    Row(
        "questions:source",
        args=lambda w: [w.granby_version.pk],
        opens="neighbour",
        note="(Granby's)",
    ),
    Row("questions:source", args=lambda w: [w.draft.pk], opens="strategist", note="(draft)"),
    Row("questions:evidence", args=lambda w: [w.evidence.pk], opens=READ_THE_SCHOOLS),
    Row(
        "questions:evidence",
        args=lambda w: [w.granby_evidence.pk],
        opens="neighbour",
        note="(Granby's)",
    ),
]
