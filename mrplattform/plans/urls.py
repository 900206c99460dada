from django.urls import path

from mrplattform.plans.views import (
    bulk,
    imports,
    measures,
    notes,
    parts,
    plans,
    reasons,
    versions,
    ways,
)

app_name = "plans"
urlpatterns = [
    path("", measures.measures, name="measures"),
    path("ny/", measures.choose_plan, name="measure-new"),
    path("sett/<slug:name>/", ways.way, name="way"),
    path("flera/", bulk.change_many, name="change-many"),
    path("borttagna/", measures.removed, name="removed"),
    path("<int:pk>/", measures.measure, name="measure"),
    path("<int:pk>/andra/", measures.edit, name="measure-edit"),
    path("<int:pk>/bedomning/", measures.judge, name="measure-judge"),
    path("<int:pk>/anteckna/", notes.write, name="note-new"),
    path("anteckning/<int:pk>/fil/", notes.file, name="note-file"),
    path("<int:pk>/ta-bort/", measures.remove, name="measure-remove"),
    path("<int:pk>/lagg-tillbaka/", measures.restore, name="measure-restore"),
    path("<int:pk>/skal/", reasons.add, name="reasons"),
    path("<int:pk>/skal/<int:reason>/ta-bort/", reasons.remove, name="reason-remove"),
    path("planer/", plans.plans, name="plans"),
    path("planer/ny/", plans.create, name="plan-new"),
    path("planer/<int:pk>/", plans.plan, name="plan"),
    path("planer/<int:pk>/andra/", plans.edit, name="plan-edit"),
    path("planer/<int:pk>/beslut/", plans.adopt, name="plan-adopt"),
    path("planer/<int:pk>/antagen/", versions.adopted, name="plan-adopted"),
    path("planer/<int:pk>/antagen/<int:number>/", versions.adopted, name="plan-adopted"),
    path("planer/<int:pk>/las-in/", imports.read_in, name="plan-import"),
    path("planer/<int:pk>/versioner/", versions.versions, name="plan-versions"),
    path("planer/<int:pk>/jamfor/<int:number>/", versions.compare, name="plan-compare"),
    path("planer/<int:pk>/ny-insats/", measures.create, name="plan-measure-new"),
    path("planer/<int:pk>/fil/<str:ending>/", plans.file, name="plan-file"),
    path("planer/<int:pk>/<slug:kind>/", parts.parts, name="parts"),
    path("planer/<int:pk>/<slug:kind>/ny/", parts.create, name="part-new"),
    path("planer/<int:pk>/<slug:kind>/<int:part>/", parts.edit, name="part-edit"),
    path("planer/<int:pk>/<slug:kind>/<int:part>/ta-bort/", parts.remove, name="part-remove"),
    path(
        "planer/<int:pk>/<slug:kind>/<int:part>/lagg-tillbaka/", parts.restore, name="part-restore"
    ),
]
