"""Loading frameworks from files: checked whole, then written, all or nothing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mrplattform.core.history import VERBS, record
from mrplattform.core.marked_yaml import Fault, Faulty, Source
from mrplattform.organisations.models import Organisation
from mrplattform.questions.files import FrameworkData, read
from mrplattform.questions.models import Framework, FrameworkVersion
from mrplattform.questions.services.publishing import publish
from mrplattform.questions.services.rows import topics_of, write_rows
from mrplattform.rights.files import read as read_rights
from mrplattform.rights.models import Topic

VERBS.update(framework_loaded=gettext_lazy("läste in från fil"))
State = FrameworkVersion.State


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
    topics = topics_of(None)
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
    topics = topics_of(authority)
    source = Source(file, text)
    data = read(source, topics)
    if source.faults:
        raise Faulty(source.faults)
    version = _stored(data, authority)
    if version and version.state != State.DRAFT:
        return version
    return _write(data, topics, authority, by)


def _stored(data: FrameworkData, authority: Organisation | None) -> FrameworkVersion | None:
    """The version that the file is, if it is here. Raises Faulty when it cannot become one."""
    versions = list(
        FrameworkVersion.objects.filter(framework__key=data.key, framework__authority=authority)
    )
    same = next((one for one in versions if one.number == data.number), None)
    newest = max((one.number for one in versions), default=0)
    if same and same.state == State.REMOVED:
        _refuse(data, newest, _("Version %(number)s är ett borttaget utkast."))
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
    version, _created = FrameworkVersion.objects.get_or_create(
        framework=framework, number=data.number, defaults={"authority": authority}
    )
    write_rows(version, data, topics)
    version.source_text, version.sha256 = data.text, data.sha256
    version.save()
    record(by, "framework_loaded", version)
    return version
