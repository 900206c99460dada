from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from mrplattform.project.index.refresh import go_through, refresh


class Command(BaseCommand):
    help = "Keep the search index in step: refresh reads new deeds, rebuild goes through everything"

    def add_arguments(self, parser):
        parser.add_argument("what", choices=["refresh", "rebuild"])

    def handle(self, *, what: str, **options):
        read = refresh()
        if what == "rebuild":
            self.stdout.write(_("%d saker är genomgångna.") % go_through())
        else:
            self.stdout.write(_("%d händelser är lästa.") % read)
