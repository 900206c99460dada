"""Who may open what of plans. The reporter holds the function that answers for the measures, and
the manager approves at the school where it belongs."""

from mrplattform.plans.models import PARTS
from tests.access.row import EVERYONE, OURS, Row, but

WRITERS = "strategist reporter manager"
# Above the school in the tree, so that they see its own things too.
ABOVE = but(OURS, "other_reporter")


def plan(w):
    return [w.plan.pk]


def measure(w):
    return [w.measure.pk]


def written_plan(w, **more):
    return {
        "title": "Plan",
        "starts": "2025-01-01",
        "ends": "2028-12-31",
        "owner": w.functions["strategist"].pk,
        "circle": "authority",
        "edition": 1,
        **more,
    }


def written_measure(w, **more):
    return {
        "title": "Insats",
        "responsible": w.functions["reporter"].pk,
        "starts": "2025-01-01",
        "ends": "2028-12-31",
        "circle": "authority",
        "edition": 1,
        **more,
    }


def judgement(w):
    return {"edition": 1, "state": "on_track", "judgement": "Det rullar."}


def decision(w, **more):
    return {
        "body": w.ekvik.pk,
        "day": "2026-03-02",
        "wording": "Antas.",
        "access": "public",
        **more,
    }


def written_part(kind, w, **more):
    owner = w.functions["strategist"].pk
    return {
        "inriktningar": {"title": "Linje", "order": 1},
        "mal": {"title": "Mål", "wanted": "Så", "owner": owner},
        "risker": {
            "title": "Risk",
            "likelihood": 1,
            "consequence": 1,
            "response": "Så",
            "owner": owner,
        },
        "kommunikation": {
            "title": "Budskap",
            "audience": "Alla",
            "channel": "Brev",
            "day": "2026-12-01",
            "owner": owner,
        },
        "budget": {"title": "Tolk", "year": 2026, "amount": "5"},
    }[kind] | {"edition": 1, **more}


def part_rows(kind):
    """The same five addresses for each kind of part."""

    def part(w, plan="plan"):
        return [getattr(w, plan).pk, kind, w.parts[kind].pk]

    only = {"opens": "strategist", "refused": but(OURS, "strategist"), "note": kind}
    return [
        Row("plans:parts", args=lambda w: [w.plan.pk, kind], opens=OURS, note=kind),
        Row(
            "plans:parts",
            args=lambda w: [w.plan.pk, kind],
            query="?format=csv",
            opens=OURS,
            note=kind,
        ),
        Row("plans:part-new", args=lambda w: [w.plan.pk, kind], **only),
        Row(
            "plans:part-new",
            args=lambda w: [w.plan.pk, kind],
            post=lambda w: written_part(kind, w),
            **only,
        ),
        Row("plans:part-edit", args=part, **only),
        Row("plans:part-edit", args=part, post=lambda w: written_part(kind, w), **only),
        Row("plans:part-remove", args=part, post={}, **only),
        Row(
            "plans:part-restore",
            args=lambda w: [w.plan.pk, kind, w.removed_parts[kind].pk],
            post={},
            **only,
        ),
        Row(
            "plans:part-remove",
            args=lambda w: part(w, "adopted_plan"),
            post={},
            refused=but(OURS, "strategist"),
            note=f"{kind} of another plan",
        ),
    ]


ROWS = [
    Row("plans:measures", opens=EVERYONE),
    Row("plans:measures", query="?format=xlsx", opens=EVERYONE),
    Row(
        "plans:measure-new",
        opens="strategist neighbour",
        refused=but(EVERYONE, "strategist neighbour"),
    ),
    Row(
        "plans:removed", opens="strategist neighbour", refused=but(EVERYONE, "strategist neighbour")
    ),
    Row("plans:measure", args=measure, opens=OURS),
    Row("plans:measure", args=lambda w: [w.granby_measure.pk], opens="neighbour", note="of Granby"),
    Row("plans:measure", args=lambda w: [w.unit_measure.pk], opens=ABOVE, note="the school's own"),
    Row("plans:measure", args=lambda w: [w.removed_measure.pk], note="removed"),
    Row("plans:measure-edit", args=measure, opens=WRITERS, refused=but(OURS, WRITERS)),
    Row(
        "plans:measure-edit",
        args=measure,
        post=written_measure,
        opens=WRITERS,
        refused=but(OURS, WRITERS),
    ),
    Row(
        "plans:measure-edit",
        args=measure,
        post=lambda w: written_measure(w, responsible=w.functions["neighbour"].pk),
        invalid=WRITERS,
        refused=but(OURS, WRITERS),
        note="foreign function",
    ),
    Row("plans:measure-judge", args=measure, opens=WRITERS, refused=but(OURS, WRITERS)),
    Row(
        "plans:measure-judge",
        args=measure,
        post=judgement,
        opens=WRITERS,
        refused=but(OURS, WRITERS),
    ),
    Row("plans:reasons", args=measure, opens=WRITERS, refused=but(OURS, WRITERS)),
    Row(
        "plans:reasons",
        args=measure,
        post=lambda w: {"finding": w.finding.pk},
        opens=WRITERS,
        refused=but(OURS, WRITERS),
    ),
    Row(
        "plans:reasons",
        args=measure,
        post=lambda w: {"finding": w.granby_finding.pk},
        invalid=WRITERS,
        refused=but(OURS, WRITERS),
        note="foreign finding",
    ),
    Row(
        "plans:reason-remove",
        args=lambda w: [w.measure.pk, w.reason.pk],
        post={},
        opens=WRITERS,
        refused=but(OURS, WRITERS),
    ),
    Row(
        "plans:reason-remove",
        args=lambda w: [w.granby_measure.pk, w.reason.pk],
        post={},
        note="another measure's reason",
    ),
    Row(
        "plans:measure-remove",
        args=measure,
        post={},
        opens="strategist",
        refused=but(OURS, "strategist"),
    ),
    Row(
        "plans:measure-restore",
        args=lambda w: [w.removed_measure.pk],
        post={},
        opens="strategist",
        refused=but(OURS, "strategist"),
    ),
    Row("plans:plans", opens=EVERYONE),
    Row(
        "plans:plan-new",
        opens="strategist neighbour",
        refused=but(EVERYONE, "strategist neighbour"),
    ),
    Row(
        "plans:plan-new",
        post=written_plan,
        opens="strategist",
        invalid="neighbour",
        refused=but(EVERYONE, "strategist neighbour"),
        note="with Ekvik's function",
    ),
    Row("plans:plan", args=plan, opens=OURS),
    Row("plans:plan", args=lambda w: [w.granby_plan.pk], opens="neighbour", note="of Granby"),
    Row("plans:plan-edit", args=plan, opens="strategist", refused=but(OURS, "strategist")),
    Row(
        "plans:plan-edit",
        args=plan,
        post=written_plan,
        opens="strategist",
        refused=but(OURS, "strategist"),
    ),
    Row(
        "plans:plan-edit",
        args=plan,
        post=lambda w: written_plan(w, owner=w.functions["neighbour"].pk),
        invalid="strategist",
        refused=but(OURS, "strategist"),
        note="foreign function",
    ),
    Row("plans:plan-adopt", args=plan, opens="strategist", refused=but(OURS, "strategist")),
    Row("plans:plan-adopted", args=lambda w: [w.adopted_plan.pk], opens=OURS),
    Row("plans:plan-adopted", args=plan, note="not adopted"),
    Row(
        "plans:plan-adopt",
        args=plan,
        post=decision,
        opens="strategist",
        refused=but(OURS, "strategist"),
    ),
    Row(
        "plans:plan-adopt",
        args=plan,
        post=lambda w: decision(w, body=w.granby.pk),
        invalid="strategist",
        refused=but(OURS, "strategist"),
        note="foreign body",
    ),
    Row("plans:plan-measure-new", args=plan, opens="strategist", refused=but(OURS, "strategist")),
    Row(
        "plans:plan-measure-new",
        args=plan,
        post=written_measure,
        opens="strategist",
        refused=but(OURS, "strategist"),
    ),
    Row(
        "plans:plan-measure-new",
        args=plan,
        post=lambda w: written_measure(w, supporting=[w.functions["neighbour"].pk]),
        invalid="strategist",
        refused=but(OURS, "strategist"),
        note="foreign supporting function",
    ),
    Row(
        "plans:plan-measure-new",
        args=plan,
        post=lambda w: written_measure(w, finding=w.granby_finding.pk),
        invalid="strategist",
        refused=but(OURS, "strategist"),
        note="foreign finding",
    ),
    *(
        Row(
            "plans:plan-file",
            args=lambda w, ending=ending: [w.plan.pk, ending],
            opens=OURS,
            note=ending,
        )
        for ending in ("pdf", "docx", "xlsx", "html")
    ),
    Row(
        "plans:plan-file",
        args=lambda w: [w.granby_plan.pk, "pdf"],
        opens="neighbour",
        note="of Granby",
    ),
    Row("plans:plan-file", args=lambda w: [w.plan.pk, "exe"], note="no such form"),
    Row("plans:plan-versions", args=lambda w: [w.adopted_plan.pk], opens=OURS),
    Row("plans:plan-adopted", args=lambda w: [w.adopted_plan.pk, 1], opens=OURS, note="by number"),
    Row("plans:plan-adopted", args=lambda w: [w.adopted_plan.pk, 9], note="no such version"),
    Row("plans:plan-compare", args=lambda w: [w.adopted_plan.pk, 1], opens=OURS),
    Row(
        "plans:plan-compare",
        args=lambda w: [w.adopted_plan.pk, 1],
        query="?med=9",
        note="no such version",
    ),
    # Other ways to see the measures
    *(
        Row("plans:way", args=lambda w, name=name: [name], opens=EVERYONE, note=name)
        for name in ("tidslinje", "funktion", "amne")
    ),
    Row("plans:way", args=lambda w: ["okand"], note="no such way"),
    Row(
        "plans:change-many",
        post=lambda w: {"insats": [w.measure.pk], "ends": "2028-01-01", "why": "Skäl"},
        opens=f"{WRITERS} {but(EVERYONE, OURS)}",
        refused=but(OURS, WRITERS),
        note="who does not see it is led back to the list",
    ),
    Row(
        "plans:change-many",
        post=lambda w: {
            "insats": [w.measure.pk],
            "responsible": w.functions["neighbour"].pk,
            "why": "Skäl",
        },
        opens=but(EVERYONE, OURS),
        invalid=WRITERS,
        refused=but(OURS, WRITERS),
        note="foreign function",
    ),
    Row("plans:plan-import", args=plan, opens="strategist", refused=but(OURS, "strategist")),
    Row(
        "plans:plan-import",
        args=plan,
        post={"rader": "påhittat"},
        opens="strategist",
        refused=but(OURS, "strategist"),
    ),
    # Notes
    Row("plans:note-new", args=measure, opens=WRITERS, refused=but(OURS, WRITERS)),
    Row(
        "plans:note-new",
        args=measure,
        post={"day": "2026-11-01", "text": "Så här gick det."},
        opens=WRITERS,
        refused=but(OURS, WRITERS),
    ),
    Row("plans:note-file", args=lambda w: [w.note.pk], opens=OURS),
    Row("plans:note-file", args=lambda w: [w.unit_note.pk], opens=ABOVE, note="the school's own"),
    # Directions, goals, risks, messages, budget
    *(row for kind in PARTS for row in part_rows(kind)),
    Row("plans:parts", args=lambda w: [w.plan.pk, "pengar"], note="no such part"),
    Row(
        "plans:part-new",
        args=lambda w: [w.plan.pk, "mal"],
        post=lambda w: written_part("mal", w, owner=w.functions["neighbour"].pk),
        invalid="strategist",
        refused=but(OURS, "strategist"),
        note="foreign function",
    ),
    Row(
        "plans:part-new",
        args=lambda w: [w.plan.pk, "risker"],
        post=lambda w: written_part("risker", w, measure=w.granby_measure.pk),
        invalid="strategist",
        refused=but(OURS, "strategist"),
        note="foreign measure",
    ),
]
