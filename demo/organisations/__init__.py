"""Ekvik, Granby, and an invented body that asks the whole country: units, functions, people.

Everything here is invented. The 310 real authorities are lines in the register and nothing more.

Gives `world` its ekvik, granby and nation, `strategist` (Astrid Sandell), `people` by name, and
`units` (Ekvik's) and `granby_units` by name. What comes after the first autumn is told by
go_on(), when the first rounds have been answered.
"""

from demo.organisations import deeds, ekvik_story, granby_story, nation
from mrplattform.organisations.services import periods, tree


def build(world) -> None:
    tree.load_register()
    world.people = {}
    ekvik_story.begin(world)
    granby_story.begin(world)


def go_on(world) -> None:
    ekvik_story.go_on(world)
    granby_story.go_on(world)
    nation.build(world)
    deeds.elect_again()
    # What was planned for a later day has come into force since.
    periods.catch_up()
