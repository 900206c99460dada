from django.urls import path

from mrplattform.core import views

app_name = "core"
urlpatterns = [
    path("utseende/", views.look, name="look"),
    path("sprak/", views.language, name="language"),
    path("farger/", views.scheme, name="scheme"),
]
