"""What the answers mean, in words."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from mrplattform.assessments.models.coding import Theme
from mrplattform.assessments.models.rounds import Round
from mrplattform.organisations.models import Circle, Organisation
from mrplattform.organisations.visibility import seen_by
from mrplattform.questions.models import Answer
from mrplattform.rights.models import Topic


class FindingQuerySet(models.QuerySet):
    def visible_to(self, user):
        if not user.is_authenticated:
            return self.none()
        return self.filter(seen_by(user, Finding, unit="authority"), removed_at__isnull=True)

    def of_round(self, round: Round):
        """Written of it, or resting on what was answered there."""
        bases = Basis.objects.filter(round=round).values("finding")
        return self.filter(Q(round=round) | Q(pk__in=bases))

    def about(self, round: Round, questions):
        """Resting on the answers to some of these questions of the round."""
        keys = {one.key for one in questions}
        sections = {one.section.key for one in questions}
        place = Q(question_key__in=keys) | Q(question_key="", section_key__in=sections)
        bases = Basis.objects.filter(place, round=round).values("finding")
        answers = Finding.answers.through.objects.filter(
            answer__question__in=[one.pk for one in questions],
            answer__sheet__assessment__round=round,
        )
        return self.filter(Q(pk__in=bases) | Q(pk__in=answers.values("finding")))


class Finding(models.Model):
    """A strength, a gap or a need that the answers show, and why it matters."""

    class Kind(models.TextChoices):
        STRENGTH = "strength", _("Styrka")
        GAP = "gap", _("Brist")
        NEED = "need", _("Behov")

    class Weight(models.IntegerChoices):
        MINOR = 1, _("Mindre allvarligt")
        SERIOUS = 2, _("Allvarligt")
        URGENT = 3, _("Mycket allvarligt")

    authority = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="findings")
    round = models.ForeignKey(
        Round,
        verbose_name=_("kartläggning"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="findings",
    )
    kind = models.CharField(_("slag"), max_length=10, choices=Kind.choices)
    title = models.CharField(_("slutsats i en mening"), max_length=200)
    text = models.TextField(_("beskrivning"), blank=True)
    weight = models.PositiveSmallIntegerField(
        _("hur allvarligt"), choices=Weight.choices, default=Weight.SERIOUS
    )
    why = models.TextField(_("varför det är allvarligt"), blank=True)
    heard = models.TextField(_("vilka som har blivit hörda"), blank=True)
    topics = models.ManyToManyField(
        Topic, verbose_name=_("vad det handlar om"), blank=True, related_name="findings"
    )
    answers = models.ManyToManyField(
        Answer, verbose_name=_("svaren bakom"), blank=True, related_name="findings"
    )
    circle = models.CharField(
        _("vem som får läsa"),
        max_length=12,
        choices=Circle.choices,
        default=Circle.AUTHORITY,
    )
    edition = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(auto_now_add=True)
    removed_at = models.DateTimeField(_("borttagen"), null=True)

    objects = FindingQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        indexes = [models.Index(fields=["authority", "-id"], name="finding_authority")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("assessments:finding", args=[self.pk])

    @property
    def weight_words(self) -> str:
        """How serious a gap or a need is; how much a strength is worth keeping."""
        if self.kind == self.Kind.STRENGTH:
            return str(WORTH_KEEPING[self.weight])
        return self.get_weight_display()

    @property
    def key(self) -> str:
        """How later apps name it when it is the reason for something."""
        return f"finding:{self.pk}"


class Basis(models.Model):
    """What a finding rests on when the answers are too many to point out one by one: all of a
    round's answers to a question or a section, of one unit or of all; or a theme in what was
    written."""

    finding = models.ForeignKey(Finding, on_delete=models.CASCADE, related_name="bases")
    # Nothing for a theme in texts that came from elsewhere.
    round = models.ForeignKey(Round, null=True, on_delete=models.PROTECT, related_name="bases")
    section_key = models.CharField(max_length=80, blank=True)
    question_key = models.CharField(max_length=80, blank=True)
    organisation = models.ForeignKey(
        Organisation, null=True, on_delete=models.PROTECT, related_name="+"
    )
    theme = models.ForeignKey(Theme, null=True, on_delete=models.PROTECT, related_name="bases")

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.round} {self.section_key}{self.question_key}"

    @property
    def place(self) -> tuple:
        """What it points at: two of the same place are the same."""
        keys = (self.section_key, self.question_key)
        return (self.round_id, *keys, self.organisation_id, self.theme_id)


WORTH_KEEPING = {
    Finding.Weight.MINOR: _("Bra att bevara"),
    Finding.Weight.SERIOUS: _("Viktigt att bevara"),
    Finding.Weight.URGENT: _("Mycket viktigt att bevara"),
}
