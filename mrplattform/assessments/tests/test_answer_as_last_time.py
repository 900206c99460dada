"""Last time's answer stands beside the question, and is given once more in one press."""

import datetime as dt

import pytest
from django.urls import reverse

from mrplattform.assessments.services import answering as services
from mrplattform.core.dates import today
from mrplattform.organisations.models import Succession
from mrplattform.questions.models import Answer, FrameworkVersion, Kind
from mrplattform.questions.reading import answer_history
from tests import make

pytestmark = pytest.mark.django_db


def label(text):
    return {"sv": text}


@pytest.fixture
def version(ekvik):
    return make.make_version(key="fragor")


@pytest.fixture
def assessments(ekvik, school, reporter, version):
    """Last autumn's, with answers to the first two questions, and this year's."""
    return both(ekvik, school, reporter, version, version)


def both(ekvik, school, reporter, then, now):
    opened = dt.date(today().year - 1, 10, 1)
    old = make.make_round(
        ekvik, version=then, opens=opened, closes=opened + dt.timedelta(30), state="closed"
    )
    functions = {"reporter": reporter.standing.functions[0]}
    before = make.make_assessment(old, school, **functions)
    first, second, _third = then.questions.order_by("order")
    make.make_answer(before.sheet, first, value=3, comment="Alla rektorer gör så.")
    make.make_answer(before.sheet, second, state=Answer.State.UNKNOWN, comment="Fråga nämnden.")
    return before, make.make_assessment(make.make_round(ekvik, version=now), school, **functions)


@pytest.fixture
def assessment(assessments):
    return assessments[1]


def question(assessment, key="f1"):
    return reverse("assessments:question", args=[assessment.pk, key])


def fill_in(assessment):
    section = assessment.sheet.version.sections.get()
    return reverse("assessments:reuse_section", args=[assessment.pk, section.pk])


def empty(assessment):
    section = assessment.sheet.version.sections.get()
    return reverse("assessments:take_back_reused", args=[assessment.pk, section.pk])


def stored(assessment, key="f1"):
    return assessment.sheet.answers.get(question__key=key)


def test_one_press_gives_level_and_words_once_more(client, reporter, assessment):
    client.force_login(reporter)
    assert "Använd förra svaret" in client.get(question(assessment)).content.decode()

    answer = client.post(question(assessment), {"to": "reuse", "comment": ""}, follow=True)

    kept = stored(assessment)
    season = f"hösten {today().year - 1}"
    assert (kept.level, kept.comment) == (3, "Alla rektorer gör så.")
    assert answer_history(kept)[0].note == f"återanvände svaret från {season}"
    assert f"återanvände svaret från {season}" in answer.content.decode()
    assert "Använd förra svaret" not in answer.content.decode()


def test_words_already_written_are_kept(client, reporter, assessment):
    client.force_login(reporter)

    client.post(question(assessment), {"to": "reuse", "comment": "Nu även skolorna."})

    assert (stored(assessment).level, stored(assessment).comment) == (3, "Nu även skolorna.")


def test_an_identity_number_is_not_let_in_that_way(client, reporter, assessment):
    client.force_login(reporter)

    page = client.post(question(assessment), {"to": "reuse", "comment": "Eleven 19121212-1212"})

    assert "Ta bort personnumret" in page.content.decode()
    assert not assessment.sheet.answers.exists()


def test_nobody_elses_new_answer_is_overwritten(client, reporter, assessment):
    make.make_answer(assessment.sheet, assessment.sheet.version.questions.get(key="f1"), value=1)
    client.force_login(reporter)

    client.post(question(assessment), {"to": "reuse", "comment": "", "edition": ""})

    assert stored(assessment).level == 1


def test_a_whole_section_is_filled_in_and_emptied_again(client, reporter, assessment):
    client.force_login(reporter)
    sheet = client.get(assessment.get_absolute_url()).content.decode()

    client.post(fill_in(assessment))
    filled = client.get(assessment.get_absolute_url()).content.decode()

    assert "(2)" in sheet
    assert stored(assessment).level == 3
    assert stored(assessment, "f2").state == Answer.State.UNKNOWN
    assert "Ta bort ifyllda svar" in filled
    client.post(empty(assessment))
    assert not assessment.sheet.answers.exists()


def test_what_was_changed_since_stays_when_the_rest_is_emptied(client, reporter, assessment):
    client.force_login(reporter)
    client.post(fill_in(assessment))
    client.post(question(assessment), {"choice": "4", "edition": stored(assessment).edition})

    client.post(empty(assessment))

    assert [one.level for one in assessment.sheet.answers.all()] == [4]


def test_an_answer_that_got_evidence_stays(client, reporter, assessment):
    client.force_login(reporter)
    client.post(fill_in(assessment))
    make.make_evidence(stored(assessment))

    client.post(empty(assessment))

    assert stored(assessment).level == 3


def test_what_is_answered_is_not_touched(client, reporter, assessment):
    make.make_answer(assessment.sheet, assessment.sheet.version.questions.get(key="f1"), value=1)
    client.force_login(reporter)

    client.post(fill_in(assessment))
    client.post(empty(assessment))

    assert [one.level for one in assessment.sheet.answers.all()] == [1]


def test_filling_in_twice_changes_nothing_more(client, reporter, assessment):
    client.force_login(reporter)
    client.post(fill_in(assessment))
    client.post(fill_in(assessment))

    assert Answer.history.filter(sheet=assessment.sheet).count() == 2


def test_an_answer_that_calls_for_another_question_answers_that_too(
    ekvik, school, reporter, version
):
    condition = {"question": "f1", "is": 3}
    second = {"key": "f2", "condition": condition}
    asking = make.make_version({"key": "f1"}, second, {"key": "f3"}, key="fragor", number=2)
    _before, assessment = both(ekvik, school, reporter, asking, asking)

    given = services.reuse_section(assessment, asking.sections.get(), by=reporter)

    assert given == 2


def test_a_unit_that_took_over_from_one_other_goes_on_from_its_answers(
    ekvik, school, reporter, version
):
    before, assessment = both(ekvik, school, reporter, version, version)
    old = make.make_administration(ekvik)
    before.organisation = before.sheet.organisation = old
    before.save()
    before.sheet.save()
    Succession.objects.create(predecessor=old, successor=school, day=today())

    given = services.reuse_section(assessment, version.sections.get(), by=reporter)

    assert given == 2


# --- Other words since -----------------------------------------------------------------------


def test_a_question_with_new_words_says_so(client, ekvik, school, reporter, version):
    new = make.make_version(
        {"key": "f1", "texts": label("Har ni bestämt hur ni gör?")},
        {"key": "f2"},
        {"key": "f3", "kind": Kind.TEXT},
        key="fragor",
        number=2,
    )
    _before, assessment = both(ekvik, school, reporter, version, new)
    client.force_login(reporter)

    page = client.get(question(assessment)).content.decode()

    assert "Frågan har skrivits om sedan dess." in page
    assert version.questions.get(key="f1").text in page
    assert "Använd förra svaret" in page


def test_an_answer_that_no_longer_fits_is_shown_and_not_offered(
    client, ekvik, school, reporter, version
):
    new = make.make_version(
        {"key": "f1", "kind": Kind.YES_NO}, {"key": "f2"}, {"key": "f3"}, key="fragor", number=2
    )
    _before, assessment = both(ekvik, school, reporter, version, new)
    client.force_login(reporter)

    page = client.get(question(assessment)).content.decode()
    client.post(question(assessment), {"to": "reuse", "comment": ""})
    given = services.reuse_section(assessment, new.sections.get(), by=reporter)

    assert "3 Genomfört" in page
    assert "Frågan har andra svar nu än då." in page
    assert "Använd förra svaret" not in page
    assert given == 1
    assert not assessment.sheet.answers.filter(question__key="f1").exists()


def test_a_level_that_means_something_else_now_does_not_fit(ekvik, school, reporter, version):
    options = [{"value": n, "label": label(f"Steg {n}")} for n in range(5)]
    new = make.make_version(
        {"key": "f1", "options": options}, {"key": "f2"}, {"key": "f3"}, key="fragor", number=2
    )
    _before, assessment = both(ekvik, school, reporter, version, new)

    services.reuse_section(assessment, new.sections.get(), by=reporter)

    assert not assessment.sheet.answers.filter(question__key="f1").exists()


def test_the_municipalitys_own_wording_keeps_the_key(client, ekvik, school, reporter, version):
    own = make.make_version(key="fragor", authority=ekvik)
    assert own.state == FrameworkVersion.State.PUBLISHED
    _before, assessment = both(ekvik, school, reporter, version, own)
    client.force_login(reporter)

    client.post(question(assessment), {"to": "reuse", "comment": ""})

    assert stored(assessment).level == 3
