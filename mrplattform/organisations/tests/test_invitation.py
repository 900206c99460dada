"""The strategist asks somebody to hold a function; they accept, and it begins."""

import datetime as dt

import pytest
from django.urls import reverse

from mrplattform.core.dates import now, today
from mrplattform.core.history import history
from mrplattform.organisations.models import Invitation, Person, Role
from mrplattform.organisations.services import invitations, people
from mrplattform.organisations.tests.signin import letters, link_in, signed_in_as, words
from tests import make

EMAIL = "sara.holm@ekvik.example"


@pytest.fixture
def function(school):
    return make.make_function(school, role=Role.REPORTER, title="Kvalitetsutvecklare")


@pytest.fixture
def invitation(function, strategist):
    return invitations.invite(function, email=EMAIL, name="Sara Holm", by=strategist)


@pytest.fixture
def link(invitation):
    return link_in(letters(EMAIL)[0])


def invite(client, to, **fields):
    form = {"function": to.pk, "name": "Sara Holm", "email": EMAIL} | fields
    return client.post(reverse("organisations:invite"), form)


def accept(client, link, **fields):
    return client.post(link, {"name": "Sara Holm", "way": "code"} | fields)


# --- Asking ----------------------------------------------------------------------------------


def test_the_strategist_invites_by_mail(client, strategist, function):
    client.force_login(strategist)

    answer = invite(client, function, email="Sara.Holm@Ekvik.example")

    assert answer.url == reverse("organisations:invitations")
    letter = letters(EMAIL)[0]
    assert letter.subject == "Inbjudan till Ekvik"
    assert "Astrid Sandell bjuder in dig som Kvalitetsutvecklare" in letter.text
    assert [deed.verb for deed in history(function)] == ["invited"]
    assert "Sara Holm" in words(client.get(answer.url))


def test_nothing_begins_before_they_accept(invitation, function):
    assert function.holder() is None
    assert not Person.objects.filter(email=EMAIL).exists()


@pytest.mark.parametrize(
    ("who", "status"), [("reporter", 403), ("manager", 403), ("elected", 403), ("reader", 403)]
)
def test_others_may_not_invite(client, request, function, who, status):
    client.force_login(request.getfixturevalue(who))

    assert client.get(reverse("organisations:invite")).status_code == status
    assert invite(client, function).status_code == status


def test_a_neighbours_function_is_not_among_the_choices(client, neighbour, function):
    client.force_login(neighbour)

    answer = invite(client, function)

    assert "Välj något i listan" in words(answer)
    assert not Invitation.objects.exists()


def test_the_administrator_chooses_the_municipality_first(client, administrator, function):
    client.force_login(administrator)
    address = reverse("organisations:invite")

    assert "Kvalitetsutvecklare" not in words(client.get(address))
    chosen = words(client.get(address, {"kommun": function.authority_id}))
    assert "Kvalitetsutvecklare" in chosen

    invite(client, function)
    assert Invitation.objects.get().by == administrator


def test_the_same_person_is_not_asked_twice(client, strategist, function, invitation):
    client.force_login(strategist)

    assert "redan inbjuden" in words(invite(client, function))
    assert Invitation.objects.count() == 1


def test_who_already_holds_it_is_not_asked(client, strategist, function, reporter):
    make.make_holding(function, reporter)
    client.force_login(strategist)

    assert "har redan funktionen" in words(invite(client, function, email=reporter.email))


@pytest.mark.parametrize(
    ("field", "value", "told"),
    [
        ("email", "sara", "Skriv en e-postadress"),
        ("name", "", "Fyll i den här uppgiften"),
        ("name", "Sara 640823-3234", "Ta bort personnumret"),
        ("function", "", "Fyll i den här uppgiften"),
    ],
)
def test_a_form_says_what_to_do_and_keeps_what_was_typed(
    client, strategist, function, field, value, told
):
    client.force_login(strategist)

    page = words(invite(client, function, **{field: value}))

    assert told in page
    kept = {"name": "Sara Holm", "email": EMAIL} | {field: value}
    assert all(text in page for text in kept.values())


# --- Accepting -------------------------------------------------------------------------------


def test_looking_does_not_accept(client, link, invitation):
    for _ in range(2):
        assert "Ta emot uppdraget" in words(client.get(link))

    assert Invitation.objects.get().is_valid


def test_sara_accepts_and_is_in(client, link, function, strategist):
    answer = accept(client, link)

    sara = Person.objects.get(email=EMAIL)
    assert answer.status_code == 302
    assert signed_in_as(client) == sara.pk
    assert function.holder() == sara
    assert function.holdings.get().starts == today()
    assert not sara.has_usable_password()
    verbs = [deed.verb for deed in history(function)]
    assert verbs == ["invitation_accepted", "holding_began", "invited"]
    assert history(sara)[0].by == strategist


def test_sara_chooses_a_password(client, link):
    accept(client, link, way="password", password="tre gröna hästar")

    assert Person.objects.get(email=EMAIL).check_password("tre gröna hästar")


def test_a_weak_password_is_refused_and_nothing_begins(client, link, function):
    answer = accept(client, link, way="password", password="kort")

    assert "12" in words(answer)
    assert function.holder() is None
    assert Invitation.objects.get().is_valid


def test_an_invitation_is_accepted_once(client, link, function):
    accept(client, link)
    client.logout()

    assert accept(client, link).status_code == 410
    assert client.get(link).status_code == 410
    assert function.holdings.count() == 1


@pytest.mark.parametrize("change", ["revoked_at", "expires_at"])
def test_an_invitation_that_holds_no_longer(client, link, function, change):
    Invitation.objects.update(**{change: now() - dt.timedelta(minutes=1)})

    answer = accept(client, link)

    assert answer.status_code == 410
    assert "be den som bjöd in dig" in words(answer)
    assert function.holder() is None


def test_somebody_who_is_here_takes_it_on_without_losing_the_password(
    client, function, strategist, manager
):
    manager.set_password("tre gröna hästar")
    manager.save()
    invitations.invite(function, email=manager.email, name="Fel Namn", by=strategist)
    link = link_in(letters(manager.email)[0])

    assert "Du har redan ett konto" in words(client.get(link))
    client.post(link, {"name": "Fel Namn", "way": "password", "password": "ett annat lösenord"})

    manager.refresh_from_db()
    assert signed_in_as(client) == manager.pk
    assert manager.check_password("tre gröna hästar")
    assert manager.name == "Mona Lind"
    assert function.holder() == manager


def test_an_invitation_does_not_get_past_the_second_step(client, function, strategist, manager):
    from allauth.mfa.totp.internal.auth import TOTP  # noqa: PLC0415

    TOTP.activate(manager, "JBSWY3DPEHPK3PXP")
    invitations.invite(function, email=manager.email, name="Mona", by=strategist)

    answer = client.post(link_in(letters(manager.email)[0]))

    assert answer.url == reverse("mfa_authenticate")
    assert signed_in_as(client) is None


def test_who_left_and_comes_back_is_the_same_person(client, function, strategist, reporter):
    people.close_account(reporter)
    invitations.invite(function, email=reporter.email, name="Bo", by=strategist)

    client.post(link_in(letters(reporter.email)[0]))

    reporter.refresh_from_db()
    assert reporter.is_active
    assert reporter.left_at is None
    assert signed_in_as(client) == reporter.pk


def test_a_stand_in_becomes_one(client, function, strategist):
    invitations.invite(function, email=EMAIL, name="Sara", by=strategist, stand_in=True)

    accept(client, link_in(letters(EMAIL)[0]))

    assert function.holdings.get().stand_in


def test_a_function_that_closed_meanwhile_is_told(client, link, function):
    function.ends = today() - dt.timedelta(days=1)
    function.save()

    answer = accept(client, link)

    assert answer.status_code == 200
    assert "Funktionen upphörde" in words(answer)
    assert not Person.objects.filter(email=EMAIL).exists()


def test_the_page_tells_of_the_second_step(client, strategist, ekvik, settings):
    settings.SECOND_STEP_DEFAULT = ["strategist"]
    function = make.make_function(ekvik, role=Role.STRATEGIST)
    invitations.invite(function, email=EMAIL, name="Sara", by=strategist)
    link = link_in(letters(EMAIL)[0])

    assert "inloggning i två steg" in words(client.get(link))
    assert accept(client, link).status_code == 302
    assert client.get("/konto/").url.startswith(reverse("account_second_step"))


# --- The list --------------------------------------------------------------------------------


def test_sent_again_the_first_letter_opens_nothing(client, strategist, invitation, link):
    Invitation.objects.update(expires_at=now() - dt.timedelta(days=1))
    client.force_login(strategist)
    client.post(reverse("organisations:invitation_resend", args=[invitation.pk]))
    client.logout()

    assert client.get(link).status_code == 410
    assert client.get(link_in(letters(EMAIL)[0])).status_code == 200


def test_taken_back_it_opens_nothing_and_leaves_the_list(
    client, strategist, invitation, link, function
):
    client.force_login(strategist)
    client.post(reverse("organisations:invitation_revoke", args=[invitation.pk]))

    assert "Ingen väntar på att svara" in words(client.get(reverse("organisations:invitations")))
    assert client.get(link).status_code == 410
    assert history(function)[0].verb == "invitation_revoked"


@pytest.mark.parametrize("deed", ["invitation_resend", "invitation_revoke"])
@pytest.mark.parametrize("who", ["neighbour", "reporter", "manager"])
def test_others_invitations_are_not_there(client, request, invitation, deed, who):
    client.force_login(request.getfixturevalue(who))

    assert client.post(reverse(f"organisations:{deed}", args=[invitation.pk])).status_code == 404
    assert Invitation.objects.get().is_valid


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same(
    client, strategist, function, count, django_assert_max_num_queries
):
    for number in range(count):
        invitations.invite(function, email=f"s{number}@e.se", name="S", by=strategist)
    client.force_login(strategist)

    with django_assert_max_num_queries(20):
        client.get(reverse("organisations:invitations"))


def test_the_list_leaves_as_excel(client, strategist, invitation):
    client.force_login(strategist)

    answer = client.get(reverse("organisations:invitations"), {"format": "csv"})

    assert EMAIL in answer.getvalue().decode("utf-8-sig")
