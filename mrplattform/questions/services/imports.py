"""A file on its way in: tried first, as often as one likes, and then read in as a draft."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import PurePath

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from mrplattform.core import plain_yaml
from mrplattform.core.guard import refuse_identity_numbers
from mrplattform.core.history import record
from mrplattform.core.marked_yaml import Fault, Faulty, Source
from mrplattform.core.plain_yaml import PlainSource
from mrplattform.organisations.models import Organisation
from mrplattform.questions.comparing import Compared, compare
from mrplattform.questions.files import FrameworkData, read, with_number
from mrplattform.questions.models import Framework, FrameworkVersion
from mrplattform.questions.services.drafts import new_draft, own_framework
from mrplattform.questions.services.publishing import move
from mrplattform.questions.services.rows import topics_of, write_rows
from mrplattform.questions.workbook import from_excel
from mrplattform.questions.writing import tree_of

ENDINGS = ("xlsx", "yaml", "yml")
State = FrameworkVersion.State


@dataclass
class Trial:
    """What a file would do. With faults it would do nothing."""

    text: str = ""
    faults: list[Fault] = field(default_factory=list)
    version: FrameworkVersion | None = None  # as it would become; not saved
    against: FrameworkVersion | None = None
    compared: Compared | None = None
    puts_away: FrameworkVersion | None = None

    @property
    def changes_nothing(self) -> bool:
        return self.version is not None and self.version == self.against


class _OnlyTried(Exception):
    """Takes back all that was written."""


def receive(file) -> Source:
    """An uploaded file (looked into by core.uploads) as a source. Raises ValidationError."""
    name, data = str(file.name), file.read()
    if PurePath(name).suffix.lower() == ".xlsx":
        return from_excel(data, name)
    try:
        return from_text(data.decode("utf-8-sig"), name)
    except UnicodeDecodeError as error:
        words = _("Filen är inte sparad som UTF-8. Spara om den med den teckenkodningen.")
        raise ValidationError(words, code="encoding") from error


def from_text(text: str, name: str) -> Source:
    source = Source(name, text.replace("\r\n", "\n").replace("\r", "\n"))
    for number, line in enumerate(source.text.split("\n"), 1):
        try:
            refuse_identity_numbers(line)
        except ValidationError as problem:
            source.fault(number, "", problem.messages[0])
    return source


def try_file(source: Source, authority: Organisation) -> Trial:
    """What would change against the draft or the newest version, with nothing saved."""
    topics = topics_of(authority)
    data = read(source, topics)
    if source.faults:
        return Trial(faults=source.faults)
    trial = Trial(text=_text(source))
    try:
        with transaction.atomic():
            against = _against(data.key, authority)
            trial.against = against
            trial.version = _put(data, trial.text, authority, by=None)
            if against and not trial.changes_nothing:
                trial.compared = compare(against, trial.version)
                trial.puts_away = against if _is_own_draft(against, authority) else None
            raise _OnlyTried
    except _OnlyTried:
        return trial


@transaction.atomic
def read_in(text: str, name: str, authority: Organisation, *, by) -> FrameworkVersion:
    """All of it as a draft, or Faulty. A draft that was there is put away, and can be taken back.
    Read in again it changes nothing."""
    source = from_text(text, name)
    data = read(source, topics_of(authority))
    if source.faults:
        raise Faulty(source.faults)
    return _put(data, source.text, authority, by=by)


def _text(source: Source) -> str:
    """What is read in: the file word for word, or what the Excel file says as YAML."""
    return plain_yaml.write(source.tree) if isinstance(source, PlainSource) else source.text


def _put(data: FrameworkData, text: str, authority: Organisation, *, by) -> FrameworkVersion:
    against = _against(data.key, authority)
    try:
        with transaction.atomic():
            if against and _is_own_draft(against, authority):
                move(against, State.REMOVED)
                against.save(update_fields=["state"])
                record(by, "framework_removed", against)
            draft = new_draft(
                own_framework(data.key, authority), based_on=_newest_of(data.key, authority)
            )
            draft.source_text = with_number(text, draft.number)
            write_rows(draft, data, topics_of(authority))
            draft.save()
            if against and _says(against) == _says(draft):
                raise _OnlyTried
    except _OnlyTried:
        assert against is not None
        against.refresh_from_db(fields=["state"])
        return against
    record(by, "framework_loaded", draft)
    return draft


def _says(version: FrameworkVersion) -> dict:
    return tree_of(version) | {"version": 0, "scales": {}}


def _is_own_draft(version: FrameworkVersion, authority: Organisation) -> bool:
    return version.state == State.DRAFT and version.authority_id == authority.pk


def _against(key: str, authority: Organisation) -> FrameworkVersion | None:
    """What the file would take the place of: the draft, else the newest of one's own, else the
    shared one with that key."""
    rows = FrameworkVersion.objects.select_related("framework", "authority")
    own = rows.filter(framework__key=key, framework__authority=authority)
    draft = own.filter(state=State.DRAFT).first()
    return draft or _newest_of(key, authority)


def _newest_of(key: str, authority: Organisation) -> FrameworkVersion | None:
    for owner in (authority, None):
        framework = Framework.objects.filter(key=key, authority=owner).first()
        found = framework and framework.versions.filter(state__in=FrameworkVersion.OUT).first()
        if found:
            return found
    return None
