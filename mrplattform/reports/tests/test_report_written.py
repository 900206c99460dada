"""A draft is begun, written by several people, and fetched in every form."""

import io

import docx
import pytest
from django.urls import reverse
from pypdf import PdfReader
from python_calamine import CalamineWorkbook

from mrplattform.core.history import history
from mrplattform.reports.models import OwnWords, Report
from mrplattform.reports.services import reports as services
from tests import make


def test_strategist_begins_a_report(client, strategist, round, last_year):
    client.force_login(strategist)

    response = client.post(reverse("reports:report-new"), {"round": round.pk}, follow=True)

    report = Report.objects.get()
    assert report.title == "Mänskliga rättigheter i Ekvik 2026"
    assert report.compared_with == last_year
    assert report.owner == strategist.standing.functions[0]
    page = response.content.decode()
    assert "3 svar</a> har gått upp sedan 2025" in page
    assert [deed.verb for deed in history(report)] == ["report_created"]


def test_without_a_round_the_page_says_what_comes_first(client, strategist):
    client.force_login(strategist)
    page = client.get(reverse("reports:report-new")).content.decode()
    assert "Det finns ingen kartläggning än" in page


def test_a_foreign_round_is_refused(client, strategist, neighbour):
    foreign = make.make_round(neighbour.standing.functions[0].authority)
    client.force_login(strategist)
    client.post(reverse("reports:report-new"), {"round": foreign.pk})
    assert not Report.objects.exists()


def test_own_words_are_written_in_a_section(client, strategist, report):
    client.force_login(strategist)
    address = reverse("reports:report-words", args=[report.pk, "summary"])

    client.post(address, {"edition": 0, "text": "Barnets bästa prövas oftare."})

    assert "Barnets bästa prövas oftare." in client.get(report.get_absolute_url()).content.decode()
    assert history(report).first().changes == {
        "Slutsatser i korthet": ["", "Barnets bästa prövas oftare."]
    }


def test_two_write_the_same_section_at_once(client, strategist, report):
    client.force_login(strategist)
    services.write(report, block="summary", text="Karins text", edition=0, by=strategist)
    address = reverse("reports:report-words", args=[report.pk, "summary"])

    page = client.post(address, {"edition": 0, "text": "Min text"}).content.decode()

    assert OwnWords.objects.get().text == "Karins text"
    assert "Karins text" in page
    assert "Min text" in page

    client.post(address, {"edition": 1, "text": "Min text", "keep": "mine"})
    assert OwnWords.objects.get().text == "Min text"


def test_two_write_different_sections_without_noticing(strategist, report):
    services.write(report, block="summary", text="A", edition=0, by=strategist)
    services.write(report, block="measures", text="B", edition=0, by=strategist)
    assert set(report.own_words.values_list("text", flat=True)) == {"A", "B"}


def test_personal_identity_numbers_are_refused(client, strategist, report):
    client.force_login(strategist)
    address = reverse("reports:report-words", args=[report.pk, "summary"])
    page = client.post(address, {"edition": 0, "text": "Anna, 811218-9876"}).content.decode()
    assert "Ta bort personnumret" in page
    assert not OwnWords.objects.exists()


def test_unknown_sections_are_not_found(client, strategist, report):
    client.force_login(strategist)
    address = reverse("reports:report-words", args=[report.pk, "nothing"])
    assert client.get(address).status_code == 404


def test_title_and_comparison_are_changed(client, strategist, report):
    client.force_login(strategist)
    client.post(
        reverse("reports:report-edit", args=[report.pk]),
        {
            "edition": 1,
            "title": "Läget i Ekvik",
            "compared_with": "",
            "owner": report.owner_id,
            "circle": "authority",
        },
    )
    report.refresh_from_db()
    assert (report.title, report.compared_with) == ("Läget i Ekvik", None)


def test_a_later_round_cannot_be_compared_with(client, strategist, report, round, last_year):
    Report.objects.filter(pk=report.pk).update(round=last_year, compared_with=None)
    client.force_login(strategist)
    client.post(
        reverse("reports:report-edit", args=[report.pk]),
        {
            "edition": 1,
            "title": "Läget",
            "compared_with": round.pk,
            "owner": report.owner_id,
            "circle": "authority",
        },
    )
    report.refresh_from_db()
    assert report.compared_with is None


def test_removed_and_put_back(client, strategist, report):
    client.force_login(strategist)
    client.post(reverse("reports:report-remove", args=[report.pk]))
    assert client.get(report.get_absolute_url()).status_code == 404
    assert report.title in client.get(reverse("reports:removed")).content.decode()
    client.post(reverse("reports:report-restore", args=[report.pk]))
    assert client.get(report.get_absolute_url()).status_code == 200


# --- Files ----------------------------------------------------------------------------------


@pytest.fixture
def fetched(client, strategist, report):
    client.force_login(strategist)
    return lambda ending: (
        client.get(reverse("reports:report-file", args=[report.pk, ending])).content
    )


def test_pdf_has_its_first_page_to_itself(fetched):
    pages = [page.extract_text() for page in PdfReader(io.BytesIO(fetched("pdf"))).pages]
    assert "Läget, roll för roll" in pages[0]
    assert "Utkast" in pages[0]
    assert "Så är rapporten gjord" not in pages[0]


def test_word_and_excel_hold_the_same(fetched):
    words = "\n".join(p.text for p in docx.Document(io.BytesIO(fetched("docx"))).paragraphs)
    book = CalamineWorkbook.from_filelike(io.BytesIO(fetched("xlsx")))
    text = str(book.get_sheet_by_name("Text").to_python())
    for sentence in ("Det finns inga slutsatser i underlaget.", "En enhet har inte skickat in"):
        assert sentence in words
        assert sentence in text
    answers = book.get_sheet_by_name("Alla svar").to_python()
    assert len(answers) == 1 + 8
    assert answers[1][4:] == [2.0, 1.0]


@pytest.mark.parametrize(
    ("person", "status"),
    [("reporter", 404), ("elected", 404), ("reader", 404), ("neighbour", 404)],
)
def test_drafts_are_for_those_who_write(client, request, report, person, status):
    client.force_login(request.getfixturevalue(person))
    for address in (
        report.get_absolute_url(),
        reverse("reports:report-file", args=[report.pk, "pdf"]),
        reverse("reports:report-words", args=[report.pk, "summary"]),
    ):
        assert client.get(address).status_code == status, address


@pytest.mark.parametrize("count", [1, 3])
def test_page_queries(
    client, strategist, report, round, ekvik, count, django_assert_max_num_queries
):
    plan = make.make_plan(ekvik)
    for number in range(count):
        finding = make.make_finding(round=round, title=f"Slutsats {number}")
        make.make_measure(plan, reasons=[("finding", finding.key, finding.title)])
    client.force_login(strategist)
    with django_assert_max_num_queries(24):
        client.get(report.get_absolute_url())


@pytest.mark.parametrize("count", [1, 3])
def test_list_queries(client, strategist, report, count, django_assert_max_num_queries):
    for _ in range(count - 1):
        services.create(
            report.round, by=strategist, title="x", owner=report.owner, circle=report.circle
        )
    client.force_login(strategist)
    with django_assert_max_num_queries(12):
        client.get(reverse("reports:reports"))
