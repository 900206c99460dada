"""Chance that falls the same way every time, so that the demo world is always the same."""

from __future__ import annotations

import random


def chance(seed: str) -> random.Random:
    return random.Random(seed)  # noqa: S311 (no secrets, only a story)
