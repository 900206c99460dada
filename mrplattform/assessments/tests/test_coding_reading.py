"""Reading a text at a time: what is seen is kept, nobody writes over anybody, keys or not."""

import pytest
from django.urls import reverse

from mrplattform.assessments.catalogue import CATALOGUE, duties
from mrplattform.assessments.coded import Coded, left_to_read
from mrplattform.assessments.models import Coding, Passage, Reading
from mrplattform.assessments.services import readings as services
from mrplattform.assessments.todo import todo
from mrplattform.core.history import history
from mrplattform.organisations.models import Role
from tests import make

pytestmark = pytest.mark.django_db

FIRST, SECOND = Reading.Reader.FIRST, Reading.Reader.SECOND


@pytest.fixture
def second(ekvik):
    return make.make_member(ekvik, Role.READER, name="Siri Vik")


@pytest.fixture
def coding(ekvik, strategist, second):
    return make.make_coding(
        ekvik,
        texts=["Tiden räcker inte.", "Pengarna tog slut.", "Allt är bra."],
        themes=["Tid", "Pengar"],
        first=strategist.standing.functions[0],
        second=second.standing.functions[0],
    )


def url(coding, place=1):
    return reverse("assessments:coding_text", args=[coding.pk, place])


def themes(coding, *names):
    return [coding.themes.get(name=name).pk for name in names]


def seen(coding, place, reader=FIRST):
    reading = Reading.objects.filter(passage__coding=coding, passage__place=place, reader=reader)
    one = reading.first()
    return None if one is None else sorted(theme.name for theme in one.themes.all())


def test_the_reader_goes_from_text_to_text(client, strategist, coding):
    client.force_login(strategist)
    first = client.get(reverse("assessments:coding_read", args=[coding.pk]))
    assert first["Location"] == url(coding, 1)

    onward = client.post(url(coding), {"saw": "-", "themes": themes(coding, "Tid", "Pengar")})
    assert onward["Location"] == url(coding, 2)
    onward = client.post(url(coding, 2), {"saw": "-", "do": "none"})
    assert onward["Location"] == url(coding, 3)
    last = client.post(url(coding, 3), {"saw": "-", "themes": themes(coding, "Tid")})

    assert last["Location"] == coding.get_absolute_url()
    assert [seen(coding, place) for place in (1, 2, 3)] == [["Pengar", "Tid"], [], ["Tid"]]
    deed = history(Reading.objects.get(passage__place=2))[0]
    assert deed.changes == {"teman": [None, "inget tema passar"]}


def test_nothing_chosen_is_not_the_same_as_none_fits(client, strategist, coding):
    client.force_login(strategist)

    response = client.post(url(coding), {"saw": "-"})

    assert response.status_code == 422
    assert "Välj minst ett tema" in response.content.decode()
    assert seen(coding, 1) is None


def test_a_new_theme_is_made_while_reading_and_the_ticks_stay(client, strategist, coding):
    client.force_login(strategist)
    post = {"saw": "-", "do": "theme", "new_theme": "Chefer", "themes": themes(coding, "Tid")}

    page = client.post(url(coding), post)

    ticked = [one["theme"].name for one in page.context["choices"] if one["ticked"]]
    assert ticked == ["Tid", "Chefer"]
    assert "Temat finns redan" in client.post(url(coding), post).content.decode()
    empty = client.post(url(coding), post | {"new_theme": ""}).content.decode()
    assert "Fyll i den här uppgiften" in empty
    assert coding.themes.count() == 3


def test_the_page_tells_nothing_of_who_wrote(client, strategist, ekvik, school):
    round = make.make_round(ekvik)
    assessment = make.make_assessment(round, school)
    question = round.version.questions.get(key="f3")
    answer = make.make_answer(assessment.sheet, question, value="Tiden räcker inte.")
    text = make.Text(answer.text, f"answer:{answer.pk}")
    coding = make.make_coding(
        ekvik, round=round, texts=[text], first=strategist.standing.functions[0]
    )
    client.force_login(strategist)

    page = client.get(url(coding)).content.decode()

    assert question.text in page
    assert school.name not in page
    assert f"answer:{answer.pk}" not in page


def test_what_is_chosen_is_saved_at_once(client, strategist, coding):
    client.force_login(strategist)
    tid, both = themes(coding, "Tid"), themes(coding, "Tid", "Pengar")

    def choose(saw, chosen):
        return client.post(url(coding), {"saw": saw, "themes": chosen}, headers={"X-Autosave": "1"})

    saw = choose("-", tid).json()["saw"]
    assert choose(saw, both).json()["words"] == "Sparat"
    assert seen(coding, 1) == ["Pengar", "Tid"]
    stale = choose(saw, themes(coding, "Pengar"))
    assert stale.status_code == 409
    assert choose(",".join(map(str, sorted(both))), []).json() == {"words": "", "saw": "-"}
    assert seen(coding, 1) is None


def test_two_in_the_same_function_see_what_the_other_chose(client, strategist, coding):
    services.read(
        coding.passages.get(place=1), FIRST, coding.themes.filter(name="Tid"), saw=None, by=None
    )
    client.force_login(strategist)
    mine = {"saw": "-", "themes": themes(coding, "Pengar")}

    response = client.post(url(coding), mine)

    assert response.status_code == 409
    assert "valde: Tid" in response.content.decode()
    assert seen(coding, 1) == ["Tid"]
    client.post(url(coding), mine | {"saw": response.context["saw"]})
    assert seen(coding, 1) == ["Pengar"]


def test_a_retry_changes_nothing(coding):
    passage, tid = coding.passages.get(place=1), coding.themes.filter(name="Tid")

    one = services.read(passage, FIRST, tid, saw=None, by=None)
    services.read(passage, FIRST, tid, saw=None, by=None)

    assert history(one).count() == 1


# --- Two readers -----------------------------------------------------------------------------


def test_neither_writes_over_the_other(client, strategist, second, coding):
    client.force_login(strategist)
    client.post(url(coding), {"saw": "-", "themes": themes(coding, "Tid")})
    client.force_login(second)
    page = client.get(url(coding))
    assert not any(one["ticked"] for one in page.context["choices"])

    client.post(url(coding), {"saw": "-", "themes": themes(coding, "Pengar")})

    assert seen(coding, 1, FIRST) == ["Tid"]
    assert seen(coding, 1, SECOND) == ["Pengar"]


@pytest.mark.parametrize(("part", "places"), [(1, [1, 2, 3, 4, 5]), (2, [1, 3, 5]), (4, [1, 5])])
def test_the_second_reads_a_part_that_stays_the_same(ekvik, second, part, places):
    function = second.standing.functions[0]
    coding = make.make_coding(
        ekvik, texts=[f"Text {n}" for n in range(5)], second=function, second_reads=part
    )

    assert list(Passage.objects.shared(coding).values_list("place", flat=True)) == places
    shared = [one.passage.place for one in Coded(coding).rows if one.is_shared]
    assert shared == places
    left = {one.reader: one.count for one in left_to_read([function.pk, coding.first_id])}
    assert left == {FIRST: 5, SECOND: len(places)}


def test_the_second_meets_only_her_part(client, second, ekvik):
    coding = make.make_coding(
        ekvik, texts=["a", "b"], second=second.standing.functions[0], second_reads=2
    )
    client.force_login(second)

    assert client.get(url(coding, 1)).status_code == 200
    assert client.get(url(coding, 2)).status_code == 404


def test_what_the_other_saw_is_hidden_until_ones_own_are_read(client, strategist, second, coding):
    make.read_all(coding, FIRST, {"Tiden räcker inte.": ["Tid"], "Allt är bra.": []})
    client.force_login(second)
    pages = ["coding_compare", "coding_result"]
    for page in pages:
        response = client.get(reverse(f"assessments:{page}", args=[coding.pk]))
        assert "Läs dina texter först" in response.content.decode()
    file = client.get(reverse("assessments:coding_result", args=[coding.pk]), {"format": "texter"})
    assert file["Content-Type"].startswith("text/html")
    theme = coding.themes.get(name="Tid")
    assert "Tiden räcker inte." not in client.get(theme.get_absolute_url()).content.decode()

    all_of_them = {key: ["Tid"] for key in coding.passages.values_list("text", flat=True)}
    make.read_all(coding, SECOND, all_of_them)

    response = client.get(reverse("assessments:coding_compare", args=[coding.pk]))
    assert "Ni är överens om 1 av 2 texter." in response.content.decode()


def test_what_both_have_read_is_settled_together_and_no_longer_changed(client, strategist, coding):
    words = {"Tiden räcker inte.": ["Tid"], "Pengarna tog slut.": ["Pengar"], "Allt är bra.": []}
    make.read_all(coding, FIRST, words)
    make.read_all(coding, SECOND, words)
    client.force_login(strategist)

    response = client.post(url(coding), {"saw": "-", "themes": themes(coding, "Tid", "Pengar")})

    assert response["Location"] == reverse("assessments:coding_settle", args=[coding.pk, 1])


def test_the_last_text_saved_by_itself_leads_on_like_the_others(client, second, coding):
    words = {"Tiden räcker inte.": ["Tid"], "Pengarna tog slut.": ["Pengar"], "Allt är bra.": []}
    make.read_all(coding, FIRST, words)
    make.read_all(coding, SECOND, words)  # as each was chosen
    client.force_login(second)
    last = coding.passages.get(text="Tiden räcker inte.").place

    response = client.post(url(coding, last), {"saw": "-", "themes": themes(coding, "Tid")})

    assert response["Location"] == coding.get_absolute_url()


@pytest.mark.parametrize(("who", "status"), [("manager", 404), ("neighbour", 404)])
def test_reading_is_refused(client, request, coding, who, status):
    client.force_login(request.getfixturevalue(who))

    assert client.post(url(coding), {"saw": "-", "do": "none"}).status_code == status


def test_a_strategist_who_does_not_read_cannot(client, ekvik, coding):
    client.force_login(make.make_member(ekvik, Role.STRATEGIST))

    assert client.post(url(coding), {"saw": "-", "do": "none"}).status_code == 403


def test_a_closed_coding_is_not_read(client, strategist, coding):
    Coding.objects.update(state=Coding.State.CLOSED)
    client.force_login(strategist)

    response = client.post(url(coding), {"saw": "-", "do": "none"}, follow=True)

    assert "Kodningen är avslutad." in response.content.decode()
    assert seen(coding, 1) is None


def test_another_codings_theme_cannot_be_chosen(client, strategist, coding):
    other = make.make_coding(themes=["Deras"])
    client.force_login(strategist)

    client.post(url(coding), {"saw": "-", "themes": [other.themes.get().pk]})

    assert seen(coding, 1) is None


@pytest.mark.parametrize("count", [1, 12])
def test_saving_costs_the_same_however_many_texts(
    client, strategist, ekvik, count, django_assert_max_num_queries
):
    coding = make.make_coding(
        ekvik,
        texts=[f"Text {n}" for n in range(count)],
        themes=[f"Tema {n}" for n in range(count)],
        first=strategist.standing.functions[0],
    )
    client.force_login(strategist)

    with django_assert_max_num_queries(16):
        client.get(url(coding))
    with django_assert_max_num_queries(25):
        client.post(url(coding), {"saw": "-", "themes": themes(coding, "Tema 0")})


# --- What waits ------------------------------------------------------------------------------


def test_what_is_left_to_read_waits_on_the_start_page_and_in_the_handover(
    second, coding, django_assert_max_num_queries
):
    function = second.standing.functions[0]
    make.read_all(coding, SECOND, {"Allt är bra.": []})

    assert [item.title for item in todo(second)] == ["Läs 2 texter"]
    with django_assert_max_num_queries(9):
        found = [one for one in duties([function.pk]) if one.kind == "Texter att läsa"]
    assert [(one.function_id, one.title) for one in found] == [(function.pk, coding.title)]

    make.read_all(coding, SECOND, {"Tiden räcker inte.": [], "Pengarna tog slut.": []})
    assert todo(second) == []


def test_texts_are_found_by_no_search(coding):
    assert not {Coding, Passage} & {one.model for one in CATALOGUE}
