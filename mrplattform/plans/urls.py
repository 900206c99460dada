from django.urls import path

from mrplattform.plans.views import measures, plans, reasons

app_name = "plans"
urlpatterns = [
    path("", measures.measures, name="measures"),
    path("ny/", measures.choose_plan, name="measure-new"),
    path("borttagna/", measures.removed, name="removed"),
    path("<int:pk>/", measures.measure, name="measure"),
    path("<int:pk>/andra/", measures.edit, name="measure-edit"),
    path("<int:pk>/bedomning/", measures.judge, name="measure-judge"),
    path("<int:pk>/ta-bort/", measures.remove, name="measure-remove"),
    path("<int:pk>/lagg-tillbaka/", measures.restore, name="measure-restore"),
    path("<int:pk>/skal/", reasons.add, name="reasons"),
    path("<int:pk>/skal/<int:reason>/ta-bort/", reasons.remove, name="reason-remove"),
    path("planer/", plans.plans, name="plans"),
    path("planer/ny/", plans.create, name="plan-new"),
    path("planer/<int:pk>/", plans.plan, name="plan"),
    path("planer/<int:pk>/andra/", plans.edit, name="plan-edit"),
    path("planer/<int:pk>/beslut/", plans.adopt, name="plan-adopt"),
    path("planer/<int:pk>/antagen/", plans.adopted, name="plan-adopted"),
    path("planer/<int:pk>/ny-insats/", measures.create, name="plan-measure-new"),
    path("planer/<int:pk>/fil/<str:ending>/", plans.file, name="plan-file"),
]
