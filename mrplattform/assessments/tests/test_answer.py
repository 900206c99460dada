"""The reporter answers, one question a page; nobody's words are lost."""

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from mrplattform.assessments.models import Assessment, Round
from mrplattform.core.dates import today
from mrplattform.organisations.models import Holding, Role
from mrplattform.questions.models import Answer, Evidence, Kind
from mrplattform.questions.services.answers import save_answer
from tests import make

pytestmark = pytest.mark.django_db

UNASKED_LEVELS = {"choice": "3", "comment": "Alla rektorer gör så här."}


@pytest.fixture
def assessment(ekvik, school, reporter, manager):
    return make.make_assessment(
        make.make_round(ekvik),
        school,
        reporter=reporter.standing.functions[0],
        approver=manager.standing.functions[0],
    )


def address(assessment, key="f1"):
    return reverse("assessments:question", args=[assessment.pk, key])


def stored(assessment, key="f1"):
    return Answer.objects.get(sheet=assessment.sheet, question__key=key)


def test_reporter_answers_and_goes_on(client, reporter, assessment):
    client.force_login(reporter)

    response = client.post(address(assessment), UNASKED_LEVELS | {"to": "next"})

    answer = stored(assessment)
    assert response["Location"] == address(assessment, "f2")
    assert (answer.level, answer.comment) == (3, "Alla rektorer gör så här.")
    assert answer.changed_by == reporter
    assert answer.changed_as == assessment.reporter


def test_after_the_last_question_comes_the_overview(client, reporter, assessment):
    client.force_login(reporter)

    response = client.post(address(assessment, "f3"), {"value": "Vi gör så här."})

    assert response["Location"] == assessment.get_absolute_url()


def test_back_saves_too(client, reporter, assessment):
    client.force_login(reporter)

    response = client.post(address(assessment, "f2"), {"choice": "1", "to": "previous"})

    assert response["Location"] == address(assessment)
    assert stored(assessment, "f2").level == 1


def test_a_question_can_be_passed_over(client, reporter, assessment):
    client.force_login(reporter)

    response = client.post(address(assessment), {"comment": "", "to": "next"})

    assert response["Location"] == address(assessment, "f2")
    assert not Answer.objects.exists()


def test_words_without_a_level_stay_in_the_form(client, reporter, assessment):
    client.force_login(reporter)

    response = client.post(address(assessment), {"comment": "Vi har börjat.", "to": "next"})

    assert "Vi har börjat." in response.content.decode()
    assert response.context["form"].errors


def test_a_personal_identity_number_is_refused(client, reporter, assessment):
    client.force_login(reporter)

    response = client.post(address(assessment), {"choice": "2", "comment": "Eleven 19121212-1212"})

    assert "Ta bort personnumret" in response.content.decode()
    assert not Answer.objects.exists()


def test_dont_know_is_an_answer_and_not_relevant_needs_a_reason(client, reporter, assessment):
    client.force_login(reporter)

    client.post(address(assessment), {"choice": "unknown", "comment": "Fråga nämnden."})
    refused = client.post(address(assessment, "f2"), {"choice": "not_applicable"})
    client.post(address(assessment, "f2"), {"choice": "not_applicable", "comment": "Inga elever."})

    assert stored(assessment).state == Answer.State.UNKNOWN
    assert "Skriv varför" in refused.content.decode()
    assert stored(assessment, "f2").state == Answer.State.NOT_APPLICABLE


# --- Saving as one goes ----------------------------------------------------------------------


def autosave(client, url, **data):
    return client.post(url, data, headers={"X-Autosave": "1"})


def test_the_answer_is_saved_while_it_is_written(client, reporter, assessment):
    client.force_login(reporter)

    first = autosave(client, address(assessment), choice="2", comment="Vi ha").json()
    second = autosave(
        client, address(assessment), choice="2", comment="Vi har", edition=first["edition"]
    ).json()

    assert first["words"].startswith("Sparat ")
    assert second["edition"] == first["edition"] + 1
    assert stored(assessment).comment == "Vi har"


def test_half_an_answer_is_not_saved_yet_and_says_so(client, reporter, assessment):
    client.force_login(reporter)

    response = autosave(client, address(assessment), comment="Vi har börjat")

    assert response.status_code == 422
    assert response.json()["words"].startswith("Inte sparat än.")
    assert not Answer.objects.exists()


def test_half_a_link_is_not_evidence(client, reporter, assessment):
    client.force_login(reporter)

    autosave(client, address(assessment), choice="2", title="Rutin", link="https://ekvik.se/ru")

    assert stored(assessment).level == 2
    assert not Evidence.objects.exists()


def test_nothing_written_saves_nothing(client, reporter, assessment):
    client.force_login(reporter)

    assert autosave(client, address(assessment), comment="").json()["words"] == ""
    assert not Answer.objects.exists()


# --- Two who answer --------------------------------------------------------------------------


@pytest.fixture
def karin(school):
    return make.make_member(school, Role.REPORTER, name="Karin Åsberg")


def both_answer(client, reporter, karin, assessment, **more):
    """Bo opened the page before Karin saved; now he saves."""
    question = assessment.sheet.version.questions.get(key="f1")
    save_answer(
        assessment.sheet, question, by=karin, state="answered", value=1, comment="Karins ord"
    )
    client.force_login(reporter)
    return client.post(address(assessment), {"choice": "3", "comment": "Bos ord"} | more)


def test_two_who_answer_see_both_versions(client, reporter, karin, assessment):
    response = both_answer(client, reporter, karin, assessment)

    text = response.content.decode()
    assert response.status_code == 409
    assert "Karin Åsberg sparade samtidigt" in text
    for words in ("Karins ord", "Bos ord", "1 Påbörjat", "3 Genomfört"):
        assert words in text
    assert stored(assessment).comment == "Karins ord"


def test_keeping_mine_saves_mine_and_the_history_keeps_theirs(client, reporter, karin, assessment):
    response = both_answer(client, reporter, karin, assessment)
    carried = dict(response.context["carried"]) | {"edition": response.context["theirs"].edition}

    client.post(address(assessment), carried | {"keep": "mine"})

    answer = stored(assessment)
    assert (answer.level, answer.comment) == (3, "Bos ord")
    assert "Karins ord" in [row.comment for row in answer.history.all()]


def test_keeping_theirs_changes_nothing(client, reporter, karin, assessment):
    both_answer(client, reporter, karin, assessment)

    response = client.post(
        address(assessment), {"choice": "3", "comment": "Bos ord", "keep": "theirs"}
    )

    assert response["Location"] == address(assessment)
    assert stored(assessment).comment == "Karins ord"


def test_one_may_change_ones_version_first(client, reporter, karin, assessment):
    response = both_answer(client, reporter, karin, assessment)
    carried = dict(response.context["carried"]) | {"edition": response.context["theirs"].edition}

    page = client.post(address(assessment), carried | {"keep": "edit"})
    assert "Karins ord" in page.content.decode()
    assert "Bos ord" in page.content.decode()
    assert stored(assessment).comment == "Karins ord"

    client.post(address(assessment), carried | {"comment": "Bos och Karins ord"})
    assert stored(assessment).comment == "Bos och Karins ord"


def test_a_third_save_in_between_asks_again(client, reporter, karin, assessment):
    response = both_answer(client, reporter, karin, assessment)
    carried = dict(response.context["carried"]) | {"edition": response.context["theirs"].edition}
    answer = stored(assessment)
    save_answer(
        assessment.sheet,
        answer.question,
        by=karin,
        state="answered",
        value=0,
        comment="Karin igen",
        edition=answer.edition,
    )

    again = client.post(address(assessment), carried | {"keep": "mine"})

    assert again.status_code == 409
    assert stored(assessment).comment == "Karin igen"


def test_an_automatic_save_never_goes_on_top_of_anothers(client, reporter, karin, assessment):
    response = both_answer(client, reporter, karin, assessment)
    assert response.status_code == 409

    response = autosave(client, address(assessment), choice="3", comment="Bos ord")

    assert response.status_code == 409
    assert "Karin Åsberg" in response.json()["words"]
    assert stored(assessment).comment == "Karins ord"


def test_a_file_sent_with_a_conflict_is_kept(client, reporter, karin, assessment):
    file = SimpleUploadedFile("rutin.txt", "Så här gör vi.".encode())

    response = both_answer(client, reporter, karin, assessment, file=file, title="Rutin")

    assert response.status_code == 409
    assert stored(assessment).evidence.get().title == "Rutin"


def test_sending_the_same_twice_is_no_conflict(client, reporter, assessment):
    client.force_login(reporter)

    client.post(address(assessment), UNASKED_LEVELS)
    again = client.post(address(assessment), UNASKED_LEVELS | {"to": "next"})

    assert again["Location"] == address(assessment, "f2")


# --- Evidence --------------------------------------------------------------------------------


def test_a_link_and_a_file_are_added_and_taken_away(client, reporter, assessment):
    client.force_login(reporter)
    client.post(
        address(assessment),
        UNASKED_LEVELS | {"link": "https://ekvik.se/rutin", "title": "Rutin för återkoppling"},
    )
    file = SimpleUploadedFile("protokoll.txt", "Beslut § 31".encode())
    client.post(address(assessment), UNASKED_LEVELS | {"edition": 1, "file": file})

    link, document = stored(assessment).evidence.all()
    assert (link.title, link.link) == ("Rutin för återkoppling", "https://ekvik.se/rutin")
    assert document.attachment.name == "protokoll.txt"

    client.post(reverse("assessments:remove_evidence", args=[link.pk]))

    assert list(stored(assessment).evidence.current()) == [document]


def test_taking_away_evidence_saves_what_stands_in_the_form(client, reporter, assessment):
    client.force_login(reporter)
    client.post(address(assessment), UNASKED_LEVELS | {"link": "https://ekvik.se/rutin"})
    evidence = stored(assessment).evidence.get()

    response = client.post(
        reverse("assessments:remove_evidence", args=[evidence.pk]),
        {"choice": "4", "comment": "Nytt", "edition": 1},
    )

    assert response["Location"] == address(assessment)
    assert stored(assessment).comment == "Nytt"


def test_evidence_of_another_unit_is_not_found(client, reporter, assessment, ekvik):
    other = make.fill(make.make_assessment(assessment.round, make.make_administration(ekvik)), 2)
    answer = Answer.objects.get(sheet=other.sheet)
    evidence = Evidence.objects.create(answer=answer, title="Deras", link="https://ekvik.se/")
    client.force_login(reporter)

    response = client.post(reverse("assessments:remove_evidence", args=[evidence.pk]))

    assert response.status_code == 404
    assert answer.evidence.current().exists()


# --- The last time, and what is left ---------------------------------------------------------


def earlier_round(assessment, *levels, day=dt.date(2025, 10, 1)):
    round = make.make_round(
        assessment.authority,
        version=assessment.round.version,
        title="Plattformen 2025",
        opens=day,
        closes=day,
        state=Round.State.CLOSED,
    )
    return make.fill(make.make_assessment(round, assessment.organisation), *levels)


def test_the_last_answer_stands_at_its_level(client, reporter, assessment):
    earlier_round(assessment, 2)
    client.force_login(reporter)

    response = client.get(address(assessment))

    card = next(card for card in response.context["form"].cards if card.was_last)
    assert card.value == "2"
    assert "Ert svar hösten 2025" in response.content.decode()


def test_another_units_last_answer_is_not_shown(client, reporter, assessment, ekvik):
    earlier = earlier_round(assessment)
    make.fill(make.make_assessment(earlier.round, make.make_administration(ekvik)), 4)
    client.force_login(reporter)

    assert "Ert svar" not in client.get(address(assessment)).content.decode()


def test_the_overview_shows_what_is_left(client, reporter, assessment):
    make.fill(assessment, 3)
    client.force_login(reporter)

    response = client.get(assessment.get_absolute_url())

    assert response.context["paper"].progress.answered == 1
    assert "1 av 3 besvarade" in response.content.decode()
    assert response.context["paper"].next_left.url == address(assessment, "f2")


def test_only_questions_that_the_answers_call_for_are_asked(client, reporter, ekvik, school):
    version = make.make_version(
        {"kind": Kind.YES_NO, "key": "har"},
        {"key": "hur", "condition": {"question": "har", "is": True}},
        {"key": "sist"},
    )
    one = make.make_assessment(make.make_round(ekvik, version=version), school)
    client.force_login(reporter)

    no = client.post(address(one, "har"), {"choice": "no"})
    assert no["Location"] == address(one, "sist")
    assert client.get(address(one, "hur")).status_code == 404
    yes = client.post(address(one, "har"), {"choice": "yes", "edition": 1})
    assert yes["Location"] == address(one, "hur")


@pytest.mark.parametrize("count", [1, 3, 30])
def test_a_question_costs_the_same_however_many_are_answered(
    client, reporter, ekvik, school, count, django_assert_max_num_queries
):
    version = make.make_version(*[{}] * 30)
    one = make.make_assessment(
        make.make_round(ekvik, version=version),
        school,
        reporter=reporter.standing.functions[0],
    )
    make.fill(one, *[2] * count)
    client.force_login(reporter)

    with django_assert_max_num_queries(17):
        client.get(address(one))


# --- When it cannot be answered --------------------------------------------------------------


def close(round):
    round.state = Round.State.CLOSED
    round.save()


def pass_by(round):
    round.closes = today() - dt.timedelta(days=1)
    round.save()


@pytest.mark.parametrize("end", [close, pass_by])
def test_a_closed_round_takes_no_answers(client, reporter, assessment, end):
    end(assessment.round)
    client.force_login(reporter)

    response = client.post(address(assessment), UNASKED_LEVELS, follow=True)

    assert "Kartläggningen är stängd" in response.content.decode()
    assert not Answer.objects.exists()
    assert autosave(client, address(assessment), choice="2").status_code == 423


def test_what_is_handed_in_is_locked(client, reporter, ekvik, school):
    one = make.make_assessment(make.make_round(ekvik), school, state=Assessment.State.SUBMITTED)
    client.force_login(reporter)

    response = client.post(address(one), UNASKED_LEVELS, follow=True)

    assert "inskickade och låsta" in response.content.decode()
    assert not Answer.objects.exists()


def test_an_answer_handed_in_meanwhile_is_not_changed(client, reporter, assessment):
    """The sheet was locked after the page was read and before the answer was saved."""
    assessment.sheet.locked = True
    assessment.sheet.save()
    client.force_login(reporter)

    response = client.post(address(assessment), UNASKED_LEVELS, follow=True)

    assert "låsta" in response.content.decode()
    assert not Answer.objects.exists()


def test_a_successor_goes_on_where_the_other_stopped(client, reporter, assessment):
    make.fill(assessment, 3)
    Holding.objects.filter(person=reporter).update(ends=today() - dt.timedelta(days=1))
    successor = make.make_person("Nina Ny")
    make.make_holding(assessment.reporter, successor)

    client.force_login(reporter)
    assert client.get(address(assessment)).status_code == 404
    client.force_login(successor)
    assert client.get(address(assessment)).context["form"]["choice"].value() == "3"


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("manager", 403),
        ("strategist", 403),
        ("elected", 403),
        ("reader", 403),
        ("neighbour", 404),
        ("administrator", 404),
    ],
)
def test_answering_is_for_the_reporter(client, request, assessment, who, status):
    client.force_login(request.getfixturevalue(who))

    assert client.get(address(assessment)).status_code == status
    assert client.post(address(assessment), UNASKED_LEVELS).status_code == status
    assert not Answer.objects.exists()


def test_another_administrations_reporter_does_not_find_it(client, assessment, ekvik):
    other = make.make_member(make.make_administration(ekvik), Role.REPORTER)
    client.force_login(other)

    assert client.get(address(assessment)).status_code == 404
    assert client.get(assessment.get_absolute_url()).status_code == 404


def test_a_key_that_nobody_asks_is_not_found(client, reporter, assessment):
    client.force_login(reporter)

    assert client.get(address(assessment, "finns-inte")).status_code == 404
