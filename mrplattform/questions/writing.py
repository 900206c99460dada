"""A version's rows as the file that they are: `files.read` of it gives the same rows back."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from mrplattform.core import plain_yaml
from mrplattform.questions.models import FrameworkVersion, Kind, Question, Section
from mrplattform.questions.reading import questions_of, sections_of

Tree = dict[str, Any]


def to_yaml(version: FrameworkVersion) -> str:
    """Word for word as it was loaded, as long as nobody has changed it."""
    return version.source_text or plain_yaml.write(tree_of(version))


def tree_of(
    version: FrameworkVersion,
    sections: list[Section] | None = None,
    questions: list[Question] | None = None,
) -> Tree:
    """The version as dicts, lists and values, with the names that a file has. Whatever is missing
    in it is left out, so that the reader tells of it. Rows that one has already are not asked for."""
    sections = sections_of(version) if sections is None else sections
    questions = questions_of(version) if questions is None else questions
    return _Writer(version, sections, questions).framework()


@dataclass
class Scale:
    """What level questions with the same levels share. A level that some question leaves without
    a description has none here: a question can replace the scale's words but not take them away."""

    name: str
    steps: list[Tree]

    def own(self, options: list[Tree]) -> Tree:
        """The descriptions that only this question has."""
        pairs = zip(self.steps, options, strict=True)
        return {
            str(option["value"]): option["description"]
            for step, option in pairs
            if option.get("description") != step.get("description")
        }


@dataclass
class _Writer:
    version: FrameworkVersion
    sections: list[Section]
    questions: list[Question]
    languages: list[str] = field(init=False)
    scales: dict[str, Scale] = field(init=False)

    def __post_init__(self):
        self.languages = self.version.languages
        self.scales = self.find_scales()

    def framework(self) -> Tree:
        version = self.version
        by_section = defaultdict(list)
        for question in self.questions:
            by_section[question.section_id].append(question)
        return _filled(
            key=version.framework.key,
            version=version.number,
            languages=[] if self.languages == ["sv"] else self.languages,
            title=self.words(version.titles),
            intro=self.words(version.intros),
            news=version.news,
            source=version.source,
            wording_note=version.wording_note,
            scales={scale.name: scale.steps for scale in self.scales.values()},
        ) | {"sections": [self.section(one, by_section[one.pk]) for one in self.sections]}

    def section(self, section: Section, questions: Iterable[Question]) -> Tree:
        return _filled(
            key=section.key,
            title=self.words(section.titles),
            intro=self.words(section.intros),
            topics=[topic.key for topic in section.topics.all()],
        ) | {"questions": [self.question(one) for one in questions]}

    def question(self, question: Question) -> Tree:
        return _filled(
            key=question.key,
            kind=question.kind,
            text=self.words(question.texts),
            hint=self.words(question.hints),
            help=self.words(question.helps),
            **self.options(question),
            unit=question.unit,
            minimum=question.minimum,
            maximum=question.maximum,
            required=question.required or None,
            unknown=None if question.allow_unknown else False,
            not_applicable=None if question.allow_not_applicable else False,
            when=question.condition,
            law=question.law,
            source=self.unlike_all(question, "source"),
            wording_note=self.unlike_all(question, "wording_note"),
            topics=[topic.key for topic in question.topics.all()],
        )

    def unlike_all(self, question: Question, name: str) -> str:
        """Said for the question only where it is not the whole framework's."""
        own = getattr(question, name)
        return "" if own == getattr(self.version, name) else own

    # --- Levels and choices ------------------------------------------------------------------

    def options(self, question: Question) -> Tree:
        if question.kind == Kind.LEVEL and question.options:
            scale = self.scales[_labels(question)]
            return {"scale": scale.name, "levels": scale.own(self.steps(question))}
        if question.kind in (Kind.CHOICE, Kind.SEVERAL):
            return {"choices": self.steps(question)}
        return {}

    def steps(self, question: Question) -> list[Tree]:
        return [
            _filled(
                label=self.words(option.get("label", {})),
                description=self.words(option.get("description", {})),
            )
            | {"value": option["value"]}
            for option in question.options
        ]

    def find_scales(self) -> dict[str, Scale]:
        alike: dict[str, list[list[Tree]]] = defaultdict(list)
        for question in self.questions:
            if question.kind == Kind.LEVEL and question.options:
                alike[_labels(question)].append(self.steps(question))
        return {
            labels: Scale(f"skala-{number}", [_shared(level) for level in zip(*group, strict=True)])
            for number, (labels, group) in enumerate(alike.items(), 1)
        }

    # --- Words -------------------------------------------------------------------------------

    def words(self, texts: dict[str, str]) -> Any:
        """Bare in a file with one language."""
        if self.languages == ["sv"]:
            return texts.get("sv", "")
        return {code: texts[code] for code in self.languages if texts.get(code)}


def _labels(question: Question) -> str:
    return repr([(one["value"], sorted(one.get("label", {}).items())) for one in question.options])


def _shared(level: tuple[Tree, ...]) -> Tree:
    """One level of several questions, with the description that most of them have."""
    found = {"value": level[0]["value"], "label": level[0].get("label", "")}
    said = [step.get("description") for step in level]
    if all(said):
        common = Counter(map(repr, said)).most_common(1)[0][0]
        found["description"] = next(one for one in said if repr(one) == common)
    return found


def _filled(**fields: Any) -> Tree:
    """Without what says nothing: empty texts, lists and None. False and zero say something."""
    return {name: value for name, value in fields.items() if value not in ("", None, [], {})}
