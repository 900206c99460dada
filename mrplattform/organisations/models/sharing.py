"""Five circles of visibility, and shares that open one thing to one other."""

from __future__ import annotations

from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.translation import gettext_lazy as _

from mrplattform.organisations.models.time import Dated, DatedQuerySet


class Circle(models.TextChoices):
    """Who may read, from closed to open. Closed by default: each model starts at UNIT or AUTHORITY."""

    UNIT = "unit", _("Den egna enheten")
    AUTHORITY = "authority", _("Den egna organisationen")
    SHARED = "shared", _("De som vi har delat med")
    SIGNED_IN = "signed_in", _("Alla som är inloggade")
    PUBLIC = "public", _("Alla")


class Share(Dated):
    """This thing is open to that organisation, function or group, from one day to another."""

    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE)
    object_id = models.PositiveBigIntegerField()
    thing = GenericForeignKey()
    authority = models.ForeignKey(
        "organisations.Organisation", on_delete=models.CASCADE, related_name="shares_given"
    )
    to_organisation = models.ForeignKey(
        "organisations.Organisation", null=True, on_delete=models.CASCADE, related_name="shares"
    )
    to_function = models.ForeignKey(
        "organisations.Function", null=True, on_delete=models.CASCADE, related_name="shares"
    )
    to_group = models.ForeignKey(
        "organisations.Group", null=True, on_delete=models.CASCADE, related_name="shares"
    )
    by = models.ForeignKey(
        "organisations.Person", null=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects = DatedQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["content_type", "object_id"], name="share_thing")]

    def __str__(self) -> str:
        return f"{self.thing} → {self.to_organisation or self.to_function or self.to_group}"
