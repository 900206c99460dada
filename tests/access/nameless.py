"""Answering without a name is open to everyone, whoever happens to be signed in; codes and the screen
of a meeting are for those who lead the round."""

from tests.access.row import OURS, Row, but

LEADS = "strategist national_coordinator"
OTHERS = but(OURS, LEADS)


def coded(w):
    return [w.nameless.pk]


def unit(w):
    return [w.nameless.pk, w.school.pk]


def foreign_unit(w):
    return [w.nameless.pk, w.granby_school.pk]


def meeting(w):
    return [w.meeting.pk]


def other_kind(w):
    return [w.rounds.open.pk]


ROWS = [
    Row("nameless:code", public=True),
    Row("nameless:code", post={"code": "AAAA-BBBB-CCCC"}, public=True, note="unknown code"),
    Row("nameless:code", post=lambda w: {"code": w.code}, public=True),
    Row("nameless:hand_in", public=True),
    Row("nameless:hand_in", post=lambda w: {"code": w.code}, public=True, note="nothing answered"),
    Row("nameless:hand_in", post=lambda w: {"code": w.code, w.nameless_field: "1"}, public=True),
    Row("nameless:thanks", public=True),
    Row("nameless:meeting", public=True),
    Row("nameless:meeting", post={"code": "AAAAAA"}, public=True, note="unknown code"),
    Row("nameless:meeting", post=lambda w: {"code": w.meeting.live.code}, public=True),
    Row("nameless:meeting_answer", post={"question": "f1"}, public=True, note="not come in"),
    Row("nameless:meeting_now", public=True),
    Row("assessments:codes", args=coded, opens=LEADS, refused=OTHERS),
    Row("assessments:codes", args=other_kind, note="with names"),
    Row("assessments:codes_remind", args=coded, post={}, opens=LEADS, refused=OTHERS),
    Row("assessments:slips", args=unit, opens=LEADS, refused=OTHERS),
    Row("assessments:slips", args=foreign_unit, refused=OTHERS, note="foreign unit"),
    Row("assessments:codes_revoke", args=unit, post={}, opens=LEADS, refused=OTHERS),
    Row("assessments:codes_revoke", args=foreign_unit, post={}, refused=OTHERS, note="foreign"),
    Row("assessments:live", args=meeting, opens=LEADS, refused=OTHERS),
    Row("assessments:live", args=other_kind, note="with names"),
    Row("assessments:live_now", args=meeting, opens=LEADS, refused=OTHERS),
    Row("assessments:live_show", args=meeting, post={}, opens=LEADS, refused=OTHERS),
    Row("assessments:live_go_to", args=meeting, post={"key": "f2"}, opens=LEADS, refused=OTHERS),
    Row("assessments:live_go_to", args=meeting, post={"key": "x"}, refused=OTHERS, note="no such"),
    Row("assessments:live_end", args=meeting, post={}, opens=LEADS, refused=OTHERS),
    Row("assessments:results", args=coded, opens=OURS, note="without names"),
    Row("assessments:results", args=lambda w: [w.closed_nameless.pk], opens=OURS, note="closed"),
    Row(
        "assessments:results",
        args=lambda w: [w.closed_nameless.pk],
        query="?dela=enhet&format=xlsx",
        opens=OURS,
        note="closed",
    ),
]
