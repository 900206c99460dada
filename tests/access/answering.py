"""Who may open what of sheets, portions, links and approval.

The reporter and the manager hold the functions that answer and approve for the school.
"""

from mrplattform.assessments.services import links
from tests.access.assessments import ABOVE, SCHOOL, sheet
from tests.access.row import OURS, Row, but

ANSWER = {"choice": "2", "comment": "Så här.", "edition": 1}
WHY = {"why": "Underlag saknas."}
TOKEN = ["x" * 43]


def link_token(w) -> list:
    return [links.issue(w.sheets.draft, "utan.konto@example.se", by=None)[1]]


ROWS = [
    # Answering
    Row("assessments:sheet", args=sheet("draft"), opens=SCHOOL, refused=ABOVE),
    Row("assessments:sheet", args=sheet("submitted"), opens=f"{SCHOOL} {ABOVE}"),
    Row("assessments:sheet", args=sheet("theirs"), opens="neighbour", note="Granby's"),
    Row(
        "assessments:question",
        args=sheet("draft", "f1"),
        opens="reporter",
        refused=f"strategist manager {ABOVE}",
    ),
    Row(
        "assessments:question",
        args=sheet("draft", "f1"),
        post=ANSWER,
        opens="reporter",
        refused=f"strategist manager {ABOVE}",
    ),
    Row(
        "assessments:question",
        args=sheet("theirs", "f1"),
        post=ANSWER,
        refused="neighbour",
        note="Granby's",
    ),
    Row(
        "assessments:submit",
        args=sheet("draft"),
        post={},
        opens="reporter",
        refused=f"strategist manager {ABOVE}",
    ),
    Row(
        "assessments:remove_evidence",
        args=lambda w: [w.sheet_evidence.pk],
        post={},
        opens="reporter",
        refused=f"strategist manager {ABOVE}",
    ),
    Row(
        "assessments:evidence",
        args=lambda w: [w.sheet_evidence.pk],
        opens=SCHOOL,
        refused=but(OURS, SCHOOL),
    ),
    Row("assessments:evidence", args=lambda w: [w.submitted_evidence.pk], opens=OURS),
    # Approving
    Row("assessments:review", args=sheet("draft"), opens=SCHOOL, refused=but(OURS, SCHOOL)),
    Row("assessments:review", args=sheet("submitted"), opens=OURS),
    Row(
        "assessments:approve",
        args=sheet("submitted"),
        post={},
        opens="manager strategist",
        refused=but(OURS, "manager strategist"),
        note="the strategist is led back: only the manager approves",
    ),
    Row(
        "assessments:send_back",
        args=sheet("submitted"),
        opens="manager strategist",
        refused=but(OURS, "manager strategist"),
    ),
    Row(
        "assessments:send_back",
        args=sheet("submitted"),
        post=WHY,
        opens="manager strategist",
        refused=but(OURS, "manager strategist"),
    ),
    # Personal links: whoever has the secret is let in, whoever she is
    Row("assessments:open_link", args=link_token, public=True),
    Row("assessments:link_sent", public=True),
    Row("assessments:new_link", args=link_token, post={}, public=True),
    Row("assessments:new_link", args=lambda w: TOKEN, post={}, public=True, note="wrong"),
]
