"""Findings are written on answers, changed with care, and can be put back."""

import datetime as dt

import pytest
from django.urls import reverse

from mrplattform.assessments.models import Assessment, Finding
from mrplattform.assessments.services import findings as services
from mrplattform.core.dates import now
from mrplattform.core.history import history
from mrplattform.organisations.models import Role
from mrplattform.organisations.services.editions import ChangedMeanwhile
from mrplattform.questions.models import Answer
from mrplattform.rights.models import Topic
from tests import make

pytestmark = pytest.mark.django_db

WORDS = {
    "title": "Rutin för rättighetskrockar saknas",
    "kind": "gap",
    "text": "Sex enheter har inte påbörjat arbetet.",
    "weight": "2",
    "why": "Avvägningar görs utan underlag.",
    "heard": "Funktionsrättsrådet",
    "circle": "authority",
}


@pytest.fixture
def topics(db):
    return [
        Topic.objects.create(key="role.welfare", kind="role", names={"sv": "Välfärdsaktör"}),
        Topic.objects.create(key="crc.12", kind="article", names={"sv": "Rätten att höras"}),
    ]


@pytest.fixture
def round(ekvik, topics):
    return make.make_round(ekvik, version=make.make_version({"topics": [topics[0]]}, {}))


@pytest.fixture
def assessment(round, school):
    one = make.make_assessment(round, school, state=Assessment.State.APPROVED)
    return make.fill(one, 0, 1)


def new(round=None, **query):
    url = reverse("assessments:finding_new")
    if round:
        query["kartlaggning"] = round.pk
    return url + ("?" + "&".join(f"{k}={v}" for k, v in query.items()) if query else "")


# --- Writing ---------------------------------------------------------------------------------


def test_strategist_writes_a_finding_on_a_cell(client, strategist, round, assessment, topics):
    client.force_login(strategist)
    url = new(round, avsnitt="s", enhet=assessment.pk)
    form = client.get(url).context["form"]
    answers = list(assessment.sheet.answers.values_list("pk", flat=True))
    assert sorted(form["answers"].value()) == sorted(answers)
    assert form["topics"].value() == [topics[0].pk]

    data = {"answers": answers, "topics": [topic.pk for topic in topics]}
    response = client.post(url, WORDS | data)

    finding = Finding.objects.get()
    assert response["Location"] == finding.get_absolute_url()
    assert finding.round == round
    assert finding.answers.count() == 2
    assert set(finding.topics.all()) == set(topics)
    assert finding.key == f"finding:{finding.pk}"
    assert history(finding)[0].verb == "finding_written"


def test_a_finding_may_stand_without_a_round(client, strategist):
    client.force_login(strategist)

    client.post(new(), WORDS)

    assert Finding.objects.get().round is None


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"title": ""}, "title"),
        ({"kind": ""}, "kind"),
        ({"text": "Gäller 19121212-1212"}, "text"),
        ({"circle": "unit"}, "circle"),
    ],
)
def test_what_is_wrong_is_told_and_what_was_typed_stays(client, strategist, round, changes, field):
    client.force_login(strategist)

    response = client.post(new(round), WORDS | changes)

    assert field in response.context["form"].errors
    assert response.context["form"]["why"].value() == WORDS["why"]
    assert not Finding.objects.exists()


def test_a_neighbours_answer_cannot_be_linked(client, strategist, round, assessment, neighbour):
    authority = neighbour.standing.functions[0].authority
    theirs = make.fill(make.make_assessment(make.make_round(authority, version=round.version)), 1)
    answer = Answer.objects.get(sheet=theirs.sheet)
    client.force_login(strategist)

    response = client.post(new(round, avsnitt="s"), WORDS | {"answers": [answer.pk]})

    assert "answers" in response.context["form"].errors
    assert not Finding.objects.exists()


def test_a_neighbours_round_is_not_found(client, strategist, neighbour):
    theirs = make.make_round(neighbour.standing.functions[0].authority)
    client.force_login(strategist)

    assert client.get(new(theirs)).status_code == 404
    assert client.get(new() + "?kartlaggning=x").status_code == 404


@pytest.mark.parametrize("who", ["reporter", "manager", "elected", "reader", "administrator"])
def test_only_the_strategist_writes(client, request, who):
    client.force_login(request.getfixturevalue(who))

    assert client.post(new(), WORDS).status_code == 403


# --- Reading ---------------------------------------------------------------------------------


def test_a_finding_shows_the_answers_behind_it(client, reader, round, assessment, topics):
    finding = make.make_finding(
        round=round, answers=assessment.sheet.answers.all(), topics=topics, why="Det rör många."
    )
    client.force_login(reader)

    text = client.get(finding.get_absolute_url()).content.decode()

    assert "0 Inte påbörjat" in text
    assert "Barn- och utbildningsförvaltningen" in text
    assert "Välfärdsaktör" in text
    assert "Det rör många." in text
    assert reverse("assessments:finding_edit", args=[finding.pk]) not in text


def test_answers_that_are_not_handed_in_are_counted_but_not_shown(
    client, reader, strategist, round, ekvik
):
    draft = make.fill(make.make_assessment(round, make.make_administration(ekvik, "Miljö")), 4)
    finding = make.make_finding(round=round, answers=draft.sheet.answers.all())
    client.force_login(reader)
    text = client.get(finding.get_absolute_url()).content.decode()
    assert "Miljö" not in text
    assert "Ett svar till visas inte" in text

    client.force_login(strategist)
    assert "Miljö" in client.get(finding.get_absolute_url()).content.decode()


def test_a_finding_open_to_all_shows_no_answers_of_a_closed_round(
    client, neighbour, round, assessment
):
    finding = make.make_finding(
        round=round, answers=assessment.sheet.answers.all(), circle="signed_in"
    )
    client.force_login(neighbour)

    text = client.get(finding.get_absolute_url()).content.decode()

    assert finding.title in text
    assert "Barn- och utbildningsförvaltningen" not in text


@pytest.mark.parametrize(
    ("who", "status"), [("reporter", 200), ("elected", 200), ("neighbour", 404)]
)
def test_who_reads_a_finding(client, request, round, who, status):
    finding = make.make_finding(round=round)
    client.force_login(request.getfixturevalue(who))

    assert client.get(finding.get_absolute_url()).status_code == status


def test_findings_are_listed_narrowed_and_sorted(client, reader, round, ekvik, topics, neighbour):
    make.make_finding(round=round, title="Äldre samråd", kind="strength", weight=1)
    make.make_finding(round=round, title="Barn hörs", weight=3, topics=[topics[0]])
    make.make_finding(ekvik, title="Åtgärder saknas", weight=2)
    make.make_finding(neighbour.standing.functions[0].authority, title="Grannens")
    client.force_login(reader)

    def titles(**query):
        response = client.get(reverse("assessments:findings"), query)
        return [one.title for one in response.context["table"].rows]

    assert titles(sortera="slutsats") == ["Barn hörs", "Åtgärder saknas", "Äldre samråd"]
    assert titles(sortera="-allvar")[0] == "Barn hörs"
    assert titles(slag="strength") == ["Äldre samråd"]
    assert titles(sok="ÄLDRE") == ["Äldre samråd"]
    assert titles(amne="role.welfare") == ["Barn hörs"]
    assert len(titles(kartlaggning=round.pk)) == 2
    body = client.get(reverse("assessments:findings"), {"format": "csv"}).getvalue().decode()
    assert "Grannens" not in body
    assert "Äldre samråd" in body


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize("name", ["findings", "finding", "finding_edit"])
def test_findings_cost_the_same_for_one_and_three(
    client, strategist, round, ekvik, topics, name, count, django_assert_max_num_queries
):
    answers = []
    for _ in range(count):
        one = make.make_assessment(round, make.make_administration(ekvik), state="approved")
        answers += make.fill(one, 1, 2).sheet.answers.all()
    for _ in range(count):
        finding = make.make_finding(round=round, answers=answers, topics=topics)
    client.force_login(strategist)

    with django_assert_max_num_queries(19):
        args = [] if name == "findings" else [finding.pk]
        client.get(reverse(f"assessments:{name}", args=args))


# --- Changing --------------------------------------------------------------------------------


def test_strategist_changes_a_finding(client, strategist, round, assessment, topics):
    finding = make.make_finding(round=round, answers=assessment.sheet.answers.all())
    client.force_login(strategist)
    url = reverse("assessments:finding_edit", args=[finding.pk])
    kept = assessment.sheet.answers.first().pk

    client.post(
        url, WORDS | {"edition": 1, "weight": "3", "topics": [topics[1].pk], "answers": [kept]}
    )

    finding.refresh_from_db()
    assert (finding.weight, finding.edition) == (3, 2)
    changes = history(finding)[0].changes
    assert changes["weight"] == [2, 3]
    assert changes["topics"] == ["", "Rätten att höras"]
    assert changes["answers"] == [2, 1]


def test_two_who_change_the_same_finding_see_both_versions(client, strategist, ekvik):
    finding = make.make_finding(ekvik, text="Före")
    karin = make.make_member(ekvik, Role.STRATEGIST, name="Karin Åsberg")
    services.change_finding(finding, edition=1, by=karin, topics=[], answers=[], text="Karins ord")
    client.force_login(strategist)
    url = reverse("assessments:finding_edit", args=[finding.pk])

    response = client.post(url, WORDS | {"text": "Mina ord", "edition": 1})
    text = response.content.decode()
    assert "Karins ord" in text
    assert "Mina ord" in text
    finding.refresh_from_db()
    assert finding.text == "Karins ord"

    client.post(
        url, WORDS | {"text": "Mina ord", "edition": 1, "keep": "mine", "theirs_edition": 2}
    )
    finding.refresh_from_db()
    assert finding.text == "Mina ord"


def test_keeping_theirs_leaves_the_finding(client, strategist, ekvik):
    finding = make.make_finding(ekvik, text="Före")
    client.force_login(strategist)

    client.post(
        reverse("assessments:finding_edit", args=[finding.pk]),
        WORDS | {"edition": 1, "keep": "theirs"},
    )

    finding.refresh_from_db()
    assert finding.text == "Före"


def test_saving_nothing_new_leaves_no_trace(ekvik, strategist):
    finding = make.make_finding(ekvik, text="Samma")

    services.change_finding(finding, edition=1, by=strategist, topics=[], answers=[], text="Samma")

    assert not history(finding).exists()
    with pytest.raises(ChangedMeanwhile):
        services.change_finding(finding, edition=0, by=strategist, topics=[], answers=[])


@pytest.mark.parametrize("deed", ["finding_edit", "finding_remove"])
@pytest.mark.parametrize(("who", "status"), [("reader", 403), ("manager", 403), ("neighbour", 404)])
def test_changing_is_refused(client, request, ekvik, deed, who, status):
    finding = make.make_finding(ekvik)
    client.force_login(request.getfixturevalue(who))

    url = reverse(f"assessments:{deed}", args=[finding.pk])
    assert client.post(url, WORDS | {"edition": 1}).status_code == status


# --- Removing --------------------------------------------------------------------------------


def test_a_removed_finding_can_be_put_back(client, strategist, ekvik):
    finding = make.make_finding(ekvik)
    client.force_login(strategist)

    client.post(reverse("assessments:finding_remove", args=[finding.pk]))
    assert client.get(finding.get_absolute_url()).status_code == 404
    assert finding.title in client.get(reverse("assessments:removed")).content.decode()

    client.post(reverse("assessments:finding_restore", args=[finding.pk]))
    assert client.get(finding.get_absolute_url()).status_code == 200
    verbs = [deed.verb for deed in history(finding)]
    assert verbs == ["finding_restored", "finding_removed"]


def test_after_a_year_it_is_gone(client, strategist, ekvik):
    finding = make.make_finding(ekvik, removed_at=now() - dt.timedelta(days=366))
    client.force_login(strategist)

    assert finding.title not in client.get(reverse("assessments:removed")).content.decode()
    url = reverse("assessments:finding_restore", args=[finding.pk])
    assert client.post(url).status_code == 404


@pytest.mark.parametrize(("who", "status"), [("reader", 403), ("neighbour", 404)])
def test_putting_back_is_refused(client, request, ekvik, who, status):
    finding = make.make_finding(ekvik, removed_at=now())
    client.force_login(request.getfixturevalue(who))

    url = reverse("assessments:finding_restore", args=[finding.pk])
    assert client.post(url).status_code == status


def test_a_neighbour_sees_no_removed_finding(client, neighbour, ekvik):
    finding = make.make_finding(ekvik, removed_at=now())
    client.force_login(neighbour)

    assert finding.title not in client.get(reverse("assessments:removed")).content.decode()
