"""Loading the vocabulary and the recommendations from their files."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from mrplattform.core.history import VERBS, changed_values, record, record_many
from mrplattform.rights.files import (
    DATA,
    BodyData,
    LinkData,
    RecommendationData,
    TopicData,
    read,
)
from mrplattform.rights.models import Recommendation, ReviewBody, Topic, TopicLink

VERBS.update(
    topic_loaded=_("läste in från fil"),
    topic_changed=_("ändrade efter fil"),
    topic_retired=_("tog ur bruk"),
)


@dataclass
class Loaded:
    """How many things the loading made, changed and took out of use."""

    created: int = 0
    changed: int = 0
    retired: int = 0


@transaction.atomic
def load_rights(folder: Path = DATA, *, by=None) -> Loaded:
    """Make the vocabulary and the recommendations be as the files say. Loading again changes
    nothing. Raises core.marked_yaml.Faulty before anything is written."""
    library = read(folder)
    loaded = Loaded()
    topics = _load_topics(library.topics, by, loaded)
    _load_links(library.topics, topics, by, loaded)
    bodies = _load_bodies(library.bodies)
    _load_recommendations(library.recommendations, bodies, topics, by, loaded)
    return loaded


def _load_topics(rows: list[TopicData], by, loaded: Loaded) -> dict[str, Topic]:
    topics = {topic.key: topic for topic in Topic.objects.filter(authority__isnull=True)}
    kept = set(topics)
    new = [Topic(key=row.key, **_values(row, place)) for place, row in enumerate(rows)]
    new = Topic.objects.bulk_create([topic for topic in new if topic.key not in kept])
    topics |= {topic.key: topic for topic in new}
    for place, row in enumerate(rows):  # parents exist by now, whatever the order of the files
        topic, parent = topics[row.key], topics.get(row.parent)
        changes = changed_values(topic, **_values(row, place), parent=parent, retired=False)
        if changes:
            topic.save()
        if changes and row.key in kept:
            record(by, "topic_changed", topic, changes=changes)
            loaded.changed += 1
    record_many(by, "topic_loaded", new)
    loaded.created += len(new)
    _retire([topics[key] for key in kept - {row.key for row in rows}], by, loaded)
    return topics


def _values(row: TopicData, place: int) -> dict:
    return {
        "kind": row.kind,
        "number": row.number,
        "names": row.names,
        "descriptions": row.descriptions,
        "source": row.source,
        "wording_note": row.wording_note,
        "order": place,
    }


def _retire(gone: list[Topic], by, loaded: Loaded) -> None:
    """A topic that left the files stays for what it tags, but is offered no more."""
    for topic in gone:
        if changes := changed_values(topic, retired=True):
            topic.save()
            record(by, "topic_retired", topic, changes=changes)
            loaded.retired += 1


def _load_links(rows: list[TopicData], topics: dict[str, Topic], by, loaded: Loaded) -> None:
    stored: dict[str, dict[str, tuple[int, str]]] = defaultdict(dict)
    for link in TopicLink.objects.filter(from_topic__authority__isnull=True).select_related(
        "from_topic", "to_topic"
    ):
        stored[link.from_topic.key][link.to_topic.key] = (link.strength, link.note)
    new: list[TopicLink] = []
    for row in rows:
        wanted = {link.to: (link.strength, link.note) for link in row.links}
        before = stored[row.key]
        if wanted == before:
            continue
        topic = topics[row.key]
        if before:
            TopicLink.objects.filter(from_topic=topic).delete()
            words = {"links": [sorted(before), sorted(wanted)]}
            record(by, "topic_changed", topic, changes=words)
            loaded.changed += 1
        new += [_new_link(topic, topics, link) for link in row.links]
    TopicLink.objects.bulk_create(new, batch_size=500)


def _new_link(topic: Topic, topics: dict[str, Topic], link: LinkData) -> TopicLink:
    return TopicLink(
        from_topic=topic, to_topic=topics[link.to], strength=link.strength, note=link.note
    )


def _load_bodies(rows: list[BodyData]) -> dict[str, ReviewBody]:
    bodies = {}
    for row in rows:
        words = {name: getattr(row, name) for name in ("name", "instrument", "latest", "note")}
        bodies[row.key], _created = ReviewBody.objects.update_or_create(key=row.key, defaults=words)
    return bodies


def _load_recommendations(
    rows: list[RecommendationData],
    bodies: dict[str, ReviewBody],
    topics: dict[str, Topic],
    by,
    loaded: Loaded,
) -> None:
    stored = {one.key: one for one in Recommendation.objects.prefetch_related("topics")}
    for place, row in enumerate(rows):
        body = bodies[row.body]
        recommendation = stored.get(row.key) or Recommendation(key=row.key, body=body)
        is_new = recommendation.pk is None
        names = (
            "year",
            "document",
            "paragraph",
            "text",
            "standing",
            "reach",
            "reach_why",
            "source",
        )
        wanted = {name: getattr(row, name) for name in names}
        changes = changed_values(recommendation, **wanted, body=body, order=place)
        before = [] if is_new else sorted(topic.key for topic in recommendation.topics.all())
        if is_new or changes:
            recommendation.save()
        if before != sorted(row.topics):
            recommendation.topics.set([topics[key] for key in row.topics])
            changes["topics"] = [before, sorted(row.topics)]
        if is_new:
            record(by, "topic_loaded", recommendation)
            loaded.created += 1
        elif changes:
            record(by, "topic_changed", recommendation, changes=changes)
            loaded.changed += 1
