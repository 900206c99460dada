from django.urls import path

from mrplattform.agreements.views import agreements, dues, parts

app_name = "agreements"
urlpatterns = [
    path("", agreements.agreements, name="agreements"),
    path("ny/", agreements.create, name="agreement-new"),
    path("borttagna/", agreements.removed, name="removed"),
    path("<int:pk>/", agreements.agreement, name="agreement"),
    path("<int:pk>/fil/<str:ending>/", agreements.file, name="agreement-file"),
    path("<int:pk>/andra/", agreements.edit, name="agreement-edit"),
    path("<int:pk>/ta-bort/", agreements.remove, name="agreement-remove"),
    path("<int:pk>/lagg-tillbaka/", agreements.restore, name="agreement-restore"),
    path("<int:pk>/handling/", agreements.paper_new, name="paper-new"),
    path("<int:pk>/handling/<int:paper>/", agreements.paper, name="paper"),
    path("<int:pk>/handling/<int:paper>/ta-bort/", agreements.paper_remove, name="paper-remove"),
    path("<int:pk>/<slug:kind>/ny/", parts.create, name="part-new"),
    path("<int:pk>/<slug:kind>/<int:part>/", parts.edit, name="part-edit"),
    path("<int:pk>/<slug:kind>/<int:part>/ta-bort/", parts.remove, name="part-remove"),
    path("<int:pk>/<slug:kind>/<int:part>/lagg-tillbaka/", parts.restore, name="part-restore"),
    path("leverans/<int:pk>/", dues.due, name="due"),
    path("leverans/<int:pk>/fil/", dues.file, name="due-file"),
    path("leverans/<int:pk>/lamna/", dues.deliver, name="due-deliver"),
    path("leverans/<int:pk>/ta-emot/", dues.receive, name="due-receive"),
    path("leverans/<int:pk>/flytta/", dues.move, name="due-move"),
    path("leverans/<int:pk>/ta-tillbaka/", dues.take_back, name="due-take-back"),
]
