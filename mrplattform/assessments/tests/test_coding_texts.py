"""A coding is started on what has been handed in, or on pasted texts, and takes in more later."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from mrplattform.assessments import passages
from mrplattform.assessments.models import Assessment, Coding, Round
from mrplattform.assessments.passages import Text, split, try_texts
from mrplattform.assessments.services import coding as services
from mrplattform.assessments.services.errors import NotReady, WrongState
from mrplattform.core.history import history
from mrplattform.organisations.models import Role
from mrplattform.questions.models import Kind
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def version():
    return make.make_version({}, {"kind": Kind.TEXT})


@pytest.fixture
def round(ekvik, version):
    return make.make_round(ekvik, version=version)


def write(round, words, *, unit=None, state=Assessment.State.APPROVED, comment=""):
    """A unit's words in the round's text question, and a reason for its level."""
    unit = unit or make.make_administration(round.authority)
    one = make.make_assessment(round, unit, state=Assessment.State.DRAFT)
    level, text = one.sheet.version.questions.order_by("order")
    if comment:
        make.make_answer(one.sheet, level, value=1, comment=comment)
    make.make_answer(one.sheet, text, value=words)
    one.state = state
    one.save()
    return one


@pytest.fixture
def function(strategist):
    return strategist.standing.functions[0]


def new(round=None, **query):
    query = {"kartlaggning": round.pk, **query} if round else {"egna": 1, **query}
    url = reverse("assessments:coding_new")
    return url + "?" + "&".join(f"{key}={value}" for key, value in query.items())


def posted(function, **fields):
    return {"title": "Vad hindrar er?", "first": function.pk, "second_reads": 1, **fields}


def texts_of(coding):
    return sorted(coding.passages.values_list("text", flat=True))


# --- Of a round ------------------------------------------------------------------------------


def test_strategist_starts_a_coding_on_a_question(client, strategist, round, function):
    write(round, "Tiden räcker inte.")
    write(round, "Chefen är ny.")
    write(round, "Inte inskickat än.", state=Assessment.State.DRAFT)
    client.force_login(strategist)

    page = client.get(new(round, fraga="f2"))
    assert page.context["source"]["questions"].value() == ["f2"]
    assert "(2 svar)" in page.content.decode()
    response = client.post(new(round), posted(function, questions=["f2"]))

    coding = Coding.objects.get()
    assert response["Location"] == coding.get_absolute_url()
    assert texts_of(coding) == ["Chefen är ny.", "Tiden räcker inte."]
    assert (coding.round, coding.question_keys) == (round, ["f2"])
    assert [one.place for one in coding.passages.all()] == [1, 2]
    assert history(coding)[0].changes == {"texter": [None, 2]}


def test_answers_and_reasons_come_from_several_questions(strategist, round):
    write(round, "Tiden räcker inte.", comment="Ingen har frågat.")

    found = passages.of_round(strategist, round, ["f1", "f2"])

    assert sorted(one.text for one in found) == ["Ingen har frågat.", "Tiden räcker inte."]
    assert len({one.source for one in found}) == 2


def test_a_reader_gets_only_what_she_may_read(reader, ekvik, version):
    country = make.make_round(version=version, reach=Round.Reach.COUNTRY)
    write(country, "En annan kommuns ord.")

    assert passages.of_round(reader, country, ["f2"]) == []


def test_a_trial_run_shows_the_texts_and_keeps_nothing(client, strategist, round, function):
    write(round, "Tiden räcker inte.")
    client.force_login(strategist)

    response = client.post(new(round), posted(function, questions=["f2"], do="try"))

    text = response.content.decode()
    assert "En text kommer in" in text
    assert "Tiden räcker inte." in text
    assert not Coding.objects.exists()


def test_later_answers_are_taken_in_once(client, strategist, round, function):
    unit = write(round, "Tiden räcker inte.").organisation
    coding = make.make_coding(
        round.authority,
        round=round,
        question_keys=["f2"],
        texts=passages.of_round(strategist, round, ["f2"]),
        first=function,
    )
    write(round, "Tiden räcker inte.")  # another unit's same words are not the same text
    client.force_login(strategist)

    url = reverse("assessments:coding_texts", args=[coding.pk])
    client.post(url, {"questions": ["f2"]})
    again = client.post(url, {"questions": ["f2"]})

    assert coding.passages.count() == 2
    assert "inga nya texter" in again.content.decode()
    assert unit.name not in client.get(coding.get_absolute_url()).content.decode()


def test_anonymous_words_come_when_the_round_is_closed_and_enough_have_answered(strategist, ekvik):
    version = make.make_version({"kind": Kind.TEXT})
    round = make.make_round(ekvik, version=version, kind=Round.Kind.ANONYMOUS, smallest_group=3)
    for words in ("Ett", "Två"):
        make.make_ballot(round, ekvik, words)

    def found():
        return passages.of_round(strategist, round, ["f1"])

    def becomes(state):
        round.state = state
        round.save()

    assert found() == []
    becomes(Round.State.CLOSED)
    assert found() == []
    assert passages.questions_with_texts(strategist, round) == []
    becomes(Round.State.OPEN)
    make.make_ballot(round, ekvik, "Tre")
    assert found() == []
    becomes(Round.State.CLOSED)
    assert sorted(one.text for one in found()) == ["Ett", "Tre", "Två"]
    assert {one.source for one in found()} == {""}


def test_a_round_without_words_says_when_there_will_be_some(client, strategist, round):
    client.force_login(strategist)

    assert "när enheterna har skickat in" in client.get(new(round)).content.decode()


# --- Pasted and uploaded ----------------------------------------------------------------------


def test_texts_are_parted_by_line_or_paragraph():
    words = "Ett\r\nTvå\n\nTre\n"

    assert split(words) == [Text("Ett"), Text("Två"), Text("Tre")]
    assert split(words, by_paragraph=True) == [Text("Ett\nTvå"), Text("Tre")]


def test_pasted_texts_are_the_same_as_many_times_as_they_lie_there():
    coding = make.make_coding(texts=["Tid", "Tid"])

    intake = try_texts([Text("Tid"), Text("Tid "), Text("Tid"), Text(" "), Text("Nytt")], coding)

    assert [one.text for one in intake.new] == ["Tid", "Nytt"]
    assert intake.known == 2


def test_strategist_pastes_texts(client, strategist, function):
    client.force_login(strategist)

    client.post(new(), posted(function, words="Tid\nPengar", parted="line"))

    coding = Coding.objects.get()
    assert texts_of(coding) == ["Pengar", "Tid"]
    assert coding.round is None


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("svar.txt", b"Tid\nPengar"),
        ("svar.csv", b"Nr;Text\n1;Tid\n2;Pengar"),
    ],
)
def test_a_file_is_tried_and_its_texts_stay_in_the_form(client, strategist, function, name, data):
    client.force_login(strategist)
    file = SimpleUploadedFile(name, data)

    tried = client.post(new(), posted(function, file=file, parted="line", do="try"))
    source = tried.context["source"]
    client.post(
        new(), posted(function, words=source["words"].value(), parted=source["parted"].value())
    )

    assert texts_of(Coding.objects.get()) == ["Pengar", "Tid"]


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"words": ""}, "Klistra in texterna eller välj en fil."),
        ({"words": "Född 19121212-1212"}, "Ta bort personnumret"),
        ({"words": "x" * 10_001}, "En av texterna är för lång."),
        ({"words": "Tid", "title": ""}, "Fyll i den här uppgiften."),
        ({"file": ("svar.csv", b"Nr;Namn\n1;x")}, "Kolumnen Text saknas"),
        ({"file": ("svar.txt", "Född 19121212-1212".encode())}, "Ta bort personnumret"),
        ({"file": ("svar.csv", b"Text\n191212121212")}, "Ta bort personnumret"),
    ],
)
def test_what_is_wrong_is_told(client, strategist, function, fields, said):
    client.force_login(strategist)
    if "file" in fields:
        fields = fields | {"file": SimpleUploadedFile(*fields["file"])}

    response = client.post(new(), posted(function, parted="line") | fields)

    assert said in response.content.decode()
    assert not Coding.objects.exists()


def test_somebody_elses_function_cannot_read(client, strategist, neighbour, function):
    theirs = neighbour.standing.functions[0]
    client.force_login(strategist)

    response = client.post(new(), posted(function, words="Tid", parted="line", second=theirs.pk))

    assert "second" in response.context["form"].errors
    assert not Coding.objects.exists()


def test_nobody_is_both_readers(client, strategist, function):
    client.force_login(strategist)

    response = client.post(new(), posted(function, words="Tid", parted="line", second=function.pk))

    assert "Välj en annan" in response.content.decode()


@pytest.mark.parametrize("who", ["reporter", "manager", "elected", "reader", "administrator"])
def test_only_who_coordinates_starts(client, request, who):
    client.force_login(request.getfixturevalue(who))

    assert client.get(reverse("assessments:coding_new")).status_code == 403


# --- What the service keeps --------------------------------------------------------------------


def test_the_order_tells_nothing_of_who_wrote(ekvik):
    texts = [f"Text {number:03}" for number in range(60)]

    coding = make.make_coding(ekvik, texts=texts)

    read = list(coding.passages.order_by("place").values_list("text", flat=True))
    assert read != texts
    assert sorted(read) == texts
    assert list(coding.passages.order_by("pk").values_list("text", flat=True)) == read


def test_nothing_to_read_is_refused(ekvik):
    with pytest.raises(NotReady):
        make.make_coding(ekvik, texts=[" "])
    assert not Coding.objects.exists()


def test_a_closed_coding_takes_in_nothing_until_it_is_opened_again(client, strategist, ekvik):
    coding = make.make_coding(ekvik)
    client.force_login(strategist)

    client.post(reverse("assessments:coding_close", args=[coding.pk]))
    with pytest.raises(WrongState):
        services.add_texts(coding, [Text("Nytt")], by=strategist)
    client.post(reverse("assessments:coding_reopen", args=[coding.pk]))
    services.add_texts(coding, [Text("Nytt")], by=strategist)

    verbs = [deed.verb for deed in history(coding)]
    assert verbs[:3] == ["coding_texts_added", "coding_reopened", "coding_closed"]


def test_two_who_change_a_coding_see_both_versions(client, strategist, ekvik, function):
    coding = make.make_coding(ekvik, first=function)
    client.force_login(strategist)
    url = reverse("assessments:coding_edit", args=[coding.pk])
    values = {"purpose": "", "first": function, "second": None, "second_reads": 1}
    services.change_coding(coding, edition=1, by=strategist, title="Hennes namn", **values)

    mine = posted(function, title="Mitt namn", edition=1)
    text = client.post(url, mine).content.decode()
    assert "Hennes namn" in text
    assert "Mitt namn" in text
    client.post(url, mine | {"keep": "mine", "theirs_edition": 2})

    coding.refresh_from_db()
    assert coding.title == "Mitt namn"


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize("name", ["codings", "coding", "coding_new", "coding_texts", "coding_edit"])
def test_pages_cost_the_same_for_one_and_three(
    client, strategist, round, function, count, name, django_assert_max_num_queries
):
    for number in range(count):
        write(round, f"Text {number}")
    for _ in range(count):
        coding = make.make_coding(
            round.authority,
            round=round,
            question_keys=["f2"],
            texts=passages.of_round(strategist, round, ["f2"]),
            first=function,
            second=make.make_function(round.authority, role=Role.READER),
            themes=[f"Tema {n}" for n in range(count)],
        )
    client.force_login(strategist)
    url = (
        new(round)
        if name == "coding_new"
        else reverse(f"assessments:{name}", args=[] if name == "codings" else [coding.pk])
    )

    with django_assert_max_num_queries(20):
        assert client.get(url).status_code == 200
