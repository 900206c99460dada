"""Answering without a name is open to everyone, whoever happens to be signed in."""

from tests.access.row import Row

ROWS = [
    Row("nameless:code", public=True),
    Row("nameless:code", post={"code": "AAAA-BBBB-CCCC"}, public=True, note="unknown code"),
    Row("nameless:code", post=lambda w: {"code": w.code}, public=True),
    Row("nameless:hand_in", public=True),
    Row("nameless:hand_in", post=lambda w: {"code": w.code}, public=True, note="nothing answered"),
    Row("nameless:hand_in", post=lambda w: {"code": w.code, w.nameless_field: "1"}, public=True),
    Row("nameless:thanks", public=True),
]
