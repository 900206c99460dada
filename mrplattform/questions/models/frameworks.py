"""Frameworks are data: a file that a municipality can read, change, import and share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from mrplattform.organisations.models import Organisation, Role
from mrplattform.rights.models import Topic, localized

# Who may make and change frameworks for their own authority.
EDITORS = (Role.STRATEGIST, Role.NATIONAL_COORDINATOR)


class Frozen(Exception):
    """A published version was about to change. Make a new version instead."""


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
        """Everyone's own library, and what the authority has made for itself."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(Q(authority__isnull=True) | Q(authority__in=user.standing.authority_ids))


class Framework(models.Model):
    """A set of questions through all its versions. Without an authority it is everyone's."""

    key = models.SlugField(max_length=80)
    authority = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="frameworks"
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


class FrozenQuerySet(models.QuerySet):
    """Refuses the ways round save() and delete() for what belongs to a published version."""

    version, state = "version_id", "version__state"

    def update(self, **values):
        self._refuse_frozen()
        return super().update(**values)  # no history: a guard, the caller records

    def delete(self):
        self._refuse_frozen()
        return super().delete()  # no history: a guard, the caller records

    def bulk_create(self, objs, *args, **kwargs):
        objs = list(objs)
        self._refuse_frozen_versions(objs)
        return super().bulk_create(objs, *args, **kwargs)  # no history: a guard

    def bulk_update(self, objs, *args, **kwargs):
        objs = list(objs)
        self._refuse_frozen_versions(objs)
        return super().bulk_update(objs, *args, **kwargs)  # no history: a guard

    def _refuse_frozen_versions(self, objs) -> None:
        refuse_frozen({getattr(one, self.version) for one in objs})

    def _refuse_frozen(self) -> None:
        frozen = self.exclude(**{self.state: FrameworkVersion.State.DRAFT}).first()
        if frozen:
            raise Frozen(frozen)


class VersionQuerySet(FrozenQuerySet):
    version, state = "pk", "state"

    def visible_to(self, user):
        """Drafts, and those put away, are for those who write them."""
        visible = self.filter(framework__in=Framework.objects.visible_to(user))
        if not user.is_authenticated:
            return visible
        own = user.standing.authorities_as(*EDITORS)
        return visible.filter(Q(state__in=FrameworkVersion.OUT) | Q(authority__in=own))

    def published(self):
        return self.filter(state=FrameworkVersion.State.PUBLISHED)

    def in_use(self):
        """The newest version of each framework, unless it was taken out of use."""
        newer = FrameworkVersion.objects.filter(
            framework=models.OuterRef("framework"),
            number__gt=models.OuterRef("number"),
            state__in=FrameworkVersion.OUT,
        )
        return self.published().filter(~models.Exists(newer), framework__retired_at__isnull=True)


class FrameworkVersion(models.Model):
    """Never changes once published. `source_text` is the YAML it was loaded from, word for word."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Utkast")
        PUBLISHED = "published", _("Publicerad")
        RETIRED = "retired", _("Tagen ur bruk")
        REMOVED = "removed", _("Borttaget utkast")

    MOVES: dict[str, list[str]] = {
        State.DRAFT: [State.PUBLISHED, State.REMOVED],
        State.PUBLISHED: [State.RETIRED],
        State.RETIRED: [State.PUBLISHED],
        State.REMOVED: [State.DRAFT],
    }
    # What others than its writers see: it has been published.
    OUT = (State.PUBLISHED, State.RETIRED)

    framework = models.ForeignKey(Framework, on_delete=models.PROTECT, related_name="versions")
    authority = models.ForeignKey(Organisation, null=True, blank=True, on_delete=models.PROTECT)
    number = models.PositiveSmallIntegerField(_("version"))
    state = models.CharField(_("läge"), max_length=10, choices=State.choices, default=State.DRAFT)
    titles = models.JSONField(_("namn"), default=dict)
    intros = models.JSONField(default=dict)
    source = models.CharField(_("källa"), max_length=300, blank=True)
    wording_note = models.CharField(_("om texten"), max_length=300, blank=True)
    source_text = models.TextField(blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    published_at = models.DateTimeField(_("publicerad"), null=True)
    # What the draft was copied from, what is new in it, and how often it has been changed.
    based_on = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    news = models.TextField(_("vad som är nytt"), blank=True)
    edition = models.PositiveIntegerField(default=1)

    objects = VersionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["framework", "number"], name="framework_version_number")
        ]
        ordering = ["framework", "-number"]

    def __str__(self) -> str:
        return f"{self.title} ({self.number})"

    def save(self, *args, **kwargs):
        """What is published keeps every word; only its state may move on."""
        stored = self._stored_state()
        if stored and stored != self.State.DRAFT:
            only_state = set(kwargs.get("update_fields") or ["*"]) == {"state"}
            if not only_state or self.state not in [stored, *self.MOVES[stored]]:
                raise Frozen(self)
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return reverse("questions:version", args=[self.pk])

    def delete(self, *args, **kwargs):
        refuse_frozen([self.pk])
        return super().delete(*args, **kwargs)

    def _stored_state(self) -> str | None:
        """As the database has it now, whatever this copy of the row believes."""
        rows = FrameworkVersion.objects.filter(pk=self.pk)
        return rows.values_list("state", flat=True).first() if self.pk else None

    @property
    def title(self) -> str:
        return localized(self.titles)

    @property
    def intro(self) -> str:
        return localized(self.intros)

    @property
    def languages(self) -> list[str]:
        """The languages of all its texts, Swedish first: those that it has a title in."""
        return sorted({"sv", *self.titles}, key=lambda code: (code != "sv", code))


def refuse_frozen(version_ids) -> None:
    """Stop unless all these versions are drafts in the database."""
    versions = FrameworkVersion.objects.filter(pk__in=version_ids)
    frozen = versions.exclude(state=FrameworkVersion.State.DRAFT).first()
    if frozen:
        raise Frozen(frozen)


class Part(models.Model):
    """A section or a question: it can be changed as long as its version is a draft."""

    version_id: int

    objects = FrozenQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        refuse_frozen([self.version_id])
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        refuse_frozen([self.version_id])
        return super().delete(*args, **kwargs)


class Section(Part):
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


@dataclass(frozen=True)
class Option:
    """One described level or one choice, in the reader's language."""

    value: Any
    label: str
    description: str


class Question(Part):
    """One question of a version. `key` carries it, and its trend, across versions."""

    version = models.ForeignKey(
        FrameworkVersion, on_delete=models.CASCADE, related_name="questions"
    )
    section = models.ForeignKey(Section, on_delete=models.CASCADE, related_name="questions")
    key = models.CharField(max_length=80)
    order = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=10, choices=Kind.choices)
    texts = models.JSONField(default=dict)
    # One line under the question.
    hints = models.JSONField(default=dict)
    # What is meant and which right it is about, opened on demand.
    helps = models.JSONField(default=dict)
    required = models.BooleanField(default=False)
    allow_unknown = models.BooleanField(default=True)
    allow_not_applicable = models.BooleanField(default=False)
    # level: [{"value": 0, "label": {…}, "description": {…}}]; choice, several: the same, values as text
    options = models.JSONField(default=list)
    unit = models.CharField(max_length=30, blank=True)
    # number and money (in kronor): the value; text: characters; several: how many may be chosen
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
    def hint(self) -> str:
        return localized(self.hints)

    @property
    def help(self) -> str:
        return localized(self.helps)

    @property
    def choices(self) -> list[Option]:
        return [
            Option(
                option["value"],
                localized(option.get("label", {})),
                localized(option.get("description", {})),
            )
            for option in self.options
        ]

    @property
    def shown_topics(self) -> list[Topic]:
        """The role and principle over the question: the section's, else its own."""
        return list(self.section.topics.all()) or list(self.topics.all())

    def label_of(self, value) -> str:
        """What an option is called; the bare value when the version has no such option."""
        return next((one.label for one in self.choices if one.value == value), str(value))
