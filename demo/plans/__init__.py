"""Two plans in three versions each, with sixty measures that go well, badly and not at all.

Words and days stand in ekvik*.py and granby*.py; telling.py makes deeds of them, and the story
(demo/story.py) does them in order, so that what was decided on a day tells what was true that day.
"""

from __future__ import annotations

from demo.plans.ekvik import EKVIK_PLAN
from demo.plans.granby import GRANBY_PLAN
from demo.plans.telling import Telling
from demo.story import Story


def build(world) -> None:
    """Nothing is done yet: the reports take the story on, from one decision to the next."""
    world.story = Story()
    world.ekvik_telling = Telling(EKVIK_PLAN, world.ekvik, world.units, world.strategist, world)
    world.granby_telling = Telling(
        GRANBY_PLAN, world.granby, world.granby_units, world.people["Nils Ek"], world
    )
    for telling in (world.ekvik_telling, world.granby_telling):
        telling.enter(world.story)
