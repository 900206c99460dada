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


def section(name):
    """The sheet and its only section."""
    return lambda w: [getattr(w.sheets, name).pk, w.version.sections.get().pk]


def foreign_section(w) -> list:
    return [w.sheets.draft.pk, w.foreign_section.pk]


def portion(w) -> list:
    return [w.sheets.part.pk, w.portion.pk]


def foreign_portion(w) -> list:
    return [w.sheets.draft.pk, w.portion.pk]


def link(w) -> list:
    return [w.sheets.part.pk, w.link.pk]


def given_to(who):
    return lambda w: {"function": w.functions[who].pk}


LEADS = "strategist national_coordinator"
NOT_REPORTER = f"strategist manager {ABOVE}"
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
    # Handing on a section
    Row("assessments:sheet", args=sheet("part"), opens=f"{SCHOOL} other_reporter", refused=ABOVE),
    Row(
        "assessments:question",
        args=sheet("part", "f1"),
        opens="reporter other_reporter",
        refused=NOT_REPORTER,
    ),
    Row(
        "assessments:submit",
        args=sheet("part"),
        post={},
        opens="reporter",
        refused=f"other_reporter {NOT_REPORTER}",
        note="part",
    ),
    Row("assessments:give_portion", args=section("draft"), opens="reporter", refused=NOT_REPORTER),
    Row(
        "assessments:give_portion",
        args=section("draft"),
        post=given_to("manager"),
        opens="reporter",
        refused=NOT_REPORTER,
    ),
    Row(
        "assessments:give_portion",
        args=section("draft"),
        post=given_to("neighbour"),
        invalid="reporter",
        refused=NOT_REPORTER,
        note="another's function",
    ),
    Row("assessments:give_portion", args=foreign_section, refused=NOT_REPORTER, note="section"),
    Row(
        "assessments:take_back_portion",
        args=portion,
        post={},
        opens="reporter",
        refused=f"other_reporter {NOT_REPORTER}",
    ),
    Row(
        "assessments:take_back_portion",
        args=foreign_portion,
        post={},
        refused=NOT_REPORTER,
        note="of another sheet",
    ),
    *(
        Row(
            f"assessments:{name}",
            args=portion,
            post={},
            opens="other_reporter",
            refused=f"reporter {NOT_REPORTER}",
            note="only who has it",
        )
        for name in ("portion_done", "portion_undone")
    ),
    *(
        Row(
            f"assessments:{name}",
            args=section("part"),
            post={},
            opens="reporter other_reporter",
            refused=NOT_REPORTER,
        )
        for name in ("reuse_section", "take_back_reused")
    ),
    Row("assessments:reuse_section", args=foreign_section, post={}, refused=NOT_REPORTER),
    # Comments
    Row(
        "assessments:remark",
        args=sheet("draft", "f1"),
        post={"remark": "Hur vet ni det?"},
        opens=SCHOOL,
        refused=but(OURS, SCHOOL),
    ),
    Row(
        "assessments:remove_remark",
        args=lambda w: [w.remark.pk],
        post={},
        opens="reporter",
        refused=but(OURS, "reporter"),
        note="one's own",
    ),
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
    Row("assessments:leave", args=sheet("part"), post={}, public=True),
    Row("assessments:left", public=True),
    Row("assessments:new_link", args=link_token, post={}, public=True),
    Row("assessments:new_link", args=lambda w: TOKEN, post={}, public=True, note="wrong"),
    *(
        Row(
            f"assessments:{name}",
            args=args,
            post=post,
            opens=LEADS,
            refused=but(f"{SCHOOL} other_reporter {ABOVE}", LEADS),
        )
        for name, args, post in (
            ("links", sheet("part"), None),
            ("links", sheet("part"), {"email": "bo@bolaget.se"}),
            ("renew_link", link, {}),
            ("revoke_link", link, {}),
        )
    ),
    Row(
        "assessments:revoke_link",
        args=lambda w: [w.sheets.draft.pk, w.link.pk],
        post={},
        refused=but(f"{SCHOOL} {ABOVE}", LEADS),
        note="of another sheet",
    ),
]
