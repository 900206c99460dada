"""National size: 310 authorities, 3,700 units, 1.2 million answers, 100,000 measures; all invented.

Built once per database, in bulk: this is not how the platform writes, only how a benchmark does.
"""

from __future__ import annotations

import random
import time

from django.core.management import call_command
from django.db import transaction

from bench.build.measures import make_measures
from bench.build.nameless import make_nameless_round
from bench.build.organisations import make_authorities, make_functions, make_national, make_units
from bench.build.rounds import make_country_rounds, make_rounds
from mrplattform.plans.models import Plan
from mrplattform.project.index.refresh import go_through
from mrplattform.project.models import Entry

AUTHORITIES = 310
UNITS = 3700
MEASURES = 100_000


def build(scale: float = 1.0) -> None:
    """Fill an empty database, and its index. `scale` 0.01 makes a hundredth, for a quick look."""
    started = time.monotonic()
    if not Plan.objects.exists():
        _fill(scale)
        print(f"built in {time.monotonic() - started:.0f} s", flush=True)
    if not Entry.objects.exists():
        go_through()
        print(f"built and indexed in {time.monotonic() - started:.0f} s", flush=True)


def _fill(scale: float) -> None:
    chance = random.Random(2026)
    call_command("rights", "load", verbosity=0)
    call_command("frameworks", "load", verbosity=0)
    with transaction.atomic():
        authorities = make_authorities(max(2, int(AUTHORITIES * scale)))
        units = make_units(authorities, max(4, int(UNITS * scale)))
        functions = make_functions(authorities, units)
        make_rounds(authorities, units, functions, chance)
        make_country_rounds(make_national(), authorities, units, functions, chance)
        make_nameless_round(authorities[0], units, functions, chance)
        make_measures(authorities, functions, int(MEASURES * scale), chance)
