"""The ways to look at what a round's answers show."""

from django.urls import path

from mrplattform.assessments.views import (
    compare,
    country,
    meeting,
    movement,
    results,
    spread,
    texts,
    workbook,
)

ROUND = "kartlaggning/<int:pk>"
urlpatterns = [
    path(f"{ROUND}/resultat/", results.results, name="results"),
    path(f"{ROUND}/resultat/<str:key>/", results.section, name="section"),
    path(f"{ROUND}/resultat/<str:key>/<int:assessment_pk>/", results.cell, name="cell"),
    path(f"{ROUND}/over-tid/", movement.time, name="time"),
    path(f"{ROUND}/forflyttning/", movement.movement, name="movement"),
    path(f"{ROUND}/spridning/", spread.spread, name="spread"),
    path(f"{ROUND}/texter/", texts.texts, name="texts"),
    path(f"{ROUND}/jamfor/", compare.compare, name="compare"),
    path(f"{ROUND}/landet/", country.country, name="country"),
    path(f"{ROUND}/for-motet/", meeting.meeting, name="meeting"),
    path(f"{ROUND}/allt/", workbook.workbook, name="workbook"),
]
