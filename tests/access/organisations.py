"""Registers, trees, functions, groups, decisions and files. People stand in people.py."""

from __future__ import annotations

from tests.access.row import EVERYONE, OURS, Row, but

LED = "strategist administrator"
OTHERS = but(OURS, "strategist")
ADMINISTRATOR = "administrator"
INSIDE = f"{OURS} administrator"
DAY = {"day": "2026-11-01", "why": "KF § 12"}


def ours(*path):
    """The key of one of Ekvik's things: ours("unit") → [w.ours.unit.pk]."""
    return lambda w: [getattr(w.ours, path[0]).pk, *path[1:]]


def theirs(*path):
    return lambda w: [getattr(w.theirs, path[0]).pk, *path[1:]]


def reads(name, what, people=INSIDE, refused="", **more):
    """A page to look at: who gets it in Ekvik, and that nobody there gets Granby's."""
    foreign = {"neighbour": "neighbour", ADMINISTRATOR: ADMINISTRATOR}
    opens = " ".join(foreign[one] for one in foreign if one in people.split())
    if "neighbour" not in opens:
        opens = f"neighbour {opens}".strip()
    return [
        Row(name, args=ours(what), opens=people, refused=refused, **more),
        Row(name, args=theirs(what), opens=opens, note="(Granby's)", **more),
    ]


def deeds(name, what, *posts, led=LED, refused=OTHERS, invalid=()):
    """A form: who sees it, who may post it, and what is posted from the other municipality."""
    foreign = "neighbour" if led == "strategist" else "neighbour administrator"
    rows = [
        Row(name, args=ours(what), opens=led, refused=refused),
        Row(name, args=theirs(what), opens=foreign, note="(Granby's)"),
    ]
    rows += [
        Row(name, args=ours(what), post=post, opens=led, refused=refused, note=str(number))
        for number, post in enumerate(posts)
    ]
    rows += [
        Row(name, args=theirs(what), post=post, opens=foreign, note=f"(Granby's {number})")
        for number, post in enumerate(posts)
    ]
    rows += [
        Row(
            name, args=ours(what), post=post, invalid=led, refused=refused, note=f"foreign {number}"
        )
        for number, post in enumerate(invalid)
    ]
    return rows


def only_post(name, what, led=LED, refused=OTHERS):
    foreign = "neighbour" if led == "strategist" else "neighbour administrator"
    return [
        Row(name, args=ours(what), post={}, opens=led, refused=refused),
        Row(name, args=theirs(what), post={}, opens=foreign, note="(Granby's)"),
    ]


REGISTER = [
    Row("organisations:organisations", opens=EVERYONE),
    Row("organisations:organisations", query="?format=xlsx", opens=EVERYONE),
    Row("organisations:detail", args=ours("root"), opens=EVERYONE, note="a line in the register"),
    Row(
        "organisations:take_into_use",
        args=lambda w: [w.unused.pk],
        opens="administrator",
        refused=but(EVERYONE, "administrator"),
    ),
    Row(
        "organisations:take_into_use",
        args=lambda w: [w.unused.pk],
        post={"starts": "2026-11-01"},
        opens="administrator",
        refused=but(EVERYONE, "administrator"),
    ),
    Row("organisations:take_into_use", args=ours("root"), refused=EVERYONE, note="already in use"),
]
TREE = [
    *reads("organisations:detail", "unit"),
    *reads("organisations:detail", "unit", query="?datum=2024-05-01"),
    *reads("organisations:tree", "root"),
    *reads("organisations:tree", "root", query="?datum=2024-05-01"),
    Row("organisations:tree", args=ours("unit"), note="a unit is no authority"),
    *deeds(
        "organisations:edit",
        "unit",
        {"kind": "unit", "short_name": "BUF", "external_id": "7", "edition": 1},
    ),
]
REORGANISE = [
    *deeds("organisations:open", "unit", DAY | {"name": "Ny", "kind": "unit"}),
    *deeds("organisations:rename", "unit", DAY | {"name": "Ny"}),
    *deeds(
        "organisations:move",
        "unit",
        lambda w: DAY | {"to": w.social.pk},
        invalid=[lambda w: DAY | {"to": w.granby_school.pk}],
    ),
    *deeds(
        "organisations:merge",
        "unit",
        lambda w: DAY | {"target": "new", "name": "Ny", "kind": "unit", "others": [w.social.pk]},
        invalid=[
            lambda w: DAY | {"target": "there", "kind": "unit", "into": w.granby_school.pk},
            lambda w: (
                DAY
                | {"target": "new", "name": "Ny", "kind": "unit", "others": [w.granby_school.pk]}
            ),
        ],
    ),
    *deeds(
        "organisations:split",
        "unit",
        lambda w: (
            DAY
            | {"part_0": "A", "part_1": "B", "kind": "unit"}
            | {f"function_{pk}": "0" for pk in w.school.functions.values_list("pk", flat=True)}
        ),
    ),
    *deeds(
        "organisations:close",
        "unit",
        DAY,
        invalid=[
            lambda w: DAY | {"functions_to": w.granby_school.pk},
            lambda w: DAY | {"vacant": [w.theirs.function.pk]},
        ],
    ),
    *reads("organisations:reorganisations", "root"),
    *reads("organisations:reorganisations", "root", query="?format=csv"),
    *reads("organisations:reorganisation", "reorganisation"),
    *deeds("organisations:undo", "reorganisation", {"why": "Fel"}),
]
FUNCTIONS = [
    *reads("organisations:functions", "root"),
    *reads("organisations:functions", "root", query="?format=xlsx"),
    *reads("organisations:function", "function"),
    *deeds(
        "organisations:function_new",
        "unit",
        {"title": "Ny", "role": "reporter", "starts": "2026-11-01"},
    ),
    *deeds(
        "organisations:function_edit",
        "function",
        {"title": "Ny", "role": "reporter", "starts": "2026-11-01"},
    ),
    *deeds(
        "organisations:function_move",
        "function",
        lambda w: DAY | {"to": w.social.pk},
        invalid=[lambda w: DAY | {"to": w.granby_school.pk}],
    ),
    *deeds("organisations:function_close", "function", {"ends": "2026-11-30"}),
    *deeds(
        "organisations:function_reopen",
        "closed",
        {},
        invalid=[lambda w: {"to": w.granby_school.pk}],
    ),
    *deeds(
        "organisations:holding_new",
        "function",
        lambda w: {"person": w.people["reporter"].pk, "way": "beside", "starts": "2026-11-01"},
        invalid=[lambda w: {"person": w.theirs.person.pk, "way": "beside", "starts": "2026-11-01"}],
    ),
    *deeds("organisations:holding_end", "holding", {"ends": "2026-11-30"}),
    *only_post("organisations:holding_cancel", "coming"),
    *deeds("organisations:terms", "root"),
    *deeds("organisations:term_new", "root", {"starts": "2027-01-01", "ends": "2030-12-31"}),
    *deeds("organisations:term_edit", "term", {"starts": "2023-01-01", "ends": "2026-10-14"}),
]
GROUPS = [
    *reads("organisations:groups", "root", OURS),
    *reads("organisations:groups", "root", OURS, query="?format=csv"),
    *reads("organisations:group", "group", OURS),
    *deeds(
        "organisations:group_new",
        "root",
        lambda w: {"name": "Ny", "mandate": "Göra", "starts": "2026-11-01", "seats": [w.school.pk]},
        led="strategist",
        invalid=[
            lambda w: {
                "name": "Ny",
                "mandate": "Göra",
                "starts": "2026-11-01",
                "seats": [w.granby_school.pk],
            }
        ],
    ),
    *deeds(
        "organisations:group_edit",
        "group",
        {"name": "Ny", "mandate": "Göra", "edition": 1},
        led="strategist",
    ),
    *deeds("organisations:group_end", "group", {"ends": "2026-11-30"}, led="strategist"),
    *deeds(
        "organisations:seat_new",
        "group",
        lambda w: {"organisation": w.social.pk, "starts": "2026-11-01"},
        led="strategist",
        invalid=[
            lambda w: {"organisation": w.granby_school.pk, "starts": "2026-11-01"},
            lambda w: {
                "organisation": w.social.pk,
                "function": w.theirs.function.pk,
                "starts": "2026-11-01",
            },
        ],
    ),
    *deeds(
        "organisations:seat_fill",
        "seat",
        lambda w: {"function": w.ours.function.pk, "day": "2026-11-01"},
        led="strategist",
        invalid=[lambda w: {"function": w.theirs.function.pk, "day": "2026-11-01"}],
    ),
    *deeds("organisations:seat_end", "seat", {"ends": "2026-11-30"}, led="strategist"),
]


def decision(**more):
    def form(w):
        return {
            "body": w.school.pk,
            "day": "2026-11-01",
            "title": "Program",
            "wording": "Antas",
            "access": "public",
        } | {key: value(w) for key, value in more.items()}

    return form


DECISIONS = [
    Row("organisations:decisions", args=ours("root"), opens=EVERYONE),
    Row("organisations:decisions", args=ours("root"), query="?format=csv", opens=EVERYONE),
    Row("organisations:decision", args=ours("decision"), opens=EVERYONE, note="public"),
    Row("organisations:decision", args=ours("secret"), opens=OURS, note="restricted"),
    Row("organisations:decision_copy", args=ours("decision"), opens=EVERYONE),
    Row("organisations:decision_copy", args=ours("secret"), opens=OURS, note="restricted"),
    Row(
        "organisations:decision_new",
        args=ours("root"),
        opens="strategist",
        refused=but(EVERYONE, "strategist"),
    ),
    Row(
        "organisations:decision_new",
        args=ours("root"),
        post=decision(),
        opens="strategist",
        refused=but(EVERYONE, "strategist"),
    ),
    Row(
        "organisations:decision_new",
        args=ours("root"),
        invalid="strategist",
        post=decision(body=lambda w: w.granby_school.pk),
        note="foreign body",
        refused=but(EVERYONE, "strategist"),
    ),
    Row(
        "organisations:decision_new",
        args=ours("root"),
        invalid="strategist",
        post=decision(retention=lambda w: w.theirs.rule.pk),
        note="foreign rule",
        refused=but(EVERYONE, "strategist"),
    ),
    Row(
        "organisations:decision_correct",
        args=ours("decision"),
        opens="strategist",
        refused=but(EVERYONE, "strategist"),
    ),
    Row(
        "organisations:decision_correct",
        args=ours("decision"),
        opens="strategist",
        post={"paragraph": "3", "access": "public", "why": "Justerat"},
        refused=but(EVERYONE, "strategist"),
    ),
    Row(
        "organisations:decision_correct",
        args=ours("decision"),
        invalid="strategist",
        post=lambda w: {"access": "public", "why": "x", "retention": w.theirs.rule.pk},
        note="foreign rule",
        refused=but(EVERYONE, "strategist"),
    ),
    Row(
        "organisations:decision_correct",
        args=ours("secret"),
        opens="strategist",
        refused=OTHERS,
        note="restricted",
    ),
    Row(
        "organisations:retention",
        args=ours("root"),
        opens="strategist",
        refused=but(EVERYONE, "strategist"),
    ),
    Row(
        "organisations:rule_new",
        args=ours("root"),
        opens="strategist",
        refused=but(EVERYONE, "strategist"),
    ),
    Row(
        "organisations:rule_new",
        args=ours("root"),
        post={"name": "Ny", "years": 5},
        opens="strategist",
        refused=but(EVERYONE, "strategist"),
    ),
    *deeds("organisations:rule_edit", "rule", {"name": "Ny", "years": 5}, led="strategist"),
    *only_post("organisations:rule_remove", "unused_rule", led="strategist"),
]
IMPORTS = [
    *deeds("organisations:import_tree", "root", {"day": "2026-11-01"}),
    *deeds("organisations:import_holders", "root", {"day": "2026-11-01"}),
    Row("organisations:import_template", args=ours("root", "tree"), opens=LED, refused=OTHERS),
    Row("organisations:import_template", args=ours("root", "holders"), opens=LED, refused=OTHERS),
    Row("organisations:import_template", args=ours("root", "drakar"), refused=OTHERS),
    Row(
        "organisations:import_template",
        args=theirs("root", "tree"),
        opens="neighbour administrator",
    ),
    # A file that is only tried is its sender's; one that was read in is told to the authority.
    Row("organisations:import", args=ours("file"), opens="strategist"),
    Row("organisations:import", args=theirs("file"), opens="neighbour"),
    Row("organisations:import", args=ours("read"), opens="strategist", refused=OTHERS),
    Row("organisations:import", args=theirs("read"), opens="neighbour"),
    Row("organisations:import_run", args=ours("file"), post={}, opens="strategist"),
    Row("organisations:import_run", args=theirs("file"), post={}, opens="neighbour"),
    Row("organisations:import_give_up", args=ours("file"), post={}, opens="strategist"),
    Row("organisations:import_give_up", args=theirs("file"), post={}, opens="neighbour"),
]
# A template may show letterheads and covers that are no one else's business.
TEMPLATES = [
    row
    for name, what, post in (
        ("word_template", "root", None),
        ("word_template", "root", {}),
        ("word_sample", "root", None),
        ("word_template_file", "template", None),
        ("word_template_again", "old_template", {}),
        ("word_template_none", "root", {}),
    )
    for row in (
        Row(
            f"organisations:{name}",
            args=ours(what),
            post=post,
            opens="strategist",
            refused=but(INSIDE, "strategist"),
        ),
        Row(
            f"organisations:{name}",
            args=theirs(what),
            post=post,
            opens="neighbour",
            refused=ADMINISTRATOR,
            note="(Granby's)",
        ),
    )
]
ROWS = [*REGISTER, *TREE, *REORGANISE, *FUNCTIONS, *GROUPS, *DECISIONS, *IMPORTS, *TEMPLATES]
