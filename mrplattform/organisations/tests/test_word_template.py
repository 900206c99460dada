"""A municipality lays in its own Word template; everything that leaves for Word is written in it."""

from __future__ import annotations

import io

import docx
import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from mrplattform.core.history import history
from mrplattform.core.models import Attachment
from mrplattform.organisations.models import WordTemplate
from mrplattform.organisations.services import papers
from tests import make


@pytest.fixture(autouse=True)
def own_files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def send(client, ekvik, strategist):
    client.force_login(strategist)

    def post(text="{{titel}}", *, name="mall.docx", data=b""):
        paper, out = docx.Document(), io.BytesIO()
        paper.add_paragraph(text, style="Title")
        paper.save(out)
        return client.post(
            reverse("organisations:word_template", args=[ekvik.pk]),
            {"file": SimpleUploadedFile(name, data or out.getvalue())},
            follow=True,
        )

    return post


def sample_of(client, authority) -> list[str]:
    answer = client.get(reverse("organisations:word_sample", args=[authority.pk]))
    return [one.text for one in docx.Document(io.BytesIO(answer.content)).paragraphs]


def test_it_is_used_at_once_and_the_page_says_what_it_fills(client, ekvik, send):
    page = send("Granskat: {{titel}}").content.decode()

    assert "Mallen används nu" in page
    assert "mall.docx" in page
    assert "<code>titel</code>" in page
    assert sample_of(client, ekvik)[0] == "Granskat: Prov på er Word-mall"
    assert "word_template_changed" in [deed.verb for deed in history(ekvik)]


def test_the_neighbour_keeps_its_own_paper(client, neighbour, send):
    send("Granskat: {{titel}}")
    client.force_login(neighbour)

    granby = neighbour.standing.functions[0].organisation
    assert sample_of(client, granby)[0] == "Prov på er Word-mall"


def test_a_plan_leaves_in_it(client, ekvik, send):
    send("Granskat: {{titel}}")
    plan = make.make_plan(ekvik)

    answer = client.get(reverse("plans:plan-file", args=[plan.pk, "docx"]))

    said = [one.text for one in docx.Document(io.BytesIO(answer.content)).paragraphs]
    assert said[0] == f"Granskat: {plan.title}"


def test_a_new_one_takes_over_and_the_earlier_can_be_taken_up_again(client, ekvik, send):
    send("Första {{titel}}")
    first = WordTemplate.objects.get()
    send("Andra {{titel}}")
    assert sample_of(client, ekvik)[0].startswith("Andra")

    client.post(reverse("organisations:word_template_again", args=[first.pk]))

    assert sample_of(client, ekvik)[0].startswith("Första")
    assert ekvik.word_templates.filter(ended_at__isnull=True).count() == 1


def test_to_stop_using_it_loses_nothing(client, ekvik, send):
    send()
    client.post(reverse("organisations:word_template_none", args=[ekvik.pk]))

    assert sample_of(client, ekvik)[0] == "Prov på er Word-mall"
    page = client.get(reverse("organisations:word_template", args=[ekvik.pk])).content.decode()
    assert "Tidigare mallar" in page
    assert "mall.docx" in page


def test_one_in_use_is_not_taken_up_again(ekvik, strategist):
    template = make.make_word_template(ekvik)
    with pytest.raises(ValidationError, match="används redan"):
        papers.use_again(template, by=strategist)


@pytest.mark.parametrize(
    ("sent", "reason"),
    [
        ({"text": "{{dnr}}"}, "Mallen har platsen {{dnr}}, som inte finns"),
        ({"name": "mall.docm"}, "makron"),
        ({"name": "mall.xlsx"}, "Filtypen tas inte emot"),
        ({"data": b"PK\x03\x04"}, "går inte att läsa"),
        ({"data": b"<html>"}, "går inte att läsa"),
    ],
)
def test_what_cannot_be_used_is_refused_and_nothing_is_kept(send, sent, reason):
    page = send(**sent).content.decode()

    assert reason in page
    assert not WordTemplate.objects.exists()
    assert not Attachment.objects.exists()


def test_asks_little_of_the_database(client, ekvik, strategist, django_assert_max_num_queries):
    for _number in range(3):
        make.make_word_template(ekvik, by=strategist)
    client.force_login(strategist)
    with django_assert_max_num_queries(20):
        client.get(reverse("organisations:word_template", args=[ekvik.pk]))
