"""People, the two ways in for those who are new or come seldom, and what sign-in asks of them."""

from __future__ import annotations

import hashlib
import secrets

from django.apps import apps
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from mrplattform.core.dates import now
from mrplattform.organisations.standing import Standing


class PersonQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Colleagues: those who hold or have held a function in an authority of one's own.

        An administrator keeps the list of people and sees all of it.
        """
        if not user.is_authenticated:
            return self.none()
        if user.is_administrator:
            return self
        holdings = apps.get_model("organisations", "Holding").objects
        held = holdings.filter(function__authority__in=user.standing.authority_ids)
        return self.filter(Q(pk=user.pk) | Q(pk__in=held.values("person")))

    def with_open_account(self):
        return self.filter(is_active=True).exclude(left_at__lte=now())


class PersonManager(BaseUserManager.from_queryset(PersonQuerySet)):  # type: ignore[misc]
    def create_user(self, email: str, password: str | None = None, **fields) -> Person:
        from allauth.account.models import EmailAddress  # noqa: PLC0415 (it asks for our model)

        person = self.model(email=self.normalize_email(email).lower(), **fields)
        person.set_password(password)
        person.save(using=self._db)
        # Nobody signs up: whoever entered the person vouches for the address.
        EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
        return person

    def get_by_natural_key(self, email: str) -> Person:
        return self.get(email=email.lower())

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

    def get_absolute_url(self) -> str:
        return reverse("organisations:person", args=[self.pk])

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

    @property
    def has_left(self) -> bool:
        return self.left_at is not None and self.left_at <= now()


def new_token() -> str:
    return secrets.token_urlsafe(32)


def hash_of(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


class TokenManager(models.Manager):
    def issue(self, **fields):
        """A new row and its secret, which is never stored: (row, token)."""
        token = new_token()
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

    @property
    def has_expired(self) -> bool:
        return now() >= self.expires_at


class SignInLink(Token):
    """Signs one person in once, and leads to what the mail was about."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="sign_in_links")
    leads_to = models.CharField(max_length=500, default="/")

    def __str__(self) -> str:
        return f"{self.person} → {self.leads_to}"


class InvitationQuerySet(models.QuerySet):
    def visible_to(self, user):
        """For those who may send it again or take it back."""
        if not user.is_authenticated:
            return self.none()
        if user.is_administrator:
            return self
        led = {f.authority_id for f in user.standing.functions if f.role == "strategist"}
        return self.filter(function__authority__in=led)

    def open(self):
        """Neither accepted nor taken back; it may have expired."""
        return self.filter(used_at__isnull=True, revoked_at__isnull=True)

    def valid(self):
        return self.open().filter(expires_at__gt=now())


class Invitation(Token):
    """Asks somebody to hold a function. Accepting makes the person and the holding."""

    email = models.EmailField(_("e-post"))
    name = models.CharField(_("namn"), max_length=150)
    function = models.ForeignKey(
        "organisations.Function", on_delete=models.CASCADE, related_name="invitations"
    )
    stand_in = models.BooleanField(_("ersättare"), default=False)
    by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")

    objects = TokenManager.from_queryset(InvitationQuerySet)()  # type: ignore[misc]

    def __str__(self) -> str:
        return f"{self.email}: {self.function}"

    @property
    def authority_id(self) -> int:
        return self.function.authority_id


class SignInRules(models.Model):
    """The installation's one row: who must prove themselves in two steps.

    Until an administrator has decided, settings.SECOND_STEP_DEFAULT holds.
    """

    ADMINISTRATOR = "administrator"

    second_step = models.JSONField(_("måste ha ett andra steg"), default=list)
    changed_at = models.DateTimeField(auto_now=True)
    edition = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return ", ".join(self.second_step)

    @classmethod
    def current(cls) -> SignInRules:
        return cls.objects.first() or cls(second_step=list(settings.SECOND_STEP_DEFAULT))

    def ask_second_step_of(self, person: Person) -> bool:
        if not self.second_step:
            return False
        if person.is_administrator and self.ADMINISTRATOR in self.second_step:
            return True
        return person.standing.has_role(*self.second_step)
