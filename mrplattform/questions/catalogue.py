"""What of the questions can be found: frameworks. Answers are found through their assessments."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from mrplattform.core.catalogue import Duty, EntryData, Findable
from mrplattform.organisations.models import Circle
from mrplattform.questions.models import FrameworkVersion
from mrplattform.rights.models import localized


def version_entries(rows) -> Iterator[EntryData]:
    """The version in use, with all that it asks."""
    for version in rows.in_use().prefetch_related("questions__topics"):
        questions = version.questions.all()
        yield EntryData(
            thing=version,
            title=version.title,
            address=version.get_absolute_url(),
            text="\n".join([version.intro, *(localized(one.texts) for one in questions)]),
            authority_id=version.authority_id,
            circle=Circle.AUTHORITY if version.authority_id else Circle.SIGNED_IN,
            topic_keys=tuple(
                sorted({topic.key for one in questions for topic in one.topics.all()})
            ),
        )


CATALOGUE = [Findable(FrameworkVersion, version_entries)]


def duties(function_ids: Iterable[int]) -> Iterator[Duty]:
    """Questions lie with assessments, which know whose they are."""
    return iter(())
