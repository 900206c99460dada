"""A file that somebody reads in: tried first, then done, and what it did."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from mrplattform.core.models import Attachment
from mrplattform.organisations.models.tree import Organisation, Reorganisation


class ImportQuerySet(models.QuerySet):
    def visible_to(self, user):
        """A file that is tried belongs to the one who sent it; what was read in, to the authority.

        An administrator may read files in for any authority, but sees only their own.
        """
        if not user.is_authenticated:
            return self.none()
        theirs = models.Q(authority_id__in=user.standing.authority_ids, done_at__isnull=False)
        return self.filter(models.Q(by=user) | theirs)


class Import(models.Model):
    class Kind(models.TextChoices):
        TREE = "tree", _("Enheter")
        HOLDERS = "holders", _("Innehavare")

    authority = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="imports")
    kind = models.CharField(_("slag"), max_length=10, choices=Kind.choices)
    name = models.CharField(_("fil"), max_length=255)
    # Thrown away once it is read in: it may hold names and addresses.
    file = models.ForeignKey(Attachment, null=True, on_delete=models.SET_NULL, related_name="+")
    day = models.DateField(_("gäller från och med"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    at = models.DateTimeField(auto_now_add=True)
    done_at = models.DateTimeField(_("inläst"), null=True)
    # How many of each: new, renamed, moved, unchanged.
    outcome = models.JSONField(default=dict)
    reorganisation = models.ForeignKey(
        Reorganisation, null=True, on_delete=models.SET_NULL, related_name="imports"
    )

    objects = ImportQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("organisations:import", args=[self.pk])
