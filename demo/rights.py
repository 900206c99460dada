"""The vocabulary is real, also in the demo world."""

from mrplattform.rights.models import Topic
from mrplattform.rights.services import load_rights


def build(world) -> None:
    load_rights()
    world.topics = {topic.key: topic for topic in Topic.objects.all()}
