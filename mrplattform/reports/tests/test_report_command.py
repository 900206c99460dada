"""The command writes the same document as the page shows."""

import io

import pytest
from django.core.management import CommandError, call_command
from pypdf import PdfReader

from mrplattform.organisations.models import OfficialCode
from mrplattform.reports.services import reports as services
from tests import make


def written(tmp_path, organisation, ending="pdf"):
    path = tmp_path / f"report.{ending}"
    call_command(
        "report",
        "situation",
        organisation=organisation,
        format=ending,
        out=str(path),
        stdout=io.StringIO(),
    )
    return path.read_bytes()


@pytest.mark.parametrize("code", ["9999", "ekvik", "skola-1"])
def test_found_by_code_name_or_own_id(tmp_path, round, ekvik, school, code):
    OfficialCode.objects.create(organisation=ekvik, code="9999")
    school.external_id = "skola-1"
    school.save()

    data = written(tmp_path, code)

    words = "".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages)
    assert "Mänskliga rättigheter i Ekvik 2026" in words
    assert "svar har gått upp sedan 2025" in words


@pytest.mark.parametrize("ending", ["docx", "xlsx", "html"])
def test_in_every_form(tmp_path, round, ending):
    assert written(tmp_path, "Ekvik", ending)


def test_the_report_that_people_have_begun_is_the_one(tmp_path, report, strategist):
    services.write(report, block="intro", text="Vi har skrivit det här.", edition=0, by=strategist)
    assert "Vi har skrivit det här." in written(tmp_path, "Ekvik", "html").decode()


def test_unknown_and_ambiguous_names_are_told(tmp_path, ekvik, round):
    with pytest.raises(CommandError, match="No organisation"):
        written(tmp_path, "Finns inte")
    make.make_administration(make.make_municipality("Granby"), "Kultur")
    make.make_administration(ekvik, "Kultur")
    with pytest.raises(CommandError, match="Granby"):
        written(tmp_path, "Kultur")


def test_without_a_round_it_says_so(tmp_path, ekvik):
    with pytest.raises(CommandError, match="no round"):
        written(tmp_path, "Ekvik")
