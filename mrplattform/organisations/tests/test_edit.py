"""A unit's own data: corrected on the page, and never lost when two write at once."""

from __future__ import annotations

import pytest
from django.urls import reverse

from mrplattform.core.history import history
from mrplattform.organisations.models import Organisation
from mrplattform.organisations.services.tree import edit_organisation
from tests import make


@pytest.fixture
def page(client, school, strategist):
    client.force_login(strategist)
    url = reverse("organisations:edit", args=[school.pk])

    def post(**given):
        data = {"kind": "administration", "short_name": "BUF", "external_id": "7", "edition": 1}
        return client.post(url, data | given)

    return post


def test_the_strategist_corrects(page, school):
    assert page()["Location"] == school.get_absolute_url()

    school.refresh_from_db()
    assert (school.short_name, school.external_id) == ("BUF", "7")
    assert school.on().short_name == "BUF"
    assert set(history(school).first().changes) == {"short_name", "external_id"}


def test_an_id_belongs_to_one_unit(page, school):
    make.make_organisation(parent=school, external_id="7")

    assert "används av en annan enhet" in page().content.decode()


def test_the_second_to_save_sees_both_and_chooses(page, school, strategist):
    edit_organisation(
        school, kind="company", short_name="AB", external_id="", edition=1, by=strategist
    )
    text = page().content.decode()
    assert "Bolag" in text
    assert "BUF" in text
    assert "Astrid Sandell" in text

    page(edition=2, keep="theirs")
    school.refresh_from_db()
    assert school.short_name == "AB"

    page(edition=2, keep="mine")
    school.refresh_from_db()
    assert school.short_name == "BUF"
    assert Organisation.objects.get(pk=school.pk).edition == 3


def test_the_size_is_told_and_shown(page, client, school):
    page(size="1 200")
    school.refresh_from_db()
    assert school.size is None

    page(size="1200")

    school.refresh_from_db()
    assert school.size == 1200
    assert "1 200" in client.get(school.get_absolute_url()).content.decode().replace("\xa0", " ")
