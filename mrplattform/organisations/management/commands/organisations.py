"""The register and the tree from the command line: the same services as the pages.

manage.py organisations register
manage.py organisations import units.xlsx --authority 1281 --trial
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.files import File
from django.core.management.base import BaseCommand, CommandError
from django.db.models import Q

from mrplattform.core.dates import today
from mrplattform.core.uploads import check_upload
from mrplattform.organisations.models import Organisation
from mrplattform.organisations.services import imports
from mrplattform.organisations.services.spreadsheets import SHEET_KINDS, Problem
from mrplattform.organisations.services.tree import load_register


class Command(BaseCommand):
    help = "Load the register of authorities, or read an organisation's own tree in from a file."

    def add_arguments(self, parser):
        deeds = parser.add_subparsers(dest="deed", required=True)
        deeds.add_parser("register", help="all municipalities and regions with their codes")
        reading = deeds.add_parser("import", help="an organisation's own units from Excel or CSV")
        reading.add_argument("file", type=Path)
        reading.add_argument("--authority", help="official code or name; not needed when only one")
        reading.add_argument("--trial", action="store_true", help="tell what would change")
        reading.add_argument("--day", type=dt.date.fromisoformat, help="valid from; default today")

    def handle(self, *, deed, **options):
        if deed == "register":
            self.register()
        else:
            self.read(**options)

    def register(self):
        done = load_register()
        self.stdout.write(f"New: {done.new}. Renamed: {done.renamed}. Unchanged: {done.unchanged}.")

    def read(self, *, file: Path, authority: str | None, trial: bool, day: dt.date | None, **_):
        root, day = find_authority(authority), day or today()
        try:
            with file.open("rb") as opened:
                ending = check_upload(File(opened, file.name), allowed=SHEET_KINDS)
                sheet = imports.read_tree(opened.read(), ending)
            if trial:
                found = imports.try_tree(root, sheet, day)
            else:
                found, _row = imports.import_tree(root, sheet, day, by=None)
        except OSError as problem:
            raise CommandError(f"{file}: {problem.strerror}") from problem
        except imports.ImportRefused as refused:
            found = refused.trial
        except ValidationError as problem:
            raise CommandError(" ".join(problem.messages)) from problem
        self.tell(root, found)
        if found.errors:
            raise CommandError(f"{len(found.errors)} errors. Nothing was changed.")
        self.stdout.write("Nothing was changed: this was a trial." if trial else "Done.")

    def tell(self, root: Organisation, trial: imports.Trial):
        for problem in [*trial.errors, *trial.warnings]:
            self.stderr.write(line(problem))
        for name in trial.ignored:
            self.stderr.write(f"Column not used: {name}")
        counts = ", ".join(f"{name} {number}" for name, number in trial.counts.items())
        self.stdout.write(f"{root} from {trial.day}: {counts}")
        for unit, before in trial.renamed:
            self.stdout.write(f"  {before} -> {unit}")
        for unit, before in trial.moved:
            self.stdout.write(f"  {unit}: {before} -> {unit.parent}")
        for left in trial.missing:
            self.stdout.write(f"  not in the file (left as it is): {left}")


def line(problem: Problem) -> str:
    return f"Rad {problem.row}, {problem.column}: {problem.reason} {problem.value}".strip()


def find_authority(said: str | None) -> Organisation:
    authorities = Organisation.objects.authorities()
    if said:
        found = authorities.filter(Q(codes__code=said) | Q(name__iexact=said)).distinct()
    else:
        found = authorities.filter(all_functions__isnull=False).distinct()
    if len(found) != 1:
        raise CommandError("Say which authority: --authority CODE (or its name).")
    return found[0]
