"""Bases in words, to one reader."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mrplattform.assessments.basis.counted import NO, YES, Counted, Tally
from mrplattform.assessments.basis.themed import Themed
from mrplattform.assessments.models import Basis, Finding, Quote, Round
from mrplattform.core.models import Deed
from mrplattform.questions.models import Kind, Question

WRITTEN = ("finding_written", "finding_changed")
MOST_NAMED = 2  # of more values that tie, none is the most common


@dataclass
class Ground:
    """One basis as it is shown."""

    basis: Basis
    words: str
    count: str = ""
    url: str = ""
    changed: int = 0
    hidden: int = 0
    quotes: list[Quote] = field(default_factory=list)

    def __str__(self) -> str:
        return f"{self.words}: {self.count}" if self.count else self.words


def written_at(finding: Finding, deeds: Iterable[Deed]) -> dt.datetime:
    """When somebody last said what the answers mean; what came after that is news to it."""
    said = (deed.at for deed in deeds if deed.verb in WRITTEN)  # the newest first
    return next(said, finding.created_at)


class Grounds:
    """Bases come with their organisation and theme at hand (`with_all_that_is_said`). `rounds` are
    those that the reader sees, when they are read already; `also` names more that are asked for."""

    def __init__(
        self,
        user,
        bases: Iterable[Basis],
        since: dt.datetime | None = None,
        *,
        rounds: Iterable[Round] | None = None,
        also: Iterable[int] = (),
    ):
        self.user = user
        self.bases = list(bases)
        self.since = since
        self._given = rounds
        self._also = set(also)

    @property
    def shown(self) -> list[Ground]:
        return [self.describe(one) for one in self.bases if self.may_see(one)]

    @property
    def unseen(self) -> int:
        """How many bases stand in rounds that the reader does not see."""
        return sum(not self.may_see(one) for one in self.bases)

    def may_see(self, basis: Basis) -> bool:
        return bool(basis.theme_id) or basis.round_id in self.rounds

    def describe(self, basis: Basis) -> Ground:
        ground = Ground(basis, self.words(basis))
        if basis.theme_id:
            self._describe_theme(ground)
        elif self.rounds[basis.round_id].is_anonymous:
            ground.url = self._url(basis)
            ground.count = self._few(basis) or self._count(basis, self._counted.nameless(basis))
        else:
            tally = self._counted.named(basis)
            ground.url = self._url(basis)
            ground.count = self._count(basis, tally)
            ground.changed, ground.hidden = tally.changed, tally.hidden
        return ground

    # --- Words -----------------------------------------------------------------------------------

    def words(self, basis: Basis) -> str:
        """'Alla svar på ”Barn hörs” i Plattformen 2026'."""
        if basis.theme_id:
            said = {"theme": basis.theme, "coding": basis.theme.coding}
            return _("Temat %(theme)s i %(coding)s") % said
        if not self.may_see(basis):
            return _("Svar i en kartläggning som du inte ser")
        said = {"place": self._place(basis), "round": self.rounds[basis.round_id]}
        if basis.organisation_id:
            said["unit"] = basis.organisation
            return _("Svaren från %(unit)s %(place)s %(round)s") % said
        return _("Alla svar %(place)s %(round)s") % said

    def _place(self, basis: Basis) -> str:
        version = self.rounds[basis.round_id].version_id
        if basis.question_key:
            question = self.questions.get((version, basis.question_key))
            return _("på ”%s” i") % (question.text if question else basis.question_key)
        if basis.section_key:
            section = self.sections.get((version, basis.section_key))
            return _("i avsnittet %s i") % (section.title if section else basis.section_key)
        return _("i")

    def _count(self, basis: Basis, tally: Tally) -> str:
        """'13 svar, mest Påbörjat'."""
        words = ngettext("ett svar", "%(count)d svar", tally.total) % {"count": tally.total}
        named = [self._label(basis, value) for value in tally.most_common]
        if not 0 < len(named) <= MOST_NAMED or not all(named):
            return words
        return _("%(count)s, mest %(level)s") % {"count": words, "level": _(" och ").join(named)}

    def _few(self, basis: Basis) -> str:
        if self._counted.nameless(basis).total:
            return ""
        closed = self.rounds[basis.round_id].is_closed
        return _("för få svar för att visa") if closed else _("visas när kartläggningen är stängd")

    def _label(self, basis: Basis, value: int | str) -> str:
        """The words of the scale; the questions of a section share theirs."""
        if value in (YES, NO):
            return _("Ja") if value == YES else _("Nej")
        version = self.rounds[basis.round_id].version_id
        for (where, key), question in self.questions.items():
            if where == version and question.kind == Kind.LEVEL and basis.question_key in ("", key):
                return question.label_of(value)
        return ""

    def _url(self, basis: Basis) -> str:
        round = self.rounds[basis.round_id]
        question = self.questions.get((round.version_id, basis.question_key))
        key = question.section.key if question else basis.section_key
        if not key or round.is_anonymous:
            return round.results_url
        return reverse("assessments:section", args=[round.pk, key])

    def _describe_theme(self, ground: Ground) -> None:
        theme = ground.basis.theme_id
        texts, read = self._themed.counts(theme)
        ground.count = _("%(texts)d av %(read)d lästa texter") % {"texts": texts, "read": read}
        ground.quotes = self._themed.quotes(theme)
        if self._themed.may_open(theme):
            ground.url = ground.basis.theme.get_absolute_url()

    # --- What is read ----------------------------------------------------------------------------

    @cached_property
    def rounds(self) -> dict[int, Round]:
        """Those behind the bases whose results the reader sees."""
        pks = {one.round_id for one in self.bases if one.round_id and not one.theme_id}
        pks |= self._also
        if self._given is not None:
            return {one.pk: one for one in self._given if one.pk in pks}
        rows = Round.objects.visible_to(self.user).opened().filter(pk__in=pks) if pks else []
        return {one.pk: one for one in rows}

    @cached_property
    def questions(self) -> dict[tuple[int, str], Question]:
        versions = {one.version_id for one in self.rounds.values()}
        rows = Question.objects.filter(version__in=versions).select_related("section")
        return {(one.version_id, one.key): one for one in rows} if versions else {}

    @cached_property
    def sections(self):
        return {(one.version_id, one.section.key): one.section for one in self.questions.values()}

    @cached_property
    def _counted(self) -> Counted:
        return Counted(self.user, self.bases, self.rounds, self.since)

    @cached_property
    def _themed(self) -> Themed:
        return Themed(self.user, self.bases)


def with_all_that_is_said(bases):
    """What the words of a basis need besides rounds and questions."""
    return bases.select_related("organisation", "theme__coding")
