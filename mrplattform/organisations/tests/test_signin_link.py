"""A reporter who comes a few times a year presses the link in the mail, and is in."""

import datetime as dt

import pytest
from django.urls import reverse

from mrplattform.core.dates import now
from mrplattform.core.models import Letter
from mrplattform.organisations.models import SignInLink
from mrplattform.organisations.services import signin
from mrplattform.organisations.tests.signin import letters, link_in, signed_in_as, words

HOME = "/konto/"


@pytest.fixture
def link(reporter) -> str:
    signin.mail_link(reporter, HOME, key="a question")
    return link_in(letters(reporter.email)[0])


def test_looking_does_not_use_the_link_up(client, reporter, link):
    """A mail scanner opens every address."""
    for _ in range(3):
        page = client.get(link)
        assert "Fortsätt som Bo Hedlund" in words(page)

    assert signed_in_as(client) is None
    assert SignInLink.objects.get().is_valid


def test_a_press_signs_in_and_leads_to_what_the_mail_was_about(client, reporter, link):
    answer = client.post(link)

    assert answer.status_code == 302
    assert answer.url == HOME
    assert signed_in_as(client) == reporter.pk


def test_a_link_signs_in_once(client, reporter, link):
    client.post(link)
    client.logout()

    again = client.post(link)

    assert again.status_code == 410
    assert "Länken gäller inte längre" in words(again)
    assert signed_in_as(client) is None


def test_who_is_already_in_is_led_on_by_a_used_link(client, reporter, link):
    client.post(link)

    assert client.get(link).url == HOME


def test_a_link_signs_out_whoever_sat_there_before(client, reporter, manager, link):
    client.force_login(manager)

    client.post(link)

    assert signed_in_as(client) == reporter.pk


@pytest.mark.parametrize("change", ["used_at", "revoked_at", "expires_at"])
def test_a_link_that_holds_no_longer_signs_nobody_in(client, link, change):
    kept = SignInLink.objects.get()
    setattr(kept, change, now() - dt.timedelta(minutes=1))
    kept.save()

    assert client.get(link).status_code == 410
    assert client.post(link).status_code == 410
    assert signed_in_as(client) is None


def test_a_new_link_comes_by_one_press_to_the_same_address(client, reporter, link):
    SignInLink.objects.update(expires_at=now() - dt.timedelta(hours=1))

    answer = client.post(link + "ny/", follow=True)

    assert "Titta i din mejl" in words(answer)
    fresh = letters(reporter.email)[0]
    client.post(link_in(fresh))
    assert signed_in_as(client) == reporter.pk


def test_a_new_link_leads_to_the_same_page(client, reporter, link):
    client.post(link)
    client.logout()
    client.post(link + "ny/")

    assert client.post(link_in(letters(reporter.email)[0])).url == HOME


def test_three_new_links_an_hour_and_no_more(client, reporter, link):
    for _ in range(5):
        answer = client.post(link + "ny/", follow=True)
        assert "Titta i din mejl" in words(
            answer
        )  # says the same: it tells nobody how many there were

    assert len(letters(reporter.email)) == 1 + 3


def test_an_unknown_link_reads_like_an_old_one(client, reporter, link):
    SignInLink.objects.update(used_at=now())
    unknown = reverse("account_link", args=["x" * 43])

    for path in (unknown, link):
        assert client.get(path).status_code == 410
    told = client.post(unknown + "ny/", follow=True)

    assert words(told) == words(client.post(link + "ny/", follow=True))
    assert Letter.objects.exclude(to=reporter.email).count() == 0


def test_who_has_left_gets_neither_in_nor_mail(client, reporter, link):
    reporter.left_at = now()
    reporter.save()

    assert client.post(link).status_code == 410
    client.post(link + "ny/")

    assert signed_in_as(client) is None
    assert len(letters(reporter.email)) == 1


def test_only_the_hash_of_the_secret_is_kept(link):
    token = link.strip("/").split("/")[-1]

    assert token not in str(SignInLink.objects.values().get())


@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://example.com/",
        "//example.com",
        "example.com",
        "javascript:alert(1)",
        "/\\example.com",
    ],
)
def test_a_link_leads_nowhere_but_here(reporter, elsewhere):
    with pytest.raises(ValueError, match="leads to an address on this site"):
        signin.link_for(reporter, elsewhere)


def test_a_link_lasts_three_days_or_as_long_as_asked(reporter):
    signin.link_for(reporter, HOME)
    signin.link_for(reporter, HOME, hours=1)

    lasts = [link.expires_at - link.created_at for link in SignInLink.objects.order_by("pk")]
    assert [round(one.total_seconds() / 3600) for one in lasts] == [72, 1]


def test_the_readers_language_comes_along_to_the_device(client, reporter, link):
    reporter.language = "en"
    reporter.save()

    answer = client.post(link)

    assert answer.cookies["django_language"].value == "en"


def test_a_sent_secret_is_forgotten(
    client, reporter, link, mailoutbox, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        client.post(link + "ny/")

    assert "/konto/lank/" in mailoutbox[0].body
    assert letters(reporter.email)[0].text == ""


def test_old_links_are_cleared_away(reporter):
    signin.link_for(reporter, HOME)

    assert signin.clear_old_links(now().date() + dt.timedelta(days=100)) == 0
    assert signin.clear_old_links(now().date() + dt.timedelta(days=200)) == 1


@pytest.mark.django_db
def test_many_get_a_link_of_their_own_in_a_few_inserts(
    reporter, manager, django_assert_max_num_queries
):
    rows = [(person, "/uppfoljning/", f"many:{person.pk}", {}) for person in (reporter, manager)]
    with django_assert_max_num_queries(7):
        signin.mail_links("organisations/sign_in_link", rows)

    made = {link.person: link for link in SignInLink.objects.all()}
    assert set(made) == {reporter, manager}
    for letter in Letter.objects.all():
        token = letter.text.split("/konto/lank/")[1].split("/")[0]
        assert signin.use_link(token).person.email == letter.to
