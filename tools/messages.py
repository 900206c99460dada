"""The English texts: .po files are kept, .mo files are compiled at set-up with nothing but Python.

python tools/messages.py            read all marked texts into the .po file (needs gettext)
python tools/messages.py --compile  write the .mo files
python tools/messages.py --check    fail when a marked text has no English
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import polib

ROOT = Path(__file__).resolve().parents[1]
LOCALE = ROOT / "mrplattform" / "locale"
PO = LOCALE / "en" / "LC_MESSAGES" / "django.po"


def collect() -> None:
    PO.parent.mkdir(parents=True, exist_ok=True)
    subprocess.run(
        [
            sys.executable,
            "../manage.py",
            "makemessages",
            "--locale",
            "en",
            "--no-wrap",
            "--no-location",
            "--ignore",
            "static/*",
            "--ignore",
            "*/tests/*",
        ],
        cwd=ROOT / "mrplattform",
        env={**os.environ, "MR_DEMO": "1"},
        check=True,
        stdout=subprocess.DEVNULL,
    )


def compile_all() -> None:
    for path in LOCALE.glob("*/LC_MESSAGES/django.po"):
        polib.pofile(str(path)).save_as_mofile(str(path.with_suffix(".mo")))


def check() -> int:
    if not shutil.which("xgettext"):
        print("!!! NOT CHECKED: texts (sudo apt-get install -y gettext)")
        return 1 if os.environ.get("CI") == "true" else 0
    kept = PO.read_text(encoding="utf8")
    try:
        collect()
        catalogue = polib.pofile(str(PO))
        missing = [e.msgid for e in catalogue if not e.obsolete and not e.translated()]
    finally:
        PO.write_text(kept, encoding="utf8")
    for text in missing[:40]:
        print(f"no English: {text!r}")
    if missing:
        print(f"{len(missing)} texts without English. Run tools/messages.py and translate them.")
    return 1 if missing else 0


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["--compile"]:
            compile_all()
        case ["--check"]:
            sys.exit(check())
        case _:
            collect()
