"""The shipped frameworks, loaded as they are for everyone."""

from mrplattform.questions.models import FrameworkVersion
from mrplattform.questions.services.frameworks import load_frameworks


def build(world) -> None:
    load_frameworks()
    latest = FrameworkVersion.objects.in_use().select_related("framework")
    world.frameworks = {version.framework.key: version for version in latest}
