"""Everything under /konto/. allauth's pages are named one by one: those we do not want are closed.

The names are allauth's own, because it looks its addresses up by them.
"""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from django.urls import path, re_path

from mrplattform.organisations.views import invitations, provider, signin

ours = [
    path("", signin.home, name="account_home"),
    path("lank-skickad/", signin.link_sent, name="account_link_sent"),
    path("lank/<str:token>/", signin.link, name="account_link"),
    path("lank/<str:token>/ny/", signin.new_link, name="account_new_link"),
    path("inbjudan/<str:token>/", invitations.accept, name="account_invitation"),
    path("andra-steg/", signin.second_step, name="account_second_step"),
    path("enheter/", signin.own_sessions, name="usersessions_list"),
]
into = [
    path("logga-in/", account.login, name="account_login"),
    path("logga-in/kod/", account.request_login_code, name="account_request_login_code"),
    path("logga-in/kod/skriv/", account.confirm_login_code, name="account_confirm_login_code"),
    path("logga-in/nyckel/", webauthn.login_webauthn, name="mfa_login_webauthn"),
    path("logga-in/andra-steg/", mfa.authenticate, name="mfa_authenticate"),
    path("logga-ut/", account.logout, name="account_logout"),
    path("stangt/", account.account_inactive, name="account_inactive"),
    path("visa-att-det-ar-du/", account.reauthenticate, name="account_reauthenticate"),
    path("visa-att-det-ar-du/kod/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path(
        "visa-att-det-ar-du/nyckel/",
        webauthn.reauthenticate_webauthn,
        name="mfa_reauthenticate_webauthn",
    ),
]
password = [
    path("losenord/byt/", account.password_change, name="account_change_password"),
    path("losenord/valj/", account.password_set, name="account_set_password"),
    path("losenord/glomt/", account.password_reset, name="account_reset_password"),
    path(
        "losenord/glomt/skickat/", account.password_reset_done, name="account_reset_password_done"
    ),
    re_path(
        r"^losenord/nytt/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path(
        "losenord/klart/",
        account.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
]
address = [
    path("e-post/", account.email, name="account_email"),
    re_path(
        r"^e-post/bekrafta/(?P<key>[-:\w]+)/$", account.confirm_email, name="account_confirm_email"
    ),
]
second_step = [
    path("tva-steg/", mfa.index, name="mfa_index"),
    path("tva-steg/app/ny/", totp.activate_totp, name="mfa_activate_totp"),
    path("tva-steg/app/ta-bort/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("tva-steg/koder/", codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("tva-steg/koder/nya/", codes.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("tva-steg/koder/fil/", codes.download_recovery_codes, name="mfa_download_recovery_codes"),
    path("tva-steg/nycklar/", webauthn.list_webauthn, name="mfa_list_webauthn"),
    path("tva-steg/nycklar/ny/", webauthn.add_webauthn, name="mfa_add_webauthn"),
    path("tva-steg/nycklar/<int:pk>/namn/", webauthn.edit_webauthn, name="mfa_edit_webauthn"),
    path(
        "tva-steg/nycklar/<int:pk>/ta-bort/", webauthn.remove_webauthn, name="mfa_remove_webauthn"
    ),
]
by_provider = [
    path("via/avbruten/", provider.cancelled, name="socialaccount_login_cancelled"),
    path("via/<str:provider_id>/", provider.login, name="openid_connect_login"),
    path("via/<str:provider_id>/svar/", provider.callback, name="openid_connect_callback"),
]
# Nobody signs up, and accounts are connected by signing in: allauth only wants the names.
closed = [
    path("stangd/registrera/", signin.closed, name="account_signup"),
    path("stangd/bekrafta/", signin.closed, name="account_email_verification_sent"),
    path("stangd/anslut/", signin.closed, name="socialaccount_connections"),
    path("stangd/anslut/registrera/", signin.closed, name="socialaccount_signup"),
]

urlpatterns = [*ours, *into, *password, *address, *second_step, *by_provider, *closed]
