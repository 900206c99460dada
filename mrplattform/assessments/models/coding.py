"""Reading many texts together: themes, who put what where, and what may be quoted.

The texts are copied in by whoever needs them read (a round's free text, later a study's notes), in
no order, with nothing that tells who wrote them. `source` names where each came from for who may
already read it there; a text without a name behind it has none.
"""

from __future__ import annotations

import zlib

from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Mod
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from mrplattform.assessments.models.rounds import Round
from mrplattform.organisations.models import Function, Organisation, Role


class CodingQuerySet(models.QuerySet):
    def visible_to(self, user):
        """For those who code, and for who coordinates the work."""
        if not user.is_authenticated:
            return self.none()
        standing = user.standing
        return self.filter(
            Q(authority_id__in=standing.authorities_as(Role.STRATEGIST, Role.NATIONAL_COORDINATOR))
            | Q(first_id__in=standing.function_ids)
            | Q(second_id__in=standing.function_ids)
        )


class Coding(models.Model):
    """Some texts that one or two people sort into themes."""

    class State(models.TextChoices):
        OPEN = "open", _("Pågår")
        CLOSED = "closed", _("Klar")

    class Part(models.IntegerChoices):
        """One text in so many."""

        ALL = 1, _("Alla texter")
        HALF = 2, _("Varannan text, dragen slumpvis")
        QUARTER = 4, _("Var fjärde text, dragen slumpvis")
        EIGHTH = 8, _("Var åttonde text, dragen slumpvis")

    authority = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(_("namn"), max_length=200)
    purpose = models.TextField(_("vad ni vill veta"), blank=True)
    # Where the texts come from, when it is a round.
    round = models.ForeignKey(
        Round, null=True, blank=True, on_delete=models.PROTECT, related_name="codings"
    )
    question_keys = models.JSONField(default=list)
    first = models.ForeignKey(
        Function, verbose_name=_("kodar"), on_delete=models.PROTECT, related_name="+"
    )
    # A second reader, who reads some or all of the texts without seeing what the first chose.
    second = models.ForeignKey(
        Function,
        verbose_name=_("kodar också"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    # The second reads every text, every other one …: texts come in an order drawn at random, so that
    # these are drawn at random too, and stay the same.
    second_reads = models.PositiveSmallIntegerField(
        _("hur mycket den andra läser"), choices=Part.choices, default=Part.ALL
    )
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    edition = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = CodingQuerySet.as_manager()

    class Meta:
        verbose_name = _("kodning")
        verbose_name_plural = _("kodningar")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("assessments:coding", args=[self.pk])


class Theme(models.Model):
    coding = models.ForeignKey(Coding, on_delete=models.CASCADE, related_name="themes")
    name = models.CharField(_("tema"), max_length=120)
    meaning = models.TextField(_("vad som hör hit"), blank=True)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["order", "pk"]
        constraints = [models.UniqueConstraint(fields=["coding", "name"], name="theme_once")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("assessments:coding_theme", args=[self.pk])

    @property
    def edition(self) -> int:
        """Tells one wording from another, for two who change it at once."""
        return zlib.crc32(f"{self.name}\n{self.meaning}".encode())


class PassageQuerySet(models.QuerySet):
    def of(self, coding: Coding, reader: str):
        """Those that this reader reads."""
        if reader == Reading.Reader.SECOND:
            return self.shared(coding)
        return self.filter(coding=coding)

    def shared(self, coding: Coding):
        """Those that both read."""
        if not coding.second_id:
            return self.none()
        turn = Mod(F("place") - 1, Value(coding.second_reads))
        return self.filter(coding=coding).alias(turn=turn).filter(turn=0)


class Passage(models.Model):
    """One text to read."""

    coding = models.ForeignKey(Coding, on_delete=models.CASCADE, related_name="passages")
    # Drawn at random, so that the texts come in no order that tells of their writers.
    place = models.PositiveIntegerField()
    text = models.TextField()
    # "answer:17" for a text that has a name behind it; empty for one that has none.
    source = models.CharField(max_length=60, blank=True)
    # What both have agreed on, where they chose differently.
    settled = models.BooleanField(default=False)

    objects = PassageQuerySet.as_manager()

    class Meta:
        ordering = ["place"]
        constraints = [
            models.UniqueConstraint(
                fields=["coding", "source"], condition=~Q(source=""), name="passage_once"
            )
        ]

    def __str__(self) -> str:
        return self.text[:80]


class Reading(models.Model):
    """What one of the two saw in a text; no themes is an answer too."""

    class Reader(models.TextChoices):
        FIRST = "first", _("Första läsaren")
        SECOND = "second", _("Andra läsaren")
        BOTH = "both", _("Efter samtal")

    passage = models.ForeignKey(Passage, on_delete=models.CASCADE, related_name="readings")
    reader = models.CharField(max_length=6, choices=Reader.choices)
    themes = models.ManyToManyField(Theme, related_name="readings")
    at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["passage", "reader"], name="reading_once")]

    def __str__(self) -> str:
        return f"{self.passage_id}: {self.reader}"


class Quote(models.Model):
    """Words from a text as they may be shown: without what could tell who wrote them."""

    passage = models.ForeignKey(Passage, on_delete=models.CASCADE, related_name="quotes")
    theme = models.ForeignKey(Theme, null=True, on_delete=models.SET_NULL, related_name="quotes")
    text = models.TextField(_("citat"))
    at = models.DateTimeField(auto_now_add=True)
    removed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.text
