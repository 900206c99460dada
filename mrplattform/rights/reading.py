"""Reading the vocabulary: the grid of roles and principles, and what a topic hangs together with."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import groupby

from mrplattform.rights.models import Topic, TopicLink


@dataclass
class Cell:
    principle: Topic
    criteria: list[Topic] = field(default_factory=list)


@dataclass
class GridRow:
    role: Topic
    cells: list[Cell]


def grid(user) -> list[GridRow]:
    """Roles × principles with their criteria. A criterion stands under its first principle: the
    strongest, or the one that the file names first of several as strong."""
    topics = list(Topic.objects.visible_to(user).current().select_related("parent"))
    by_kind = {kind: [one for one in topics if one.kind == kind] for kind in Topic.Kind}
    first = first_principles()
    rows = []
    for role in by_kind[Topic.Kind.ROLE]:
        cells = {one.pk: Cell(one) for one in by_kind[Topic.Kind.PRINCIPLE]}
        for criterion in by_kind[Topic.Kind.CRITERION]:
            if criterion.parent_id == role.pk and first.get(criterion.pk) in cells:
                cells[first[criterion.pk]].criteria.append(criterion)
        rows.append(GridRow(role, list(cells.values())))
    return rows


def first_principles() -> dict[int, int]:
    """{criterion: principle} by primary key."""
    rows = TopicLink.objects.filter(
        from_topic__kind=Topic.Kind.CRITERION, to_topic__kind=Topic.Kind.PRINCIPLE
    ).order_by("strength", "-pk")
    return dict(rows.values_list("from_topic_id", "to_topic_id"))  # the last, strongest, stays


@dataclass(frozen=True)
class Linked:
    """Another topic seen from this one."""

    topic: Topic
    strength: TopicLink.Strength
    note: str


def links_out(topic: Topic) -> list[tuple[str, list[Linked]]]:
    """What the topic bears on, by kind and strongest first."""
    rows = topic.links_out.filter(to_topic__retired=False).select_related("to_topic")
    return _by_kind((link.to_topic, link) for link in rows)


def links_in(topic: Topic) -> list[tuple[str, list[Linked]]]:
    """What bears on the topic."""
    rows = topic.links_in.filter(from_topic__retired=False).select_related("from_topic")
    return _by_kind((link.from_topic, link) for link in rows)


def _by_kind(pairs: Iterable[tuple[Topic, TopicLink]]) -> list[tuple[str, list[Linked]]]:
    order: list[str] = list(Topic.Kind)
    found = [Linked(topic, TopicLink.Strength(link.strength), link.note) for topic, link in pairs]
    found.sort(key=lambda one: (order.index(one.topic.kind), -one.strength, one.topic.order))
    return [
        (str(Topic.Kind(kind).label), list(rows))
        for kind, rows in groupby(found, key=lambda one: one.topic.kind)
    ]
