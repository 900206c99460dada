"""Every address of the platform. tests/test_access.py names who may open each of them."""

from django.conf import settings
from django.urls import include, path

from mrplattform.project.views import (
    agenda,
    deeds,
    erasure,
    handover,
    leaving,
    pages,
    retention,
    search,
    situation,
    situation_cell,
    start,
    vacancies,
    year,
)

project_patterns = [
    path("", start.start, name="start"),
    path("start/agenda/", start.start_agenda, name="start_agenda"),
    path("start/forflyttning/", start.start_movement, name="start_movement"),
    path("lagesbild/", start.council, name="council"),
    path("nulage/", situation.page, name="situation"),
    path("nulage/ruta/", situation_cell.page, name="situation_cell"),
    path("sok/", search.search, name="search"),
    path("amne/<str:key>/", search.topic, name="topic"),
    path("agenda/", agenda.page, name="agenda"),
    path("agenda/kalender/", agenda.own_calendar, name="own_calendar"),
    path("agenda/kalender/<int:pk>/ta-tillbaka/", agenda.close_calendar, name="close_calendar"),
    path("agenda/paminnelser/", agenda.own_reminders, name="reminders"),
    path("kalender/<str:token>.ics", agenda.calendar, name="calendar"),
    path("arshjul/", year.page, name="year"),
    path("arshjul/borja/", year.begin, name="year_begin"),
    path("arshjul/nytt/", year.add, name="year_step_new"),
    path("arshjul/<int:pk>/", year.change, name="year_step"),
    path("arshjul/<int:pk>/ta-bort/", year.remove, name="year_step_remove"),
    path("vakanser/", vacancies.page, name="vacancies"),
    path("overlamning/<int:pk>/", handover.page, name="handover"),
    path("overlamning/<int:pk>/last/", handover.take_over, name="take_over"),
    path("hamta-allt/", leaving.fetch_everything, name="fetch_everything"),
    path("person/<int:pk>/ta-bort-namn/", erasure.erase, name="erase"),
    path("gallring/", retention.page, name="retention"),
    path("gallring/<int:pk>/", retention.discard, name="discard"),
    path("handelser/", deeds.page, name="deeds"),
    path("hjalp/", pages.help_index, name="help"),
    path("hjalp/<slug:slug>/", pages.help_page, name="help_page"),
    path("om/tillganglighet/", pages.accessibility, name="accessibility"),
    path("om/personuppgifter/", pages.personal_data, name="personal_data"),
]

urlpatterns = [
    path("", include((project_patterns, "project"))),
    path("", include("mrplattform.core.urls")),
    path("konto/", include("mrplattform.organisations.urls_account")),
    path("organisation/", include("mrplattform.organisations.urls")),
    path("rattigheter/", include("mrplattform.rights.urls")),
    path("fragor/", include("mrplattform.questions.urls")),
    path("uppfoljning/", include("mrplattform.assessments.urls")),
    path("", include("mrplattform.assessments.urls_short")),
    path("insatser/", include("mrplattform.plans.urls")),
    path("samverkan/overenskommelser/", include("mrplattform.agreements.urls")),
    path("rapporter/", include("mrplattform.reports.urls")),
]

if settings.DEMO_CAST:
    urlpatterns.append(path("demo/", include("mrplattform.organisations.urls_demo")))

handler400 = "mrplattform.core.views.bad_request"
handler403 = "mrplattform.core.views.forbidden"
handler404 = "mrplattform.core.views.not_found"
handler500 = "mrplattform.core.views.server_error"
