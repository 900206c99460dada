"""What can be found of reports, who answers for drafts, and what waits to be told."""

import datetime as dt

from mrplattform.reports.catalogue import CATALOGUE, duties
from mrplattform.reports.models import Report
from mrplattform.reports.services import reports as services
from mrplattform.reports.todo import todo


def entries():
    return list(CATALOGUE[0].rows(Report.objects.all()))


def test_a_decided_report_is_found_by_all_its_words(report, strategist, council):
    assert entries()[0].text == ""
    services.lock(
        report,
        by=strategist,
        body=council,
        day=dt.date(2026, 11, 20),
        title="x",
        wording="Godkänns.",
    )
    assert "Det finns inga slutsatser i underlaget." in entries()[0].text


def test_a_removed_draft_is_not_found(report, strategist):
    services.remove(report, by=strategist)
    assert entries() == []


def test_a_draft_is_a_duty_of_its_function(report):
    assert [duty.title for duty in duties([report.owner_id])] == [report.title]


def test_a_closed_round_waits_to_be_told(strategist, last_year):
    [item] = todo(strategist)
    assert "Plattformen 2025" in item.title
    services.create(
        last_year, by=strategist, title="x", owner=last_year.owner, circle=last_year.circle
    )
    assert todo(strategist) == []
