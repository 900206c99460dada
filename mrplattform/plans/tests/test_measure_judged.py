"""A state always comes with words; doing is never taken for effect."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from mrplattform.plans.models import Measure
from mrplattform.plans.services import measures as services
from mrplattform.plans.todo import todo
from tests import make

State = Measure.State


def test_the_responsible_function_judges(client, headmaster, measure):
    client.force_login(headmaster)
    words = "Upphandlingen överklagades. Vi blir sex veckor sena."

    client.post(
        reverse("plans:measure-judge", args=[measure.pk]),
        {"edition": 1, "state": "off_track", "judgement": words},
    )

    measure.refresh_from_db()
    assert (measure.state, measure.judgement) == (State.OFF_TRACK, words)
    assert measure.judged_as == "Uppgiftslämnare, Barn- och utbildningsförvaltningen"
    page = client.get(measure.get_absolute_url()).content.decode()
    assert words in page
    assert "Avviker" in page


def test_earlier_judgements_are_kept(client, headmaster, measure):
    client.force_login(headmaster)
    for edition, words in enumerate(["Vi har börjat.", "Alla skolor är med."], start=1):
        services.judge(measure, by=headmaster, edition=edition, state="on_track", judgement=words)
    page = client.get(measure.get_absolute_url()).content.decode()
    assert "Tidigare bedömningar" in page
    assert "Vi har börjat." in page


def test_a_state_without_words_is_refused(client, headmaster, measure):
    client.force_login(headmaster)
    response = client.post(
        reverse("plans:measure-judge", args=[measure.pk]),
        {"edition": 1, "state": "on_track", "judgement": "  "},
    )
    measure.refresh_from_db()
    assert response.status_code == 200
    assert measure.state == State.NOT_STARTED
    with pytest.raises(ValidationError):
        services.judge(measure, by=headmaster, edition=1, state="on_track", judgement=" ")


@pytest.mark.parametrize("start", list(State))
@pytest.mark.parametrize("to", list(State))
def test_moves_are_those_of_the_table(db, headmaster, measure, start, to):
    Measure.objects.filter(pk=measure.pk).update(state=start)
    measure.refresh_from_db()
    if to == start or to in Measure.MOVES[start]:
        services.judge(measure, by=headmaster, edition=1, state=to, judgement="Så här är det.")
        assert measure.state == to
    else:
        with pytest.raises(ValidationError):
            services.judge(measure, by=headmaster, edition=1, state=to, judgement="Så.")


def test_two_judge_at_once(client, strategist, headmaster, measure):
    client.force_login(strategist)
    services.judge(measure, by=headmaster, edition=1, state="on_track", judgement="Allt rullar.")

    page = client.post(
        reverse("plans:measure-judge", args=[measure.pk]),
        {"edition": 1, "state": "stopped", "judgement": "Det står still."},
    ).content.decode()

    measure.refresh_from_db()
    assert measure.state == State.ON_TRACK
    assert "Allt rullar." in page
    assert "Det står still." in page
    assert "Enligt plan" in page


def test_done_is_not_effect(client, strategist, measure):
    """Whatever was put in, done and finished: only evidence of a change shows the effect."""
    Measure.objects.filter(pk=measure.pk).update(
        state=State.DONE,
        resource="450 000 kr",
        activity="Tolv mallar",
        output="Tolv av tolv klara",
        effect="Fler förstår sitt beslut",
    )
    measure.refresh_from_db()
    client.force_login(strategist)

    assert not measure.shows_effect
    assert "Effekt visad" not in client.get(measure.get_absolute_url()).content.decode()

    services.edit(measure, by=strategist, edition=1, evidence="61 procent, mot 54 förra året")

    assert measure.shows_effect
    assert "Effekt visad" in client.get(measure.get_absolute_url()).content.decode()


def test_late_measures_wait_for_somebody(headmaster, measure):
    Measure.objects.filter(pk=measure.pk).update(ends=dt.date(2026, 1, 31))
    [item] = todo(headmaster)
    assert item.address == reverse("plans:measure-judge", args=[measure.pk])
    assert "Ni sa – vi gjorde" in item.title


def test_nothing_to_do_when_judged_lately(headmaster, measure):
    services.judge(measure, by=headmaster, edition=1, state="on_track", judgement="Det rullar.")
    assert todo(headmaster) == []


def test_what_is_done_asks_for_nothing(headmaster, plan):
    make.make_measure(
        plan, responsible=headmaster.standing.functions[0], state=State.DONE, ends="2026-01-01"
    )
    assert todo(headmaster) == []
