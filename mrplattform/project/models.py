"""The one index, filled from each app's catalogue; the year that comes again; how a person is reminded."""

from __future__ import annotations

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from mrplattform.organisations.models import Function, Organisation
from mrplattform.organisations.models.people import TokenManager


class Entry(models.Model):
    """One findable thing. A hit is asked of the thing's own visible_to before it is shown.

    The full-text index beside this table (migration 0002) follows it by itself: triggers on
    SQLite, a generated column on PostgreSQL. On SQLite a migration that alters this table makes it
    anew and so must create the triggers again; tests/test_search.py tells when one forgot.
    """

    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE, related_name="+")
    object_id = models.PositiveBigIntegerField()
    title = models.CharField(max_length=300)
    text = models.TextField(blank=True)
    # The same with Swedish base forms added: what is searched, alike on both databases.
    title_words = models.TextField(blank=True)
    words = models.TextField(blank=True)
    address = models.CharField(max_length=300)
    authority_id = models.BigIntegerField(null=True)
    circle = models.CharField(max_length=12)
    day = models.DateField(null=True)
    ends = models.DateField(null=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["content_type", "object_id"], name="entry_once")
        ]
        indexes = [
            models.Index(fields=["authority_id", "day"], name="entry_authority"),
            # What is open to many is few: found by this before any text is read.
            models.Index(fields=["circle"], name="entry_circle"),
        ]

    def __str__(self) -> str:
        return self.title


class EntryTopic(models.Model):
    """An entry is about a topic, by the topic's stable key ("role.democracy", "crc.12")."""

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="tags")
    key = models.CharField(max_length=80)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["entry", "key"], name="entry_topic_once")]
        indexes = [models.Index(fields=["key", "entry"], name="entry_topic_key")]

    def __str__(self) -> str:
        return self.key


class IndexMark(models.Model):
    """How far into the history the index has been read; there is one row."""

    last_deed = models.BigIntegerField(default=0)
    # When everything was last gone through, which mends what the history could not tell.
    gone_through_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return str(self.last_deed)


# --- The year --------------------------------------------------------------------------------


class YearStepQuerySet(models.QuerySet):
    def visible_to(self, user):
        if not user.is_authenticated:
            return self.none()
        return self.filter(authority_id__in=user.standing.authority_ids)


MONTH = [MinValueValidator(1), MaxValueValidator(12)]
DAY = [MinValueValidator(1), MaxValueValidator(31)]


class YearStep(models.Model):
    """A step that comes every year: the budget, the interim report, the committees' reports. The
    human-rights work is put beside the ordinary steering year, not in a year of its own."""

    class Track(models.TextChoices):
        FOLLOW_UP = "follow_up", _("Uppföljning")
        STEERING = "steering", _("Styrning")
        TOGETHER = "together", _("Samverkan")

    authority = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    title = models.CharField(_("steg"), max_length=120)
    track = models.CharField(_("spår"), max_length=10, choices=Track.choices)
    from_month = models.PositiveSmallIntegerField(_("från månad"), validators=MONTH)
    from_day = models.PositiveSmallIntegerField(_("från dag"), validators=DAY, default=1)
    to_month = models.PositiveSmallIntegerField(_("till månad"), validators=MONTH)
    to_day = models.PositiveSmallIntegerField(_("till dag"), validators=DAY, default=31)
    what = models.TextField(_("vad som ska in då"), blank=True)
    owner = models.ForeignKey(
        Function,
        verbose_name=_("ansvarig funktion"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    edition = models.PositiveIntegerField(default=1)

    objects = YearStepQuerySet.as_manager()

    class Meta:
        verbose_name = _("steg i årshjulet")
        verbose_name_plural = _("steg i årshjulet")
        ordering = ["from_month", "from_day", "pk"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return f"{reverse('project:year')}#steg-{self.pk}"


# --- A person's own calendar and reminders -------------------------------------------------------


class Scope(models.TextChoices):
    """Whose dated things: one's own functions', the unit's, the whole authority's."""

    MINE = "mine", _("Mitt")
    UNIT = "unit", _("Min enhet")
    AUTHORITY = "authority", _("Hela organisationen")


class CalendarLink(models.Model):
    """A secret address that a calendar reads. Only its hash is kept; it can be taken back."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="calendar_links"
    )
    scope = models.CharField(max_length=10, choices=Scope.choices, default=Scope.MINE)
    token_hash = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField(auto_now_add=True)
    read_on = models.DateField(_("senast hämtad"), null=True)
    revoked_at = models.DateTimeField(null=True)

    objects = TokenManager()

    class Meta:
        verbose_name = _("kalenderlänk")
        verbose_name_plural = _("kalenderlänkar")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.person}: {self.scope}"


class ReminderWish(models.Model):
    """How a person wants to be reminded. Without a row: once a week, a week before."""

    class Often(models.TextChoices):
        DAILY = "daily", _("Varje vardag när det finns något")
        WEEKLY = "weekly", _("Varje måndag när det finns något")
        NEVER = "never", _("Aldrig")

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="reminder_wish"
    )
    often = models.CharField(
        _("hur ofta"), max_length=10, choices=Often.choices, default=Often.WEEKLY
    )
    days_before = models.PositiveSmallIntegerField(_("dagar före"), default=7)

    def __str__(self) -> str:
        return f"{self.person}: {self.often}"
