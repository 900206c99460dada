"""Answer sheets: what was answered, by whom, with what evidence. Knows nothing of why it was asked."""

from __future__ import annotations

import secrets
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from mrplattform.core.models import Attachment
from mrplattform.organisations.models import Function, Organisation, Role
from mrplattform.questions.models.frameworks import FrameworkVersion, Kind, Question


def random_key() -> int:
    """A primary key for what nobody may trace: below zero, so that it comes in no order and leaves
    the running keys of other rows alone."""
    return -secrets.randbelow(2**62) - 1


class AnswerSheetQuerySet(models.QuerySet):
    def visible_to(self, user):
        """One's own units', all of the authority for its strategist and auditors, and what is
        shared. While it is being written (not locked) it is for the unit, those who report and
        approve over it, the strategist, and those it is shared with. An anonymous sheet is nobody's to read: only sums of
        many are ever shown."""
        if not user.is_authenticated:
            return self.none()
        standing = user.standing
        writes = (
            Q(authority_id__in=standing.authorities_as(Role.STRATEGIST))
            | Q(organisation_id__in={one.organisation_id for one in standing.functions})
            | Q(organisation_id__in=standing.units_as(Role.REPORTER, Role.MANAGER))
            | Q(pk__in=standing.shared_ids(AnswerSheet))
        )
        reads = Q(authority_id__in=standing.authorities_as(Role.AUDITOR)) | Q(
            organisation_id__in=standing.unit_ids
        )
        return self.filter(writes | (reads & Q(locked=True)), anonymous=False)


class AnswerSheet(models.Model):
    """One organisation's answers to one version. Locked, it can only be read."""

    version = models.ForeignKey(FrameworkVersion, on_delete=models.PROTECT, related_name="sheets")
    authority = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="sheets")
    # The day whose situation it describes; movement compares sheets by it.
    day = models.DateField(_("avser läget"))
    locked = models.BooleanField(_("låst"), default=False)
    anonymous = models.BooleanField(default=False)
    # Keys of questions that this organisation is not asked; most sheets ask all.
    left_out = models.JSONField(default=list)

    objects = AnswerSheetQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["organisation", "-day"], name="sheet_organisation"),
            models.Index(fields=["authority", "-day"], name="sheet_authority"),
        ]

    def __str__(self) -> str:
        return f"{self.version} – {self.organisation}"


class NamedHistory(HistoricalRecords):
    """Earlier values with who and when; never of an anonymous sheet, whoever saves it and how."""

    def create_historical_record(self, instance, history_type, using=None):
        if not instance.sheet.anonymous:
            super().create_historical_record(instance, history_type, using)


class Answer(models.Model):
    """One answer. Just one of the value columns is used, by the question's kind.

    `edition` grows with each save: who saves on top of another's edition is asked to choose.
    """

    class State(models.TextChoices):
        ANSWERED = "answered", _("Besvarad")
        UNKNOWN = "unknown", _("Vet ej")
        NOT_APPLICABLE = "not_applicable", _("Inte aktuellt")

    sheet = models.ForeignKey(AnswerSheet, on_delete=models.CASCADE, related_name="answers")
    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="answers")
    authority = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(_("svar"), max_length=15, choices=State.choices)
    level = models.PositiveSmallIntegerField(null=True)
    yes = models.BooleanField(null=True)
    number = models.DecimalField(max_digits=18, decimal_places=4, null=True)
    ore = models.BigIntegerField(_("belopp i öre"), null=True)
    date = models.DateField(null=True)
    choices = models.JSONField(null=True)
    text = models.TextField(blank=True)
    # Why this answer; or why "vet ej" or "inte aktuellt".
    comment = models.TextField(_("motivering"), blank=True)
    edition = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField(null=True)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    changed_as = models.ForeignKey(Function, null=True, on_delete=models.SET_NULL, related_name="+")
    # The one history of answers, with every earlier value; no deeds beside it (1.2 million rows).
    history = NamedHistory(excluded_fields=["authority"])

    class Meta:
        verbose_name = _("svar")
        verbose_name_plural = _("svar")
        constraints = [models.UniqueConstraint(fields=["sheet", "question"], name="answer_once")]
        indexes = [models.Index(fields=["authority", "question"], name="answer_authority")]

    # Who the history names; set by the services before saving.
    _history_user: Any

    def __str__(self) -> str:
        return f"{self.question_id}: {self.state}"

    # The column that holds the value, by the question's kind.
    COLUMNS: dict[str, str] = {
        Kind.LEVEL: "level",
        Kind.YES_NO: "yes",
        Kind.NUMBER: "number",
        Kind.MONEY: "ore",
        Kind.DATE: "date",
        Kind.CHOICE: "choices",
        Kind.SEVERAL: "choices",
        Kind.TEXT: "text",
    }

    @property
    def value(self):
        """The value as Python keeps it for the question's kind; None when there is none."""
        if self.state != self.State.ANSWERED:
            return None
        kind = self.question.kind
        stored = getattr(self, self.COLUMNS[kind])
        if kind == Kind.CHOICE:
            return stored[0] if stored else None
        return stored


class EvidenceQuerySet(models.QuerySet):
    def current(self):
        return self.filter(removed_at__isnull=True)

    def visible_to(self, user):
        return self.current().filter(answer__sheet__in=AnswerSheet.objects.visible_to(user))


class Evidence(models.Model):
    """What an answer rests on: a file or a link, with what it shows."""

    answer = models.ForeignKey(Answer, on_delete=models.CASCADE, related_name="evidence")
    title = models.CharField(_("vad underlaget visar"), max_length=200)
    attachment = models.ForeignKey(Attachment, null=True, on_delete=models.PROTECT)
    link = models.URLField(_("länk"), max_length=500, blank=True)
    at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    removed_at = models.DateTimeField(null=True)

    objects = EvidenceQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return self.link or reverse("questions:evidence", args=[self.pk])
