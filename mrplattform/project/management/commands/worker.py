"""The background worker: the job queue, and what falls due, in one process.

Larger installations may run `db_worker` and a timer for `night` apart; this is both.
"""

from __future__ import annotations

import threading
import time

from django.core.management import call_command
from django.db import close_old_connections
from django_tasks_db.management.commands.db_worker import Command as QueueWorker

MINUTES_BETWEEN = 10


class Command(QueueWorker):
    help = "Do the work that waits in the queue, and what falls due"

    def handle(self, **options) -> None:
        if not options["batch"]:
            threading.Thread(target=due_work, daemon=True).start()
        super().handle(**options)


def due_work() -> None:
    while True:
        close_old_connections()
        call_command("night", verbosity=0)
        close_old_connections()
        time.sleep(MINUTES_BETWEEN * 60)
