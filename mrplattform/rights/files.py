"""Reads the data files of the vocabulary and checks them. Format: README.md."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from django.utils.translation import gettext as _

from mrplattform.core.marked_yaml import Fault, Faulty, Part, Source
from mrplattform.rights.models import Recommendation, Topic, TopicLink

DATA = Path(__file__).parent / "data"
KEY = re.compile(r"[a-z][a-z0-9_]*(\.[A-Za-z0-9_]+)+")
STRENGTHS = {strength.name.lower(): strength for strength in TopicLink.Strength}


@dataclass
class LinkData:
    to: str
    strength: int
    note: str
    part: Part


@dataclass
class TopicData:
    key: str
    kind: str
    number: str
    parent: str
    names: dict[str, str]
    descriptions: dict[str, str]
    source: str
    wording_note: str
    part: Part
    links: list[LinkData] = field(default_factory=list)


@dataclass
class BodyData:
    key: str
    name: str
    instrument: str
    latest: str
    note: str
    part: Part


@dataclass
class RecommendationData:
    key: str
    body: str
    year: int
    document: str
    paragraph: str
    text: str
    standing: str
    reach: str
    reach_why: str
    source: str
    topics: list[str]
    part: Part


@dataclass
class Library:
    """All that the files hold, checked together. Each list in the order of the files."""

    topics: list[TopicData] = field(default_factory=list)
    bodies: list[BodyData] = field(default_factory=list)
    recommendations: list[RecommendationData] = field(default_factory=list)


def read(folder: Path = DATA) -> Library:
    """Everything in the folder, or Faulty with every fault of every file."""
    sources = [
        Source(str(path.name), path.read_text(encoding="utf8"))
        for path in sorted(folder.glob("*.yaml"))
    ]
    library = Library()
    for source in sources:
        _read_file(source, library)
    _check_keys(library)
    _check_references(library)
    faults: list[Fault] = [fault for source in sources for fault in source.faults]
    if faults:
        raise Faulty(faults)
    return library


def _read_file(source: Source, library: Library) -> None:
    root = source.root.fields()
    if "topics" in root:
        library.topics += _topics(source.root)
    elif "bodies" in root:
        library.bodies += _bodies(source.root)
    elif "recommendations" in root:
        library.recommendations += _recommendations(source.root)
    elif not source.faults:
        root.wrong(_("Filen ska ha topics, bodies eller recommendations."))


def _topics(root: Part) -> Iterator[TopicData]:
    root = again(root, "kind topics", "languages source wording_note")
    languages = root["languages"].languages()
    kind = root["kind"].choice(Topic.Kind.values)
    for part in root["topics"].items():
        part.fields("key name", "number parent description source wording_note links")
        yield TopicData(
            key=_key(part),
            kind=kind,
            number=part["number"].text(10),
            parent=part["parent"].text(),
            names=part["name"].texts(languages),
            descriptions=part["description"].texts(languages),
            source=part["source"].text(300) or root["source"].text(300),
            wording_note=part["wording_note"].text(300) or root["wording_note"].text(300),
            links=[_link(one) for one in part["links"].items()],
            part=part,
        )


def _link(part: Part) -> LinkData:
    part.fields("to strength", "note")
    strength = part["strength"].choice(STRENGTHS, "clear")
    return LinkData(part["to"].text(), STRENGTHS[strength], part["note"].text(300), part)


def _bodies(root: Part) -> Iterator[BodyData]:
    for part in again(root, "bodies")["bodies"].items():
        part.fields("key name", "instrument latest note")
        words = {name: part[name].text(200) for name in ("name", "instrument", "latest", "note")}
        yield BodyData(key=part["key"].text(20), part=part, **words)


def _recommendations(root: Part) -> Iterator[RecommendationData]:
    root = again(root, "body year recommendations", "document standing source")
    for part in root["recommendations"].items():
        part.fields("key text reach", "paragraph reach_why topics source standing document")
        if not part["source"] and not root["source"]:
            part.wrong(_("Källan saknas."))
        yield RecommendationData(
            key=_key(part),
            body=root["body"].text(),
            year=root["year"].integer(1948, 2100) or 0,
            document=part["document"].text(80) or root["document"].text(80),
            paragraph=part["paragraph"].text(20),
            text=part["text"].text(),
            standing=part["standing"].choice(Recommendation.Standing.values)
            or root["standing"].choice(Recommendation.Standing.values, "verify"),
            reach=part["reach"].choice(Recommendation.Reach.values, "indirect"),
            reach_why=part["reach_why"].text(300),
            source=part["source"].text(300) or root["source"].text(300),
            topics=[one.text() for one in part["topics"].items()],
            part=part,
        )


def again(root: Part, required: str, optional: str = "") -> Part:
    """The same place, read with its fields known."""
    return Part(root.source, root.node, root.path).fields(required, optional)


def _key(part: Part) -> str:
    key = part["key"].text(80)
    if key and not KEY.fullmatch(key):
        part["key"].wrong(_("Skriv nyckeln som slag.namn, till exempel crc.12."))
    return key


# --- Across files ----------------------------------------------------------------------------


def _check_keys(library: Library) -> None:
    for rows in (library.topics, library.bodies, library.recommendations):
        seen: dict[str, Part] = {}
        for row in rows:
            earlier = seen.setdefault(row.key, row.part)
            if row.key and earlier is not row.part:
                where = f"{earlier.source.file}:{earlier.line}"
                row.part["key"].wrong(_("Nyckeln finns redan i %s.") % where)


def _check_references(library: Library) -> None:
    topics = {row.key: row for row in library.topics}
    bodies = {row.key for row in library.bodies}
    for row in library.topics:
        if row.parent and row.parent not in topics:
            row.part["parent"].wrong(_("Ämnet %s finns inte.") % row.parent)
        elif row.parent and row.key in _above(row.parent, topics):
            row.part["parent"].wrong(_("Ämnet hamnar under sig självt."))
        _check_links(row, topics)
    for recommendation in library.recommendations:
        if recommendation.body not in bodies:
            words = _("Granskningsorganet %s finns inte.") % recommendation.body
            recommendation.part.wrong(words)
        for part in recommendation.part["topics"].items():
            if part.text() not in topics:
                part.wrong(_("Ämnet %s finns inte.") % part.text())


def _check_links(row: TopicData, topics: dict[str, TopicData]) -> None:
    seen = set()
    for link in row.links:
        if link.to not in topics:
            link.part["to"].wrong(_("Ämnet %s finns inte.") % link.to)
        elif link.to == row.key:
            link.part["to"].wrong(_("Ämnet kan inte länka till sig självt."))
        elif link.to in seen:
            link.part["to"].wrong(_("Länken står två gånger."))
        seen.add(link.to)


def _above(key: str, topics: dict[str, TopicData]) -> list[str]:
    found: list[str] = []
    while key and key not in found:
        found.append(key)
        key = topics[key].parent if key in topics else ""
    return found
