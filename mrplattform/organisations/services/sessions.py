"""The devices where a person is signed in, and ending them."""

from __future__ import annotations

from allauth.usersessions.models import UserSession
from django.contrib.auth import HASH_SESSION_KEY
from django.contrib.sessions.models import Session
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _

from mrplattform.core.dates import now

BROWSERS = [
    ("Edg/", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox/", "Firefox"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
]
SYSTEMS = [
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Mac OS", "Mac"),
    ("CrOS", "Chromebook"),
    ("Linux", "Linux"),
]


def sessions_of(person) -> list[UserSession]:
    """Those that still hold, newest first. Two questions to the database whatever their number."""
    kept = list(UserSession.objects.filter(user=person).order_by("-created_at"))
    stored = Session.objects.filter(
        session_key__in=[one.session_key for one in kept], expire_date__gt=now()
    )
    valid = {one.session_key for one in stored if _is_of(one, person)}
    return [one for one in kept if one.session_key in valid]


def end_sessions(person, *, but: str | None = None) -> int:
    """End them all, or all but the one with that key. Tells how many."""
    sessions = UserSession.objects.filter(user=person).exclude(session_key=but)
    keys = list(sessions.values_list("session_key", flat=True))
    Session.objects.filter(session_key__in=keys).delete()  # no history: being signed in is no deed
    sessions.delete()  # no history: being signed in is no deed
    return len(keys)


def end_session(person, pk: int) -> bool:
    """End one of the person's own; somebody else's is not found."""
    session = UserSession.objects.filter(user=person, pk=pk).first()
    if session:
        session.end()
    return bool(session)


def describe(session: UserSession) -> str:
    """'Firefox på Windows'."""
    agent = session.user_agent
    browser = next((name for mark, name in BROWSERS if mark in agent), "")
    system = next((name for mark, name in SYSTEMS if mark in agent), "")
    if browser and system:
        return _("%(browser)s på %(system)s") % {"browser": browser, "system": system}
    return browser or system or _("Okänd webbläsare")


def _is_of(session: Session, person) -> bool:
    """A session from before the password was changed is there but opens nothing."""
    kept = session.get_decoded().get(HASH_SESSION_KEY, "")
    return constant_time_compare(kept, person.get_session_auth_hash())
