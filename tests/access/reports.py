"""Who may open what of reports: drafts those who write them, decided ones their circle."""

from tests.access.row import EVERYONE, OURS, Row, but

LEADERS = "strategist neighbour"


def draft(w):
    return [w.report.pk]


def decided(w):
    return [w.decided_report.pk]


def block(w):
    return [w.report.pk, "summary"]


def words(w):
    return {"edition": 0, "text": "Egna ord."}


def settings(w, **more):
    return {
        "edition": 1,
        "title": "Läget",
        "owner": w.functions["strategist"].pk,
        "circle": "authority",
        **more,
    }


def decision(w, **more):
    return {
        "body": w.ekvik.pk,
        "day": "2026-03-02",
        "wording": "Godkänns.",
        "access": "public",
        **more,
    }


ROWS = [
    Row("reports:reports", opens=EVERYONE),
    Row("reports:report-new", opens=LEADERS, refused=but(EVERYONE, LEADERS)),
    Row(
        "reports:report-new",
        post=lambda w: {"round": w.told_round.pk},
        opens="strategist",
        invalid="neighbour",
        refused=but(EVERYONE, LEADERS),
        note="on Ekvik's round",
    ),
    Row("reports:report-new-year", opens=LEADERS, refused=but(EVERYONE, LEADERS)),
    Row(
        "reports:report-new-year",
        post=lambda w: {"kind": "council", "plan": w.plan.pk, "year": 2026},
        opens="strategist",
        invalid="neighbour",
        refused=but(EVERYONE, LEADERS),
        note="on Ekvik's plan",
    ),
    Row("reports:report-comment", args=block, opens="strategist"),
    Row("reports:report-comment", args=block, post={"text": "Varför?"}, opens="strategist"),
    Row(
        "reports:report-comment",
        args=lambda w: [w.decided_report.pk, "summary"],
        post={"text": "Varför?"},
        refused=OURS,
        note="decided",
    ),
    Row(
        "reports:report-settle",
        args=lambda w: [w.report.pk, w.report_comment.pk],
        post={},
        opens="strategist",
    ),
    Row("reports:removed", opens=LEADERS, refused=but(EVERYONE, LEADERS)),
    Row("reports:report", args=draft, opens="strategist", note="a draft"),
    Row("reports:report", args=decided, opens=OURS, note="decided"),
    Row("reports:report", args=lambda w: [w.granby_report.pk], opens="neighbour", note="of Granby"),
    Row("reports:report", args=lambda w: [w.removed_report.pk], note="removed"),
    *(
        Row(
            "reports:report-file",
            args=lambda w, ending=ending: [w.decided_report.pk, ending],
            opens=OURS,
            note=ending,
        )
        for ending in ("pdf", "docx", "xlsx", "html")
    ),
    Row(
        "reports:report-file",
        args=lambda w: [w.report.pk, "pdf"],
        opens="strategist",
        note="a draft",
    ),
    Row("reports:report-edit", args=draft, opens="strategist"),
    Row("reports:report-edit", args=draft, post=settings, opens="strategist"),
    Row(
        "reports:report-edit",
        args=draft,
        post=lambda w: settings(w, owner=w.functions["neighbour"].pk),
        invalid="strategist",
        note="foreign function",
    ),
    Row(
        "reports:report-edit",
        args=draft,
        post=lambda w: settings(w, compared_with=w.granby_round.pk),
        invalid="strategist",
        note="foreign round",
    ),
    Row("reports:report-edit", args=decided, refused=OURS, note="decided"),
    Row("reports:report-words", args=block, opens="strategist"),
    Row("reports:report-words", args=block, post=words, opens="strategist"),
    Row(
        "reports:report-words",
        args=lambda w: [w.decided_report.pk, "summary"],
        post=words,
        refused=OURS,
        note="decided",
    ),
    Row("reports:report-lock", args=draft, opens="strategist"),
    Row("reports:report-lock", args=draft, post=decision, opens="strategist"),
    Row(
        "reports:report-lock",
        args=draft,
        post=lambda w: decision(w, body=w.granby.pk),
        invalid="strategist",
        note="foreign body",
    ),
    Row("reports:report-lock", args=decided, post=decision, refused=OURS, note="decided"),
    Row(
        "reports:report-renew",
        args=decided,
        post={},
        opens="strategist",
        refused=but(OURS, "strategist"),
    ),
    Row("reports:report-remove", args=draft, post={}, opens="strategist"),
    Row("reports:report-remove", args=decided, post={}, refused=OURS, note="decided"),
    Row(
        "reports:report-restore", args=lambda w: [w.removed_report.pk], post={}, opens="strategist"
    ),
]
