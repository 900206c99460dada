"""The plan of the house, held by tests: who may import whom, and that no deed goes unrecorded."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
HOUSE = ROOT / "mrplattform"
ROWS = [
    "core",
    "organisations",
    "rights",
    "questions",
    "library events indicators steering dilemmas dialogues",
    "assessments",
    "plans",
    "agreements children control",
    "networks",
    "reports",
    "project",
]
ROW_OF = {app: number for number, row in enumerate(ROWS) for app in row.split()}
# The left one may not import the right one: models → rules → services → forms → views.
FLOORS = ["models", "rules", "services", "forms", "views"]


def sources(app: str | None = None) -> Iterator[tuple[Path, ast.Module, str]]:
    """The app's own Python files, tests and migrations aside."""
    for path in sorted((HOUSE / app if app else HOUSE).rglob("*.py")):
        if {"tests", "migrations"} & set(path.relative_to(HOUSE).parts):
            continue
        text = path.read_text(encoding="utf8")
        yield path, ast.parse(text), text


def apps() -> list[str]:
    return sorted(path.parent.name for path in HOUSE.glob("*/apps.py"))


def mentions(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """The apps a file speaks of: imports, "app.Model" strings, get_model and reversed addresses."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for name in node.names:
                yield from _app_in(node.lineno, name.name)
        elif isinstance(node, ast.ImportFrom) and node.module:
            for name in node.names:
                yield from _app_in(node.lineno, f"{node.module}.{name.name}")
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield from _app_in(node.lineno, node.value)
            # "plans.Measure", "plans:measure"
            if match := re.fullmatch(r"(\w+)[.:][A-Za-z_][\w-]*", node.value):
                yield node.lineno, match[1]
        elif isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "get_model":
            first = node.args[0] if node.args else None
            if isinstance(first, ast.Constant):
                yield node.lineno, str(first.value).split(".")[0]


def _app_in(line: int, dotted: str) -> Iterator[tuple[int, str]]:
    if match := re.match(r"mrplattform\.(\w+)", dotted):
        yield line, match[1]


def test_every_app_has_its_row():
    assert set(apps()) <= set(ROW_OF)


@pytest.mark.parametrize("app", apps())
def test_an_app_knows_only_earlier_rows(app):
    wrong = [
        f"{path.relative_to(ROOT)}:{line} speaks of {other}"
        for path, tree, _ in sources(app)
        for line, other in mentions(tree)
        if other != app
        and other in ROW_OF
        and ROW_OF[other] >= ROW_OF[app]
        and not (app == "project" and path.name == "settings.py")
    ]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("app", apps())
def test_templates_name_only_addresses_of_earlier_rows(app):
    wrong = []
    for path in (HOUSE / app).rglob("templates/**/*.*"):
        for match in re.finditer(
            r"{%\s*(?:url|include|extends)\s+[\"'](\w+)[:/]", path.read_text()
        ):
            other = match[1]
            if other != app and ROW_OF.get(other, -1) >= ROW_OF[app]:
                wrong.append(f"{path.relative_to(ROOT)}: {match[0]}")
    assert not wrong, "\n".join(wrong)


def floor(path: Path) -> int | None:
    parts = path.relative_to(HOUSE).with_suffix("").parts
    return next((FLOORS.index(part) for part in parts[1:2] if part in FLOORS), None)


@pytest.mark.parametrize("app", apps())
def test_each_file_kind_imports_to_its_left(app):
    wrong = []
    for path, tree, _ in sources(app):
        here = floor(path)
        if here is None:
            continue
        for node in ast.walk(tree):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith(
                f"mrplattform.{app}"
            ):
                part = (node.module.split(".") + [node.names[0].name])[2]
                if part in FLOORS and FLOORS.index(part) > here:
                    wrong.append(f"{path.relative_to(ROOT)}:{node.lineno} imports {part}")
    assert not wrong, "\n".join(wrong)


BARE = {"bulk_create", "bulk_update", "update", "delete"}
EXCUSE = "# no history:"


def bare_writes(tree: ast.Module, text: str) -> Iterator[int]:
    """Lines that write many rows at once in a function that records no deed and gives no reason.

    A dict's .update(…) is told from a queryset's by what it is called on: a call, or `.objects`.
    """
    lines = text.splitlines()
    for function in ast.walk(tree):
        if not isinstance(function, ast.FunctionDef):
            continue
        calls = [node for node in ast.walk(function) if isinstance(node, ast.Call)]
        names = {getattr(c.func, "id", getattr(c.func, "attr", "")) for c in calls}
        if names & {"record", "record_many", "change"}:
            continue
        for call in calls:
            if not isinstance(call.func, ast.Attribute) or call.func.attr not in BARE:
                continue
            on = call.func.value
            if isinstance(on, ast.Call) and getattr(on.func, "id", "") == "super":
                continue  # a model's own save or delete, one row
            many = call.func.attr.startswith("bulk") or isinstance(on, ast.Call)
            if isinstance(on, ast.Attribute):
                many = many or on.attr == "objects"
            span = lines[call.lineno - 1 : (call.end_lineno or call.lineno)]
            if many and not any(EXCUSE in line for line in span):
                yield call.lineno


def test_bulk_changes_leave_history_too():
    wrong = [
        f"{path.relative_to(ROOT)}:{line}"
        for path, tree, text in sources()
        for line in bare_writes(tree, text)
    ]
    assert not wrong, f"Record these, or say why not with '{EXCUSE} …':\n" + "\n".join(wrong)


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ("def f(q):\n    Thing.objects.filter(a=1).update(b=2)", [2]),
        ("def f(q):\n    Thing.objects.filter(a=1).update(b=2)\n    record_many(x, 'y', q)", []),
        ("def f(q):\n    Thing.objects.filter().delete()  # no history: a cache", []),
        ("def f(d):\n    d.update(b=2)", []),
    ],
)
def test_the_check_sees_bare_writes(code, found):
    assert list(bare_writes(ast.parse(code), code)) == found


def test_a_forbidden_mention_is_seen():
    tree = ast.parse("x = models.ForeignKey('plans.Measure')\ny = reverse('reports:page')")
    assert {app for _, app in mentions(tree)} >= {"plans", "reports"}


def test_texts_in_templates_are_marked_for_translation():
    """Swedish text outside {% translate %} would stay Swedish in the English interface."""
    wrong = []
    own_language = re.compile("In English|På svenska|English")  # each under its own name
    for path in sorted(HOUSE.rglob("templates/**/*.html")):
        if path.name.startswith("look"):  # the sample sheet speaks to developers
            continue
        text = own_language.sub("", path.read_text(encoding="utf8"))
        text = re.sub(
            r"{%\s*blocktrans(?:late)?.*?{%\s*endblocktrans(?:late)?\s*%}", "", text, flags=re.S
        )
        text = re.sub(r"{%\s*comment.*?endcomment\s*%}|{#.*?#}|<!--.*?-->", "", text, flags=re.S)
        text = re.sub(r"{%.*?%}|{{.*?}}", "", text, flags=re.S)
        text = re.sub(r"<(script|style|symbol|title id)[^>]*>.*?</\1>", "", text, flags=re.S)
        text = re.sub(r"<[^>]*>", "\n", text, flags=re.S)
        wrong += [
            f"{path.relative_to(ROOT)}: {line.strip()[:60]}"
            for line in text.splitlines()
            if re.search(r"[A-Za-zÅÄÖåäö]{3,}", re.sub(r"&\w+;|lang=.\w\w.>", "", line))
        ]
    assert not wrong, "\n".join(wrong)
