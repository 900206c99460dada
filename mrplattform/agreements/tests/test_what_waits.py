"""Agenda, to-do and handover know of what an agreement asks."""

from __future__ import annotations

import datetime as dt

from mrplattform.agreements import catalogue, todo
from mrplattform.agreements.models import Agreement, Due
from mrplattform.core.dates import today
from tests import make


def test_who_answers_for_it_is_told_a_month_before(strategist, reporter, agreement):
    near = today() + dt.timedelta(days=20)
    far = today() + dt.timedelta(days=60)
    function = reporter.standing.functions[0]
    make.make_obligation(agreement, "Rapport", clock="day", day=near, owner=function)
    make.make_obligation(agreement, "Senare", clock="day", day=far, owner=function)
    make.make_obligation(agreement, "Utan funktion", clock="day", day=near)

    assert [str(one.title) for one in todo.todo(reporter)] == ["Åtagande: Rapport"]
    assert [str(one.title) for one in todo.todo(strategist)] == ["Åtagande: Utan funktion"]


def test_duties_follow_the_function(agreement):
    function = make.make_function(agreement.authority)
    make.make_obligation(agreement, "Rapport", clock="day", day=dt.date(2026, 9, 1), owner=function)
    told = list(catalogue.duties([function.pk]))
    assert [(one.kind, one.title) for one in told] == [("Åtagande", "Rapport")]


def test_what_is_open_stands_in_the_agenda(agreement):
    make.make_obligation(agreement, "Rapport", clock="day", day=dt.date(2026, 9, 1))
    (entry,) = catalogue.due_entries(Due.objects.all())
    assert entry.day == dt.date(2026, 9, 1)

    Agreement.objects.update(is_followed=False)
    (entry,) = catalogue.due_entries(Due.objects.all())
    assert entry.day is None
