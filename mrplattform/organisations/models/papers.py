"""The Word template that an authority's documents are written in."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from mrplattform.core.models import Attachment
from mrplattform.organisations.models.tree import Organisation


class WordTemplate(models.Model):
    """The one without an end is in use; earlier ones can be taken up again."""

    authority = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="word_templates"
    )
    file = models.ForeignKey(Attachment, on_delete=models.PROTECT, related_name="+")
    began_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("Word-mall")
        verbose_name_plural = _("Word-mallar")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["authority"], condition=Q(ended_at__isnull=True), name="one_word_template"
            )
        ]

    def __str__(self) -> str:
        return self.file.name
