"""A database of national size, built once and kept under var/."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import django

from tools.postgres import start_postgres

VAR = Path(__file__).resolve().parents[1] / "var"


@contextmanager
def ready(scale: float, *, postgres: bool, again: bool) -> Iterator[None]:
    """Settings that point to the database, and its server while it is needed."""
    folder = VAR / f"bench-{'postgres' if postgres else 'sqlite'}-{scale:g}"
    if again:
        shutil.rmtree(folder, ignore_errors=True)
    server = None
    if postgres:
        server = start_postgres(folder)
        if server is None:
            raise SystemExit("PostgreSQL did not start.")
        os.environ["DATABASE_URL"] = server.address
    _set_up(folder)
    try:
        yield
    finally:
        django.db.connections.close_all()
        if server:
            server.stop()


def _set_up(folder: Path) -> None:
    os.environ["MR_DATA_DIR"] = str(folder)
    os.environ["MR_STATIC_DIR"] = str(VAR / "bench-static")
    os.environ["MR_DEMO"] = "1"
    os.environ.setdefault("MR_HOSTS", "testserver,localhost,127.0.0.1")
    os.environ["DJANGO_SETTINGS_MODULE"] = "mrplattform.project.settings"
    django.setup()


def fill(scale: float) -> None:
    """As in production: files collected, everything migrated. Built if it is empty."""
    from django.core.management import call_command  # noqa: PLC0415 (after the settings)
    from django.db import connection  # noqa: PLC0415

    from bench.build import build  # noqa: PLC0415
    from mrplattform.project.models import Entry  # noqa: PLC0415

    if not _is_collected():
        call_command("collectstatic", interactive=False, verbosity=0)
    call_command("migrate", verbosity=0)
    if Entry.objects.exists():
        return
    build(scale)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _is_collected() -> bool:
    """Whether the files of the look are there as they are now: packing them takes a minute."""
    manifest = VAR / "bench-static" / "staticfiles.json"
    ours = (VAR.parent / "mrplattform").glob("*/static/**/*")
    return manifest.exists() and manifest.stat().st_mtime > max(one.stat().st_mtime for one in ours)
