"""The file itself: a backup of one authority, with the same tables as CSV beside, and what they mean.

manifest.json, tables/*.jsonl and files/* are those of a backup (project/backup.py), so that
`manage.py restore` reads the file into an empty installation.
"""

from __future__ import annotations

import csv
import io
import json
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from typing import IO

from django.core.files import File
from django.db import models
from django.utils import translation
from django.utils.translation import gettext as _

from mrplattform.core.exports.sheets import neutral
from mrplattform.organisations.models import Organisation
from mrplattform.project import backup
from mrplattform.project.leaving.gather import Keys, gather, pointed_to, rows_of
from mrplattform.project.leaving.ownership import NOT_TAKEN

Progress = Callable[[int, int, str], None]


def write(authority: Organisation, out: IO[bytes], progress: Progress | None = None) -> dict:
    """Write the file and give its manifest. Rows and files are streamed."""
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, allowZip64=True) as archive:
        with backup.one_moment():
            keys = gather(authority)
            manifest = backup.about_this() | {
                "authority": {"id": authority.pk, "name": authority.name},
                "tables": dict(_tables(archive, keys, progress)),
                "files": {name: backup.write_file(archive, name) for name in _files(keys)},
            }
        archive.writestr(backup.MANIFEST, json.dumps(manifest, indent=1, sort_keys=True))
        archive.writestr("LAS-MIG.md", explained(authority, manifest))
    return manifest


def written(authority: Organisation, progress: Progress | None = None) -> File:
    """The same as a temporary file, ready to be kept."""
    kept = tempfile.NamedTemporaryFile(suffix=".zip")  # noqa: SIM115 (lives as long as the File)
    write(authority, kept, progress)
    kept.seek(0)
    return File(kept)


def _tables(archive, keys: Keys, progress: Progress | None) -> Iterator[tuple[str, dict]]:
    tables = backup.tables()
    for number, (name, model) in enumerate(tables.items()):
        if progress:
            progress(number, len(tables), str(model._meta.verbose_name_plural))
        rows = list(rows_of(model, keys.get(name, set())))
        about = backup.write_table(archive, name, rows)
        if about["rows"]:
            _write_csv(archive, name, model, rows)
        yield name, about


def _write_csv(archive: zipfile.ZipFile, name: str, model, parts: list[models.QuerySet]) -> None:
    names = [field.attname for field in backup.columns(model)]
    with archive.open(f"csv/{name}.csv", "w", force_zip64=True) as part:
        out = io.TextIOWrapper(part, encoding="utf-8-sig", newline="")
        lines = csv.writer(out, delimiter=";")
        lines.writerow(names)
        for rows in parts:
            for values in rows.values_list(*names).iterator(chunk_size=backup.ROWS_AT_A_TIME):
                lines.writerow(neutral(_cell(backup.plain(value))) for value in values)
        out.flush()
        out.detach()


def _cell(value):
    if isinstance(value, dict | list):
        return json.dumps(value, ensure_ascii=False)
    return "" if value is None else value


def _files(keys: Keys) -> Iterator[str]:
    model = backup.tables()["core.attachment"]
    for rows in rows_of(model, keys.get("core.attachment", set())):
        yield from rows.exclude(file="").values_list("file", flat=True)


def explained(authority: Organisation, manifest: dict) -> str:
    """What is in the file, table by table and column by column, for who opens it years later."""
    with translation.override("sv"):
        lines = [
            f"# {authority.name}",
            "",
            _("Allt som hör till organisationen, hämtat %(at)s ur MR-plattformen %(version)s.")
            % {"at": manifest["made_at"], "version": manifest["version"]},
            "",
            _("- `tables/`: varje tabell som JSON, en rad per post. `csv/`: samma som CSV."),
            _("- `files/`: filerna, med det namn som `core.attachment` säger i kolumnen file."),
            _("- Läs in i en tom installation: `manage.py restore FILEN`."),
            "",
            _("## Tabeller"),
            "",
        ]
        for name, about in manifest["tables"].items():
            if about["rows"]:
                lines += _about_table(name, about["rows"])
        lines += [_("## Det som inte följer med"), ""]
        lines += [f"- `{name}`: {why}" for name, why in NOT_TAKEN.items()]
    return "\n".join(lines) + "\n"


def _about_table(name: str, rows: int) -> list[str]:
    model = backup.tables()[name]
    lines = [
        f"### {name} ({model._meta.verbose_name}, {rows})",
        "",
        *(f"- `{field.attname}`: {_meaning(field)}" for field in backup.columns(model)),
        "",
    ]
    return lines


def _meaning(field: models.Field) -> str:
    words = str(field.verbose_name)
    if field.is_relation:
        words += " → " + pointed_to(field)
    if field.choices:
        words += ": " + ", ".join(f"{value} = {label}" for value, label in field.flatchoices)
    return words
