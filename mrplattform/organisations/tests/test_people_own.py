"""One's own page: name, language, address, and what one holds."""

import pytest
from allauth.account.models import EmailAddress
from django.core.management import CommandError, call_command
from django.urls import reverse

from mrplattform.core.history import history
from mrplattform.organisations.models import Person
from mrplattform.organisations.tests.signin import (
    PASSWORD,
    letters,
    link_in,
    log_in,
    signed_in_as,
    words,
)


def test_the_page_tells_what_bo_holds(client, reporter):
    client.force_login(reporter)

    page = words(client.get(reverse("account_home")))

    assert "Uppgiftslämnare, Barn- och utbildningsförvaltningen" in page
    assert reporter.email in page
    assert "Regler för inloggning" not in page


def test_a_new_name_and_language(client, reporter):
    client.force_login(reporter)

    answer = client.post(reverse("account_home"), {"name": "Bo Ek Hedlund", "language": "en"})

    reporter.refresh_from_db()
    assert (reporter.name, reporter.language) == ("Bo Ek Hedlund", "en")
    assert answer.cookies["django_language"].value == "en"
    assert history(reporter)[0].changes == {
        "name": ["Bo Hedlund", "Bo Ek Hedlund"],
        "language": ["sv", "en"],
    }


@pytest.mark.parametrize("fields", [{"name": ""}, {"language": "de"}, {"name": "640823-3234"}])
def test_what_cannot_be_is_told_and_not_saved(client, reporter, fields):
    client.force_login(reporter)

    answer = client.post(reverse("account_home"), {"name": "Bo Hedlund", "language": "sv"} | fields)

    assert "En sak behöver ändras" in words(answer)
    reporter.refresh_from_db()
    assert (reporter.name, reporter.language) == ("Bo Hedlund", "sv")


def test_a_new_address_counts_when_its_letter_is_answered(client, reporter):
    old, new = reporter.email, "bo.ny@ekvik.example"
    reporter.set_password(PASSWORD)
    reporter.save()
    log_in(client, old)

    client.post(reverse("account_email"), {"email": new, "action_add": "1"})
    reporter.refresh_from_db()
    assert reporter.email == old

    link = link_in(letters(new)[0])
    assert "loggar du in med bo.ny@ekvik.example" in words(client.get(link))
    reporter.refresh_from_db()
    assert reporter.email == old  # looking changes nothing
    client.post(link)

    reporter.refresh_from_db()
    assert reporter.email == new
    assert EmailAddress.objects.get(user=reporter).email == new
    assert "i stället för" in letters(old)[0].text
    client.logout()
    log_in(client, new)
    assert signed_in_as(client) == reporter.pk


def test_a_new_address_asks_who_it_is_when_sign_in_was_long_ago(client, reporter):
    reporter.set_password(PASSWORD)
    reporter.save()
    client.force_login(reporter)  # no fresh proof in this session

    answer = client.post(reverse("account_email"), {"email": "ny@example.se", "action_add": "1"})

    assert answer.url.startswith(reverse("account_reauthenticate"))
    assert letters("ny@example.se") == []


def test_somebody_elses_address_cannot_be_taken(client, reporter, manager):
    """The page does not tell that the address is known; its letter leads nowhere."""
    client.force_login(reporter)
    taken, unknown = (
        client.post(reverse("account_email"), {"email": email, "action_add": "1"})
        for email in (manager.email, "okand@example.se")
    )
    assert (taken.status_code, taken.url) == (unknown.status_code, unknown.url)

    client.post(link_in(letters(manager.email)[0]))

    reporter.refresh_from_db()
    manager.refresh_from_db()
    assert reporter.email != manager.email
    client.logout()
    manager.set_password(PASSWORD)
    manager.save()
    log_in(client, manager.email)
    assert signed_in_as(client) == manager.pk


def test_who_has_no_password_may_choose_one(client, reporter):
    client.force_login(reporter)

    client.post(
        reverse("account_set_password"),
        {"password1": "tre gröna hästar", "password2": "tre gröna hästar"},
    )

    reporter.refresh_from_db()
    assert reporter.check_password("tre gröna hästar")
    assert client.get(reverse("account_home")).status_code == 200


def test_signing_out(client, reporter):
    client.force_login(reporter)

    assert client.get(reverse("account_logout")).status_code == 200
    assert signed_in_as(client) == reporter.pk
    client.post(reverse("account_logout"))
    assert signed_in_as(client) is None


def test_the_page_costs_little(client, strategist, django_assert_max_num_queries):
    client.force_login(strategist)

    with django_assert_max_num_queries(20):
        client.get(reverse("account_home"))


# --- The first administrator ------------------------------------------------------------------


@pytest.fixture
def password(monkeypatch):
    monkeypatch.setenv("MR_ADMIN_PASSWORD", PASSWORD)


def test_createadmin_makes_the_first(client, db, password, capsys):
    call_command("createadmin", email="Ada@Ekvik.example", name="Ada Nord")

    ada = Person.objects.get(email="ada@ekvik.example")
    assert ada.is_administrator
    assert "är administratör" in capsys.readouterr().out
    log_in(client, ada.email)
    assert signed_in_as(client) == ada.pk
    assert [deed.verb for deed in history(ada)] == ["made_administrator", "person_entered"]


def test_createadmin_lets_a_known_person_back_in(reporter, password):
    call_command("createadmin", email=reporter.email, reset_second_step=True)

    reporter.refresh_from_db()
    assert reporter.is_administrator
    assert reporter.name == "Bo Hedlund"
    assert reporter.check_password(PASSWORD)


def test_createadmin_asks_for_what_it_is_not_told(db, monkeypatch):
    monkeypatch.delenv("MR_ADMIN_PASSWORD", raising=False)
    answers = iter(["ada@ekvik.example", "Ada Nord"])
    typed = iter(["kort", "tre gröna hästar", "tre gröna hästar"])
    monkeypatch.setattr("builtins.input", lambda question: next(answers))
    monkeypatch.setattr("getpass.getpass", lambda question: next(typed))

    call_command("createadmin")

    assert Person.objects.get(email="ada@ekvik.example").check_password("tre gröna hästar")


@pytest.mark.parametrize(
    ("email", "password", "told"),
    [("ada", PASSWORD, "e-postadress"), ("ada@ekvik.example", "kort", "12")],
)
def test_createadmin_refuses_in_words(db, monkeypatch, email, password, told):
    monkeypatch.setenv("MR_ADMIN_PASSWORD", password)

    with pytest.raises(CommandError, match=told):
        call_command("createadmin", email=email, name="Ada")
    assert not Person.objects.exists()
