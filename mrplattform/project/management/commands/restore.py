from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from mrplattform.project import restore


class Command(BaseCommand):
    help = "Put back what the backup command wrote; --check only reads the file"

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        parser.add_argument("--check", action="store_true", help="read it all, change nothing")
        parser.add_argument("--replace", action="store_true", help="throw away what is here now")

    def handle(self, *, file: Path, check: bool, replace: bool, **options):
        try:
            manifest = restore.check(file) if check else restore.restore(file, replace=replace)
        except restore.NotRestorable as problem:
            raise CommandError(problem) from problem
        done = _("är hel") if check else _("är tillbaka, räknad och jämförd")
        self.stdout.write(
            _("Säkerhetskopian från %(made_at)s %(done)s: %(rows)s rader, %(files)s filer.")
            % {
                "made_at": manifest["made_at"],
                "done": done,
                "rows": sum(table["rows"] for table in manifest["tables"].values()),
                "files": len(manifest["files"]),
            }
        )
