"""People, and the two ways in for those who are new or come seldom."""

from __future__ import annotations

import hashlib
import secrets

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from mrplattform.core.dates import now
from mrplattform.organisations.standing import Standing


class PersonManager(BaseUserManager):
    def create_user(self, email: str, password: str | None = None, **fields) -> Person:
        person = self.model(email=self.normalize_email(email).lower(), **fields)
        person.set_password(password)
        person.save(using=self._db)
        return person

    def create_superuser(self, email: str, password: str | None = None, **fields) -> Person:
        return self.create_user(email, password, is_administrator=True, **fields)


class Person(AbstractBaseUser):
    """A user. Carries no responsibility of their own: what they may do comes from functions held.

    An administrator runs the installation (organisations, people, sign-in); that opens no
    municipality's contents.
    """

    email = models.EmailField(_("e-post"), unique=True)
    name = models.CharField(_("namn"), max_length=150)
    language = models.CharField(max_length=5, default="sv")
    is_active = models.BooleanField(default=True)
    is_administrator = models.BooleanField(_("administratör"), default=False)
    joined_at = models.DateTimeField(default=now)
    left_at = models.DateTimeField(null=True, blank=True)
    invented = models.BooleanField(default=False)

    objects = PersonManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    # Django and allauth ask for these names; there is no admin site and there are no permissions.
    is_staff = False
    is_superuser = False

    def get_full_name(self) -> str:
        return self.name

    def get_short_name(self) -> str:
        return self.name.split(" ")[0]

    @cached_property
    def standing(self) -> Standing:
        """Today's functions, authorities and units; read once per request."""
        return Standing(self)

    @property
    def function_title(self) -> str:
        """The function in whose name deeds are done: 'MR-strateg, Kommunledningskontoret'."""
        return self.standing.title


def hash_of(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


class TokenManager(models.Manager):
    def issue(self, **fields):
        """A new row and its secret, which is never stored: (row, token)."""
        token = secrets.token_urlsafe(32)
        return self.create(token_hash=hash_of(token), **fields), token

    def for_token(self, token: str):
        return self.filter(token_hash=hash_of(token)).first()


class Token(models.Model):
    """A secret sent by mail. Only its hash is kept."""

    token_hash = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    objects = TokenManager()

    class Meta:
        abstract = True

    @property
    def is_valid(self) -> bool:
        return not self.used_at and not self.revoked_at and now() < self.expires_at


class SignInLink(Token):
    """Signs one person in once, and leads to what the mail was about."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="sign_in_links")
    leads_to = models.CharField(max_length=500, default="/")

    def __str__(self) -> str:
        return f"{self.person} → {self.leads_to}"


class Invitation(Token):
    """Asks somebody to hold a function. Accepting makes the person and the holding."""

    email = models.EmailField(_("e-post"))
    name = models.CharField(_("namn"), max_length=150)
    function = models.ForeignKey(
        "organisations.Function", on_delete=models.CASCADE, related_name="invitations"
    )
    stand_in = models.BooleanField(_("ersättare"), default=False)
    by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")

    def __str__(self) -> str:
        return f"{self.email}: {self.function}"
