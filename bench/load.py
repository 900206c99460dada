"""300 people who each save an answer every ten seconds, against a real server on SQLite.

    make bench ARGS=--load

For a minute. Prints errors and how long a save takes; the exit is 1 when one failed or when the
95th percentile reaches a second.
"""

from __future__ import annotations

import http.client
import json
import os
import random
import statistics
import sys
import tempfile
import threading
import time
import urllib.parse
from pathlib import Path

from tests import server

PEOPLE = 300
EVERY = 10.0  # seconds between one person's saves
SECONDS = 60.0
LONGEST = 1.0  # seconds: more than that and people press again
WORKERS, THREADS = 2, 8
WORLD = Path(server.__file__).with_name("answering_world.py")


class Tally:
    def __init__(self):
        self.times: list[float] = []
        self.errors: list[str] = []
        self._lock = threading.Lock()

    def add(self, seconds: float, error: str = "") -> None:
        with self._lock:
            self.times.append(seconds)
            if error:
                self.errors.append(error)


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        tally = measure(Path(folder))
    times = sorted(tally.times)
    late = statistics.quantiles(times, n=20)[-1]
    print(
        f"{PEOPLE} people, a save every {EVERY:g} s each, {SECONDS:g} s, sqlite, "
        f"{WORKERS} workers × {THREADS} threads, {os.cpu_count()} processors"
    )
    print(
        f"{len(times)} saves, {len(tally.errors)} errors; median {statistics.median(times):.3f} s, "
        f"95th percentile {late:.3f} s, longest {times[-1]:.3f} s"
    )
    for error in sorted(set(tally.errors))[:5]:
        print(error)
    return 1 if tally.errors or late >= LONGEST else 0


def measure(folder: Path) -> Tally:
    print(f"preparing {PEOPLE} people …", flush=True)
    questions = int(SECONDS / EVERY) + 2
    world = server.prepare(folder, WORLD, str(PEOPLE), "1", str(questions))
    tally = Tally()
    with server.serve(folder, workers=WORKERS, threads=THREADS) as running:
        warm_up(running.port, world["people"][0])
        ends = time.monotonic() + SECONDS
        people = [
            threading.Thread(target=answer, args=(running.port, person, ends, tally))
            for person in world["people"]
        ]
        for person in people:
            person.start()
        for person in people:
            person.join()
    return tally


def warm_up(port: int, person: dict) -> None:
    """Nobody is first at a server that has just started."""
    for _ in range(WORKERS * 4):
        save(port, person["session"], person["addresses"][-1], "Uppvärmning")


def answer(port: int, person: dict, ends: float, tally: Tally) -> None:
    """One person: starts somewhere within the first ten seconds, then goes on at an even pace."""
    chance = random.Random(person["session"])
    coming = time.monotonic() + chance.uniform(0, EVERY)
    for address in person["addresses"]:
        if coming >= ends:
            return
        time.sleep(max(0.0, coming - time.monotonic()))
        started = time.monotonic()
        error = save(port, person["session"], address, f"Svar till {address}")
        tally.add(time.monotonic() - started, error)
        coming += EVERY


def save(port: int, session: str, address: str, words: str) -> str:
    """'' when the server says that it is saved, else what went wrong."""
    body = urllib.parse.urlencode({"choice": 2, "comment": words})
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        connection.request("POST", address, body, server.headers(session))
        response = connection.getresponse()
        told = response.read()
        if response.status != 200 or not json.loads(told)["words"].startswith("Sparat"):
            return f"{response.status} {told[:200]!r}"
    except (OSError, http.client.HTTPException, ValueError) as problem:
        return f"{type(problem).__name__}: {problem}"
    finally:
        connection.close()
    return ""


if __name__ == "__main__":
    sys.exit(main())
