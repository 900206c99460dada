"""Who may open what of agreements. The strategist keeps Ekvik's; the reporter answers for its
obligations. A public one is open to everyone."""

from tests.access.row import EVERYONE, OURS, Row, but

OUR_KEEPERS = "strategist network_coordinator national_coordinator"
KEEPERS = f"{OUR_KEEPERS} neighbour"


def ours(*names):
    """[w.ours.agreement.thing.pk, …]; plain words stay as they are."""
    return lambda w: [_key(w.ours.agreement, name) for name in names]


def theirs(*names):
    return lambda w: [_key(w.theirs.agreement, name) for name in names]


def _key(agreement, name):
    found = getattr(agreement, name, None)
    return found.pk if found is not None else name


def form(w, **more):
    return {
        "kind": "iop",
        "title": "Partnerskap",
        "starts": "2026-01-01",
        "owner": w.functions["strategist"].pk,
        "circle": "authority",
        "edition": 1,
        **more,
    }


def obligation(w, **more):
    party = w.ours.agreement.thing.parties.first()
    return {
        "title": "Rapport",
        "party": party.pk,
        "clock": "standing",
        "unit": "months",
        "edition": 1,
        **more,
    }


def reads(name, *path, query=""):
    """A page of the agreement: everyone in Ekvik, and nobody there gets Granby's."""
    return [
        Row(f"agreements:{name}", args=ours(*path), opens=OURS, query=query),
        Row(f"agreements:{name}", args=theirs(*path), opens="neighbour", note="(Granby's)"),
    ]


def deeds(name, *path, posts=(), invalid=(), led=OUR_KEEPERS, get=True):
    """A form that who keeps it (or delivers) opens; the others of Ekvik may not."""
    rows = []
    for number, post in enumerate([*([None] if get else []), *posts]):
        rows += [
            Row(
                f"agreements:{name}",
                args=ours(*path),
                post=post,
                opens=led,
                refused=but(OURS, led),
                note=str(number),
            ),
            Row(
                f"agreements:{name}",
                args=theirs(*path),
                post=post,
                opens="neighbour",
                note=f"(Granby's {number})",
            ),
        ]
    rows += [
        Row(
            f"agreements:{name}",
            args=ours(*path),
            post=post,
            invalid=led,
            refused=but(OURS, led),
            note=f"foreign {number}",
        )
        for number, post in enumerate(invalid)
    ]
    return rows


DELIVERERS = f"{OUR_KEEPERS} reporter"
ROWS = [
    Row("agreements:agreements", opens=EVERYONE),
    Row("agreements:agreements", query="?format=xlsx", opens=EVERYONE),
    Row("agreements:agreement-new", opens=KEEPERS, refused=but(EVERYONE, KEEPERS)),
    Row(
        "agreements:agreement-new",
        post=form,
        opens=OUR_KEEPERS,
        invalid="neighbour",  # Ekvik's function is not to choose from there
        refused=but(EVERYONE, KEEPERS),
    ),
    Row("agreements:removed", opens=KEEPERS, refused=but(EVERYONE, KEEPERS)),
    *reads("agreement", "thing"),
    Row("agreements:agreement", args=lambda w: [w.public_agreement.pk], public=True),
    Row("agreements:due", args=lambda w: [w.public_due.pk], public=True),
    Row("agreements:agreement-file", args=lambda w: [w.public_agreement.pk, "pdf"], public=True),
    *reads("agreement-file", "thing", "docx"),
    *reads("paper", "thing", "paper"),
    *reads("due", "due"),
    *reads("due-file", "done"),
    *deeds(
        "agreement-edit",
        "thing",
        posts=[form],
        invalid=[
            lambda w: form(w, owner=w.functions["neighbour"].pk),
            lambda w: form(w, follows=w.theirs.agreement.thing.pk, relation="extends"),
        ],
    ),
    *deeds("agreement-remove", "thing", posts=[{}], get=False),
    Row(
        "agreements:agreement-restore",
        args=lambda w: [w.removed_agreement.pk],
        post={},
        opens=OUR_KEEPERS,
        refused=but(OURS, OUR_KEEPERS),
    ),
    *deeds("paper-new", "thing", posts=[{}]),
    *deeds("paper-remove", "thing", "paper", posts=[{}], get=False),
    *deeds("part-new", "thing", "parter", posts=[{"name": "D"}]),
    *deeds("part-new", "thing", "delar", posts=[{"title": "Kartläggning"}]),
    *deeds(
        "part-new",
        "thing",
        "ataganden",
        posts=[obligation],
        invalid=[
            lambda w: obligation(w, owner=w.functions["neighbour"].pk),
            lambda w: obligation(w, party=w.theirs.agreement.party.pk),
            lambda w: obligation(w, clock="before", anchor=w.theirs.agreement.obligation.pk),
            lambda w: obligation(w, waits_for=[w.theirs.agreement.obligation.pk]),
        ],
    ),
    Row("agreements:part-new", args=ours("thing", "drakar"), note="no such kind"),
    *deeds("part-edit", "thing", "parter", "party", posts=[{"name": "D", "edition": 1}]),
    *deeds("part-edit", "thing", "ataganden", "obligation", posts=[obligation]),
    *deeds("part-remove", "thing", "parter", "party", posts=[{}], get=False),
    *deeds("part-restore", "thing", "parter", "removed_party", posts=[{}], get=False),
    *deeds(
        "due-deliver",
        "due",
        posts=[{"on": "2026-08-01", "delivered": "Rapporten", "edition": 1}],
        led=DELIVERERS,
    ),
    *deeds(
        "due-receive",
        "done",
        posts=[{"on": "2026-08-02", "received_by": "Registrator", "edition": 1}],
        led=DELIVERERS,
    ),
    *deeds("due-move", "due", posts=[{"to": "2026-10-01", "why": "Enligt mötet", "edition": 1}]),
    *deeds("due-take-back", "done", posts=[{"why": "Fel fil"}]),
]
