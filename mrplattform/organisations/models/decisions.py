"""One object for everything that is adopted, whoever adopts it and whatever it is."""

from __future__ import annotations

import hashlib
import json

from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from mrplattform.core.models import Attachment
from mrplattform.organisations.models.tree import Organisation


class Locked(Exception):
    """Somebody tried to change what was adopted. A new decision is the way."""


class RetentionRuleQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(authority_id__in=user.standing.authority_ids)


class RetentionRule(models.Model):
    """How long a kind of record is kept, by the authority's own document plan."""

    class Covers(models.TextChoices):
        """What the rule is for. Decisions name theirs; the others are discarded by it in groups."""

        DECISIONS = "decisions", _("Beslut som har regeln")
        ANSWERS = "answers", _("Svar i stängda kartläggningar")
        REMOVED = "removed", _("Borttagna slutsatser, insatser, plandelar och utkast")

    authority = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="retention_rules"
    )
    covers = models.CharField(
        _("gäller"), max_length=10, choices=Covers.choices, default=Covers.DECISIONS
    )
    name = models.CharField(_("handlingstyp"), max_length=120)
    # No number means kept for ever (bevaras).
    years = models.PositiveSmallIntegerField(_("gallras efter år"), null=True, blank=True)
    reference = models.CharField(_("stöd i plan eller beslut"), max_length=200, blank=True)

    objects = RetentionRuleQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["authority", "name"], name="retention_rule_once")
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def time(self) -> str:
        """'Bevaras', 'Gallras efter 10 år'."""
        if self.years is None:
            return str(_("Bevaras"))
        return ngettext("Gallras efter %(n)s år", "Gallras efter %(n)s år", self.years) % {
            "n": self.years
        }


class DecisionQuerySet(models.QuerySet):
    def visible_to(self, user):
        """A public decision is open to everyone signed in; a restricted one to its authority."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(
            Q(access=Decision.Access.PUBLIC) | Q(authority_id__in=user.standing.authority_ids)
        )

    def update(self, **values):
        if set(values) - Decision.OPEN_FIELDS:
            raise Locked(f"A decision keeps its {', '.join(values)}")
        return super().update(**values)

    def delete(self):
        raise Locked("Decisions are kept; the retention rule says how long")


class Decision(models.Model):
    """What was decided, by which body, when, under which paragraph, with a locked copy of it.

    Saved once; afterwards only OPEN_FIELDS may change: what the registrar learns later, and how
    long it is kept.
    """

    OPEN_FIELDS = frozenset(
        {
            "paragraph",
            "registry_number",
            "access",
            "secrecy_ground",
            "retention",
            "discard_after",
            "copy_file",
        }
    )

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

    def save(self, *args, **kwargs):
        if self.pk and not self._state.adding:
            wanted = kwargs.get("update_fields")
            kwargs["update_fields"] = set(self.OPEN_FIELDS if wanted is None else wanted)
            if kwargs["update_fields"] - self.OPEN_FIELDS or self._has_moved():
                raise Locked(f"Decision {self.pk} is locked")
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return reverse("organisations:decision", args=[self.pk])

    def delete(self, *args, **kwargs):
        raise Locked("Decisions are kept; the retention rule says how long")

    @property
    def sealed(self) -> str:
        """Everything that was adopted, in one way of writing: what the hash is counted on."""
        document = {
            "body": self.body_id,
            "day": str(self.day),
            "title": self.title,
            "wording": self.wording,
            "copy": self.copy,
        }
        return json.dumps(document, ensure_ascii=False, sort_keys=True, separators=(",", ":"))

    @property
    def seal(self) -> str:
        return hashlib.sha256(self.sealed.encode()).hexdigest()

    @property
    def is_unbroken(self) -> bool:
        """Does the copy still read as it did at the decision?"""
        return self.seal == self.copy_sha256

    def _has_moved(self) -> bool:
        names = [
            field.attname
            for field in self._meta.concrete_fields
            if field.name not in self.OPEN_FIELDS
        ]
        stored = type(self).objects.filter(pk=self.pk).values(*names).first()
        return stored != {name: getattr(self, name) for name in names}
