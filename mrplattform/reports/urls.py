from django.urls import path

from mrplattform.reports.views import commenting, reading, writing

app_name = "reports"
urlpatterns = [
    path("", reading.reports, name="reports"),
    path("ny/", writing.create, name="report-new"),
    path("ny/ar/", writing.create_for_year, name="report-new-year"),
    path("borttagna/", reading.removed, name="removed"),
    path("<int:pk>/", reading.report, name="report"),
    path("<int:pk>/fil/<str:ending>/", reading.file, name="report-file"),
    path("<int:pk>/andra/", writing.edit, name="report-edit"),
    path("<int:pk>/text/<str:block>/", writing.words, name="report-words"),
    path("<int:pk>/kommentar/<str:block>/", commenting.comment, name="report-comment"),
    path("<int:pk>/kommentar/<int:comment>/klar/", commenting.settle, name="report-settle"),
    path("<int:pk>/beslut/", writing.lock, name="report-lock"),
    path("<int:pk>/ny-version/", writing.renew, name="report-renew"),
    path("<int:pk>/ta-bort/", writing.remove, name="report-remove"),
    path("<int:pk>/lagg-tillbaka/", writing.restore, name="report-restore"),
]
