"""Three autumns in two municipalities, a national round, answers without names, a meeting."""

from demo.assessments import ekvik, granby


def begin(world) -> None:
    """The first autumn, before Ekvik's merger."""
    ekvik.first_autumn(world)
    granby.first_autumn(world)


def build(world) -> None:
    ekvik.later_autumns(world)
    granby.later_autumns(world)
