"""A worker dies in the middle of saving, again and again: no acknowledged answer is lost."""

import http.client
import json
import os
import random
import signal
import sqlite3
import threading
import time
import urllib.parse
from pathlib import Path

import pytest

from tests import server

WORLD = Path(server.__file__).with_name("answering_world.py")
SAVES = 1000
WRITERS = 4  # sheets times questions times writers make the saves


@pytest.mark.slow
@pytest.mark.sqlite_only  # it brings its own database
def test_a_worker_killed_during_1000_saves_loses_no_acknowledged_answer(tmp_path):
    world = server.prepare(tmp_path, WORLD, str(WRITERS), "10", str(SAVES // WRITERS // 10))
    chance = random.Random(2026)
    acknowledged: dict[str, str] = {}

    with server.serve(tmp_path, workers=3, threads=2) as running:
        writers = [
            threading.Thread(target=write, args=(running.port, person, acknowledged))
            for person in world["people"]
        ]
        for writer in writers:
            writer.start()
        killed = kill_workers(running, writers, acknowledged, chance)
        for writer in writers:
            writer.join()

    assert len(acknowledged) == SAVES
    assert killed >= 10, "the test has to kill some to prove anything"
    stored = stored_answers(tmp_path / "db.sqlite3")
    lost = [address for address, words in acknowledged.items() if stored.get(address) != words]
    assert lost == []


def kill_workers(running: server.Server, writers, acknowledged, chance: random.Random) -> int:
    """SIGKILL a worker at random moments as long as somebody writes."""
    killed = 0
    coming = chance.randint(10, 60)
    while any(writer.is_alive() for writer in writers):
        if len(acknowledged) < coming:
            time.sleep(0.005)
            continue
        time.sleep(chance.uniform(0, 0.05))  # anywhere in the middle of a save
        if workers := running.workers:
            os.kill(chance.choice(workers), signal.SIGKILL)
            killed += 1
        coming = len(acknowledged) + chance.randint(10, 60)
    return killed


def write(port: int, person: dict, acknowledged: dict) -> None:
    """Save each answer until the server says that it is saved, as the page does."""
    for number, address in enumerate(person["addresses"]):
        words = f"Svar {number} {address}"
        body = urllib.parse.urlencode({"choice": number % 5, "comment": words})
        deadline = time.monotonic() + 60
        while not save(port, person["session"], address, body):
            assert time.monotonic() < deadline, f"{address} was never saved"
            time.sleep(0.02)
        acknowledged[address] = words


def save(port: int, session: str, address: str, body: str) -> bool:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        connection.request("POST", address, body, server.headers(session))
        response = connection.getresponse()
        told = response.read()
    except (OSError, http.client.HTTPException):
        return False  # the worker died: nobody has said that it is saved
    finally:
        connection.close()
    assert response.status == 200, (response.status, told[:300])
    return json.loads(told)["words"].startswith("Sparat")


def stored_answers(path: Path) -> dict[str, str]:
    rows = """
        SELECT assessment.id, question.key, answer.comment
        FROM questions_answer answer
        JOIN questions_question question ON question.id = answer.question_id
        JOIN assessments_assessment assessment ON assessment.sheet_id = answer.sheet_id
    """
    with sqlite3.connect(path) as database:
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        return {
            f"/uppfoljning/svara/{assessment}/{key}/": comment
            for assessment, key, comment in database.execute(rows)
        }
