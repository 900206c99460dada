"""One vocabulary that tags everything, and what international bodies recommend Sweden."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from mrplattform.organisations.models import Organisation

ROLE_ICONS = {
    "role.society": "soc",
    "role.democracy": "dem",
    "role.welfare": "val",
    "role.employer": "arb",
}


class TopicQuerySet(models.QuerySet):
    def kind(self, kind: str):
        return self.filter(kind=kind)

    def current(self):
        """Those in use. A retired one still tags what it tagged."""
        return self.filter(retired=False)

    def visible_to(self, user):
        """The vocabulary is public; an authority's own topics are its own."""
        if not user.is_authenticated:
            return self.filter(authority__isnull=True)
        return self.filter(Q(authority__isnull=True) | Q(authority__in=user.standing.authority_ids))


class Topic(models.Model):
    """A word in the shared vocabulary: a role, a principle, a criterion, a right, an article …

    `key` is stable ("role.democracy", "crc.12"): files, links and trends use it.
    """

    class Kind(models.TextChoices):
        ROLE = "role", _("Roll")
        PRINCIPLE = "principle", _("Princip")
        CRITERION = "criterion", _("Kriterium")
        RIGHT = "right", _("Mänsklig rättighet")
        CLUSTER = "cluster", _("Område i barnkonventionen")
        ARTICLE = "article", _("Artikel i barnkonventionen")
        GROUND = "ground", _("Diskrimineringsgrund")
        GROUP = "group", _("Grupp som berörs")
        GOAL = "goal", _("Globalt mål")

    key = models.CharField(max_length=80, unique=True)
    kind = models.CharField(_("slag"), max_length=12, choices=Kind.choices)
    number = models.CharField(_("nummer"), max_length=10, blank=True)
    # {"sv": "…", "en": "…"}
    names = models.JSONField(_("namn"), default=dict)
    descriptions = models.JSONField(_("beskrivning"), default=dict)
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="children"
    )
    order = models.PositiveSmallIntegerField(default=0)
    # Where the wording comes from, and whose it is: never shown as somebody else's.
    source = models.CharField(_("källa"), max_length=300, blank=True)
    wording_note = models.CharField(_("om texten"), max_length=300, blank=True)
    authority = models.ForeignKey(Organisation, null=True, blank=True, on_delete=models.CASCADE)
    retired = models.BooleanField(_("används inte längre"), default=False)
    links = models.ManyToManyField("self", through="TopicLink", symmetrical=False)

    objects = TopicQuerySet.as_manager()

    class Meta:
        ordering = ["order", "key"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("rights:topic", args=[self.key])

    @property
    def name(self) -> str:
        return localized(self.names)

    @property
    def full_name(self) -> str:
        """With its number, as people refer to it: 'D4 Barn och unga …', 'Artikel 12: Bli hörd …'."""
        form = NUMBERED.get(self.kind)
        return form % {"number": self.number, "name": self.name} if form else self.name

    @property
    def description(self) -> str:
        return localized(self.descriptions)

    @property
    def icon(self) -> str:
        """The sign of a role (core/_sprite.html); other kinds have none."""
        return ROLE_ICONS.get(self.key, "")


NUMBERED: dict[str, Any] = {
    Topic.Kind.CRITERION: _("%(number)s %(name)s"),
    Topic.Kind.RIGHT: _("Artikel %(number)s: %(name)s"),
    Topic.Kind.ARTICLE: _("Artikel %(number)s: %(name)s"),
    Topic.Kind.GOAL: _("Mål %(number)s: %(name)s"),
}


class TopicLink(models.Model):
    """One topic bears on another. Directed: that A suggests B does not make B suggest A."""

    class Strength(models.IntegerChoices):
        WEAK = 1, _("Svag")
        CLEAR = 2, _("Tydlig")
        STRONG = 3, _("Stark")

    from_topic = models.ForeignKey(Topic, on_delete=models.CASCADE, related_name="links_out")
    to_topic = models.ForeignKey(Topic, on_delete=models.CASCADE, related_name="links_in")
    strength = models.PositiveSmallIntegerField(choices=Strength.choices, default=Strength.CLEAR)
    note = models.CharField(max_length=300, blank=True)
    source = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["from_topic", "to_topic"], name="topic_link_once")
        ]

    def __str__(self) -> str:
        return f"{self.from_topic} → {self.to_topic}"


class ReviewBody(models.Model):
    """An international body that reviews Sweden."""

    key = models.CharField(max_length=20, unique=True)
    name = models.CharField(_("namn"), max_length=200)
    instrument = models.CharField(_("bevakar"), max_length=200, blank=True)
    # The newest document that we have seen ourselves; newer ones may exist.
    latest = models.CharField(_("senaste kända dokument"), max_length=200, blank=True)
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class RecommendationQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.all()  # public by nature


class Recommendation(models.Model):
    """What a body asked of Sweden, in our own words, with how sure we are of it."""

    class Standing(models.TextChoices):
        AS_SOURCED = "as_sourced", _("Återgiven efter källan")
        VERIFY = "verify", _("Ska kontrolleras mot originalet")

    class Reach(models.TextChoices):
        LOCAL = "local", _("Rör kommuner och regioner direkt")
        INDIRECT = "indirect", _("Rör kommuner och regioner indirekt")
        STATE = "state", _("Rör bara staten")

    key = models.CharField(max_length=80, unique=True)
    body = models.ForeignKey(
        ReviewBody,
        verbose_name=_("granskningsorgan"),
        on_delete=models.PROTECT,
        related_name="recommendations",
    )
    year = models.PositiveSmallIntegerField(_("år"))
    document = models.CharField(_("dokument"), max_length=80, blank=True)
    paragraph = models.CharField(_("punkt"), max_length=20, blank=True)
    text = models.TextField(_("i korthet"))
    standing = models.CharField(
        _("hur säker texten är"), max_length=12, choices=Standing.choices, default=Standing.VERIFY
    )
    reach = models.CharField(
        _("räckvidd"), max_length=10, choices=Reach.choices, default=Reach.INDIRECT
    )
    # Our judgement of the reach; a municipality may make its own.
    reach_why = models.CharField(_("varför"), max_length=300, blank=True)
    source = models.CharField(_("källa"), max_length=300)
    order = models.PositiveSmallIntegerField(default=0)
    topics = models.ManyToManyField(Topic, blank=True, related_name="recommendations")

    objects = RecommendationQuerySet.as_manager()

    class Meta:
        ordering = ["body__name", "year", "order", "key"]

    def __str__(self) -> str:
        return self.text

    def get_absolute_url(self) -> str:
        return reverse("rights:recommendation", args=[self.key])


def localized(texts: dict[str, str]) -> str:
    """The text in the reader's language, else Swedish, else any."""
    if not texts:
        return ""
    return texts.get((get_language() or "sv")[:2]) or texts.get("sv") or next(iter(texts.values()))
