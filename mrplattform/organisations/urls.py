from django.urls import include, path

app_name = "organisations"
urlpatterns: list = [
    path("", include("mrplattform.organisations.urls_people")),
]
