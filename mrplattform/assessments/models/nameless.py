"""Answers without names: who may answer is known, who answered what is not.

A ticket says that somebody may answer once, and later that it was used; a ballot is a sheet in the
box. Nothing leads from one to the other: no relation, no moment, no order. Ballots and their
sheets and answers have keys drawn at random below zero, so that they come in no order and do not
disturb the running keys of other rows; closing the round lays all of them in again, shuffled.
"""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from mrplattform.assessments.models.rounds import Round
from mrplattform.organisations.models import Organisation
from mrplattform.questions.models import AnswerSheet


class Ticket(models.Model):
    """The right to answer once. Neither when it was used nor for what is kept."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="tickets")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    # Whom its code was mailed to; forgotten when the round closes. Empty: it was printed.
    email = models.EmailField(blank=True)
    code_hash = models.CharField(max_length=64, unique=True)
    used = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("svarskod")
        verbose_name_plural = _("svarskoder")
        indexes = [models.Index(fields=["round", "organisation"], name="ticket_round")]

    def __str__(self) -> str:
        return f"{self.round}: {self.organisation}"


class Ballot(models.Model):
    """A sheet in a round where nobody answers by name. Its key is the sheet's, drawn at random."""

    sheet = models.OneToOneField(
        AnswerSheet, primary_key=True, on_delete=models.CASCADE, related_name="ballot"
    )
    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="ballots")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    # As the unit was when the round closed: were its kind changed afterwards, the difference
    # between the two pictures would be the unit's own answers.
    unit_kind = models.CharField(max_length=20, choices=Organisation.Kind.choices, blank=True)

    class Meta:
        verbose_name = _("svar utan namn")
        verbose_name_plural = _("svar utan namn")
        indexes = [models.Index(fields=["round", "organisation"], name="ballot_round")]

    def __str__(self) -> str:
        return f"{self.round}: {self.organisation}"


class LiveSession(models.Model):
    """A round answered together in a meeting: the phones in the room, the result on the screen."""

    round = models.OneToOneField(Round, on_delete=models.CASCADE, related_name="live")
    # What the phones type; empty when the meeting is over.
    code = models.CharField(max_length=8, blank=True)
    # The question that the room has before it, and those whose answers are on the screen.
    question_key = models.CharField(max_length=80, blank=True)
    shown = models.JSONField(default=list)

    class Meta:
        verbose_name = _("möte")
        verbose_name_plural = _("möten")
        constraints = [
            models.UniqueConstraint(
                fields=["code"], condition=~models.Q(code=""), name="live_code_once"
            )
        ]

    def __str__(self) -> str:
        return str(self.round)
