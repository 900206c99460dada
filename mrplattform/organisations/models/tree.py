"""Organisations as they were on any day: who existed, under what name, where in the tree."""

from __future__ import annotations

import datetime as dt

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from mrplattform.organisations.models.time import Dated, DatedQuerySet, on_day


class OrganisationQuerySet(DatedQuerySet):
    def on(self, day: dt.date | None = None):
        """Those that existed on the day, with `name_on` and `parent_on` as they were then."""
        return (
            super()
            .on(day)
            .filter(on_day(day, "periods__"))
            .annotate(name_on=F("periods__name"), parent_on=F("periods__parent_id"))
        )

    def authorities(self):
        return self.filter(kind=Organisation.Kind.AUTHORITY)

    def in_use(self):
        """Authorities that have taken the platform into use: somebody answers for something."""
        return self.authorities().filter(all_functions__isnull=False).distinct()

    def visible_to(self, user):
        """Roots are a public register; what lies below is for those who belong there, and for
        those it is shared with. An administrator keeps the register and sees all of it."""
        if not user.is_authenticated:
            return self.none()
        if user.is_administrator:
            return self
        standing = user.standing
        return self.filter(
            Q(parent__isnull=True)
            | Q(authority_id__in=standing.authority_ids)
            | Q(pk__in=standing.shared_ids(Organisation))
        )


class Organisation(Dated):
    """Any node: a municipality, a committee, an administration, a company, a school, an association.

    `name`, `short_name` and `parent` are today's, what holds on other days stands in the periods
    (services/periods.py keeps the two together, also when a planned change comes into force).
    The root of a tree is its authority, and `authority` of the root is the root itself.
    """

    class Kind(models.TextChoices):
        AUTHORITY = "authority", _("Kommun eller region")
        COMMITTEE = "committee", _("Nämnd eller styrelse")
        ADMINISTRATION = "administration", _("Förvaltning")
        COMPANY = "company", _("Bolag")
        UNIT = "unit", _("Enhet")
        CIVIL_SOCIETY = "civil_society", _("Civilsamhällesorganisation")
        STATE_BODY = "state_body", _("Statlig myndighet")
        COUNTY_BOARD = "county_board", _("Länsstyrelse")

    class Sector(models.TextChoices):
        MUNICIPALITY = "municipality", _("Kommun")
        REGION = "region", _("Region")
        BOTH = "both", _("Kommun och region")  # Gotland

    kind = models.CharField(_("slag"), max_length=20, choices=Kind.choices)
    sector = models.CharField(max_length=20, choices=Sector.choices, blank=True)
    name = models.CharField(_("namn"), max_length=200)
    short_name = models.CharField(_("kort namn"), max_length=20, blank=True)
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="children"
    )
    # Empty only while a root is being made: it points at itself.
    authority: models.ForeignKey[Organisation | None, Organisation] = models.ForeignKey(  # type: ignore[misc]
        "self", null=True, on_delete=models.PROTECT, related_name="members"
    )
    # Inhabitants of an authority, employees of a unit; empty when nobody has told.
    size = models.PositiveIntegerField(_("invånare eller anställda"), null=True, blank=True)
    # The identifier in the organisation's own register; lets an import be repeated.
    external_id = models.CharField(_("eget id"), max_length=80, blank=True)
    # The demo world's municipalities; nothing invented is ever said of a real one.
    invented = models.BooleanField(default=False)
    # Counts the changes, so that two people who edit at once are told of each other.
    edition = models.PositiveIntegerField(default=1)

    # Set by objects.on(day): name and place as they were then.
    name_on: str
    parent_on: int | None

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        indexes = [models.Index(fields=["authority", "kind"], name="organisation_authority")]
        constraints = [
            models.UniqueConstraint(
                fields=["authority", "external_id"],
                condition=~Q(external_id=""),
                name="organisation_external_id",
            )
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("organisations:detail", args=[self.pk])

    @property
    def is_authority(self) -> bool:
        return self.pk == self.authority_id

    @property
    def is_in_use(self) -> bool:
        return self.all_functions.exists()

    def on(self, day: dt.date | None = None) -> OrganisationPeriod | None:
        """Name and place on that day; None when it did not exist."""
        return self.periods.on(day).first()

    def name_at(self, day: dt.date | None = None) -> str:
        """The name it had that day; the latest name when it did not exist then."""
        period = self.on(day)
        return period.name if period else self.name


class OrganisationPeriod(Dated):
    """Name and place of an organisation during a time. Periods of one organisation never overlap."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="periods")
    name = models.CharField(max_length=200)
    short_name = models.CharField(max_length=20, blank=True)
    parent = models.ForeignKey(
        Organisation, null=True, on_delete=models.PROTECT, related_name="child_periods"
    )

    objects = DatedQuerySet.as_manager()

    class Meta:
        ordering = ["starts"]
        indexes = [models.Index(fields=["organisation", "starts"], name="period_organisation")]

    def __str__(self) -> str:
        return self.name


class OfficialCode(models.Model):
    """A code in the national register. Gotland is one authority with two."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="codes")
    code = models.CharField(max_length=10, unique=True)

    def __str__(self) -> str:
        return self.code


class Succession(models.Model):
    """Who took over from whom: a merger has many predecessors, a split many successors."""

    predecessor = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="successions"
    )
    successor = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="predecessions"
    )
    day = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["predecessor", "successor"], name="succession_once")
        ]

    def __str__(self) -> str:
        return f"{self.predecessor} → {self.successor}"


class ReorganisationQuerySet(models.QuerySet):
    def visible_to(self, user):
        if not user.is_authenticated:
            return self.none()
        if user.is_administrator:
            return self
        return self.filter(authority_id__in=user.standing.authority_ids)


class Reorganisation(models.Model):
    """One change of the tree, as decided: rename, move, split, merge or close; can be undone.

    `what` tells it in words that a person can read years later. `undo` holds the touched rows
    before and after, so that everything can be put back, and so that it shows when something
    later was built on it (services/snapshots.py).
    """

    class Kind(models.TextChoices):
        OPEN = "open", _("Ny enhet")
        RENAME = "rename", _("Nytt namn")
        MOVE = "move", _("Flytt")
        SPLIT = "split", _("Delning")
        MERGE = "merge", _("Sammanslagning")
        CLOSE = "close", _("Stängning")
        IMPORT = "import", _("Inläsning från fil")

    authority = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(_("slag"), max_length=10, choices=Kind.choices)
    day = models.DateField(_("gäller från och med"))
    what = models.JSONField(default=dict)
    undo = models.JSONField(default=dict)
    why = models.TextField(_("skäl eller beslut"), blank=True)
    by = models.ForeignKey(
        "organisations.Person", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    at = models.DateTimeField(auto_now_add=True)
    undone_at = models.DateTimeField(_("ångrad"), null=True)

    objects = ReorganisationQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        indexes = [models.Index(fields=["authority", "-id"], name="reorganisation_authority")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.what.get('title', '')}"

    def get_absolute_url(self) -> str:
        return reverse("organisations:reorganisation", args=[self.pk])
