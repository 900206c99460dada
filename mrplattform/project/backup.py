"""Everything that an installation holds in one file: each table as JSON lines, and the files.

    manifest.json                what is in here, how many rows, and the hash of each part
    tables/<app>.<model>.jsonl   one row a line, {column: value}
    files/<name>                 the stored files, word for word

The rows are written as the models know them, not as a database stores them, so that a backup made
on SQLite is restored on PostgreSQL and the other way round. Rows and files are streamed.
"""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
import json
import os
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path
from uuid import UUID

from django.apps import apps
from django.core.files.storage import default_storage
from django.db import connection, models, transaction
from django.db.migrations.recorder import MigrationRecorder
from django.utils.duration import duration_iso_string

from mrplattform import __version__
from mrplattform.core.dates import now

FORMAT = 1
MANIFEST = "manifest.json"
CHUNK = 1024 * 1024
ROWS_AT_A_TIME = 2000
# Nobody stays signed in on the restored machine, and no half-done work starts there by itself.
LEFT_OUT = {"sessions.session", "usersessions.usersession", "django_tasks_database.dbtaskresult"}


def write_backup(path: Path) -> dict:
    """Write the backup and give its manifest. The name appears when all of it is there."""
    unfinished = path.with_name(path.name + ".part")
    with zipfile.ZipFile(unfinished, "w", zipfile.ZIP_DEFLATED, allowZip64=True) as archive:
        with one_moment():
            manifest = about_this() | {
                "tables": {name: write_table(archive, name) for name in tables()},
                "files": {name: write_file(archive, name) for name in stored_files()},
            }
        archive.writestr(MANIFEST, json.dumps(manifest, indent=1, sort_keys=True))
    os.replace(unfinished, path)
    return manifest


def tables() -> dict[str, type[models.Model]]:
    """All tables that belong in a backup, links between models and earlier versions among them."""
    found = {model._meta.label_lower: model for model in apps.get_models(include_auto_created=True)}
    return {
        name: model
        for name, model in sorted(found.items())
        if model._meta.managed and not model._meta.proxy and name not in LEFT_OUT
    }


def columns(model: type[models.Model]) -> list[models.Field]:
    return [field for field in model._meta.concrete_fields if not field.generated]


def stored_files() -> Iterator[str]:
    """The names of all files that some row points at."""
    for model in tables().values():
        for field in columns(model):
            if isinstance(field, models.FileField):
                rows = model._base_manager.exclude(**{field.attname: ""})
                yield from rows.values_list(field.attname, flat=True).distinct().iterator()


def applied_migrations() -> list[str]:
    """What the tables look like, said in the migrations that made them."""
    done = MigrationRecorder(connection).applied_migrations()
    return sorted(f"{app}.{name}" for app, name in done)


def about_this() -> dict:
    return {
        "format": FORMAT,
        "version": __version__,
        "made_at": now().isoformat(timespec="seconds"),
        "migrations": applied_migrations(),
    }


@contextmanager
def one_moment():
    """Read the database as it is at one moment, without stopping those who write."""
    if connection.in_atomic_block:
        yield
    elif connection.vendor == "sqlite":
        # atomic() would take the write lock at once (settings.py); a plain reader needs none.
        with connection.cursor() as cursor:
            cursor.execute("BEGIN DEFERRED")
            try:
                yield
            finally:
                cursor.execute("ROLLBACK")
    else:
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            yield


# --- Parts --------------------------------------------------------------------------------------


class HashedPart:
    """A part of the archive under writing, with the hash of what went in."""

    def __init__(self, part):
        self.part, self.sha256, self.size = part, hashlib.sha256(), 0

    def write(self, data: bytes) -> None:
        self.part.write(data)
        self.sha256.update(data)
        self.size += len(data)


def table_part(name: str) -> str:
    return f"tables/{name}.jsonl"


def file_part(name: str) -> str:
    return f"files/{name}"


def write_table(
    archive: zipfile.ZipFile, name: str, parts: Iterable[models.QuerySet] | None = None
) -> dict:
    """All rows of the table, or those of `parts`."""
    model = tables()[name]
    fields = columns(model)
    names = [field.attname for field in fields]
    rows = 0
    with archive.open(table_part(name), "w", force_zip64=True) as part:
        hashed = HashedPart(part)
        for part_of_it in [model._base_manager.order_by("pk")] if parts is None else parts:
            stream = part_of_it.values_list(*names)
            for values in stream.iterator(chunk_size=ROWS_AT_A_TIME):
                row = {f.attname: plain(value) for f, value in zip(fields, values, strict=True)}
                line = json.dumps(row, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
                hashed.write(line.encode() + b"\n")
                rows += 1
    return {"rows": rows, "sha256": hashed.sha256.hexdigest()}


def write_file(archive: zipfile.ZipFile, name: str) -> dict:
    """A file that is gone is told in the manifest: the rest must still be saved."""
    if not default_storage.exists(name):
        return {"missing": True}
    with (
        default_storage.open(name) as source,
        archive.open(file_part(name), "w", force_zip64=True) as part,
    ):
        hashed = HashedPart(part)
        while data := source.read(CHUNK):
            hashed.write(data)
    return {"size": hashed.size, "sha256": hashed.sha256.hexdigest()}


def plain(value):
    """A column's value as JSON; restore.stored() is the way back."""
    if isinstance(value, dt.datetime | dt.date | dt.time):
        return value.isoformat()
    if isinstance(value, Decimal | UUID):
        return str(value)
    if isinstance(value, dt.timedelta):
        return duration_iso_string(value)
    if isinstance(value, bytes | memoryview):
        return base64.b64encode(bytes(value)).decode()
    return value
