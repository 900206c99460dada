"""Sheets that personal links have opened in this browser, remembered in its session."""

from __future__ import annotations

from django.db.models import Q

from mrplattform.assessments.models import AnswerLink
from mrplattform.core.dates import now

KEYS = "answer_links"


def keep(request, link: AnswerLink) -> None:
    """From now on this browser answers by the link, without its secret. A key belongs to who was
    signed in when it was given: it lends nobody who signs in or out later anything."""
    if not request.user.is_authenticated:
        request.session.cycle_key()  # nobody may have prepared the session beforehand
    kept = request.session.get(KEYS, {})
    request.session[KEYS] = kept | {str(link.pk): request.user.pk or 0}


def drop(request, link: AnswerLink) -> None:
    kept = request.session.get(KEYS, {})
    request.session[KEYS] = {pk: user for pk, user in kept.items() if pk != str(link.pk)}


def opened_link(request, assessment_pk: int) -> AnswerLink | None:
    """The valid link that opened this sheet here; one to all of it before one to a part."""
    user = request.user.pk or 0
    pks = [int(pk) for pk, owner in request.session.get(KEYS, {}).items() if owner == user]
    if not pks:
        return None
    return (
        AnswerLink.objects.filter(
            Q(revoked_at__isnull=True, expires_at__gt=now()), pk__in=pks, assessment=assessment_pk
        )
        .select_related(
            "assessment__round__version__framework",
            "assessment__sheet__version",
            "assessment__organisation",
            "assessment__authority",
            "assessment__reporter__organisation",
            "assessment__approver__organisation",
        )
        .order_by("partial", "-pk")
        .first()
    )
