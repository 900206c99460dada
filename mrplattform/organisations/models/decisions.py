"""One object for everything that is adopted, whoever adopts it and whatever it is."""

from __future__ import annotations

from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from mrplattform.core.models import Attachment
from mrplattform.organisations.models.tree import Organisation


class RetentionRule(models.Model):
    """How long a kind of record is kept, by the authority's own document plan."""

    authority = models.ForeignKey(
        Organisation, null=True, on_delete=models.CASCADE, related_name="retention_rules"
    )
    name = models.CharField(_("handlingstyp"), max_length=120)
    # No number means kept for ever (bevaras).
    years = models.PositiveSmallIntegerField(_("gallras efter år"), null=True, blank=True)
    reference = models.CharField(_("stöd i plan eller beslut"), max_length=200, blank=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class DecisionQuerySet(models.QuerySet):
    def visible_to(self, user):
        """A public decision is open to everyone signed in; a restricted one to its authority."""
        return self.filter(
            Q(access=Decision.Access.PUBLIC) | Q(authority_id__in=user.standing.authority_ids)
        )


class Decision(models.Model):
    """What was decided, by which body, when, under which paragraph, with a locked copy of it."""

    class Access(models.TextChoices):
        PUBLIC = "public", _("Offentlig")
        RESTRICTED = "restricted", _("Omfattas helt eller delvis av sekretess")

    authority = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="decisions")
    body = models.ForeignKey(
        Organisation, verbose_name=_("beslutande organ"), on_delete=models.PROTECT, related_name="+"
    )
    day = models.DateField(_("beslutsdatum"))
    paragraph = models.CharField(_("paragraf"), max_length=20, blank=True)
    registry_number = models.CharField(_("diarienummer"), max_length=40, blank=True)
    title = models.CharField(_("ärende"), max_length=250)
    wording = models.TextField(_("beslut i ord"))
    content_type = models.ForeignKey(
        ContentType, null=True, on_delete=models.PROTECT, related_name="+"
    )
    object_id = models.PositiveBigIntegerField(null=True)
    thing = GenericForeignKey()
    # What was adopted, word for word, as it read that day; its hash proves that nothing moved.
    copy = models.JSONField(default=dict)
    copy_sha256 = models.CharField(max_length=64, blank=True)
    copy_file = models.ForeignKey(
        Attachment, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    access = models.CharField(
        _("offentlighet"), max_length=12, choices=Access.choices, default=Access.PUBLIC
    )
    secrecy_ground = models.CharField(_("sekretessgrund"), max_length=120, blank=True)
    retention = models.ForeignKey(RetentionRule, null=True, on_delete=models.PROTECT)
    discard_after = models.DateField(_("gallras tidigast"), null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = DecisionQuerySet.as_manager()

    class Meta:
        ordering = ["-day", "-pk"]
        indexes = [models.Index(fields=["content_type", "object_id"], name="decision_thing")]

    def __str__(self) -> str:
        paragraph = f" § {self.paragraph}" if self.paragraph else ""
        return f"{self.body.name}{paragraph}, {self.day}"
