"""Frameworks are for everyone signed in, a municipality's own for its people, drafts for those who
write them; a file behind an answer for those who may read the answer."""

from django.core.files.uploadedfile import SimpleUploadedFile

from tests.access.row import EVERYONE, OURS, Row, but

# The school's own people and the strategist: the sheet is being written.
READ_THE_SCHOOLS = "strategist reporter manager"
EDITORS = "strategist national_coordinator"
MAKERS = f"{EDITORS} neighbour"
OTHERS = but(EVERYONE, MAKERS)
OUR_OTHERS = but(OURS, EDITORS)


def draft(w):
    return [w.draft.pk]


def granby_draft(w):
    return [w.granby_draft.pk]


def first(w):
    return [w.draft.pk, "f1"]


def part(w):
    return [w.draft.pk, "s"]


def theirs(name, *more, post=None):
    """The same in Granby's draft: only Granby's strategist has it."""
    return Row(
        name,
        args=lambda w: [w.granby_draft.pk, *more],
        post=post,
        opens="neighbour",
        note="(Granby's)",
    )


def ours(name, *more, post=None, note="(draft)"):
    return Row(name, args=lambda w: [w.draft.pk, *more], post=post, opens=EDITORS, note=note)


def not_any_more(name, *more, post=None):
    """In a published version: who sees it is told that it stays as it is."""
    return Row(
        name,
        args=lambda w: [w.own_version.pk, *more],
        post=post,
        refused=OURS,
        note="(published)",
    )


def question(w, **changes):
    fields = {"section": w.draft.sections.get(key="s").pk, "kind": "yes_no", "text_sv": "Ja?"}
    return fields | {"key": "ny"} | changes


READ = [
    Row("questions:frameworks", opens=EVERYONE),
    Row("questions:frameworks", query="?format=xlsx", opens=EVERYONE),
    Row("questions:frameworks", query="?lage=removed", opens=EVERYONE),
    *(
        Row(f"questions:{name}", args=args, opens=opens, note=note)
        for name in ("version", "source", "excel", "paper", "walk", "comparison")
        for note, args, opens in (
            ("", lambda w: [w.version.pk], EVERYONE),
            ("(Ekvik's)", lambda w: [w.own_version.pk], OURS),
            ("(draft)", draft, EDITORS),
            ("(Granby's)", lambda w: [w.granby_version.pk], "neighbour"),
            ("(Granby's draft)", granby_draft, "neighbour"),
            ("(removed)", lambda w: [w.removed_version.pk], EDITORS),
            ("(retired)", lambda w: [w.retired_version.pk], OURS),
        )
    ),
    Row(
        "questions:comparison",
        args=draft,
        query="?format=csv",
        opens=EDITORS,
    ),
    *(
        Row(f"questions:{name}", args=lambda w, m=more: [w.version.pk, *m], opens=EVERYONE)
        for name, more in (
            ("question", ["f1"]),
            ("walk_step", ["f1"]),
            ("paper_file", ["docx"]),
        )
    ),
    *(
        theirs(f"questions:{name}", *more)
        for name, more in (("question", ["f1"]), ("walk_step", ["f1"]), ("paper_file", ["pdf"]))
    ),
    Row("questions:question", args=lambda w: [w.version.pk, "f9"], note="(no such question)"),
    Row("questions:walk_step", args=lambda w: [w.version.pk, "f9"], note="(no such question)"),
    Row("questions:paper_file", args=lambda w: [w.version.pk, "exe"], note="(no such form)"),
    Row(
        "questions:walk_step",
        args=lambda w: [w.version.pk, "f1"],
        post={"choice": "2"},
        opens=EVERYONE,
    ),
    Row("questions:evidence", args=lambda w: [w.evidence.pk], opens=READ_THE_SCHOOLS),
    Row(
        "questions:evidence",
        args=lambda w: [w.granby_evidence.pk],
        opens="neighbour",
        note="(Granby's)",
    ),
]
MAKE = [
    Row("questions:start", opens=MAKERS, refused=OTHERS),
    Row(
        "questions:start",
        post=lambda w: {"authority": w.ekvik.pk, "title": "Nytt"},
        opens=EDITORS,
        invalid="neighbour",
        refused=OTHERS,
        note="(for Ekvik)",
    ),
    Row("questions:copy", args=lambda w: [w.version.pk], opens=MAKERS, refused=OTHERS),
    Row(
        "questions:copy",
        args=lambda w: [w.version.pk],
        post=lambda w: {"authority": w.granby.pk, "how": "same"},
        opens="neighbour",
        invalid=EDITORS,
        refused=OTHERS,
        note="(for Granby)",
    ),
    Row(
        "questions:copy",
        args=lambda w: [w.granby_version.pk],
        post=lambda w: {"authority": w.granby.pk, "how": "same"},
        opens="neighbour",
        note="(Granby's)",
    ),
    Row("questions:import", opens=MAKERS, refused=OTHERS),
    Row(
        "questions:import",
        post=lambda w: {
            "authority": w.ekvik.pk,
            "file": SimpleUploadedFile("a.yaml", b"key: a\n"),
        },
        opens=EDITORS,
        invalid="neighbour",
        refused=OTHERS,
        note="(for Ekvik)",
    ),
    Row(
        "questions:read_in",
        post=lambda w: {"authority": w.ekvik.pk, "name": "a.yaml", "text": "key: a\n"},
        opens=EDITORS,
        invalid="neighbour",
        refused=OTHERS,
        note="(for Ekvik)",
    ),
]
CHANGE = [
    *(
        make(f"questions:{name}", *more)
        for name, more in (
            ("version_edit", []),
            ("publish", []),
            ("section_add", []),
            ("section_edit", ["s"]),
            ("question_add", []),
            ("question_edit", ["f1"]),
        )
        for make in (ours, theirs, not_any_more)
    ),
    *(
        make(f"questions:{name}", *more, post=post)
        for name, more, post in (
            ("version_edit", [], {"title_sv": "Nytt", "edition": "x"}),
            ("publish", [], {"edition": "1"}),
            ("section_add", [], {"title_sv": "Nytt"}),
            ("section_move", ["s"], {"to": "down"}),
            ("question_move", ["f1"], {"to": "down"}),
            ("question_remove", ["f1"], {}),
            ("version_remove", [], {}),
        )
        for make in (ours, theirs, not_any_more)
    ),
    ours("questions:section_remove", "empty", post={}),
    theirs("questions:section_remove", "s", post={}),
    not_any_more("questions:section_remove", "s", post={}),
    ours("questions:question_back", "f3", post={}),
    Row("questions:question_back", args=first, post={}, opens=EDITORS, note="(still there)"),
    Row("questions:question_back", args=lambda w: [w.draft.pk, "f9"], post={}, note="(none)"),
    theirs("questions:question_edit", "f1", post=lambda w: question(w)),
    not_any_more("questions:question_back", "f1", post={}),
    Row(
        "questions:question_add",
        args=draft,
        post=lambda w: question(w),
        opens=EDITORS,
        note="(draft)",
    ),
    Row(
        "questions:question_add",
        args=draft,
        post=lambda w: question(w, section=w.granby_section.pk),
        invalid=EDITORS,
        note="(in Granby's section)",
    ),
    Row(
        "questions:question_add",
        args=draft,
        post=lambda w: question(w, topics=w.granby_topic.pk),
        invalid=EDITORS,
        note="(with Granby's topic)",
    ),
    Row(
        "questions:section_edit",
        args=part,
        post=lambda w: {"title_sv": "Nytt", "key": "s", "topics": w.granby_topic.pk},
        invalid=EDITORS,
        note="(with Granby's topic)",
    ),
    Row(
        "questions:version_restore",
        args=lambda w: [w.removed_version.pk],
        post={},
        opens=EDITORS,
    ),
    Row(
        "questions:version_restore",
        args=lambda w: [w.granby_removed.pk],
        post={},
        opens="neighbour",
        note="(Granby's)",
    ),
    Row(
        "questions:version_restore",
        args=lambda w: [w.own_version.pk],
        post={},
        refused=OURS,
        note="(published)",
    ),
    *(
        Row(
            "questions:retire",
            args=args,
            post=post,
            opens=opens,
            refused=refused,
            note=note,
        )
        for post in (None, {"why": "Ersätts"})
        for args, opens, refused, note in (
            (lambda w: [w.own_version.pk], EDITORS, OUR_OTHERS, ""),
            (lambda w: [w.granby_version.pk], "neighbour", "", "(Granby's)"),
            (lambda w: [w.version.pk], "", EVERYONE, "(everyone's)"),
            (lambda w: [w.draft.pk], "", EDITORS, "(draft)"),
        )
    ),
    *(
        Row(
            "questions:take_into_use",
            args=args,
            post={},
            opens=opens,
            refused=refused,
            note=note,
        )
        for args, opens, refused, note in (
            (lambda w: [w.retired_version.pk], EDITORS, OUR_OTHERS, ""),
            (lambda w: [w.granby_retired.pk], "neighbour", "", "(Granby's)"),
            (lambda w: [w.own_version.pk], "", OURS, "(in use)"),
        )
    ),
]
ROWS = [*READ, *MAKE, *CHANGE]
