from django.urls import path

from mrplattform.rights import views

app_name = "rights"
urlpatterns = [
    path("", views.grid, name="grid"),
    path("amnen/<slug:kind>/", views.topics, name="topics"),
    path("amne/<str:key>/", views.topic, name="topic"),
    path("rekommendationer/", views.recommendations, name="recommendations"),
    path("rekommendationer/<str:key>/", views.recommendation, name="recommendation"),
]
