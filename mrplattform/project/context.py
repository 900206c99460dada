"""What the frame around every page needs to know: the six places, whose house it is, the footer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from mrplattform.organisations.models import Role


@dataclass(frozen=True)
class Page:
    """One of the pages of a place. Who has none of the roles does not meet it in the menu."""

    label: Any
    name: str
    roles: frozenset[str] = frozenset(Role.values)


@dataclass(frozen=True)
class Place:
    """One of the six. It leads to the first of its pages; `parts` are the beginnings of addresses."""

    label: Any
    parts: tuple[str, ...]
    pages: tuple[Page, ...]

    @property
    def home(self) -> str:
        return self.pages[0].name


NOT_REPORTERS = frozenset(Role.values) - {Role.REPORTER}
PLACES = [
    Place(
        _("Nuläge"),
        ("/nulage/",),
        (Page(_("Nuläge"), "project:situation", NOT_REPORTERS),),
    ),
    Place(
        _("Styrning"),
        ("/rattigheter/rekommendationer/", "/arshjul/"),
        (
            Page(_("Rekommendationer"), "rights:recommendations", NOT_REPORTERS),
            Page(_("Årshjul"), "project:year", NOT_REPORTERS),
        ),
    ),
    Place(
        _("Insatser"),
        ("/insatser/", "/agenda/"),
        (
            Page(_("Insatser"), "plans:measures", NOT_REPORTERS),
            Page(_("Planer"), "plans:plans", NOT_REPORTERS),
            Page(_("Agenda"), "project:agenda", NOT_REPORTERS),
        ),
    ),
    Place(
        _("Uppföljning"),
        ("/uppfoljning/", "/rapporter/", "/fragor/"),
        (
            Page(_("Kartläggningar"), "assessments:rounds"),
            Page(_("Slutsatser"), "assessments:findings", NOT_REPORTERS),
            Page(_("Rapporter"), "reports:reports", NOT_REPORTERS),
            Page(_("Frågor"), "questions:frameworks", NOT_REPORTERS),
        ),
    ),
    Place(
        _("Lärande"),
        ("/rattigheter/", "/amne/"),
        (Page(_("Plattformen"), "rights:grid"),),
    ),
    Place(
        _("Samverkan"),
        ("/samverkan/",),
        (Page(_("Överenskommelser"), "agreements:agreements", NOT_REPORTERS),),
    ),
]
FOOTER = [
    (_("Om tillgänglighet"), "project:accessibility"),
    (_("Personuppgifter"), "project:personal_data"),
    (_("Hjälp"), "project:help"),
]


def page(request):
    user = getattr(request, "user", None)
    frame = {
        "home_url": reverse("project:start"),
        "footer_links": [{"label": label, "url": reverse(name)} for label, name in FOOTER],
    }
    if not user or not user.is_authenticated:
        return frame
    functions = user.standing.functions
    first = functions[0] if functions else None
    places = menu(functions, request.path) if functions else []
    return frame | {
        "menu": places,
        "inner_menu": next((one["pages"] for one in places if one["current"]), []),
        "search_url": reverse("project:search"),
        "place": {
            "organisation": first.authority.name if first else "",
            "person": user.name,
            "function": first.title if first else "",
            "account_url": reverse("account_home"),
        },
    }


def menu(functions, path: str) -> list[dict]:
    """The places with the pages that these functions meet; who only answers meets only what that
    takes."""
    roles = {function.role for function in functions}
    here = _place_of(path)
    places = []
    for place in PLACES:
        if pages := [_link(page) for page in place.pages if page.roles & roles]:
            _mark_nearest(pages, path)
            current = place is here
            places.append(
                {"label": place.label, "url": pages[0]["url"], "current": current, "pages": pages}
            )
    return places


def _link(page: Page) -> dict:
    return {"label": page.label, "url": reverse(page.name), "current": False}


def _mark_nearest(pages: list[dict], path: str) -> None:
    """The page with the longest matching beginning: a list's things stand below it."""
    below = [page for page in pages if path.startswith(page["url"])]
    if below:
        max(below, key=lambda page: len(page["url"]))["current"] = True


def _place_of(path: str) -> Place | None:
    """The place with the longest matching beginning: a part may stand inside another's."""
    matches = [
        (len(part), number)
        for number, place in enumerate(PLACES)
        for part in place.parts
        if path.startswith(part)
    ]
    return PLACES[max(matches)[1]] if matches else None
