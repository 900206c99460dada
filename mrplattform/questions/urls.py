from django.urls import path

from mrplattform.questions import views

app_name = "questions"
urlpatterns = [
    path("underlag/<int:pk>/", views.evidence, name="evidence"),
]
