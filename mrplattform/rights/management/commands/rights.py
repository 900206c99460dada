"""manage.py rights load"""

from django.core.management.base import BaseCommand, CommandError

from mrplattform.core.marked_yaml import Faulty
from mrplattform.rights.services import load_rights


class Command(BaseCommand):
    help = "Load the vocabulary and the recommendations from the files in rights/data."

    def add_arguments(self, parser):
        parser.add_argument("what", choices=["load"])

    def handle(self, **options):
        try:
            loaded = load_rights()
        except Faulty as problem:
            raise CommandError("\n".join(map(str, problem.faults))) from problem
        self.stdout.write(
            f"Topics and recommendations: {loaded.created} new, {loaded.changed} changed, "
            f"{loaded.retired} retired."
        )
