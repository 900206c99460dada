"""Where a person stands today: functions, authorities, units. Everything about access starts here.

Three questions to the database for a whole request, whatever is asked of it afterwards.
"""

from __future__ import annotations

import datetime as dt
from functools import cached_property

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db.models import Q

from mrplattform.core.dates import today


class Standing:
    def __init__(self, person, day: dt.date | None = None):
        self.person = person
        self.day = day or today()

    @cached_property
    def functions(self) -> list:
        """The functions the person holds that day, ordinary ones first."""
        holding = apps.get_model("organisations", "Holding")
        rows = (
            holding.objects.of_open_functions(self.day)
            .filter(person=self.person)
            .select_related("function__organisation", "function__authority")
            .order_by("stand_in", "starts", "pk")
        )
        return [row.function for row in rows]

    @cached_property
    def function_ids(self) -> frozenset[int]:
        return frozenset(function.pk for function in self.functions)

    @cached_property
    def authority_ids(self) -> frozenset[int]:
        return frozenset(function.authority_id for function in self.functions)

    @cached_property
    def unit_ids(self) -> frozenset[int]:
        """The organisations at and below those of the functions held, and the closed ones that
        these took over from, so that the past stays readable."""
        from mrplattform.organisations.tree import below  # noqa: PLC0415 (models import this file)

        return below({function.organisation_id for function in self.functions}, self.day)

    @property
    def title(self) -> str:
        return str(self.functions[0]) if self.functions else ""

    def has_role(self, *roles: str, authority_id: int | None = None) -> bool:
        """Does the person hold one of these roles (in that authority)?"""
        return any(
            function.role in roles and authority_id in (None, function.authority_id)
            for function in self.functions
        )

    def has_role_over(self, organisation_id: int, *roles: str) -> bool:
        """One of these roles in that organisation or in one above it."""
        from mrplattform.organisations.tree import below  # noqa: PLC0415

        own = {f.organisation_id for f in self.functions if f.role in roles}
        return bool(own) and organisation_id in below(own, self.day)

    def authorities_as(self, *roles: str) -> frozenset[int]:
        """The authorities where the person holds one of these roles."""
        return frozenset(f.authority_id for f in self.functions if f.role in roles)

    def units_as(self, *roles: str) -> frozenset[int]:
        """The organisations at and below those where the person holds one of these roles."""
        from mrplattform.organisations.tree import below  # noqa: PLC0415

        if roles not in self._units_as:
            own = {f.organisation_id for f in self.functions if f.role in roles}
            self._units_as[roles] = below(own, self.day)
        return self._units_as[roles]

    @cached_property
    def _units_as(self) -> dict[tuple[str, ...], frozenset[int]]:
        return {}

    def shared_ids(self, model) -> list[int]:
        """The primary keys of that model that are shared with the person today."""
        return self._shares.get(ContentType.objects.get_for_model(model).pk, [])

    @cached_property
    def _shares(self) -> dict[int, list[int]]:
        share = apps.get_model("organisations", "Share")
        seats = apps.get_model("organisations", "Seat").objects.on(self.day)
        groups = seats.filter(function_id__in=self.function_ids).values("group_id")
        rows = share.objects.on(self.day).filter(
            Q(to_organisation_id__in=self.authority_ids | self.unit_ids)
            | Q(to_function_id__in=self.function_ids)
            | Q(to_group_id__in=groups)
        )
        found: dict[int, list[int]] = {}
        for kind, pk in rows.values_list("content_type_id", "object_id"):
            found.setdefault(kind, []).append(pk)
        return found
