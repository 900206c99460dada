"""Results for a group in a room: one section or question at a time, large enough to read together."""

from __future__ import annotations

from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode

from mrplattform.assessments import rules
from mrplattform.assessments.forms.results import EarlierFilter
from mrplattform.assessments.results.movement import MOST_UNITS, Movement
from mrplattform.assessments.results.reading import questions_of
from mrplattform.assessments.results.units import Units
from mrplattform.assessments.showing.matrices import level_labels
from mrplattform.assessments.showing.spreading import Lie, Lies
from mrplattform.assessments.showing.talking import Talk, moved_since, named
from mrplattform.assessments.views.result_pages import (
    earlier_rounds,
    find_whole,
    result_page,
    send_file,
    wants_file,
)
from mrplattform.assessments.views.spread import lie_rows, read_lies
from mrplattform.questions.reading import by_section

PLACE = ("avsnitt", "fraga", "alla", "format")


def meeting(request, pk):
    """?avsnitt= or ?fraga= is on the screen; ?alla=1 shows every section, for paper. Drafts are
    left out, also those that the one at the keyboard may see."""
    round = find_whole(request.user, pk)
    if round is None:
        return redirect("assessments:country", pk)
    units = Units(round, request.user, drafts=False)
    before = EarlierFilter(request.GET, earlier=earlier_rounds(request.user, round)).compared_with
    then = Units(before, request.user) if before else None
    questions = questions_of([before, round] if before else [round])
    lies = read_lies(units, then, questions)
    if wants_file(request):
        return send_file(request, round.title, units, lie_rows(lies))
    places = Places(request, lies)
    talks = _talks(lies.drawn(places.shown), units, then, questions)
    context = result_page(
        request,
        units,
        "meeting",
        places=places,
        talks=talks,
        not_ready=units.not_ready,
        not_ready_words=units.not_ready_words,
        everything=places.everything,
        since=before.opens.year if before else "",
        labels=sorted(lies.labels.items()),
        writes_on=reverse("assessments:finding_new"),
        may_write=rules.can_write_finding(request.user, round.authority_id),
    )
    return render(request, "assessments/meeting.html", context)


class Places:
    """The sections in order; within one, its questions. Where one is, what came before and comes."""

    def __init__(self, request, lies: Lies):
        self.params = request.GET
        self.lies = lies
        self.sections = by_section(lies.questions)
        self.everything = bool(request.GET.get("alla"))
        self.question = self._question(request.GET.get("fraga", ""))
        wanted = request.GET.get("avsnitt", "")
        found = [one for one, _rows in self.sections if one.key == wanted]
        if wanted and not found:
            raise Http404
        first = self.sections[0][0] if self.sections else None
        self.section = self.question.section if self.question else next(iter(found), first)

    def _question(self, key: str):
        found = next((one for one in self.lies.questions if one.key == key), None)
        if key and not found:
            raise Http404
        return found

    @property
    def shown(self) -> list[Lie]:
        if self.everything:
            return self.lies.sections
        if self.question:
            return self.lies.single([self.question])
        return [one for one in self.lies.sections if one.section.pk == self.section.pk]

    @property
    def questions(self) -> list[tuple[str, str]]:
        """Of the section on the screen: the text and the address of each."""
        rows = next((rows for one, rows in self.sections if one.pk == self.section.pk), [])
        return [(one.text, self._url(fraga=one.key)) for one in rows]

    @property
    def number(self) -> int:
        return self._steps.index(self._here) + 1

    @property
    def count(self) -> int:
        return len(self._steps)

    @property
    def previous(self) -> str:
        return self._beside(-1)

    @property
    def next(self) -> str:
        return self._beside(1)

    @property
    def whole_section(self) -> str:
        return self._url(avsnitt=self.section.key)

    @property
    def on_paper(self) -> str:
        return self._url(alla=1)

    @property
    def _steps(self) -> list[str]:
        if self.question:
            return [one.key for one in self.lies.questions]
        return [one.key for one, _rows in self.sections]

    @property
    def _here(self) -> str:
        return self.question.key if self.question else self.section.key

    def _beside(self, ahead: int) -> str:
        place = self._steps.index(self._here) + ahead
        if not 0 <= place < len(self._steps):
            return ""
        return self._url(**{"fraga" if self.question else "avsnitt": self._steps[place]})

    def _url(self, **place) -> str:
        kept = {name: value for name, value in self.params.items() if name not in PLACE}
        return "?" + urlencode(kept | place)


def _talks(drawn, units: Units, then: Units | None, questions) -> list[Talk]:
    """With names and movement, unless the units are more than a room can talk about."""
    if len(units.readable) > MOST_UNITS:
        return [Talk(lie, chart) for lie, chart in drawn]
    rounds = [then.round, units.round] if then else [units.round]
    movement = Movement(rounds, units.user, drafts=False)
    movement.questions = questions
    movement.asked = {
        (one.round_id, one.organisation_id): one
        for some in (then, units)
        if some
        for one in some.asked
    }
    step = movement.steps[-1] if movement.steps else None
    labels = level_labels(questions[units.round.pk])
    return [
        Talk(lie, chart, *named(movement, lie.questions, labels), moved_since(step, lie.questions))
        for lie, chart in drawn
    ]
