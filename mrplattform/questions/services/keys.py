"""Keys: made from the words, one of each, and kept once a published version has used them."""

from __future__ import annotations

from collections.abc import Collection

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.text import slugify
from django.utils.translation import gettext as _

from mrplattform.questions.files import KEY
from mrplattform.questions.models import FrameworkVersion, Question

LONGEST = 40


def carried_keys(version: FrameworkVersion) -> set[str]:
    """The questions' keys that earlier versions have used, shared or the authority's own: a trend
    hangs on each of them."""
    earlier = Question.objects.filter(
        Q(version__authority__isnull=True) | Q(version__authority=version.authority_id),
        version__framework__key=version.framework.key,
        version__state__in=FrameworkVersion.OUT,
    )
    return set(earlier.values_list("key", flat=True).distinct())


def new_key(words: str, taken: Collection[str]) -> str:
    """'barn-far-svar'; with a number when it is taken."""
    base = slugify(words)[:LONGEST].strip("-") or _("fraga")
    key, number = base, 2
    while key in taken:
        key, number = f"{base}-{number}", number + 1
    return key


def check(key: str, taken: Collection[str]) -> None:
    if not KEY.fullmatch(key):
        words = _("Skriv nyckeln utan mellanslag och å, ä, ö.")
        raise ValidationError({"key": words})
    if key in taken:
        raise ValidationError({"key": _("Nyckeln %s finns redan. Välj en annan.") % key})
