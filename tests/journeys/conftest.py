"""A real platform for each journey: gunicorn, worker and demo world, met in a real browser."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.journeys.visitor import Visitor

ROOT = Path(__file__).resolve().parents[2]
HERE = Path(__file__).parent
WIDTHS = {"wide": (1280, 900), "narrow": (360, 740)}


def pytest_collection_modifyitems(items):
    for item in items:
        if HERE in Path(item.fspath).parents:
            item.add_marker(pytest.mark.journey)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    path = os.environ.get("MR_BROWSER") or shutil.which("chromium") or shutil.which("google-chrome")
    quiet = ["--no-sandbox", "--disable-background-networking", "--disable-component-update"]
    return {**browser_type_launch_args, "executable_path": path, "args": quiet}


@pytest.fixture(scope="session")
def demo_world(tmp_path_factory) -> Path:
    """A data folder with the demo world, built once and copied for each journey."""
    folder = tmp_path_factory.mktemp("demo")
    for command in (["migrate", "-v0"], ["demo"], ["collectstatic", "-v0", "--noinput"]):
        manage(folder, *command)
    return folder


def environment(folder: Path, port: int = 0) -> dict[str, str]:
    left_out = {"DATABASE_URL", "MR_TEST_DB"}
    return {
        **{k: v for k, v in os.environ.items() if k not in left_out},
        "MR_DEMO": "1",
        "MR_DATA_DIR": str(folder),
        "MR_URL": f"http://localhost:{port}",
        "DJANGO_SETTINGS_MODULE": "mrplattform.project.settings",
    }


def manage(folder: Path, *command: str) -> str:
    done = subprocess.run(
        [sys.executable, "manage.py", *command],
        cwd=ROOT,
        env=environment(folder),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture
def platform(demo_world, tmp_path) -> Iterator[str]:
    """The address of a running platform with a demo world of its own."""
    folder = tmp_path / "data"
    shutil.copytree(demo_world, folder)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    log = open(tmp_path / "server.log", "w")  # noqa: SIM115 (lives as long as the servers)
    servers = [
        subprocess.Popen(
            [sys.executable, *command],
            cwd=ROOT,
            env=environment(folder, port),
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
        for command in (
            [
                "-m",
                "gunicorn",
                "--workers",
                "1",
                "--threads",
                "4",
                "--bind",
                f"127.0.0.1:{port}",
                "mrplattform.project.wsgi",
            ],
            ["manage.py", "worker", "--interval", "0.2", "--no-startup-delay"],
        )
    ]
    address = f"http://localhost:{port}"
    try:
        wait_for(address, servers[0], tmp_path / "server.log")
        yield address
    finally:
        for server in servers:
            os.killpg(server.pid, signal.SIGKILL)
            server.wait()
        log.close()


def wait_for(address: str, server: subprocess.Popen, log: Path) -> None:
    for _ in range(400):
        assert server.poll() is None, log.read_text()
        try:
            urllib.request.urlopen(address, timeout=5)
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise AssertionError(f"no answer from {address}\n{log.read_text()}")


@pytest.fixture(params=WIDTHS)
def visitor(request, platform, browser) -> Iterator[Visitor]:
    """Somebody in front of a screen, first wide, then narrow."""
    width, height = WIDTHS[request.param]
    context = browser.new_context(
        viewport={"width": width, "height": height},
        locale="sv-SE",
        timezone_id="Europe/Stockholm",
        accept_downloads=True,
    )
    context.set_default_timeout(15_000)
    yield Visitor(context, platform)
    context.close()
