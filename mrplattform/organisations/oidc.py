"""Sign-in through the municipality's own provider, held to the letter of OpenID Connect.

allauth trusts an id token because of where it came from and sends no nonce. Here its signature,
its nonce and its subject are checked too.
"""

from __future__ import annotations

import secrets

from allauth.account.models import EmailAddress
from allauth.socialaccount.internal import jwtkit
from allauth.socialaccount.providers.base.constants import AuthProcess
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from jwt import PyJWTError

# Authentication methods (RFC 8176) that make a second step at the provider.
TWO_STEPS = {"mfa", "otp", "hwk", "fpt", "face", "sc"}


class Adapter(OpenIDConnectOAuth2Adapter):
    def complete_login(self, request, app, token, **kwargs):
        answer = kwargs["response"]
        if not answer.get("id_token"):
            raise OAuth2Error("The provider gave no id_token.")
        claims = self._decode_id_token(app, answer["id_token"])
        # Some providers put it all in the token and have no userinfo.
        has_more = "userinfo_endpoint" in self.openid_config
        about = self._fetch_user_info(token.token) if has_more else {"sub": claims.get("sub")}
        if not claims.get("sub") or about.get("sub") != claims["sub"]:
            raise OAuth2Error("userinfo is about somebody else than the id_token.")
        data = {"userinfo": claims | about, "id_token": claims}
        return self.get_provider().sociallogin_from_response(request, data)

    def _decode_id_token(self, app, id_token: str) -> dict:
        try:
            return jwtkit.verify_and_decode(
                credential=id_token,
                keys_url=self.openid_config["jwks_uri"],
                issuer=self.openid_config["issuer"],
                audience=app.client_id,
                lookup_kid=jwtkit.lookup_kid_jwk,
            )
        except (PyJWTError, KeyError, ValueError) as problem:
            raise OAuth2Error("Invalid id_token") from problem


class Provider(OpenIDConnectProvider):
    oauth2_adapter_class = Adapter

    def redirect(self, request, process, next_url=None, data=None, **kwargs):
        """Off to the provider with a nonce of this visit. It is for signing in and nothing else."""
        nonce = secrets.token_urlsafe(24)
        kwargs["auth_params"] = self.get_auth_params() | {"nonce": nonce}
        kwargs["scope"] = self.get_scope()
        return super().redirect(
            request, AuthProcess.LOGIN, next_url=next_url, data=data, nonce=nonce, **kwargs
        )

    def extract_extra_data(self, data) -> dict:
        """Kept beside the account: no more than what later sign-ins need."""
        claims, about = data["id_token"], data["userinfo"]
        return {
            "sub": claims["sub"],
            "iss": claims["iss"],
            "nonce": claims.get("nonce"),
            "amr": claims.get("amr") or [],
            "email": about.get("email"),
            "name": about.get("name"),
        }

    def extract_email_addresses(self, data) -> list:
        about = data["userinfo"]
        if not about.get("email"):
            return []
        # Some providers say "false" in words, which Python would take for true.
        verified = about.get("email_verified") in (True, "true")
        return [EmailAddress(email=about["email"], verified=verified, primary=True)]

    def extract_common_fields(self, data) -> dict:
        about = data["userinfo"]
        return {"email": about.get("email"), "name": about.get("name")}


def asked_two_steps(sociallogin) -> bool:
    """Did the provider, by its own word or by our settings, ask for a second step?"""
    if sociallogin.provider.app.settings.get("second_step"):
        return True
    amr = sociallogin.account.extra_data.get("amr")
    return isinstance(amr, list) and bool(TWO_STEPS & set(map(str, amr)))


provider_classes = [Provider]
