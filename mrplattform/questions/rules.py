"""May she? Who coordinates an authority's work makes its frameworks. Everyone's own are changed by
files (`manage.py frameworks load`), never here."""

from __future__ import annotations

from mrplattform.questions.models import EDITORS, FrameworkVersion

State = FrameworkVersion.State


def can_make(user) -> bool:
    """A framework for an authority of one's own, empty, copied or from a file."""
    return user.standing.has_role(*EDITORS)


def writes_for(user, authority_id: int | None) -> bool:
    return authority_id in user.standing.authorities_as(*EDITORS)


def can_change(user, version: FrameworkVersion) -> bool:
    return version.state == State.DRAFT and writes_for(user, version.authority_id)


def can_restore(user, version: FrameworkVersion) -> bool:
    return version.state == State.REMOVED and writes_for(user, version.authority_id)


def can_retire(user, version: FrameworkVersion) -> bool:
    return version.state == State.PUBLISHED and writes_for(user, version.authority_id)


def can_take_into_use(user, version: FrameworkVersion) -> bool:
    return version.state == State.RETIRED and writes_for(user, version.authority_id)
