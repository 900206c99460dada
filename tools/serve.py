"""Open the platform with its demo world: database, assets, demo, worker, server, address.

Called by `make run`. Does only what is missing, so that a warm start takes seconds.
"""

from __future__ import annotations

import argparse
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--port", type=int, default=8000)
    port = parser.parse_args().port
    os.chdir(ROOT)
    sys.path.insert(0, str(ROOT))
    address = f"http://localhost:{port}"
    os.environ.setdefault("MR_URL", address)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mrplattform.project.settings")
    if in_use(port):
        sys.exit(f"Something already listens on port {port}. Choose another: make run PORT=8001")
    prepare()
    serve(port, address)


def prepare() -> None:
    """Everything that one Python process can do, in one process: starting Django takes seconds."""
    import django  # noqa: PLC0415

    django.setup()
    from django.conf import settings  # noqa: PLC0415
    from django.core.management import call_command  # noqa: PLC0415

    call_command("migrate", verbosity=0, interactive=False)
    stamp = settings.DATA_DIR / "static-stamp"
    newest = str(max(p.stat().st_mtime_ns for p in ROOT.glob("mrplattform/*/static/**/*")))
    if not stamp.exists() or stamp.read_text() != newest:
        call_command("collectstatic", verbosity=0, interactive=False, clear=True)
        stamp.write_text(newest)
    call_command("demo")


def serve(port: int, address: str) -> None:
    python = sys.executable
    options = ["--workers", "2", "--threads", "4", "--bind", f"127.0.0.1:{port}"]
    options += ["--access-logfile", "/dev/null", "--log-level", "warning"]
    processes = [
        subprocess.Popen([python, "-m", "gunicorn", *options, "mrplattform.project.wsgi"]),
        subprocess.Popen([python, "manage.py", "worker"]),
    ]

    def stop(*_) -> None:
        for process in processes:
            process.terminate()

    signal.signal(signal.SIGINT, stop)
    signal.signal(signal.SIGTERM, stop)
    if answers(address, processes[0]):
        print(f"\n  MR-plattformen: {address}\n  Choose who you are: {address}/demo/\n", flush=True)
    codes = [process.wait() for process in processes]
    sys.exit(
        max(abs(code) for code in codes if code not in (-15, -2))
        if any(code not in (0, -15, -2) for code in codes)
        else 0
    )


def answers(address: str, server: subprocess.Popen) -> bool:
    for _ in range(300):
        if server.poll() is not None:
            return False
        try:
            urllib.request.urlopen(address, timeout=10)
            return True
        except urllib.error.HTTPError:
            return True
        except OSError:
            time.sleep(0.1)
    return False


def in_use(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


if __name__ == "__main__":
    main()
