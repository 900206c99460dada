"""Build the demo world: `manage.py demo`. On a database that holds one already, nothing happens."""

from __future__ import annotations

import time
from types import SimpleNamespace

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from mrplattform.organisations.models import Organisation
from mrplattform.project import demo_world
from mrplattform.project.index.refresh import begin


class Command(BaseCommand):
    help = "Build the demo world of invented municipalities (only in demo mode)."

    def handle(self, **options):
        if not settings.DEMO:
            raise CommandError("The demo world needs MR_DEMO=1. It holds invented people.")
        if Organisation.objects.filter(invented=True).exists():
            self.stdout.write("The demo world is already here.")
            return
        if Organisation.objects.exists():
            raise CommandError("This database holds an organisation of its own. Nothing was done.")
        started = time.monotonic()
        with transaction.atomic():
            world = SimpleNamespace()
            for build in demo_world.PARTS:
                build(world)
        begin()
        self.stdout.write(f"The demo world is built ({time.monotonic() - started:.0f} s).")
