from django.urls import path

from mrplattform.core import job_views, views

app_name = "core"
urlpatterns = [
    path("utseende/", views.look, name="look"),
    path("sprak/", views.language, name="language"),
    path("farger/", views.scheme, name="scheme"),
    path("jobb/<int:pk>/", job_views.page, name="job"),
    path("jobb/<int:pk>/fil/", job_views.file, name="job_file"),
    path("jobb/<int:pk>/igen/", job_views.retry, name="job_retry"),
]
