"""Put a backup back: into an empty installation, or over one when that is said aloud."""

from __future__ import annotations

import base64
import hashlib
import json
import zipfile
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.core.files.base import File
from django.core.files.storage import default_storage
from django.core.management.color import no_style
from django.db import connection, models, transaction
from django.utils.translation import gettext as _

from mrplattform.core.models import Deed
from mrplattform.organisations.models import Person
from mrplattform.project import backup

ROWS_AT_A_TIME = 500


class NotRestorable(Exception):
    """Why the backup cannot be put back, in words that say what to do."""


class Archive:
    """A backup opened for reading."""

    def __init__(self, path: Path):
        try:
            self.zip = zipfile.ZipFile(path)
            self.manifest = json.loads(self.zip.read(backup.MANIFEST))
        except (OSError, zipfile.BadZipFile, KeyError, ValueError) as problem:
            raise NotRestorable(
                _("%(path)s är ingen hel säkerhetskopia (%(problem)s). Välj en annan fil.")
                % {"path": path, "problem": problem}
            ) from problem

    @property
    def tables(self) -> dict[str, dict]:
        return self.manifest["tables"]

    @property
    def files(self) -> dict[str, dict]:
        """Those that are here; a file that was missing already then is not."""
        return {name: one for name, one in self.manifest["files"].items() if "sha256" in one}

    def chunks(self, part: str) -> Iterator[bytes]:
        with self.zip.open(part) as stream:
            while data := stream.read(backup.CHUNK):
                yield data

    def rows(self, table: str) -> Iterator[dict]:
        with self.zip.open(backup.table_part(table)) as stream:
            for line in stream:
                yield json.loads(line)


def check(path: Path) -> dict:
    """Read all of the backup and compare it with its own hashes. Touches nothing."""
    archive = Archive(path)
    wrong = []
    if archive.manifest.get("format") != backup.FORMAT:
        raise NotRestorable(_("Säkerhetskopian har ett format som den här versionen inte läser."))
    for table, about in archive.tables.items():
        wrong += _differs(archive, backup.table_part(table), about["sha256"])
    for name, about in archive.files.items():
        wrong += _differs(archive, backup.file_part(name), about["sha256"])
    if wrong:
        raise NotRestorable(
            _("Säkerhetskopian är skadad. De här delarna stämmer inte: %s.") % ", ".join(wrong)
        )
    return archive.manifest


def restore(path: Path, *, replace: bool = False) -> dict:
    """Put everything back, or nothing at all."""
    check(path)
    archive = Archive(path)
    _same_tables(archive)
    if not replace and is_used():
        raise NotRestorable(
            _("Databasen är inte tom. Lägg till --replace om allt i den ska ersättas.")
        )
    with transaction.atomic():
        before = set(backup.stored_files())
        _empty()
        for table in archive.tables:
            _fill(archive, table)
        _count(archive)
        connection.check_constraints()
        for name, about in archive.files.items():
            _put_file(archive, name, about["sha256"])
        _restart_numbering()
    for name in before - set(archive.files):
        default_storage.delete(name)
    ContentType.objects.clear_cache()
    cache.clear()
    return archive.manifest


def is_used() -> bool:
    """Has anyone been here? A new installation holds registers, but no people and no deeds."""
    return Person.objects.exists() or Deed.objects.exists()


# --- Before -------------------------------------------------------------------------------------


def _differs(archive: Archive, part: str, sha256: str) -> list[str]:
    found = hashlib.sha256()
    try:
        for data in archive.chunks(part):
            found.update(data)
    except (KeyError, OSError, zipfile.BadZipFile, EOFError, ValueError):
        return [part]
    return [] if found.hexdigest() == sha256 else [part]


def _same_tables(archive: Archive) -> None:
    there, here = set(archive.manifest["migrations"]), set(backup.applied_migrations())
    if there == here:
        return
    raise NotRestorable(
        _(
            "Säkerhetskopian gjordes med version %(version)s, vars tabeller skiljer sig från de här: "
            "%(migrations)s. Installera den versionen, läs tillbaka där och uppgradera sedan."
        )
        % {
            "version": archive.manifest["version"],
            "migrations": ", ".join(sorted(there ^ here)[:10]),
        }
    )


# --- Tables -------------------------------------------------------------------------------------


def _empty() -> None:
    """Foreign keys are asked at the end of the transaction, so the order does not matter."""
    with connection.cursor() as cursor:
        for model in backup.tables().values():
            cursor.execute(f"DELETE FROM {_quoted(model._meta.db_table)}")  # noqa: S608


def _fill(archive: Archive, table: str) -> None:
    model = backup.tables()[table]
    fields = backup.columns(model)
    names = ", ".join(_quoted(str(field.column)) for field in fields)
    marks = ", ".join(["%s"] * len(fields))
    insert = f"INSERT INTO {_quoted(model._meta.db_table)} ({names}) VALUES ({marks})"  # noqa: S608
    rows = ([stored(field, row[field.attname]) for field in fields] for row in archive.rows(table))
    with connection.cursor() as cursor:
        while batch := list(islice(rows, ROWS_AT_A_TIME)):
            cursor.executemany(insert, batch)


def stored(field: models.Field, value):
    """A value from the backup as this database wants it; backup.plain() is the way there."""
    if isinstance(field, models.JSONField):
        if value is None and field.null:
            return None
        return connection.ops.adapt_json_value(value, field.encoder)
    if isinstance(field, models.BinaryField) and value is not None:
        value = base64.b64decode(value)
    return field.get_db_prep_save(field.to_python(value), connection)


def _count(archive: Archive) -> None:
    """Ask the database, not the loop that filled it."""
    for table, about in archive.tables.items():
        found = backup.tables()[table]._base_manager.count()
        if found != about["rows"]:
            raise NotRestorable(
                _("Tabellen %(table)s fick %(found)s rader men skulle ha %(rows)s.")
                % {"table": table, "found": found, "rows": about["rows"]}
            )


def _restart_numbering() -> None:
    statements = connection.ops.sequence_reset_sql(no_style(), list(backup.tables().values()))
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def _quoted(name: str) -> str:
    return connection.ops.quote_name(name)


# --- Files --------------------------------------------------------------------------------------


def _put_file(archive: Archive, name: str, sha256: str) -> None:
    if default_storage.exists(name):
        if _hash_of_file(name) == sha256:
            return
        default_storage.delete(name)
    with archive.zip.open(backup.file_part(name)) as part:
        kept = default_storage.save(name, File(part))
    if kept != name or _hash_of_file(name) != sha256:
        raise NotRestorable(_("Filen %s blev inte likadan när den skrevs.") % name)


def _hash_of_file(name: str) -> str:
    found = hashlib.sha256()
    with default_storage.open(name) as file:
        while data := file.read(backup.CHUNK):
            found.update(data)
    return found.hexdigest()
