"""How allauth signs people in here: nobody signs up, mail goes through the queue, words are plain.

Everyone comes in through AccountAdapter: by password, code, personal link, passkey or provider.
"""

from __future__ import annotations

import base64
import hashlib
import time
import uuid

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.account.models import EmailAddress
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialAccount
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.core.exceptions import ValidationError
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.utils.encoding import force_bytes
from django.utils.translation import gettext_lazy as _

from mrplattform.core.mail import FORGOTTEN, mail_on_commit
from mrplattform.organisations.oidc import asked_two_steps
from mrplattform.organisations.services import invitations, people, signin

# Who has just signed in need not prove it once more to set up a second step.
RECENT_SECONDS = 10 * 60
SECOND_STEP_DONE = "second_step_done"
# Words of allauth's letters that mean something else to core.mail.
TAKEN = {"request", "template", "to", "key"}


class AccountAdapter(DefaultAccountAdapter):
    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": _("Kontot är stängt."),
        "email_password_mismatch": _(
            "E-postadressen och lösenordet hör inte ihop. Försök igen, eller be om en kod i stället."
        ),
        "email_taken": _("Adressen används redan. Skriv en annan."),
        "duplicate_email": _("Det här är redan din adress. Skriv en annan."),
        "same_as_current": _("Det här är redan din adress. Skriv en annan."),
        "enter_current_password": _("Skriv lösenordet som du har i dag."),
        "incorrect_code": _("Koden stämmer inte. Läs av den igen."),
        "incorrect_password": _("Lösenordet stämmer inte. Försök igen."),
        "invalid_login": _("Det gick inte att logga in. Börja om från början."),
        "invalid_password_reset": _("Länken gäller inte längre. Be om en ny."),
        "invalid_or_expired_key": _("Länken gäller inte längre. Be om en ny."),
        "too_many_login_attempts": _("För många försök. Vänta en kvart och försök igen."),
        "rate_limited": _("Det kom för många förfrågningar. Vänta en stund och försök igen."),
        "unknown_email": _("Kontrollera adressen och försök igen."),
    }

    def is_open_for_signup(self, request) -> bool:
        return False

    def pre_login(self, request, user, **kwargs):
        if user.has_left:
            return self.respond_user_inactive(request, user)
        return super().pre_login(request, user, **kwargs)

    def login(self, request, user) -> None:
        super().login(request, user)
        if not EmailAddress.objects.filter(user=user, email=user.email, verified=True).exists():
            people.vouch_for_address(user)

    def post_login(self, request, user, **kwargs):
        """The person's language comes along to this device."""
        response = super().post_login(request, user, **kwargs)
        sociallogin = (kwargs.get("signal_kwargs") or {}).get("sociallogin")
        if sociallogin and asked_two_steps(sociallogin):
            request.session[SECOND_STEP_DONE] = user.pk
        remember_language(response, user.language)
        return response

    def get_password_change_redirect_url(self, request) -> str:
        return reverse("account_home")

    def is_reauthentication_required(self, *, app: str, **kwargs) -> bool:
        records = get_authentication_records(self.request, self.request.user)
        if records and time.time() - records[-1]["at"] < RECENT_SECONDS:
            return False
        return super().is_reauthentication_required(app=app, **kwargs)

    def get_reauthentication_methods(self, user) -> list[dict]:
        words = {
            "reauthenticate": _("Skriv ditt lösenord"),
            "mfa_reauthenticate": _("Skriv en engångskod"),
            "mfa_reauthenticate:webauthn": _("Använd din nyckel"),
        }
        methods = super().get_reauthentication_methods(user)
        return [method | {"description": words[method["id"]]} for method in methods]

    def _get_login_attempts_cache_key(self, request, **credentials) -> str:
        # allauth's adds the host asked for: each of several names would give guesses anew.
        return credentials.get("email", "").strip().lower()

    def send_mail(self, template_prefix: str, email: str, context: dict) -> None:
        """allauth's letters, "account/email/login_code", from our own "account/mail/login_code"."""
        app, _folder, name = template_prefix.split("/")
        context = {word: value for word, value in context.items() if word not in TAKEN}
        person = people.find_person(email)
        with translation.override(person.language if person else settings.LANGUAGE_CODE):
            mail_on_commit(
                f"{app}/{name}", email, key=f"{FORGOTTEN}{name}:{uuid.uuid4()}", **context
            )


class SecondStepAdapter(DefaultMFAAdapter):
    error_messages = DefaultMFAAdapter.error_messages | {
        "cannot_delete_authenticator": _(
            "Ditt uppdrag kräver ett andra steg. Lägg till ett annat innan du tar bort det här."
        ),
        "cannot_generate_recovery_codes": _("Lägg först till ett andra steg."),
        "incorrect_code": _("Koden stämmer inte. Vänta på nästa kod i appen och försök igen."),
    }

    def can_delete_authenticator(self, authenticator) -> bool:
        others = Authenticator.objects.filter(user=authenticator.user).exclude(pk=authenticator.pk)
        if others.exclude(type=Authenticator.Type.RECOVERY_CODES).exists():
            return True
        rules = signin.SignInRules.current()
        return not rules.ask_second_step_of(authenticator.user)

    def generate_authenticator_name(self, user, type) -> str:
        return ""

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        return super().get_public_key_credential_rp_entity() | {"name": settings.SITE_NAME}

    def encrypt(self, text: str) -> str:
        return _cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """With another MR_SECRET_KEY than the one it was written with, no code fits."""
        try:
            return _cipher().decrypt(encrypted_text.encode()).decode()
        except InvalidToken:
            return ""


class ProviderAdapter(DefaultSocialAccountAdapter):
    """OpenID Connect: only people who are known or invited, by an address the provider verified."""

    def is_open_for_signup(self, request, sociallogin) -> bool:
        return False

    def authenticate_by_email(self, sociallogin):
        found = super().authenticate_by_email(sociallogin)
        if found and _has_other_account(found[0], sociallogin):
            return None  # the address has passed to a namesake; the account has not
        return found

    def pre_social_login(self, request, sociallogin) -> None:
        extra = sociallogin.account.extra_data
        nonce = sociallogin.state.get("nonce")
        if not nonce or extra.pop("nonce", None) != nonce:
            raise ImmediateHttpResponse(_refuse(request, "nonce"))
        if not sociallogin.is_existing:
            self._accept_invitations(request, sociallogin)
        if not sociallogin.is_existing:
            raise ImmediateHttpResponse(_refuse(request, "unknown"))

    def _accept_invitations(self, request, sociallogin) -> None:
        name = sociallogin.account.extra_data.get("name") or ""
        for address in sociallogin.email_addresses:
            if not address.verified or people.find_person(address.email):
                continue
            try:
                person = invitations.accept_by_address(address.email, name=name)
            except ValidationError:
                continue
            if person:
                sociallogin.user = person
                sociallogin._did_authenticate_by_email = address.email


def remember_language(response, language: str) -> None:
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME, language, max_age=365 * 24 * 3600, samesite="Lax"
    )


def _has_other_account(person, sociallogin) -> bool:
    others = SocialAccount.objects.filter(user=person, provider=sociallogin.account.provider)
    return others.exclude(uid=sociallogin.account.uid).exists()


def _refuse(request, reason: str):
    return render(request, "account/signup_closed.html", {"reason": reason}, status=403)


def _cipher() -> MultiFernet:
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    digests = (hashlib.sha256(b"second step" + force_bytes(key)).digest() for key in keys)
    return MultiFernet([Fernet(base64.urlsafe_b64encode(digest)) for digest in digests])
