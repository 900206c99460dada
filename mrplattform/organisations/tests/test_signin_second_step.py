"""Roles that an administrator has chosen get nowhere until they have taken a second step."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.urls import reverse

from mrplattform.core.history import history
from mrplattform.organisations.adapters import SecondStepAdapter
from mrplattform.organisations.models import Role, SignInRules
from mrplattform.organisations.services import people, signin
from mrplattform.organisations.tests.signin import (
    PASSWORD,
    code_in,
    letters,
    link_in,
    log_in,
    signed_in_as,
    words,
)
from tests import make

SECRET = "JBSWY3DPEHPK3PXP"
START = "/konto/"


@pytest.fixture
def rules(settings):
    """As it is outside the demo."""
    settings.SECOND_STEP_DEFAULT = ["administrator", "strategist"]


@pytest.fixture
def strategist(strategist):
    strategist.set_password(PASSWORD)
    strategist.save()
    return strategist


def code_now() -> str:
    counter = next(iter(yield_hotp_counters_from_time()))
    return format_hotp_value(hotp_value(SECRET, counter))


def connect_app(person) -> None:
    TOTP.activate(person, SECRET)


def test_a_strategist_is_sent_to_set_it_up_before_anything_else(client, rules, strategist):
    log_in(client, strategist.email)

    for name in [
        "account_home",
        "organisations:people",
        "project:start",
        "account_change_password",
    ]:
        answer = client.get(reverse(name))
        assert answer.status_code == 302
        assert answer.url.startswith(reverse("account_second_step"))


@pytest.mark.parametrize(
    ("who", "sent"),
    [("reporter", False), ("reader", False), ("strategist", True), ("administrator", True)],
)
def test_whom_the_rules_ask(client, rules, request, who, sent):
    client.force_login(request.getfixturevalue(who))

    answer = client.get(START)

    assert (answer.status_code == 302) is sent


def test_a_stand_in_for_a_strategist_is_asked_too(client, rules, ekvik, reporter):
    function = make.make_function(ekvik, role=Role.STRATEGIST)
    make.make_holding(function, reporter, stand_in=True)
    client.force_login(reporter)

    assert client.get(START).status_code == 302


def test_posting_and_htmx_get_no_further(client, rules, strategist):
    client.force_login(strategist)

    posted = client.post(reverse("organisations:invite"), {})
    asked = client.get(START, headers={"HX-Request": "true"})

    assert posted.url == reverse("account_second_step")
    assert asked.headers["HX-Redirect"] == reverse("account_second_step")


@pytest.mark.django_db(transaction=True)  # allauth tells about it when it is saved
def test_setting_up_an_app_opens_the_way_to_where_she_was_going(
    client, rules, strategist, mailoutbox
):
    log_in(client, strategist.email)
    client.get(START)

    page = client.get(reverse("mfa_activate_totp"))
    assert page.status_code == 200  # just signed in: not asked for the password again
    session = client.session
    session["mfa.totp.secret"] = SECRET
    session.save()
    answer = client.post(reverse("mfa_activate_totp"), {"code": code_now()})

    assert answer.url == reverse("mfa_view_recovery_codes")
    codes = words(client.get(answer.url))
    assert "Jag har sparat dem, fortsätt" in codes
    assert f'href="{START}"' in codes
    assert client.get(START).status_code == 200
    assert [mail.subject for mail in mailoutbox] == ["En app är kopplad till ditt konto"]
    verbs = [deed.verb for deed in history(strategist)]
    assert verbs.count("second_step_added") == 2  # the app, and the codes in reserve


@pytest.mark.parametrize("way", ["password", "code", "link"])
def test_no_way_in_is_enough_alone(client, rules, strategist, way):
    """A mail link, a code by mail or a password: each still asks for the second step."""
    connect_app(strategist)
    if way == "password":
        answer = log_in(client, strategist.email)
    elif way == "code":
        client.post(reverse("account_request_login_code"), {"email": strategist.email})
        code = code_in(letters(strategist.email)[0])
        answer = client.post(reverse("account_confirm_login_code"), {"code": code})
    else:
        signin.mail_link(strategist, START, key="a link")
        answer = client.post(link_in(letters(strategist.email)[0]))

    assert answer.url == reverse("mfa_authenticate")
    assert signed_in_as(client) is None
    assert client.get(START).url.startswith(reverse("account_login"))

    client.post(reverse("mfa_authenticate"), {"code": code_now()})

    assert signed_in_as(client) == strategist.pk
    assert client.get(START).status_code == 200


def test_a_link_leads_on_after_the_second_step(client, strategist):
    connect_app(strategist)
    signin.mail_link(strategist, "/organisation/personer/", key="a link")
    client.post(link_in(letters(strategist.email)[0]))

    answer = client.post(reverse("mfa_authenticate"), {"code": code_now()})

    assert answer.url == "/organisation/personer/"


def test_a_code_counts_once(client, strategist):
    connect_app(strategist)
    code = code_now()
    log_in(client, strategist.email)
    client.post(reverse("mfa_authenticate"), {"code": code})
    client.logout()
    log_in(client, strategist.email)

    client.post(reverse("mfa_authenticate"), {"code": code})

    assert signed_in_as(client) is None


def test_guessing_codes_is_locked_out(client, strategist):
    connect_app(strategist)
    log_in(client, strategist.email)
    for _ in range(5):
        client.post(reverse("mfa_authenticate"), {"code": "000000"})

    answer = client.post(reverse("mfa_authenticate"), {"code": code_now()})

    assert "För många försök" in words(answer)
    assert signed_in_as(client) is None


def test_a_reserve_code_opens_once(client, strategist):
    connect_app(strategist)
    code = RecoveryCodes.activate(strategist).get_unused_codes()[0]
    for expected in (strategist.pk, None):
        client.logout()
        log_in(client, strategist.email)
        client.post(reverse("mfa_authenticate"), {"code": code})
        assert signed_in_as(client) == expected


def test_a_session_from_before_must_show_the_second_step(client, rules, strategist):
    """Somebody who had the password before the app was connected stays outside."""
    client.force_login(strategist)
    connect_app(strategist)

    for name in ["account_home", "mfa_index", "mfa_deactivate_totp", "account_second_step"]:
        answer = client.get(reverse(name))
        assert answer.url.startswith(reverse("mfa_reauthenticate"))

    client.post(reverse("mfa_reauthenticate") + "?next=/konto/", {"code": code_now()})
    assert client.get(START).status_code == 200


def test_the_last_second_step_cannot_be_taken_away_by_who_needs_it(client, rules, strategist):
    connect_app(strategist)
    log_in(client, strategist.email)
    client.post(reverse("mfa_authenticate"), {"code": code_now()})

    answer = client.post(reverse("mfa_deactivate_totp"))

    assert "Ditt uppdrag kräver ett andra steg" in words(answer)
    assert Authenticator.objects.filter(user=strategist).exists()


def test_the_secret_of_the_app_is_not_kept_in_clear(strategist, settings):
    connect_app(strategist)
    kept = Authenticator.objects.get(user=strategist).data["secret"]

    assert SECRET not in str(kept)
    assert SecondStepAdapter().decrypt(kept) == SECRET
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another"
    assert SecondStepAdapter().decrypt(kept) == SECRET
    settings.SECRET_KEY_FALLBACKS = []
    assert SecondStepAdapter().decrypt(kept) == ""


def test_an_administrator_takes_away_what_was_lost(client, administrator, strategist):
    connect_app(strategist)
    client.force_login(administrator)

    client.post(reverse("organisations:person_reset_second_step", args=[strategist.pk]))

    assert not Authenticator.objects.filter(user=strategist).exists()
    assert "andra steg" in letters(strategist.email)[0].text
    assert history(strategist)[0].by == administrator


# --- The rules themselves --------------------------------------------------------------------


def save_rules(client, roles, edition=0):
    return client.post(
        reverse("organisations:sign_in_rules"), {"second_step": roles, "edition": edition}
    )


def test_the_administrator_chooses_who_must(client, administrator, reporter):
    client.force_login(administrator)

    save_rules(client, ["reporter"])

    rules = SignInRules.current()
    assert rules.second_step == ["reporter"]
    assert history(rules)[0].changes == {"second_step": [[], ["reporter"]]}
    client.force_login(reporter)
    assert client.get(START).url.startswith(reverse("account_second_step"))


def test_nobody_must_when_the_administrator_says_so(client, rules, administrator, strategist):
    signin.set_rules(second_step=[], edition=0, by=administrator)
    client.force_login(strategist)

    assert client.get(START).status_code == 200


def test_two_administrators_at_once_lose_nothing(client, administrator):
    signin.set_rules(second_step=["manager"], edition=0, by=administrator)
    client.force_login(administrator)
    save_rules(client, ["manager", "elected"], edition=1)

    answer = save_rules(client, ["auditor"], edition=1)

    assert "Någon annan sparade" in words(answer)
    assert SignInRules.current().second_step == ["elected", "manager"]


def test_a_role_that_does_not_exist_is_refused(client, administrator):
    client.force_login(administrator)

    assert save_rules(client, ["king"]).status_code == 200
    assert not SignInRules.objects.exists()


def test_the_rules_cost_one_question(client, reporter, django_assert_max_num_queries):
    client.force_login(reporter)
    client.get(START)

    with django_assert_max_num_queries(20):
        client.get(START)


def test_resetting_needs_no_second_step_to_exist(administrator, reporter):
    people.reset_second_step(reporter, by=administrator)

    assert history(reporter)[0].verb == "second_step_removed"
