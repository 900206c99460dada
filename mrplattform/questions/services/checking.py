"""What is wrong in a draft, by the same reader that checks files, told beside what it concerns."""

from __future__ import annotations

import re
from dataclasses import dataclass

from mrplattform.core.marked_yaml import Fault
from mrplattform.core.plain_yaml import PlainSource
from mrplattform.questions.files import read
from mrplattform.questions.models import FrameworkVersion, Question, Section
from mrplattform.questions.services.rows import topics_of
from mrplattform.questions.terms import words
from mrplattform.questions.writing import tree_of

PATH = re.compile(r"sections\[(\d+)\](?:\.questions\[(\d+)\])?")
FIELD = re.compile(r"([a-z_]+)(?:\[\d+\])?(?:\.[a-z_0-9]+)?(?: \(.*\))?$")


@dataclass(frozen=True)
class DraftFault:
    text: str
    section: Section | None = None
    question: Question | None = None


def faults_of(
    version: FrameworkVersion, sections: list[Section], questions: list[Question]
) -> list[DraftFault]:
    source = PlainSource("", tree_of(version, sections, questions), words())
    read(source, topics_of(version.authority))
    return [_placed(fault, source, sections, questions) for fault in source.faults]


def _placed(
    fault: Fault, source: PlainSource, sections: list[Section], questions: list[Question]
) -> DraftFault:
    field = FIELD.search(fault.key)
    named = source.words.get(field[1], "") if field else ""
    text = f"{named}: {fault.text}" if named else fault.text
    place = PATH.match(fault.key)
    if place is None:
        return DraftFault(text)
    section = sections[int(place[1])]
    if place[2] is None:
        return DraftFault(text, section)
    own = [one for one in questions if one.section_id == section.pk]
    return DraftFault(text, section, own[int(place[2])])
