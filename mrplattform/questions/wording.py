"""A version, a section or a question as lines of words: what two of them differ in, what a history
tells, and whether somebody changed it since it was read."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from django.utils.translation import get_language_info
from django.utils.translation import gettext as _

from mrplattform.questions import values
from mrplattform.questions.models import FrameworkVersion, Kind, Question, Section
from mrplattform.rights.models import Topic

Pieces = list[tuple[bool, str]]
Lines = dict[str, str]  # label: words, in the order that a page shows them


def language_name(code: str) -> str:
    """'engelska'; the bare code when nobody has named it."""
    try:
        return get_language_info(code)["name_translated"].lower()
    except KeyError:
        return code


def in_language(label: Any, code: str, languages: Iterable[str]) -> str:
    """'Fråga på engelska', or plain 'Fråga' when there is one language."""
    if list(languages) == ["sv"]:
        return str(label)
    return _("%(label)s på %(language)s") % {"label": label, "language": language_name(code)}


# --- As lines --------------------------------------------------------------------------------


def version_lines(version: FrameworkVersion, languages: Iterable[str] = ()) -> Lines:
    languages = list(languages) or version.languages
    return _written(
        {
            **_in_all(_("Namn"), version.titles, languages),
            **_in_all(_("Inledning"), version.intros, languages),
            _("Källa"): version.source,
            _("Om texten"): version.wording_note,
            _("Nytt i versionen"): version.news,
        }
    )


def section_lines(
    section: Section,
    languages: Iterable[str] = ("sv",),
    topics: Iterable[Topic] | None = None,
) -> Lines:
    """`topics` are those that an unsaved section would have."""
    return _written(
        {
            _("Nyckel"): section.key,
            **_in_all(_("Rubrik"), section.titles, languages),
            **_in_all(_("Inledning"), section.intros, languages),
            _("Ämnen"): _topics(section, topics),
        }
    )


def question_lines(
    question: Question,
    languages: Iterable[str] = ("sv",),
    others: Mapping[str, Question] | None = None,
    topics: Iterable[Topic] | None = None,
) -> Lines:
    """`others` are the version's questions by key, so that a condition can be told in words."""
    return _written(
        {
            _("Nyckel"): question.key,
            _("Avsnitt"): question.section.title,
            **_in_all(_("Fråga"), question.texts, languages),
            **_in_all(_("Rad under frågan"), question.hints, languages),
            **_in_all(_("Vad som menas"), question.helps, languages),
            _("Svarssätt"): str(Kind(question.kind).label),
            **_options(question, languages),
            _("Enhet"): question.unit,
            _("Minst"): values.plain_number(question.minimum),
            _("Högst"): values.plain_number(question.maximum),
            _("Måste besvaras"): _yes_no(question.required),
            _("Får besvaras med Vet ej"): _yes_no(question.allow_unknown),
            _("Får besvaras med Inte aktuellt"): _yes_no(question.allow_not_applicable),
            _("Ställs när"): condition_words(question.condition, others or {}),
            _("Krävs av"): question.law,
            _("Källa"): question.source,
            _("Om texten"): question.wording_note,
            _("Ämnen"): _topics(question, topics),
        }
    )


def condition_words(condition: Mapping[str, Any], others: Mapping[str, Question]) -> str:
    """'K2: Ja eller Nej', with the key of the question that it looks back at."""
    if not condition:
        return ""
    earlier = others.get(condition["question"])
    wanted = condition["in"] if "in" in condition else [condition["is"]]
    if earlier:
        words = [values.option_in_words(earlier, one) for one in wanted]
    else:
        words = [_yes_no(one) if isinstance(one, bool) else str(one) for one in wanted]
    return f"{condition['question']}: {_(' eller ').join(words)}"


def _options(question: Question, languages: Iterable[str]) -> Lines:
    found = {}
    for option in question.options:
        named = _("Nivå") if question.kind == Kind.LEVEL else _("Svarsval")
        for code in languages:
            label = in_language(f"{named} {option['value']}", code, languages)
            words = [option.get(name, {}).get(code, "") for name in ("label", "description")]
            found[label] = ". ".join(filter(None, words))
    return found


def _in_all(label: str, texts: Mapping[str, str], languages: Iterable[str]) -> Lines:
    return {in_language(label, code, languages): texts.get(code, "") for code in languages}


def _topics(thing: Section | Question, topics: Iterable[Topic] | None) -> str:
    topics = thing.topics.all() if topics is None else topics
    return ", ".join(sorted(topic.full_name for topic in topics))


def _yes_no(value: bool) -> str:
    return _("Ja") if value else _("Nej")


def _written(lines: Lines) -> Lines:
    return {label: words for label, words in lines.items() if words}


# --- Two of them -----------------------------------------------------------------------------


@dataclass(frozen=True)
class Difference:
    label: str
    before: str
    after: str

    @property
    def marked(self) -> tuple[Pieces, Pieces]:
        return marked(self.before, self.after)


def differences(before: Lines, after: Lines) -> list[Difference]:
    """The lines that differ, in the order of the later one."""
    return [
        Difference(label, before.get(label, ""), after.get(label, ""))
        for label in dict.fromkeys([*after, *before])
        if before.get(label, "") != after.get(label, "")
    ]


def seal(lines: Lines) -> str:
    """The same for the same words: who saves shows which words were read."""
    return hashlib.sha256(repr(sorted(lines.items())).encode()).hexdigest()[:16]


# --- The changed words -----------------------------------------------------------------------

WORDS = re.compile(r"\w+|\s+|[^\w\s]")


def marked(before: str, after: str) -> tuple[Pieces, Pieces]:
    """Both texts in pieces, each with whether it is only there."""
    one, two = WORDS.findall(before), WORDS.findall(after)
    left: Pieces = []
    right: Pieces = []
    matcher = SequenceMatcher(None, one, two, autojunk=False)
    for kind, a, b, c, d in matcher.get_opcodes():
        if a < b:
            left.append((kind != "equal", "".join(one[a:b])))
        if c < d:
            right.append((kind != "equal", "".join(two[c:d])))
    return left, right
