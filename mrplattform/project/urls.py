"""Every address of the platform. tests/test_access.py names who may open each of them."""

from django.conf import settings
from django.urls import include, path

from mrplattform.project import views

project_patterns = [
    path("", views.start, name="start"),
]

urlpatterns = [
    path("", include((project_patterns, "project"))),
    path("", include("mrplattform.core.urls")),
    path("konto/", include("mrplattform.organisations.urls_account")),
    path("organisation/", include("mrplattform.organisations.urls")),
    path("rattigheter/", include("mrplattform.rights.urls")),
    path("fragor/", include("mrplattform.questions.urls")),
    path("uppfoljning/", include("mrplattform.assessments.urls")),
    path("insatser/", include("mrplattform.plans.urls")),
    path("rapporter/", include("mrplattform.reports.urls")),
]

if settings.DEMO_CAST:
    urlpatterns.append(path("demo/", include("mrplattform.organisations.urls_demo")))

handler400 = "mrplattform.core.views.bad_request"
handler403 = "mrplattform.core.views.forbidden"
handler404 = "mrplattform.core.views.not_found"
handler500 = "mrplattform.core.views.server_error"
