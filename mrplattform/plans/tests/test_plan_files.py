"""The plan leaves as PDF, Word and Excel, with what the reader may see."""

import io

import pytest
from django.urls import reverse
from pypdf import PdfReader

from mrplattform.organisations.models import Circle
from mrplattform.plans.models import Measure
from tests import make


@pytest.mark.parametrize("ending", ["pdf", "docx", "xlsx", "html"])
def test_reader_fetches_the_plan(client, reader, plan, measure, ending):
    client.force_login(reader)
    response = client.get(reverse("plans:plan-file", args=[plan.pk, ending]))
    assert response.status_code == 200
    assert f"plan-for-manskliga-rattigheter-20252028.{ending}" in response["Content-Disposition"]


def test_pdf_tells_reasons_and_keeps_a_units_own_measures_out(client, colleague, plan, measure):
    hidden = make.make_measure(plan, title="Bara för enheten")
    Measure.objects.filter(pk=hidden.pk).update(circle=Circle.UNIT)
    client.force_login(colleague)

    data = client.get(reverse("plans:plan-file", args=[plan.pk, "pdf"])).content

    words = "".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages)
    assert "Elever får sällan svar" in words
    assert "Bara för enheten" not in words


def test_other_endings_are_not_found(client, reader, plan):
    client.force_login(reader)
    assert client.get(reverse("plans:plan-file", args=[plan.pk, "exe"])).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_file_queries(client, reader, plan, count, django_assert_max_num_queries):
    for n in range(count):
        make.make_measure(plan, reasons=[("finding", f"finding:{n}", "x")])
    client.force_login(reader)
    with django_assert_max_num_queries(17):
        client.get(reverse("plans:plan-file", args=[plan.pk, "xlsx"]))
