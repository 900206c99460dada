"""From the page: fetch the template, send a file, see what it would do, read it in."""

from __future__ import annotations

import datetime as dt
import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.urls import reverse

from mrplattform.core.dates import now
from mrplattform.core.history import history
from mrplattform.core.models import Attachment
from mrplattform.organisations.models import Import, Organisation, Role
from mrplattform.organisations.services import files, imports, successors
from tests import make

UNITS = "id;namn;överordnad\n1;Skolor;\n2;Ekskolan;1\n"


@pytest.fixture(autouse=True)
def own_files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def send(client, ekvik, strategist):
    client.force_login(strategist)

    def post(text=UNITS, *, name="enheter.csv", kind="tree", day="2026-01-01"):
        data = text if isinstance(text, bytes) else text.encode()
        return client.post(
            reverse(f"organisations:import_{kind}", args=[ekvik.pk]),
            {"file": SimpleUploadedFile(name, data), "day": day},
            follow=True,
        )

    return post


def test_a_file_is_tried_then_read_in_then_gone(client, ekvik, send):
    page = send()
    assert "Ska filen läsas in?" in page.content.decode()
    assert not Organisation.objects.filter(name="Ekskolan").exists()
    incoming = Import.objects.get()
    stored = incoming.file.file

    with_callbacks = client.post(reverse("organisations:import_run", args=[incoming.pk]))
    assert with_callbacks.status_code == 302

    assert Organisation.objects.get(name="Ekskolan").parent.name == "Skolor"
    incoming.refresh_from_db()
    assert incoming.outcome["new"] == 2
    assert not Attachment.objects.exists()
    page = client.get(incoming.get_absolute_url()).content.decode()
    assert "Filen är inläst" in page
    assert incoming.reorganisation.get_absolute_url() in page
    assert "imported" in [deed.verb for deed in history(ekvik)]
    assert stored


def test_the_file_itself_is_thrown_away(
    ekvik, strategist, tmp_path, django_capture_on_commit_callbacks
):
    incoming = make.make_import(ekvik, by=strategist)
    assert [path for path in tmp_path.rglob("*") if path.is_file()]
    with django_capture_on_commit_callbacks(execute=True):
        files.carry_out(incoming, by=strategist)

    assert not [path for path in tmp_path.rglob("*") if path.is_file()]


def test_errors_stand_by_row_and_nothing_can_be_read_in(client, send):
    page = send("id;namn;överordnad\n1;A;9\n").content.decode()

    assert "Filen behöver rättas" in page
    assert "varken i filen eller" in page
    incoming = Import.objects.get()
    assert reverse("organisations:import_run", args=[incoming.pk]) not in page
    client.post(reverse("organisations:import_run", args=[incoming.pk]))
    assert not Organisation.objects.filter(name="A").exists()


def test_the_trial_tells_how_things_stand_now(client, ekvik, send):
    send()
    incoming = Import.objects.get()
    imports.import_tree(ekvik, imports.read_tree(UNITS.encode(), "csv"), incoming.day, by=None)

    page = client.get(incoming.get_absolute_url()).content.decode()
    assert "Filen ändrar ingenting" in page


def zip_bomb():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", b"spreadsheetml.sheet.main+xml")
        archive.writestr("xl/worksheets/sheet1.xml", b" " * 50_000_000)
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("enheter.xlsm", b"PK\x03\x04", "makron"),
        ("enheter.exe", b"MZ", "Filtypen tas inte emot"),
        ("enheter.xlsx", b"namn\nA\n", "går inte att läsa"),
        ("enheter.xlsx", zip_bomb(), "orimligt stor"),
        ("enheter.csv", b"<html><script>", "inte en CSV-fil"),
        ("enheter.csv", b"", "tom"),
        ("enheter.csv", b"a;b\n1;2\n", "Kolumnen namn saknas"),
    ],
)
def test_what_is_no_table_is_refused_on_the_form(send, name, data, reason):
    page = send(data, name=name).content.decode()

    assert reason in page
    assert not Import.objects.exists()
    assert not Attachment.objects.exists()


def test_a_file_can_be_taken_back(client, send):
    send()
    client.post(reverse("organisations:import_give_up", args=[Import.objects.get().pk]))

    assert not Import.objects.exists()
    assert not Attachment.objects.exists()


def test_what_was_never_read_in_is_forgotten(ekvik, strategist):
    old = make.make_import(ekvik, by=strategist)
    Import.objects.filter(pk=old.pk).update(at=now() - dt.timedelta(days=4))
    make.make_import(ekvik, by=strategist)

    assert files.forget_unread() == 1
    assert Import.objects.count() == 1


def test_the_template_read_in_again_changes_nothing(client, ekvik, strategist):
    imports.import_tree(ekvik, imports.read_tree(UNITS.encode(), "csv"), make.LONG_AGO, by=None)
    unit = Organisation.objects.get(name="Ekskolan")
    make.make_function(unit, role=Role.MANAGER, title="Rektor", holder=make.make_person("Bo Ek"))
    make.make_function(unit, role=Role.REPORTER, title="Utvecklare")
    client.force_login(strategist)

    def template(kind):
        address = reverse("organisations:import_template", args=[ekvik.pk, kind])
        return client.get(address).content

    units = imports.read_tree(template("tree"), "xlsx")
    assert len(units.lines) == 2
    assert imports.try_tree(ekvik, units, dt.date(2026, 1, 1)).changes_nothing
    holders = successors.read_holders(template("holders"), "xlsx")
    trial = successors.try_holders(ekvik, holders, dt.date(2026, 1, 1))
    assert not trial.errors
    assert trial.changes_nothing
    assert len(trial.unchanged) == 2


def test_successors_come_by_file(client, ekvik, school, send):
    function = make.make_function(school, title="Chef", holder=make.make_person("Vera Ek"))
    page = send(
        f"enhet;funktion;namn;e-post\n{school};Chef;Bo Ek;bo.ek@example.se\n", kind="holders"
    )
    assert "Vera Ek" in page.content.decode()
    client.post(reverse("organisations:import_run", args=[Import.objects.get().pk]))

    assert function.holder(dt.date(2026, 1, 1)).name == "Bo Ek"


def test_a_stranger_sees_no_file(client, ekvik, strategist, reader):
    incoming = make.make_import(ekvik, by=strategist)
    client.force_login(reader)

    assert client.get(incoming.get_absolute_url()).status_code == 404


# --- The command -----------------------------------------------------------------------------


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "enheter.csv"
    path.write_text(UNITS, encoding="utf8")
    return path


def test_the_command_tries_and_reads_in(ekvik, strategist, file, capsys):
    call_command("organisations", "import", str(file), "--trial", "--authority", "Ekvik")
    assert "new 2" in capsys.readouterr().out
    assert not Organisation.objects.filter(name="Ekskolan").exists()

    # The only authority in use need not be named.
    call_command("organisations", "import", str(file), "--day", "2025-01-01")
    assert Organisation.objects.get(name="Ekskolan").starts == dt.date(2025, 1, 1)


def test_the_command_tells_errors_by_row(ekvik, strategist, file, capsys):
    file.write_text("id;namn;överordnad\n1;A;9\n", encoding="utf8")
    with pytest.raises(CommandError, match="1 errors"):
        call_command("organisations", "import", str(file), "--authority", "Ekvik")

    assert "Rad 2, överordnad" in capsys.readouterr().err


@pytest.mark.parametrize("authority", ["Atlantis", None])
def test_the_command_asks_which_authority(ekvik, strategist, neighbour, file, authority):
    arguments = ["--authority", authority] if authority else []
    with pytest.raises(CommandError, match="--authority"):
        call_command("organisations", "import", str(file), *arguments)
