"""Days that are kept: counted anew, moved with a reason, delivered and received; nothing is lost."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from mrplattform.agreements.models import Due, Obligation
from mrplattform.agreements.services import agreements as agreement_services
from mrplattform.agreements.services import dues as services
from mrplattform.agreements.services import parts
from mrplattform.agreements.services.days import set_dues
from mrplattform.core.history import history
from mrplattform.organisations.services.editions import ChangedMeanwhile
from tests import make


@pytest.fixture(autouse=True)
def own_files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def days(obligation) -> dict[int, str]:
    return {due.year: str(due.day or "") for due in obligation.dues.all()}


@pytest.fixture
def consultation(agreement):
    return make.make_obligation(agreement, "Årligt samråd", clock="yearly", month=5)


def report_before(consultation, **fields):
    return make.make_obligation(
        consultation.agreement, "Årsrapport", clock="before", anchor=consultation, **fields
    )


def test_a_yearly_obligation_has_a_day_for_each_year(consultation):
    assert days(consultation) == {
        2025: "2025-05-31",
        2026: "2026-05-31",
        2027: "2027-05-31",
    }


def test_counting_again_changes_nothing(consultation, django_assert_num_queries):
    report_before(consultation)
    before = list(Due.objects.order_by("pk").values_list())
    set_dues(consultation.agreement)
    assert list(Due.objects.order_by("pk").values_list()) == before


def test_what_is_counted_from_another_follows_it(consultation, strategist):
    report = report_before(consultation)
    due = consultation.dues.get(year=2026)

    services.move(due, to=dt.date(2026, 6, 15), why="Mötet flyttades.", edition=1, by=strategist)

    assert days(report)[2026] == "2026-06-14"
    assert days(report)[2025] == "2025-05-30"


def test_after_counts_from_the_day_it_was_delivered(agreement, strategist):
    survey = make.make_obligation(agreement, "Kartläggning", clock="day", day=dt.date(2026, 2, 1))
    plan = make.make_obligation(agreement, "Plan", clock="after", anchor=survey, count=2)
    assert days(plan) == {0: "2026-04-01"}

    services.deliver(
        survey.dues.get(), on=dt.date(2026, 3, 10), delivered="Rapporten", edition=1, by=strategist
    )

    assert days(plan) == {0: "2026-05-10"}


def test_a_moved_day_keeps_the_earlier_one_and_why(consultation, strategist):
    due = consultation.dues.get(year=2026)
    services.move(due, to=dt.date(2026, 6, 15), why="Mötet flyttades.", edition=1, by=strategist)
    parts.edit(
        consultation,
        by=strategist,
        edition=consultation.edition,
        title="Årligt samråd",
        wording="",
        party=consultation.party,
        owner=None,
        receiver="",
        stage=None,
        clock="yearly",
        day=None,
        month=4,
        month_day=None,
        first_year=None,
        last_year=None,
        anchor=None,
        count=None,
        unit="months",
        late_means="",
    )

    due.refresh_from_db()
    assert (str(due.planned), str(due.day)) == ("2026-04-30", "2026-06-15")
    assert due.is_moved
    move = due.moves.get()
    assert (str(move.was), move.why) == ("2026-05-31", "Mötet flyttades.")
    assert "due_moved" in [deed.verb for deed in history(due)]


def test_a_year_that_falls_away_goes_unless_something_was_done(consultation, strategist):
    agreement = consultation.agreement
    services.deliver(
        consultation.dues.get(year=2026),
        on=dt.date(2026, 5, 20),
        delivered="Protokoll",
        edition=1,
        by=strategist,
    )
    values = {
        name: getattr(agreement, name)
        for name in ("kind", "title", "aim", "starts", "owner", "circle")
    }
    agreement_services.edit(
        agreement, by=strategist, edition=1, **values | {"ends": dt.date(2025, 12, 31)}
    )
    assert sorted(days(consultation)) == [2025, 2026]


def test_delivered_and_received(agreement, strategist):
    due = make.make_obligation(agreement, clock="day", day=dt.date(2026, 2, 1)).dues.get()
    services.deliver(
        due,
        on=dt.date(2026, 2, 3),
        delivered="Rapport om behoven",
        file=SimpleUploadedFile("rapport.txt", b"text"),
        edition=1,
        by=strategist,
    )
    assert due.is_late()
    services.receive(
        due, on=dt.date(2026, 2, 4), received_by="Registrator", edition=2, by=strategist
    )

    due.refresh_from_db()
    assert due.file.name == "rapport.txt"
    assert [deed.verb for deed in history(due)] == ["due_received", "due_delivered"]

    services.take_back(due, why="Fel rapport.", by=strategist)
    due.refresh_from_db()
    assert due.delivered_on is None
    assert due.received_on is None


@pytest.mark.parametrize(
    ("deed", "values", "reason"),
    [
        ("deliver", {"on": dt.date(2099, 1, 1), "delivered": "x"}, "inte varit än"),
        ("receive", {"on": dt.date(2026, 1, 1), "received_by": "x"}, "inte lämnat än"),
        ("move", {"to": dt.date(2026, 2, 1), "why": "x"}, "samma dag"),
    ],
)
def test_what_cannot_be_is_refused(agreement, strategist, deed, values, reason):
    due = make.make_obligation(agreement, clock="day", day=dt.date(2026, 2, 1)).dues.get()
    with pytest.raises(ValidationError, match=reason):
        getattr(services, deed)(due, edition=1, by=strategist, **values)


def test_two_who_deliver_at_once(agreement, strategist):
    due = make.make_obligation(agreement, clock="day", day=dt.date(2026, 2, 1)).dues.get()
    services.deliver(due, on=dt.date(2026, 1, 3), delivered="Först", edition=1, by=strategist)
    with pytest.raises(ChangedMeanwhile):
        services.deliver(due, on=dt.date(2026, 1, 4), delivered="Sedan", edition=1, by=strategist)


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ({"clock": "day"}, "Skriv dagen"),
        ({"clock": "yearly"}, "Välj månad"),
        ({"clock": "before"}, "Välj vad det räknas från"),
        ({"clock": "yearly", "month": 5, "first_year": 2026, "last_year": 2025}, "Sista året"),
    ],
)
def test_a_clock_without_what_it_needs_is_refused(agreement, values, reason):
    with pytest.raises(ValidationError, match=reason):
        make.make_obligation(agreement, **values)


def test_obligations_counted_from_each_other_are_refused(consultation, strategist):
    report = report_before(consultation)
    consultation.clock, consultation.anchor = "after", report
    with pytest.raises(ValidationError, match="räknas från varandra"):
        parts.edit(consultation, by=strategist, edition=1, clock="after", anchor=report, month=None)


def test_what_others_are_counted_from_is_not_taken_away(consultation, strategist):
    report = report_before(consultation)
    with pytest.raises(ValidationError, match="räknas från"):
        parts.remove(consultation, by=strategist)
    parts.remove(report, by=strategist)
    assert not Due.objects.standing().filter(obligation=report).exists()
    parts.restore(report, by=strategist)
    assert Due.objects.standing().filter(obligation=report).count() == 3


def test_a_stranger_s_parts_are_refused(agreement, strategist, neighbour):
    theirs = make.make_agreement(neighbour.standing.functions[0].organisation)
    for field, other in (
        ("party", theirs.parties.first()),
        ("owner", theirs.owner),
        ("anchor", make.make_obligation(theirs)),
    ):
        with pytest.raises(ValidationError):
            make.make_obligation(agreement, by=strategist, clock="before", **{field: other})
    assert not Obligation.objects.filter(agreement=agreement).exists()
