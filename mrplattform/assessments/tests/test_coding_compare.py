"""Two readers compare what they saw, and settle where they differ."""

import pytest
from django.urls import reverse

from mrplattform.assessments.coded import Coded
from mrplattform.assessments.models import Reading
from mrplattform.core.history import history
from mrplattform.organisations.models import Role
from tests import make

pytestmark = pytest.mark.django_db

FIRST, SECOND, BOTH = Reading.Reader.FIRST, Reading.Reader.SECOND, Reading.Reader.BOTH


@pytest.fixture
def second(ekvik):
    return make.make_member(ekvik, Role.READER, name="Siri Vik")


@pytest.fixture
def coding(ekvik, strategist, second):
    coding = make.make_coding(
        ekvik,
        texts=["a", "b", "c", "d"],
        themes=["Tid", "Pengar"],
        first=strategist.standing.functions[0],
        second=second.standing.functions[0],
    )
    make.read_all(coding, FIRST, {"a": ["Tid"], "b": ["Tid"], "c": ["Pengar"], "d": []})
    make.read_all(coding, SECOND, {"a": ["Tid"], "b": [], "c": ["Tid", "Pengar"], "d": []})
    return coding


def compare(coding):
    return reverse("assessments:coding_compare", args=[coding.pk])


def settle(coding, text):
    place = coding.passages.get(text=text).place
    return reverse("assessments:coding_settle", args=[coding.pk, place])


def pks(coding, *names):
    return [coding.themes.get(name=name).pk for name in names]


def test_agreement_is_told_in_words_with_the_numbers_beside(client, second, coding):
    client.force_login(second)

    page = client.get(compare(coding))

    text = page.content.decode()
    assert "Ni är överens om 2 av 4 texter. Temat Tid tolkar ni olika." in text
    tid, pengar = page.context["table"].rows
    assert (tid["both"], tid["only_first"], tid["only_second"], tid["neither"]) == (1, 1, 1, 1)
    assert tid["shown"] == "0,00"
    assert pengar["shown"] == "1,00"
    assert {one["passage"].text for one in page.context["rows"]} == {"b", "c"}


def test_they_settle_what_they_saw_differently(client, strategist, coding):
    client.force_login(strategist)
    page = client.get(settle(coding, "c"))
    by_name = {one["theme"].name: one for one in page.context["choices"]}
    assert (by_name["Tid"]["first"], by_name["Tid"]["second"]) == (False, True)
    assert (by_name["Tid"]["ticked"], by_name["Pengar"]["ticked"]) == (False, True)

    onward = client.post(settle(coding, "c"), {"saw": "-", "themes": pks(coding, "Tid", "Pengar")})
    assert onward["Location"] == settle(coding, "b")
    last = client.post(settle(coding, "b"), {"saw": "-", "do": "none"})
    assert last["Location"] == compare(coding)

    coded = Coded(coding)
    assert coded.counts == {pks(coding, "Tid")[0]: 2, pks(coding, "Pengar")[0]: 1}
    # What each saw first is kept, and so is how alike they read.
    assert coded.agreement.same == 2
    assert not [one for one in coded.differing if not one.passage.settled]
    assert history(coding)[0].verb == "text_settled"


def test_nothing_chosen_settles_nothing(client, strategist, coding):
    client.force_login(strategist)

    response = client.post(settle(coding, "b"), {"saw": "-"})

    assert response.status_code == 422
    assert not Reading.objects.filter(reader=BOTH).exists()


def test_two_who_settle_at_once_see_both(client, second, coding):
    make.read_all(coding, BOTH, {"b": ["Tid"]})
    client.force_login(second)
    mine = {"saw": "-", "themes": pks(coding, "Pengar")}

    response = client.post(settle(coding, "b"), mine)

    assert response.status_code == 409
    assert "sparade samtidigt: Tid" in response.content.decode()
    ticked = [one["theme"].name for one in response.context["choices"] if one["ticked"]]
    assert ticked == ["Pengar"]
    client.post(settle(coding, "b"), mine | {"saw": response.context["saw"]})
    assert Reading.objects.get(reader=BOTH).themes.get().name == "Pengar"


def test_what_only_one_has_read_cannot_be_settled(client, strategist, ekvik, second):
    coding = make.make_coding(
        ekvik,
        texts=["a"],
        themes=["Tid"],
        first=strategist.standing.functions[0],
        second=second.standing.functions[0],
    )
    make.read_all(coding, FIRST, {"a": ["Tid"]})
    client.force_login(strategist)

    assert client.get(settle(coding, "a")).status_code == 404
    text = client.get(compare(coding)).content.decode()
    assert "Ingen text är läst av båda än." in text


def test_one_reader_alone_has_nothing_to_compare(client, strategist, ekvik):
    coding = make.make_coding(ekvik, first=strategist.standing.functions[0])
    client.force_login(strategist)

    labels = [tab["label"] for tab in client.get(coding.get_absolute_url()).context["tabs"]]

    assert "Jämförelse" not in labels
    assert client.get(compare(coding)).status_code == 200


def test_the_numbers_leave_as_a_file(client, strategist, coding):
    client.force_login(strategist)

    body = client.get(compare(coding), {"format": "csv"}).getvalue().decode("utf-8-sig")

    assert "Cohens kappa" in body
    assert "Tid;1;1;1;1;2 av 4;0" in body


@pytest.mark.parametrize("count", [1, 3])
def test_comparing_costs_the_same(
    client, strategist, ekvik, second, count, django_assert_max_num_queries
):
    texts = [f"Text {n}" for n in range(count)]
    coding = make.make_coding(
        ekvik,
        texts=texts,
        themes=[f"Tema {n}" for n in range(count)],
        first=strategist.standing.functions[0],
        second=second.standing.functions[0],
    )
    make.read_all(coding, FIRST, {text: ["Tema 0"] for text in texts})
    make.read_all(coding, SECOND, {text: [] for text in texts})
    client.force_login(strategist)

    for url in (compare(coding), settle(coding, "Text 0")):
        with django_assert_max_num_queries(16):
            client.get(url)
