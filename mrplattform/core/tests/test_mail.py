"""Mail against a real SMTP server: once per key, after commit, and again when the server was away."""

import contextlib
import datetime as dt
import email
import email.policy
import socket

import pytest
from aiosmtpd.controller import Controller
from django.db import connections, transaction

from mrplattform.core import mail
from mrplattform.core.dates import now
from mrplattform.core.models import DemoMail, Letter

pytestmark = pytest.mark.django_db(transaction=True)


class Mailbox:
    """Keeps what arrives, as it reads at the other end."""

    def __init__(self):
        self.messages = []

    async def handle_DATA(self, server, session, envelope):
        message = email.message_from_bytes(envelope.content, policy=email.policy.default)
        self.messages.append((envelope, message))
        return "250 OK"


@pytest.fixture
def mailbox():
    box = Mailbox()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        box.port = free.getsockname()[1]
    server = Controller(box, hostname="127.0.0.1", port=box.port)
    server.start()
    yield box
    server.stop()


@pytest.fixture
def templates(settings, tmp_path):
    """Two small letters of the test's own."""
    folder = tmp_path / "core" / "mail"
    folder.mkdir(parents=True)
    (folder / "hello.subject.txt").write_text("Fråga om räddningstjänsten,\n Åsa\n")
    (folder / "hello.txt").write_text(
        "Hej {{ name }}!\n\nÅä ö – {{ site_name }}\n{{ site_url }}/\n"
    )
    options = settings.TEMPLATES[0]
    settings.TEMPLATES = [{**options, "DIRS": [str(tmp_path)]}]


@pytest.fixture(autouse=True)
def _smtp(settings, mailbox, templates):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", mailbox.port
    settings.DEFAULT_FROM_EMAIL = "MR-plattformen <mr@ekvik.example>"
    settings.SITE_NAME = "MR i Ekvik"


def send(key="hello:1", to="asa.berg@ekvik.example"):
    mail.mail_on_commit("core/hello", to, key=key, name="Åsa Öberg")


def test_a_letter_arrives_with_its_letters_whole(mailbox):
    send()

    envelope, message = mailbox.messages[0]
    assert envelope.rcpt_tos == ["asa.berg@ekvik.example"]
    assert message["subject"] == "Fråga om räddningstjänsten, Åsa"
    assert message["from"] == "MR-plattformen <mr@ekvik.example>"
    assert "Hej Åsa Öberg!\n\nÅä ö – MR i Ekvik" in message.get_content().replace("\r\n", "\n")
    letter = Letter.objects.get()
    assert (letter.state, letter.tries) == (Letter.State.SENT, 1)
    assert letter.sent_at


def test_the_same_key_is_sent_once(mailbox):
    send()
    send()
    mail.send_letter.func(Letter.objects.get().pk)
    mail.send_waiting()

    assert len(mailbox.messages) == 1


def test_another_key_is_another_letter(mailbox):
    send(key="hello:1")
    send(key="hello:2")

    assert len(mailbox.messages) == 2


def test_nothing_leaves_when_the_deed_is_rolled_back(mailbox):
    with transaction.atomic():
        send()
        transaction.set_rollback(True)

    assert mailbox.messages == []
    assert not Letter.objects.exists()


def test_a_letter_waits_while_the_server_is_down_and_leaves_when_it_is_back(settings, mailbox):
    settings.EMAIL_PORT = 1  # nobody listens there
    send()
    letter = Letter.objects.get()
    assert (letter.state, letter.tries) == (Letter.State.QUEUED, 1)
    assert "refused" in letter.error.lower()

    settings.EMAIL_PORT = mailbox.port
    assert mail.send_waiting() == 1

    letter.refresh_from_db()
    assert (letter.state, letter.tries, letter.error) == (Letter.State.SENT, 2, "")
    assert len(mailbox.messages) == 1


def test_it_gives_up_in_the_end_and_keeps_the_reason(settings):
    settings.EMAIL_PORT = 1
    send()
    for _ in range(mail.MOST_TRIES):
        mail.send_waiting()

    letter = Letter.objects.get()
    assert (letter.state, letter.tries) == (Letter.State.FAILED, mail.MOST_TRIES)
    assert letter.error
    assert mail.send_waiting() == 0


def test_a_refused_address_is_told_and_stops_nobody_else(mailbox):
    async def refuse(server, session, envelope, address, options):
        if address.startswith("fel"):
            return "550 no such mailbox"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    mailbox.handle_RCPT = refuse
    send(key="a", to="fel@ekvik.example")
    send(key="b")

    assert len(mailbox.messages) == 1
    assert "no such mailbox" in Letter.objects.get(key="a").error


def test_in_demo_mode_mail_is_kept_on_a_page(settings, mailbox):
    settings.EMAIL_BACKEND = "mrplattform.core.mail.KeepOnPage"
    send()

    kept = DemoMail.objects.get()
    assert (kept.to, kept.subject) == (
        "asa.berg@ekvik.example",
        "Fråga om räddningstjänsten, Åsa",
    )
    assert mailbox.messages == []


def test_a_letter_that_a_dead_worker_had_taken_leaves_later(mailbox):
    send()
    Letter.objects.update(state=Letter.State.SENDING, taken_at=now() - dt.timedelta(minutes=5))
    assert mail.send_waiting() == 0  # somebody may still be at it

    Letter.objects.update(taken_at=now() - dt.timedelta(hours=1))
    assert mail.send_waiting() == 1
    assert Letter.objects.get().state == Letter.State.SENT


def test_the_database_is_free_while_the_server_is_slow(mailbox):
    """Saving an answer must not wait for a mail server."""

    sender = connections["default"]  # of this thread; the server has one of its own

    async def look(server, session, envelope):
        mailbox.in_transaction = sender.in_atomic_block
        return "250 OK"

    mailbox.handle_DATA = look
    mailbox.in_transaction = None
    send()

    assert mailbox.in_transaction is False


def many(*names, **more):
    return [
        mail.Mail(f"{name}@ekvik.se", f"many:{name}", {"person": name}, **more) for name in names
    ]


def test_many_letters_leave_once_each_and_a_bad_one_stops_nobody(settings, mailbox, monkeypatch):
    send = mail._send

    def stumble(pk):
        if Letter.objects.get(pk=pk).to == "bo@ekvik.se":
            raise ValueError("a header that nobody foresaw")
        send(pk)

    monkeypatch.setattr(mail, "_send", stumble)
    for _ in range(2):
        with transaction.atomic():
            mail.mail_many_on_commit("organisations/second_step_reset", many("ada", "bo", "cia"))

    assert [envelope.rcpt_tos for envelope, _message in mailbox.messages] == [
        ["ada@ekvik.se"],
        ["cia@ekvik.se"],
    ]
    assert Letter.objects.filter(state=Letter.State.QUEUED).get().to == "bo@ekvik.se"


def test_none_of_many_leaves_when_the_deed_is_rolled_back(mailbox):
    with contextlib.suppress(ZeroDivisionError), transaction.atomic():
        mail.mail_many_on_commit("organisations/second_step_reset", many("ada", "bo"))
        1 / 0  # noqa: B018

    assert mailbox.messages == []
    assert not Letter.objects.exists()


def test_many_letters_are_in_each_ones_language(mailbox):
    with transaction.atomic():
        mail.mail_many_on_commit(
            "organisations/second_step_reset", many("ada") + many("eve", language="en")
        )

    swedish, english = [message["subject"] for _envelope, message in mailbox.messages]
    assert swedish != english


@pytest.mark.parametrize("count", [3, 30])
def test_queueing_many_asks_the_same(mailbox, django_assert_max_num_queries, count):
    with transaction.atomic(), django_assert_max_num_queries(4):
        mail.mail_many_on_commit(
            "organisations/second_step_reset", many(*[f"p{n}" for n in range(count)])
        )

    assert Letter.objects.count() == count
