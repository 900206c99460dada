"""Frameworks are data: a file that a municipality can read, change, import and share."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from mrplattform.organisations.models import Organisation
from mrplattform.rights.models import Topic, localized


class Kind(models.TextChoices):
    """How a question is answered."""

    LEVEL = "level", _("Beskriven nivå")
    YES_NO = "yes_no", _("Ja eller nej")
    NUMBER = "number", _("Tal")
    MONEY = "money", _("Belopp")
    DATE = "date", _("Datum")
    CHOICE = "choice", _("Ett val")
    SEVERAL = "several", _("Flera val")
    TEXT = "text", _("Text")


class FrameworkQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(Q(authority__isnull=True) | Q(authority__in=user.standing.authority_ids))


class Framework(models.Model):
    """A set of questions through all its versions. Without an authority it is everyone's."""

    key = models.SlugField(max_length=80)
    authority = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.CASCADE, related_name="frameworks"
    )
    retired_at = models.DateTimeField(null=True, blank=True)

    objects = FrameworkQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["key"], condition=Q(authority__isnull=True), name="framework_shared_key"
            ),
            models.UniqueConstraint(fields=["authority", "key"], name="framework_own_key"),
        ]

    def __str__(self) -> str:
        return self.key


class FrameworkVersion(models.Model):
    """Never changes once published. `source_text` is the YAML it was loaded from, word for word."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Utkast")
        PUBLISHED = "published", _("Publicerad")
        RETIRED = "retired", _("Tagen ur bruk")

    framework = models.ForeignKey(Framework, on_delete=models.CASCADE, related_name="versions")
    authority = models.ForeignKey(Organisation, null=True, blank=True, on_delete=models.CASCADE)
    number = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    titles = models.JSONField(default=dict)
    intros = models.JSONField(default=dict)
    source = models.CharField(max_length=300, blank=True)
    wording_note = models.CharField(max_length=300, blank=True)
    source_text = models.TextField(blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    published_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["framework", "number"], name="framework_version_number")
        ]
        ordering = ["framework", "-number"]

    def __str__(self) -> str:
        return f"{self.title} ({self.number})"

    @property
    def title(self) -> str:
        return localized(self.titles)

    @property
    def intro(self) -> str:
        return localized(self.intros)


class Section(models.Model):
    version = models.ForeignKey(FrameworkVersion, on_delete=models.CASCADE, related_name="sections")
    key = models.CharField(max_length=80)
    order = models.PositiveSmallIntegerField()
    titles = models.JSONField(default=dict)
    intros = models.JSONField(default=dict)
    topics = models.ManyToManyField(Topic, blank=True)

    class Meta:
        ordering = ["order"]
        constraints = [models.UniqueConstraint(fields=["version", "key"], name="section_key")]

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        return localized(self.titles)

    @property
    def intro(self) -> str:
        return localized(self.intros)


class Question(models.Model):
    """One question of a version. `key` carries it, and its trend, across versions."""

    version = models.ForeignKey(
        FrameworkVersion, on_delete=models.CASCADE, related_name="questions"
    )
    section = models.ForeignKey(Section, on_delete=models.CASCADE, related_name="questions")
    key = models.CharField(max_length=80)
    order = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=10, choices=Kind.choices)
    texts = models.JSONField(default=dict)
    helps = models.JSONField(default=dict)
    required = models.BooleanField(default=False)
    allow_unknown = models.BooleanField(default=True)
    allow_not_applicable = models.BooleanField(default=False)
    # level: [{"value": 0, "label": {…}, "description": {…}}]; choice, several: [{"value": "a", "label": {…}}]
    options = models.JSONField(default=list)
    unit = models.CharField(max_length=30, blank=True)
    minimum = models.DecimalField(max_digits=18, decimal_places=4, null=True)
    maximum = models.DecimalField(max_digits=18, decimal_places=4, null=True)
    # {"question": key, "is": value} or {"question": key, "in": [values]}; empty means always asked
    condition = models.JSONField(default=dict)
    # The claim rests on law: a level without evidence then says nothing of effect.
    law = models.CharField(max_length=200, blank=True)
    source = models.CharField(max_length=300, blank=True)
    wording_note = models.CharField(max_length=300, blank=True)
    topics = models.ManyToManyField(Topic, blank=True, related_name="questions")

    class Meta:
        ordering = ["order"]
        constraints = [models.UniqueConstraint(fields=["version", "key"], name="question_key")]
        indexes = [models.Index(fields=["key"], name="question_by_key")]

    def __str__(self) -> str:
        return self.text

    @property
    def text(self) -> str:
        return localized(self.texts)

    @property
    def help(self) -> str:
        return localized(self.helps)
