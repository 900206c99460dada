from django.core.management.base import BaseCommand, CommandError

from mrplattform.project import night


class Command(BaseCommand):
    help = "Do what falls due: reminders, letters, lost jobs, the index, what is too old to keep"

    def handle(self, **options):
        if failed := night.run():
            parts = "; ".join(f"{name}: {problem}" for name, problem in failed.items())
            raise CommandError(f"Not done: {parts}")
