"""What of the vocabulary can be found. Nobody has duties in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from mrplattform.core.catalogue import Duty, EntryData, Findable
from mrplattform.organisations.models import Circle
from mrplattform.rights.models import Recommendation, Topic


def topic_entries(rows) -> Iterator[EntryData]:
    """A topic is found by its words, and under the topics that it bears on."""
    for topic in rows.filter(retired=False).prefetch_related("links"):
        yield EntryData(
            thing=topic,
            title=topic.full_name,
            address=topic.get_absolute_url(),
            text=topic.description,
            authority_id=topic.authority_id,
            circle=Circle.AUTHORITY if topic.authority_id else Circle.PUBLIC,
            topic_keys=tuple(linked.key for linked in topic.links.all()),
        )


def recommendation_entries(rows) -> Iterator[EntryData]:
    for one in rows.select_related("body").prefetch_related("topics"):
        yield EntryData(
            thing=one,
            title=one.text[:300],
            address=one.get_absolute_url(),
            text=f"{one.body} {one.year}. {one.reach_why}",
            circle=Circle.PUBLIC,
            topic_keys=tuple(topic.key for topic in one.topics.all()),
        )


CATALOGUE = [Findable(Topic, topic_entries), Findable(Recommendation, recommendation_entries)]


def duties(function_ids: Iterable[int]) -> Iterator[Duty]:
    return iter(())
