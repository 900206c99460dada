"""Opening gives every chosen unit its sheet and its reporter a personal link."""

import datetime as dt
import re
import time
from dataclasses import replace

import pytest
from django.core import mail
from django.urls import reverse

from mrplattform.assessments.models import Assessment, Round
from mrplattform.assessments.services import letters
from mrplattform.assessments.services import rounds as services
from mrplattform.assessments.services.errors import NotReady, WrongState
from mrplattform.core.dates import today
from mrplattform.core.history import history
from mrplattform.core.models import Deed, Job, Letter
from mrplattform.organisations.models import Function, Holding, Organisation, Person, Role
from mrplattform.questions.models import AnswerSheet, FrameworkVersion
from tests import make

pytestmark = pytest.mark.django_db


def function_of(person):
    return person.standing.functions[0]


@pytest.fixture
def draft(ekvik, strategist, school, reporter, manager):
    round = make.make_round(
        ekvik,
        owner=function_of(strategist),
        state=Round.State.DRAFT,
        purpose="Svaren blir underlag till årsredovisningen.",
    )
    choice = services.Choice(school, function_of(reporter), function_of(manager))
    services.choose_units(round, [choice], by=strategist)
    return round


def test_strategist_opens_the_round(
    client, strategist, draft, school, reporter, django_capture_on_commit_callbacks
):
    client.force_login(strategist)

    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("assessments:open", args=[draft.pk]))

    draft.refresh_from_db()
    assessment = draft.assessments.get()
    assert draft.state == Round.State.OPEN
    assert not draft.asked.exists()
    assert (assessment.organisation, assessment.state) == (school, "draft")
    assert assessment.sheet.version == draft.version
    assert history(draft)[0].verb == "round_opened"
    assert [deed.verb for deed in history(assessment)] == ["assessment_opened"]


def test_the_reporter_gets_a_personal_link_to_the_sheet(
    client, strategist, draft, reporter, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        services.open_round(draft, by=strategist)

    letter = mail.outbox[0]
    assessment = draft.assessments.get()
    assert letter.to == [reporter.email]
    assert "Barn- och utbildningsförvaltningen" in letter.subject
    assert "underlag till årsredovisningen" in letter.body
    link = re.search(r"https?://\S+", letter.body)[0]
    path = link.split("/", 3)[3]

    response = client.get(f"/{path}", follow=True)
    if not response.context["user"].is_authenticated:  # a press signs in, so that scanners do not
        response = client.post(
            response.redirect_chain[-1][0] if response.redirect_chain else f"/{path}", follow=True
        )
    assert response.context["user"] == reporter
    assert response.request["PATH_INFO"] == assessment.get_absolute_url()


def test_invitations_are_sent_once_however_often_the_job_runs(
    strategist, draft, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        services.open_round(draft, by=strategist)
    job = Job.objects.get()
    with django_capture_on_commit_callbacks(execute=True):
        letters.send_invitations(job, draft.pk)

    assert len(mail.outbox) == 1
    assert Letter.objects.get().key == f"round:{draft.pk}:invite:{draft.assessments.get().pk}"


def test_nothing_is_sent_when_the_opening_fails(draft, strategist, school):
    draft.asked.update(reporter=None)

    with pytest.raises(NotReady) as problem:
        services.open_round(draft, by=strategist)

    assert problem.value.reasons == [f"{school} saknar uppgiftslämnare."]
    assert not Letter.objects.exists()
    assert not Assessment.objects.exists()
    assert not AnswerSheet.objects.exists()


def test_a_vacant_reporter_does_not_stop_the_round(
    draft, strategist, reporter, django_capture_on_commit_callbacks
):
    Holding.objects.filter(person=reporter).update(ends=today() - dt.timedelta(days=1))

    with django_capture_on_commit_callbacks(execute=True):
        services.open_round(draft, by=strategist)

    assert draft.assessments.count() == 1
    assert mail.outbox == []


def test_the_stand_in_gets_the_letter_when_nobody_else_holds_the_function(
    draft, strategist, reporter, django_capture_on_commit_callbacks
):
    Holding.objects.filter(person=reporter).update(ends=today() - dt.timedelta(days=1))
    stand_in = make.make_person("Vera Vikarie")
    make.make_holding(function_of_asked(draft), stand_in, stand_in=True)

    with django_capture_on_commit_callbacks(execute=True):
        services.open_round(draft, by=strategist)

    assert mail.outbox[0].to == [stand_in.email]


def function_of_asked(draft):
    return draft.asked.get().reporter


def test_a_round_opened_before_its_day_opens_that_day(draft, strategist):
    draft.opens = today() + dt.timedelta(days=3)
    draft.save()

    assert services.open_round(draft, by=strategist).opens == today()


def test_a_round_opens_once(client, draft, strategist):
    services.open_round(draft, by=strategist)

    with pytest.raises(WrongState):
        services.open_round(draft, by=strategist)
    client.force_login(strategist)
    response = client.post(reverse("assessments:open", args=[draft.pk]), follow=True)
    assert "Läget har ändrats" in response.content.decode()
    assert draft.assessments.count() == 1


@pytest.mark.parametrize("change", ["empty", "past", "retired"])
def test_what_keeps_a_round_from_opening_is_told(client, draft, strategist, change):
    if change == "empty":
        draft.asked.all().delete()
    elif change == "past":
        draft.opens = draft.closes = today() - dt.timedelta(days=1)
        draft.save()
    else:
        draft.version.state = FrameworkVersion.State.RETIRED
        draft.version.save(update_fields=["state"])
    client.force_login(strategist)

    response = client.post(reverse("assessments:open", args=[draft.pk]), follow=True)

    draft.refresh_from_db()
    assert draft.is_draft
    words = {
        "empty": "Välj minst en enhet",
        "past": "Slutdagen har passerat",
        "retired": "inte publicerade",
    }
    assert words[change] in response.content.decode()


# --- Adding, moving, closing -----------------------------------------------------------------


@pytest.fixture
def opened(draft, strategist):
    return services.open_round(draft, by=strategist)


def test_a_unit_is_added_later(
    client, strategist, opened, ekvik, django_capture_on_commit_callbacks
):
    social = make.make_administration(ekvik, "Socialförvaltningen")
    person = make.make_member(social, Role.REPORTER)
    chief = make.make_member(social, Role.MANAGER)
    client.force_login(strategist)
    url = reverse("assessments:add_units", args=[opened.pk])

    incomplete = client.post(url, {f"unit_{social.pk}": "on"})
    assert f"reporter_{social.pk}" in incomplete.context["form"].errors
    with django_capture_on_commit_callbacks(execute=True):
        client.post(
            url,
            {
                f"unit_{social.pk}": "on",
                f"reporter_{social.pk}": function_of(person).pk,
                f"approver_{social.pk}": function_of(chief).pk,
            },
        )

    assert opened.assessments.filter(organisation=social).exists()
    assert person.email in {address for letter in mail.outbox for address in letter.to}
    assert history(opened)[0].verb == "unit_added"


def test_a_unit_is_asked_once(opened, strategist, school, reporter, manager):
    choice = services.Choice(school, function_of(reporter), function_of(manager))

    with pytest.raises(NotReady):
        services.add_unit(opened, choice, by=strategist)


def test_the_last_day_is_moved_with_a_reason(client, strategist, opened):
    day = today() + dt.timedelta(days=60)
    client.force_login(strategist)

    client.post(
        reverse("assessments:extend", args=[opened.pk]),
        {"closes": day.isoformat(), "why": "Många är sjuka"},
    )

    opened.refresh_from_db()
    assert opened.closes == day
    deed = history(opened)[0]
    assert (deed.verb, deed.why) == ("round_extended", "Många är sjuka")


def test_a_closed_round_is_opened_again_only_with_a_reason(client, strategist, opened):
    client.force_login(strategist)
    client.post(reverse("assessments:close", args=[opened.pk]))
    opened.refresh_from_db()
    assert opened.is_closed
    url = reverse("assessments:reopen", args=[opened.pk])
    day = (today() + dt.timedelta(days=5)).isoformat()

    client.post(url, {"why": "", "closes": day})
    opened.refresh_from_db()
    assert opened.is_closed

    client.post(url, {"why": "Två enheter hann inte", "closes": day})
    opened.refresh_from_db()
    assert opened.state == Round.State.OPEN
    assert "Två enheter hann inte" in [deed.why for deed in history(opened)]


# --- Reminding -------------------------------------------------------------------------------


def test_one_press_reminds_those_who_have_not_handed_in_once_a_day(
    client, strategist, opened, school, ekvik, reporter, django_capture_on_commit_callbacks
):
    ready = make.make_assessment(
        opened, make.make_administration(ekvik), state=Assessment.State.APPROVED
    )
    make.make_holding(ready.reporter, make.make_person())
    mail.outbox.clear()
    client.force_login(strategist)
    url = reverse("assessments:remind", args=[opened.pk])

    with django_capture_on_commit_callbacks(execute=True):
        first = client.post(url, follow=True)
    with django_capture_on_commit_callbacks(execute=True):
        second = client.post(url, follow=True)

    assert [letter.to for letter in mail.outbox] == [[reporter.email]]
    assert "Vi påminner en uppgiftslämnare" in first.content.decode()
    assert "redan fått en påminnelse" in second.content.decode()
    assert [deed.verb for deed in history(opened)].count("round_reminded") == 1


def test_a_new_day_a_new_reminder(opened, strategist, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        assert services.remind(opened, by=strategist) == 1
    with django_capture_on_commit_callbacks(execute=True):
        later = today() + dt.timedelta(days=1)
        assert services.remind(opened, by=strategist, on=later) == 1

    assert len([letter for letter in mail.outbox if "Påminnelse" in letter.subject]) == 2


def test_a_closed_round_reminds_nobody(opened, strategist):
    services.close(opened, by=strategist)

    with pytest.raises(WrongState):
        services.remind(opened, by=strategist)


# --- Following -------------------------------------------------------------------------------


def test_a_vacant_function_stands_before_the_strategists_eyes(client, strategist, opened, reporter):
    Holding.objects.filter(person=reporter).update(ends=today() - dt.timedelta(days=1))
    client.force_login(strategist)

    text = client.get(opened.get_absolute_url()).content.decode()

    assert "En funktion är vakant" in text
    assert "Vakant" in text


def test_another_function_can_answer(client, strategist, opened, school):
    other = make.make_function(school, role=Role.REPORTER, title="Utvecklare")
    assessment = opened.assessments.get()
    client.force_login(strategist)

    client.post(
        reverse("assessments:functions", args=[assessment.pk]),
        {"reporter": other.pk, "approver": assessment.approver_id},
    )

    assessment.refresh_from_db()
    assert assessment.reporter == other
    assert history(assessment)[0].verb == "assessment_functions_changed"


@pytest.mark.parametrize("count", [1, 3])
def test_the_rounds_page_asks_the_same_for_one_unit_and_three(
    client, strategist, ekvik, count, django_assert_max_num_queries
):
    round = make.make_round(ekvik, owner=function_of(strategist))
    for _ in range(count):
        make.fill(make.make_assessment(round, make.make_administration(ekvik)), 1, 2)
    client.force_login(strategist)

    with django_assert_max_num_queries(20):
        response = client.get(round.get_absolute_url())

    assert len(response.context["table"].rows) == count


def test_the_units_leave_as_a_file(client, strategist, opened):
    client.force_login(strategist)

    body = client.get(opened.get_absolute_url() + "?format=csv").getvalue().decode("utf-8-sig")

    head, row = body.splitlines()[:2]
    assert head.startswith("Enhet;Läge;Besvarat")
    assert row.startswith("Barn- och utbildningsförvaltningen;Inte inskickad;0")


def test_a_neighbour_sees_a_round_open_to_all_but_no_people(client, neighbour, opened):
    opened.circle = "signed_in"
    opened.save()
    client.force_login(neighbour)

    text = client.get(opened.get_absolute_url()).content.decode()

    assert "Barn- och utbildningsförvaltningen" in text
    assert "Bo Hedlund" not in text


# --- Who may ---------------------------------------------------------------------------------


DEEDS = ["open", "remind", "extend", "close", "reopen", "add_units", "round_edit", "round_units"]


@pytest.mark.parametrize("deed", DEEDS)
@pytest.mark.parametrize(
    ("who", "status"),
    [("reporter", 403), ("manager", 403), ("elected", 403), ("reader", 403), ("neighbour", 404)],
)
def test_only_the_strategist_runs_a_round(client, request, opened, deed, who, status):
    client.force_login(request.getfixturevalue(who))

    response = client.post(reverse(f"assessments:{deed}", args=[opened.pk]))

    assert response.status_code == status


# --- National size ---------------------------------------------------------------------------


@pytest.mark.slow
@pytest.mark.parametrize(
    ("by_link", "seconds"), [(False, 10), (True, 15)], ids=["functions", "addresses"]
)
def test_3700_units_have_their_letters_queued_in_ten_seconds(
    client, strategist, ekvik, by_link, seconds, django_capture_on_commit_callbacks
):
    round = make.make_round(ekvik, owner=function_of(strategist), state=Round.State.DRAFT)
    choices = many_units(ekvik, 3700)
    if by_link:
        choices = [
            replace(one, reporter=None, email=f"e{n}@ekvik.se") for n, one in enumerate(choices)
        ]
    services.choose_units(round, choices, by=strategist)
    client.force_login(strategist)
    begun = time.process_time()  # whatever else the machine does meanwhile

    with django_capture_on_commit_callbacks() as after_commit:
        client.post(reverse("assessments:open", args=[round.pk]))
    job = Job.objects.get()
    assert job.state == Job.State.WAITING
    with django_capture_on_commit_callbacks() as sending:
        letters.send_invitations(job, round.pk)
    taken = time.process_time() - begun

    assert round.assessments.count() == 3700
    assert Deed.objects.filter(verb="assessment_opened").count() == 3700
    assert Letter.objects.filter(state=Letter.State.QUEUED).count() == 3700
    assert len(after_commit) + len(sending) == 1 + 8  # the job, and a task for each 500 letters
    assert taken < seconds, taken


def many_units(authority, count):
    """Units with a held reporter and a held manager, in bulk."""
    kind = Organisation.Kind.ADMINISTRATION
    units = Organisation.objects.bulk_create(
        Organisation(
            kind=kind,
            name=f"Enhet {n}",
            parent=authority,
            authority=authority,
            starts=make.LONG_AGO,
        )
        for n in range(count)
    )
    people = Person.objects.bulk_create(
        Person(email=f"p{n}@example.se", name=f"P{n}") for n in range(count)
    )
    functions = Function.objects.bulk_create(
        Function(
            organisation=unit, authority=authority, title="Chef", role=role, starts=make.LONG_AGO
        )
        for role in (Role.REPORTER, Role.MANAGER)
        for unit in units
    )
    Holding.objects.bulk_create(
        Holding(function=function, person=person, starts=make.LONG_AGO)
        for function, person in zip(functions, people + people, strict=True)
    )
    return [
        services.Choice(unit, reporter, manager)
        for unit, reporter, manager in zip(units, functions[:count], functions[count:], strict=True)
    ]


@pytest.mark.parametrize("count", [1, 3])
def test_opening_asks_the_same_for_one_unit_and_three(
    strategist, ekvik, count, django_assert_max_num_queries
):
    round = make.make_round(ekvik, owner=function_of(strategist), state=Round.State.DRAFT)
    services.choose_units(round, many_units(ekvik, count), by=strategist)

    with django_assert_max_num_queries(25):
        services.open_round(round, by=strategist)


@pytest.mark.parametrize("count", [1, 3])
def test_inviting_asks_the_same_for_one_unit_and_three(
    strategist, ekvik, count, django_assert_max_num_queries, django_capture_on_commit_callbacks
):
    round = make.make_round(ekvik, owner=function_of(strategist), state=Round.State.DRAFT)
    choices = many_units(ekvik, count)
    by_link = [
        services.Choice(
            make.make_administration(ekvik), None, choices[0].approver, f"e{n}@ekvik.se"
        )
        for n in range(count)
    ]
    services.choose_units(round, choices + by_link, by=strategist)

    with django_capture_on_commit_callbacks(), django_assert_max_num_queries(60):
        services.open_round(round, by=strategist)
        letters.send_invitations(Job.objects.get(), round.pk)

    assert Letter.objects.count() == 2 * count
