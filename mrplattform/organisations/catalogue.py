"""What of organisations can be found, and what their functions must do (core/catalogue.py)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from mrplattform.core.catalogue import Duty, EntryData, Findable
from mrplattform.organisations.models import (
    Circle,
    Decision,
    Function,
    Group,
    Organisation,
    Reorganisation,
    Seat,
)


def organisations(rows) -> Iterator[EntryData]:
    for one in rows.select_related("parent").prefetch_related("codes"):
        codes = " ".join(code.code for code in one.codes.all())
        words = [one.short_name, str(one.get_kind_display()), str(one.get_sector_display()), codes]
        yield EntryData(
            thing=one,
            title=one.name,
            text=" ".join(filter(None, [*words, one.parent.name if one.parent else ""])),
            address=one.get_absolute_url(),
            authority_id=one.authority_id,
            # The roots are a public register.
            circle=Circle.AUTHORITY if one.parent_id else Circle.SIGNED_IN,
        )


def functions(rows) -> Iterator[EntryData]:
    for one in rows.select_related("organisation"):
        yield EntryData(
            thing=one,
            title=str(one),
            text=str(one.get_role_display()),
            address=one.get_absolute_url(),
            authority_id=one.authority_id,
            ends=one.ends,
        )


def groups(rows) -> Iterator[EntryData]:
    for one in rows:
        yield EntryData(
            thing=one,
            title=one.name,
            text=one.mandate,
            address=one.get_absolute_url(),
            authority_id=one.authority_id,
        )


def decisions(rows) -> Iterator[EntryData]:
    for one in rows.select_related("body"):
        is_public = one.access == Decision.Access.PUBLIC
        yield EntryData(
            thing=one,
            title=one.title,
            text=" ".join([one.wording, one.registry_number, one.paragraph, one.body.name]),
            address=one.get_absolute_url(),
            authority_id=one.authority_id,
            circle=Circle.SIGNED_IN if is_public else Circle.AUTHORITY,
            day=one.day,
        )


def reorganisations(rows) -> Iterator[EntryData]:
    for one in rows.filter(undone_at=None):
        yield EntryData(
            thing=one,
            title=str(one),
            text=one.why,
            address=one.get_absolute_url(),
            authority_id=one.authority_id,
            day=one.day,
        )


CATALOGUE = [
    Findable(Organisation, organisations),
    Findable(Function, functions),
    Findable(Group, groups),
    Findable(Decision, decisions),
    Findable(Reorganisation, reorganisations),
]


def duties(function_ids: Iterable[int]) -> Iterator[Duty]:
    """The seats in groups that these functions fill."""
    seats = Seat.objects.on().filter(function__in=list(function_ids))
    for seat in seats.select_related("group", "organisation"):
        yield Duty(
            function_id=seat.function_id,
            kind=_("Plats i grupp"),
            title=str(seat),
            address=reverse("organisations:group", args=[seat.group_id]),
        )
