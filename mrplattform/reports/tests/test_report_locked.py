"""The decision locks words and figures; what comes later shows in a new version only."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from mrplattform.assessments.models import Assessment
from mrplattform.core.exports.keep import from_json
from mrplattform.organisations.models import Circle
from mrplattform.plans.models import Telling
from mrplattform.reports.models import Report
from mrplattform.reports.services import reports as services
from tests import make


def decision(council, **more):
    return {
        "body": council.pk,
        "day": "2026-11-20",
        "paragraph": "187",
        "registry_number": "KS 2026/0412",
        "wording": "Kommunfullmäktige godkänner rapporten.",
        "access": "public",
        **more,
    }


@pytest.fixture
def locked(report, strategist, council):
    services.write(report, block="summary", text="Barnets bästa prövas.", edition=0, by=strategist)
    services.lock(
        report,
        by=strategist,
        body=council,
        day=dt.date(2026, 11, 20),
        title=report.title,
        wording="Godkänns.",
        registry_number="KS 2026/0412",
        paragraph="187",
    )
    report.refresh_from_db()
    return report


def test_strategist_registers_the_decision(client, strategist, report, council):
    client.force_login(strategist)

    client.post(reverse("reports:report-lock", args=[report.pk]), decision(council))

    report.refresh_from_db()
    assert report.is_locked
    assert report.decision.thing == report
    assert report.decision.copy["document"] == report.locked_copy
    page = client.get(report.get_absolute_url()).content.decode()
    assert "KS 2026/0412 · Beslutad 20 november 2026, § 187" in page
    assert "Skriv egna ord" not in page


def test_the_copy_stands_when_the_answers_change(client, strategist, locked, round):
    before = client_page(client, strategist, locked)
    assessment = Assessment.objects.filter(round=round).first()
    make.fill(make.make_assessment(round, state=Assessment.State.APPROVED), 4, 4, 4, 4)
    round.title = "Nytt namn"
    round.save()
    make.make_finding(round=round, title="Kom efter beslutet")

    after = client_page(client, strategist, locked)

    assert assessment
    assert article(before) == article(after)
    assert "Kom efter beslutet" not in after


def client_page(client, person, report):
    client.force_login(person)
    return client.get(report.get_absolute_url()).content.decode()


def article(page):
    return page.split("<article", 1)[1].split("</article>", 1)[0]


def test_the_copy_reads_back_as_a_document(locked):
    document = from_json(locked.locked_copy)
    assert "Barnets bästa prövas." in list(document.words())
    assert document.behind


@pytest.mark.parametrize("name", ["report-edit", "report-lock", "report-words"])
def test_a_locked_report_is_not_changed(client, strategist, locked, name):
    client.force_login(strategist)
    args = [locked.pk, "summary"] if name == "report-words" else [locked.pk]
    assert client.get(reverse(f"reports:{name}", args=args)).status_code == 403
    with pytest.raises(ValidationError):
        services.write(locked, block="summary", text="x", edition=1, by=strategist)
    with pytest.raises(ValidationError):
        services.remove(locked, by=strategist)


def test_a_new_version_takes_its_place(client, strategist, locked, round):
    client.force_login(strategist)

    client.post(reverse("reports:report-renew", args=[locked.pk]))

    newer = Report.objects.get(replaces=locked)
    assert newer.own_words.get().text == "Barnets bästa prövas."
    assert not newer.is_locked
    assert newer.title in client.get(locked.get_absolute_url()).content.decode()
    client.post(reverse("reports:report-renew", args=[locked.pk]))
    assert Report.objects.filter(replaces=locked).count() == 1


def test_a_decided_report_is_read_by_its_circle(client, locked, elected, reporter, neighbour):
    for person, status in [(elected, 200), (reporter, 200), (neighbour, 404)]:
        client.force_login(person)
        assert client.get(locked.get_absolute_url()).status_code == status

    Report.objects.filter(pk=locked.pk).update(circle=Circle.SIGNED_IN)
    client.force_login(neighbour)
    assert client.get(locked.get_absolute_url()).status_code == 200


def test_a_draft_of_a_new_version_is_not_named_to_readers(client, strategist, locked, elected):
    services.renew(locked, by=strategist)
    assert "Det finns en nyare version" not in client_page(client, elected, locked)


def test_the_red_thread_ends_in_the_report(report, strategist, council, ekvik):
    measure = make.make_measure(make.make_plan(ekvik))
    services.lock(
        report,
        by=strategist,
        body=council,
        day=dt.date(2026, 11, 20),
        title="x",
        wording="Godkänns.",
    )
    telling = Telling.objects.get()
    assert (telling.measure, telling.address) == (measure, report.get_absolute_url())


@pytest.mark.parametrize("person", ["reporter", "elected", "reader"])
def test_locking_is_for_those_who_lead(client, request, report, person):
    client.force_login(request.getfixturevalue(person))
    assert client.get(reverse("reports:report-lock", args=[report.pk])).status_code == 404


def test_locked_page_queries(client, elected, locked, django_assert_max_num_queries):
    client.force_login(elected)
    with django_assert_max_num_queries(14):
        client.get(locked.get_absolute_url())
