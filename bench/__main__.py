"""Time the main pages at national size: `make bench`.

    make bench                       build under var/bench (once) and time every page
    make bench ARGS="--scale 0.05"   a twentieth, for a quick look
    make bench ARGS="--load"         300 people saving answers against a real server

The database is SQLite under var/bench, or DATABASE_URL (it must then be an empty one of its own).
Each page is asked REPEATS times as the strategist of one municipality; "bare" is the page's main
question put straight to the database, and the ratio is what everything around it costs.
"""

from __future__ import annotations

import argparse
import os
import resource
import statistics
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
REPEATS = 15


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--scale", type=float, default=1.0)
    parser.add_argument("--load", action="store_true", help="the load test instead of the pages")
    options = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mrplattform.project.settings")
    os.environ["MR_DEMO"] = "1"
    os.environ.setdefault("MR_DATA_DIR", str(ROOT / "var" / f"bench-{options.scale:g}"))
    os.environ.setdefault("MR_HOSTS", "testserver,localhost,127.0.0.1")
    sys.path.insert(0, str(ROOT))
    import django  # noqa: PLC0415

    django.setup()
    if options.load:
        from bench import load  # noqa: PLC0415

        load.main()
    else:
        prepare(options.scale)
        time_pages()


def prepare(scale: float) -> None:
    from django.core.management import call_command  # noqa: PLC0415

    from bench.build import build  # noqa: PLC0415
    from mrplattform.plans.models import Plan  # noqa: PLC0415
    from mrplattform.questions.models import FrameworkVersion  # noqa: PLC0415

    call_command("migrate", verbosity=0)
    if Plan.objects.exists():
        return
    call_command("rights", "load", verbosity=0)
    call_command("frameworks", "load", verbosity=0)
    build(FrameworkVersion.objects.get(framework__key="platform-criteria"), scale=scale)


def time_pages() -> None:
    from django.db import connection  # noqa: PLC0415
    from django.test import Client  # noqa: PLC0415
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415

    from bench.pages import World, pages  # noqa: PLC0415
    from mrplattform.organisations.models import Organisation  # noqa: PLC0415
    from mrplattform.plans.models import Measure  # noqa: PLC0415
    from mrplattform.questions.models import Answer  # noqa: PLC0415

    counts = [model.objects.count() for model in (Organisation, Answer, Measure)]
    print("{}: {:,} organisations, {:,} answers, {:,} measures".format(connection.vendor, *counts))
    world = World()
    client = Client()
    client.force_login(world.strategist, backend="django.contrib.auth.backends.ModelBackend")
    print(
        "| Page | Median | 95th | Questions | Bare | Ratio |\n| --- | ---: | ---: | ---: | ---: | ---: |"
    )
    for page in pages(world):
        act: Callable = page.act or (lambda page=page: client.get(page.address))
        response = act() if not page.needs_client else page.needs_client(client)
        assert response is None or response.status_code in (200, 302), (
            page.title,
            response.status_code,
        )
        with CaptureQueriesContext(connection) as asked:
            _once(page, client, act)
        times = [_timed(partial(_once, page, client, act)) for _ in range(REPEATS)]
        bare = statistics.median(_timed(page.bare) for _ in range(REPEATS))
        median, slow = statistics.median(times), sorted(times)[int(REPEATS * 0.95)]
        print(
            f"| {page.title} | {median:.0f} ms | {slow:.0f} ms | {len(asked)} | {bare:.1f} ms "
            f"| {median / bare:.0f} |",
            flush=True,
        )
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (
        1 if sys.platform == "darwin" else 1024
    )
    print(f"Peak memory of the process: {peak / (1024 if sys.platform == 'darwin' else 1):.0f} MB")


def _once(page, client, act) -> None:
    page.needs_client(client) if page.needs_client else act()


def _timed(act: Callable) -> float:
    started = time.perf_counter()
    act()
    return (time.perf_counter() - started) * 1000


if __name__ == "__main__":
    main()
