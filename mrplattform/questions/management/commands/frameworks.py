"""manage.py frameworks check|load [FILES]"""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from mrplattform.core.marked_yaml import Fault, Faulty
from mrplattform.questions.services.frameworks import check_files, files_in, load_frameworks


class Command(BaseCommand):
    help = "Check framework files, or load and publish them. Without FILES: all that are shipped."

    def add_arguments(self, parser):
        parser.add_argument("what", choices=["check", "load"])
        parser.add_argument("files", nargs="*", type=Path)

    def handle(self, **options):
        paths = options["files"] or files_in()
        if missing := [str(path) for path in paths if not path.is_file()]:
            raise CommandError(f"No such file: {', '.join(missing)}")
        if options["what"] == "check":
            self.check_them(paths)
        else:
            self.load_them(paths)

    def check_them(self, paths) -> None:
        faults = check_files(paths)
        if faults:
            raise _as_error(faults)
        self.stdout.write(f"{len(paths)} framework files are in order.")

    def load_them(self, paths) -> None:
        try:
            loaded = load_frameworks(paths)
        except Faulty as problem:
            raise _as_error(problem.faults) from problem
        for version in loaded.new:
            self.stdout.write(f"Published {version.framework.key} {version.number}: {version}")
        self.stdout.write(f"{len(loaded.new)} new, {len(loaded.unchanged)} unchanged.")


def _as_error(faults: list[Fault]) -> CommandError:
    return CommandError("\n".join(map(str, faults)))
