"""A real server of our own: gunicorn on a data folder, for tests and benchmarks that need one."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
CSRF = "c" * 32


def environment(folder: Path) -> dict[str, str]:
    """SQLite in the folder, whatever the tests themselves run on."""
    left_out = {"DATABASE_URL", "MR_TEST_DB", "MR_STATIC_DIR", "MR_FILES_DIR"}
    left_out.add("PYTHONDONTWRITEBYTECODE")
    kept = {name: value for name, value in os.environ.items() if name not in left_out}
    return kept | {
        "MR_DEMO": "1",
        "MR_DATA_DIR": str(folder),
        "DJANGO_SETTINGS_MODULE": "mrplattform.project.settings",
        "PYTHONPATH": str(ROOT),
        "PYTHONPYCACHEPREFIX": str(folder / "bytecode"),
    }


def run(folder: Path, *command: str) -> str:
    done = subprocess.run(
        [sys.executable, *command],
        cwd=ROOT,
        env=environment(folder),
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(done.stdout + done.stderr)
    return done.stdout


def prepare(folder: Path, script: Path, *arguments: str) -> dict:
    """An empty database that a script fills; the script's last line tells what it made, as JSON."""
    (folder / "static").mkdir(parents=True, exist_ok=True)
    run(folder, "manage.py", "migrate", "-v0")
    return json.loads(run(folder, str(script), *arguments).splitlines()[-1])


@contextlib.contextmanager
def serve(folder: Path, *, workers: int = 2, threads: int = 4) -> Iterator[Server]:
    server = Server(folder, workers, threads)
    try:
        server.wait()
        yield server
    finally:
        server.stop()


class Server:
    def __init__(self, folder: Path, workers: int, threads: int):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.log = folder / "server.log"
        self._out = open(self.log, "w")  # noqa: SIM115 (lives as long as the server)
        command = ["-m", "gunicorn", "--workers", str(workers), "--threads", str(threads)]
        # Loaded once and forked: a killed worker is replaced in a moment.
        command += ["--preload"]
        self.process = subprocess.Popen(
            [
                sys.executable,
                *command,
                "--bind",
                f"127.0.0.1:{self.port}",
                "--backlog",
                "512",
                "tests.warm_app",
            ],
            cwd=ROOT,
            env=environment(folder),
            stdout=self._out,
            stderr=self._out,
            start_new_session=True,
        )

    def wait(self) -> None:
        for _ in range(600):
            if self.process.poll() is not None:
                raise RuntimeError(self.log.read_text())
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{self.port}/", timeout=5)
            except urllib.error.HTTPError:
                return
            except OSError:
                time.sleep(0.1)
            else:
                return
        raise RuntimeError(f"no answer\n{self.log.read_text()}")

    @property
    def workers(self) -> list[int]:
        """The processes of the workers that live now."""
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        if children.exists():
            return [int(pid) for pid in children.read_text().split()]
        found = subprocess.run(
            ["pgrep", "-P", str(self.process.pid)], capture_output=True, text=True, check=False
        )
        return [int(pid) for pid in found.stdout.split()]

    def stop(self) -> None:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        self._out.close()


def headers(session: str) -> dict[str, str]:
    """What a signed-in browser sends with a form that saves by itself."""
    return {
        "Cookie": f"sessionid={session}; csrftoken={CSRF}",
        "X-CSRFToken": CSRF,
        "X-Autosave": "1",
        "Content-Type": "application/x-www-form-urlencoded",
    }
