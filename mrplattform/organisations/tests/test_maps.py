"""The map of Sweden: every municipality of the register is drawn, and its words stand beside it."""

from __future__ import annotations

import pytest

from mrplattform.organisations.maps import Place, drawing, sweden
from mrplattform.organisations.models import OfficialCode, Organisation
from mrplattform.organisations.services.tree import load_register


@pytest.fixture
def register(db):
    load_register()


def test_every_municipality_of_the_register_is_drawn(register):
    codes = OfficialCode.objects.filter(organisation__sector__in=["municipality", "both"])
    missing = set(codes.values_list("code", flat=True)) - drawing()["paths"].keys()
    # Gotland is a region too, and has that code beside.
    assert all(code.startswith("00") for code in missing)
    assert len(drawing()["paths"]) == 290


def test_what_is_true_of_a_place_is_drawn_said_and_listed(register, django_assert_num_queries):
    places = {
        one.pk: Place(one.name, 3 if words == "Har svarat" else 0, words)
        for one, words in (
            (Organisation.objects.get(codes__code="0980"), "Har svarat"),
            (Organisation.objects.get(codes__code="0114"), "Har inte börjat"),
            (Organisation.objects.get(codes__code="0001"), "Har inte börjat"),
        )
    }
    with django_assert_num_queries(1):
        chart = sweden(places, about="Sveriges kommuner:")

    assert chart.svg.count('class="l0"') == 1  # a region has no area of its own
    assert "Upplands Väsby: Har inte börjat" in chart.svg
    assert chart.alt.startswith("Sveriges kommuner:")
    assert "1 har svarat, 2 har inte börjat" in chart.alt
    assert [row[0] for row in chart.rows][-1] == "Upplands Väsby"
    assert len(chart.rows) == 3


def test_names_are_escaped(register):
    place = Organisation.objects.get(codes__code="0114")
    chart = sweden({place.pk: Place("<script>", 1, "&")}, about="<b>")
    assert "<script>" not in chart.svg
    assert "<b>" not in chart.svg
