"""Loading frameworks from files, publishing them and taking them out of use."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mrplattform.core.dates import now
from mrplattform.core.history import VERBS, record
from mrplattform.core.marked_yaml import Fault, Faulty, Source
from mrplattform.organisations.models import Organisation
from mrplattform.questions.files import FrameworkData, QuestionData, SectionData, read
from mrplattform.questions.models import Framework, FrameworkVersion, Question, Section
from mrplattform.rights.files import read as read_rights
from mrplattform.rights.models import Topic

VERBS.update(
    framework_loaded=gettext_lazy("läste in från fil"),
    framework_published=gettext_lazy("publicerade"),
    framework_replaced=gettext_lazy("ersatte med en nyare version"),
    framework_retired=gettext_lazy("tog ur bruk"),
)
State = FrameworkVersion.State


class NotAllowed(Exception):
    """The version is not in a state from which that can be done."""


@dataclass
class Loaded:
    """What became of the files."""

    new: list[FrameworkVersion] = field(default_factory=list)
    unchanged: list[FrameworkVersion] = field(default_factory=list)


# --- Checking --------------------------------------------------------------------------------


def files_in(folder: Path | None = None) -> list[Path]:
    return sorted((folder or settings.FRAMEWORKS_DIR).glob("*.yaml"))


def check_files(paths: Iterable[Path]) -> list[Fault]:
    """Every fault of every file, against the vocabulary's own files. Asks no database."""
    topics = [topic.key for topic in read_rights().topics]
    _data, faults = _read_all(paths, topics)
    return faults


def _read_all(
    paths: Iterable[Path], topics: Iterable[str]
) -> tuple[list[FrameworkData], list[Fault]]:
    topics = set(topics)
    found: list[FrameworkData] = []
    faults: list[Fault] = []
    where: dict[tuple[str, int], str] = {}
    for path in paths:
        source = Source(path.name, path.read_text(encoding="utf8"))
        data = read(source, topics)
        earlier = where.setdefault((data.key, data.number), source.file)
        if data.key and earlier != source.file:
            data.part["key"].wrong(_("Samma nyckel och version finns i %s.") % earlier)
        found.append(data)
        faults += source.faults
    return found, faults


# --- Loading ---------------------------------------------------------------------------------


@transaction.atomic
def load_frameworks(paths: Iterable[Path] | None = None, *, by=None) -> Loaded:
    """Load and publish what the files hold. A version that is published already stays as it is.

    Raises Faulty, with all faults of all files, before anything is written.
    """
    topics = {topic.key: topic for topic in Topic.objects.filter(authority__isnull=True)}
    found, faults = _read_all(files_in() if paths is None else paths, topics)
    if faults:
        raise Faulty(faults)
    loaded = Loaded()
    for data in found:
        version = _stored(data, authority=None)
        if version and version.state != State.DRAFT:
            loaded.unchanged.append(version)
        else:
            version = _write(data, topics, authority=None, by=by)
            loaded.new.append(publish(version, by=by))
    return loaded


@transaction.atomic
def load_framework(
    text: str, file: str, *, authority: Organisation | None = None, by=None
) -> FrameworkVersion:
    """One file as a draft; loaded again it replaces the draft. Raises Faulty."""
    topics = {topic.key: topic for topic in _topics_of(authority)}
    source = Source(file, text)
    data = read(source, topics)
    if source.faults:
        raise Faulty(source.faults)
    version = _stored(data, authority)
    if version and version.state != State.DRAFT:
        return version
    return _write(data, topics, authority, by)


def _topics_of(authority: Organisation | None):
    own = Topic.objects.filter(authority=authority) if authority else Topic.objects.none()
    return Topic.objects.filter(authority__isnull=True) | own


def _stored(data: FrameworkData, authority: Organisation | None) -> FrameworkVersion | None:
    """The version that the file is, if it is here. Raises Faulty when it cannot become one."""
    versions = list(
        FrameworkVersion.objects.filter(framework__key=data.key, framework__authority=authority)
    )
    same = next((one for one in versions if one.number == data.number), None)
    newest = max((one.number for one in versions), default=0)
    if same and same.state != State.DRAFT and same.sha256 != data.sha256:
        _refuse(data, newest, _("Version %(number)s är publicerad och ser annorlunda ut."))
    if not same and data.number < newest:
        _refuse(data, newest, _("Version %(newest)s finns redan."))
    return same


def _refuse(data: FrameworkData, newest: int, why: str) -> None:
    words = {"number": data.number, "newest": newest, "next": newest + 1}
    data.part["version"].wrong((why + " " + _("Skriv version: %(next)s.")) % words)
    raise Faulty(data.part.source.faults)


def _write(
    data: FrameworkData, topics: dict[str, Topic], authority: Organisation | None, by
) -> FrameworkVersion:
    framework, _created = Framework.objects.get_or_create(key=data.key, authority=authority)
    version, is_new = FrameworkVersion.objects.update_or_create(
        framework=framework,
        number=data.number,
        defaults={
            "authority": authority,
            "titles": data.titles,
            "intros": data.intros,
            "source": data.source,
            "wording_note": data.wording_note,
            "source_text": data.text,
            "sha256": data.sha256,
        },
    )
    if not is_new:
        version.sections.all().delete()
    sections = Section.objects.bulk_create(
        _section(version, place, one) for place, one in enumerate(data.sections, 1)
    )
    by_key = dict(zip([one.key for one in data.sections], sections, strict=True))
    questions = Question.objects.bulk_create(
        _question(version, by_key[section.key], place, one)
        for place, (section, one) in enumerate(
            ((section, one) for section in data.sections for one in section.questions), 1
        )
    )
    _tag(Section, data.sections, sections, topics)
    _tag(Question, data.questions, questions, topics)
    record(by, "framework_loaded", version)
    return version


def _section(version: FrameworkVersion, place: int, data: SectionData) -> Section:
    return Section(
        version=version, key=data.key, order=place, titles=data.titles, intros=data.intros
    )


def _question(
    version: FrameworkVersion, section: Section, place: int, data: QuestionData
) -> Question:
    names = (
        "key kind texts hints helps options unit minimum maximum required allow_unknown "
        "allow_not_applicable condition law source wording_note"
    )
    values = {name: getattr(data, name) for name in names.split()}
    return Question(version=version, section=section, order=place, **values)


def _tag(model, rows, things, topics: dict[str, Topic]) -> None:
    """All topics of all rows in one insert."""
    through = model.topics.through
    name = model._meta.model_name
    through.objects.bulk_create(  # no history: told with the version's loading
        through(**{name: thing, "topic": topics[key]})
        for row, thing in zip(rows, things, strict=True)
        for key in row.topics
    )


# --- From draft to retirement ----------------------------------------------------------------


@transaction.atomic
def publish(version: FrameworkVersion, *, by) -> FrameworkVersion:
    """From now on it can be answered, and no word of it changes. Earlier versions stay as they
    are for the rounds that ask them, but new rounds are offered this one."""
    earlier = FrameworkVersion.objects.filter(framework=version.framework_id).in_use().first()
    _move(version, State.PUBLISHED)
    version.published_at = now()
    version.save(update_fields=["state", "published_at"])
    record(by, "framework_published", version)
    if earlier:
        record(
            by, "framework_replaced", earlier, changes={"number": [earlier.number, version.number]}
        )
    return version


@transaction.atomic
def retire(version: FrameworkVersion, *, by, why: str) -> FrameworkVersion:
    """No new round can ask it. What was answered stays."""
    _move(version, State.RETIRED)
    version.save(update_fields=["state"])
    record(by, "framework_retired", version, why=why)
    return version


def _move(version: FrameworkVersion, state: str) -> None:
    if state not in FrameworkVersion.MOVES[version.state]:
        raise NotAllowed(f"{version}: {version.state} → {state}")
    version.state = state
