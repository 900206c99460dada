"""Short addresses, to be typed from a slip of paper or a screen. None of them carries a code."""

from django.urls import path

from mrplattform.assessments.views import nameless, phone

app_name = "nameless"
urlpatterns = [
    path("kod/", nameless.code, name="code"),
    path("kod/lamna/", nameless.hand_in, name="hand_in"),
    path("kod/tack/", nameless.thanks, name="thanks"),
    path("mote/", phone.meeting, name="meeting"),
    path("mote/svara/", phone.answer, name="meeting_answer"),
    path("mote/nu/", phone.now, name="meeting_now"),
]
