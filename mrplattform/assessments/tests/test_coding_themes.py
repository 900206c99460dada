"""The code book changes while one reads, and what was coded follows."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from mrplattform.assessments.coded import Coded
from mrplattform.assessments.models import Basis, Reading, Theme
from mrplattform.assessments.services import themes as services
from mrplattform.assessments.services.errors import NotReady
from mrplattform.core.history import history
from mrplattform.organisations.services.editions import ChangedMeanwhile
from tests import make

pytestmark = pytest.mark.django_db

FIRST, SECOND, BOTH = Reading.Reader.FIRST, Reading.Reader.SECOND, Reading.Reader.BOTH


@pytest.fixture
def coding(ekvik, strategist):
    coding = make.make_coding(
        ekvik,
        texts=["a", "b", "c"],
        themes=["Tid", "Stress", "Pengar"],
        first=strategist.standing.functions[0],
    )
    make.read_all(coding, FIRST, {"a": ["Tid"], "b": ["Tid", "Stress"], "c": ["Pengar"]})
    return coding


def theme(coding, name):
    return Theme.objects.select_related("coding").get(coding=coding, name=name)


def seen(coding):
    names = {one.pk: one.name for one in coding.themes.all()}
    return {
        one.passage.text: one.final and {names[pk] for pk in one.final}
        for one in Coded(coding).rows
    }


def names(coding):
    return [one.name for one in coding.themes.all()]


def url(name, thing):
    return reverse(f"assessments:{name}", args=[thing.pk])


def test_reader_writes_a_theme(client, strategist, coding):
    client.force_login(strategist)

    client.post(url("coding_themes", coding), {"name": "Chefer", "meaning": "Om ledning"})
    again = client.post(url("coding_themes", coding), {"name": "CHEFER"})

    assert "Temat finns redan" in again.content.decode()
    assert names(coding) == ["Tid", "Stress", "Pengar", "Chefer"]
    assert history(coding)[0].changes == {"tema": [None, "Chefer"]}


def test_two_who_word_the_same_theme_see_both_versions(client, strategist, coding):
    tid = theme(coding, "Tid")
    client.force_login(strategist)
    services.change(tid, edition=tid.edition, name="Tidsbrist", meaning="Hennes", by=strategist)

    mine = {"name": "Tid", "meaning": "Mina ord", "edition": tid.edition}
    page = client.post(url("theme_edit", tid), mine)
    assert "Hennes" in page.content.decode()
    client.post(
        url("theme_edit", tid),
        mine | {"keep": "mine", "theirs_edition": page.context["theirs"].edition},
    )

    tid.refresh_from_db()
    assert (tid.name, tid.meaning) == ("Tid", "Mina ord")
    with pytest.raises(ChangedMeanwhile):
        services.change(tid, edition=0, name="Tid", meaning="", by=None)


def test_themes_are_put_in_order(client, strategist, coding):
    client.force_login(strategist)

    client.post(url("theme_move", theme(coding, "Pengar")), {"do": "up"})
    client.post(url("theme_move", theme(coding, "Tid")), {"do": "down"})
    client.post(url("theme_move", theme(coding, "Stress")), {"do": "down"})  # already last

    assert names(coding) == ["Pengar", "Tid", "Stress"]


def test_merged_themes_keep_their_texts_quotes_and_findings(client, strategist, coding):
    stress, tid = theme(coding, "Stress"), theme(coding, "Tid")
    quote = coding.passages.get(text="b").quotes.create(theme=stress, text="Vi hinner inte.")
    both, one = make.make_finding(coding.authority), make.make_finding(coding.authority)
    for finding, basis in ((both, tid), (both, stress), (one, stress)):
        Basis.objects.create(finding=finding, theme=basis)
    client.force_login(strategist)

    client.post(url("theme_merge", stress), {"into": tid.pk})

    assert seen(coding) == {"a": {"Tid"}, "b": {"Tid"}, "c": {"Pengar"}}
    quote.refresh_from_db()
    assert quote.theme == tid
    assert [one.theme for one in Basis.objects.all()] == [tid, tid]
    assert history(coding)[0].changes == {"tema": ["Stress", "Tid"], "läsningar": [None, 1]}


def test_a_theme_merges_with_no_other_codings(client, strategist, coding):
    other = make.make_coding(coding.authority, themes=["Annat"])
    client.force_login(strategist)

    response = client.post(
        url("theme_merge", theme(coding, "Tid")), {"into": other.themes.get().pk}
    )

    assert "into" in response.context["form"].errors
    assert names(coding) == ["Tid", "Stress", "Pengar"]


def test_some_texts_get_a_theme_of_their_own(client, strategist, coding):
    a = coding.passages.get(text="a")
    client.force_login(strategist)

    client.post(url("theme_split", theme(coding, "Tid")), {"name": "Väntan", "passages": [a.pk]})

    assert seen(coding) == {"a": {"Väntan"}, "b": {"Tid", "Stress"}, "c": {"Pengar"}}
    foreign = make.make_coding(coding.authority).passages.get()
    response = client.post(
        url("theme_split", theme(coding, "Tid")), {"name": "Annat", "passages": [foreign.pk]}
    )
    assert "passages" in response.context["form"].errors


@pytest.mark.parametrize(("then", "a"), [("again", None), ("without", set())])
def test_texts_without_another_theme_are_read_again_or_stay_without(
    client, strategist, coding, then, a
):
    client.force_login(strategist)

    page = client.get(url("theme_remove", theme(coding, "Tid"))).content.decode()
    assert "2 texter har temat." in page
    client.post(url("theme_remove", theme(coding, "Tid")), {"then": then})

    assert seen(coding) == {"a": a, "b": {"Stress"}, "c": {"Pengar"}}
    assert history(coding)[0].changes == {"tema": ["Tid", None]}


def test_what_was_settled_on_a_removed_theme_is_open_again(ekvik):
    coding = make.make_coding(ekvik, texts=["a"], themes=["Tid"], second=make.make_function(ekvik))
    for reader, saw in ((FIRST, ["Tid"]), (SECOND, []), (BOTH, ["Tid"])):
        make.read_all(coding, reader, {"a": saw})
    assert coding.passages.get().settled

    services.remove(theme(coding, "Tid"), read_again=True, by=None)

    assert not coding.passages.get().settled
    assert list(Reading.objects.values_list("reader", flat=True)) == [SECOND]


def test_a_theme_behind_a_finding_stays(client, strategist, coding):
    tid = theme(coding, "Tid")
    Basis.objects.create(finding=make.make_finding(coding.authority), theme=tid)
    client.force_login(strategist)

    response = client.post(url("theme_remove", tid), {"then": "again"})

    assert "En slutsats bygger på temat" in response.content.decode()
    with pytest.raises(NotReady):
        services.remove(tid, read_again=False, by=None)


def test_the_code_book_leaves_as_a_file(client, strategist, coding):
    client.force_login(strategist)

    body = (
        client.get(url("coding_themes", coding), {"format": "csv"}).getvalue().decode("utf-8-sig")
    )

    assert [line.split(";")[0] for line in body.splitlines()] == ["Tema", "Tid", "Stress", "Pengar"]
    assert body.splitlines()[1].endswith("2")


def test_a_name_that_somebody_took_meanwhile_is_refused(coding):
    with pytest.raises(ValidationError):
        services.make(coding, "tid", by=None)


@pytest.mark.parametrize(
    "name", ["theme_edit", "theme_merge", "theme_split", "theme_remove", "theme_move"]
)
@pytest.mark.parametrize(("who", "status"), [("manager", 404), ("neighbour", 404)])
def test_changing_is_refused(client, request, coding, name, who, status):
    client.force_login(request.getfixturevalue(who))

    assert client.post(url(name, theme(coding, "Tid")), {"name": "X"}).status_code == status
