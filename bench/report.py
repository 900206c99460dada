"""The table: how long each page takes, how much it asks and holds, and what that is worth."""

from __future__ import annotations

import datetime as dt
import os
import platform
import resource
import statistics
import sys
import time
import tracemalloc
from collections.abc import Callable

from django.db import connection
from django.test.utils import CaptureQueriesContext

from bench.pages import Page, World, pages
from mrplattform.organisations.models import Organisation
from mrplattform.plans.models import Measure
from mrplattform.questions.models import Answer

HEAD = ["Page", "Median, ms", "95th, ms", "Processor, ms", "Queries", "Bare, ms", "Ratio"]
HEAD += ["Memory, MB", "Limits"]
BRACKETS = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE", "ROLLBACK")


def print_all(only: str = "") -> None:
    print_world()
    print(f"| {' | '.join(HEAD)} |\n| --- |{' ---: |' * (len(HEAD) - 2)} --- |")
    for page in pages(World()):
        if only.lower() in page.title.lower():
            print(f"| {' | '.join(line(page))} |", flush=True)
    print(f"\nPeak memory of the process: {peak_memory():.0f} MB")
    print(f"Load average at the end: {os.getloadavg()[0]:.1f}")


def print_world() -> None:
    counts = [model.objects.count() for model in (Organisation, Answer, Measure)]
    print("{:,} organisations, {:,} answers, {:,} measures".format(*counts))
    version = ".".join(map(str, connection.get_database_version()))
    print(
        f"{dt.date.today()}, {connection.vendor} {version}, Python {platform.python_version()}, "  # noqa: DTZ011 (the machine's own)
        f"{os.cpu_count()} cores, load average {os.getloadavg()[0]:.1f}\n",
        flush=True,
    )


def line(page: Page) -> list[str]:
    if page.act is None:
        return empty(page, "missing: no such address yet")
    try:
        page.act()  # nobody is first
    except Exception as problem:
        return empty(page, f"fails: {type(problem).__name__} {problem}"[:90])
    with CaptureQueriesContext(connection) as asked:
        page.act()
    queries = count(asked.captured_queries)
    before = time.process_time()
    times = sorted(timed(page.act) for _ in range(page.times))
    # Ours alone: on a busy machine the rest is waiting; PostgreSQL's own is not in it.
    processor = (time.process_time() - before) * 1000 / page.times
    median, late = statistics.median(times), times[min(len(times) - 1, int(len(times) * 0.95))]
    bare = statistics.median(timed(page.bare) for _ in range(page.times))
    broken = []
    if page.most_ms and median > page.most_ms:
        broken.append(f"**over {page.most_ms:,} ms**")
    if page.most_queries and queries > page.most_queries:
        broken.append(f"**over {page.most_queries} queries**")
    return [
        page.title,
        f"{median:,.0f}",
        f"{late:,.0f}",
        f"{processor:,.0f}",
        str(queries),
        f"{bare:,.1f}",
        f"{median / bare:,.0f}",
        f"{held(page.act):,.1f}",
        ", ".join(broken) or "held",
    ]


def empty(page: Page, why: str) -> list[str]:
    return [page.title, *["–"] * (len(HEAD) - 2), f"**{why}**"]


def count(asked: list[dict]) -> int:
    """Without where transactions begin and end."""
    return sum(not one["sql"].startswith(BRACKETS) for one in asked)


def timed(act: Callable) -> float:
    started = time.perf_counter()
    act()
    return (time.perf_counter() - started) * 1000


def held(act: Callable) -> float:
    """The most that Python held at once for it."""
    tracemalloc.start()
    act()
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return most / 2**20


def peak_memory() -> float:
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / 2**20 if sys.platform == "darwin" else most / 2**10
