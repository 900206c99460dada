"""The strategist prepares a round: what it asks, when, and whom."""

import datetime as dt

import pytest
from django.urls import reverse

from mrplattform.assessments.models import Round
from mrplattform.assessments.services import rounds as services
from mrplattform.core.dates import today
from mrplattform.core.history import history
from mrplattform.organisations.models import Role
from mrplattform.organisations.services.editions import ChangedMeanwhile
from tests import make

pytestmark = pytest.mark.django_db


def form(version, owner, **changes):
    return {
        "title": "Plattformen 2026",
        "version": version.pk,
        "purpose": "Underlag till årsredovisningen",
        "kind": "named",
        "opens": today().isoformat(),
        "closes": (today() + dt.timedelta(days=30)).isoformat(),
        "circle": "authority",
        "owner": owner.pk,
    } | changes


def owner_of(person):
    return person.standing.functions[0]


def test_strategist_prepares_a_round(client, strategist):
    version = make.make_version()
    client.force_login(strategist)

    response = client.post(reverse("assessments:round_new"), form(version, owner_of(strategist)))

    round = Round.objects.get()
    assert response["Location"] == reverse("assessments:round_units", args=[round.pk])
    assert round.is_draft
    assert round.authority == owner_of(strategist).authority
    assert [deed.verb for deed in history(round)] == ["round_created"]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"title": ""}, "title"),
        ({"closes": "2020-01-01", "opens": "2019-01-01"}, "closes"),
        ({"opens": "2999-02-01", "closes": "2999-01-01"}, "closes"),
        ({"purpose": "Gäller 19121212-1212"}, "purpose"),
        ({"circle": "public"}, "circle"),
    ],
)
def test_what_is_wrong_is_told_and_what_was_typed_stays(client, strategist, changes, field):
    client.force_login(strategist)
    data = form(make.make_version(), owner_of(strategist), **changes)

    response = client.post(reverse("assessments:round_new"), data)

    assert field in response.context["form"].errors
    assert response.context["form"]["purpose"].value() == data["purpose"]
    assert not Round.objects.exists()


def test_questions_of_a_neighbour_and_drafts_cannot_be_asked(client, strategist, neighbour):
    client.force_login(strategist)
    foreign = make.make_version(authority=owner_of(neighbour).authority)
    draft = make.make_version(published=False)

    for version in (foreign, draft):
        response = client.post(
            reverse("assessments:round_new"), form(version, owner_of(strategist))
        )
        assert "version" in response.context["form"].errors


def test_a_foreign_owner_is_refused(client, strategist, neighbour):
    client.force_login(strategist)
    data = form(make.make_version(), owner_of(neighbour))

    response = client.post(reverse("assessments:round_new"), data)

    assert "owner" in response.context["form"].errors


def test_two_strategists_change_the_same_draft(client, strategist, ekvik):
    round = make.make_round(ekvik, owner=owner_of(strategist), state=Round.State.DRAFT)
    colleague = make.make_member(ekvik, Role.STRATEGIST, name="Karin Åsberg")
    services.change_round(round, edition=1, by=colleague, title="Karins namn")
    client.force_login(strategist)
    url = reverse("assessments:round_edit", args=[round.pk])
    mine = form(round.version, owner_of(strategist), title="Mitt namn", edition=1)

    response = client.post(url, mine)

    assert "Karins namn" in response.content.decode()
    assert "Mitt namn" in response.content.decode()
    round.refresh_from_db()
    assert round.title == "Karins namn"

    client.post(url, mine | {"keep": "mine", "theirs_edition": 2})
    round.refresh_from_db()
    assert round.title == "Mitt namn"


def test_choosing_the_others_version_changes_nothing(client, strategist, ekvik):
    round = make.make_round(ekvik, owner=owner_of(strategist), state=Round.State.DRAFT)
    client.force_login(strategist)
    data = form(round.version, owner_of(strategist), title="Mitt", edition=1, keep="theirs")

    client.post(reverse("assessments:round_edit", args=[round.pk]), data)

    round.refresh_from_db()
    assert round.title == "Plattformen 2026"


def test_an_old_edition_is_refused_by_the_service(ekvik, strategist):
    round = make.make_round(ekvik, state=Round.State.DRAFT)
    services.change_round(round, edition=1, by=strategist, title="Ett")

    with pytest.raises(ChangedMeanwhile):
        services.change_round(round, edition=1, by=strategist, title="Två")


# --- Units -----------------------------------------------------------------------------------


@pytest.fixture
def draft(ekvik, strategist):
    return make.make_round(ekvik, owner=owner_of(strategist), state=Round.State.DRAFT)


def test_functions_are_proposed_by_role(client, strategist, draft, school, reporter, manager):
    client.force_login(strategist)

    response = client.get(reverse("assessments:round_units", args=[draft.pk]))

    row = response.context["form"].rows[0]
    assert row["reporter"].value() == owner_of(reporter).pk
    assert row["approver"].value() == owner_of(manager).pk
    assert "Bo Hedlund" in response.content.decode()


def test_companies_are_asked_too_but_not_committees_or_single_schools(
    client, strategist, draft, ekvik, school
):
    kind = type(ekvik).Kind
    committee = make.make_organisation(parent=ekvik, kind=kind.COMMITTEE, name="Nämnden")
    company = make.make_organisation(parent=ekvik, kind=kind.COMPANY, name="Energi AB")
    under = make.make_organisation(parent=committee, kind=kind.ADMINISTRATION, name="Under nämnden")
    make.make_organisation(parent=school, name="Ekviksskolan")
    closed = make.make_administration(ekvik, "Nedlagd", ends=dt.date(2024, 12, 31))
    client.force_login(strategist)

    response = client.get(reverse("assessments:round_units", args=[draft.pk]))

    units = {row["candidate"].unit for row in response.context["form"].rows}
    assert units == {school, company, under}
    assert closed not in units


def choose(client, round, **data):
    return client.post(reverse("assessments:round_units", args=[round.pk]), data)


def test_strategist_chooses_units(client, strategist, draft, school, reporter, manager):
    client.force_login(strategist)
    data = {
        f"unit_{school.pk}": "on",
        f"reporter_{school.pk}": owner_of(reporter).pk,
        f"approver_{school.pk}": owner_of(manager).pk,
    }

    response = choose(client, draft, **data)

    assert response["Location"] == draft.get_absolute_url()
    asked = draft.asked.get()
    assert (asked.organisation, asked.reporter) == (school, owner_of(reporter))
    assert history(draft)[0].changes == {"units": ["", "Barn- och utbildningsförvaltningen"]}


def test_two_who_choose_at_once_are_told_and_nothing_is_lost(
    client, strategist, draft, ekvik, school, reporter
):
    social = make.make_administration(ekvik, "Socialförvaltningen")
    client.force_login(strategist)
    page = client.get(reverse("assessments:round_units", args=[draft.pk]))
    seen = page.context["form"]["seen"].value()
    choose(client, draft, seen=seen, **{f"unit_{social.pk}": "on"})  # a colleague

    mine = {f"unit_{school.pk}": "on", f"reporter_{school.pk}": owner_of(reporter).pk}
    response = choose(client, draft, seen=seen, **mine)

    text = response.content.decode()
    assert "Någon annan ändrade urvalet medan du valde" in text
    assert "Socialförvaltningen: vald" in text
    assert "Barn- och utbildningsförvaltningen: inte vald" in text
    assert draft.asked.get().organisation == social
    form = response.context["form"]
    assert form[f"unit_{school.pk}"].value()  # as it was typed

    choose(client, draft, seen=form["seen"].value(), **mine)
    assert draft.asked.get().organisation == school


def test_a_function_of_another_municipality_cannot_be_chosen(
    client, strategist, draft, school, neighbour
):
    client.force_login(strategist)
    data = {f"unit_{school.pk}": "on", f"reporter_{school.pk}": owner_of(neighbour).pk}

    response = choose(client, draft, **data)

    assert f"reporter_{school.pk}" in response.context["form"].errors
    assert not draft.asked.exists()


def test_a_unit_without_reporter_is_told(client, strategist, draft, school):
    client.force_login(strategist)
    choose(client, draft, **{f"unit_{school.pk}": "on"})

    response = client.get(draft.get_absolute_url())

    text = response.content.decode()
    assert "Barn- och utbildningsförvaltningen saknar uppgiftslämnare." in text
    assert "Barn- och utbildningsförvaltningen saknar chef som godkänner." in text
    assert reverse("assessments:open", args=[draft.pk]) not in text


def test_a_vacant_function_says_so(client, strategist, draft, school):
    make.make_function(school, role=Role.REPORTER, title="Kvalitetschef")
    client.force_login(strategist)

    response = client.get(reverse("assessments:round_units", args=[draft.pk]))

    assert "Kvalitetschef (vakant)" in (response.content.decode())


@pytest.mark.parametrize("count", [1, 3])
def test_the_units_page_asks_the_same_for_one_unit_and_three(
    client, strategist, draft, ekvik, count, django_assert_max_num_queries
):
    for _ in range(count):
        make.make_member(make.make_administration(ekvik), Role.REPORTER)
    client.force_login(strategist)

    with django_assert_max_num_queries(14):
        client.get(reverse("assessments:round_units", args=[draft.pk]))


# --- Refusals --------------------------------------------------------------------------------


@pytest.mark.parametrize("page", ["round_edit", "round_units", "round"])
@pytest.mark.parametrize("who", ["reporter", "manager", "elected", "reader", "neighbour"])
def test_a_draft_is_for_its_strategist_alone(client, request, draft, page, who):
    client.force_login(request.getfixturevalue(who))

    assert client.get(reverse(f"assessments:{page}", args=[draft.pk])).status_code == 404


@pytest.mark.parametrize("who", ["reporter", "manager", "elected", "reader", "administrator"])
def test_only_strategists_prepare_rounds(client, request, who):
    client.force_login(request.getfixturevalue(who))

    assert client.get(reverse("assessments:round_new")).status_code == 403
