"""The register of all 310 municipalities and regions, and taking one of them into use."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.management import call_command
from django.urls import reverse

from mrplattform.core.history import history
from mrplattform.core.models import Deed
from mrplattform.organisations.models import OfficialCode, Organisation, Role
from mrplattform.organisations.services import tree
from mrplattform.organisations.services.decisions import DEFAULT_RULES
from tests import make

START = dt.date(2026, 11, 1)


def test_all_310_with_their_codes_and_gotland_once(db):
    done = tree.load_register()

    assert done.new == 310
    authorities = Organisation.objects.authorities()
    assert authorities.filter(sector="municipality").count() == 289
    assert authorities.filter(sector="region").count() == 20
    gotland = OfficialCode.objects.get(code="0980").organisation
    assert gotland == OfficialCode.objects.get(code="0009").organisation
    assert gotland.sector == "both"
    assert not authorities.filter(name="Riket").exists()
    assert OfficialCode.objects.get(code="1281").organisation.name == "Lund"


def test_loaded_again_it_changes_nothing(db):
    tree.load_register()
    deeds = Deed.objects.count()

    assert tree.load_register() == tree.Registered(0, 0, 310)
    assert Deed.objects.count() == deeds


def test_a_new_name_in_the_register_holds_from_its_day(db):
    tree.load_register()
    lund = OfficialCode.objects.get(code="1281").organisation
    lund.periods.update(name="Lunds stad")
    lund.name = "Lunds stad"
    lund.save()

    done = tree.load_register(day=START)

    lund.refresh_from_db()
    assert done.renamed == 1
    assert lund.name_at(START) == "Lund"
    assert lund.name_at(dt.date(2020, 1, 1)) == "Lunds stad"


def test_the_command_loads_it(db, capsys):
    call_command("organisations", "register")

    assert "New: 310" in capsys.readouterr().out


def test_anyone_signed_in_finds_a_municipality_by_name_or_code(client, reader):
    tree.load_register()
    client.force_login(reader)

    def found(**query):
        page = client.get(reverse("organisations:organisations"), query)
        return [row.name for row in page.context["table"].rows]

    assert found(sok="lund") == ["Lund"]
    assert found(sok="0980") == ["Region Gotland"]
    assert found(sok="åre") == ["Åre"]
    assert found(slag="both") == ["Region Gotland"]
    assert found(bruk="on") == ["Ekvik"]
    assert len(found(slag="region")) == 20


def test_the_list_is_in_swedish_order_and_leaves_whole(client, reader):
    tree.load_register()
    client.force_login(reader)
    last = client.get(reverse("organisations:organisations"), {"sida": 7})

    names = [row.name for row in last.context["table"].rows]
    assert names[-3:] == ["Östra Göinge", "Överkalix", "Övertorneå"]
    file = client.get(reverse("organisations:organisations"), {"format": "csv"})
    lines = file.getvalue().decode("utf-8-sig").splitlines()
    order = [line.split(";")[0] for line in lines]
    assert (
        order.index("Ystad") < order.index("Åmål") < order.index("Älmhult") < order.index("Öckerö")
    )
    assert len(lines) == 312  # with its head, and Ekvik


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_the_same_for_one_and_for_three(
    client, reader, count, django_assert_max_num_queries
):
    for _ in range(count):
        make.make_function(make.make_municipality())
    client.force_login(reader)
    with django_assert_max_num_queries(12):
        client.get(reverse("organisations:organisations"))


# --- Taking into use -------------------------------------------------------------------------


def test_an_administrator_takes_a_municipality_into_use(client, administrator):
    tree.load_register()
    lund = OfficialCode.objects.get(code="1281").organisation
    client.force_login(administrator)

    response = client.post(
        reverse("organisations:take_into_use", args=[lund.pk]), {"starts": "2026-11-01"}
    )

    strategist = lund.all_functions.get()
    assert response["Location"] == strategist.get_absolute_url()
    assert strategist.role == Role.STRATEGIST
    assert strategist.holder(START) is None
    assert [str(term) for term in lund.terms.all()] == ["2023–2026", "2027–2030"]
    assert lund.retention_rules.count() == len(DEFAULT_RULES)
    assert "began_use" in [deed.verb for deed in history(lund)]


def test_it_is_done_once(client, administrator, ekvik, strategist):
    client.force_login(administrator)
    response = client.post(
        reverse("organisations:take_into_use", args=[ekvik.pk]), {"starts": "2026-11-01"}
    )

    assert response.status_code == 403


def test_outside_the_house_only_the_line_in_the_register_is_shown(client, neighbour, school):
    client.force_login(neighbour)
    page = client.get(reverse("organisations:detail", args=[school.authority_id]))

    assert page.templates[0].name == "organisations/registered.html"
    assert school.name not in page.content.decode()
    assert client.get(reverse("organisations:tree", args=[school.authority_id])).status_code == 404
