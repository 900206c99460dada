"""Internal groups: a child-rights group with a seat for each administration, say."""

from __future__ import annotations

import datetime as dt

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from mrplattform.organisations.models.functions import Function, Holding
from mrplattform.organisations.models.time import Dated, DatedQuerySet
from mrplattform.organisations.models.tree import Organisation


class GroupQuerySet(DatedQuerySet):
    def visible_to(self, user):
        return self.filter(authority_id__in=user.standing.authority_ids)


class Group(Dated):
    authority = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="groups")
    name = models.CharField(_("namn"), max_length=150)
    mandate = models.TextField(_("uppdrag"))
    edition = models.PositiveIntegerField(default=1)

    objects = GroupQuerySet.as_manager()

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("organisations:group", args=[self.pk])


class SeatQuerySet(DatedQuerySet):
    def visible_to(self, user):
        return self.filter(group__in=Group.objects.visible_to(user))

    def empty(self, day: dt.date | None = None):
        """Seats without a function, or whose function nobody holds."""
        held = Holding.objects.of_open_functions(day).values("function")
        return self.on(day).filter(Q(function__isnull=True) | ~Q(function__in=held))


class Seat(Dated):
    """A place in a group that belongs to an administration and is filled by one of its functions."""

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="seats")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="seats")
    function = models.ForeignKey(
        Function, null=True, blank=True, on_delete=models.SET_NULL, related_name="seats"
    )

    objects = SeatQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.group}: {self.organisation}"
