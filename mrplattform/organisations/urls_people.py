"""Part of organisations/urls.py: people and their invitations."""

from django.urls import path

from mrplattform.organisations.views import invitations, people, signin

urlpatterns = [
    path("personer/", people.people, name="people"),
    path("personer/<int:pk>/", people.person, name="person"),
    path("personer/<int:pk>/ratta/", people.correct, name="person_correct"),
    path("personer/<int:pk>/sluta/", people.leave, name="person_leave"),
    path(
        "personer/<int:pk>/andra-steg/",
        people.reset_second_step,
        name="person_reset_second_step",
    ),
    path("personer/<int:pk>/administrator/", people.administrator, name="person_administrator"),
    path("inbjudningar/", invitations.invitations, name="invitations"),
    path("inbjudningar/ny/", invitations.invite, name="invite"),
    path("inbjudningar/<int:pk>/igen/", invitations.resend, name="invitation_resend"),
    path("inbjudningar/<int:pk>/ta-tillbaka/", invitations.revoke, name="invitation_revoke"),
    path("inloggning/", signin.sign_in_rules, name="sign_in_rules"),
]
