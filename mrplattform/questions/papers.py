"""A version as a document: all its questions to read, print and talk about."""

from __future__ import annotations

from django.utils.translation import gettext as _

from mrplattform.core.exports.document import (
    Block,
    BulletList,
    Document,
    Facts,
    Heading,
    Note,
    Paragraph,
    text,
)
from mrplattform.questions import reading, values
from mrplattform.questions.models import FrameworkVersion, Kind, Question


def questions_document(version: FrameworkVersion) -> Document:
    questions = reading.questions_of(version)
    conditions = reading.conditions_in_words(questions)
    blocks: list[Block] = [Paragraph(version.intro, lead=True)] if version.intro else []
    blocks.append(_about(version, len(questions)))
    for section, rows in reading.by_section(questions):
        blocks.append(Heading(section.title))
        if section.intro:
            blocks.append(Paragraph(section.intro))
        for question in rows:
            blocks += _told(question, conditions.get(question.key, ""))
    return Document(
        title=version.title,
        author=str(version.authority or ""),
        subject=_("Frågor"),
        line=_("Version %(number)s · %(state)s")
        % {"number": version.number, "state": version.get_state_display()},
        blocks=tuple(blocks),
    )


def _about(version: FrameworkVersion, count: int) -> Facts:
    items = [
        (_("Antal frågor"), text(count)),
        (_("Vems ord"), text(version.wording_note)),
        (_("Källa"), text(version.source)),
        (_("Nytt i versionen"), text(version.news)),
    ]
    return Facts([(term, value) for term, value in items if value])


def _told(question: Question, condition: str) -> list[Block]:
    told: list[Block] = [Heading(f"{question.order}. {question.text}", 3)]
    told += [Paragraph(one) for one in (question.hint, condition) if one]
    told += [Paragraph(part) for part in question.help.split("\n") if part.strip()]
    if question.choices or question.kind == Kind.YES_NO:
        told.append(BulletList([*_ways(question), *_ways_out(question)]))
    else:
        told.append(Paragraph(_how(question)))
    if question.law:
        told.append(Note(question.law, title=_("Krävs av")))
    return told


def _ways(question: Question) -> list[str]:
    if question.kind == Kind.YES_NO:
        return [_("Ja"), _("Nej")]
    named = question.kind == Kind.LEVEL
    return [
        f"{one.value} {label}" if named else label
        for one in question.choices
        if (label := ". ".join(filter(None, (one.label, one.description))))
    ]


def _ways_out(question: Question) -> list[str]:
    found = {
        _("Vet ej"): question.allow_unknown,
        _("Inte aktuellt"): question.allow_not_applicable,
    }
    return [words for words, is_so in found.items() if is_so]


def _how(question: Question) -> str:
    """'Svar: Tal, procent, 0 till 100. Eller: Vet ej.'"""
    parts = [str(question.get_kind_display()), question.unit, _bounds(question)]
    found = _("Svar: %s.") % ", ".join(filter(None, parts))
    out = _ways_out(question)
    return f"{found} {_('Eller: %s.') % ', '.join(out)}" if out else found


def _bounds(question: Question) -> str:
    low, high = values.plain_number(question.minimum), values.plain_number(question.maximum)
    if low and high:
        return _("%(low)s till %(high)s") % {"low": low, "high": high}
    if question.kind == Kind.TEXT and high:
        return _("högst %s tecken") % high
    if high:
        return _("högst %s") % high
    return _("minst %s") % low if low else ""
