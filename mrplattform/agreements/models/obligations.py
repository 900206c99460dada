"""What a party must do, with a clock: the wording of the agreement beside a rule that gives days."""

from __future__ import annotations

import datetime as dt

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from mrplattform.agreements.models.agreements import Agreement, AgreementPart, Party, Stage
from mrplattform.core.dates import today
from mrplattform.core.models import Attachment
from mrplattform.organisations.models import Function

SOON = dt.timedelta(days=30)
MONTHS = [
    (1, _("januari")),
    (2, _("februari")),
    (3, _("mars")),
    (4, _("april")),
    (5, _("maj")),
    (6, _("juni")),
    (7, _("juli")),
    (8, _("augusti")),
    (9, _("september")),
    (10, _("oktober")),
    (11, _("november")),
    (12, _("december")),
]


class Obligation(AgreementPart):
    """`wording` is what the parties wrote; the clock is how we count it."""

    SLUG = "ataganden"

    class Clock(models.TextChoices):
        DAY = "day", _("Senast en viss dag")
        YEARLY = "yearly", _("Varje år")
        BEFORE = "before", _("Före ett annat åtagande")
        AFTER = "after", _("Efter ett annat åtagande")
        STANDING = "standing", _("Löpande, utan datum")

    class Unit(models.TextChoices):
        DAYS = "days", _("dagar")
        WEEKS = "weeks", _("veckor")
        MONTHS = "months", _("månader")

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="obligations")
    title = models.CharField(_("åtagande"), max_length=150)
    wording = models.TextField(_("så står det"), blank=True)
    party = models.ForeignKey(
        Party,
        verbose_name=_("part som ska göra det"),
        null=True,
        on_delete=models.RESTRICT,
        related_name="obligations",
    )
    owner = models.ForeignKey(
        Function,
        verbose_name=_("ansvarig funktion hos er"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="obligations",
    )
    stage = models.ForeignKey(
        Stage,
        verbose_name=_("del"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="obligations",
    )
    clock = models.CharField(_("när"), max_length=10, choices=Clock.choices, default=Clock.STANDING)
    day = models.DateField(_("senast den"), null=True, blank=True)
    month = models.PositiveSmallIntegerField(_("månad"), choices=MONTHS, null=True, blank=True)
    # Empty means the last day of the month: "senast i maj månad".
    month_day = models.PositiveSmallIntegerField(
        _("dag i månaden"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(31)],
    )
    first_year = models.PositiveSmallIntegerField(_("första året"), null=True, blank=True)
    last_year = models.PositiveSmallIntegerField(_("sista året"), null=True, blank=True)
    anchor = models.ForeignKey(
        "self",
        verbose_name=_("räknas från"),
        null=True,
        blank=True,
        on_delete=models.RESTRICT,
        related_name="counted_from",
    )
    # Empty means some time before or after, without a day.
    count = models.PositiveSmallIntegerField(
        _("hur lång tid"), null=True, blank=True, validators=[MaxValueValidator(3650)]
    )
    unit = models.CharField(_("räknat i"), max_length=10, choices=Unit.choices, default=Unit.MONTHS)
    waits_for = models.ManyToManyField(
        "self",
        verbose_name=_("väntar på"),
        symmetrical=False,
        blank=True,
        related_name="waited_for_by",
    )
    receiver = models.CharField(_("lämnas till"), max_length=200, blank=True)
    late_means = models.TextField(_("vad som följer om det blir sent"), blank=True)

    class Meta(AgreementPart.Meta):
        verbose_name = _("åtagande")
        verbose_name_plural = _("åtaganden")

    def __str__(self) -> str:
        return self.title


class DueQuerySet(models.QuerySet):
    def visible_to(self, user):
        """As their agreement, when its obligation still stands."""
        return self.standing().filter(obligation__agreement__in=Agreement.objects.visible_to(user))

    def standing(self):
        return self.filter(
            obligation__removed_at__isnull=True, obligation__agreement__removed_at__isnull=True
        )

    def open(self):
        """Not delivered, in agreements whose deliveries are followed here."""
        return self.standing().filter(
            delivered_on__isnull=True, obligation__agreement__is_followed=True
        )


class Due(models.Model):
    """One time that an obligation is to be met: once, or once for each year.

    `planned` is what the rule gives, `day` what holds now: they differ when it was moved.
    """

    obligation = models.ForeignKey(Obligation, on_delete=models.CASCADE, related_name="dues")
    year = models.PositiveSmallIntegerField(_("år"), default=0)  # 0: once
    planned = models.DateField(_("enligt överenskommelsen"), null=True)
    day = models.DateField(_("senast"), null=True)
    delivered_on = models.DateField(_("lämnat"), null=True, blank=True)
    delivered = models.TextField(_("vad som lämnades"), blank=True)
    file = models.ForeignKey(
        Attachment, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    received_on = models.DateField(_("mottaget"), null=True, blank=True)
    received_by = models.CharField(_("mottaget av (funktion)"), max_length=200, blank=True)
    edition = models.PositiveIntegerField(default=1)

    objects = DueQuerySet.as_manager()

    class Meta:
        verbose_name = _("leverans")
        verbose_name_plural = _("leveranser")
        ordering = ["day", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["obligation", "year"], name="due_once"),
            models.CheckConstraint(
                condition=Q(received_on__isnull=True) | Q(delivered_on__isnull=False),
                name="due_received_is_delivered",
            ),
        ]
        indexes = [models.Index(fields=["day"], name="due_day")]

    def __str__(self) -> str:
        title = self.obligation.title
        return f"{title} {self.year}" if self.year else title

    def get_absolute_url(self) -> str:
        return reverse("agreements:due", args=[self.pk])

    @property
    def authority_id(self) -> int:
        return self.obligation.agreement.authority_id

    @property
    def is_moved(self) -> bool:
        return self.day != self.planned

    def is_late(self, on: dt.date | None = None) -> bool:
        """Past its day; what is delivered is late when it came after it."""
        return self.day is not None and self.day < (self.delivered_on or on or today())

    def is_soon(self, on: dt.date | None = None) -> bool:
        on = on or today()
        return self.day is not None and on <= self.day <= on + SOON


class Move(models.Model):
    """A day that was moved: from, to, and why. The earlier day is never lost."""

    due = models.ForeignKey(Due, on_delete=models.CASCADE, related_name="moves")
    was = models.DateField(null=True)
    becomes = models.DateField()
    why = models.TextField(_("skäl"))
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("flyttat datum")
        verbose_name_plural = _("flyttade datum")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.was} → {self.becomes}"
