"""allauth's forms with our words: labels that say what to write, no text inside the fields."""

from __future__ import annotations

from allauth.account import forms as account
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from django import forms
from django.utils.translation import gettext_lazy as _

from mrplattform.core.forms import GuardedCharField
from mrplattform.organisations.models import Role, SignInRules

EMAIL, PASSWORD = _("E-post"), _("Lösenord")
NEW_PASSWORD = _("Nytt lösenord")
LENGTH = _("Minst tolv tecken. Tre eller fyra ord i rad är lätt att minnas och svårt att gissa.")


class Plain(forms.Form):
    """`words` gives each field its label and, when needed, its hint; a placeholder is neither."""

    words: dict = {}
    say_optional = False

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            label, *hint = self.words.get(name, (field.label,))
            field.label, field.help_text = label, hint[0] if hint else ""


class Code(forms.Form):
    """A code: large enough to read, and the phone offers the one it just received."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["code"].widget.attrs |= {
            "autocomplete": "one-time-code",
            "autocapitalize": "none",
            "spellcheck": "false",
        }


class LoginForm(Plain, account.LoginForm):
    words = {"login": (EMAIL,), "password": (PASSWORD,)}


class RequestLoginCodeForm(Plain, account.RequestLoginCodeForm):
    words = {"email": (EMAIL, _("Den adress som du fick inbjudan till."))}


class ConfirmLoginCodeForm(Code, Plain, account.ConfirmLoginCodeForm):
    words = {"code": (_("Kod"), _("Åtta bokstäver. Stora eller små spelar ingen roll."))}


class ResetPasswordForm(Plain, account.ResetPasswordForm):
    words = {"email": (EMAIL,)}


class ResetPasswordKeyForm(Plain, account.ResetPasswordKeyForm):
    words = {"password1": (NEW_PASSWORD, LENGTH), "password2": (_("Samma lösenord igen"),)}


class ChangePasswordForm(Plain, account.ChangePasswordForm):
    words = {
        "oldpassword": (_("Lösenord som du har i dag"),),
        "password1": (NEW_PASSWORD, LENGTH),
        "password2": (_("Samma lösenord igen"),),
    }


class SetPasswordForm(Plain, account.SetPasswordForm):
    words = {"password1": (NEW_PASSWORD, LENGTH), "password2": (_("Samma lösenord igen"),)}


class ReauthenticateForm(Plain, account.ReauthenticateForm):
    words = {"password": (PASSWORD,)}


class AddEmailForm(Plain, account.AddEmailForm):
    words = {
        "email": (
            _("Ny e-postadress"),
            _("Vi skickar ett mejl dit. Adressen byts när du har öppnat det."),
        )
    }


class SecondStepForm(Code, Plain, mfa.AuthenticateForm):
    words = {"code": (_("Engångskod"), _("Sex siffror ur din app, eller en av dina reservkoder."))}


class SecondStepAgainForm(Code, Plain, mfa.ReauthenticateForm):
    words = SecondStepForm.words


class ActivateAppForm(Code, Plain, totp.ActivateTOTPForm):
    words = {"code": (_("Engångskod"), _("De sex siffror som appen visar nu."))}


class AddPasskeyForm(Plain, webauthn.AddWebAuthnForm):
    words = {
        "name": (_("Vad ska nyckeln heta?"), _("Till exempel Jobbtelefonen.")),
        "passwordless": (
            _("Jag vill kunna logga in med bara nyckeln"),
            _("Då slipper du lösenordet. Nyckeln måste ha skärmlås, fingeravtryck eller pinkod."),
        ),
    }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["name"].widget.attrs["maxlength"] = 60
        self.fields["passwordless"].initial = True

    def clean_name(self) -> str:
        return self.cleaned_data["name"].strip()[:60] or str(_("Min nyckel"))


class RenamePasskeyForm(Plain, webauthn.EditWebAuthnForm):
    words = {"name": (_("Vad ska nyckeln heta?"),)}


class SignInRulesForm(forms.Form):
    say_optional = False

    second_step = forms.MultipleChoiceField(
        label=_("De här måste logga in med två steg"),
        help_text=_("Nästa gång någon av dem öppnar en sida får hen ställa in det andra steget."),
        choices=[(SignInRules.ADMINISTRATOR, _("Administratör")), *Role.choices],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    edition = forms.IntegerField(widget=forms.HiddenInput)


class OwnForm(forms.Form):
    name = GuardedCharField(label=_("Namn"), max_length=150)
    language = forms.ChoiceField(label=_("Språk"), choices=[("sv", "Svenska"), ("en", "English")])
