"""Help, accessibility and personal data: open to everyone, and true."""

import re
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings as django_settings
from django.db import models
from django.urls import reverse

from mrplattform.organisations.models import Person
from mrplattform.project import handbook
from mrplattform.project.personal_data import KEPT

HANDBOOK = Path(django_settings.HANDBOOK_DIR)


@pytest.fixture
def folder(settings, tmp_path):
    settings.HANDBOOK_DIR = tmp_path
    return tmp_path


# --- Help ------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_every_page_of_the_handbook_is_shown_to_who_is_not_signed_in(client):
    index = client.get(reverse("project:help")).content.decode()
    names = list(HANDBOOK.glob("*.md"))

    assert len(handbook.pages()) == len(names) > 0
    for page in handbook.pages():
        assert page.address in index
        assert page.title in client.get(page.address).content.decode()


def test_links_between_the_pages_lead_somewhere():
    for page in handbook.pages():
        for slug, part in re.findall(r'href="/hjalp/([\w-]+)/(?:#([\w-]+))?"', page.body):
            target = handbook.page(slug)
            assert target, f"{page.slug} leads to {slug}"
            assert not part or part in dict(target.parts), f"{page.slug} leads to {slug}#{part}"
        assert not re.search(r'href="[^"]*\.md', page.body), page.slug


@pytest.mark.django_db
def test_search_finds_any_inflection(client):
    page = client.get(reverse("project:help"), {"q": "vakant funktion"}).content.decode()

    assert "Lämna över och ta över" in page
    assert "<mark>" in page


@pytest.mark.django_db
def test_a_search_without_answer_says_what_to_do(client):
    page = client.get(reverse("project:help"), {"q": "<b>xyzzy"}).content.decode()

    assert "Ingen sida i hjälpen" in page
    assert "<b>xyzzy" not in page


@pytest.mark.django_db
def test_a_page_that_is_not_there(client):
    assert client.get(reverse("project:help_page", args=["finns-inte"])).status_code == 404


def test_markdown_becomes_safe_html(folder):
    (folder / "01-ett.md").write_text(
        "# Ett\n\n## Gör så här\n\n<script>alert(1)</script>\n\n"
        "[två](02-tva.md#del) [bort](javascript:alert(1)) **fet**\n"
    )
    (folder / "notes.md").write_text("# Hör inte hit")

    [page] = handbook.pages()

    assert page.title == "Ett"
    assert page.parts == (("gor-sa-har", "Gör så här"),)
    assert '<h2 id="gor-sa-har">' in page.body
    assert 'href="/hjalp/tva/#del"' in page.body
    assert "<strong>fet</strong>" in page.body
    assert "<script" not in page.body
    assert 'href="javascript' not in page.body


def test_a_changed_file_is_read_anew(folder):
    file = folder / "01-ett.md"
    file.write_text("# Före")
    assert handbook.page("ett").title == "Före"

    file.write_text("# Efter längre")
    assert handbook.page("ett").title == "Efter längre"


# --- Personal data ---------------------------------------------------------------------------

# These point at a person without telling more of her than KEPT does of deeds.
TOLD_AS_DEEDS = {"by", "changed_by", "history_user", "left_by", "decided_by"}


def keeps_personal_data(model) -> bool:
    return any(
        isinstance(field, models.EmailField)
        or (field.is_relation and field.related_model is Person and field.name not in TOLD_AS_DEEDS)
        for field in model._meta.get_fields()
        if field.concrete
    )


def test_every_model_that_keeps_personal_data_is_told_of():
    told = {name for kept in KEPT for name in kept.models}
    keeping = {model._meta.label for model in apps.get_models() if keeps_personal_data(model)}

    assert not keeping - told, "Tell of these in personal_data.py"


def test_nothing_is_told_of_that_is_not_kept():
    labels = {model._meta.label for model in apps.get_models()}

    assert not {name for kept in KEPT for name in kept.models} - labels


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["accessibility", "personal_data"])
def test_whom_to_write_to(client, settings, name):
    settings.CONTACT_EMAIL = "mr@ekvik.example"

    assert "mailto:mr@ekvik.example" in client.get(reverse(f"project:{name}")).content.decode()
