"""Every address of the platform. tests/test_access.py names who may open each of them."""

from django.urls import include, path

from mrplattform.project import views

project_patterns = [
    path("", views.start, name="start"),
]

urlpatterns = [
    path("", include((project_patterns, "project"))),
    path("", include("mrplattform.core.urls")),
    path("konto/", include("allauth.urls")),
    path("organisation/", include("mrplattform.organisations.urls")),
    path("rattigheter/", include("mrplattform.rights.urls")),
    path("fragor/", include("mrplattform.questions.urls")),
    path("uppfoljning/", include("mrplattform.assessments.urls")),
    path("insatser/", include("mrplattform.plans.urls")),
    path("rapporter/", include("mrplattform.reports.urls")),
]
