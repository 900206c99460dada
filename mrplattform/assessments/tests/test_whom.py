"""Whom a round asks: kinds of units a page at a time, lists, addresses, the whole country."""

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from mrplattform.assessments.models import Round
from mrplattform.assessments.services import rounds as services
from mrplattform.core.dates import today
from mrplattform.organisations.models import OfficialCode, Organisation, Role
from tests import make

pytestmark = pytest.mark.django_db
Kind = Organisation.Kind


def function_of(person):
    return person.standing.functions[0]


@pytest.fixture
def draft(ekvik, strategist):
    return make.make_round(ekvik, owner=function_of(strategist), state=Round.State.DRAFT)


@pytest.fixture
def schools(school):
    return [
        make.make_organisation(parent=school, name=f"Skola {n:02}", external_id=f"s{n}")
        for n in range(1, 61)
    ]


def units_url(round, query=""):
    return reverse("assessments:round_units", args=[round.pk]) + query


def names(form):
    return [row["candidate"].name for row in form.rows]


# --- Kinds, a page at a time -----------------------------------------------------------------


def test_kinds_are_ticked_to_see_their_units(client, strategist, draft, schools, ekvik):
    make.make_organisation(parent=ekvik, kind=Kind.COMMITTEE, name="Skolnämnden")
    client.force_login(strategist)

    usual = client.get(units_url(draft)).context["form"]
    units = client.get(units_url(draft, "?slag=unit")).context["form"]
    both = client.get(units_url(draft, "?slag=unit&slag=committee&sida=2")).context["form"]

    assert names(usual) == ["Barn- och utbildningsförvaltningen"]
    assert "Skolnämnden" in names(both)
    assert len(units.rows) == 50
    assert not any(row["unit"].value() for row in units.rows)


def test_a_page_is_saved_and_the_others_are_kept(client, strategist, draft, schools):
    client.force_login(strategist)
    first, last = schools[0], schools[-1]

    client.post(units_url(draft, "?slag=unit"), {f"unit_{first.pk}": "on"})
    client.post(units_url(draft, "?slag=unit&sida=2"), {f"unit_{last.pk}": "on"})

    assert {one.organisation for one in draft.asked.all()} == {first, last}
    client.post(units_url(draft, "?slag=unit"), {})
    assert draft.asked.get().organisation == last


def test_all_and_none_take_what_the_filter_lets_through(client, strategist, draft, schools, school):
    person = function_of(make.make_member(school, Role.REPORTER))
    client.force_login(strategist)
    client.post(units_url(draft), {f"unit_{school.pk}": "on", f"reporter_{school.pk}": person.pk})

    client.post(units_url(draft, "?slag=unit"), {"deed": "all"})
    assert draft.asked.count() == 61

    client.post(units_url(draft, "?slag=unit&sok=Skola+0"), {"deed": "none"})
    assert draft.asked.count() == 61 - 9
    assert draft.asked.get(organisation=school).reporter == person


def test_who_has_no_account_is_asked_by_address(client, strategist, draft, school, reporter):
    client.force_login(strategist)
    data = {
        f"unit_{school.pk}": "on",
        f"reporter_{school.pk}": function_of(reporter).pk,
        f"email_{school.pk}": "ny@ekvik.se",
    }

    wrong = client.post(units_url(draft), data | {f"email_{school.pk}": "ingen adress"})
    assert f"email_{school.pk}" in wrong.context["form"].errors
    client.post(units_url(draft), data)

    asked = draft.asked.get()
    assert (asked.email, asked.reporter) == ("ny@ekvik.se", None)


def test_without_approval_nobody_has_to_approve(client, strategist, draft, school, reporter):
    Round.objects.filter(pk=draft.pk).update(needs_approval=False)
    client.force_login(strategist)

    form = client.get(units_url(draft)).context["form"]
    assert "approver" not in form.rows[0]
    client.post(
        units_url(draft),
        {f"unit_{school.pk}": "on", f"reporter_{school.pk}": function_of(reporter).pk},
    )
    opened = services.open_round(draft, by=strategist)

    assert opened.assessments.get().approver == draft.owner


@pytest.mark.parametrize("count", [1, 3])
def test_schools_cost_the_same_for_one_and_three(
    client, strategist, draft, school, count, django_assert_max_num_queries
):
    for n in range(count):
        unit = make.make_organisation(parent=school, name=f"Skola {n}")
        make.make_member(unit, Role.REPORTER)
    client.force_login(strategist)

    with django_assert_max_num_queries(14):
        client.get(units_url(draft, "?slag=unit"))


def test_1100_units_are_chosen_in_one_press(client, strategist, draft, school):
    rows = Organisation.objects.bulk_create(
        Organisation(
            kind=Kind.UNIT,
            name=f"E{n}",
            parent=school,
            authority=draft.authority,
            starts=make.LONG_AGO,
        )
        for n in range(1100)
    )
    for one in rows:
        one.periods.create(name=one.name, parent=school, starts=make.LONG_AGO)
    client.force_login(strategist)

    client.post(units_url(draft, "?slag=unit"), {"deed": "all"})

    assert draft.asked.count() == 1100
    text = client.get(draft.get_absolute_url()).content.decode()
    assert "1095 till saknar uppgiftslämnare" in text.replace("\xa0", "")


# --- Without names ---------------------------------------------------------------------------


@pytest.fixture
def nameless(ekvik, strategist):
    return make.make_round(
        ekvik, owner=function_of(strategist), state=Round.State.DRAFT, kind="anonymous"
    )


def test_addresses_and_codes_are_given_by_unit(client, strategist, nameless, school):
    client.force_login(strategist)
    data = {f"unit_{school.pk}": "on", f"emails_{school.pk}": "a@e.se\nb@e.se"}

    wrong = client.post(units_url(nameless), data | {f"emails_{school.pk}": "a@e.se\nfel"})
    assert "fel" in str(wrong.context["form"].errors[f"emails_{school.pk}"])
    client.post(units_url(nameless), data | {f"codes_{school.pk}": "3"})
    services.open_round(nameless, by=strategist)

    assert nameless.tickets.count() == 5
    assert not nameless.assessments.exists()


def test_a_unit_without_addresses_and_codes_is_told(client, strategist, nameless, school):
    client.force_login(strategist)
    client.post(units_url(nameless), {f"unit_{school.pk}": "on"})

    text = client.get(nameless.get_absolute_url()).content.decode()

    assert "Barn- och utbildningsförvaltningen saknar både adresser och koder." in text


def test_a_meeting_asks_no_units(client, strategist, ekvik):
    round = make.make_round(
        ekvik, owner=function_of(strategist), state=Round.State.DRAFT, kind="live"
    )
    client.force_login(strategist)

    assert client.get(units_url(round))["Location"] == round.get_absolute_url()
    assert services.open_round(round, by=strategist).live.code


# --- Lists -----------------------------------------------------------------------------------


def list_url(round):
    return reverse("assessments:round_list", args=[round.pk])


def test_a_list_is_tried_and_then_added(client, strategist, draft, school, schools):
    client.force_login(strategist)
    make.make_organisation(parent=school, name="Skola 02")
    text = "Skola 01;rektor@ekvik.se\ns3\nSkola 02\nFinns inte\nSkola 05;ingen adress"

    response = client.post(list_url(draft), {"text": text})

    trial = response.context["trial"]
    assert [one.name for one, _emails in trial.found.values()] == [
        "Skola 01",
        "Skola 03",
        "Skola 05",
    ]
    assert (trial.missing, trial.unclear) == (["Finns inte"], ["Skola 02"])
    assert trial.bad_emails == ["Skola 05: ingen adress"]
    assert trial.lacking == 2
    assert not draft.asked.exists()
    assert "Finns inte" in response.content.decode()

    client.post(list_url(draft), {"text": text, "sure": "1"})

    assert {one.organisation.name: one.email for one in draft.asked.all()} == {
        "Skola 01": "rektor@ekvik.se",
        "Skola 03": "",
        "Skola 05": "",
    }


def test_a_file_says_the_same(client, strategist, draft, schools):
    file = SimpleUploadedFile("lista.csv", b"Enhet;E-post\nSkola 01;a@e.se\n")
    client.force_login(strategist)

    trial = client.post(list_url(draft), {"file": file}).context["trial"]

    assert [(one.name, emails) for one, emails in trial.found.values()] == [
        ("Skola 01", ["a@e.se"])
    ]


@pytest.mark.parametrize("body", [b"Fel;Kolumner\n1;2\n", b"Enhet\n=HYPERLINK(1)\n"])
def test_a_file_that_cannot_be_used_is_told(client, strategist, draft, body):
    client.force_login(strategist)

    response = client.post(list_url(draft), {"file": SimpleUploadedFile("lista.csv", body)})

    assert "file" in response.context["form"].errors


def test_an_empty_list_is_told(client, strategist, draft):
    client.force_login(strategist)

    assert client.post(list_url(draft), {"text": " "}).context["form"].errors


def test_a_list_gathers_addresses_for_a_round_without_names(client, strategist, nameless, schools):
    client.force_login(strategist)
    for line in ("Skola 01;a@e.se", "Skola 01;b@e.se\nSkola 01;A@e.se"):
        client.post(list_url(nameless), {"text": line, "sure": "1"})

    assert nameless.asked.get().emails == "a@e.se\nb@e.se"


# --- The whole country -----------------------------------------------------------------------


@pytest.fixture
def coordinator(ekvik):
    return make.make_member(ekvik, Role.NATIONAL_COORDINATOR)


@pytest.fixture
def country(ekvik, coordinator):
    """Two municipalities in two counties, a region; one uses the platform."""
    for name, code, size, sector in (
        ("Norrby", "2501", 4_000, "municipality"),
        ("Söderby", "1280", 340_000, "municipality"),
        ("Region Skåne", "0012", 1_400_000, "region"),
    ):
        made = make.make_municipality(name, size=size)
        Organisation.objects.filter(pk=made.pk).update(sector=sector)
        OfficialCode.objects.create(organisation=made, code=code)
    make.make_member(Organisation.objects.get(name="Norrby"), Role.STRATEGIST, name="Hemlig Person")
    return make.make_round(
        ekvik,
        owner=function_of(coordinator),
        state=Round.State.DRAFT,
        reach="country",
        needs_approval=False,
        closes=today() + dt.timedelta(days=30),
    )


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", {"Ekvik", "Norrby", "Söderby", "Region Skåne"}),
        ("?sektor=region", {"Region Skåne"}),
        ("?lan=12", {"Söderby", "Region Skåne"}),
        ("?storlek=i0", {"Norrby"}),
        ("?storlek=i100000&sektor=municipality", {"Söderby"}),
        ("?sok=norr", {"Norrby"}),
    ],
)
def test_the_country_is_chosen_by_sector_county_and_size(
    client, coordinator, country, query, found
):
    client.force_login(coordinator)

    assert set(names(client.get(units_url(country, query)).context["form"])) == found


def test_their_strategist_answers_where_they_use_the_platform(client, coordinator, country):
    client.force_login(coordinator)

    response = client.get(units_url(country))
    rows = {row["candidate"].name: row for row in response.context["form"].rows}

    assert rows["Norrby"]["reporter"].value()
    assert rows["Söderby"]["reporter"].value() is None
    assert "Hemlig Person" not in response.content.decode()


def test_addresses_come_by_code_and_the_lack_is_told(client, coordinator, country):
    client.force_login(coordinator)
    client.post(units_url(country), {"deed": "all"})

    response = client.post(list_url(country), {"text": "1280;mr@soderby.se\n12;mr@skane.se\n9999"})
    trial = response.context["trial"]
    assert [one.name for one, _emails in trial.found.values()] == ["Söderby", "Region Skåne"]
    assert trial.missing == ["9999"]
    client.post(list_url(country), {"text": "1280;mr@soderby.se", "sure": "1"})

    text = client.get(country.get_absolute_url()).content.decode()
    assert "Region Skåne saknar uppgiftslämnare." in text
    assert "Söderby saknar" not in text


def test_each_authoritys_answers_belong_to_itself(client, coordinator, country):
    client.force_login(coordinator)
    client.post(list_url(country), {"text": "1280;mr@soderby.se\nNorrby", "sure": "1"})

    opened = services.open_round(country, by=coordinator)

    rows = {one.organisation.name: one for one in opened.assessments.all()}
    assert all(one.authority_id == one.organisation_id for one in rows.values())
    assert rows["Söderby"].reporter is None
    assert rows["Söderby"].links.get().email == "mr@soderby.se"
    assert rows["Norrby"].reporter.role == Role.STRATEGIST
    assert {one.approver for one in rows.values()} == {country.owner}
    assert all(one.sheet.authority_id == one.organisation_id for one in rows.values())


def test_a_strategist_does_not_ask_the_country(client, strategist, country):
    client.force_login(strategist)
    assert client.get(units_url(country)).status_code == 403

    page = client.get(reverse("assessments:round_new"))
    assert "reach" not in page.context["form"].fields
