from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from mrplattform.project.backup import write_backup


class Command(BaseCommand):
    help = "Write the whole installation, database and files, to one file"

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)

    def handle(self, *, file: Path, **options):
        if file.exists():
            raise CommandError(_("%s finns redan. Välj ett annat namn.") % file)
        manifest = write_backup(file)
        missing = [name for name, about in manifest["files"].items() if "missing" in about]
        for name in missing:
            self.stderr.write(_("Filen %s saknas på disken och är inte med.") % name)
        self.stdout.write(
            _("%(file)s: %(rows)s rader i %(tables)s tabeller och %(files)s filer.")
            % {
                "file": file,
                "rows": sum(table["rows"] for table in manifest["tables"].values()),
                "tables": len(manifest["tables"]),
                "files": len(manifest["files"]) - len(missing),
            }
        )
