"""Included in demo mode only."""

from django.urls import path

from mrplattform.organisations.views import demo

app_name = "demo"
urlpatterns = [
    path("", demo.cast, name="cast"),
    path("bli/<int:pk>/", demo.become, name="become"),
    path("post/", demo.letters, name="letters"),
]
