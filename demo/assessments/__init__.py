"""Three autumns in two municipalities, a national round, answers without names, a meeting."""

from demo.assessments import (
    ahead,
    coding,
    ekvik,
    ekvik_helpers,
    granby,
    meetings,
    nameless,
    nation,
)


def begin(world) -> None:
    """The first autumn, before Ekvik's merger."""
    ekvik.first_autumn(world)
    granby.first_autumn(world)


def build(world) -> None:
    ekvik.later_autumns(world)
    granby.later_autumns(world)
    nameless.build(world)
    coding.build(world)
    meetings.build(world)
    ekvik_helpers.build(world)
    ahead.build(world)
    nation.build(world)
