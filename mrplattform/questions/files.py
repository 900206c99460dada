"""Reads a framework file and checks it. Format: README.md."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from mrplattform.core.marked_yaml import Part, Source
from mrplattform.questions.models import Answer, Kind

SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
KEY = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
LONGEST_TEXT = 10_000
LEVELS = range(5)  # the look has five signs
CHOSEN = (Kind.CHOICE, Kind.SEVERAL)
# What a condition may ask about, and what `minimum` and `maximum` may bound.
ASKED_ABOUT = (Kind.LEVEL, Kind.YES_NO, *CHOSEN)
BOUNDED = {
    "minimum": (Kind.NUMBER, Kind.MONEY),
    "maximum": (Kind.NUMBER, Kind.MONEY, Kind.TEXT, Kind.SEVERAL),
}
RESERVED = {Answer.State.UNKNOWN.value, Answer.State.NOT_APPLICABLE.value}
QUESTION_FIELDS = (
    "scale levels choices hint help unit minimum maximum required unknown not_applicable when law "
    "source wording_note topics"
)


@dataclass
class QuestionData:
    key: str
    kind: str
    texts: dict[str, str]
    hints: dict[str, str]
    helps: dict[str, str]
    options: list[dict[str, Any]]
    unit: str
    minimum: Decimal | None
    maximum: Decimal | None
    required: bool
    allow_unknown: bool
    allow_not_applicable: bool
    condition: dict[str, Any]
    law: str
    source: str
    wording_note: str
    topics: list[str]
    part: Part


@dataclass
class SectionData:
    key: str
    titles: dict[str, str]
    intros: dict[str, str]
    topics: list[str]
    questions: list[QuestionData]
    part: Part


@dataclass
class FrameworkData:
    key: str
    number: int
    titles: dict[str, str]
    intros: dict[str, str]
    source: str
    wording_note: str
    news: str
    sections: list[SectionData]
    part: Part
    text: str

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.text.encode()).hexdigest()

    @property
    def questions(self) -> list[QuestionData]:
        return [question for section in self.sections for question in section.questions]


def read(source: Source, topics: Iterable[str]) -> FrameworkData:
    """What the file says. Faults gather in `source`; with any of them the data is not to be used."""
    return _Reader(source, set(topics)).framework()


def is_kept(bound: Decimal) -> bool:
    """Can the database, and Excel, keep it to the last digit?"""
    if abs(bound) >= 10**14 or bound != round(bound, 4):
        return False
    return len(bound.normalize().as_tuple().digits) <= 15


def with_number(text: str, number: int) -> str:
    """The same file as another version; every other word and remark stays."""
    part = Source("", text).root.entries().get("version")
    if part is None or part.node is None:
        return text
    start, end = part.node.start_mark, part.node.end_mark
    lines = text.splitlines(keepends=True)
    line = lines[start.line]
    lines[start.line] = f"{line[: start.column]}{number}{line[end.column :]}"
    return "".join(lines)


@dataclass
class _Reader:
    source: Source
    topics: set[str]
    languages: list[str] = field(default_factory=list)
    scales: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    # The questions read so far, for conditions that look back.
    earlier: dict[str, QuestionData] = field(default_factory=dict)
    root: Part | None = None

    def framework(self) -> FrameworkData:
        root = self.root = self.source.root.fields(
            "key version title sections", "languages intro news source wording_note scales"
        )
        self.languages = root["languages"].languages()
        self.scales = {key: self.scale(part) for key, part in root["scales"].entries().items()}
        sections = [self.section(part) for part in root["sections"].items()]
        key = root["key"].text(80)
        if key and not SLUG.fullmatch(key):
            root["key"].wrong(_("Skriv nyckeln med små bokstäver, siffror och bindestreck."))
        if not sections and root:
            root["sections"].wrong(_("Minst ett avsnitt behövs."))
        self.refuse_doubles(section.part for section in sections)
        data = FrameworkData(
            key=key,
            number=root["version"].integer(1, 9999) or 1,
            titles=root["title"].texts(self.languages, LONGEST_TEXT),
            intros=root["intro"].texts(self.languages, LONGEST_TEXT),
            source=root["source"].text(300),
            wording_note=root["wording_note"].text(300),
            news=root["news"].text(LONGEST_TEXT),
            sections=sections,
            part=root,
            text=self.source.text,
        )
        self.refuse_doubles(question.part for question in data.questions)
        return data

    def scale(self, part: Part) -> list[dict[str, Any]]:
        steps = [self.step(one) for one in part.items()]
        values = [step["value"] for step in steps]
        if len(steps) < 2:
            part.wrong(_("En skala behöver minst två nivåer."))
        elif None not in values and values != sorted(set(values)):
            part.wrong(_("Nivåerna ska stå i ordning, var och en en gång."))
        return steps

    def step(self, part: Part) -> dict[str, Any]:
        part.fields("value label", "description")
        value = part["value"].integer(min(LEVELS), max(LEVELS))
        return {"value": value} | self.words(part)

    def words(self, part: Part) -> dict[str, Any]:
        found = {"label": part["label"].texts(self.languages, LONGEST_TEXT)}
        if "description" in part:
            found["description"] = part["description"].texts(self.languages, LONGEST_TEXT)
        return found

    def section(self, part: Part) -> SectionData:
        part.fields("key title questions", "intro topics")
        self.check_key(part)
        if not part["questions"].items():
            part.wrong(_("Avsnittet har inga frågor."))
        return SectionData(
            key=part["key"].text(80),
            titles=part["title"].texts(self.languages, LONGEST_TEXT),
            intros=part["intro"].texts(self.languages, LONGEST_TEXT),
            topics=self.topic_keys(part["topics"]),
            questions=[self.question(one) for one in part["questions"].items()],
            part=part,
        )

    def question(self, part: Part) -> QuestionData:
        part.fields("key kind text", QUESTION_FIELDS)
        self.check_key(part)
        kind = part["kind"].choice(Kind.values)
        assert self.root is not None
        data = QuestionData(
            key=part["key"].text(80),
            kind=kind,
            texts=part["text"].texts(self.languages, LONGEST_TEXT),
            hints=part["hint"].texts(self.languages, LONGEST_TEXT),
            helps=part["help"].texts(self.languages, LONGEST_TEXT),
            options=self.options(part, kind),
            unit=part["unit"].text(30),
            minimum=self.bound(part, "minimum", kind),
            maximum=self.bound(part, "maximum", kind),
            required=part["required"].boolean(default=False),
            allow_unknown=part["unknown"].boolean(default=True),
            allow_not_applicable=part["not_applicable"].boolean(default=True),
            condition=self.condition(part["when"]),
            law=part["law"].text(200),
            source=part["source"].text(300) or self.root["source"].text(300),
            wording_note=part["wording_note"].text(300) or self.root["wording_note"].text(300),
            topics=self.topic_keys(part["topics"]),
            part=part,
        )
        self.check_whole(data)
        self.earlier[data.key] = data
        return data

    # --- What hangs on the kind --------------------------------------------------------------

    def options(self, part: Part, kind: str) -> list[dict[str, Any]]:
        self.allow_only(part, "scale levels", kind, (Kind.LEVEL,))
        self.allow_only(part, "choices", kind, CHOSEN)
        self.allow_only(part, "unit", kind, (Kind.NUMBER,))
        if kind == Kind.LEVEL:
            return self.levels(part)
        return self.choices(part) if kind in CHOSEN else []

    def allow_only(self, part: Part, fields: str, kind: str, kinds: Iterable[str]) -> None:
        for name in fields.split():
            if name in part and kind and kind not in kinds:
                named = ", ".join(map(self.source.value_word, kinds))
                words = {"field": self.source.word(name), "kinds": named}
                part[name].wrong(_("%(field)s hör till frågor av slaget %(kinds)s.") % words)

    def levels(self, part: Part) -> list[dict[str, Any]]:
        """The scale's steps, with the descriptions that the question has of its own."""
        if "scale" not in part:
            word = self.source.word("scale")
            part.wrong(_("Fältet %s saknas: säg vilken skala frågan har.") % word)
            return []
        name = part["scale"].choice(self.scales)
        steps = [dict(step) for step in self.scales.get(name, [])]
        by_value = {str(step["value"]): step for step in steps}
        for value, own in part["levels"].entries().items():
            if value in by_value:
                by_value[value]["description"] = own.texts(self.languages, LONGEST_TEXT)
            elif name:
                own.wrong(
                    _("Skalan %(scale)s har ingen nivå %(level)s.")
                    % {"scale": name, "level": value}
                )
        return steps

    def choices(self, part: Part) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = []
        if not part["choices"]:
            word = self.source.word("choices")
            part.wrong(_("Fältet %s saknas: säg vad man kan välja.") % word)
        elif len(part["choices"].items()) < 2:
            part["choices"].wrong(_("Minst två val behövs."))
        for one in part["choices"].items():
            one.fields("value label", "description")
            value = one["value"].text(80)
            if value in RESERVED:
                one["value"].wrong(_("Värdet %s är upptaget. Välj ett annat.") % value)
            if value and not KEY.fullmatch(value):
                one["value"].wrong(_("Skriv värdet utan mellanslag och å, ä, ö."))
            if value in [option["value"] for option in found]:
                one["value"].wrong(_("Värdet %s står två gånger.") % value)
            found.append({"value": value} | self.words(one))
        return found

    def bound(self, part: Part, name: str, kind: str) -> Decimal | None:
        self.allow_only(part, name, kind, BOUNDED[name])
        value = part[name].number()
        if value is not None and not is_kept(value):
            part[name].wrong(_("Högst 14 siffror före decimaltecknet, fyra efter och 15 i allt."))
            return None
        return value

    def check_whole(self, data: QuestionData) -> None:
        low, high = data.minimum, data.maximum
        if low is not None and high is not None and low > high:
            data.part["minimum"].wrong(_("Minsta värdet är större än det största."))
        counts = data.kind in (Kind.TEXT, Kind.SEVERAL)
        if counts and high is not None and (high < 1 or high != int(high)):
            data.part["maximum"].wrong(_("Ska vara ett heltal från 1 och uppåt."))
        for name in ("source", "wording_note"):
            if not getattr(data, name):
                words = _("Fältet %s saknas, här och för hela filen.")
                data.part.wrong(words % self.source.word(name))

    # --- What points elsewhere ---------------------------------------------------------------

    def condition(self, part: Part) -> dict[str, Any]:
        if not part:
            return {}
        part.fields("question", "is in")
        key = part["question"].text()
        earlier = self.earlier.get(key)
        if key and earlier is None:
            part["question"].wrong(_("Frågan %s finns inte före den här.") % key)
        elif earlier and earlier.kind not in ASKED_ABOUT:
            words = _("Villkor kan bara gälla frågor av slaget %s.")
            part["question"].wrong(words % ", ".join(map(self.source.value_word, ASKED_ABOUT)))
        if ("is" in part) == ("in" in part):
            part.wrong(_("Skriv antingen is: ett värde, eller in: en lista med värden."))
            return {}
        values = [part["is"]] if "is" in part else part["in"].items()
        if not values:
            part["in"].wrong(_("Minst ett värde behövs."))
        wanted = [self.wanted(one, earlier) for one in values]
        # One meaning, one form: a list with one value is that value.
        return {"question": key} | ({"is": wanted[0]} if len(wanted) == 1 else {"in": wanted})

    def wanted(self, part: Part, earlier: QuestionData | None) -> Any:
        """A value that the earlier question can have."""
        if earlier is None or earlier.kind not in ASKED_ABOUT:
            return None
        if earlier.kind == Kind.YES_NO:
            return part.boolean(default=True)
        value = part.value if earlier.kind == Kind.LEVEL else part.text()
        possible = [option["value"] for option in earlier.options]
        if isinstance(value, bool) or value not in possible:
            words = {"value": value, "key": earlier.key, "possible": ", ".join(map(str, possible))}
            part.wrong(_("%(value)s är inget svar på %(key)s. Välj bland %(possible)s.") % words)
        return value

    def topic_keys(self, part: Part) -> list[str]:
        found: list[str] = []
        for one in part.items():
            key = one.text()
            if key in found:
                one.wrong(_("Ämnet %s står två gånger.") % key)
            elif key and key not in self.topics:
                one.wrong(_("Ämnet %s finns inte.") % key)
            found.append(key)
        return found

    def check_key(self, part: Part) -> None:
        key = part["key"].text(80)
        if key and not KEY.fullmatch(key):
            part["key"].wrong(_("Skriv nyckeln utan mellanslag och å, ä, ö."))

    def refuse_doubles(self, parts: Iterable[Part]) -> None:
        seen: dict[str, int] = {}
        for part in parts:
            first = seen.setdefault(part.name, part.line)
            if part.name and first != part.line:
                part["key"].wrong(_("Nyckeln finns redan på rad %s.") % first)
