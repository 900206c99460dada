"""What findings rest on when the answers are many: picked by place, told in words with counts."""

import datetime as dt

import pytest
from django.urls import reverse

from mrplattform.assessments.models import Assessment, Basis, Finding, Reading, Round
from mrplattform.assessments.services import findings as services
from mrplattform.core.dates import now
from mrplattform.core.history import history
from mrplattform.organisations.models import Role
from mrplattform.questions.models import Answer, Kind
from mrplattform.rights.models import Topic
from tests import make

pytestmark = pytest.mark.django_db

WORDS = {"title": "Rutin saknas", "kind": "gap", "weight": "2", "circle": "authority"}


@pytest.fixture
def topic(db):
    return Topic.objects.create(key="role.welfare", kind="role", names={"sv": "Välfärdsaktör"})


@pytest.fixture
def round(ekvik, topic):
    version = make.make_version(
        {"key": "D4", "texts": {"sv": "Barn hörs"}, "topics": [topic]},
        {"key": "D5", "texts": {"sv": "Barn får svar"}},
        {"key": "yes", "kind": Kind.YES_NO},
    )
    return make.make_round(ekvik, version=version)


def answered(round, *levels, unit=None, state=Assessment.State.APPROVED):
    unit = unit or make.make_administration(round.authority)
    return make.fill(make.make_assessment(round, unit, state=state), *levels)


def new(**query):
    url = reverse("assessments:finding_new")
    return url + "?" + "&".join(f"{key}={value}" for key, value in query.items())


def rest(finding, *bases):
    for fields in bases:
        Basis.objects.create(finding=finding, **fields)
    return finding


def words_of(client, finding):
    page = client.get(finding.get_absolute_url())
    return [f"{one.words}: {one.count}" for one in page.context["grounds"]]


# --- From where one came ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "word", "said"),
    [
        ({"avsnitt": "s"}, "s||", "Alla svar i avsnittet Avsnitt i Plattformen 2026"),
        ({"fraga": "D4"}, "|D4|", "Alla svar på ”Barn hörs” i Plattformen 2026"),
        ({"avsnitt": "s", "fraga": "D4"}, "|D4|", "Alla svar på ”Barn hörs” i Plattformen 2026"),
    ],
)
def test_a_section_or_question_brings_all_its_answers(
    client, strategist, round, topic, query, word, said
):
    answered(round, 1)
    client.force_login(strategist)

    page = client.get(new(kartlaggning=round.pk, **query))

    assert page.context["picker"].chosen == [(f"{round.pk}|{word}|", said)]
    assert page.context["form"]["topics"].value() == [topic.pk]
    assert page.context["form"]["answers"].value() == []


def test_words_to_begin_with_come_along(client, strategist, round):
    client.force_login(strategist)

    page = client.get(new(kartlaggning=round.pk, text="Tre enheter nämner tid."))

    assert page.context["form"]["text"].value() == "Tre enheter nämner tid."


def test_one_units_question_brings_that_answer(client, strategist, round):
    one = answered(round, 1, 2)
    client.force_login(strategist)

    page = client.get(new(kartlaggning=round.pk, fraga="D5", enhet=one.pk))

    assert page.context["form"]["answers"].value() == [one.sheet.answers.get(question__key="D5").pk]
    assert page.context["picker"].chosen == []


def test_a_finding_is_written_from_a_theme(client, strategist, ekvik):
    coding = make.make_coding(
        ekvik, texts=["a", "b"], themes=["Tidsbrist"], first=strategist.standing.functions[0]
    )
    make.read_all(coding, Reading.Reader.FIRST, {"a": ["Tidsbrist"], "b": []})
    theme = coding.themes.get()
    coding.passages.get(text="a").quotes.create(theme=theme, text="Vi hinner inte.")
    client.force_login(strategist)

    page = client.get(new(tema=theme.pk))
    chosen = page.context["picker"].chosen
    assert page.context["form"]["text"].value() == "1 av 2 lästa texter handlar om Tidsbrist."
    client.post(new(tema=theme.pk), WORDS | {"bases": [word for word, _words in chosen]})

    finding = Finding.objects.get()
    assert finding.bases.get().theme == theme
    said = "Temat Tidsbrist i Vad hindrar er?: 1 av 2 lästa texter"
    assert words_of(client, finding) == [said]
    reader = make.make_member(ekvik, Role.READER)
    client.force_login(reader)
    page = client.get(finding.get_absolute_url())
    assert "Vi hinner inte." in page.content.decode()
    assert theme.get_absolute_url() not in page.content.decode()


# --- Picking ---------------------------------------------------------------------------------


def test_places_and_units_are_ticked_and_nothing_is_saved_until_one_saves(
    client, strategist, round
):
    units = [answered(round, 1).organisation for _ in range(2)]
    client.force_login(strategist)
    ticked = {
        "picker_round": round.pk,
        "place": ["q:D4", "s:s"],
        "unit": [one.pk for one in units],
        "title": "Halvskrivet",
    }

    page = client.post(new(), ticked | {"do": "add"})

    chosen = [word for word, _words in page.context["picker"].chosen]
    assert len(chosen) == 4
    assert page.context["form"]["title"].value() == "Halvskrivet"
    assert not page.context["form"].errors
    assert not Finding.objects.exists()
    client.post(new(), WORDS | {"bases": chosen[:3], "picker_round": round.pk, "place": ["q:D5"]})
    finding = Finding.objects.get()
    assert finding.round == round
    assert finding.bases.count() == 4  # what is ticked but not added counts too
    assert history(finding)[0].verb == "finding_written"


def test_searching_keeps_what_is_ticked_and_narrows_the_rest(client, strategist, round, ekvik):
    school = answered(round, 1, unit=make.make_administration(ekvik, "Skolan")).organisation
    for name in ("Räddningstjänsten", "Miljö"):
        answered(round, 1, unit=make.make_administration(ekvik, name))
    client.force_login(strategist)
    post = {"picker_round": round.pk, "place": ["q:D5"], "unit": [school.pk], "do": "search"}

    picker = client.post(new(), post | {"picker_search": "räddning"}).context["picker"]
    assert [(unit.name, tick) for unit, tick in picker.units] == [
        ("Skolan", True),
        ("Räddningstjänsten", False),
    ]
    # No question is called so: all of them can still be chosen for the unit that was found.
    assert len(picker.sections[0].questions) == 3
    picker = client.post(new(), post | {"picker_search": "hörs"}).context["picker"]
    assert [(one.key, tick) for one, tick in picker.sections[0].questions] == [
        ("D4", False),
        ("D5", True),
    ]
    assert picker.chosen == []


def test_many_units_are_found_by_searching(client, strategist, round):
    for _ in range(32):
        make.make_assessment(round)
    client.force_login(strategist)

    page = client.get(new(kartlaggning=round.pk))

    assert len(page.context["picker"].units) == 30
    assert "Sök för att hitta dem" in page.content.decode()


def test_several_rounds_stand_behind_one_finding(client, strategist, round, ekvik):
    earlier = make.make_round(ekvik, version=round.version, title="Plattformen 2025")
    answered(round, 1)
    answered(earlier, 0)
    client.force_login(strategist)
    first = client.post(
        new(), {"picker_round": earlier.pk, "place": ["q:D4"], "do": "add"}
    ).context["picker"]

    bases = [word for word, _words in first.chosen]
    client.post(new(), WORDS | {"bases": bases, "picker_round": round.pk, "place": ["q:D4"]})

    finding = Finding.objects.get()
    assert words_of(client, finding) == [
        "Alla svar på ”Barn hörs” i Plattformen 2025: ett svar, mest Inte påbörjat",
        "Alla svar på ”Barn hörs” i Plattformen 2026: ett svar, mest Påbörjat",
    ]
    for one in (earlier, round):
        listed = client.get(reverse("assessments:findings"), {"kartlaggning": one.pk})
        assert listed.context["table"].rows == [finding]


@pytest.mark.parametrize(
    "word", ["x", "1|2", "0|s|||", "{round}|finns-inte|||", "{round}||x||", "{round}|s||999999|"]
)
def test_a_basis_that_is_not_there_is_told_and_nothing_is_lost(client, strategist, round, word):
    client.force_login(strategist)
    word = word.replace("{round}", str(round.pk))

    response = client.post(new(), WORDS | {"bases": [word]})

    readable = word.count("|") == 4
    assert Finding.objects.exists() == (not readable)  # what is no basis at all is no basis
    if readable:
        assert "Ett av underlagen finns inte längre" in response.content.decode()
        assert response.context["form"]["title"].value() == WORDS["title"]


def test_too_many_bases_are_refused(client, strategist, round):
    client.force_login(strategist)
    units = [make.make_assessment(round).organisation_id for _ in range(31)]

    response = client.post(
        new(), WORDS | {"picker_round": round.pk, "place": ["q:D4", "q:D5"], "unit": units}
    )

    assert "Välj högst 60 underlag" in response.content.decode()


# --- What the page says ----------------------------------------------------------------------


def test_the_answers_are_counted_in_words(client, strategist, round):
    for levels in ((1, 3, True), (1, 3, True), (2, "u", False)):
        answered(round, *levels)
    finding = rest(
        make.make_finding(round=round),
        {"round": round, "question_key": "D4"},
        {"round": round, "section_key": "s"},
        {"round": round, "question_key": "yes"},
        {"round": round},
    )
    client.force_login(strategist)

    assert words_of(client, finding) == [
        "Alla svar på ”Barn hörs” i Plattformen 2026: 3 svar, mest Påbörjat",
        "Alla svar i avsnittet Avsnitt i Plattformen 2026: 9 svar",
        "Alla svar på ”Fråga 3” i Plattformen 2026: 3 svar, mest Ja",
        "Alla svar i Plattformen 2026: 9 svar",
    ]


def test_what_the_reader_may_not_read_is_counted_and_not_told(client, strategist, reader, round):
    answered(round, 1)
    draft = answered(round, 3, state=Assessment.State.DRAFT)
    secret = make.make_round(round.authority, version=round.version, state=Round.State.DRAFT)
    finding = rest(
        make.make_finding(round=round),
        {"round": round, "question_key": "D4"},
        {"round": round, "question_key": "D4", "organisation": draft.organisation},
        {"round": secret, "question_key": "D4"},
    )
    client.force_login(reader)

    page = client.get(finding.get_absolute_url())

    whole, one = page.context["grounds"]
    assert (whole.count, whole.hidden) == ("ett svar, mest Påbörjat", 1)
    assert (one.count, one.hidden) == ("0 svar", 1)
    assert page.context["unseen"] == 1
    assert "Genomfört" not in page.content.decode()


def test_answers_that_came_or_changed_since_are_marked(client, strategist, round):
    first, second = answered(round, 1), answered(round, 1)
    single = second.sheet.answers.get()
    finding = rest(
        make.make_finding(round=round, answers=[single]), {"round": round, "question_key": "D4"}
    )
    Answer.objects.update(changed_at=now() - dt.timedelta(days=9))
    client.force_login(strategist)
    assert client.get(finding.get_absolute_url()).context["changed"] == 0

    later = now() + dt.timedelta(minutes=1)
    Answer.objects.filter(sheet=second.sheet_id).update(changed_at=later)
    text = client.get(finding.get_absolute_url()).content.decode()
    assert "nya eller ändrade" in text
    assert "ändrat sedan dess" in text

    services.change_finding(
        finding, edition=1, by=strategist, topics=[], answers=[single], text="Läst igen"
    )
    Answer.objects.filter(sheet=first.sheet_id).update(changed_at=now() - dt.timedelta(hours=1))
    Answer.objects.filter(sheet=second.sheet_id).update(changed_at=now() - dt.timedelta(hours=1))
    assert client.get(finding.get_absolute_url()).context["changed"] == 0


def test_where_nobody_answers_by_name_few_are_not_counted(client, strategist, ekvik):
    version = make.make_version({"texts": {"sv": "Trivs du?"}})
    round = make.make_round(ekvik, version=version, kind=Round.Kind.ANONYMOUS, smallest_group=3)
    finding = rest(make.make_finding(round=round), {"round": round, "question_key": "f1"})
    for _ in range(3):
        make.make_ballot(round, ekvik, 1)
    client.force_login(strategist)
    said = "Alla svar på ”Trivs du?” i Plattformen 2026: "

    assert words_of(client, finding) == [said + "visas när kartläggningen är stängd"]
    round.state = Round.State.CLOSED
    round.save()
    assert words_of(client, finding) == [said + "3 svar, mest Påbörjat"]
    round.smallest_group = 4
    round.save()
    assert words_of(client, finding) == [said + "för få svar för att visa"]


def test_nobodys_answers_are_pointed_out_where_nobody_answers_by_name(client, strategist, ekvik):
    round = make.make_round(ekvik, kind=Round.Kind.ANONYMOUS)
    client.force_login(strategist)

    assert client.get(new(kartlaggning=round.pk)).context["picker"].units == []
    client.post(new(), WORDS | {"bases": [f"{round.pk}||f1|{ekvik.pk}|"]})
    assert not Finding.objects.exists()


def test_single_answers_are_paged(client, strategist, round, settings):
    settings.PAGE_SIZE = 2
    answers = [answered(round, 1).sheet.answers.get() for _ in range(3)]
    finding = make.make_finding(round=round, answers=answers)
    client.force_login(strategist)

    def shown(**query):
        groups = client.get(finding.get_absolute_url(), query).context["groups"]
        return sum(len(group["rows"]) for group in groups)

    assert (shown(), shown(sida=2)) == (2, 1)


# --- Two people, the list, and what it costs ---------------------------------------------------


def test_two_who_choose_differently_see_both(client, strategist, round):
    finding = rest(make.make_finding(round=round), {"round": round, "question_key": "D4"})
    services.change_finding(
        finding,
        edition=1,
        by=strategist,
        topics=[],
        answers=[],
        bases=[Basis(round=round, question_key="D5")],
    )
    client.force_login(strategist)
    url = reverse("assessments:finding_edit", args=[finding.pk])
    mine = WORDS | {"edition": 1, "bases": [f"{round.pk}||D4||"]}

    page = client.post(url, mine)
    row = next(one for one in page.context["conflict"] if "bygger" in str(one["label"]))
    assert ("Barn hörs" in row["mine"], "Barn får svar" in row["theirs"]) == (True, True)
    client.post(url, mine | {"keep": "mine", "theirs_edition": 2})

    assert finding.bases.get().question_key == "D4"
    assert history(finding)[0].changes["title"]


def test_who_was_heard_can_be_asked_for(client, reader, ekvik):
    make.make_finding(ekvik, title="Hörd", heard="Ungdomsrådet")
    make.make_finding(ekvik, title="Ohörd")
    client.force_login(reader)

    def titles(**query):
        page = client.get(reverse("assessments:findings"), query)
        return [one.title for one in page.context["table"].rows]

    assert titles(horda="ja") == ["Hörd"]
    assert titles(horda="nej") == ["Ohörd"]
    assert titles(sok="ungdomsråd") == ["Hörd"]


def test_what_findings_rest_on_leaves_with_the_list(client, reader, round):
    answered(round, 1)
    single = answered(round, 1).sheet.answers.get()
    rest(make.make_finding(round=round, answers=[single]), {"round": round, "question_key": "D4"})
    client.force_login(reader)

    body = client.get(reverse("assessments:findings"), {"format": "csv"}).getvalue().decode()

    assert "Alla svar på ”Barn hörs” i Plattformen 2026: 2 svar, mest Påbörjat" in body
    assert "Ett enskilt svar" in body


def test_findings_are_found_by_the_questions_they_rest_on(round, ekvik):
    question, other = round.version.questions.order_by("order")[:2]
    one = answered(round, 1).sheet.answers.get()
    linked = make.make_finding(round=round, answers=[one])
    by_question = rest(make.make_finding(round=round), {"round": round, "question_key": "D4"})
    by_section = rest(make.make_finding(ekvik), {"round": round, "section_key": "s"})
    make.make_finding(round=round)

    assert set(Finding.objects.about(round, [question])) == {linked, by_question, by_section}
    assert set(Finding.objects.about(round, [other])) == {by_section}


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize("name", ["finding", "finding_edit", "file", "new"])
def test_it_costs_the_same_for_one_and_three(
    client, strategist, round, ekvik, count, name, django_assert_max_num_queries
):
    coding = make.make_coding(ekvik, themes=[f"Tema {n}" for n in range(count)])
    for number in range(count):
        other = make.make_round(ekvik, version=make.make_version({}), title=f"Nr {number}")
        one = answered(other, 1)
        finding = rest(
            make.make_finding(round=round),
            *[{"round": other, "question_key": "f1"}] * count,
            {"round": other, "section_key": "s", "organisation": one.organisation},
            *[{"theme": theme} for theme in coding.themes.all()],
        )
    client.force_login(strategist)
    args = [finding.pk] if name.startswith("finding") else []
    url = {
        "file": reverse("assessments:findings") + "?format=csv",
        "new": new(kartlaggning=round.pk),
    }.get(name) or reverse(f"assessments:{name}", args=args)

    with django_assert_max_num_queries(20):
        client.get(url).getvalue()
