"""The one index: what can be found, by whom, about what, when. Filled from each app's catalogue."""

from __future__ import annotations

from django.contrib.contenttypes.models import ContentType
from django.db import models


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
        indexes = [models.Index(fields=["authority_id", "day"], name="entry_authority")]

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
