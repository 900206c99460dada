"""What the texts come to: counts, groups that are large enough, quotes without who wrote."""

import io

import pytest
from django.urls import reverse
from python_calamine import CalamineWorkbook

from mrplattform.assessments import passages
from mrplattform.assessments.breakdown import BY_KIND, Breakdown
from mrplattform.assessments.coded import Coded
from mrplattform.assessments.models import Quote, Reading
from mrplattform.assessments.services import quotes as services
from mrplattform.assessments.services.errors import NotReady
from mrplattform.core.history import history
from mrplattform.organisations.models import Organisation, Role
from mrplattform.questions.models import Kind
from tests import make

pytestmark = pytest.mark.django_db

FIRST = Reading.Reader.FIRST
TEXTS = [f"Text {number}" for number in range(6)]


@pytest.fixture
def function(strategist):
    return strategist.standing.functions[0]


@pytest.fixture
def coding(ekvik, function):
    coding = make.make_coding(ekvik, texts=TEXTS, themes=["Tid", "Pengar"], first=function)
    chosen = {"Text 0": ["Tid"], "Text 1": ["Tid", "Pengar"], "Text 2": ["Tid"], "Text 3": []}
    make.read_all(coding, FIRST, chosen)
    return coding


def result(coding, **query):
    url = reverse("assessments:coding_result", args=[coding.pk])
    return url + ("?" + "&".join(f"{k}={v}" for k, v in query.items()) if query else "")


@pytest.fixture
def coordinator(ekvik):
    """Sees the result without reading herself."""
    return make.make_member(ekvik, Role.STRATEGIST)


def sheets(response):
    with CalamineWorkbook.from_filelike(io.BytesIO(response.content)) as book:
        return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


# --- Counts ----------------------------------------------------------------------------------


def test_themes_are_counted_and_drawn_with_a_table_beside(client, coordinator, coding):
    client.force_login(coordinator)

    page = client.get(result(coding))

    assert [(t.name, n) for t, n in page.context["coded"].ranked] == [("Tid", 3), ("Pengar", 1)]
    assert page.context["chart"].rows == [
        ["Tid", "3"],
        ["Pengar", "1"],
        ["Inget tema passar", "1"],
    ]
    text = page.content.decode()
    assert "4 av 6 texter är lästa" in text
    assert "Tid och Pengar" in text  # in the same text


def test_everything_shown_leaves_as_a_file(client, coordinator, coding):
    services.keep(coding.passages.get(text="Text 0"), "Vi hinner inte.", by=None)
    client.force_login(coordinator)

    found = sheets(client.get(result(coding, format="xlsx")))
    assert found["Teman"][1:] == [
        ["Tid", "", 3],
        ["Pengar", "", 1],
        ["Inget tema passar", "", 1],
    ]
    assert found["Överlapp"][1:] == [["Tid", "Pengar", 1]]
    assert found["Citat"][1:] == [["", "Vi hinner inte."]]
    rows = sheets(client.get(result(coding, format="texter")))["Texter"]
    assert [row[0] for row in rows[1:]] == [1, 2, 3, 4, 5, 6]
    by_text = {row[1]: row[2] for row in rows[1:]}
    assert by_text["Text 1"] == "Tid, Pengar"
    assert by_text["Text 3"] == "inget tema passar"
    assert by_text["Text 5"] == "inte läst"


# --- By background ---------------------------------------------------------------------------


def round_with_words(ekvik, strategist, kinds):
    """Units of these kinds write; each answers yes or no to a question too."""
    version = make.make_version(
        {"kind": Kind.YES_NO, "texts": {"sv": "Har ni råd?"}}, {"kind": Kind.TEXT}
    )
    round = make.make_round(ekvik, version=version)
    yes_no, text = version.questions.order_by("order")
    for number, kind in enumerate(kinds):
        unit = make.make_organisation(parent=ekvik, kind=kind)
        one = make.make_assessment(round, unit)
        make.make_answer(one.sheet, yes_no, value=number % 2 == 0)
        make.make_answer(one.sheet, text, value=f"Ord {number}")
        one.state = "approved"
        one.save()
    return make.make_coding(
        ekvik,
        round=round,
        texts=passages.of_round(strategist, round, [text.key]),
        themes=["Tid"],
    )


ADMINISTRATION, COMPANY = Organisation.Kind.ADMINISTRATION, Organisation.Kind.COMPANY


def test_groups_that_are_large_enough_are_shown(ekvik, strategist):
    coding = round_with_words(ekvik, strategist, [ADMINISTRATION] * 5 + [COMPANY] * 5)
    make.read_all(coding, FIRST, {f"Ord {n}": ["Tid"] if n < 3 else [] for n in range(10)})
    tid = coding.themes.get().pk

    breakdown = Breakdown(Coded(coding))

    assert list(breakdown.ways.values()) == ["Slag av enhet", "Har ni råd?"]
    assert [(g.label, g.texts, g.themes[tid]) for g in breakdown.groups(BY_KIND)] == [
        ("Bolag", 5, 0),
        ("Förvaltning", 5, 3),
    ]
    # Yes and no are five each, but with the kinds they would single out a few.
    assert [one.themes for one in breakdown.groups("f1")] == [None, None]


def test_a_small_group_hides_and_so_does_what_would_give_it_away(client, ekvik, strategist):
    coding = round_with_words(ekvik, strategist, [ADMINISTRATION] * 6 + [COMPANY] * 2)
    make.read_all(coding, FIRST, {f"Ord {n}": ["Tid"] for n in range(8)})
    client.force_login(strategist)

    page = client.get(result(coding))

    assert [one.texts for one in page.context["groups"]] == [None, None]
    assert "Vi visar inte svar från färre än fem" in page.content.decode()
    file = sheets(client.get(result(coding, format="xlsx")))
    assert file["Slag av enhet"][1:] == [
        ["Bolag", "för få för att visa", "för få för att visa"],
        ["Förvaltning", "för få för att visa", "för få för att visa"],
    ]


def test_texts_without_a_source_are_not_broken_down(coding):
    assert Breakdown(Coded(coding)).ways == {}


# --- Quotes ----------------------------------------------------------------------------------


@pytest.fixture
def named(ekvik, school, function):
    make.make_member(school, Role.MANAGER, name="Mona Lind")
    words = f"Mona Lind på {school.name} (070-123 45 67) svarar aldrig."
    texts = [*TEXTS, words]
    return make.make_coding(ekvik, texts=texts, themes=["Tid"], first=function)


def quote(coding, text):
    place = coding.passages.get(text__startswith=text).place
    return reverse("assessments:quote_new", args=[coding.pk, place])


def test_a_quote_is_proposed_without_who_and_where(client, strategist, named):
    client.force_login(strategist)
    page = client.get(quote(named, "Mona"))
    proposed = page.context["form"]["text"].value()
    assert proposed == "[namn] på [enhet] ([telefon]) svarar aldrig."

    client.post(quote(named, "Mona"), {"text": "[namn] svarar aldrig.", "theme": ""})

    assert Quote.objects.get().text == "[namn] svarar aldrig."


@pytest.mark.parametrize(
    "text", ["Mona svarar aldrig.", "Ring 070-123 45 67.", "Skriv till a@b.se.", "På Storgatan 3."]
)
def test_a_quote_that_tells_is_refused_and_what_was_typed_stays(client, strategist, named, text):
    client.force_login(strategist)

    response = client.post(quote(named, "Mona"), {"text": text})

    assert "visar fortfarande" in response.content.decode()
    assert response.context["form"]["text"].value() == text
    assert not Quote.objects.exists()


def test_the_service_refuses_too(named):
    passage = named.passages.get(text__startswith="Mona")

    for text in ("Mona Lind", "Barn- och utbildningsförvaltningen", "Ekvik"):
        with pytest.raises(NotReady):
            services.keep(passage, text, by=None)


def test_few_texts_are_not_quoted(client, strategist, ekvik, function):
    coding = make.make_coding(ekvik, texts=TEXTS[:4], first=function)
    client.force_login(strategist)

    assert "för få att citera" in client.get(quote(coding, "Text 0")).content.decode()
    client.post(quote(coding, "Text 0"), {"text": "Ord"})
    assert not Quote.objects.exists()


def test_a_quote_taken_back_is_no_longer_shown_but_remembered(client, coordinator, coding):
    one = services.keep(coding.passages.get(text="Text 0"), "Vi hinner inte.", by=None)
    client.force_login(coordinator)
    assert "Vi hinner inte." in client.get(result(coding)).content.decode()

    client.post(reverse("assessments:quote_remove", args=[one.pk]))

    assert "Vi hinner inte." not in client.get(result(coding)).content.decode()
    assert [deed.verb for deed in history(coding)][:2] == ["quote_taken_back", "quote_kept"]
    assert Quote.objects.get().removed_at


def test_another_codings_theme_is_refused(client, strategist, named):
    other = make.make_coding(themes=["Deras"]).themes.get()
    client.force_login(strategist)

    response = client.post(quote(named, "Text 0"), {"text": "Ord", "theme": other.pk})

    assert "theme" in response.context["form"].errors


@pytest.mark.parametrize("count", [1, 3])
def test_the_result_costs_the_same(
    client, strategist, ekvik, coordinator, count, django_assert_max_num_queries
):
    coding = round_with_words(ekvik, strategist, [ADMINISTRATION] * count)
    make.read_all(coding, FIRST, {f"Ord {n}": ["Tid"] for n in range(count)})
    client.force_login(coordinator)

    urls = [result(coding), coding.themes.get().get_absolute_url(), quote(coding, "Ord 0")]
    for url in urls:
        with django_assert_max_num_queries(20):
            client.get(url)
