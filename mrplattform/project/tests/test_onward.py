"""The thread is read forwards on the page of its beginning."""

from django.urls import reverse

from tests import make


def test_a_finding_tells_its_measures_and_the_next_step(client, ekvik, strategist):
    finding = make.make_finding(authority=ekvik)
    measure = make.make_measure(
        make.make_plan(ekvik), reasons=[("finding", finding.key, finding.title)]
    )
    client.force_login(strategist)

    page = client.get(finding.get_absolute_url()).content.decode()

    assert measure.title in page
    assert f"{reverse('plans:measure-new')}?skal=finding%3A{finding.pk}" in page


def test_a_reader_sees_the_measures_but_no_way_to_make_one(client, ekvik, reader):
    finding = make.make_finding(authority=ekvik)
    client.force_login(reader)

    page = client.get(finding.get_absolute_url()).content.decode()

    assert "Vad det leder till" in page
    assert "Gör till insats" not in page


def test_a_round_tells_its_reports_and_the_next_step(client, ekvik, strategist, reader):
    round = make.make_round(ekvik)
    draft = make.make_report(round, title="Vårt utkast")
    decided = make.make_report(round, title="Vår rapport", decided=True)

    client.force_login(strategist)
    page = client.get(round.get_absolute_url()).content.decode()
    assert draft.title in page
    assert f"{reverse('reports:report-new')}?kartlaggning={round.pk}" in page

    client.force_login(reader)
    page = client.get(round.get_absolute_url()).content.decode()
    assert decided.title in page
    assert draft.title not in page
    assert "Gör en rapport" not in page
