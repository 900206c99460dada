"""The lock-out holds across workers: two servers, one database, five guesses in all."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from http.cookiejar import CookieJar
from urllib.parse import urlencode

import pytest
from django.conf import settings

REFUSAL = "För många försök. Vänta en kvart och försök igen."
PATH = "/konto/logga-in/"


@pytest.fixture
def folder(tmp_path):
    manage(tmp_path, "migrate", "-v0")
    manage(
        tmp_path,
        "createadmin",
        "--email",
        "ada@example.se",
        "--name",
        "Ada",
        MR_ADMIN_PASSWORD="korrekt-häst-batteri",
    )
    return tmp_path


@pytest.fixture
def workers(folder):
    """Two processes that share nothing but the database."""
    ports = [free_port(), free_port()]
    running = [
        subprocess.Popen(
            [
                sys.executable,
                "-m",
                "gunicorn",
                "--workers",
                "1",
                "--bind",
                f"127.0.0.1:{port}",
                "mrplattform.project.wsgi",
            ],
            cwd=settings.BASE_DIR,
            env=environment(folder),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        for port in ports
    ]
    try:
        for port in ports:
            wait_for(port)
        yield ports
    finally:
        for one in running:
            os.killpg(one.pid, signal.SIGKILL)
            one.wait()


@pytest.mark.slow
def test_guesses_are_counted_together(workers):
    here, there = workers
    for port in (here, there, here, there, here):
        assert "hör inte ihop" in guess(port, "fel-fel-fel-fel")

    assert REFUSAL in guess(there, "korrekt-häst-batteri")
    assert REFUSAL in guess(here, "korrekt-häst-batteri")


def guess(port: int, password: str) -> str:
    """One try by a new browser."""
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
    address = f"http://localhost:{port}{PATH}"
    page = browser.open(address).read().decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)[1]
    form = {"csrfmiddlewaretoken": token, "login": "ada@example.se", "password": password}
    return browser.open(address, urlencode(form).encode()).read().decode()


def environment(folder, **more) -> dict[str, str]:
    inherited = {k: v for k, v in os.environ.items() if not k.startswith(("MR_", "DATABASE_"))}
    return (
        inherited
        | {
            "MR_SECRET_KEY": "x" * 50,
            "MR_DATA_DIR": str(folder),
            "MR_DEBUG": "1",  # static files straight from the source
            "DJANGO_SETTINGS_MODULE": "mrplattform.project.settings",
        }
        | more
    )


def manage(folder, *command: str, **more) -> None:
    done = subprocess.run(
        [sys.executable, "manage.py", *command],
        cwd=settings.BASE_DIR,
        env=environment(folder, **more),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


def wait_for(port: int) -> None:
    for _ in range(300):
        try:
            urllib.request.urlopen(f"http://localhost:{port}{PATH}", timeout=5)
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise AssertionError(f"nothing answers on {port}")
