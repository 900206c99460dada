"""What the pages of a coding share."""

from __future__ import annotations

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from mrplattform.assessments import rules
from mrplattform.assessments.coded import Coded
from mrplattform.assessments.models import Coding, Theme
from mrplattform.assessments.views.common import crumbs


def find_coding(user, pk: int) -> Coding:
    rows = Coding.objects.visible_to(user).select_related(
        "authority", "round__version", "first__organisation", "second__organisation"
    )
    return get_object_or_404(rows, pk=pk)


def find_theme(user, pk: int) -> Theme:
    rows = Theme.objects.filter(coding__in=Coding.objects.visible_to(user))
    rows = rows.select_related("coding__authority", "coding__round__version")
    return get_object_or_404(rows, pk=pk)


def may_see(user, coded: Coded) -> bool:
    """What others have seen in the texts, and what it comes to."""
    reader = rules.reader_of(user, coded.coding)
    return rules.can_see_readings(user, coded.coding, coded.left(reader) if reader else 0)


def coding_crumbs(*steps):
    return crumbs((_("Kodningar"), reverse("assessments:codings")), *steps)


def tabs(coding: Coding, current: str) -> list[dict]:
    pages = [
        ("coding", _("Översikt")),
        ("coding_themes", _("Teman")),
        ("coding_compare", _("Jämförelse")),
        ("coding_result", _("Resultat")),
    ]
    return [
        {
            "label": label,
            "url": reverse(f"assessments:{name}", args=[coding.pk]),
            "current": name == current,
        }
        for name, label in pages
        if name != "coding_compare" or coding.second_id
    ]


def page(coding: Coding, current: str, **more) -> dict:
    """What every page of a coding is given."""
    steps = [coding] if current != "coding" else []
    return {
        "coding": coding,
        "tabs": tabs(coding, current),
        "crumbs": coding_crumbs(*steps),
        **more,
    }


def closed_meanwhile(request, coding: Coding):
    messages.warning(request, _("Kodningen är avslutad. Öppna den igen för att ändra."))
    return redirect(coding)
