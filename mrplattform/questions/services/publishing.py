"""From draft to use, out of use and back again."""

from __future__ import annotations

import hashlib

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mrplattform.core import plain_yaml
from mrplattform.core.dates import now
from mrplattform.core.history import VERBS, record
from mrplattform.core.marked_yaml import Faulty, Source
from mrplattform.questions.files import read, with_number
from mrplattform.questions.models import Framework, FrameworkVersion
from mrplattform.questions.services.rows import topics_of, write_rows
from mrplattform.questions.writing import tree_of

VERBS.update(
    framework_published=gettext_lazy("publicerade"),
    framework_replaced=gettext_lazy("ersatte med en nyare version"),
    framework_retired=gettext_lazy("tog ur bruk"),
    framework_back_in_use=gettext_lazy("tog i bruk igen"),
)
State = FrameworkVersion.State


class NotAllowed(Exception):
    """The version is not in a state from which that can be done."""


@transaction.atomic
def publish(version: FrameworkVersion, *, by) -> FrameworkVersion:
    """From now on it can be answered, and no word of it changes. Earlier versions stay as they
    are for the rounds that ask them, but new rounds are offered this one. Raises Faulty."""
    Framework.objects.select_for_update().get(pk=version.framework_id)
    version.refresh_from_db(fields=["state"])
    if version.state != State.DRAFT:
        raise NotAllowed(f"{version}: {version.state}")
    earlier = FrameworkVersion.objects.filter(framework=version.framework_id).in_use().first()
    _settle(version)
    move(version, State.PUBLISHED)
    version.published_at = now()
    version.save(update_fields=["state", "published_at"])
    record(by, "framework_published", version)
    if earlier:
        record(
            by, "framework_replaced", earlier, changes={"number": [earlier.number, version.number]}
        )
    return version


def _settle(version: FrameworkVersion) -> None:
    """The number in order, and rows and file word for word the same."""
    newest = newest_number(version.framework, state__in=FrameworkVersion.OUT)
    if version.number <= newest:
        version.number = newest_number(version.framework) + 1
        version.source_text = with_number(version.source_text, version.number)
    if not version.source_text:
        _write_file(version)
    version.sha256 = hashlib.sha256(version.source_text.encode()).hexdigest()
    version.save()


def _write_file(version: FrameworkVersion) -> None:
    """The file from the rows, and the rows from the file: whatever a file cannot say is gone."""
    topics = topics_of(version.authority)
    source = Source(f"{version.framework.key}.yaml", plain_yaml.write(tree_of(version)))
    data = read(source, topics)
    if source.faults:
        raise Faulty(source.faults)
    write_rows(version, data, topics)
    version.source_text = source.text


def newest_number(framework: Framework, **narrow) -> int:
    found = framework.versions.filter(**narrow).aggregate(newest=Max("number"))
    return found["newest"] or 0


@transaction.atomic
def retire(version: FrameworkVersion, *, by, why: str) -> FrameworkVersion:
    """No new round can ask it. What was answered stays."""
    move(version, State.RETIRED)
    version.save(update_fields=["state"])
    record(by, "framework_retired", version, why=why)
    return version


@transaction.atomic
def take_into_use(version: FrameworkVersion, *, by) -> FrameworkVersion:
    """Back again, unless a newer one has taken its place."""
    if newest_number(version.framework, state__in=FrameworkVersion.OUT) > version.number:
        raise NotAllowed(_("En nyare version finns. Ta den i bruk i stället."))
    move(version, State.PUBLISHED)
    version.save(update_fields=["state"])
    record(by, "framework_back_in_use", version)
    return version


def move(version: FrameworkVersion, state: str) -> None:
    if state not in FrameworkVersion.MOVES[version.state]:
        raise NotAllowed(f"{version}: {version.state} → {state}")
    version.state = state
