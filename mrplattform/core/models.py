"""What every app leans on: deeds done, files kept, mail sent, jobs under way. No domain nouns."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.translation import gettext_lazy as _


class DeedQuerySet(models.QuerySet):
    def about(self, thing: models.Model) -> DeedQuerySet:
        """All that was done with one thing, newest first."""
        kind = ContentType.objects.get_for_model(thing)
        return self.filter(content_type=kind, object_id=str(thing.pk)).order_by("-pk")


class Deed(models.Model):
    """Something somebody did with a thing: who, what, when, why, and the values that changed.

    Written by core.history.record and never changed. `scope` is the authority that the thing
    belongs to, as a bare number: this row knows no organisations.
    """

    at = models.DateTimeField(_("när"), auto_now_add=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("av"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    # As it read then; cleared when a person is erased. The function stays.
    by_name = models.CharField(max_length=200, blank=True)
    by_function = models.CharField(max_length=300, blank=True)
    verb = models.CharField(_("gjorde"), max_length=60)
    why = models.TextField(_("skäl"), blank=True)
    changes = models.JSONField(default=dict, help_text="{field: [before, after]}")
    content_type = models.ForeignKey(ContentType, on_delete=models.PROTECT, related_name="+")
    object_id = models.CharField(max_length=40)
    thing = GenericForeignKey()
    scope = models.BigIntegerField(null=True)

    objects = DeedQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["content_type", "object_id", "-id"], name="deed_about"),
            models.Index(fields=["scope", "-id"], name="deed_scope"),
        ]

    def __str__(self) -> str:
        return f"{self.by_name} {self.verb}"


def attachment_path(attachment: Attachment, name: str) -> str:
    """Stored under a random name: the original one may carry anything."""
    key = uuid.uuid4().hex
    return f"{key[:2]}/{key}"


class Attachment(models.Model):
    """A checked file. Who may read it is asked of the thing it hangs on."""

    file = models.FileField(upload_to=attachment_path)
    name = models.CharField(_("filnamn"), max_length=255)
    content_type = models.CharField(max_length=120)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    def __str__(self) -> str:
        return self.name


class Letter(models.Model):
    """A mail to send or sent. `key` says what it is for, so that a job run twice sends it once."""

    class State(models.TextChoices):
        QUEUED = "queued", _("I kö")
        SENDING = "sending", _("Skickas")
        SENT = "sent", _("Skickat")
        FAILED = "failed", _("Gick inte att skicka")

    key = models.CharField(max_length=200, unique=True)
    to = models.EmailField(_("till"))
    subject = models.CharField(_("ämne"), max_length=250)
    text = models.TextField(_("text"))
    html = models.TextField(blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.QUEUED)
    created_at = models.DateTimeField(auto_now_add=True)
    taken_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)
    error = models.TextField(blank=True)

    class Meta:
        indexes = [models.Index(fields=["state", "created_at"], name="letter_state")]

    def __str__(self) -> str:
        return f"{self.subject} → {self.to}"


class DemoMail(models.Model):
    """Mail that the demo mode shows on a page instead of sending."""

    at = models.DateTimeField(auto_now_add=True)
    to = models.CharField(max_length=500)
    subject = models.CharField(max_length=250)
    text = models.TextField()

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.subject


class Job(models.Model):
    """Long work that somebody waits for: its progress, its outcome, its file.

    `key` names the work; while a job with the same key is waiting or running, asking again gives
    that job. A job can be retried: what it does must not double when done twice.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("Väntar")
        RUNNING = "running", _("Pågår")
        DONE = "done", _("Klart")
        FAILED = "failed", _("Gick inte")

    key = models.CharField(max_length=200)
    work = models.CharField(max_length=200, help_text="dotted path of the function that does it")
    arguments = models.JSONField(default=dict)
    title = models.CharField(max_length=250)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.CASCADE, related_name="+"
    )
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    step = models.CharField(max_length=250, blank=True)
    message = models.TextField(blank=True)
    result = models.ForeignKey(Attachment, null=True, on_delete=models.SET_NULL, related_name="+")
    # Where the page sends the person when the work is done.
    address = models.CharField(max_length=500, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    created_at = models.DateTimeField(auto_now_add=True)
    started_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["key"],
                condition=models.Q(state__in=["waiting", "running"]),
                name="job_one_at_a_time",
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_open(self) -> bool:
        return self.state in (self.State.WAITING, self.State.RUNNING)
