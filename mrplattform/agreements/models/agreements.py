"""Agreements between parties: who, for how long, on what decision, and what they follow."""

from __future__ import annotations

import datetime as dt

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from mrplattform.core.dates import period, today
from mrplattform.core.models import Attachment
from mrplattform.organisations.models import Circle, Function, Organisation, Role
from mrplattform.organisations.visibility import seen_by
from mrplattform.rights.models import Topic

# Those who keep an authority's agreements.
KEEPERS = (Role.STRATEGIST, Role.NATIONAL_COORDINATOR, Role.NETWORK_COORDINATOR)


class AgreementQuerySet(models.QuerySet):
    def of_circle(self, user):
        """By their circle; who answers for one reads it whatever its circle."""
        seen = seen_by(user, Agreement, unit="authority")
        if not user.is_authenticated:
            return self.filter(seen)
        standing = user.standing
        led = standing.authorities_as(*KEEPERS)
        return self.filter(seen | Q(authority_id__in=led) | Q(owner_id__in=standing.function_ids))

    def visible_to(self, user):
        return self.of_circle(user).current()

    def current(self):
        return self.filter(removed_at__isnull=True)

    def removed(self):
        return self.filter(removed_at__isnull=False)

    def in_force(self, on: dt.date | None = None):
        """Those that are not over."""
        return self.filter(Q(ends__isnull=True) | Q(ends__gte=on or today()))


class Agreement(models.Model):
    class Kind(models.TextChoices):
        NATIONAL = "national", _("Överenskommelse med staten")
        PARTNERSHIP = "partnership", _("Partnerskap mellan kommuner")
        CIVIL_SOCIETY = "iop", _("Idéburet offentligt partnerskap")
        PROGRAMME = "programme", _("Program med en organisation")
        ABROAD = "abroad", _("Samarbete med en kommun utomlands")

    class Relation(models.TextChoices):
        CONTINUES = "continues", _("Fortsätter en tidigare överenskommelse")
        EXTENDS = "extends", _("Förlänger en överenskommelse")
        AMENDS = "amends", _("Ändrar en överenskommelse")

    # Whose record it is.
    authority = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="agreements")
    kind = models.CharField(_("slag"), max_length=12, choices=Kind.choices)
    title = models.CharField(_("namn"), max_length=200)
    aim = models.TextField(_("mål"), blank=True)
    registry_number = models.CharField(_("diarienummer"), max_length=60, blank=True)
    deciding_body = models.CharField(_("beslutat av"), max_length=200, blank=True)
    signed_on = models.DateField(_("undertecknad"), null=True, blank=True)
    starts = models.DateField(_("gäller från"), null=True, blank=True)
    ends = models.DateField(_("gäller till och med"), null=True, blank=True)
    # The agreement's own words, when it names no days: "under åren 2014–2017".
    period_words = models.CharField(_("tiden i ord"), max_length=150, blank=True)
    follows = models.ForeignKey(
        "self",
        verbose_name=_("bygger på"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="followed_by",
    )
    relation = models.CharField(
        _("hur den hör ihop"), max_length=10, choices=Relation.choices, blank=True
    )
    what_changed = models.TextField(_("vad som är nytt"), blank=True)
    # A record of somebody else's agreement is told, but nobody here ticks off its deliveries.
    is_followed = models.BooleanField(_("följ leveranserna här"), default=True)
    owner = models.ForeignKey(
        Function,
        verbose_name=_("ansvarig funktion"),
        on_delete=models.PROTECT,
        related_name="agreements",
    )
    circle = models.CharField(
        _("vilka som får läsa"), max_length=12, choices=Circle.choices, default=Circle.AUTHORITY
    )
    topics = models.ManyToManyField(
        Topic, verbose_name=_("ämnen"), blank=True, related_name="agreements"
    )
    removed_at = models.DateTimeField(_("borttagen"), null=True, editable=False)
    edition = models.PositiveIntegerField(default=1)

    objects = AgreementQuerySet.as_manager()

    class Meta:
        verbose_name = _("överenskommelse")
        verbose_name_plural = _("överenskommelser")
        ordering = ["-ends", "-starts", "title"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends__isnull=True) | Q(ends__gte=F("starts")),
                name="agreement_ends_after_start",
            )
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("agreements:agreement", args=[self.pk])

    @property
    def key(self) -> str:
        return f"agreement:{self.pk}"

    @property
    def period(self) -> str:
        """When it holds, in its own words when it has some."""
        if self.period_words:
            return self.period_words
        if self.ends is None:
            return _now("%(day)s, tills vidare") % {"day": period(self.starts, None).strip(" –")}
        return period(self.starts, self.ends)

    def is_over(self, on: dt.date | None = None) -> bool:
        return self.ends is not None and self.ends < (on or today())


class AgreementPartQuerySet(models.QuerySet):
    def current(self):
        return self.filter(removed_at__isnull=True)

    def removed(self):
        return self.filter(removed_at__isnull=False)

    def visible_to(self, user):
        return self.current().filter(agreement__in=Agreement.objects.visible_to(user))


class AgreementPart(models.Model):
    """What stands in an agreement and is open to whoever may read it."""

    SLUG = ""
    agreement_id: int

    edition = models.PositiveIntegerField(default=1)
    removed_at = models.DateTimeField(_("borttagen"), null=True, editable=False)

    objects = AgreementPartQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["pk"]

    def get_absolute_url(self) -> str:
        return f"{reverse('agreements:agreement', args=[self.agreement_id])}#{self.SLUG}-{self.pk}"

    @property
    def authority_id(self) -> int:
        """Whose history it belongs to."""
        return self.agreement.authority_id  # type: ignore[attr-defined]


class Party(AgreementPart):
    """One of those who agree, and the function that signed. Never a person's name."""

    SLUG = "parter"

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="parties")
    name = models.CharField(_("part"), max_length=150)
    signatory = models.CharField(_("undertecknad av (funktion)"), max_length=150, blank=True)
    organisation = models.ForeignKey(
        Organisation,
        verbose_name=_("i registret"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    class Meta(AgreementPart.Meta):
        verbose_name = _("part")
        verbose_name_plural = _("parter")

    def __str__(self) -> str:
        return self.name


class Stage(AgreementPart):
    """A part that is carried out in its own time."""

    SLUG = "delar"

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="stages")
    title = models.CharField(_("del"), max_length=150)
    text = models.TextField(_("vad den innehåller"), blank=True)
    starts = models.DateField(_("från"), null=True, blank=True)
    ends = models.DateField(_("till och med"), null=True, blank=True)

    class Meta(AgreementPart.Meta):
        verbose_name = _("del")
        verbose_name_plural = _("delar")

    def __str__(self) -> str:
        return self.title


class Paper(models.Model):
    """A document of the agreement: the signed text, a decision, a report."""

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="papers")
    title = models.CharField(_("vad det är"), max_length=150)
    day = models.DateField(_("daterat"), null=True, blank=True)
    file = models.ForeignKey(Attachment, on_delete=models.PROTECT, related_name="+")
    removed_at = models.DateTimeField(_("borttagen"), null=True, editable=False)

    objects = AgreementPartQuerySet.as_manager()

    class Meta:
        verbose_name = _("handling")
        verbose_name_plural = _("handlingar")
        ordering = ["day", "pk"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("agreements:agreement", args=[self.agreement_id])

    @property
    def authority_id(self) -> int:
        return self.agreement.authority_id
