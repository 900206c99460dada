"""A backup holds everything, and comes back whole, or not at all."""

import json
import os
import subprocess
import sys
import tomllib
import tracemalloc
import zipfile
from decimal import Decimal
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.core.files.base import ContentFile
from django.core.management import CommandError, call_command

from mrplattform import __version__
from mrplattform.core.history import record
from mrplattform.core.models import Attachment, Deed
from mrplattform.organisations.models import Organisation, Person
from mrplattform.project import backup, restore
from tests import make

ROOT = Path(django_settings.BASE_DIR)


@pytest.fixture
def files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"
    return settings.MEDIA_ROOT


@pytest.fixture
def world(db, files, strategist, school):
    """People, an organisation with å ä ö, a deed with changed values, and a file."""
    make.make_organisation(parent=school, name="Åsa förskola – Ärtan & Öringen")
    record(strategist, "renamed", school, why="Beslut § 4", changes={"name": ["Skola", "Åk 1"]})
    attachment = Attachment(name="underlag.txt", content_type="text/plain", size=9, sha256="0" * 64)
    attachment.file.save("underlag.txt", ContentFile("räksmörgås".encode()))
    return attachment


def hashes(manifest):
    """What the backup holds, but for contents that no restore should repeat."""
    return manifest["tables"], manifest["files"]


def test_everything_comes_back(world, tmp_path, files):
    first = backup.write_backup(tmp_path / "one.zip")
    name = Organisation.objects.get(name__startswith="Åsa").name
    Organisation.objects.filter(name=name).update(name="Något annat")
    Deed.objects.all().delete()
    (files / world.file.name).write_bytes(b"changed")

    restore.restore(tmp_path / "one.zip", replace=True)

    assert Organisation.objects.filter(name=name).exists()
    assert Deed.objects.get().changes == {"name": ["Skola", "Åk 1"]}
    assert (files / world.file.name).read_text() == "räksmörgås"
    assert hashes(backup.write_backup(tmp_path / "two.zip")) == hashes(first)


def test_new_rows_get_new_numbers_after_a_restore(world, tmp_path):
    backup.write_backup(tmp_path / "one.zip")
    restore.restore(tmp_path / "one.zip", replace=True)

    highest = Organisation.objects.latest("pk").pk
    assert make.make_municipality("Nyby").pk > highest


def test_what_came_later_is_gone_with_its_file(world, tmp_path, files):
    backup.write_backup(tmp_path / "one.zip")
    later = Attachment(name="b.txt", content_type="text/plain", size=1, sha256="1" * 64)
    later.file.save("b.txt", ContentFile(b"b"))
    make.make_person("Nykomling")

    restore.restore(tmp_path / "one.zip", replace=True)

    assert not Person.objects.filter(name="Nykomling").exists()
    assert not (files / later.file.name).exists()
    assert (files / world.file.name).exists()


def test_a_used_database_is_not_replaced_by_mistake(world, tmp_path):
    backup.write_backup(tmp_path / "one.zip")

    with pytest.raises(CommandError, match="--replace"):
        call_command("restore", tmp_path / "one.zip")


def test_a_file_is_not_overwritten(world, tmp_path):
    (tmp_path / "one.zip").write_text("dear")

    with pytest.raises(CommandError, match="finns redan"):
        call_command("backup", tmp_path / "one.zip")


def rewritten(source: Path, target: Path, change) -> Path:
    """The backup with its parts passed through `change(name, data)`; None leaves a part out."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            data = change(name, old.read(name))
            if data is not None:
                new.writestr(name, data)
    return target


def spoil_a_row(name, data):
    return data.replace("Åsa".encode(), b"Asa") if "organisation.jsonl" in name else data


def lose_a_file(name, data):
    return None if name.startswith("files/") else data


@pytest.mark.parametrize(
    ("change", "part"), [(spoil_a_row, "organisations.organisation"), (lose_a_file, "files/")]
)
def test_a_damaged_backup_is_refused_before_anything_is_touched(world, tmp_path, change, part):
    backup.write_backup(tmp_path / "one.zip")
    bad = rewritten(tmp_path / "one.zip", tmp_path / "bad.zip", change)
    people = Person.objects.count()

    with pytest.raises(CommandError, match=part):
        call_command("restore", bad, "--check")
    with pytest.raises(restore.NotRestorable, match=part):
        restore.restore(bad, replace=True)

    assert Person.objects.count() == people


def test_a_backup_cut_short_is_refused(world, tmp_path):
    backup.write_backup(tmp_path / "one.zip")
    whole = (tmp_path / "one.zip").read_bytes()
    (tmp_path / "half.zip").write_bytes(whole[: len(whole) // 2])

    with pytest.raises(restore.NotRestorable, match="ingen hel säkerhetskopia"):
        restore.check(tmp_path / "half.zip")


def test_another_versions_tables_are_refused(world, tmp_path):
    backup.write_backup(tmp_path / "one.zip")

    def older(name, data):
        if name != backup.MANIFEST:
            return data
        manifest = json.loads(data)
        manifest["migrations"].remove("project.0002_full_text")
        return json.dumps(manifest)

    old = rewritten(tmp_path / "one.zip", tmp_path / "old.zip", older)
    with pytest.raises(restore.NotRestorable, match=r"project\.0002_full_text"):
        restore.restore(old, replace=True)


def test_a_failure_halfway_leaves_everything_as_it_was(world, tmp_path, monkeypatch):
    backup.write_backup(tmp_path / "one.zip")
    make.make_person("Kvar")

    def fails(archive):
        raise restore.NotRestorable("stop")

    monkeypatch.setattr(restore, "_count", fails)
    with pytest.raises(restore.NotRestorable):
        restore.restore(tmp_path / "one.zip", replace=True)

    assert Person.objects.filter(name="Kvar").exists()


def test_a_file_lost_from_the_disk_is_told_and_does_not_stop_the_rest(
    world, tmp_path, files, capsys
):
    (files / world.file.name).unlink()

    call_command("backup", tmp_path / "one.zip")

    assert f"{world.file.name} saknas" in capsys.readouterr().err
    restore.check(tmp_path / "one.zip")


def test_memory_does_not_grow_with_the_rows(world, tmp_path, monkeypatch):
    def peak(name):
        tracemalloc.start()
        backup.write_backup(tmp_path / name)
        most = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return most

    def more(count):
        text = "skäl " * 50
        Deed.objects.bulk_create(
            Deed(by_name="x", verb="v", why=text, content_type=deed.content_type, object_id="1")
            for _ in range(count)
        )

    deed = Deed.objects.get()
    monkeypatch.setattr(backup, "ROWS_AT_A_TIME", 200)
    more(1000)
    few = peak("few.zip")
    more(6000)
    assert peak("many.zip") < few * 1.5


def test_every_kind_of_value_survives():
    fields = {field.name: field for field in backup.columns(Deed)}
    assert restore.stored(fields["changes"], {"a": ["å", None]}) is not None
    assert backup.plain(Decimal("1.50")) == "1.50"
    assert backup.plain(memoryview(b"\x00\xff")) == "AP8="


def test_the_version_is_the_packages():
    package = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    assert package.get("version", __version__) == __version__


# --- From one database to another ------------------------------------------------------------


def manage(address: str, folder: Path, *arguments: str) -> str:
    """A command in an installation of its own, on another database."""
    environment = {
        **os.environ,
        "DATABASE_URL": address,
        "MR_DATA_DIR": str(folder),
        "MR_FILES_DIR": str(folder / "files"),
        "MR_SECRET_KEY": "another installation",
        "DJANGO_SETTINGS_MODULE": "mrplattform.project.settings",
    }
    done = subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert not done.returncode, done.stderr
    return done.stdout


def moved(source: Path, address: str, folder: Path) -> dict:
    """Restore in another installation, back up there, and give that manifest."""
    folder.mkdir()
    manage(address, folder, "migrate", "--verbosity", "0")
    manage(address, folder, "restore", str(source))
    manage(address, folder, "backup", str(folder / "again.zip"))
    return restore.check(folder / "again.zip")


@pytest.mark.slow
def test_a_backup_moves_to_sqlite(world, tmp_path):
    first = backup.write_backup(tmp_path / "one.zip")

    again = moved(tmp_path / "one.zip", f"sqlite:///{tmp_path}/new.sqlite3", tmp_path / "new")

    assert hashes(again) == hashes(first)


@pytest.mark.slow
def test_a_backup_moves_between_sqlite_and_postgresql(world, tmp_path, postgres_address):
    first = backup.write_backup(tmp_path / "one.zip")

    there = moved(tmp_path / "one.zip", postgres_address, tmp_path / "there")
    back = moved(
        tmp_path / "there" / "again.zip", f"sqlite:///{tmp_path}/b.sqlite3", tmp_path / "back"
    )

    assert hashes(there) == hashes(first) == hashes(back)
