"""Choosing what a finding rests on without listing every answer: places (a section or a question)
and units are ticked apart, and each place with each unit becomes one basis.

What is chosen is written as one word, "17|s1|||" (round, section, question, unit, theme), so that a
form can carry it from press to press without anything being saved.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from mrplattform.assessments.basis.grounds import Grounds
from mrplattform.assessments.models import Basis, Coding, Round, Theme
from mrplattform.core.sorting import swedish
from mrplattform.organisations.models import Organisation
from mrplattform.questions.models import Question, Section
from mrplattform.questions.reading import by_section

MOST_BASES = 60
MOST_UNITS = 30  # more are found by searching
MOST_THEMES = 100
WHOLE = "allt"


def written(basis: Basis) -> str:
    return "|".join("" if part is None else str(part) for part in basis.place)


def read(word: str) -> Basis | None:
    """The basis that the word stands for, unsaved and unchecked; None for anything else."""
    parts = word.split("|")
    if len(parts) != len(Basis().place):
        return None
    round, section, question, unit, theme = parts
    numbers = [round, unit, theme]
    if any(one and not one.isdecimal() for one in numbers) or not (round or theme):
        return None
    round_pk, unit_pk, theme_pk = (int(one) if one else None for one in numbers)
    return Basis(
        round_id=round_pk,
        section_key=section,
        question_key=question,
        organisation_id=unit_pk,
        theme_id=theme_pk,
    )


@dataclass
class Wish:
    """What the form says: chosen before, ticked now, searched for."""

    chosen: Sequence[str] = ()
    places: Sequence[str] = ()
    units: Sequence[str] = ()
    themes: Sequence[str] = ()
    search: str = ""

    @classmethod
    def posted(cls, data) -> Wish:
        return cls(
            data.getlist("bases"),
            data.getlist("place"),
            data.getlist("unit"),
            data.getlist("theme"),
            data.get("picker_search", "").strip(),
        )


@dataclass(frozen=True)
class SectionPick:
    """A section with its questions: (question, is it ticked)."""

    section: Section
    questions: list[tuple[Question, bool]]
    is_ticked: bool
    is_open: bool


class Picker:
    """`round` is the one whose places are offered; bases of other rounds stay chosen. While one
    searches, what is ticked stays ticked; otherwise it is chosen."""

    def __init__(self, user, wish: Wish, round: Round | None, *, searching: bool = False):
        self.user = user
        self.wish = wish
        self.round = round
        self.searching = searching

    # --- What was chosen ---------------------------------------------------------------------------

    @cached_property
    def bases(self) -> list[Basis]:
        """Chosen before and ticked now, each once, in words when the reader may know them."""
        found = [one for word in self.wish.chosen if (one := read(word))]
        found += [] if self.searching else self._ticked
        return list({one.place: one for one in _with_names(found)}.values())

    @property
    def _ticked(self) -> list[Basis]:
        themes = [Basis(round=None, theme_id=int(pk)) for pk in self.wish.themes if pk.isdecimal()]
        if self.round is None:
            return themes
        units = [int(pk) for pk in self.wish.units if pk.isdecimal()]
        places = self.wish.places or ([WHOLE] if units else [])
        return themes + [
            Basis(round=self.round, organisation_id=unit, **_keys(place))
            for place in places
            for unit in units or [None]
        ]

    def checked(self) -> list[Basis]:
        """The bases, when all of them may be used; or a ValidationError."""
        if len(self.bases) > MOST_BASES:
            raise ValidationError(_("Välj högst %d underlag. Ta hellre hela avsnitt.") % MOST_BASES)
        if not all(self._may_use(one) for one in self.bases):
            raise ValidationError(_("Ett av underlagen finns inte längre. Välj igen."))
        return self.bases

    def _may_use(self, basis: Basis) -> bool:
        if basis.theme_id:
            return basis.theme_id in self._themes
        round = self.grounds.rounds.get(basis.round_id)
        if round is None or (round.is_anonymous and basis.organisation_id):
            return False
        section, question, unit = basis.section_key, basis.question_key, basis.organisation_id
        return (
            (not question or (round.version_id, question) in self.grounds.questions)
            and (not section or (round.version_id, section) in self.grounds.sections)
            and (unit is None or (basis.round_id, unit) in self._asked)
        )

    @cached_property
    def _themes(self) -> set[int]:
        pks = {one.theme_id for one in self.bases if one.theme_id}
        seen = Theme.objects.filter(pk__in=pks, coding__in=Coding.objects.visible_to(self.user))
        return set(seen.values_list("pk", flat=True)) if pks else set()

    @cached_property
    def _asked(self) -> set[tuple[int, int]]:
        """Which rounds asked which of the chosen units."""
        units = {one.organisation_id for one in self.bases if one.organisation_id}
        rows = Organisation.objects.filter(pk__in=units, assessments__round__in=self.grounds.rounds)
        return set(rows.values_list("assessments__round", "pk")) if units else set()

    @cached_property
    def grounds(self) -> Grounds:
        return Grounds(self.user, self.bases, rounds=self.rounds)

    @property
    def chosen(self) -> list[tuple[str, str]]:
        """(word, in words) of what is chosen."""
        return [(written(one), self.grounds.words(one)) for one in self.bases if _is_known(one)]

    # --- What can be chosen ------------------------------------------------------------------------

    @cached_property
    def rounds(self) -> list[Round]:
        return list(Round.objects.visible_to(self.user).opened())

    @cached_property
    def sections(self) -> list[SectionPick]:
        """The round's sections with their questions; the searched for only, when something is."""
        if self.round is None:
            return []
        questions = Question.objects.filter(version=self.round.version_id)
        questions = list(questions.select_related("section").order_by("order"))
        wanted = {one.pk for one in questions if self._is_wanted(one)}
        if not self.wish.search or not wanted:  # who looks for a unit still needs the questions
            wanted = None
        found = [self._section(section, rows, wanted) for section, rows in by_section(questions)]
        return [one for one in found if one.questions or one.is_ticked]

    def _section(
        self, section: Section, rows: list[Question], wanted: set[int] | None
    ) -> SectionPick:
        whole = self._is_ticked("s", section.key)
        ticked = [(one, self._is_ticked("q", one.key)) for one in rows]
        kept = [(one, tick) for one, tick in ticked if tick or wanted is None or one.pk in wanted]
        is_open = whole or wanted is not None or any(tick for _one, tick in kept)
        return SectionPick(section, kept, whole, is_open)

    def _is_ticked(self, kind: str, key: str) -> bool:
        return self.searching and f"{kind}:{key}" in self.wish.places

    def _is_wanted(self, question: Question) -> bool:
        words = f"{question.section.title}\n{question.key}\n{question.text}".casefold()
        return self.wish.search.casefold() in words

    @cached_property
    def units(self) -> list[tuple[Organisation, bool]]:
        """Those that the round asked, the first of them, and those that are ticked."""
        ticked = self._ticked_units
        kept = list(self._found_units.filter(pk__in=ticked)) if ticked else []
        rest = self._found_units.exclude(pk__in=ticked)
        found = list(rest.filter(name__icontains=self.wish.search)[:MOST_UNITS])
        return [(one, True) for one in kept] + [(one, False) for one in found]

    @property
    def has_more_units(self) -> bool:
        return len(self.units) - len(self._ticked_units) >= MOST_UNITS

    @property
    def _ticked_units(self) -> list[int]:
        if not self.searching:
            return []
        return [int(pk) for pk in self.wish.units if pk.isdecimal()]

    @property
    def _found_units(self):
        """Where nobody answers by name, nobody's answers can be pointed out."""
        if self.round is None or self.round.is_anonymous:
            return Organisation.objects.none()
        rows = Organisation.objects.filter(assessments__round=self.round)
        return rows.order_by(swedish("name"), "pk")

    @cached_property
    def themes(self) -> list[Theme]:
        """Of the codings that the person sees."""
        rows = Theme.objects.filter(coding__in=Coding.objects.visible_to(self.user))
        chosen = {one.theme_id for one in self.bases if one.theme_id}
        rows = rows.exclude(pk__in=chosen).select_related("coding")
        return list(rows.order_by("-coding", "order", "pk")[:MOST_THEMES])


def _is_known(basis: Basis) -> bool:
    """Its unit and theme were found."""
    names = [name for name in ("organisation", "theme") if getattr(basis, f"{name}_id")]
    return all(Basis._meta.get_field(name).is_cached(basis) for name in names)


def _keys(place: str) -> dict[str, str]:
    """ "s:KEY" is a section, "q:KEY" a question, WHOLE all of the round."""
    kind, _colon, key = place.partition(":")
    return {"section_key": key} if kind == "s" else {"question_key": key} if kind == "q" else {}


def _with_names(bases: Iterable[Basis]) -> list[Basis]:
    """With organisation and theme at hand, in two questions to the database."""
    bases = list(bases)
    units = {one.organisation_id for one in bases if one.organisation_id}
    themes = {one.theme_id for one in bases if one.theme_id}
    by_unit = Organisation.objects.in_bulk(units) if units else {}
    by_theme = Theme.objects.select_related("coding").in_bulk(themes) if themes else {}
    for one in bases:
        if one.organisation_id in by_unit:
            one.organisation = by_unit[one.organisation_id]
        if one.theme_id in by_theme:
            one.theme = by_theme[one.theme_id]
            one.round_id = one.theme.coding.round_id
    return bases
