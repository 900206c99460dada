"""The one index: what can be found, by whom, about what, when. Filled from each app's catalogue."""

from __future__ import annotations

from django.contrib.contenttypes.models import ContentType
from django.db import models


class Entry(models.Model):
    """One findable thing. A hit is asked of the thing's own visible_to before it is shown."""

    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE)
    object_id = models.PositiveBigIntegerField()
    title = models.CharField(max_length=300)
    text = models.TextField(blank=True)
    # Words reduced to their Swedish base forms: the same search answers on both databases.
    lemmas = models.TextField(blank=True)
    address = models.CharField(max_length=300)
    authority_id = models.BigIntegerField(null=True)
    circle = models.CharField(max_length=12)
    topics = models.JSONField(default=list)
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


class IndexMark(models.Model):
    """How far into the history the index has been read."""

    last_deed = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return str(self.last_deed)
