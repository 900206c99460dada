"""Functions carry every responsibility; people hold them from one day to another."""

from __future__ import annotations

import datetime as dt

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from mrplattform.core.dates import today
from mrplattform.organisations.models.time import Dated, DatedQuerySet, on_day
from mrplattform.organisations.models.tree import Organisation


class Role(models.TextChoices):
    """What a function may do. The rules of each app ask for the role, never for the person."""

    STRATEGIST = "strategist", _("MR-strateg")
    REPORTER = "reporter", _("Uppgiftslämnare")
    MANAGER = "manager", _("Chef som godkänner")
    ELECTED = "elected", _("Förtroendevald")
    AUDITOR = "auditor", _("Revisor")
    READER = "reader", _("Läsare")
    NETWORK_COORDINATOR = "network_coordinator", _("Nätverkssamordnare")
    REVIEWER = "reviewer", _("Kollegial granskare")
    RESEARCHER = "researcher", _("Forskare")
    NATIONAL_COORDINATOR = "national_coordinator", _("Nationell samordnare")


# Who holds one of these acts towards other authorities than their own.
GIVEN_BY_ADMINISTRATOR = frozenset({Role.NATIONAL_COORDINATOR})


class TermQuerySet(DatedQuerySet):
    def visible_to(self, user):
        if user.is_authenticated and user.is_administrator:
            return self
        return self.filter(authority_id__in=user.standing.authority_ids)


class Term(Dated):
    """A term of office (mandatperiod). Elected holdings end with it."""

    authority = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="terms")

    objects = TermQuerySet.as_manager()

    class Meta:
        ordering = ["starts"]

    def __str__(self) -> str:
        return f"{self.starts.year}–{self.ends.year if self.ends else ''}"


class FunctionQuerySet(DatedQuerySet):
    def visible_to(self, user):
        """Those of one's own authorities, and of organisations that are shared with one. That a
        root is a public register says nothing about who works there."""
        if not user.is_authenticated:
            return self.none()
        if user.is_administrator:
            return self
        standing = user.standing
        return self.filter(
            Q(authority_id__in=standing.authority_ids)
            | Q(organisation_id__in=standing.shared_ids(Organisation))
        )

    def held(self, day: dt.date | None = None):
        """Those that somebody holds on the day, ordinarily or as stand-in."""
        return self.filter(Exists(Holding.objects.filter(function=OuterRef("pk")).on(day)))

    def vacant(self, day: dt.date | None = None):
        return self.on(day).filter(~Exists(Holding.objects.filter(function=OuterRef("pk")).on(day)))

    def unattended(self, day: dt.date | None = None):
        """Open functions that nobody holds, and closed ones: what still hangs on these waits for
        someone (each app tells its open duties in catalogue.duties)."""
        held = Holding.objects.of_open_functions(day).filter(function=OuterRef("pk"))
        return self.exclude(Exists(held))

    def with_role(self, *roles: str):
        return self.filter(role__in=roles)


class Function(Dated):
    """A post that stays when its holder leaves: 'MR-strateg, Kommunledningskontoret'.

    `organisation` and `title` are today's; what holds on other days stands in the periods.
    """

    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="functions"
    )
    authority = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="all_functions"
    )
    title = models.CharField(_("titel"), max_length=120)
    # The role is not dated: it says what may be done now.
    role = models.CharField(_("roll"), max_length=30, choices=Role.choices)

    objects = FunctionQuerySet.as_manager()

    class Meta:
        ordering = ["title"]
        indexes = [models.Index(fields=["authority", "role"], name="function_authority")]

    def __str__(self) -> str:
        return f"{self.title}, {self.organisation.name}"

    def get_absolute_url(self) -> str:
        return reverse("organisations:function", args=[self.pk])

    def holdings_on(self, day: dt.date | None = None):
        """Ordinary holder first, then stand-ins."""
        return self.holdings.on(day).select_related("person").order_by("stand_in", "starts")

    def holder(self, day: dt.date | None = None):
        """The person to turn to that day: the ordinary holder, else a stand-in, else None."""
        holding = self.holdings_on(day).first()
        return holding.person if holding else None


class FunctionPeriod(Dated):
    """Title and place of a function during a time, so that an old duty reads as it did."""

    function = models.ForeignKey(Function, on_delete=models.CASCADE, related_name="periods")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=120)

    objects = DatedQuerySet.as_manager()

    class Meta:
        ordering = ["starts"]

    def __str__(self) -> str:
        return self.title


class HoldingQuerySet(DatedQuerySet):
    def of_open_functions(self, day: dt.date | None = None):
        return self.on(day).filter(on_day(day, "function__"))

    def visible_to(self, user):
        return self.filter(function__in=Function.objects.visible_to(user))

    def ending(self, within: dt.timedelta, day: dt.date | None = None):
        """Those that hold on the day and end within the time."""
        day = day or today()
        return self.on(day).filter(ends__lte=day + within)


class Holding(Dated):
    """A person holds a function from one day to another."""

    function = models.ForeignKey(Function, on_delete=models.CASCADE, related_name="holdings")
    person = models.ForeignKey(
        "organisations.Person", on_delete=models.PROTECT, related_name="holdings"
    )
    stand_in = models.BooleanField(_("ersättare"), default=False)
    term = models.ForeignKey(Term, null=True, blank=True, on_delete=models.SET_NULL)

    objects = HoldingQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["person", "starts"], name="holding_person")]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends__isnull=True) | Q(ends__gte=models.F("starts")),
                name="holding_ends_after_start",
            )
        ]

    def __str__(self) -> str:
        return f"{self.person} {self.starts}"
