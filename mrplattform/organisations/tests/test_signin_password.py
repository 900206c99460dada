"""Password, code by mail, and a forgotten password; and that nobody gets to guess."""

import pytest
from django.core.cache import cache
from django.urls import reverse

from mrplattform.core.models import Letter
from mrplattform.organisations.tests.signin import (
    PASSWORD,
    code_in,
    letters,
    link_in,
    log_in,
    signed_in_as,
    words,
)

REFUSAL = "För många försök. Vänta en kvart och försök igen."


@pytest.fixture
def manager(manager):
    manager.set_password(PASSWORD)
    manager.save()
    return manager


def test_the_manager_signs_in_with_her_password(client, manager):
    answer = log_in(client, manager.email.upper())

    assert answer.status_code == 302
    assert signed_in_as(client) == manager.pk


def test_sign_in_leads_on_to_what_was_asked_for(client, manager):
    wanted = reverse("usersessions_list")
    asked = client.get(wanted)
    assert asked.status_code == 302

    answer = client.post(asked.url, {"login": manager.email, "password": PASSWORD, "next": wanted})

    assert answer.url == wanted


def test_sign_in_never_leads_elsewhere(client, manager):
    address = reverse("account_login") + "?next=https://example.com/"

    answer = client.post(address, {"login": manager.email, "password": PASSWORD})

    assert "example.com" not in answer.url


@pytest.mark.parametrize("email", ["mona@example.se", "finns.inte@example.se"])
def test_a_wrong_password_and_an_unknown_address_read_the_same(client, manager, email):
    manager.email = "mona@example.se"
    manager.save()

    answer = log_in(client, email, "fel-fel-fel-fel")

    assert "hör inte ihop" in words(answer)
    assert signed_in_as(client) is None


def test_the_sixth_guess_is_refused_also_when_it_is_right(client, manager):
    for _ in range(5):
        log_in(client, manager.email, "fel-fel-fel-fel")

    answer = log_in(client, manager.email)

    assert REFUSAL in words(answer)
    assert signed_in_as(client) is None


def test_another_name_for_the_site_gives_no_new_guesses(client, manager, settings):
    settings.ALLOWED_HOSTS = ["*"]
    for host in ["a.se", "b.se", "c.se", "d.se", "e.se"]:
        log_in(client, manager.email, "fel-fel-fel-fel", HTTP_HOST=host)

    assert REFUSAL in words(log_in(client, manager.email, HTTP_HOST="f.se"))


def test_one_persons_guesses_lock_nobody_else_out(client, manager, reporter):
    reporter.set_password(PASSWORD)
    reporter.save()
    for _ in range(6):
        log_in(client, manager.email, "fel-fel-fel-fel")

    log_in(client, reporter.email)

    assert signed_in_as(client) == reporter.pk


def test_the_counters_cannot_be_pushed_out_of_the_cache(manager):
    """Django's default is 300 entries: an attacker would clear the lock-out with 300 addresses."""
    assert cache._max_entries >= 10_000


# --- Code by mail ----------------------------------------------------------------------------


def ask_for_code(client, email):
    return client.post(reverse("account_request_login_code"), {"email": email})


def test_a_code_comes_by_mail_and_signs_in(client, reporter):
    ask_for_code(client, reporter.email)
    code = code_in(letters(reporter.email)[0])

    client.post(reverse("account_confirm_login_code"), {"code": code.lower().replace("-", " ")})

    assert signed_in_as(client) == reporter.pk


def test_a_code_is_guessed_at_three_times(client, reporter):
    ask_for_code(client, reporter.email)
    code = code_in(letters(reporter.email)[0])
    for _ in range(3):
        client.post(reverse("account_confirm_login_code"), {"code": "BBBB-BBBB"})

    client.post(reverse("account_confirm_login_code"), {"code": code})

    assert signed_in_as(client) is None


def test_an_unknown_address_sees_the_same_page_and_gets_a_word_by_mail(client, reporter):
    pages = []
    for email in (reporter.email, "finns.inte@example.se"):
        client.cookies.clear()
        asked = ask_for_code(client, email)
        assert asked.url == reverse("account_confirm_login_code")
        page = words(client.get(asked.url))
        pages.append(page.replace(email, "?").split("csrf")[0])

    assert pages[0] == pages[1]
    assert "Adressen finns inte här" in letters("finns.inte@example.se")[0].subject


def test_three_codes_in_five_minutes_and_no_more(client, reporter):
    for _ in range(3):
        client.cookies.clear()
        ask_for_code(client, reporter.email)
    client.cookies.clear()

    assert REFUSAL in words(ask_for_code(client, reporter.email))
    assert len(letters(reporter.email)) == 3


# --- Forgotten -------------------------------------------------------------------------------


def test_a_forgotten_password_is_chosen_anew(client, manager):
    client.post(reverse("account_reset_password"), {"email": manager.email})
    letter = letters(manager.email)[0]
    assert letter.subject == "Välj ett nytt lösenord"

    form = client.get(link_in(letter), follow=True)
    address = form.redirect_chain[-1][0]
    client.post(address, {"password1": "tre gröna hästar", "password2": "tre gröna hästar"})

    log_in(client, manager.email, "tre gröna hästar")
    assert signed_in_as(client) == manager.pk
    assert "lösenord är bytt" in letters(manager.email)[0].text


def test_a_reset_link_works_once(client, manager):
    client.post(reverse("account_reset_password"), {"email": manager.email})
    link = link_in(letters(manager.email)[0])
    address = client.get(link, follow=True).redirect_chain[-1][0]
    client.post(address, {"password1": "tre gröna hästar", "password2": "tre gröna hästar"})

    assert "Länken gäller inte längre" in words(client.get(link, follow=True))


def test_asking_for_an_unknown_address_reads_the_same(client, manager):
    answers = [
        client.post(reverse("account_reset_password"), {"email": email}, follow=True)
        for email in (manager.email, "finns.inte@example.se")
    ]

    assert words(answers[0]) == words(answers[1])
    assert Letter.objects.count() == 2


@pytest.mark.parametrize(
    ("password", "why"),
    [("kort", "12"), ("password1234", "vanligt"), ("mona.lind@ekvik", "lik")],
)
def test_a_weak_password_is_refused_in_words(client, manager, password, why):
    manager.email = "mona.lind@ekvik.se"
    manager.save()
    client.force_login(manager)

    answer = client.post(
        reverse("account_change_password"),
        {"oldpassword": PASSWORD, "password1": password, "password2": password},
    )

    assert answer.status_code == 200
    assert why in words(answer)
