"""Discarding by the authority's own rules: shown first, done by a person, told in the history."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from mrplattform.agreements.models import Agreement, Obligation, Party
from mrplattform.assessments.models import Assessment, Finding
from mrplattform.core.history import history
from mrplattform.core.models import Attachment
from mrplattform.organisations.models import RetentionRule
from mrplattform.plans.models import Measure
from mrplattform.project import retention
from mrplattform.questions.models import Answer
from tests import make

ON = dt.date(2026, 11, 25)


def rule(authority, covers, years=2):
    return RetentionRule.objects.create(
        authority=authority, name=f"{covers} {years}", years=years, covers=covers
    )


def closed(authority, day):
    round = make.make_round(authority, state="closed", opens=day, closes=day, title=str(day))
    unit = make.make_administration(authority)
    assessment = make.fill(make.make_assessment(round, unit, state="approved"), 2, 3)
    make.make_evidence(assessment.sheet.answers.first())
    return round


def test_old_answers_go_with_their_history_and_files(ekvik, strategist):
    old = closed(ekvik, dt.date(2023, 11, 1))
    young = closed(ekvik, dt.date(2024, 2, 1))
    kept = rule(ekvik, "answers")

    found = retention.due(kept, ON)
    assert found.named == ["2023-11-01"]
    assert dict(found.counts) == {"kartläggningar": 1, "svar": 2}
    retention.discard(kept, by=strategist, on=ON)

    assert not Answer.objects.filter(sheet__assessment__round=old).exists()
    assert not Answer.history.filter(sheet__assessment__round=old).exists()
    assert Answer.objects.filter(sheet__assessment__round=young).count() == 2
    assert Attachment.objects.count() == 1
    assert Assessment.objects.filter(round=old, state="approved").exists()  # who answered stays
    old.refresh_from_db()
    assert old.discarded_on == ON
    deed = history(ekvik).first()
    assert (deed.verb, deed.changes["svar"]) == ("discarded", [2, 0])
    with pytest.raises(ValidationError):
        retention.discard(kept, by=strategist, on=ON)


def test_what_was_removed_long_ago_goes(ekvik, strategist):
    long_ago, lately = "2022-05-01T12:00Z", "2026-05-01T12:00Z"
    plan = make.make_plan(ekvik)
    for at in (long_ago, lately, None):
        make.make_finding(ekvik, removed_at=at)
        make.make_measure(plan, removed_at=at)
        make.make_part(plan, "mal", removed_at=at)
    kept = rule(ekvik, "removed")

    retention.discard(kept, by=strategist, on=ON)

    assert Finding.objects.count() == Measure.objects.count() == plan.goals.count() == 2


def test_a_removed_agreement_goes_with_its_parts(ekvik, strategist):
    at = dt.datetime(2015, 1, 1, tzinfo=dt.UTC)
    gone = make.make_agreement(ekvik)
    first = make.make_obligation(gone, clock="yearly", month=5)
    make.make_obligation(gone, "Före", clock="before", anchor=first)
    Agreement.objects.filter(pk=gone.pk).update(removed_at=at)
    kept = make.make_agreement(ekvik)
    built_on = make.make_agreement(ekvik, removed_at=at)
    Agreement.objects.filter(pk=kept.pk).update(follows=built_on)
    Party.objects.filter(agreement=kept, name="Föreningen").update(removed_at=at)

    retention.discard(rule(ekvik, "removed"), by=strategist, on=ON)

    assert set(Agreement.objects.all()) == {kept, built_on}
    assert [one.name for one in kept.parties.all()] == ["Kommunen"]
    assert not Obligation.objects.exists()


def test_a_rule_without_years_and_one_for_decisions_let_nothing_go(ekvik, strategist):
    closed(ekvik, dt.date(2010, 1, 1))
    assert retention.due(rule(ekvik, "answers", None), ON).total == 0
    assert retention.due(rule(ekvik, "decisions"), ON).total == 0


def test_another_authoritys_material_is_left(ekvik, strategist):
    granby = make.make_municipality("Granby")
    closed(granby, dt.date(2010, 1, 1))
    assert retention.due(rule(ekvik, "answers"), ON).total == 0


def test_strategist_sees_and_presses(client, strategist, ekvik):
    closed(ekvik, dt.date(2020, 11, 1))
    kept = rule(ekvik, "answers")
    client.force_login(strategist)

    page = client.get(reverse("project:retention")).content.decode()
    assert "2020-11-01" in page
    page = client.post(reverse("project:discard", args=[kept.pk]), follow=True).content.decode()
    assert "Gallrat: 1 kartläggningar, 2 svar." in page


@pytest.mark.parametrize("person", ["reader", "reporter", "elected"])
def test_discarding_is_refused(client, request, ekvik, person):
    kept = rule(ekvik, "answers")
    client.force_login(request.getfixturevalue(person))
    assert client.get(reverse("project:retention")).status_code == 403
    assert client.post(reverse("project:discard", args=[kept.pk])).status_code == 403
