"""What each model is called on the pages that mix them, and in addresses."""

from __future__ import annotations

from django.contrib.contenttypes.models import ContentType
from django.utils.translation import gettext_lazy as _

from mrplattform.core.sorting import swedish_key
from mrplattform.project import house

NAMES = {
    "organisation": (_("Organisation"), _("Organisationer")),
    "function": (_("Funktion"), _("Funktioner")),
    "holding": (_("Innehavare"), _("Innehavare")),
    "group": (_("Grupp"), _("Grupper")),
    "seat": (_("Plats i grupp"), _("Platser i grupper")),
    "term": (_("Mandatperiod"), _("Mandatperioder")),
    "reorganisation": (_("Omorganisation"), _("Omorganisationer")),
    "invitation": (_("Inbjudan"), _("Inbjudningar")),
    "person": (_("Person"), _("Personer")),
    "decision": (_("Beslut"), _("Beslut")),
    "retentionrule": (_("Gallringsregel"), _("Gallringsregler")),
    "topic": (_("Ämne"), _("Ämnen")),
    "recommendation": (_("Rekommendation"), _("Rekommendationer")),
    "framework": (_("Ramverk"), _("Ramverk")),
    "frameworkversion": (_("Ramverk"), _("Ramverk")),
    "question": (_("Fråga"), _("Frågor")),
    "answersheet": (_("Svarsblad"), _("Svarsblad")),
    "answer": (_("Svar"), _("Svar")),
    "evidence": (_("Underlag"), _("Underlag")),
    "round": (_("Kartläggning"), _("Kartläggningar")),
    "assessment": (_("Enhets svar"), _("Enheters svar")),
    "finding": (_("Slutsats"), _("Slutsatser")),
    "plan": (_("Plan"), _("Planer")),
    "measure": (_("Insats"), _("Insatser")),
    "direction": (_("Inriktning"), _("Inriktningar")),
    "goal": (_("Mål"), _("Mål")),
    "risk": (_("Risk"), _("Risker")),
    "message": (_("Kommunikation"), _("Kommunikation")),
    "budgetline": (_("Budgetrad"), _("Budgetrader")),
    "planversion": (_("Version av plan"), _("Versioner av planer")),
    "yearstep": (_("Steg i årshjulet"), _("Steg i årshjulet")),
    "agreement": (_("Överenskommelse"), _("Överenskommelser")),
    "party": (_("Part"), _("Parter")),
    "stage": (_("Del av överenskommelse"), _("Delar av överenskommelser")),
    "obligation": (_("Åtagande"), _("Åtaganden")),
    "due": (_("Leverans"), _("Leveranser")),
    "paper": (_("Handling"), _("Handlingar")),
    "report": (_("Rapport"), _("Rapporter")),
}


def singular(kind: int):
    return _names(kind)[0]


def plural(kind: int):
    return _names(kind)[1]


def key(kind: int) -> str:
    """The kind's name in an address: 'measure'."""
    return ContentType.objects.get_for_id(kind).model


def from_key(wanted: str) -> int | None:
    return next((kind for kind in house.findables() if key(kind) == wanted), None)


def choices() -> list[tuple]:
    rows = {str(plural): name for name, (_one, plural) in NAMES.items()}
    return sorted(((name, label) for label, name in rows.items()), key=lambda o: swedish_key(o[1]))


def _names(kind: int) -> tuple:
    """A model that nobody has named here goes by what it calls itself."""
    about = ContentType.objects.get_for_id(kind)
    model = about.model_class()
    own = (
        (model._meta.verbose_name, model._meta.verbose_name_plural) if model else (about.model,) * 2
    )
    return NAMES.get(about.model, own)
