"""A version leaves as a file that reads back as the same version, whatever it holds."""

from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from mrplattform.core import plain_yaml
from mrplattform.core.marked_yaml import Source
from mrplattform.core.plain_yaml import PlainSource
from mrplattform.questions.files import ASKED_ABOUT, CHOSEN, read, with_number
from mrplattform.questions.models import Framework, FrameworkVersion, Kind
from mrplattform.questions.services.frameworks import load_frameworks
from mrplattform.questions.services.rows import write_rows
from mrplattform.questions.workbook import from_excel, to_excel
from mrplattform.questions.writing import to_yaml, tree_of
from mrplattform.rights.services import load_rights
from tests import make

# --- Any framework that a file could hold ---------------------------------------------------

WORDS = [
    "yes",
    "null",
    "12",
    "1.5",
    "2026-11-25",
    "- a",
    "#x",
    "a: b",
    "'x'",
    '"y"',
    "&a",
    "*",
    "ö",
]
letters = some.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cn", "Co"])
lines = (some.text(letters, min_size=1, max_size=20) | some.sampled_from(WORDS)).map(str.strip)
# What begins so in a cell is taken for a formula, and said to be one.
line = lines.filter(lambda one: one and not one.startswith("="))
text = some.lists(line, min_size=1, max_size=3).map("\n".join)
key = some.from_regex(r"[A-Za-z0-9][A-Za-z0-9._-]{0,8}", fullmatch=True)
bound = some.decimals(-(10**11) + 1, 10**11 - 1, places=4) | some.integers(
    -(10**14) + 1, 10**14 - 1
)
TOPICS = ["group.a", "group.b", "role.x"]


@some.composite
def frameworks(draw):
    """What `files.read` accepts, as the tree that `tree_of` would write."""
    languages = draw(some.sampled_from([["sv"], ["sv", "en"], ["sv", "fi", "en"]]))
    words = text if languages == ["sv"] else some.fixed_dictionaries(dict.fromkeys(languages, text))
    maker = _Maker(draw, words)
    keys = draw(some.lists(key, min_size=1, max_size=8, unique=True))
    parts = draw(some.lists(key, min_size=1, max_size=3, unique=True))[: len(keys)]
    questions = [maker.question(one) for one in keys]
    groups = [questions[place :: len(parts)] for place in range(len(parts))]
    maker.conditions(groups)
    tree = {
        "key": "our-questions",
        "version": draw(some.integers(1, 9999)),
        "title": draw(words),
        "source": draw(line),
        "wording_note": draw(line),
        "scales": maker.scales,
        "sections": [
            {"key": one, "title": draw(words), "questions": group}
            | maker.maybe(intro=words, topics=some.lists(some.sampled_from(TOPICS), unique=True))
            for one, group in zip(parts, groups, strict=True)
        ],
    }
    if languages != ["sv"]:
        tree["languages"] = languages
    return tree | maker.maybe(intro=words, news=text)


class _Maker:
    def __init__(self, draw, words):
        self.draw, self.words, self.scales = draw, words, {}

    def maybe(self, **fields):
        chosen = [name for name in fields if self.draw(some.booleans())]
        return {name: self.draw(fields[name]) for name in chosen}

    def question(self, key):
        kind = self.draw(some.sampled_from(Kind.values))
        found = {"key": key, "kind": kind, "text": self.draw(self.words)}
        found |= self.maybe(
            hint=self.words,
            help=self.words,
            law=line,
            source=line,
            wording_note=line,
            required=some.booleans(),
            unknown=some.booleans(),
            not_applicable=some.booleans(),
            topics=some.lists(some.sampled_from(TOPICS), unique=True),
        )
        return found | getattr(self, kind, dict)()

    def level(self):
        values = self.draw(some.sets(some.integers(0, 4), min_size=2).map(sorted))
        name = f"s{len(self.scales)}"
        reuse = self.scales and self.draw(some.booleans())
        if reuse:
            name = self.draw(some.sampled_from(sorted(self.scales)))
            values = [step["value"] for step in self.scales[name]]
        else:
            self.scales[name] = [self.option(value) for value in values]
        own = self.draw(some.lists(some.sampled_from(values), unique=True))
        return {"scale": name, "levels": {str(value): self.draw(self.words) for value in own}}

    def option(self, value):
        return {"value": value, "label": self.draw(self.words)} | self.maybe(description=self.words)

    def choice(self):
        keys = self.draw(some.lists(key, min_size=2, max_size=4, unique=True))
        return {"choices": [self.option(one) for one in keys if one != "unknown"]}

    def several(self):
        return self.choice() | self.maybe(maximum=some.integers(1, 9))

    def number(self):
        low, high = sorted(self.draw(some.tuples(bound, bound)), key=Decimal)
        return self.maybe(unit=line, minimum=some.just(low), maximum=some.just(high))

    def money(self):
        return self.maybe(minimum=bound)

    def text(self):
        return self.maybe(maximum=some.integers(1, 500))

    def conditions(self, groups):
        earlier = []
        for question in (one for group in groups for one in group):
            if earlier and self.draw(some.booleans()):
                question["when"] = self.condition(self.draw(some.sampled_from(earlier)))
            if question["kind"] in ASKED_ABOUT:
                earlier.append(question)

    def condition(self, asked):
        possible = [True, False]
        if asked["kind"] == Kind.LEVEL:
            possible = [step["value"] for step in self.scales[asked["scale"]]]
        elif asked["kind"] in CHOSEN:
            possible = [one["value"] for one in asked["choices"]]
        wanted = self.draw(some.lists(some.sampled_from(possible), min_size=1, unique=True))
        one = {"is": wanted[0]} if len(wanted) == 1 else {"in": wanted}
        return {"question": asked["key"]} | one


def is_whole(tree) -> bool:
    source = PlainSource("", tree)
    read(source, TOPICS)
    return not source.faults


def content(data):
    """All that a file says, without where it said it."""
    if isinstance(data, list):
        return [content(one) for one in data]
    if not hasattr(data, "part"):
        return data
    left_out = ("part", "text")
    found = {name: content(one) for name, one in vars(data).items() if name not in left_out}
    return found | {"topics": sorted(found.get("topics", []))}


def read_back(text_or_tree):
    is_text = isinstance(text_or_tree, str)
    source = (Source if is_text else PlainSource)("a.yaml", text_or_tree)
    data = read(source, TOPICS)
    assert source.faults == [], text_or_tree
    return content(data)


# --- There and back -------------------------------------------------------------------------


@pytest.fixture
def draft(db):
    for one in TOPICS:
        make.make_topic(one)
    framework = Framework.objects.create(key="our-questions")
    return FrameworkVersion.objects.create(framework=framework, number=1)


@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(frameworks().filter(is_whole))
def test_rows_become_a_file_and_the_file_the_same_rows(draft, tree):
    written = read(PlainSource("", tree), TOPICS)
    draft.framework.key, draft.number = written.key, written.number
    write_rows(draft, written, {one.key: one for one in make.Topic.objects.all()})
    draft.save()

    file = plain_yaml.write(tree_of(draft))

    assert read_back(file) == read_back(tree_of(draft)) == content(written)
    source = from_excel(to_excel(draft), "a.xlsx")
    in_excel = content(read(source, TOPICS))
    assert source.faults == []
    assert in_excel == content(written)


def test_the_shipped_frameworks_survive_being_written_anew(db):
    load_rights()
    load_frameworks()
    topics = list(make.Topic.objects.values_list("key", flat=True))
    for version in FrameworkVersion.objects.select_related("framework"):
        source = Source("", plain_yaml.write(tree_of(version)))

        written = read(source, topics)

        assert source.faults == []
        assert content(written) == content(read(Source("", version.source_text), topics))
        assert content(written) == content(read(from_excel(to_excel(version), ""), topics))


def test_an_untouched_version_leaves_word_for_word(db):
    remark = "# Ett påpekande\nkey: ours\n"

    assert to_yaml(make.make_version(source_text=remark)) == remark
    assert to_yaml(make.make_version()).startswith("key: ")


def test_another_number_leaves_every_other_word():
    text = "key: a # nyckeln\nversion:   7   # höj vid ändring\ntitle: version 7\n"

    assert with_number(text, 12) == text.replace("   7   ", "   12   ")
    assert with_number("key: a\n", 2) == "key: a\n"


@pytest.mark.parametrize(
    ("written", "kept"),
    [("3", "3"), ("3.50", "3.5"), ("12345678901.2345", "12345678901.2345"), ("1e3", "1000")],
)
def test_a_number_keeps_all_its_digits(written, kept):
    source = Source("", f"n: {written}")

    assert source.root.fields("n")["n"].number() == Decimal(kept) or written == "1e3"
