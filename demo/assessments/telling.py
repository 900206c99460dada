"""Letting a municipality's rounds happen, deed by deed, on their days."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone

from demo.assessments import answers
from demo.assessments.autumn import Autumn, Return
from demo.assessments.voice import FIRST_YEAR, Voice, told_by
from demo.clock import at, workday
from mrplattform.assessments.models import HANDED_IN, Assessment, Round
from mrplattform.assessments.services import approval, letters, rounds
from mrplattform.core.history import record
from mrplattform.core.models import Job
from mrplattform.organisations.models import Function, Organisation, Role
from mrplattform.questions.models import Answer, FrameworkVersion
from mrplattform.questions.services.sheets import lock

DAY = dt.timedelta(days=1)


class Telling:
    def __init__(self, authority: Organisation, version: FrameworkVersion, voice: Voice):
        self.authority, self.version, self.voice = authority, version, voice
        self.owner = authority.all_functions.filter(role=Role.STRATEGIST).order_by("pk").get()
        rows = list(version.questions.select_related("section").order_by("order"))
        self.questions = {one.key: one for one in rows}
        self.keys: dict[str, list[str]] = {}
        for question in rows:
            self.keys.setdefault(question.section.key, []).append(question.key)

    def tell(self, autumn: Autumn) -> Round:
        round = self._open(autumn)
        assessments = _assessments(round)
        self._answer(assessments, autumn)
        for assessment in assessments:
            name = assessment.organisation.name
            if name in autumn.more_time:
                self._give_time(assessment, autumn)
            if name not in autumn.never:
                self._hand_in(assessment, autumn)
        if autumn.closed:
            with at(autumn.closed):
                rounds.close(round, by=self.owner.holder(autumn.closed))
        return round

    # --- Opening ------------------------------------------------------------------------------

    def _open(self, autumn: Autumn) -> Round:
        by = self.owner.holder(autumn.opens)
        with at(autumn.opens - 14 * DAY):
            round = rounds.create_round(
                self.authority,
                by=by,
                owner=self.owner,
                version=self.version,
                title=autumn.title,
                purpose=autumn.purpose,
                opens=autumn.opens,
                closes=autumn.closes,
                remind_days=[7, 1],
                left_out=autumn.left_out,
            )
            choices = [self._choice(name, autumn.opens) for name in autumn.units]
            rounds.choose_units(round, choices, by=by)
        with at(autumn.opens, 8):
            round = rounds.open_round(round, by=by, on=autumn.opens)
            letters.send_invitations(Job.objects.order_by("-pk").first(), round.pk)
        return round

    def _choice(self, name: str, day: dt.date) -> rounds.Choice:
        unit = Organisation.objects.get(authority=self.authority, name=name)
        there = Function.objects.on(day).filter(organisation=unit)
        return rounds.Choice(
            unit, there.filter(role=Role.REPORTER).get(), there.filter(role=Role.MANAGER).get()
        )

    # --- Answering ----------------------------------------------------------------------------

    def _answer(self, assessments: list[Assessment], autumn: Autumn) -> None:
        rows: list[Answer] = []
        last_time = _last_time(assessments[0].round)
        for assessment in assessments:
            name = assessment.organisation.name
            last = _last_day(autumn, name)
            if last:
                given = self._given(name, autumn, assessment.sheet.left_out)
                span = (autumn.opens + 3 * DAY, last)
                before = last_time.get(assessment.organisation_id)
                rows += answers.written(assessment, given, self.questions, span, before)
        answers.save(rows)
        titles = {key: one.evidence for key, one in self.voice.words.CRITERIA.items()}
        answers.show_evidence(rows, titles, self.authority.name.lower())

    def _given(self, name: str, autumn: Autumn, left_out: list[str]) -> list:
        years = told_by(name, self.voice, self.keys, autumn.like.get(name, ""))
        given = years[autumn.year - FIRST_YEAR]
        return [one for key, one in given.items() if key not in left_out]

    # --- Handing in ---------------------------------------------------------------------------

    def _give_time(self, assessment: Assessment, autumn: Autumn) -> None:
        more = autumn.more_time[assessment.organisation.name]
        with at(more.on):
            by = self.owner.holder(more.on)
            rounds.extend_one(assessment, more.closes, by=by, why=more.why)

    def _hand_in(self, assessment: Assessment, autumn: Autumn) -> None:
        name = assessment.organisation.name
        day = _last_day(autumn, name)
        _submit(assessment, day)
        if name in autumn.unapproved:
            return
        if name in autumn.returns:
            day = self._put_right(assessment, day, autumn.returns[name])
        if day:
            day = workday(day + (1 + len(name) % 3) * DAY)
            with at(day, 9):
                approval.approve(assessment, by=assessment.approver.holder(day))

    def _put_right(self, assessment: Assessment, day: dt.date, back: Return) -> dt.date | None:
        """The day on which it was handed in again, if it has been."""
        day = workday(day + back.after * DAY)
        with at(day, 9):
            by = assessment.approver.holder(day)
            back_again = approval.send_back(assessment, by=by, why=back.why, about=back.about)
            assessment.state = back_again.state
        if not back.rewritten:
            return None
        day = workday(day + back.again * DAY)
        moment = timezone.make_aware(dt.datetime.combine(day, dt.time(13)))
        for answer in Answer.objects.filter(
            sheet=assessment.sheet, question__key__in=back.rewritten
        ).select_related("question", "sheet"):
            key = answer.question.key
            level = back.levels.get(key, answer.level)
            answers.change(answer, moment, comment=back.rewritten[key], level=level)
        _submit(assessment, day)
        return day


def _submit(assessment: Assessment, day: dt.date) -> None:
    """As approval.submit does it, without reading every question to see whether one is missing."""
    with at(day, 15):
        by = assessment.reporter.holder(day)
        lock(assessment.sheet, by=by)
        before, assessment.state = assessment.state, Assessment.State.SUBMITTED
        assessment.submitted_at = timezone.now()
        assessment.save(update_fields=["state", "submitted_at"])
        deed = record(by, "submitted", assessment, changes={"state": [before, assessment.state]})
        letters.tell_approver(assessment, deed)


def _last_day(autumn: Autumn, name: str) -> dt.date | None:
    """The day on which the unit handed in, or stopped writing."""
    if name in autumn.never:
        return autumn.never[name]
    if name in autumn.unapproved:
        return autumn.unapproved[name]
    if name in autumn.more_time:
        return autumn.more_time[name].closes - DAY
    days = autumn.first + autumn.pace * autumn.units.index(name)
    return workday(autumn.opens + days * DAY)


def _last_time(round: Round) -> dict[int, dt.date]:
    """{unit: the day of what it handed in the year before}"""
    earlier = Round.objects.earlier_than(round)[:1]
    rows = Assessment.objects.filter(round__in=list(earlier), state__in=HANDED_IN)
    return dict(rows.values_list("organisation", "sheet__day"))


def _assessments(round: Round) -> list[Assessment]:
    rows = round.assessments.select_related(
        "organisation", "sheet__organisation", "reporter__organisation", "approver__organisation"
    ).select_related("round")
    return list(rows.order_by("pk"))
