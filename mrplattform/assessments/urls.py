from django.urls import path

from mrplattform.assessments.views import (
    answering,
    findings,
    preparing,
    results,
    review,
    rounds,
    running,
)

app_name = "assessments"
ROUND = "kartlaggning/<int:pk>"
urlpatterns = [
    path("", rounds.rounds, name="rounds"),
    path("ny/", preparing.round_new, name="round_new"),
    path(f"{ROUND}/", rounds.round_page, name="round"),
    path(f"{ROUND}/andra/", preparing.round_edit, name="round_edit"),
    path(f"{ROUND}/enheter/", preparing.round_units, name="round_units"),
    path(f"{ROUND}/lagg-till/", preparing.add_units, name="add_units"),
    path(f"{ROUND}/oppna/", running.open_, name="open"),
    path(f"{ROUND}/paminn/", running.remind, name="remind"),
    path(f"{ROUND}/flytta-slutdag/", running.extend, name="extend"),
    path(f"{ROUND}/stang/", running.close, name="close"),
    path(f"{ROUND}/oppna-igen/", running.reopen, name="reopen"),
    path("enhet/<int:pk>/funktioner/", running.functions, name="functions"),
    path("svara/<int:pk>/", answering.sheet, name="sheet"),
    path("svara/<int:pk>/skicka-in/", answering.submit, name="submit"),
    path("svara/<int:pk>/<str:key>/", answering.question, name="question"),
    path("underlag/<int:pk>/ta-bort/", answering.remove_evidence, name="remove_evidence"),
    path("underlag/<int:pk>/", review.evidence, name="evidence"),
    path("svar/<int:pk>/", review.review, name="review"),
    path("svar/<int:pk>/godkann/", review.approve, name="approve"),
    path("svar/<int:pk>/lamna-tillbaka/", review.send_back, name="send_back"),
    path(f"{ROUND}/resultat/", results.results, name="results"),
    path(f"{ROUND}/resultat/<str:key>/", results.section, name="section"),
    path(f"{ROUND}/resultat/<str:key>/<int:assessment_pk>/", results.cell, name="cell"),
    path("slutsatser/", findings.findings, name="findings"),
    path("slutsatser/ny/", findings.finding_new, name="finding_new"),
    path("slutsatser/borttagna/", findings.removed, name="removed"),
    path("slutsatser/<int:pk>/", findings.finding, name="finding"),
    path("slutsatser/<int:pk>/andra/", findings.finding_edit, name="finding_edit"),
    path("slutsatser/<int:pk>/ta-bort/", findings.finding_remove, name="finding_remove"),
    path("slutsatser/<int:pk>/lagg-tillbaka/", findings.finding_restore, name="finding_restore"),
]
