"""Measures go out to Excel, are changed there, and come in again after a trial run."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from python_calamine import CalamineWorkbook

from mrplattform.core.history import history
from mrplattform.plans.models import Measure
from tests import make


def sent(client, plan, text, name="insatser.csv"):
    file = SimpleUploadedFile(name, text.encode() if isinstance(text, str) else text)
    return client.post(reverse("plans:plan-import", args=[plan.pk]), {"file": file})


def read_in(client, plan, response):
    rows = response.context["rows"]
    return client.post(reverse("plans:plan-import", args=[plan.pk]), {"rader": rows}, follow=True)


def test_what_goes_out_comes_in_and_changes_nothing(client, strategist, plan):
    measure = make.make_measure(plan, title="Tolk; nu", cost=45_000_050, aim="Alla ska\nförstå")
    client.force_login(strategist)
    response = client.get(plan.get_absolute_url() + "?format=xlsx")
    body = b"".join(response.streaming_content) if response.streaming else response.content
    assert CalamineWorkbook.from_filelike(io.BytesIO(body)).get_sheet_by_index(0).to_python()

    trial = sent(client, plan, body, "insatser.xlsx").context["trial"]

    assert (trial.errors, trial.planned, trial.unchanged) == ([], [], 1)
    measure.refresh_from_db()
    assert measure.aim == "Alla ska\nförstå"


def test_a_trial_shows_and_saves_nothing(client, strategist, plan):
    measure = make.make_measure(plan, title="Tolk")
    client.force_login(strategist)

    response = sent(
        client, plan, f"Nr;Insats;Kostnad, kr\n{measure.pk};Tolk i omsorgen;450 000\n;Belysning;\n"
    )

    page = response.content.decode()
    assert "En ny insats" in page
    assert "Tolk i omsorgen" in page
    assert [one.title for one in Measure.objects.all()] == ["Tolk"]


def test_reading_in_does_all_of_it_once(client, strategist, plan):
    measure = make.make_measure(plan, title="Tolk")
    client.force_login(strategist)
    text = f"Nr;Insats;Kostnad, kr\n{measure.pk};Tolk i omsorgen;450 000\n;Belysning;\n"
    response = sent(client, plan, text)

    page = read_in(client, plan, response).content.decode()

    assert "1 nya och 1 ändrade" in page
    measure.refresh_from_db()
    assert (measure.title, measure.cost, measure.edition) == ("Tolk i omsorgen", 45_000_000, 2)
    new = Measure.objects.get(title="Belysning")
    assert (new.responsible, new.ends) == (plan.owner, plan.ends)
    assert history(measure).first().why == "Från fil"

    read_in(client, plan, sent(client, plan, text))
    assert Measure.objects.count() == 2


@pytest.mark.parametrize(
    ("text", "column", "reason"),
    [
        ("Nr;Insats\n999999;Tolk\n", "Nr", "ingen insats med det numret"),
        ("Nr;Insats\n;\nx;\n", "Insats", "Skriv vad insatsen heter"),
        ("Insats;Klar senast\nTolk;i vår\n", "Klar senast", "2026-11-27"),
        ("Insats;Klar senast\nTolk;2001-01-01\n", "Klar senast", "Slutet kommer före"),
        ("Insats;Ansvarig funktion\nTolk;Okänd chef\n", "Ansvarig funktion", "finns inte"),
        ("Insats;Kostnad, kr\nTolk;mycket\n", "Kostnad, kr", "Skriv beloppet"),
        ("Insats\nTolk\nTolk\n", "Insats", "två gånger"),
        ('Insats;Effekt\nTolk;"=1+1"\n', "Effekt", "formel"),
        ("Insats;Effekt\nTolk;19811228-9874\n", "Effekt", "personnumret"),
    ],
)
def test_faults_are_told_by_row_and_column(client, strategist, plan, text, column, reason):
    client.force_login(strategist)

    response = sent(client, plan, text)

    problems = response.context["trial"].errors
    assert any(one.column == column and reason in one.reason for one in problems), problems
    assert "Läs in filen" not in response.content.decode()
    assert not Measure.objects.exists()


def test_rows_that_were_tampered_with_are_refused(client, strategist, plan):
    client.force_login(strategist)
    address = reverse("plans:plan-import", args=[plan.pk])

    page = client.post(address, {"rader": "påhittat"}, follow=True).content.decode()

    assert "Välj filen igen" in page


@pytest.mark.parametrize("count", [1, 3])
def test_a_trial_asks_the_same_for_one_row_and_three(
    client, strategist, plan, count, django_assert_max_num_queries
):
    rows = "".join(f"{make.make_measure(plan).pk};Ny {n}\n" for n in range(count))
    client.force_login(strategist)
    with django_assert_max_num_queries(14):
        sent(client, plan, f"Nr;Insats\n{rows}")


@pytest.mark.parametrize(
    ("person", "status"), [("reader", 403), ("elected", 403), ("neighbour", 404)]
)
def test_reading_in_is_refused(client, request, plan, person, status):
    client.force_login(request.getfixturevalue(person))
    assert client.get(reverse("plans:plan-import", args=[plan.pk])).status_code == status
