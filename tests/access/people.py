"""Accounts, people and their invitations: part of organisations, and everything under /konto/."""

import datetime as dt

from mrplattform.core.dates import now
from mrplattform.organisations.models import SignInLink
from tests import make
from tests.access.row import EVERYONE, OURS, Row, but

LED = "strategist administrator"
LEADERS = "strategist neighbour administrator"


def bo(w) -> list:
    return [w.people["reporter"].pk]


def nils(w) -> list:
    return [w.people["neighbour"].pk]


def invitation(w) -> list:
    return [make.make_invitation(w.functions["reporter"])[0].pk]


def foreign_invitation(w) -> list:
    return [make.make_invitation(w.functions["neighbour"])[0].pk]


def invitation_token(w) -> list:
    return [make.make_invitation(w.functions["reporter"])[1]]


def link_token(w) -> list:
    soon = now() + dt.timedelta(hours=1)
    return [SignInLink.objects.issue(person=w.people["reporter"], expires_at=soon)[1]]


def invite(place: str):
    def form(w) -> dict:
        return {"function": w.functions[place].pk, "name": "Ny", "email": "ny@example.se"}

    return form


TOKEN = ["x" * 43]
NOBODY_HAS_KEYS = "nobody in the world has a key or an app: the page is not there, or leads away"

ORGANISATIONS = [
    Row("organisations:people", opens=LEADERS, refused=but(EVERYONE, LEADERS)),
    Row("organisations:people", query="?format=csv", opens=LEADERS, refused=but(EVERYONE, LEADERS)),
    Row(
        "organisations:person",
        args=bo,
        opens="strategist administrator reporter",
        refused=but(OURS, "strategist reporter"),
    ),
    Row("organisations:person", args=nils, opens="neighbour administrator", note="foreign"),
    Row(
        "organisations:person_correct",
        args=bo,
        opens="administrator",
        refused=OURS,
    ),
    Row(
        "organisations:person_correct",
        args=bo,
        post={"name": "Bo", "email": "taget@example.se"},
        opens="administrator",
        refused=OURS,
    ),
    Row("organisations:person_leave", args=bo, opens=LED, refused=but(OURS, "strategist")),
    Row(
        "organisations:person_leave",
        args=bo,
        post={"last_day": "2099-01-01"},
        opens=LED,
        refused=but(OURS, "strategist"),
    ),
    Row(
        "organisations:person_leave",
        args=nils,
        post={"last_day": "2099-01-01"},
        opens="neighbour administrator",
        note="foreign",
    ),
    Row(
        "organisations:person_reset_second_step",
        args=bo,
        post={},
        opens="administrator",
        refused=OURS,
    ),
    Row(
        "organisations:person_administrator",
        args=bo,
        post={},
        opens="administrator",
        refused=OURS,
    ),
    Row("organisations:invitations", opens=LEADERS, refused=but(EVERYONE, LEADERS)),
    Row("organisations:invite", opens=LEADERS, refused=but(EVERYONE, LEADERS)),
    Row(
        "organisations:invite",
        post=invite("reporter"),
        opens=LED,
        invalid="neighbour",
        refused=but(EVERYONE, LEADERS),
    ),
    Row(
        "organisations:invite",
        post=invite("neighbour"),
        opens="neighbour administrator",
        invalid="strategist",
        refused=but(EVERYONE, LEADERS),
        note="foreign function",
    ),
    Row("organisations:invitation_resend", args=invitation, post={}, opens=LED),
    Row("organisations:invitation_revoke", args=invitation, post={}, opens=LED),
    Row(
        "organisations:invitation_revoke",
        args=foreign_invitation,
        post={},
        opens="neighbour administrator",
        note="foreign",
    ),
    Row(
        "organisations:sign_in_rules", opens="administrator", refused=but(EVERYONE, "administrator")
    ),
    Row(
        "organisations:sign_in_rules",
        post={"second_step": ["manager"], "edition": 0},
        opens="administrator",
        refused=but(EVERYONE, "administrator"),
    ),
]

# One's own things: everyone signed in has them, and nobody else's can be named.
OWN = [
    Row("account_home", opens=EVERYONE),
    Row("account_home", post={"name": "Nytt Namn", "language": "sv"}, opens=EVERYONE),
    Row("usersessions_list", opens=EVERYONE),
    Row("usersessions_list", post={"session": "1"}, opens=EVERYONE, note="somebody else's"),
    Row("account_email", opens=EVERYONE),
    Row("account_change_password", opens=EVERYONE),
    Row("account_set_password", opens=EVERYONE),
    Row("account_second_step", opens=EVERYONE),
    Row("mfa_index", opens=EVERYONE),
    Row("mfa_activate_totp", opens=EVERYONE),
    Row("mfa_deactivate_totp", note=NOBODY_HAS_KEYS),
    Row("mfa_view_recovery_codes", note=NOBODY_HAS_KEYS),
    Row("mfa_generate_recovery_codes", opens=EVERYONE),
    Row("mfa_download_recovery_codes", note=NOBODY_HAS_KEYS),
    Row("mfa_list_webauthn", opens=EVERYONE),
    Row("mfa_add_webauthn", opens=EVERYONE),
    Row("mfa_edit_webauthn", args=lambda w: [1], note=NOBODY_HAS_KEYS),
    Row("mfa_remove_webauthn", args=lambda w: [1], note=NOBODY_HAS_KEYS),
    # Nobody in the world has a password or a key, so there is nothing to prove it with.
    Row("account_reauthenticate", refused=EVERYONE),
    Row("mfa_reauthenticate", refused=EVERYONE),
    Row("mfa_reauthenticate_webauthn", refused=EVERYONE),
]

# The way in is open to all; whoever is in already is led on.
WAYS_IN = [
    Row("account_login", opens=EVERYONE, public=True),
    Row("account_request_login_code", opens=EVERYONE, public=True),
    Row("account_inactive", opens=EVERYONE, public=True),
    Row("account_reset_password", opens=EVERYONE, public=True),
    Row("account_reset_password_done", opens=EVERYONE, public=True),
    Row(
        "account_reset_password_from_key",
        args=lambda w: ["1", "made-up"],
        opens=EVERYONE,
        public=True,
    ),
    Row("account_reset_password_from_key_done", opens=EVERYONE, public=True),
    Row("account_confirm_email", args=lambda w: ["made-up"], opens=EVERYONE, public=True),
    Row("account_link", args=link_token, opens=EVERYONE, public=True),
    Row("account_link", args=link_token, post={}, opens=EVERYONE, public=True),
    Row("account_invitation", args=invitation_token, opens=EVERYONE, public=True),
    Row("account_link_sent", opens=EVERYONE, public=True),
    Row("account_new_link", args=lambda w: TOKEN, post={}, opens=EVERYONE, public=True),
    # Who is not signed in, or has not begun to be, is led to the start.
    Row("account_logout", opens=EVERYONE),
    Row("mfa_login_webauthn", opens=EVERYONE),
    Row("socialaccount_login_cancelled", opens=EVERYONE),
    Row("account_confirm_login_code", opens=EVERYONE),
    Row("mfa_authenticate", opens=EVERYONE),
]

NO_SIGN_UP = {"email": "ny@example.se", "password1": "korrekt-hast-batteri"}
CLOSED = [
    Row(name, post=post, public=True, closed=True)
    for name in (
        "account_signup",
        "account_email_verification_sent",
        "socialaccount_connections",
        "socialaccount_signup",
    )
    for post in (None, NO_SIGN_UP)
] + [
    # No provider is configured here; test_signin_provider.py meets one.
    Row(name, args=lambda w: ["oidc"], public=True, closed=True)
    for name in ("openid_connect_login", "openid_connect_callback")
]

ROWS = [*ORGANISATIONS, *OWN, *WAYS_IN, *CLOSED]
