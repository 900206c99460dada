from django.urls import path

from mrplattform.questions.views import evidence, frameworks

app_name = "questions"
urlpatterns = [
    path("", frameworks.frameworks, name="frameworks"),
    path("<int:pk>/", frameworks.version, name="version"),
    path("<int:pk>/yaml/", frameworks.source, name="source"),
    path("<int:pk>/fraga/<str:key>/", frameworks.question, name="question"),
    path("underlag/<int:pk>/", evidence.evidence, name="evidence"),
]
