"""A plan's year told as a whole follow-up and as one page: it fills itself, leads to what is
behind, and the one page stays short whatever the plan holds."""

import datetime as dt
import io
import re

import pytest
from django.urls import reverse
from pypdf import PdfReader

from mrplattform.core.exports.document import Figure, words
from mrplattform.core.exports.files import render
from mrplattform.core.tests.test_exports_documents import (
    WORDS_OF,
    faults_for_readers,
    missing_in,
    squeezed,
)
from mrplattform.organisations.models import Circle
from mrplattform.plans.models import Measure
from mrplattform.reports import council
from mrplattform.reports.books import composed
from mrplattform.reports.models import Report
from tests import make

YEAR = 2026
LONG = " ".join(["Det här är en ganska lång bedömning av hur det går."] * 12)


@pytest.fixture
def plan(ekvik, strategist):
    return make.make_plan(ekvik, owner=strategist.standing.functions[0], title="Vår plan")


def year_report(plan, kind=Report.Kind.FOLLOW_UP, **fields):
    return Report.objects.create(
        authority=plan.authority,
        plan=plan,
        kind=kind,
        year=YEAR,
        title="Uppföljning 2026",
        owner=plan.owner,
        **fields,
    )


def said(report) -> str:
    return "\n".join(composed(report).words())


def fill(plan, count=1):
    for n in range(count):
        make.make_measure(
            plan,
            title=f"Tolk {n}",
            state=Measure.State.DONE,
            effect="Fler förstår sina beslut.",
            evidence=f"61 av 100 i våras. {LONG}",
            heard="Pensionärsrådet.",
            learned="Genomgång före brev.",
            lives_on="Rutinen är beslutad.",
        )
        make.make_measure(plan, title=f"Stopp {n}", state=Measure.State.STOPPED, judgement=LONG)
        make.make_finding(plan.authority, title=f"Rutin saknas {n} {LONG[:120]}")
        make.make_part(plan, "mal", title=f"Mål {n}", was="54", wanted="80")
        make.make_part(plan, "risker", title=f"Risk {n}", response="Vi möter den.")
        make.make_part(plan, "budget", year=YEAR, amount=100_00, used=40_00)


def test_strategist_follows_up_a_year(client, strategist, plan):
    fill(plan)
    client.force_login(strategist)

    response = client.post(
        reverse("reports:report-new-year"),
        {"kind": "follow_up", "plan": plan.pk, "year": YEAR},
        follow=True,
    )

    page = response.content.decode()
    report = Report.objects.get()
    assert report.title == "Uppföljning av mänskliga rättigheter i Ekvik 2026"
    assert "Effekt för rättighetsbärare är visad för 1" in page
    assert "Genomgång före brev." in page
    for ending in ("pdf", "docx", "xlsx"):
        assert (
            client.get(reverse("reports:report-file", args=[report.pk, ending])).status_code == 200
        )


def test_what_was_done_never_counts_as_effect(plan):
    make.make_measure(
        plan, title="Flitig", state=Measure.State.DONE, activity="Tolv möten", output="Tre mallar"
    )
    told = said(year_report(plan))
    assert "Effekt för rättighetsbärare är visad för 0" in told
    assert "Ingen insats har en visad effekt än." in told


def test_a_section_without_basis_says_so(plan):
    told = said(year_report(plan))
    for sentence in (
        "Det finns inga insatser i underlaget.",
        "Planen har inga mål.",
        "Planen har ingen budget för året.",
        "Inga risker är beskrivna.",
        "Det finns inga inskickade svar från det här året.",
    ):
        assert sentence in told


def test_what_fewer_may_read_is_left_out(plan):
    make.make_measure(plan, title="Skolans egen", circle=Circle.UNIT)
    assert "Skolans egen" not in said(year_report(plan, circle=Circle.AUTHORITY))


def test_measures_of_other_years_are_left_out(plan):
    make.make_measure(
        plan,
        title="Förra årets",
        starts=dt.date(2024, 1, 1),
        ends=dt.date(2025, 3, 1),
        state=Measure.State.DONE,
    )
    make.make_measure(
        plan, title="Nästa års", starts=dt.date(2027, 1, 1), ends=dt.date(2027, 12, 31)
    )
    told = said(year_report(plan))
    assert "Förra årets" not in told
    assert "Nästa års" not in told


@pytest.mark.parametrize("count", [0, 1, 12])
def test_the_one_page_has_at_most_350_words_and_one_picture(plan, count):
    fill(plan, count)
    document = composed(year_report(plan, Report.Kind.COUNCIL))
    told = " ".join(words(part) for part in document.words())
    assert len(re.findall(r"\w+", told)) <= council.MOST_WORDS
    pictures = [one for one in document.blocks if isinstance(one, Figure)]
    assert len(pictures) == (1 if count else 0)


def test_the_one_page_prints_on_one_sheet(plan):
    """All of it; on the back only the table behind its picture."""
    fill(plan, 12)
    document = composed(year_report(plan, Report.Kind.COUNCIL))
    front, back = [
        squeezed(page.extract_text())
        for page in PdfReader(io.BytesIO(render(document, "pdf"))).pages
    ]
    told = list(document.words())
    told = told[: told.index(document.appendix)]
    assert [piece for piece in told if squeezed(piece) not in front] == []
    assert squeezed(document.appendix) in back


@pytest.mark.parametrize("kind", [Report.Kind.FOLLOW_UP, Report.Kind.COUNCIL])
def test_it_says_the_same_in_every_form_and_to_a_screen_reader(plan, kind, tmp_path):
    make.make_measure(plan, title="Tolk", effect="Fler förstår.", evidence="61 av 100 i våras.")
    make.make_part(plan, "mal", title="Alla förstår", was="54", wanted="80")
    make.make_part(plan, "budget", year=YEAR, amount=100_00, used=40_00)
    document = composed(year_report(plan, kind), whole=True)
    assert {one: missing_in(document, one) for one in WORDS_OF} == {one: [] for one in WORDS_OF}
    assert faults_for_readers(render(document, "pdf"), tmp_path / "year.pdf") == []


def test_a_decided_year_keeps_its_words(client, strategist, plan, ekvik):
    measure = make.make_measure(plan, title="Tolk", judgement="Så här gick det.")
    report = year_report(plan)
    client.force_login(strategist)
    client.post(
        reverse("reports:report-lock", args=[report.pk]),
        {"body": ekvik.pk, "day": "2026-11-02", "wording": "Godkänns.", "access": "public"},
    )
    Measure.objects.filter(pk=measure.pk).update(judgement="Ändrat efteråt.")

    page = client.get(report.get_absolute_url()).content.decode()

    assert "Så här gick det." in page
    assert "Ändrat efteråt." not in page
    assert measure.tellings.get().title == report.title


def test_a_year_outside_the_plan_is_refused_in_words(client, strategist, plan):
    client.force_login(strategist)
    page = client.post(
        reverse("reports:report-new-year"), {"kind": "council", "plan": plan.pk, "year": 2040}
    ).content.decode()
    assert "Planen gäller 2025–2028" in page


def test_a_draft_is_commented_and_the_comment_settled(client, strategist, plan):
    report = year_report(plan)
    client.force_login(strategist)
    address = reverse("reports:report-comment", args=[report.pk, "goals"])

    client.post(address, {"text": "Var är utgångsläget?"})
    comment = report.comments.get()
    assert "Var är utgångsläget?" in client.get(report.get_absolute_url()).content.decode()
    client.post(reverse("reports:report-settle", args=[report.pk, comment.pk]))

    comment.refresh_from_db()
    assert comment.settled_at
    assert client.get(address.replace("goals", "nonsense")).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_year_page_queries(client, strategist, plan, count, django_assert_max_num_queries):
    fill(plan, count)
    report = year_report(plan)
    client.force_login(strategist)
    with django_assert_max_num_queries(26):
        client.get(report.get_absolute_url())


@pytest.mark.parametrize(
    ("person", "status"), [("reader", 404), ("elected", 404), ("neighbour", 404)]
)
def test_commenting_a_draft_is_for_those_who_write(client, request, plan, person, status):
    report = year_report(plan)
    client.force_login(request.getfixturevalue(person))
    assert (
        client.get(reverse("reports:report-comment", args=[report.pk, "goals"])).status_code
        == status
    )
