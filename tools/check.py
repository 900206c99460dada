"""Format, lint, types, migrations, texts: `make check`. Every fault is shown, then the exit is 1."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
BIN = ROOT / ".venv" / "bin"
CHECKS = {
    "format": [BIN / "ruff", "format", "--check", "."],
    "lint": [BIN / "ruff", "check", "."],
    "types": [BIN / "mypy", "mrplattform"],
    "settings": [BIN / "python", "manage.py", "check", "--fail-level", "WARNING"],
    "migrations": [BIN / "python", "manage.py", "makemigrations", "--check", "--dry-run"],
    "frameworks": [BIN / "python", "manage.py", "frameworks", "check"],
    "texts": [BIN / "python", "tools/messages.py", "--check"],
}


def main(wanted: list[str]) -> int:
    environment = {
        **os.environ,
        "MR_DEMO": "1",
        "DJANGO_SETTINGS_MODULE": "mrplattform.project.settings",
    }
    wrong = []
    for name, command in CHECKS.items():
        if wanted and name not in wanted:
            continue
        started = time.monotonic()
        done = subprocess.run(
            [str(part) for part in command], cwd=ROOT, env=environment, check=False
        )
        print(
            f"{'ok  ' if not done.returncode else 'WRONG'} {name} ({time.monotonic() - started:.0f} s)"
        )
        if done.returncode:
            wrong.append(name)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
