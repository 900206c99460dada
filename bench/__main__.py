"""Time the main pages at national size: `make bench`.

    make bench                       SQLite: build under var/ (once) and time every page
    make bench ARGS="--postgres"     the same on a PostgreSQL of its own, kept under var/ too
    make bench ARGS="--scale 0.05"   a twentieth, for a quick look
    make bench ARGS="--only matrix"  the pages whose title has the word
    make bench ARGS="--again"        throw away what was built, and build anew
    make bench ARGS="--load"         300 people saving answers against a real server

"Bare" is the page's rows fetched straight from the database, and the ratio is what everything
around that costs. What breaks its limit (pages.py) is marked. The tables stand in
docs/performance.md.
"""

from __future__ import annotations

import argparse
import signal
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from bench import database  # noqa: E402 (found by the path above)


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--scale", type=float, default=1.0)
    parser.add_argument("--postgres", action="store_true")
    parser.add_argument("--only", default="", help="a word of the pages' titles")
    parser.add_argument("--again", action="store_true", help="build anew")
    parser.add_argument("--load", action="store_true", help="the load test instead of the pages")
    options = parser.parse_args()
    # Ended from outside, it still ends its database server.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    with database.ready(options.scale, postgres=options.postgres, again=options.again):
        if options.load:
            from bench import load  # noqa: PLC0415 (after the settings)

            return load.main()
        from bench import report  # noqa: PLC0415

        database.fill(options.scale)
        report.print_all(options.only)
    return 0


if __name__ == "__main__":
    sys.exit(main())
