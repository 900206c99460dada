"""Sign-in settings: allauth's, and which roles must prove themselves in two steps.

docs/drift-inloggning.md says in Swedish what an operator may set.
"""

import sys

import environ
from django.core.exceptions import ImproperlyConfigured

env = environ.Env()

# --- Accounts ---------------------------------------------------------------------------------

ACCOUNT_ADAPTER = "mrplattform.organisations.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
# People are entered by somebody who knows their address; nobody signs up.
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_PREVENT_ENUMERATION = True
# Somebody who mistypes an address learns it from a mail, never from the page.
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = True
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_SESSION_REMEMBER = False  # a shared computer forgets when its browser is closed
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
# Eight letters without vowels: 25 milliards, three guesses a code.
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 3
PASSWORD_RESET_TIMEOUT = 3600
# A new address asks once more who it is, unless they have just signed in.
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 15 * 60
ACCOUNT_FORMS = {
    "login": "mrplattform.organisations.forms.signin.LoginForm",
    "request_login_code": "mrplattform.organisations.forms.signin.RequestLoginCodeForm",
    "confirm_login_code": "mrplattform.organisations.forms.signin.ConfirmLoginCodeForm",
    "reset_password": "mrplattform.organisations.forms.signin.ResetPasswordForm",
    "reset_password_from_key": "mrplattform.organisations.forms.signin.ResetPasswordKeyForm",
    "change_password": "mrplattform.organisations.forms.signin.ChangePasswordForm",
    "set_password": "mrplattform.organisations.forms.signin.SetPasswordForm",
    "reauthenticate": "mrplattform.organisations.forms.signin.ReauthenticateForm",
    "add_email": "mrplattform.organisations.forms.signin.AddEmailForm",
}

# --- Limits on guessing and on sending, counted in the shared database cache ------------------
# A whole municipality may stand behind one address on the net, so the limits per address (ip)
# are wide and those per account (key) are narrow.

ACCOUNT_RATE_LIMITS = {
    "login": "120/m/ip",
    "login_failed": "30/m/ip,5/15m/key",
    "request_login_code": "60/m/ip,3/5m/key",
    "reset_password": "60/m/ip,3/15m/key",
    "reset_password_from_key": "20/m/ip",
    "confirm_email": "1/3m/key",
    # Ours: a new personal link, and opening or accepting an invitation.
    "sign_in_link": "30/m/ip,3/h/key",
    "open_token": "60/m/ip",
    # Wrong codes of those who answer without a name; a mark of the address is the key.
    "code_here": "60/m/key",
    "code_anywhere": "1200/m/key",
    "open_answer": "60/m/ip,20/m/key",  # each personal link to a sheet, and each wrong one
}
# How many proxies of our own stand before the platform and tell the visitor's address.
ALLAUTH_TRUSTED_PROXY_COUNT = env.int(
    "MR_PROXIES", default=1 if env.bool("MR_BEHIND_PROXY", default=False) else 0
)

# --- The second step --------------------------------------------------------------------------

MFA_ADAPTER = "mrplattform.organisations.adapters.SecondStepAdapter"
MFA_SUPPORTED_TYPES = ["webauthn", "totp", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_TOLERANCE = 1  # a phone's clock may be half a minute off
# The address is vouched for (see above), and changing it later must stay possible.
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_TOTP_ISSUER = env.str("MR_NAME", default="MR-plattformen")
MFA_FORMS = {
    "authenticate": "mrplattform.organisations.forms.signin.SecondStepForm",
    "reauthenticate": "mrplattform.organisations.forms.signin.SecondStepAgainForm",
    "activate_totp": "mrplattform.organisations.forms.signin.ActivateAppForm",
    "add_webauthn": "mrplattform.organisations.forms.signin.AddPasskeyForm",
    "edit_webauthn": "mrplattform.organisations.forms.signin.RenamePasskeyForm",
}
# Until an administrator has chosen on the page for it. In the demo anyone tries every role; tests
# that are about the second step ask for it themselves.
_relaxed = env.bool("MR_DEMO", default=False) or "pytest" in sys.modules
SECOND_STEP_DEFAULT = [] if _relaxed else ["administrator", "strategist"]

# --- OpenID Connect, by configuration alone ---------------------------------------------------

SOCIALACCOUNT_ADAPTER = "mrplattform.organisations.adapters.ProviderAdapter"
# A link, not a form: the content policy lets no form lead away from this site.
SOCIALACCOUNT_LOGIN_ON_GET = True
SOCIALACCOUNT_AUTO_SIGNUP = False
SOCIALACCOUNT_EMAIL_AUTHENTICATION = True
SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = True
SOCIALACCOUNT_STORE_TOKENS = False
SOCIALACCOUNT_EMAIL_VERIFICATION = "none"
SOCIALACCOUNT_OPENID_CONNECT_URL_PREFIX = ""


def oidc_apps() -> list[dict]:
    """MR_OIDC (a JSON object, or a list of them) or MR_OIDC_ISSUER and its companions."""
    described = env.json("MR_OIDC", default=[])
    if isinstance(described, dict):
        described = [described]
    if issuer := env.str("MR_OIDC_ISSUER", default=""):
        described = [
            *described,
            {
                "issuer": issuer,
                "client_id": env.str("MR_OIDC_CLIENT_ID", default=""),
                "client_secret": env.str("MR_OIDC_CLIENT_SECRET", default=""),
                "name": env.str("MR_OIDC_NAME", default=""),
                "verified_domains": env.list("MR_OIDC_VERIFIED_DOMAINS", default=[]),
                "second_step": env.bool("MR_OIDC_SECOND_STEP", default=False),
            },
        ]
    apps = [_oidc_app(one, place) for place, one in enumerate(described, start=1)]
    if len({app["provider_id"] for app in apps}) != len(apps):
        raise ImproperlyConfigured("MR_OIDC: give each provider an id of its own.")
    return apps


def _oidc_app(described: dict, place: int) -> dict:
    missing = {"issuer", "client_id", "client_secret"} - {k for k, v in described.items() if v}
    if missing:
        raise ImproperlyConfigured(f"OpenID Connect: {', '.join(sorted(missing))} is missing.")
    return {
        "provider_id": described.get("id") or ("oidc" if place == 1 else f"oidc-{place}"),
        "name": (described.get("name") or "OpenID Connect")[:40],
        "client_id": described["client_id"],
        "secret": described["client_secret"],
        "settings": {
            "server_url": described["issuer"].rstrip("/"),
            "oauth_pkce_enabled": True,
            # Addresses in these domains count as verified although the provider does not say so.
            "verified_email": list(described.get("verified_domains") or []),
            # The provider itself asks for two steps.
            "second_step": bool(described.get("second_step")),
        },
    }


SOCIALACCOUNT_PROVIDERS = {
    "openid_connect": {
        "provider_class": "mrplattform.organisations.oidc.Provider",
        "APPS": oidc_apps(),
    }
}
