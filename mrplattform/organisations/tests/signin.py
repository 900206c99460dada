"""What the tests of sign-in share: the post, the clock, and a browser's sessions."""

from __future__ import annotations

import re

from django.urls import reverse

from mrplattform.core.models import Letter

PASSWORD = "korrekt-häst-batteri"


def letters(to: str) -> list[Letter]:
    """The letters to an address, newest first."""
    return list(Letter.objects.filter(to=to).order_by("-pk"))


def link_in(letter: Letter) -> str:
    """The path of the first personal address in a letter."""
    found = re.search(r"https?://[^/\s]+(/konto/\S+)", letter.text)
    assert found, letter.text
    return found[1]


def code_in(letter: Letter) -> str:
    found = re.search(r"\b[B-Z]{4}-[B-Z]{4}\b", letter.text)
    assert found, letter.text
    return found[0]


def log_in(client, email: str, password: str = PASSWORD, **extra):
    return client.post(reverse("account_login"), {"login": email, "password": password}, **extra)


def signed_in_as(client):
    """The primary key of whoever the browser is signed in as, or None."""
    key = client.session.get("_auth_user_id")
    return int(key) if key else None


def words(response) -> str:
    """What stands on the page, its frame left out."""
    html = response.content.decode()
    return html.split("<main")[-1].split("</main>")[0]
