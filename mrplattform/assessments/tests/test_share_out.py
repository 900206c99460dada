"""The reporter hands a section on to a colleague (fördelar), who answers those questions only."""

import re

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.urls import reverse

from mrplattform.assessments.models import AnswerLink, Assessment, Portion
from mrplattform.assessments.services import approval, links
from mrplattform.assessments.services import portions as services
from mrplattform.assessments.services.errors import WrongState
from mrplattform.core.dates import today
from mrplattform.core.history import history
from mrplattform.organisations.models import Role
from mrplattform.questions.models import Answer, FrameworkVersion, Section
from tests import make

pytestmark = pytest.mark.django_db

ADA = "ada@bolaget.se"
TWO = {"choice": "2"}


@pytest.fixture
def assessment(ekvik, school, reporter, manager):
    """Two sections: f1–f3 and g1–g2."""
    version = make.make_version(published=False)
    second = Section.objects.create(version=version, key="t", order=2, titles={"sv": "Barn"})
    make.make_question(second, key="g1", law="Barnkonventionen, artikel 12")
    make.make_question(second, key="g2")
    version.state = FrameworkVersion.State.PUBLISHED
    version.save(update_fields=["state"])
    return make.make_assessment(
        make.make_round(ekvik, version=version),
        school,
        reporter=reporter.standing.functions[0],
        approver=manager.standing.functions[0],
    )


@pytest.fixture
def section(assessment):
    return assessment.sheet.version.sections.get(key="t")


@pytest.fixture
def colleague(school):
    return make.make_member(school, Role.READER)


@pytest.fixture
def function(colleague):
    return colleague.standing.functions[0]


def give(assessment, section):
    return reverse("assessments:give_portion", args=[assessment.pk, section.pk])


def question(assessment, key):
    return reverse("assessments:question", args=[assessment.pk, key])


def test_a_colleague_gets_a_letter_and_answers_just_her_section(
    client, assessment, section, reporter, colleague, function, django_capture_on_commit_callbacks
):
    client.force_login(reporter)
    with django_capture_on_commit_callbacks(execute=True):
        client.post(give(assessment, section), {"function": function.pk, "note": "Till fredag?"})
    letter = mail.outbox[0]
    client.force_login(colleague)

    page = client.get(assessment.get_absolute_url()).content.decode()
    other = client.get(question(assessment, "f1"))
    client.post(question(assessment, "g1"), TWO)

    assert letter.to == [colleague.email]
    assert "Till fredag?" in letter.body
    assert "0 av 2 besvarade" in page
    assert question(assessment, "g1") in page
    assert question(assessment, "f1") not in page
    assert other.status_code == 404
    answer = Answer.objects.get()
    assert (answer.question.key, answer.changed_by, answer.changed_as) == (
        "g1",
        colleague,
        function,
    )


def test_her_way_goes_through_her_questions_alone(client, assessment, section, colleague, function):
    make.make_portion(assessment, section, function=function)
    client.force_login(colleague)

    first = client.get(question(assessment, "g1")).content.decode()
    last = client.post(question(assessment, "g2"), TWO)

    assert "Fråga 1 av 2" in first
    assert last["Location"] == assessment.get_absolute_url()


def test_autosave_keeps_to_her_section(client, assessment, section, colleague, function):
    make.make_portion(assessment, section, function=function)
    client.force_login(colleague)

    mine = client.post(question(assessment, "g1"), TWO, headers={"X-Autosave": "1"})
    other = client.post(question(assessment, "f1"), TWO, headers={"X-Autosave": "1"})

    assert (mine.status_code, other.status_code) == (200, 404)
    assert list(Answer.objects.values_list("question__key", flat=True)) == ["g1"]


def test_an_address_gets_a_link_to_the_section_alone(
    client, assessment, section, reporter, django_capture_on_commit_callbacks
):
    client.force_login(reporter)
    with django_capture_on_commit_callbacks(execute=True):
        client.post(give(assessment, section), {"email": ADA})
    client.logout()
    path = re.search(r"https?://[^/]+(/uppfoljning/lank/\S+)", mail.outbox[0].body)[1]

    page = client.get(path, follow=True).content.decode()
    client.post(question(assessment, "g1"), TWO, headers={"X-Autosave": "1"})

    assert "0 av 2 besvarade" in page
    assert client.get(question(assessment, "f1")).status_code == 404
    assert client.post(reverse("assessments:submit", args=[assessment.pk])).status_code == 403
    assert Answer.objects.get().question.key == "g1"


def test_she_says_that_it_is_done_and_the_reporter_is_told(
    client,
    assessment,
    section,
    reporter,
    colleague,
    function,
    django_capture_on_commit_callbacks,
):
    portion = make.make_portion(assessment, section, function=function)
    client.force_login(colleague)

    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("assessments:portion_done", args=[assessment.pk, portion.pk]))

    portion.refresh_from_db()
    assert portion.done_at
    assert [(letter.to, letter.subject) for letter in mail.outbox] == [
        ([reporter.email], "Barn är klart")
    ]
    client.post(reverse("assessments:portion_undone", args=[assessment.pk, portion.pk]))
    portion.refresh_from_db()
    assert portion.done_at is None


def test_the_reporter_sees_who_has_which_part_and_hands_in(
    client, assessment, section, reporter, colleague, function
):
    make.make_portion(assessment, section, function=function)
    make.fill(assessment, 2)
    client.force_login(reporter)

    page = client.get(assessment.get_absolute_url()).content.decode()
    client.post(reverse("assessments:submit", args=[assessment.pk]))

    assert f"{colleague.name} svarar" in page
    assert f"Inte klara än: {colleague.name}" in page
    assessment.refresh_from_db()
    assert assessment.state == Assessment.State.SUBMITTED  # a part that is not ready stops nothing


def test_only_the_reporter_hands_in(client, assessment, section, colleague, function):
    make.make_portion(assessment, section, function=function)
    make.fill(assessment, 2)
    client.force_login(colleague)

    answer = client.post(reverse("assessments:submit", args=[assessment.pk]))

    assert answer.status_code == 403


def test_taken_back_the_section_is_the_reporters_alone(
    client, assessment, section, reporter, colleague, function, django_capture_on_commit_callbacks
):
    portion = make.make_portion(assessment, section, function=function)
    make.make_answer(assessment.sheet, assessment.sheet.version.questions.get(key="g1"))
    client.force_login(reporter)

    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("assessments:take_back_portion", args=[assessment.pk, portion.pk]))
    client.force_login(colleague)

    assert mail.outbox[0].to == [colleague.email]
    assert client.post(question(assessment, "g1"), TWO).status_code == 403
    assert Answer.objects.get().question.key == "g1"
    assert [deed.verb for deed in history(assessment)] == ["portion_taken_back"]


def test_a_link_to_a_section_taken_back_opens_nothing_at_all(client, assessment, section, reporter):
    """Least of all the whole sheet."""
    link, token = links.issue(assessment, ADA, by=reporter, partial=True)
    portion = Portion.objects.create(assessment=assessment, section=section, link=link)
    client.get(reverse("assessments:open_link", args=[token]))

    services.take_back(portion, by=reporter)

    assert client.get(reverse("assessments:open_link", args=[token])).status_code == 410
    assert client.get(question(assessment, "f1"))["Location"].startswith(reverse("account_login"))
    AnswerLink.objects.update(revoked_at=None)  # even if it held
    assert client.get(question(assessment, "f1")).status_code == 404


def test_the_part_follows_the_function_to_its_next_holder(
    client, assessment, section, colleague, function
):
    make.make_portion(assessment, section, function=function)
    function.holdings.update(ends=today())
    successor = make.make_person()
    make.make_holding(function, successor, starts=today())
    client.force_login(successor)

    assert client.get(question(assessment, "g1")).status_code == 200


def test_a_section_has_one_hand(assessment, section, reporter, function):
    services.give(assessment, section, by=reporter, function=function)

    with pytest.raises(ValidationError):
        services.give(assessment, section, by=reporter, email=ADA)


def test_who_answers_everything_gets_no_part(assessment, section, reporter):
    Assessment.objects.filter(pk=assessment.pk).update(reporter=None)
    links.issue(assessment, ADA, by=reporter)

    with pytest.raises(ValidationError):
        services.give(assessment, section, by=reporter, email=ADA.upper())


def test_nothing_is_shared_out_of_what_is_handed_in(assessment, section, reporter, function):
    make.fill(assessment, 1)
    approval.submit(assessment, by=reporter)

    with pytest.raises(WrongState):
        services.give(assessment, section, by=reporter, function=function)


@pytest.mark.parametrize("posted", [{}, {"function": "x"}, {"email": "ada"}])
def test_what_is_wrong_is_told_and_kept(client, assessment, section, reporter, posted):
    client.force_login(reporter)

    page = client.post(give(assessment, section), posted | {"note": "Till fredag?"})

    assert page.context["form"].errors
    assert "Till fredag?" in page.content.decode()
    assert not Portion.objects.exists()


def test_who_came_by_a_link_sees_nobody_who_works_here(client, assessment, section, colleague):
    _link, token = links.issue(assessment, ADA, by=None)
    client.get(reverse("assessments:open_link", args=[token]))

    page = client.get(give(assessment, section)).content.decode()
    client.post(give(assessment, section), {"email": "bo@bolaget.se"})

    assert colleague.name not in page
    assert Portion.objects.get().link.email == "bo@bolaget.se"
    assert history(assessment)[0].by_name == f"{ADA} (personlig länk)"


def test_what_rests_on_law_alone_says_so(client, assessment, section, colleague, function):
    make.make_portion(assessment, section, function=function)
    make.make_answer(assessment.sheet, section.questions.get(key="g1"), value=2)
    client.force_login(colleague)

    assert "enligt lag, effekt okänd" in client.get(assessment.get_absolute_url()).content.decode()
    assert "enligt lag, effekt okänd" in client.get(question(assessment, "g1")).content.decode()


@pytest.mark.parametrize("count", [1, 13])
def test_the_sheet_costs_the_same_however_many_have_a_part(
    client, ekvik, school, reporter, count, django_assert_max_num_queries
):
    version = make.make_version(published=False)
    for number in range(count):
        one = Section.objects.create(version=version, key=f"s{number}", order=number + 2)
        for place in range(3):
            make.make_question(one, key=f"q{number}-{place}")
    version.state = FrameworkVersion.State.PUBLISHED
    version.save(update_fields=["state"])
    assessment = make.make_assessment(
        make.make_round(ekvik, version=version),
        school,
        reporter=reporter.standing.functions[0],
    )
    make.fill(assessment, 2, 2)
    for one in version.sections.exclude(key="s"):
        make.make_portion(assessment, one, function=make.make_member(school).standing.functions[0])
    for number in range(10 * count):
        make.make_remark(assessment, by=reporter, text=f"Ord {number}")
    client.force_login(reporter)
    for path in (assessment.get_absolute_url(), question(assessment, "q0-0")):
        client.get(path)
        with django_assert_max_num_queries(20):
            client.get(path)


def test_a_part_is_answered_within_the_same_bounds(
    client, assessment, section, colleague, function, django_assert_max_num_queries
):
    make.make_portion(assessment, section, function=function)
    client.force_login(colleague)
    for path in (assessment.get_absolute_url(), question(assessment, "g1")):
        client.get(path)
        with django_assert_max_num_queries(20):
            client.get(path)
