"""Where measures are told. The app that tells them keeps this up to date."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction

from mrplattform.plans.models import Measure, Telling


@transaction.atomic
def tell(
    measures: Iterable[Measure],
    *,
    key: str,
    title: str,
    address: str,
    circle: str,
    note: str = "",
) -> None:
    """These measures, and no others, are told there."""
    forget(key)
    Telling.objects.bulk_create(  # no history: follows the report, whose own history tells it
        Telling(
            measure=measure,
            key=key,
            title=title,
            note=note,
            address=address,
            circle=circle,
        )
        for measure in measures
    )


def forget(key: str) -> None:
    """Nothing is told there any more."""
    Telling.objects.filter(key=key).delete()  # no history: follows the report
